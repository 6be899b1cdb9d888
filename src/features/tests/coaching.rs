//! Coaching in private, again, and where the thread is gone.

use super::setting::{Setting, channel};
use crate::domain::action::{Action, FormAction};
use crate::domain::view::{Response, View};
use crate::features::request::DrillRequest;
use crate::features::{Request, Stop};

const ANSWER: &str = "I would add a readiness probe and drain the old pod before it exits.";

fn headings(view: &View) -> Vec<&str> {
    view.embeds
        .iter()
        .map(|embed| embed.title.as_str())
        .collect()
}

#[tokio::test]
async fn a_private_drill_leaves_nothing_anywhere() {
    let mut setting = Setting::new().await;
    let request = DrillRequest {
        private: true,
        ..DrillRequest::default()
    };
    let shown = setting
        .ask(1, Request::Drill(request))
        .await
        .expect("a drill");
    let Response::Ephemeral(card) = shown else {
        panic!("ephemeral: {shown:?}")
    };
    assert_eq!(card.rows.len(), 3, "the card's rows are there");
    let history = setting
        .services
        .store
        .history(super::setting::person(1), 9)
        .await;
    assert_eq!(history.expect("a read").len(), 1);
    assert_eq!(setting.outbox.messages(), 0);
    assert_eq!(setting.outbox.threads(), Vec::<String>::new());
}

#[tokio::test]
async fn a_private_answer_is_coached_for_its_author_alone() {
    let mut setting = Setting::new().await;
    let (card, thread) = setting.drill(1).await;
    let coached = setting.answers(2, card, true, ANSWER).await;
    let Response::Ephemeral(reply) = coached else {
        panic!("ephemeral: {coached:?}")
    };
    assert_eq!(headings(&reply)[..2], ["What I saw", "Next step"]);
    assert!(!reply.text.contains("<@"), "no name: {}", reply.text);
    setting.run_jobs().await;
    assert_eq!(
        setting.outbox.channel(thread).len(),
        1,
        "nothing but the opening message"
    );
}

#[tokio::test]
async fn a_second_attempt_says_what_changed_and_keeps_the_reference_behind_buttons() {
    let mut setting = Setting::new().await;
    let (card, thread) = setting.drill(1).await;
    for text in [
        ANSWER,
        "I would add a readiness probe, set max surge, and roll back on errors.",
    ] {
        setting.answers(1, card, false, text).await;
        setting.run_jobs().await;
    }
    let there = setting.outbox.channel(thread);
    let last = there.last().expect("a reply");
    assert_eq!(headings(last), ["What I saw", "What changed", "Next step"]);
    assert!(
        last.embeds[1].description.contains("New this time"),
        "{:?}",
        last.embeds[1]
    );
    assert_eq!(last.rows.len(), 3);
}

#[tokio::test]
async fn only_its_author_edits_and_rates_an_answer() {
    let mut setting = Setting::new().await;
    let (card, _) = setting.drill(1).await;
    setting.answers(1, card, false, ANSWER).await;
    let person = super::setting::person(1);
    let attempt = setting
        .services
        .store
        .last_attempt(card, person)
        .await
        .expect("a read");
    let attempt = attempt.expect("an attempt").id;
    for action in [
        Action::Edit(attempt),
        Action::Delete(attempt),
        Action::TryAgain(attempt),
        Action::Rate(attempt, crate::domain::action::Rating::Good),
        Action::Covered(attempt, 0),
    ] {
        let told = setting.ask(2, Request::Press(action)).await;
        assert!(matches!(told, Err(Stop::Say(_))), "{action:?}: {told:?}");
    }
    let skipped = setting.ask(2, Request::Press(Action::Skip(card))).await;
    assert!(matches!(skipped, Err(Stop::Say(_))), "{skipped:?}");
    assert_eq!(setting.outbox.channel(channel()).len(), 1);
}

#[tokio::test]
async fn a_disputed_point_is_believed_and_not_brought_up_again() {
    let mut setting = Setting::new().await;
    let (card, _) = setting.drill(1).await;
    let form = FormAction::Answer {
        card,
        private: true,
    };
    let text = format!("{ANSWER} I would also set max surge to one, so that it goes slowly.");
    setting
        .ask(1, Request::Submit(form, text.clone()))
        .await
        .expect("taken");
    let person = super::setting::person(1);
    let attempt = setting
        .services
        .store
        .last_attempt(card, person)
        .await
        .expect("a read");
    let attempt = attempt.expect("an attempt").id;
    setting
        .ask(1, Request::Press(Action::Covered(attempt, 3)))
        .await
        .expect("believed");
    let again = format!("{text} Then I would watch it.");
    let coached = setting
        .ask(1, Request::Submit(form, again))
        .await
        .expect("taken");
    let Response::Ephemeral(reply) = coached else {
        panic!("ephemeral: {coached:?}")
    };
    assert!(
        !reply.embeds[0].description.contains("no words about"),
        "{:?}",
        reply.embeds[0]
    );
}

