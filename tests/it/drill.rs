//! `/drill`: where it takes place, what is posted, and what happens where no thread is possible.

use serde_json::{Value, json};

use crate::world::{Person, QUESTION, Seen, TITLE, World, eventually, silence};

/// The rows of a question card.
const ROWS: [&[&str]; 3] = [
    &["Answer", "Answer privately", "Hint", "Skip"],
    &["Framework", "STAR example", "Mistakes"],
    &["More..."],
];

fn assert_is_card(card: &Seen) {
    assert_eq!(card.headings(), [TITLE]);
    assert!(card.section(TITLE).contains("At eight in the evening"));
    let facts = card.facts();
    let names: Vec<_> = facts.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["Topic", "Kind", "Difficulty", "Time", "Round"]);
    assert_eq!(facts[3].1, "6-9 min");
    assert_eq!(card.rows(), ROWS);
}

/// What a person sees in every place, by message id.
async fn seen_by(person: &Person) -> Vec<String> {
    let all = person.everything().await;
    all.iter().map(|message| message.id().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_a_text_channel_it_opens_a_thread() {
    let world = World::start().await;
    let newcomer = world.person("newcomer");
    let channel = world.channel("interview-prep").await;

    let outcome = newcomer
        .slash(&channel, "drill", &[("question", QUESTION)])
        .await;
    assert!(outcome.is_ephemeral(), "acknowledged for the caller alone");
    let reply = newcomer.reply(&outcome).await;
    let drill = newcomer.drill_behind(&channel, reply).await;

    assert!(drill.reply.is_ephemeral());
    assert_is_card(&drill.card);
    assert!(!drill.card.is_ephemeral());
    assert!(
        drill
            .opening
            .content()
            .starts_with("**How to answer here:**")
    );
    assert_eq!(drill.opening.rows(), ROWS);

    let thread = newcomer.thread(&drill.thread).await.expect("the thread");
    assert_eq!(thread["name"], format!("Drill · {TITLE}"));
    assert_eq!(thread["parent_id"], channel);
    assert_eq!(thread["thread_metadata"]["auto_archive_duration"], 1440);
    let others = world.person("regular").messages(&channel).await;
    assert_eq!(others.len(), 1, "others see the card and nothing else");
    let adding = "/channels/{id}/thread-members/{user}";
    let traffic = world.control.get("/playground/traffic").await;
    let added = traffic.as_array().expect("entries").iter().any(|one| {
        let path = one["path"].as_str().unwrap_or_default();
        one["method"] == "PUT" && path.ends_with(&format!("/thread-members/{}", newcomer.id))
    });
    assert!(added, "the caller is added to the thread: {adding}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_a_thread_the_card_comes_right_there() {
    let world = World::start().await;
    let (newcomer, regular) = (world.person("newcomer"), world.person("regular"));
    let channel = world.channel("interview-prep").await;
    let first = newcomer.drill(&channel).await;

    let reply = regular
        .ask(&first.thread, "drill", &[("topic", "networking")])
        .await;
    assert!(reply.is_ephemeral());
    let cards = cards_in(&regular, &first.thread).await;
    assert_eq!(cards.len(), 1);
    assert!(reply.content().contains(cards[0].id()), "a link: {reply}");
    assert_eq!(cards[0].rows(), ROWS);
    assert_eq!(newcomer.messages(&channel).await.len(), 2, "card and reply");
    world.end().await;
}

/// Messages with a question's embed.
async fn cards_in(person: &Person, channel: &str) -> Vec<Seen> {
    let mut cards = person.messages(channel).await;
    cards.retain(|message| !message.facts().is_empty());
    cards
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_a_direct_message_the_card_comes_right_there() {
    let world = World::start().await;
    let newcomer = world.person("newcomer");
    let direct = newcomer.direct().await;
    let reply = newcomer
        .ask(&direct, "drill", &[("question", QUESTION)])
        .await;
    let cards = cards_in(&newcomer, &direct).await;
    assert_eq!(cards.len(), 1);
    assert_is_card(&cards[0]);
    assert!(reply.content().contains(cards[0].id()), "a link: {reply}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_private_one_leaves_no_trace() {
    let world = World::start().await;
    let (newcomer, regular) = (world.person("newcomer"), world.person("regular"));
    let channel = world.channel("interview-prep").await;
    let before = seen_by(&regular).await;
    let options: [(&str, Value); 2] = [("question", json!(QUESTION)), ("private", json!(true))];
    let card = newcomer.ask(&channel, "drill", &options).await;
    assert!(card.is_ephemeral());
    assert_is_card(&card);
    silence().await;
    assert_eq!(seen_by(&regular).await, before);
    assert_eq!(newcomer.everything().await.len(), before.len() + 1);
    world.end().await;
}

/// A drill that had to become private: one line of reason, a usable card, nothing left behind.
async fn assert_falls_back(world: &World, channel: &str, reason: &str) {
    let newcomer = world.person("newcomer");
    let regular = world.person("regular");
    let before = seen_by(&regular).await;
    let card = newcomer
        .ask(channel, "drill", &[("question", QUESTION)])
        .await;
    assert!(card.is_ephemeral());
    assert_is_card(&card);
    let why = card.content().lines().next().unwrap_or_default();
    assert!(why.contains(reason), "{card}");
    assert!(card.says("Only you see this drill"), "{card}");
    eventually("no card to be left behind", async || {
        (seen_by(&regular).await == before).then_some(())
    })
    .await;
    let answered = newcomer.answer(&card, "Answer", crate::world::ANSWER).await;
    assert!(answered.is_ephemeral(), "answers stay private as well");
    let coaching = newcomer.reply(&answered).await;
    assert_eq!(coaching.headings()[0], "What I saw");
    assert_eq!(seen_by(&regular).await, before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_a_voice_channel_it_is_private() {
    let world = World::start().await;
    let guild = world.guild("Study hall").await;
    let made = world
        .control
        .shape(json!({"do": "add_channel", "guild": guild, "name": "voice", "type": 2}))
        .await;
    let channel = made["id"].as_str().expect("an id");
    assert_falls_back(
        &world,
        channel,
        "Threads don't work in this kind of channel",
    )
    .await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_permission_it_is_private_and_names_it() {
    let world = World::start().await;
    let channel = world.channel("interview-prep").await;
    let deny = json!({
        "do": "deny", "channel": channel, "permissions": ["CREATE_PUBLIC_THREADS"],
    });
    world.control.shape(deny).await;
    assert_falls_back(&world, &channel, "**Create Public Threads**").await;
    let general = world.channel("general").await;
    let deny = json!({
        "do": "deny", "channel": general, "permissions": ["SEND_MESSAGES", "EMBED_LINKS"],
    });
    world.control.shape(deny).await;
    let newcomer = world.person("newcomer");
    let card = newcomer
        .ask(&general, "drill", &[("question", QUESTION)])
        .await;
    assert!(card.says("**Send Messages** and **Embed Links**"), "{card}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_a_server_full_of_threads_it_is_private() {
    let world = World::start().await;
    let guild = world.guild("Study hall").await;
    let channel = world.channel("interview-prep").await;
    world
        .control
        .shape(json!({"do": "fill_threads", "guild": guild}))
        .await;
    let traffic = world.control.get("/playground/counters").await;
    assert_eq!(traffic["refused"], 0);
    assert_falls_back(&world, &channel, "as many active threads as Discord allows").await;
    let newcomer = world.person("newcomer");
    world
        .control
        .shape(json!({"do": "empty_threads", "guild": guild}))
        .await;
    newcomer.drill(&channel).await;
    // Being told 160006 is a refusal of its own, and the only one.
    let counters = world.control.get("/playground/counters").await;
    assert_eq!(counters["refused"], 1);
    world.stop_well().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn options_narrow_the_choice() {
    let world = World::start().await;
    let newcomer = world.person("newcomer");
    let channel = world.channel("interview-prep").await;
    let options = [("topic", "kubernetes"), ("difficulty", "medium")];
    let drill = newcomer.drill_with(&channel, &options).await;
    let facts = drill.card.facts();
    assert_eq!(facts[0], ("Topic", "Kubernetes"));
    assert_eq!(facts[2], ("Difficulty", "Medium"));

    let reply = newcomer
        .ask(&channel, "drill", &[("topic", "kubernets")])
        .await;
    assert!(reply.is_ephemeral());
    assert!(reply.says("no topic called “kubernets”"), "{reply}");
    assert!(reply.says("Kubernetes"), "the nearest name: {reply}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn options_are_suggested_while_they_are_typed() {
    let world = World::start().await;
    let newcomer = world.person("newcomer");
    let channel = world.channel("interview-prep").await;
    for (command, option, typed, expected) in [
        ("drill", "topic", "kuber", "kubernetes"),
        ("drill", "question", "autoscal", QUESTION),
        ("drill", "round", "screen", "technical-screen"),
        ("framework", "name", "sta", "star"),
        ("bank show", "question", "rush is over", QUESTION),
    ] {
        let choices = newcomer.suggestions(&channel, command, option, typed).await;
        let choices = choices.as_array().expect("choices");
        assert!((1..=25).contains(&choices.len()), "{command} {option}");
        let first: Vec<_> = choices.iter().take(3).map(|one| &one["value"]).collect();
        assert!(
            first.iter().any(|value| *value == expected),
            "{command} {option} {typed}: {first:?}"
        );
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn questions_do_not_come_again_while_others_are_left() {
    let world = World::start().await;
    let newcomer = world.person("newcomer");
    let channel = world.channel("interview-prep").await;
    let mut drill = newcomer
        .drill_with(&channel, &[("topic", "kubernetes")])
        .await;
    let mut titles = vec![drill.card.headings()[0].to_owned()];
    for _ in 1..6 {
        newcomer
            .answer(&drill.opening, "Answer", crate::world::ANSWER)
            .await;
        newcomer.coaching(&drill.thread).await;
        drill = newcomer
            .drill_with(&channel, &[("topic", "kubernetes")])
            .await;
        titles.push(drill.card.headings()[0].to_owned());
    }
    let count = titles.len();
    titles.sort();
    titles.dedup();
    assert_eq!(titles.len(), count, "{titles:?}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_at_once_get_one_each() {
    let world = World::start().await;
    let channel = world.channel("interview-prep").await;
    let people = ["newcomer", "regular", "organiser"].map(|name| world.person(name));
    let drills = people.iter().cycle().take(12);
    let drills = drills.map(|person| person.drill_with(&channel, &[("topic", "aws")]));
    let drills = futures_util::future::join_all(drills).await;
    let mut threads: Vec<_> = drills.iter().map(|drill| &drill.thread).collect();
    threads.sort();
    threads.dedup();
    assert_eq!(threads.len(), 12);
    let mut cards = people[0].messages(&channel).await;
    cards.retain(|message| !message.is_ephemeral());
    assert_eq!(cards.len(), 12);
    for drill in &drills {
        let opened = cards_of_opening(&people[0], &drill.thread).await;
        assert_eq!(opened, 1);
    }
    world.end().await;
}

/// How many opening messages a thread has.
async fn cards_of_opening(person: &Person, thread: &str) -> usize {
    let messages = person.messages(thread).await;
    let openings = messages
        .iter()
        .filter(|message| message.content().starts_with("**How to answer here:**"));
    openings.count()
}
