//! The observations as people read them.
//!
//! Short, kind and honest: quotations are the person's own words made safe, figures are only
//! word counts and minutes, and what was not found is said as "I found no words about ...".
//! Nothing here is a verdict on the person.

use super::delivery::{Length, length};
use super::report::{Guard, NextStep, Report};
use crate::domain::language::Language;
use crate::domain::markdown::quote_safe;
use crate::domain::question::{KeyPoint, Minutes, Question};

mod brief;
mod changed;

use brief::{brief, quoted};
pub use changed::what_changed;

/// How many found points are quoted.
const QUOTED_POINTS: usize = 3;
/// How many where something must be said about the answer as a whole, too.
const QUOTED_POINTS_WITH_GUARDS: usize = 2;

/// A key point in a few words, without a full stop: for labels.
pub fn point_in_brief(language: Language, question: &Question, point: &KeyPoint) -> String {
    let Language::English = language;
    brief(question, &point.say).trim_end_matches('.').to_owned()
}

/// What was seen, as lines of Discord's Markdown, eight at most.
///
/// `question` is the one that the report was made for; points that it no longer has are left out.
pub fn what_i_saw(language: Language, question: &Question, report: &Report) -> Vec<String> {
    let Language::English = language;
    let mut lines: Vec<String> = report
        .guards
        .iter()
        .map(|&guard| of_guard(guard, report))
        .collect();
    if report.is_unreadable() {
        return lines;
    }
    lines.extend(found(question, report));
    // What the person said they covered is not said again: the reply may be public, and they may
    // have said it in private.
    for index in report.missing() {
        if let Some(point) = question.key_points.get(usize::from(index)) {
            lines.push(format!(
                "- I found no words about this: {}",
                brief(question, &point.say)
            ));
        }
    }
    if !report.guards.contains(&Guard::TooShort) {
        lines.push(of_length(report));
    }
    lines
}

/// The one thing to do next, in a sentence or two of Discord's Markdown.
pub fn next_step(language: Language, question: &Question, report: &Report) -> String {
    let Language::English = language;
    match report.next_step {
        NextStep::Answer => {
            "Answer in a few sentences, the way you would say it aloud. Where would you begin?"
                .to_owned()
        }
        NextStep::QuestionLanguage => {
            "Try it once in the question's language; that is practice for the interview, too."
                .to_owned()
        }
        NextStep::OwnWords => {
            "Leave the question's words aside and say what you would do first, and why.".to_owned()
        }
        NextStep::SayMore => say_more(question),
        NextStep::CoverPoint(index) => cover_point(question, index),
        NextStep::AddFigure => {
            "Close with the result in a figure: how much, how many or how fast, against before."
                .to_owned()
        }
        NextStep::Lengthen => format!(
            "The points are there. Tell it at more length, with a case of your own: there is \
             room for {}.",
            minutes(report.minutes)
        ),
        NextStep::Shorten => format!(
            "Tell it again in {}: keep your own decisions and cut the background.",
            minutes(report.minutes)
        ),
        NextStep::FollowUp(index) => match question.follow_ups.get(usize::from(index)) {
            Some(follow_up) => format!("Take the follow-up that often comes next: {follow_up}"),
            None => say_aloud(report),
        },
        NextStep::SayAloud => say_aloud(report),
    }
}

fn of_guard(guard: Guard, report: &Report) -> String {
    match guard {
        Guard::Empty => "There is nothing to read here yet.".to_owned(),
        Guard::NoWords => "I found no words in this answer that I could read.".to_owned(),
        Guard::TooShort => format!("That is a beginning: {}.", words(report.words)),
        Guard::Echo => {
            "Most of these words are the question's own, so I looked for yours.".to_owned()
        }
        Guard::OtherLanguage => {
            "This seems to be in another language than the question, so I can't tell what it \
             covers."
                .to_owned()
        }
    }
}

/// The found points, each with the words that show it; those beyond the first in one line.
fn found(question: &Question, report: &Report) -> Vec<String> {
    let most = if report.guards.is_empty() {
        QUOTED_POINTS
    } else {
        QUOTED_POINTS_WITH_GUARDS
    };
    let seen: Vec<_> = report
        .points
        .iter()
        .filter_map(|point| {
            let say = &question.key_points.get(usize::from(point.index))?.say;
            Some((say, point.found.as_ref()?))
        })
        .collect();
    let mut lines: Vec<String> = seen
        .iter()
        .take(most)
        .map(|(say, evidence)| {
            format!(
                "- **“{}”** covers this: {}",
                quoted(&evidence.quote),
                brief(question, say)
            )
        })
        .collect();
    let also: Vec<_> = seen
        .iter()
        .skip(most)
        .map(|(_, evidence)| format!("“{}”", quoted(&evidence.quote)))
        .collect();
    match also.as_slice() {
        [] => {}
        [one] => lines.push(format!("- {one} covers a further point.")),
        [first, second, ..] => {
            lines.push(format!("- {first} and {second} cover further points."));
        }
    }
    lines
}

fn of_length(report: &Report) -> String {
    let time = minutes(report.minutes);
    let spoken = spoken(report.speaking_seconds);
    let words = words(report.words);
    match length(report.speaking_seconds, report.minutes) {
        Length::Fitting => format!("-# {words}, {spoken} aloud; {time} is usual here."),
        Length::Short => {
            format!("-# {words}, {spoken} aloud; there is room for more, {time} is usual here.")
        }
        Length::Long => format!("-# {words}, {spoken} aloud; that is long, {time} is usual here."),
    }
}

fn say_more(question: &Question) -> String {
    let first = question
        .framework
        .as_ref()
        .and_then(|framework| framework.steps.first());
    match first {
        Some((step, apply)) => {
            format!("Say more, step by step. Begin with *{step}*: {apply}")
        }
        None => "Say more: what you would do, in which order, and why.".to_owned(),
    }
}

fn cover_point(question: &Question, index: u8) -> String {
    match question.key_points.get(usize::from(index)) {
        Some(point) if !point.hint.is_empty() => {
            let point_in_brief = brief(question, &point.say);
            format!("Work in one more point: {point_in_brief} {}", point.hint)
        }
        Some(point) => format!("Add a sentence on this: {}", brief(question, &point.say)),
        None => "Read the key points and work one more in.".to_owned(),
    }
}

fn say_aloud(report: &Report) -> String {
    format!(
        "Say it aloud once, without looking, in {}.",
        minutes(report.minutes)
    )
}

fn minutes(minutes: Minutes) -> String {
    match (minutes.from(), minutes.to()) {
        (1, 1) => "1 minute".to_owned(),
        (from, to) if from == to => format!("{from} minutes"),
        (from, to) => format!("{from} to {to} minutes"),
    }
}

fn words(count: u32) -> String {
    if count == 1 {
        "1 word".to_owned()
    } else {
        format!("{count} words")
    }
}

fn spoken(seconds: u32) -> String {
    match seconds {
        0..45 => "under a minute".to_owned(),
        45..90 => "about a minute".to_owned(),
        _ => format!("about {} minutes", (seconds + 30) / 60),
    }
}

#[cfg(test)]
#[path = "words_tests.rs"]
mod tests;
