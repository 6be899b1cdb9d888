//! Discord's own failures: whatever goes wrong on the way, there is exactly one of each thing.

use crate::world::{ANSWER, Drill, Person, World, eventually, silence};

/// Faults of a REST route.
const FAULTS: [&str; 5] = ["500", "502", "429", "reset_before", "reset_after"];

const POST: &str = "POST /channels/{channel_id}/messages";
const THREAD: &str = "POST /channels/{channel_id}/messages/{message_id}/threads";
const CALLBACK: &str = "POST /interactions/{interaction_id}/{token}/callback";
const REPLY: &str = "PATCH /webhooks/{webhook_id}/{token}/messages/@original";

/// Counts what exists exactly once in a drill that was answered once.
async fn assert_one_of_each(person: &Person, drill: &Drill) {
    let in_channel = person.messages(&drill.channel).await;
    let cards = in_channel
        .iter()
        .filter(|message| message.thread() == Some(&drill.thread));
    assert_eq!(cards.count(), 1, "one card");
    let posted = in_channel.iter().filter(|message| !message.is_ephemeral());
    assert_eq!(
        posted.filter(|message| message.thread().is_none()).count(),
        0,
        "no card without its thread"
    );
    let messages = person.messages(&drill.thread).await;
    let count = |fits: fn(&crate::world::Seen) -> bool| messages.iter().filter(|m| fits(m)).count();
    assert_eq!(count(|m| m.has_button("Answer")), 1, "one opening message");
    assert_eq!(count(|m| m.has_button("Edit")), 1, "one answer");
    assert_eq!(count(|m| m.has_button("Try again")), 1, "one reply");
}

/// A drill and an answer while a route misbehaves, for every fault that it may have.
async fn assert_survives(route: &str, times: u32) {
    let world = World::start().await;
    let newcomer = world.person("newcomer");
    let channel = world.channel("interview-prep").await;
    let mut drills = Vec::new();
    for fault in FAULTS {
        world.fault(route, fault, times).await;
        let drill = newcomer.drill(&channel).await;
        world.control.clear_faults().await;
        world.fault(route, fault, times).await;
        newcomer.answer(&drill.opening, "Answer", ANSWER).await;
        newcomer.coaching(&drill.thread).await;
        world.control.clear_faults().await;
        drills.push(drill);
    }
    silence().await;
    for drill in &drills {
        assert_one_of_each(&newcomer, drill).await;
    }
    let counters = world.control.get("/playground/counters").await;
    assert_eq!(counters["unknown_interactions"], 0);
    let traffic = world.control.get("/playground/traffic").await;
    for entry in traffic.as_array().expect("entries") {
        // A thread that was made by a try that looked failed exists already.
        let refused = entry["status"] == 400 && entry["code"] != 160_004;
        let tried_again = entry["code"] == 40_060;
        assert!(!refused || tried_again, "{entry}");
    }
    world.stop_well().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_posting_a_message() {
    assert_survives(POST, 2).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_opening_a_thread() {
    assert_survives(THREAD, 2).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_answering_an_interaction() {
    assert_survives(CALLBACK, 1).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_filling_in_a_reply() {
    assert_survives(REPLY, 2).await;
}

/// A drill, answered by the modal and by typing, after the gateway misbehaved.
async fn assert_goes_on_after(fault: &str) {
    let world = World::start().await;
    let newcomer = world.person("newcomer");
    let channel = world.channel("interview-prep").await;
    let drill = newcomer.drill(&channel).await;
    world.fault("gateway", fault, 1).await;
    // Written while nobody may be listening.
    newcomer.say(&drill.thread, ANSWER).await;
    newcomer.coaching(&drill.thread).await;
    world.connected().await;
    let next = newcomer.drill_with(&channel, &[("topic", "aws")]).await;
    newcomer.answer(&next.opening, "Answer", ANSWER).await;
    newcomer.coaching(&next.thread).await;
    silence().await;
    assert_eq!(newcomer.coachings(&drill.thread).await, 1);
    assert_one_of_each(&newcomer, &next).await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_a_dropped_connection() {
    assert_goes_on_after("drop").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_an_invalid_session() {
    assert_goes_on_after("invalid_session").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_a_session_that_is_closed() {
    assert_goes_on_after("close:4000").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_a_gateway_that_wants_a_reconnect() {
    assert_goes_on_after("reconnect").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_events_that_come_twice() {
    let world = World::start().await;
    let (newcomer, regular) = (world.person("newcomer"), world.person("regular"));
    let channel = world.channel("interview-prep").await;
    world.fault("gateway", "duplicate_events", 1_000).await;
    let drill = newcomer.drill(&channel).await;
    newcomer.answer(&drill.opening, "Answer", ANSWER).await;
    newcomer.coaching(&drill.thread).await;
    regular.say(&drill.thread, ANSWER).await;
    eventually("a reply to the typed answer", async || {
        (newcomer.coachings(&drill.thread).await == 2).then_some(())
    })
    .await;
    let coaching = newcomer
        .wait_for(&drill.thread, "the first reply", |message| {
            message.content() == format!("<@{}>", newcomer.id)
        })
        .await;
    newcomer.press(&coaching, "Next question").await;
    newcomer
        .wait_for(&drill.thread, "the next card", |message| {
            !message.facts().is_empty()
        })
        .await;
    silence().await;
    let messages = newcomer.messages(&drill.thread).await;
    let count = |label: &str| messages.iter().filter(|m| m.has_button(label)).count();
    assert_eq!(count("Try again"), 2, "one reply to each");
    assert_eq!(count("Edit"), 1, "one answer from the modal");
    assert_eq!(count("Hint"), 2, "opening message and the next card");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_being_away_while_people_write() {
    let mut world = World::start().await;
    let (newcomer, regular) = (world.person("newcomer"), world.person("regular"));
    let channel = world.channel("interview-prep").await;
    let drill = newcomer.drill(&channel).await;
    let direct = regular.direct().await;
    regular.ask(&direct, "drill", &[("topic", "aws")]).await;
    let archived = newcomer.drill_with(&channel, &[("topic", "iac")]).await;
    world.stop_bot().await;
    newcomer.say(&drill.thread, ANSWER).await;
    regular.say(&direct, ANSWER).await;
    newcomer.say(&archived.thread, ANSWER).await;
    let archive = serde_json::json!({"do": "archive", "channel": archived.thread});
    world.control.shape(archive).await;
    world.start_bot().await;
    newcomer.coaching(&drill.thread).await;
    regular.coaching(&direct).await;
    newcomer.coaching(&archived.thread).await;
    world.restart_bot().await;
    silence().await;
    assert_eq!(newcomer.coachings(&drill.thread).await, 1);
    assert_eq!(regular.coachings(&direct).await, 1);
    assert_eq!(newcomer.coachings(&archived.thread).await, 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_rate_limits_that_are_obeyed() {
    let world = World::with(crate::world::Setup {
        rate_limits: true,
        ..crate::world::Setup::default()
    })
    .await;
    let channel = world.channel("interview-prep").await;
    let newcomer = world.person("newcomer");
    let drills = (0..12).map(|_| newcomer.drill_with(&channel, &[("topic", "aws")]));
    let drills = futures_util::future::join_all(drills).await;
    assert_eq!(drills.len(), 12);
    // `end` asserts that no answer was 429.
    world.end().await;
}
