//! In a daily thread: receipts, private coaching, the reveal, held answers.

use jiff::SignedDuration;

use super::every_day;
use crate::domain::action::{Action, FormAction, Section, SelectAction};
use crate::domain::id::{CardId, ChannelId, ScheduleId};
use crate::domain::schedule::Answers;
use crate::domain::view::{Response, Row, Target, View};
use crate::features::request::{DailyCommand, DailySetup, MessageEvent};
use crate::features::tests::double::Fault;
use crate::features::tests::setting::Setting;
use crate::features::{Request, Stop};

const ANSWER: &str = "I would add a readiness probe and drain the old pod before it exits.";
const BETTER: &str = "I would add a readiness probe, drain, and roll back on errors by itself.";

/// A post that stands, with its card and thread.
async fn posted(setting: &mut Setting, answers: Answers) -> (ScheduleId, CardId, ChannelId) {
    let wanted = DailySetup {
        answers,
        ..every_day()
    };
    let schedule = setting.daily(wanted).await;
    setting.organise(DailyCommand::PostNow).await;
    let (card, thread) = setting.latest_thread(schedule).await;
    (schedule, card, thread)
}

async fn press(setting: &mut Setting, who: u64, action: Action) -> Vec<View> {
    match setting.ask(who, Request::Press(action)).await {
        Ok(Response::Ephemeral(view)) => vec![view],
        Ok(Response::Pages(first, rest)) => [vec![first], rest].concat(),
        other => panic!("{other:?}"),
    }
}

fn headings(view: &View) -> Vec<&str> {
    view.embeds
        .iter()
        .map(|embed| embed.title.as_str())
        .collect()
}

