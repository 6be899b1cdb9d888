//! A drill or an answer that dies at any request is complete after the next start, once.

use super::double::Fault;
use super::setting::{Setting, channel};
use crate::domain::action::FormAction;
use crate::features::Request;
use crate::features::request::DrillRequest;

const ANSWER: &str = "I would add a readiness probe and drain the old pod before it exits.";

fn drill() -> Request {
    Request::Drill(DrillRequest {
        question: Some("core/errors-at-every-rollout".to_owned()),
        ..DrillRequest::default()
    })
}

#[tokio::test]
async fn a_drill_that_dies_at_any_request_is_completed_once() {
    // Card, thread, caller added, opening message, link: five requests.
    for number in 0..5 {
        for fault in [Fault::Before, Fault::After] {
            let mut setting = Setting::new().await;
            setting.outbox.fail(number, fault);
            // Whether the caller hears of it now or later is not the point here.
            let _ = setting.ask(1, drill()).await;
            setting.outbox.forget_nonces();
            setting.die().await;
            setting.run_jobs().await;
            let at = format!("request {number}, {fault:?}");
            assert_eq!(setting.outbox.channel(channel()).len(), 1, "{at}: one card");
            assert_eq!(
                setting.outbox.threads(),
                ["Drill · errors at every rollout"],
                "{at}"
            );
            assert_eq!(
                setting.outbox.messages(),
                2,
                "{at}: card and opening message"
            );
        }
    }
}

#[tokio::test]
async fn an_answer_that_dies_at_any_request_is_shown_and_coached_once() {
    // The answer's message and the coaching reply: two requests.
    for number in 0..2 {
        for fault in [Fault::Before, Fault::After] {
            let mut setting = Setting::new().await;
            let (card, thread) = setting.drill(1).await;
            setting.answers(1, card, false, ANSWER).await;
            setting.outbox.fail(number, fault);
            setting.run_jobs().await;
            setting.outbox.forget_nonces();
            setting.die().await;
            setting.run_jobs().await;
            let there = setting.outbox.channel(thread);
            let at = format!("request {number}, {fault:?}");
            let answers = there.iter().filter(|view| {
                view.embeds
                    .first()
                    .is_some_and(|embed| embed.description == ANSWER)
            });
            assert_eq!(answers.count(), 1, "{at}");
            let coached = there.iter().filter(|view| {
                view.embeds
                    .first()
                    .is_some_and(|embed| embed.title == "What I saw")
            });
            assert_eq!(coached.count(), 1, "{at}");
        }
    }
}

#[tokio::test]
async fn an_interaction_that_comes_twice_makes_one_drill_and_one_answer() {
    let mut setting = Setting::new().await;
    let caller = setting.caller(1);
    for _ in 0..2 {
        Setting::carried_out(&setting.services, &caller, drill())
            .await
            .expect("a drill");
    }
    assert_eq!(setting.outbox.channel(channel()).len(), 1);
    let (card, thread) = setting.drill(2).await;
    let caller = setting.caller(2);
    for _ in 0..2 {
        let form = FormAction::Answer {
            card,
            private: false,
        };
        let request = Request::Submit(form, ANSWER.to_owned());
        Setting::carried_out(&setting.services, &caller, request)
            .await
            .expect("taken");
    }
    setting.run_jobs().await;
    assert_eq!(
        setting.outbox.channel(thread).len(),
        3,
        "opening, answer, reply"
    );
}

#[tokio::test]
async fn what_is_forgotten_while_it_is_sent_is_taken_back() {
    use crate::domain::action::Action;
    let mut setting = Setting::new().await;
    let (card, thread) = setting.drill(1).await;
    setting.answers(1, card, false, ANSWER).await;
    // The answer's message reaches Discord, the process dies before it is recorded.
    setting.outbox.fail(0, Fault::After);
    setting.run_jobs().await;
    setting.outbox.forget_nonces();
    setting
        .ask(1, Request::Press(Action::Forget))
        .await
        .expect("forgotten");
    setting.die().await;
    setting.run_jobs().await;
    let there = setting.outbox.channel(thread);
    assert_eq!(there.len(), 1, "the opening message alone: {there:?}");
}
