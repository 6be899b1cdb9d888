//! Which one thing to do next.
//!
//! In the order of what helps most: be readable, say enough, cover the points, close with a
//! result, fit the time, and only then practise on.

use super::delivery::{Length, length};
use super::report::{Guard, NextStep, Report};
use crate::domain::question::{Kind, Question};

/// The step for a report whose own step is not chosen yet.
pub(super) fn next_step(question: &Question, report: &Report, has_figure: bool) -> NextStep {
    let guarded = |guard| report.guards.contains(&guard);
    if guarded(Guard::Empty) || guarded(Guard::NoWords) {
        return NextStep::Answer;
    }
    if guarded(Guard::OtherLanguage) {
        return NextStep::QuestionLanguage;
    }
    if guarded(Guard::Echo) {
        return NextStep::OwnWords;
    }
    if guarded(Guard::TooShort) {
        return NextStep::SayMore;
    }
    if let Some(&point) = report.missing().first() {
        return NextStep::CoverPoint(point);
    }
    if question.kind == Kind::Behavioral && !has_figure {
        return NextStep::AddFigure;
    }
    match length(report.speaking_seconds, report.minutes) {
        Length::Short => NextStep::Lengthen,
        Length::Long => NextStep::Shorten,
        Length::Fitting if question.follow_ups.is_empty() => NextStep::SayAloud,
        Length::Fitting => NextStep::FollowUp(0),
    }
}