fn ephemeral(response: Response) -> View {
    match response {
        Response::Ephemeral(view) => view,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_modal_answer_is_shown_and_coached_for_its_author_alone() {
    let mut setting = Setting::with_questions(3).await;
    let (_, card, thread) = posted(&mut setting, Answers::Open).await;
    let told = ephemeral(setting.answers(7, card, false, ANSWER).await);
    assert_eq!(headings(&told), ["What I saw", "Next step"]);
    assert!(told.text.contains(&format!("<#{thread}>")), "{}", told.text);
    setting.run_jobs().await;
    let there = setting.outbox.channel(thread);
    assert_eq!(there.len(), 2, "opening message and the answer");
    assert_eq!(there[1].embeds[0].description, ANSWER);
    let labels: Vec<_> = labels(&there[1]);
    assert_eq!(labels, ["Edit", "Delete"]);
}

#[tokio::test]
async fn a_private_answer_leaves_no_trace_and_no_name() {
    let mut setting = Setting::with_questions(3).await;
    let (_, card, thread) = posted(&mut setting, Answers::Open).await;
    let told = ephemeral(setting.answers(7, card, true, ANSWER).await);
    assert_eq!(headings(&told), ["What I saw", "Next step"]);
    setting.run_jobs().await;
    assert_eq!(setting.outbox.channel(thread).len(), 1);
    setting.pass(SignedDuration::from_hours(23)).await;
    let reveal = setting.outbox.channel(thread).pop().expect("a reveal");
    assert!(
        reveal.text.contains("One person answered, in private"),
        "{}",
        reveal.text
    );
    assert!(!reveal.text.contains("<@7>"));
}

#[tokio::test]
async fn a_typed_answer_gets_a_mark_and_its_feedback_on_demand() {
    let mut setting = Setting::with_questions(3).await;
    let (_, card, thread) = posted(&mut setting, Answers::Open).await;
    let before = press(&mut setting, 7, Action::MyFeedback(card)).await;
    assert!(
        before[0].text.contains("no answer of yours"),
        "{}",
        before[0].text
    );
    let at = setting.says(7, thread, ANSWER).await;
    assert_eq!(setting.wait(50).await, 1);
    setting.run_jobs().await;
    assert_eq!(setting.outbox.reactions(), [(at, "✅".to_owned())]);
    assert_eq!(
        setting.outbox.channel(thread).len(),
        1,
        "nothing is said in public"
    );
    for _ in 0..2 {
        let told = press(&mut setting, 7, Action::MyFeedback(card)).await;
        assert_eq!(headings(&told[0]), ["What I saw", "Next step"]);
    }
}

#[tokio::test]
async fn a_message_submitted_as_an_answer_is_coached_alone() {
    let mut setting = Setting::with_questions(3).await;
    let (_, _, thread) = posted(&mut setting, Answers::Open).await;
    let message = setting.typed(7, thread, ANSWER);
    setting.outbox.stands(&message);
    let told = setting
        .ask(7, Request::SubmitAsAnswer(message.clone()))
        .await;
    assert_eq!(
        headings(&ephemeral(told.expect("taken"))),
        ["What I saw", "Next step"]
    );
    setting.run_jobs().await;
    assert_eq!(setting.outbox.reactions(), [(message.at, "✅".to_owned())]);
    assert_eq!(setting.outbox.channel(thread).len(), 1);
}

#[tokio::test]
async fn what_was_deleted_is_not_marked() {
    let mut setting = Setting::with_questions(3).await;
    let (_, _, thread) = posted(&mut setting, Answers::Open).await;
    let at = setting.says(7, thread, ANSWER).await;
    setting.wait(50).await;
    setting.outbox.remove(at);
    setting
        .notice(MessageEvent::Deleted {
            channel: thread,
            ids: vec![at.id],
        })
        .await;
    setting.run_jobs().await;
    assert!(setting.outbox.reactions().is_empty());
}

#[tokio::test]
async fn the_reference_opens_with_ones_own_answer_or_the_reveal() {
    let mut setting = Setting::with_questions(3).await;
    let (_, card, _) = posted(&mut setting, Answers::Open).await;
    let show = Action::Show(card, Section::Framework);
    for action in [
        show,
        Action::ShowAnyway(card, Section::Framework),
        Action::ShowReference(card),
    ] {
        let closed = press(&mut setting, 7, action).await;
        assert!(
            closed[0].text.contains("as soon as you have answered"),
            "{action:?}"
        );
    }
    let more = Request::Choose(SelectAction::More(card), Section::KeyPoints);
    let closed = ephemeral(setting.ask(7, more.clone()).await.expect("told"));
    assert!(closed.text.contains("as soon as you have answered"));
    setting.answers(7, card, true, ANSWER).await;
    assert_eq!(
        headings(&press(&mut setting, 7, show).await[0]),
        ["Framework"]
    );
    let other = press(&mut setting, 8, show).await;
    assert!(headings(&other[0]).is_empty(), "8 has not answered");
    setting.pass(SignedDuration::from_hours(23)).await;
    assert_eq!(
        headings(&press(&mut setting, 8, show).await[0]),
        ["Framework"]
    );
    let everything = press(&mut setting, 9, Action::ShowReference(card)).await;
    assert_eq!(headings(&everything[0]), ["Framework"]);
    let more = everything[0].rows.last().expect("the rest");
    assert!(matches!(more, Row::Select(_)), "{more:?}");
}

#[tokio::test]
async fn the_reveal_comes_once_whatever_dies() {
    for fault in [Fault::Before, Fault::After] {
        let mut setting = Setting::with_questions(3).await;
        let (schedule, card, thread) = posted(&mut setting, Answers::Open).await;
        setting.answers(7, card, false, ANSWER).await;
        setting.run_jobs().await;
        setting.hand.advance(SignedDuration::from_hours(22));
        // The only post that is due: the reveal.
        setting.organise(DailyCommand::Pause(None)).await;
        setting.outbox.fail(0, fault);
        setting.run_jobs().await;
        setting.outbox.forget_nonces();
        setting.die().await;
        setting.run_jobs().await;
        let there = setting.outbox.channel(thread);
        let reveals: Vec<_> = there
            .iter()
            .filter(|view| labels(view).contains(&"Show reference".to_owned()))
            .collect();
        assert_eq!(reveals.len(), 1, "{fault:?}");
        assert!(
            reveals[0].text.contains("Took part: <@7>."),
            "{}",
            reveals[0].text
        );
        assert!(setting.posts(schedule).await[0].revealed.is_some());
    }
}

#[tokio::test]
async fn held_answers_are_read_by_who_has_answered_and_shown_at_the_reveal() {
    let mut setting = Setting::with_questions(3).await;
    let (_, card, thread) = posted(&mut setting, Answers::AfterOwn).await;
    let opening = &setting.outbox.channel(thread)[0];
    assert!(labels(opening).contains(&"Read answers".to_owned()));
    let told = ephemeral(setting.answers(7, card, false, ANSWER).await);
    assert!(told.text.starts_with("Kept."), "{}", told.text);
    setting.run_jobs().await;
    assert_eq!(setting.outbox.channel(thread).len(), 1, "it is held");
    let curious = press(&mut setting, 8, Action::ReadAnswers(card)).await;
    assert!(
        curious[0].text.starts_with("Answer first"),
        "{}",
        curious[0].text
    );
    setting.answers(8, card, true, ANSWER).await;
    let read = press(&mut setting, 8, Action::ReadAnswers(card)).await;
    assert_eq!(
        read[0].embeds.len(),
        1,
        "the private one is nobody's business"
    );
    let by = |view: &View| view.embeds[0].author.clone().map(|author| author.name);
    assert_eq!(read[0].embeds[0].description, ANSWER);
    assert_eq!(by(&read[0]).as_deref(), Some("person 7"));
    setting.pass(SignedDuration::from_hours(22)).await;
    setting.run_jobs().await;
    let there = setting.outbox.channel(thread);
    assert_eq!(there.len(), 3, "opening, reveal, answer: {there:?}");
    assert_eq!(there[2].embeds[0].description, ANSWER);
    assert_eq!(by(&there[2]).as_deref(), Some("person 7"), "as any other");
    assert_eq!(there[2].text, "", "no mention stands for the name");
    setting
        .answers(
            9,
            card,
            false,
            "Late: a readiness probe, and draining before the exit.",
        )
        .await;
    setting.run_jobs().await;
    assert_eq!(
        setting.outbox.channel(thread).len(),
        4,
        "a late one is shown at once"
    );
}

#[tokio::test]
async fn a_day_has_one_question() {
    let mut setting = Setting::with_questions(3).await;
    let (_, card, _) = posted(&mut setting, Answers::Open).await;
    setting.answers(7, card, false, ANSWER).await;
    for action in [Action::Next(card), Action::Skip(card)] {
        let told = setting.ask(7, Request::Press(action)).await;
        assert!(matches!(told, Err(Stop::Say(_))), "{action:?}: {told:?}");
    }
    assert_eq!(setting.asked().len(), 1);
}

fn labels(view: &View) -> Vec<String> {
    view.rows
        .iter()
        .filter_map(|row| match row {
            Row::Buttons(buttons) => Some(buttons),
            Row::Select(_) => None,
        })
        .flatten()
        .filter(|button| matches!(button.target, Target::Action(_)))
        .map(|button| button.label.clone())
        .collect()
}

#[tokio::test]
async fn a_held_answer_is_changed_by_its_author_and_shown_as_it_is_at_the_reveal() {
    let mut setting = Setting::with_questions(3).await;
    let (_, card, thread) = posted(&mut setting, Answers::AfterOwn).await;
    let told = ephemeral(setting.answers(7, card, false, ANSWER).await);
    assert!(changes(&told), "{told:?}");
    let again = press(&mut setting, 7, Action::MyFeedback(card)).await;
    assert!(changes(&again[0]), "it is reached again");
    let attempt = setting.attempts(7, card).await[0].id;
    let form = setting.ask(7, Request::Press(Action::Edit(attempt))).await;
    let Ok(Response::Form(form)) = form else {
        panic!("{form:?}")
    };
    assert_eq!(form.inputs[0].value, ANSWER);
    let other = Request::Submit(FormAction::Edit(attempt), "Mine now.".to_owned());
    let refused = setting.ask(8, other).await;
    assert!(matches!(refused, Err(Stop::Say(_))), "{refused:?}");

    let changed = Request::Submit(FormAction::Edit(attempt), BETTER.to_owned());
    let told = ephemeral(setting.ask(7, changed).await.expect("changed"));
    assert!(
        told.text.starts_with("Changed. The others see it"),
        "{}",
        told.text
    );
    assert_eq!(headings(&told), ["What I saw", "Next step"]);
    assert!(changes(&told));
    let read = press(&mut setting, 7, Action::ReadAnswers(card)).await;
    assert_eq!(read[0].embeds.len(), 1, "it is no second answer");
    assert!(read[0].embeds[0].description.contains(BETTER));
    setting.pass(SignedDuration::from_hours(22)).await;
    setting.run_jobs().await;
    let there = setting.outbox.channel(thread);
    assert_eq!(there.len(), 3, "opening, reveal, answer: {there:?}");
    assert_eq!(there[2].embeds[0].description, BETTER);
    let late = press(&mut setting, 7, Action::MyFeedback(card)).await;
    assert!(!changes(&late[0]), "its message in the thread has them now");
}

#[tokio::test]
async fn a_held_or_private_answer_that_was_deleted_never_appears_and_is_not_counted() {
    for private in [false, true] {
        let mut setting = Setting::with_questions(3).await;
        let (_, card, thread) = posted(&mut setting, Answers::AfterOwn).await;
        let told = ephemeral(setting.answers(7, card, private, ANSWER).await);
        assert!(changes(&told), "{told:?}");
        setting.answers(8, card, true, BETTER).await;
        let attempt = setting.attempts(7, card).await[0].id;
        let delete = Request::Press(Action::Delete(attempt));
        let refused = setting.ask(8, delete.clone()).await;
        assert!(matches!(refused, Err(Stop::Say(_))), "{refused:?}");
        let told = setting.ask(7, delete).await.expect("deleted");
        let Response::Update(told) = told else {
            panic!("the feedback quotes it: {told:?}")
        };
        assert!(told.embeds.is_empty() && told.rows.is_empty(), "{told:?}");
        let read = press(&mut setting, 8, Action::ReadAnswers(card)).await;
        assert!(read[0].text.contains("Nobody has answered in public"));
        let none = press(&mut setting, 7, Action::MyFeedback(card)).await;
        assert!(none[0].text.contains("no answer of yours"));
        setting.pass(SignedDuration::from_hours(22)).await;
        setting.run_jobs().await;
        let there = setting.outbox.channel(thread);
        assert_eq!(there.len(), 2, "opening and reveal: {there:?}");
        let count = "One person answered, in private.";
        assert!(there[1].text.contains(count), "{}", there[1].text);
    }
}

#[tokio::test]
async fn an_answer_changed_while_it_is_being_shown_is_shown_as_it_is_now() {
    let mut setting = Setting::with_questions(3).await;
    let (_, card, thread) = posted(&mut setting, Answers::Open).await;
    setting.answers(7, card, false, ANSWER).await;
    let attempt = setting.attempts(7, card).await[0].id;
    // Posted, but its answer was lost on the way, so that nothing is noted yet.
    setting.outbox.fail(0, Fault::After);
    setting.run_jobs().await;
    let changed = Request::Submit(FormAction::Edit(attempt), BETTER.to_owned());
    setting.ask(7, changed).await.expect("changed");
    setting.hand.advance(SignedDuration::from_mins(1));
    setting.run_jobs().await;
    let there = setting.outbox.channel(thread);
    assert_eq!(there.len(), 2, "{there:?}");
    assert_eq!(there[1].embeds[0].description, BETTER);
}

/// Whether `Edit` and `Delete` stand below it.
fn changes(view: &View) -> bool {
    let labels = labels(view);
    ["Edit", "Delete"]
        .iter()
        .all(|wanted| labels.iter().any(|label| label == wanted))
}

#[tokio::test]
async fn a_deleted_thread_takes_what_was_typed_along_and_is_found_at_the_reveal() {
    for heard in [true, false] {
        let mut setting = Setting::with_questions(3).await;
        let (schedule, card, thread) = posted(&mut setting, Answers::Open).await;
        setting.organise(DailyCommand::Pause(None)).await;
        setting.says(7, thread, ANSWER).await;
        setting.wait(50).await;
        setting.answers(8, card, false, BETTER).await;
        setting.answers(9, card, true, BETTER).await;
        setting.run_jobs().await;
        setting.outbox.refuse(thread, 10003);
        if heard {
            setting.notice(MessageEvent::Gone(thread)).await;
        } else {
            setting.pass(SignedDuration::from_hours(22)).await;
            assert!(setting.latest(schedule).await.revealed.is_some());
        }
        assert!(setting.attempts(7, card).await.is_empty(), "heard: {heard}");
        assert_eq!(setting.attempts(8, card).await.len(), 1);
        assert_eq!(setting.attempts(9, card).await.len(), 1);
        let mine = press(&mut setting, 8, Action::MyFeedback(card)).await;
        assert!(changes(&mine[0]), "no message shows it any more");
    }
}
