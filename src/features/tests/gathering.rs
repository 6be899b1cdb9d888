//! Typed messages: what becomes an answer, when, and once.

use super::setting::Setting;
use crate::domain::session::Source;
use crate::features::request::MessageEvent;

const FIRST: &str = "I would begin with a readiness probe so that traffic";
const SECOND: &str = "only reaches pods that can really serve it";
const LATER: &str = "I would also drain the old pod with a preStop hook";

#[tokio::test]
async fn a_run_of_messages_is_one_answer_after_45_seconds_of_quiet() {
    let mut setting = Setting::new().await;
    let (card, thread) = setting.drill(1).await;
    setting.says(1, thread, FIRST).await;
    assert_eq!(setting.wait(44).await, 0);
    setting.says(1, thread, SECOND).await;
    assert_eq!(
        setting.wait(44).await,
        0,
        "the second message began the quiet anew"
    );
    assert_eq!(setting.wait(2).await, 1);
    assert_eq!(setting.wait(60).await, 0);
    let attempts = setting.attempts(1, card).await;
    assert_eq!(attempts.len(), 1);
    assert_eq!(attempts[0].text, format!("{FIRST}\n{SECOND}"));
    assert_eq!(attempts[0].source, Source::Message);
}

#[tokio::test]
async fn fewer_than_twelve_words_are_conversation() {
    let mut setting = Setting::new().await;
    let (_, thread) = setting.drill(1).await;
    setting
        .says(2, thread, "good luck with that one, it is a hard question")
        .await;
    assert_eq!(setting.wait(46).await, 0);
    setting.says(2, thread, "indeed").await;
    assert_eq!(
        setting.wait(46).await,
        0,
        "what was conversation does not add up"
    );
    setting.run_jobs().await;
    assert_eq!(
        setting.outbox.channel(thread).len(),
        1,
        "nothing but the opening message"
    );
}

#[tokio::test]
async fn an_addition_edits_the_reply_and_thanks_do_not() {
    let mut setting = Setting::new().await;
    let (card, thread) = setting.drill(1).await;
    setting.says(1, thread, &format!("{FIRST} {SECOND}")).await;
    setting.wait(46).await;
    setting.run_jobs().await;
    let first = setting.outbox.channel(thread).last().cloned();
    setting.says(1, thread, "thanks, that helps!").await;
    setting.run_jobs().await;
    assert_eq!(setting.outbox.channel(thread).last().cloned(), first);
    setting.says(1, thread, LATER).await;
    setting.run_jobs().await;
    let there = setting.outbox.channel(thread);
    assert_eq!(there.len(), 2, "opening message and one reply");
    assert_ne!(there.last().cloned(), first, "which was edited");
    setting.hand.advance(jiff::SignedDuration::from_mins(11));
    setting.says(1, thread, LATER).await;
    setting.wait(46).await;
    let attempts = setting.attempts(1, card).await;
    assert_eq!(attempts.len(), 1, "ten minutes later it is conversation");
}

#[tokio::test]
async fn events_that_come_twice_or_out_of_order_change_nothing() {
    let mut setting = Setting::new().await;
    let (card, thread) = setting.drill(1).await;
    let message = setting.typed(1, thread, &format!("{FIRST} {SECOND}"));
    for _ in 0..2 {
        setting.notice(MessageEvent::Written(message.clone())).await;
    }
    setting.wait(46).await;
    setting.notice(MessageEvent::Written(message.clone())).await;
    setting.wait(46).await;
    let person = super::setting::person(1);
    let attempts = setting.attempts(1, card).await;
    assert_eq!(attempts.len(), 1);
    let gone = MessageEvent::Deleted {
        channel: thread,
        ids: vec![message.at.id],
    };
    for _ in 0..2 {
        setting.notice(gone.clone()).await;
    }
    setting.run_jobs().await;
    assert_eq!(
        setting.outbox.channel(thread).len(),
        1,
        "the reply went with the answer"
    );
    let attempts = setting
        .services
        .store
        .attempts(card, person)
        .await
        .expect("a read");
    assert_eq!(attempts, []);
}

#[tokio::test]
async fn an_edit_before_coaching_replaces_and_a_later_one_is_a_revision() {
    let mut setting = Setting::new().await;
    let (card, thread) = setting.drill(1).await;
    let at = setting.says(1, thread, &format!("{FIRST} {SECOND}")).await;
    let before = format!("{LATER} and {SECOND}");
    setting
        .notice(MessageEvent::Edited {
            at,
            text: before.clone(),
        })
        .await;
    setting.wait(46).await;
    setting.run_jobs().await;
    let reply = setting.outbox.channel(thread).last().cloned();
    let person = super::setting::person(1);
    let attempt = setting
        .services
        .store
        .last_attempt(card, person)
        .await
        .expect("a read");
    assert_eq!(attempt.expect("an attempt").text, before);
    setting
        .notice(MessageEvent::Edited {
            at,
            text: FIRST.to_owned(),
        })
        .await;
    setting.run_jobs().await;
    assert_eq!(
        setting.outbox.channel(thread).last().cloned(),
        reply,
        "no new reply"
    );
    let attempt = setting
        .services
        .store
        .last_attempt(card, person)
        .await
        .expect("a read");
    assert_eq!(attempt.expect("an attempt").text, FIRST);
}

#[tokio::test]
async fn members_who_talk_to_each_other_are_left_alone() {
    let mut setting = Setting::new().await;
    let (card, thread) = setting.drill(1).await;
    let reply = crate::features::request::TypedMessage {
        replies_to: Some(super::setting::person(1)),
        ..setting.typed(2, thread, &format!("{FIRST} {SECOND}"))
    };
    setting.notice(MessageEvent::Written(reply)).await;
    assert_eq!(setting.wait(46).await, 0);
    let person = super::setting::person(2);
    assert_eq!(
        setting
            .services
            .store
            .attempts(card, person)
            .await
            .expect("a read"),
        []
    );
}

#[tokio::test]
async fn what_was_typed_and_then_submitted_is_one_answer() {
    let mut setting = Setting::new().await;
    let (card, thread) = setting.drill(1).await;
    setting.says(1, thread, FIRST).await;
    let second = setting.typed(1, thread, SECOND);
    setting.notice(MessageEvent::Written(second.clone())).await;
    let submitted = crate::features::Request::SubmitAsAnswer(second);
    setting.ask(1, submitted).await.expect("taken");
    assert_eq!(setting.wait(46).await, 0);
    let attempts = setting.attempts(1, card).await;
    assert_eq!(attempts.len(), 1);
    assert_eq!(attempts[0].text, format!("{FIRST}\n{SECOND}"));
}

#[tokio::test]
async fn what_was_typed_before_a_mention_is_part_of_the_answer() {
    let mut setting = Setting::new().await;
    let (card, thread) = setting.drill(1).await;
    setting.says(1, thread, &format!("{FIRST} {SECOND}")).await;
    let mention = crate::features::request::TypedMessage {
        mentions_us: true,
        ..setting.typed(1, thread, "<@99> that is it")
    };
    setting.notice(MessageEvent::Written(mention)).await;
    assert_eq!(setting.wait(60).await, 0);
    let attempts = setting.attempts(1, card).await;
    assert_eq!(attempts.len(), 1);
    assert_eq!(attempts[0].text, format!("{FIRST} {SECOND}\nthat is it"));
}
