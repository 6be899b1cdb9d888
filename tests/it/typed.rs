//! Answers that people type, where the bot may read messages.

use crate::world::{ANSWER, BETTER, Drill, Person, Seen, World, eventually, silence};

async fn start() -> (World, Drill) {
    let world = World::start().await;
    let channel = world.channel("interview-prep").await;
    let drill = world.person("newcomer").drill(&channel).await;
    (world, drill)
}

/// What the bot holds for the newest answer: it stands in the modal of `Try again`.
async fn kept(person: &Person, coaching: &Seen) -> String {
    let opened = person.press(coaching, "Try again").await;
    opened.prefilled().to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn twelve_words_and_quiet_are_an_answer() {
    let (world, drill) = start().await;
    let newcomer = world.person("newcomer");
    newcomer
        .say(&drill.thread, "hm let me think about this")
        .await;
    silence().await;
    assert_eq!(newcomer.coachings(&drill.thread).await, 0, "six words");

    newcomer.say(&drill.thread, ANSWER).await;
    let coaching = newcomer.coaching(&drill.thread).await;
    assert_eq!(coaching.headings().len(), 5);
    assert_eq!(kept(&newcomer, &coaching).await, ANSWER);
    silence().await;
    assert_eq!(newcomer.coachings(&drill.thread).await, 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn several_messages_are_one_answer() {
    let (world, drill) = start().await;
    let newcomer = world.person("newcomer");
    let parts = [
        "I would first look at the metrics delay,",
        "then at how long new nodes take,",
        "and I would keep placeholder pods as headroom.",
    ];
    for part in parts {
        newcomer.say(&drill.thread, part).await;
    }
    let coaching = newcomer.coaching(&drill.thread).await;
    assert_eq!(kept(&newcomer, &coaching).await, parts.join("\n"));
    silence().await;
    assert_eq!(newcomer.coachings(&drill.thread).await, 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn talk_is_no_answer() {
    let (world, drill) = start().await;
    let (newcomer, regular) = (world.person("newcomer"), world.person("regular"));
    let talk = regular
        .say(&drill.thread, "what is a placeholder pod?")
        .await;
    newcomer
        .reply_to(
            &talk,
            "it is an idle pod of low priority that keeps some room on a node for later",
        )
        .await;
    newcomer
        .say(
            &drill.channel,
            "this is a long message in the channel above the thread, which nobody asked me for",
        )
        .await;
    silence().await;
    assert_eq!(newcomer.coachings(&drill.thread).await, 0);
    assert_eq!(newcomer.coachings(&drill.channel).await, 0);

    newcomer.say(&drill.thread, ANSWER).await;
    let coaching = newcomer.coaching(&drill.thread).await;
    for thanks in [
        "thanks!",
        "thank you so much, that helps",
        "👍",
        "was it ok?",
    ] {
        newcomer.say(&drill.thread, thanks).await;
    }
    silence().await;
    assert_eq!(newcomer.coachings(&drill.thread).await, 1);
    assert_eq!(kept(&newcomer, &coaching).await, ANSWER);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everybody_in_the_thread_may_answer() {
    let (world, drill) = start().await;
    let people = ["newcomer", "regular"].map(|name| world.person(name));
    for person in &people {
        person.say(&drill.thread, ANSWER).await;
    }
    eventually("a reply to each", async || {
        (people[0].coachings(&drill.thread).await == 2).then_some(())
    })
    .await;
    for person in &people {
        let messages = people[0].messages(&drill.thread).await;
        let theirs = messages
            .iter()
            .filter(|message| message.content() == format!("<@{}>", person.id));
        assert_eq!(theirs.count(), 1);
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_addition_edits_the_reply() {
    let (world, drill) = start().await;
    let newcomer = world.person("newcomer");
    newcomer.say(&drill.thread, ANSWER).await;
    let coaching = newcomer.coaching(&drill.thread).await;
    let addition = "And I would raise the minimum ahead of time with a cron job before the sale.";
    newcomer.say(&drill.thread, addition).await;
    eventually("the reply to be edited", async || {
        let now = newcomer.again(&coaching).await;
        (now.words() != coaching.words()).then_some(())
    })
    .await;
    let now = newcomer.again(&coaching).await;
    assert_eq!(kept(&newcomer, &now).await, format!("{ANSWER}\n{addition}"));
    silence().await;
    assert_eq!(newcomer.coachings(&drill.thread).await, 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_edit_replaces_before_coaching_and_is_kept_after_it() {
    let (world, drill) = start().await;
    let newcomer = world.person("newcomer");
    let message = newcomer.say(&drill.thread, ANSWER).await;
    newcomer.edit(&message, BETTER).await;
    let coaching = newcomer.coaching(&drill.thread).await;
    assert_eq!(kept(&newcomer, &coaching).await, BETTER);

    newcomer.edit(&message, ANSWER).await;
    eventually("the revision to be kept", async || {
        (kept(&newcomer, &coaching).await == ANSWER).then_some(())
    })
    .await;
    silence().await;
    let now = newcomer.again(&coaching).await;
    assert_eq!(now.words(), coaching.words(), "no new reply");
    assert_eq!(newcomer.coachings(&drill.thread).await, 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_deleted_message_is_erased_with_its_quotations() {
    let (world, drill) = start().await;
    let newcomer = world.person("newcomer");
    let secret = "At Quuxbank I measured the metrics delay and the scrape interval myself.";
    let first = newcomer.say(&drill.thread, secret).await;
    let second = newcomer.say(&drill.thread, ANSWER).await;
    let coaching = newcomer.coaching(&drill.thread).await;
    assert!(kept(&newcomer, &coaching).await.contains("Quuxbank"));

    newcomer.delete(&first).await;
    eventually("the part to be erased", async || {
        (kept(&newcomer, &coaching).await == ANSWER).then_some(())
    })
    .await;
    eventually("its quotations to go", async || {
        (!newcomer.again(&coaching).await.says("Quuxbank")).then_some(())
    })
    .await;
    newcomer.delete(&second).await;
    eventually("the reply to go", async || {
        (newcomer.coachings(&drill.thread).await == 0).then_some(())
    })
    .await;
    assert_eq!(
        world.database.number("SELECT COUNT(*) FROM attempts").await,
        0
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_deleted_before_coaching_is_no_answer() {
    let (world, drill) = start().await;
    let newcomer = world.person("newcomer");
    let message = newcomer.say(&drill.thread, ANSWER).await;
    newcomer.delete(&message).await;
    silence().await;
    assert_eq!(newcomer.coachings(&drill.thread).await, 0);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mention_is_always_meant() {
    let (world, drill) = start().await;
    let newcomer = world.person("newcomer");
    let bot = world.bot_id().await;
    newcomer
        .say(&drill.thread, &format!("<@{bot}> I would scale ahead"))
        .await;
    let first = newcomer.coaching(&drill.thread).await;
    assert_eq!(kept(&newcomer, &first).await, "I would scale ahead");
    newcomer
        .say(&drill.thread, &format!("{BETTER} <@{bot}>"))
        .await;
    let second = newcomer
        .wait_for(&drill.thread, "a second reply", |message| {
            message.headings().contains(&"What changed")
        })
        .await;
    assert_eq!(kept(&newcomer, &second).await, BETTER);

    newcomer.say(&drill.thread, &format!("<@{bot}>")).await;
    newcomer
        .wait_for(&drill.thread, "a word about the empty one", |message| {
            message.by_bot() && message.says("found no text")
        })
        .await;
    assert_eq!(newcomer.coachings(&drill.thread).await, 2);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_a_direct_message_typing_is_enough() {
    let world = World::start().await;
    let newcomer = world.person("newcomer");
    let direct = newcomer.direct().await;
    newcomer
        .ask(&direct, "drill", &[("question", crate::world::QUESTION)])
        .await;
    newcomer.say(&direct, ANSWER).await;
    let coaching = newcomer.coaching(&direct).await;
    assert_eq!(kept(&newcomer, &coaching).await, ANSWER);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_is_submitted_by_its_author_once() {
    let (world, drill) = start().await;
    let (newcomer, regular) = (world.person("newcomer"), world.person("regular"));
    let message = newcomer.say(&drill.thread, "I would scale ahead").await;
    let refused = regular.submit_as_answer(&message).await;
    assert!(refused.is_ephemeral());
    assert!(refused.says("Only its author"), "{refused}");

    let taken = newcomer.submit_as_answer(&message).await;
    assert!(taken.is_ephemeral());
    assert!(taken.says("Taken as your answer"), "{taken}");
    let coaching = newcomer.coaching(&drill.thread).await;
    eventually("a link to the reply", async || {
        let twice = newcomer.submit_as_answer(&message).await;
        assert!(twice.says("part of your answer already"), "{twice}");
        twice.says(coaching.id()).then_some(())
    })
    .await;
    let ours = newcomer.submit_as_answer(&drill.opening).await;
    assert!(ours.says("Only its author"), "{ours}");

    let elsewhere = world.channel("general").await;
    let message = newcomer.say(&elsewhere, ANSWER).await;
    let nowhere = newcomer.submit_as_answer(&message).await;
    assert!(nowhere.says("no question in this place"), "{nowhere}");
    silence().await;
    assert_eq!(newcomer.coachings(&drill.thread).await, 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_the_next_question_typing_answers_that_one() {
    let (world, drill) = start().await;
    let newcomer = world.person("newcomer");
    newcomer.say(&drill.thread, ANSWER).await;
    let coaching = newcomer.coaching(&drill.thread).await;
    newcomer.press(&coaching, "Next question").await;
    newcomer
        .wait_for(&drill.thread, "the next card", |message| {
            !message.facts().is_empty()
        })
        .await;
    newcomer.say(&drill.thread, BETTER).await;
    eventually("a second reply", async || {
        (newcomer.coachings(&drill.thread).await == 2).then_some(())
    })
    .await;
    let second = newcomer.coaching(&drill.thread).await;
    assert_eq!(second.headings().len(), 5, "a first attempt: {second}");
    assert_eq!(newcomer.again(&coaching).await.words(), coaching.words());
    world.end().await;
}
