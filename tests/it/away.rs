//! What people do while the bot is away is made good once it is back.

use serde_json::json;

use crate::world::{ANSWER, BETTER, Drill, World, eventually, silence};

async fn start() -> (World, Drill) {
    let world = World::start().await;
    let channel = world.channel("interview-prep").await;
    let drill = world.person("newcomer").drill(&channel).await;
    (world, drill)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_is_found_although_others_spoke_since() {
    let (mut world, drill) = start().await;
    let (newcomer, regular) = (world.person("newcomer"), world.person("regular"));
    regular.say(&drill.thread, "good luck!").await;
    world.stop_bot().await;
    newcomer.say(&drill.thread, ANSWER).await;
    world.start_bot().await;
    // The first thing that the new session hears of this thread.
    regular.say(&drill.thread, "how is it going?").await;
    newcomer.coaching(&drill.thread).await;
    silence().await;
    assert_eq!(newcomer.coachings(&drill.thread).await, 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_draft_deleted_meanwhile_is_no_answer() {
    let (mut world, drill) = start().await;
    let newcomer = world.person("newcomer");
    let message = newcomer.say(&drill.thread, ANSWER).await;
    eventually("the draft to be kept", async || {
        let drafts = "SELECT COUNT(*) FROM draft_parts";
        (world.database.number(drafts).await == 1).then_some(())
    })
    .await;
    world.kill_bot().await;
    newcomer.delete(&message).await;
    world.start_bot().await;
    silence().await;
    assert_eq!(newcomer.coachings(&drill.thread).await, 0);
    let kept = "SELECT (SELECT COUNT(*) FROM draft_parts) + (SELECT COUNT(*) FROM attempts)";
    assert_eq!(world.database.number(kept).await, 0);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn answers_deleted_or_edited_meanwhile_are_brought_in_line() {
    let (mut world, drill) = start().await;
    let (newcomer, regular) = (world.person("newcomer"), world.person("regular"));
    let deleted = newcomer.say(&drill.thread, ANSWER).await;
    let edited = regular.say(&drill.thread, ANSWER).await;
    eventually("a reply to each", async || {
        (newcomer.coachings(&drill.thread).await == 2).then_some(())
    })
    .await;
    world.stop_bot().await;
    newcomer.delete(&deleted).await;
    regular.edit(&edited, BETTER).await;
    world.start_bot().await;
    eventually("the reply with its quotations to go", async || {
        (newcomer.coachings(&drill.thread).await == 1).then_some(())
    })
    .await;
    let reply = regular
        .wait_for(&drill.thread, "the other reply", |message| {
            message.content() == format!("<@{}>", regular.id)
        })
        .await;
    eventually("the new words to be kept", async || {
        let opened = regular.press(&reply, "Try again").await;
        (opened.prefilled() == BETTER).then_some(())
    })
    .await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_removed_the_bot_meanwhile_is_noted() {
    let mut world = World::start().await;
    let guild = world.guild("Platform guild").await;
    let known = format!("SELECT COUNT(*) FROM servers WHERE guild = {guild} AND departed = 0");
    eventually("the server to be known", async || {
        (world.database.number(&known).await == 1).then_some(())
    })
    .await;
    world.stop_bot().await;
    world
        .control
        .shape(json!({"do": "remove_bot", "guild": guild}))
        .await;
    world.start_bot().await;
    eventually("its leaving to be noted", async || {
        (world.database.number(&known).await == 0).then_some(())
    })
    .await;
    let others = "SELECT COUNT(*) FROM servers WHERE departed = 0";
    assert_eq!(world.database.number(others).await, 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn thanks_in_reply_to_the_bot_are_no_answer() {
    let (world, drill) = start().await;
    let newcomer = world.person("newcomer");
    newcomer.say(&drill.thread, ANSWER).await;
    let coaching = newcomer.coaching(&drill.thread).await;
    newcomer
        .reply_to(&coaching, "thanks, that helps a lot")
        .await;
    silence().await;
    assert_eq!(newcomer.coachings(&drill.thread).await, 1);
    let opened = newcomer.press(&coaching, "Try again").await;
    assert_eq!(opened.prefilled(), ANSWER);
    world.end().await;
}

/// A drill with an answer that was typed and one from the modal.
async fn answered_twice() -> (World, Drill) {
    let (world, drill) = start().await;
    let (newcomer, regular) = (world.person("newcomer"), world.person("regular"));
    newcomer.say(&drill.thread, ANSWER).await;
    newcomer.coaching(&drill.thread).await;
    regular.answer(&drill.opening, "Answer", BETTER).await;
    eventually("a reply to each", async || {
        (newcomer.coachings(&drill.thread).await == 2).then_some(())
    })
    .await;
    (world, drill)
}

/// Waits until of the two answers only the modal's is kept.
async fn the_typed_one_goes(world: &World) {
    let typed = "SELECT COUNT(*) FROM attempt_parts";
    eventually("the end of what was typed", async || {
        (world.database.number(typed).await == 0).then_some(())
    })
    .await;
    let kept = "SELECT COUNT(*) FROM attempts WHERE source = 'modal'";
    assert_eq!(world.database.number(kept).await, 1);
    let all = "SELECT COUNT(*) FROM attempts";
    assert_eq!(world.database.number(all).await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_typed_in_a_thread_goes_with_it() {
    let (world, drill) = answered_twice().await;
    let gone = json!({"do": "delete_channel", "channel": drill.thread});
    world.control.shape(gone).await;
    the_typed_one_goes(&world).await;
    world.stop_well().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_channel_that_was_deleted_meanwhile_is_found_gone() {
    let (mut world, _) = answered_twice().await;
    world.stop_bot().await;
    let channel = world.channel("interview-prep").await;
    let gone = json!({"do": "delete_channel", "channel": channel});
    world.control.shape(gone).await;
    world.start_bot().await;
    the_typed_one_goes(&world).await;
    world.stop_well().await;
}