#[tokio::test]
async fn further_points_are_shown_and_can_be_disputed() {
    let mut setting = Setting::new().await;
    let (card, _) = setting.drill(1).await;
    let text = "I would look at the graphs with the team for a while and then talk to customers.";
    setting.answers(1, card, true, text).await;
    let attempt = setting.attempts(1, card).await[0].id;
    let further = Request::Press(Action::FurtherPoints(attempt));
    let shown = setting.ask(1, further.clone()).await.expect("shown");
    let Response::Ephemeral(view) = shown else {
        panic!("ephemeral: {shown:?}")
    };
    for point in [2, 3] {
        let covered = Action::Covered(attempt, point);
        assert!(format!("{:?}", view.rows).contains(&format!("{covered:?}")));
        setting
            .ask(1, Request::Press(covered))
            .await
            .expect("believed");
    }
    let told = setting.ask(1, further.clone()).await;
    assert!(matches!(told, Err(Stop::Say(_))), "{told:?}");
    let told = setting.ask(2, further).await;
    assert!(matches!(told, Err(Stop::Say(_))), "{told:?}");
}

#[tokio::test]
async fn next_pressed_twice_asks_one_question() {
    let mut setting = Setting::new().await;
    let (card, thread) = setting.drill(1).await;
    for _ in 0..2 {
        setting
            .ask(1, Request::Press(Action::Next(card)))
            .await
            .expect("asked");
        setting.run_jobs().await;
    }
    assert_eq!(
        setting.outbox.channel(thread).len(),
        2,
        "opening message and one further card"
    );
}

#[tokio::test]
async fn a_public_reply_tells_nothing_of_private_attempts() {
    let mut setting = Setting::new().await;
    let (card, thread) = setting.drill(1).await;
    let private = FormAction::Answer {
        card,
        private: true,
    };
    let secret = "I would set max surge to one and roll back when the error rate alert fires.";
    setting
        .ask(1, Request::Submit(private, secret.to_owned()))
        .await
        .expect("taken");
    setting.answers(1, card, false, ANSWER).await;
    setting.run_jobs().await;
    let there = setting.outbox.channel(thread);
    assert_eq!(there.len(), 3, "opening, answer, reply");
    assert_eq!(
        there[1].embeds[0].footer, "",
        "the first that people know of"
    );
    assert!(!headings(&there[2]).contains(&"What changed"));
    // What began in private goes on in private.
    let all = setting.attempts(1, card).await;
    let again = setting
        .ask(1, Request::Press(Action::TryAgain(all[0].id)))
        .await;
    let Ok(Response::Form(form)) = again else {
        panic!("a form: {again:?}")
    };
    assert_eq!(form.action, private);
}

#[tokio::test]
async fn next_below_a_private_reply_stays_private() {
    let mut setting = Setting::new().await;
    let (card, thread) = setting.drill(1).await;
    let coached = setting.answers(2, card, true, ANSWER).await;
    let Response::Ephemeral(reply) = coached else {
        panic!("ephemeral: {coached:?}")
    };
    let next = Action::NextPrivately(card);
    assert!(format!("{:?}", reply.rows).contains(&format!("{next:?}")));
    let card = setting.ask(2, Request::Press(next)).await.expect("a card");
    assert!(matches!(card, Response::Ephemeral(_)), "{card:?}");
    setting.run_jobs().await;
    assert_eq!(
        setting.outbox.channel(thread).len(),
        1,
        "the opening message alone"
    );
}

#[tokio::test]
async fn a_card_belongs_to_its_server_and_a_private_one_to_its_person() {
    let mut setting = Setting::new().await;
    let (card, thread) = setting.drill(1).await;
    let mut stranger = setting.caller(3);
    stranger.guild = crate::domain::id::GuildId::new(2);
    for request in [
        Request::Press(Action::Hint(card)),
        Request::Press(Action::Skip(card)),
        Request::Press(Action::Next(card)),
        Request::Submit(
            FormAction::Answer {
                card,
                private: false,
            },
            ANSWER.to_owned(),
        ),
    ] {
        let told = Setting::carried_out(&setting.services, &stranger, request).await;
        assert!(
            matches!(told, Err(Stop::Say(_) | Stop::NotKept(..))),
            "{told:?}"
        );
    }
    let request = DrillRequest {
        private: true,
        ..DrillRequest::default()
    };
    setting
        .ask(1, Request::Drill(request))
        .await
        .expect("a drill");
    let session = setting
        .services
        .store
        .history(super::setting::person(1), 9)
        .await;
    assert_eq!(session.expect("a read").len(), 2);
    assert_eq!(setting.outbox.channel(thread).len(), 1);
}

#[tokio::test]
async fn an_answer_that_changes_while_its_reply_is_sent_is_seen_in_it() {
    let mut setting = Setting::new().await;
    let (card, thread) = setting.drill(1).await;
    let text = "I would begin with a readiness probe so that traffic only comes when it can";
    setting.says(1, thread, text).await;
    setting.wait(46).await;
    // The reply reaches Discord, its answer is lost, and meanwhile something is added.
    setting.outbox.fail(0, super::double::Fault::After);
    setting.run_jobs().await;
    setting
        .says(
            1,
            thread,
            "I would also drain the old pod with a preStop hook",
        )
        .await;
    setting.die().await;
    setting.run_jobs().await;
    let there = setting.outbox.channel(thread);
    assert_eq!(there.len(), 2, "opening message and one reply");
    let seen = &there[1].embeds[0].description;
    assert!(seen.contains("drain the old pod"), "{seen}");
    let attempts = setting.attempts(1, card).await;
    assert_eq!(attempts.len(), 1);
}
