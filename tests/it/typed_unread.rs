//! Typed answers where the bot may not read messages: every flow works all the same.

use serde_json::json;

use crate::world::{ANSWER, Drill, Seen, Setup, World, eventually, silence};

async fn start() -> (World, Drill) {
    let world = World::with(Setup {
        message_content: false,
        ..Setup::default()
    })
    .await;
    let channel = world.channel("interview-prep").await;
    let drill = world.person("newcomer").drill(&channel).await;
    (world, drill)
}

fn explains(message: &Seen) -> bool {
    message.by_bot() && message.rows().is_empty() && message.says("`Submit as answer`")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_is_told_once_how_to_submit() {
    let (world, drill) = start().await;
    let (newcomer, regular) = (world.person("newcomer"), world.person("regular"));
    assert!(drill.opening.says("Submit as answer"), "{}", drill.opening);
    newcomer.say(&drill.thread, ANSWER).await;
    let told = newcomer.wait_for(&drill.thread, "a hint", explains).await;
    assert!(told.says("`Submit as answer`"), "{told}");
    newcomer.say(&drill.thread, "and one more thing").await;
    silence().await;
    let hints = || async {
        let messages = newcomer.messages(&drill.thread).await;
        messages.iter().filter(|message| explains(message)).count()
    };
    assert_eq!(hints().await, 1, "once to each person");
    regular.say(&drill.thread, ANSWER).await;
    eventually("a hint for the other person", async || {
        (hints().await == 2).then_some(())
    })
    .await;
    assert_eq!(newcomer.coachings(&drill.thread).await, 0);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn command_mention_modal_and_direct_messages_work() {
    let (world, drill) = start().await;
    let (newcomer, regular) = (world.person("newcomer"), world.person("regular"));
    let organiser = world.person("organiser");
    let message = newcomer.say(&drill.thread, ANSWER).await;
    let taken = newcomer.submit_as_answer(&message).await;
    assert!(taken.says("Taken as your answer"), "{taken}");
    let bot = world.bot_id().await;
    regular
        .say(&drill.thread, &format!("<@{bot}> {ANSWER}"))
        .await;
    organiser.answer(&drill.opening, "Answer", ANSWER).await;
    eventually("three replies", async || {
        (newcomer.coachings(&drill.thread).await == 3).then_some(())
    })
    .await;
    for person in [&newcomer, &regular, &organiser] {
        let reply = newcomer
            .wait_for(&drill.thread, "their reply", |message| {
                message.content() == format!("<@{}>", person.id)
            })
            .await;
        let again = person.press(&reply, "Try again").await;
        assert_eq!(again.prefilled(), ANSWER);
    }

    let direct = newcomer.direct().await;
    newcomer
        .ask(&direct, "drill", &[("topic", "networking")])
        .await;
    newcomer.say(&direct, ANSWER).await;
    newcomer.coaching(&direct).await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn reading_is_switched_on_with_the_intent() {
    let (mut world, first) = start().await;
    let newcomer = world.person("newcomer");
    world.stop_bot().await;
    world
        .control
        .shape(json!({"do": "message_content", "on": true}))
        .await;
    world.start_bot().await;
    newcomer.say(&first.thread, ANSWER).await;
    newcomer.coaching(&first.thread).await;
    let drill = newcomer
        .drill_with(&first.channel, &[("topic", "aws")])
        .await;
    assert!(!drill.opening.says("Submit as answer"), "{}", drill.opening);
    world.end().await;
}
