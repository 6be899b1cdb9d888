//! The invariants of reports.

use proptest::prelude::*;

use super::*;
use crate::domain::feedback::{observe, words};
use crate::domain::fixture;
use crate::domain::language::Language;
use crate::domain::question::Question;

const WHOLE: &str = "I would give each service a readiness probe, so that a new pod gets traffic \
    only once it is warm. Then I'd add a preStop hook and handle SIGTERM, so that open requests \
    end well. I would set max surge to one and zero unavailable. And an alert on the error rate \
    triggers an automatic rollback within two minutes. In my last team that took us from forty \
    errors a release to none, and we released three times as often after that, on each day of \
    the week, also on Fridays, since nobody had to be afraid of it any more. We wrote it down as \
    a template.";

fn next(question: &Question, answer: &str, disputes: &[u8]) -> NextStep {
    observe(question, answer, disputes).next_step
}

#[test]
fn the_next_step_is_what_helps_most() {
    let question = fixture::rollout();
    assert_eq!(next(&question, "  ", &[]), NextStep::Answer);
    assert_eq!(next(&question, "🚀🚀", &[]), NextStep::Answer);
    assert_eq!(
        next(&question, "I would use probes.", &[]),
        NextStep::SayMore
    );
    assert_eq!(next(&question, &question.ask, &[]), NextStep::OwnWords);
    assert_eq!(next(&question, WHOLE, &[]), NextStep::FollowUp(0));
    let without_probe = WHOLE.replace(
        "a readiness probe, so that a new pod gets traffic only once it is warm",
        "a good name, so that anybody finds it and knows what it is for",
    );
    assert_ne!(without_probe, WHOLE);
    assert_eq!(
        next(&question, &without_probe, &[]),
        NextStep::CoverPoint(0)
    );
    assert_eq!(next(&question, &without_probe, &[0]), NextStep::FollowUp(0));
    assert_eq!(next(&question, &WHOLE.repeat(6), &[]), NextStep::Shorten);
    let mut longer = question.clone();
    longer.minutes = Minutes::new(8, 10).expect("in order");
    assert_eq!(next(&longer, WHOLE, &[]), NextStep::Lengthen);
    longer.follow_ups.clear();
    longer.minutes = question.minutes;
    assert_eq!(next(&longer, WHOLE, &[]), NextStep::SayAloud);
}

#[test]
fn a_story_closes_with_a_figure() {
    let question = fixture::conflict();
    let story = "A colleague did not want to give up the old scripts. I asked why, and he said \
        that nobody had ever explained the new tool to him. So I set up a pilot on his own \
        service and we did it together in an afternoon. Afterwards he moved the rest himself.";
    assert_eq!(next(&question, story, &[]), NextStep::AddFigure);
    let closed = format!(
        "{story} It saves us 6 hours a week. {}",
        "It did last. ".repeat(5)
    );
    assert_eq!(next(&question, &closed, &[]), NextStep::SayAloud);
}

#[test]
fn at_most_two_points_are_named_as_missing_and_never_a_disputed_one() {
    let question = fixture::rollout();
    let answer = "I would look at the graphs with the team and think about it for a long while, \
        then we talk to the customers and see what they say about all of it in the end.";
    assert_eq!(observe(&question, answer, &[]).named_points(), [0, 1]);
    assert_eq!(observe(&question, answer, &[0, 2]).named_points(), [1, 3]);
    assert_eq!(
        observe(&question, answer, &[0, 1, 2, 3]).named_points(),
        [0_u8; 0]
    );
    assert_eq!(observe(&question, "...", &[]).named_points(), [0_u8; 0]);
}

#[test]
fn a_question_without_key_points_can_be_answered() {
    let mut question = fixture::rollout();
    question.key_points.clear();
    let report = observe(&question, WHOLE, &[7]);
    assert_eq!(
        (report.points.len(), report.next_step),
        (0, NextStep::FollowUp(0))
    );
}

proptest! {
    #[test]
    fn any_text_gets_a_report_whose_quotes_are_its_words(
        text in "\\PC{0,400}|([a-c ]|readiness|probe|drain|surge|```|\\.|\n|roll|back|<@1>){0,200}",
        disputes in proptest::collection::vec(any::<u8>(), 0..3),
    ) {
        for question in [fixture::rollout(), fixture::conflict()] {
            let report = observe(&question, &text, &disputes);
            prop_assert_eq!(&report, &observe(&question, &text, &disputes));
            prop_assert!(report.unsaid().len() <= 2);
            for point in &report.points {
                if let Some(evidence) = &point.found {
                    prop_assert_eq!(text.get(evidence.range.clone()), Some(evidence.quote.as_str()));
                }
            }
            let lines = words::what_i_saw(Language::English, &question, &report);
            prop_assert!(!lines.is_empty() && lines.len() <= 10, "{lines:#?}");
            prop_assert!(!words::next_step(Language::English, &question, &report).is_empty());
        }
    }
}
