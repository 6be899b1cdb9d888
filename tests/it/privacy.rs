//! `/privacy`: what is kept, the file, and forgetting.

use serde_json::Value;

use crate::world::{ANSWER, PLAIN, World, eventually};

/// Words that stand nowhere but in the newcomer's answers.
const MARKERS: [&str; 4] = ["Quuxlandia", "Frobnicorp", "Zyzzyvagram", "Plughtopian"];

fn marked(marker: &str) -> String {
    format!(
        "{ANSWER} That was at {marker}, where {marker} measured the metrics delay ahead of time."
    )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_kept_is_shown_and_given_as_a_file() {
    let world = World::start().await;
    let newcomer = world.person("newcomer");
    let channel = world.channel("interview-prep").await;
    let empty = newcomer.ask(&channel, "privacy show", PLAIN).await;
    assert!(empty.is_ephemeral());
    assert!(empty.says("0 answers"), "{empty}");
    assert!(empty.says("can read its database"), "{empty}");

    let drill = newcomer.drill(&channel).await;
    newcomer
        .answer(&drill.opening, "Answer", &marked(MARKERS[0]))
        .await;
    let coaching = newcomer.coaching(&drill.thread).await;
    newcomer.press(&coaching, "Good").await;
    let private = newcomer
        .answer(&drill.opening, "Answer privately", &marked(MARKERS[1]))
        .await;
    newcomer.reply(&private).await;

    let kept = newcomer.ask(&channel, "privacy show", PLAIN).await;
    assert!(kept.says("2 answers"), "{kept}");
    let export = newcomer.ask(&channel, "privacy export", PLAIN).await;
    assert!(export.is_ephemeral());
    let file = world.control.file(export.files()[0]).await;
    let file: Value = serde_json::from_slice(&file).expect("JSON");
    let answers = file["answers"].as_array().expect("answers");
    assert_eq!(answers.len(), 2);
    for (answer, marker) in answers.iter().zip(MARKERS) {
        assert_eq!(answer["text"], marked(marker));
    }
    assert_eq!(answers[0]["ratings"][0]["rating"], "good");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn forgetting_leaves_no_word_behind() {
    let mut world = World::start().await;
    let (newcomer, regular) = (world.person("newcomer"), world.person("regular"));
    let channel = world.channel("interview-prep").await;
    let drill = newcomer.drill(&channel).await;
    newcomer
        .answer(&drill.opening, "Answer", &marked(MARKERS[0]))
        .await;
    newcomer.coaching(&drill.thread).await;
    let private = newcomer
        .answer(&drill.opening, "Answer privately", &marked(MARKERS[1]))
        .await;
    newcomer.reply(&private).await;
    let bot = world.bot_id().await;
    let own = newcomer
        .say(&drill.thread, &format!("<@{bot}> {}", marked(MARKERS[2])))
        .await;
    eventually("two replies", async || {
        (regular.coachings(&drill.thread).await == 2).then_some(())
    })
    .await;
    // Joins the answer before it.
    let message = newcomer.say(&drill.thread, &marked(MARKERS[3])).await;
    regular
        .say(
            &drill.thread,
            "I am the regular one, and I would scale ahead with a cron job before the sale begins",
        )
        .await;
    eventually("three replies", async || {
        (regular.coachings(&drill.thread).await == 3).then_some(())
    })
    .await;

    let asked = newcomer.ask(&channel, "privacy forget", PLAIN).await;
    assert!(asked.is_ephemeral());
    let kept = newcomer.pressing(&asked, "Keep it").await;
    assert!(kept.says("Nothing was erased"), "{kept}");
    assert_eq!(regular.coachings(&drill.thread).await, 3);

    let asked = newcomer.ask(&channel, "privacy forget", PLAIN).await;
    assert!(asked.says("3 answers"), "{asked}");
    let done = newcomer.pressing(&asked, "Erase everything").await;
    for message in [&own, &message] {
        assert!(done.says(message.id()), "a link to their own: {done}");
    }
    eventually("the bot's messages with their words to go", async || {
        let seen = regular.everything().await;
        let repeated = seen
            .iter()
            .any(|message| message.by_bot() && MARKERS.iter().any(|marker| message.says(marker)));
        (!repeated && regular.coachings(&drill.thread).await == 1).then_some(())
    })
    .await;
    let empty = newcomer.ask(&channel, "privacy show", PLAIN).await;
    assert!(empty.says("0 answers"), "{empty}");
    let others = regular.ask(&channel, "privacy show", PLAIN).await;
    assert!(others.says("1 answer"), "{others}");
    assert!(
        newcomer.again(&own).await.says(MARKERS[2]),
        "theirs to delete"
    );

    world.assert_well_behaved().await;
    world.stop_bot().await;
    assert_eq!(world.database.holds(&MARKERS).await, [] as [&str; 0]);
    let id = newcomer.id.as_str();
    assert_eq!(
        world.database.holds(&["regular one"]).await,
        ["regular one"],
        "the search finds what is there"
    );
    assert_eq!(
        world
            .database
            .number(&format!(
                "SELECT COUNT(*) FROM attempts WHERE person = {id}"
            ))
            .await,
        0
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn forgetting_reaches_the_bots_messages_over_a_restart() {
    let mut world = World::start().await;
    let newcomer = world.person("newcomer");
    let channel = world.channel("interview-prep").await;
    let drill = newcomer.drill(&channel).await;
    newcomer
        .answer(&drill.opening, "Answer", &marked(MARKERS[0]))
        .await;
    newcomer.coaching(&drill.thread).await;
    let asked = newcomer.ask(&channel, "privacy forget", PLAIN).await;
    world
        .fault(
            "DELETE /channels/{channel_id}/messages/{message_id}",
            "500",
            1000,
        )
        .await;
    let done = newcomer.pressing(&asked, "Erase everything").await;
    assert!(done.says("I erased"), "{done}");
    world.kill_bot().await;
    world.control.clear_faults().await;
    world.start_bot().await;
    eventually("the bot's messages with their words to go", async || {
        let seen = newcomer.everything().await;
        (!seen.iter().any(|message| message.says(MARKERS[0]))).then_some(())
    })
    .await;
    world.end().await;
}
