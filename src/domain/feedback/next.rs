//! Which one thing to do next.
//!
//! In the order of what helps most: be readable, say enough, tell the part that the question is
//! about, cover the points, close with a result, fit the time, and only then practise on.

use super::delivery::{Length, length};
use super::guard::Guard;
use super::reasoning::Aspect;
use super::report::{NextStep, Report, Unsaid};
use super::star::{Part, Story};
use crate::domain::question::{Kind, Question};

/// Where "we" comes so many times as often as "I", whose deeds they were can't be told.
const TIMES_WE: u32 = 3;
/// Fewer than this say nothing.
const FEW_WE: u32 = 4;

/// The step for a report whose own step is not chosen yet.
pub(super) fn next_step(question: &Question, report: &Report) -> NextStep {
    guarded(report)
        .or_else(|| structure(report))
        .or_else(|| content(question, report))
        .unwrap_or_else(|| practice(question, report))
}

fn guarded(report: &Report) -> Option<NextStep> {
    let step = |guard| match guard {
        Guard::Empty | Guard::NoWords => NextStep::Answer,
        Guard::OtherLanguage => NextStep::QuestionLanguage,
        Guard::Echo | Guard::Copied => NextStep::OwnWords,
        Guard::NotKnowing => NextStep::FindOut,
        Guard::TermsOnly => NextStep::Sentences,
        Guard::TooShort => NextStep::SayMore,
    };
    // The language first: without it nothing else can be seen.
    let guards = report.guards.iter().map(|seen| seen.guard);
    let first = if report.has(Guard::OtherLanguage) {
        Some(Guard::OtherLanguage)
    } else {
        guards.into_iter().next()
    };
    first.map(step)
}

fn structure(report: &Report) -> Option<NextStep> {
    if let Some(story) = &report.story {
        return if story.part(Part::Result).is_none() {
            Some(NextStep::TellResult)
        } else if story.part(Part::Action).is_none() || is_mostly_we(story) {
            Some(NextStep::TellOwnPart)
        } else {
            None
        };
    }
    let reasoning = &report.reasoning;
    if reasoning.seen(Aspect::CauseFirst).is_some() {
        Some(NextStep::LookFirst)
    } else if reasoning.unspoken.contains(&Aspect::MitigationFirst) {
        Some(NextStep::StopHarm)
    } else {
        None
    }
}

/// Whether a story is told of "we" so much that one's own part can't be seen.
pub(super) fn is_mostly_we(story: &Story) -> bool {
    story.we.is_some() && story.says_we >= FEW_WE && story.says_we > TIMES_WE * story.says_i
}

fn content(question: &Question, report: &Report) -> Option<NextStep> {
    let (covered, all) = report.covered();
    let weighs = !report.reasoning.unspoken.contains(&Aspect::TradeOff);
    if !weighs && covered * 2 >= all {
        return Some(NextStep::Weigh);
    }
    let point = report.unsaid().into_iter().find_map(|unsaid| match unsaid {
        Unsaid::Point(index) => Some(NextStep::CoverPoint(index)),
        Unsaid::Part(_) | Unsaid::Aspect(_) => None,
    });
    let lacks_figure = question.kind == Kind::Behavioral
        && report
            .story
            .as_ref()
            .is_some_and(|story| story.figure.is_none());
    point.or_else(|| lacks_figure.then_some(NextStep::AddFigure))
}

fn practice(question: &Question, report: &Report) -> NextStep {
    match length(report.speaking_seconds, report.minutes) {
        Length::Short => NextStep::Lengthen,
        Length::Long => NextStep::Shorten,
        Length::Fitting if question.follow_ups.is_empty() => NextStep::SayAloud,
        Length::Fitting => NextStep::FollowUp(0),
    }
}
