//! Two servers side by side: what belongs to one is never seen from the other.

use serde_json::json;

use crate::world::{ANSWER, PLAIN, Person, QUESTION, Seen, World};

/// Somebody who is in the second server only.
async fn outsider(world: &mut World) -> Person {
    let made = world
        .control
        .shape(json!({"do": "add_person", "name": "Outsider"}))
        .await;
    let guild = world.guild("Platform guild").await;
    let id = made["id"].as_str().expect("an id");
    world
        .control
        .shape(json!({"do": "join", "person": id, "guild": guild}))
        .await;
    world.adopt("outsider", id)
}

/// The bot's message with this custom id, as if it had been carried to another place.
async fn carried(world: &World, channel: &str, custom_id: &str) -> Seen {
    let button = json!({"type": 2, "style": 2, "label": "carried", "custom_id": custom_id});
    let row = json!({"type": 1, "components": [button]});
    let body = json!({"content": "carried", "components": [row]});
    Seen(
        world
            .control
            .post_as_bot(world.token(), channel, &body)
            .await,
    )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_said_in_one_is_not_seen_from_the_other() {
    let mut world = World::start().await;
    let newcomer = world.person("newcomer");
    let outsider = outsider(&mut world).await;
    let here = world.channel_of("Study hall", "interview-prep").await;
    let there = world.channel_of("Platform guild", "interview-prep").await;
    let drill = newcomer.drill(&here).await;
    newcomer.answer(&drill.opening, "Answer", ANSWER).await;
    newcomer.coaching(&drill.thread).await;

    let other = outsider.drill(&there).await;
    outsider.say(&other.thread, ANSWER).await;
    outsider.coaching(&other.thread).await;
    let nudge = outsider.pressing(&other.card, "Framework").await;
    assert_eq!(nudge.headings(), ["Framework"], "by their own answer");
    for message in outsider.everything().await {
        assert!(!message.says("Newcomer"), "{message}");
        assert!(!message.says(&newcomer.id), "{message}");
    }
    let kept = outsider.ask(&there, "privacy show", PLAIN).await;
    assert!(kept.says("1 answer"), "{kept}");
    let export = outsider.ask(&there, "privacy export", PLAIN).await;
    let file = world.control.file(export.files()[0]).await;
    let file = String::from_utf8(file).expect("text");
    assert!(!file.contains(&newcomer.id));
    assert!(!file.contains(&world.guild("Study hall").await));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn buttons_carried_to_another_server_give_nothing_away() {
    let mut world = World::start().await;
    let newcomer = world.person("newcomer");
    let outsider = outsider(&mut world).await;
    let organiser = world.person("organiser");
    let here = world.channel_of("Study hall", "interview-prep").await;
    let there = world.channel_of("Platform guild", "interview-prep").await;
    let drill = newcomer.drill(&here).await;
    newcomer.answer(&drill.opening, "Answer", ANSWER).await;
    let coaching = newcomer.coaching(&drill.thread).await;
    let answer = newcomer
        .wait_for(&drill.thread, "the answer", |message| {
            message.has_button("Edit")
        })
        .await;

    let cases = [
        (&answer, "Edit", &outsider),
        (&answer, "Delete", &outsider),
        // Manages messages, but of another server.
        (&answer, "Delete", &organiser),
        (&coaching, "Try again", &outsider),
        (&coaching, "Good", &outsider),
        (&coaching, "Next question", &outsider),
        (&drill.card, "Skip", &outsider),
    ];
    for (message, label, person) in cases {
        let there = carried(&world, &there, message.custom_id(label)).await;
        let outcome = person.press(&there, "carried").await;
        let reply = person.reply(&outcome).await;
        assert!(reply.is_ephemeral(), "{label}: {reply}");
        assert!(!reply.says("placeholder pods of low"), "{label}: {reply}");
    }
    assert_eq!(newcomer.coachings(&drill.thread).await, 1);
    assert!(newcomer.again(&answer).await.says(ANSWER));
    let messages = newcomer.messages(&drill.thread).await;
    assert_eq!(
        messages
            .iter()
            .filter(|one| !one.facts().is_empty())
            .count(),
        0
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_persons_history_is_theirs_in_every_server() {
    let world = World::start().await;
    let newcomer = world.person("newcomer");
    let here = world.channel_of("Study hall", "interview-prep").await;
    let there = world.channel_of("Platform guild", "interview-prep").await;
    let drill = newcomer.drill(&here).await;
    newcomer.answer(&drill.opening, "Answer", ANSWER).await;
    newcomer.coaching(&drill.thread).await;
    for _ in 0..3 {
        let next = newcomer
            .drill_with(&there, &[("topic", "kubernetes")])
            .await;
        assert_ne!(next.card.headings(), drill.card.headings(), "{QUESTION}");
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_removes_the_bot_harms_no_other() {
    let world = World::start().await;
    let newcomer = world.person("newcomer");
    let here = world.channel_of("Study hall", "interview-prep").await;
    let there = world.channel_of("Platform guild", "interview-prep").await;
    let drill = newcomer.drill(&here).await;
    newcomer.answer(&drill.opening, "Answer", ANSWER).await;
    newcomer.coaching(&drill.thread).await;
    let guild = world.guild("Study hall").await;
    world
        .control
        .shape(json!({"do": "remove_bot", "guild": guild}))
        .await;
    let next = newcomer.drill_with(&there, &[("topic", "aws")]).await;
    newcomer.answer(&next.opening, "Answer", ANSWER).await;
    newcomer.coaching(&next.thread).await;
    let kept = newcomer.ask(&there, "privacy show", PLAIN).await;
    assert!(kept.says("2 answers"), "kept for 30 days: {kept}");
    world.end().await;
}
