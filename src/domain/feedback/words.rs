//! The observations as people read them.
//!
//! Short, kind and honest: quotations are the person's own words made safe, figures are only
//! word counts and minutes, and what was not found is said as "I found no words about ...".
//! Nothing here is a verdict on the person. In this order: what was found, what was not, how it is
//! built and told where that is worth saying, and its length.

use std::ops::Range;

use super::delivery::{Length, length};
use super::guard::Guard;
use super::reasoning::Aspect;
use super::report::{Report, Unsaid};
use super::star::Part;
use crate::domain::language::Language;
use crate::domain::question::{KeyPoint, Minutes, Question};

mod brief;
mod changed;
mod manner;
mod steps;

use brief::{brief, quoted, quoted_briefly};
pub use changed::what_changed;
use manner::manner;
pub use steps::next_step;

/// How many found points are said with their point.
const POINTS_SAID: usize = 3;
/// How many where something must be said about the answer as a whole, too.
const POINTS_SAID_WITH_GUARDS: usize = 2;
/// How many of the further ones are quoted.
const ALSO_QUOTED: usize = 3;

/// A key point in a few words, without a full stop: for labels.
pub fn point_in_brief(language: Language, question: &Question, point: &KeyPoint) -> String {
    let Language::English = language;
    brief(question, &point.say).trim_end_matches('.').to_owned()
}

/// What was seen, as lines of Discord's Markdown, ten at most.
///
/// `question` is the one that the report was made for; points that it no longer has are left out.
pub fn what_i_saw(language: Language, question: &Question, report: &Report) -> Vec<String> {
    let Language::English = language;
    let mut lines: Vec<String> = report
        .guards
        .iter()
        .map(|seen| of_guard(seen.guard, report))
        .collect();
    if !report.is_readable() {
        return lines;
    }
    lines.extend(found(question, report));
    // What the person said they covered is not said again: the reply may be public, and they may
    // have said it in private.
    let unsaid = report.unsaid().into_iter();
    lines.extend(unsaid.filter_map(|unsaid| Some(format!("- {}", not_found(question, unsaid)?))));
    if report.guards.is_empty() {
        lines.extend(
            manner(report, &said(report))
                .into_iter()
                .map(|line| format!("- {line}")),
        );
    }
    if !report.has(Guard::TooShort) {
        lines.push(of_length(report));
    }
    lines
}

/// The places of the words that are quoted for key points.
fn said(report: &Report) -> Vec<Range<usize>> {
    let found = report
        .points
        .iter()
        .filter_map(|point| point.found.as_ref());
    found.map(|evidence| evidence.range.clone()).collect()
}

fn of_guard(guard: Guard, report: &Report) -> String {
    match guard {
        Guard::Empty => "There is nothing to read here yet.".to_owned(),
        Guard::NoWords => "I found no words in this answer that I could read.".to_owned(),
        Guard::TooShort => format!("That is a beginning: {}.", words(report.words)),
        Guard::Echo => {
            "Most of these words are the question's own, so I looked for yours and found few."
                .to_owned()
        }
        Guard::OtherLanguage => {
            "This seems to be in another language than the question, so I can't tell what it \
             covers."
                .to_owned()
        }
        Guard::NotKnowing => {
            "Thank you for saying that this one is new to you. Nobody knows all of them, and in \
             an interview an honest “I don't know” is a fair beginning."
                .to_owned()
        }
        Guard::TermsOnly => {
            "These are good words to have. I find hardly a sentence that joins them, so I can't \
             tell yet what you would do with them."
                .to_owned()
        }
        Guard::Copied => {
            "Much of this stands in the reference material word for word, so I can't tell which \
             part is yours."
                .to_owned()
        }
    }
}

/// The found points, each with the words that show it; those beyond the first in one line.
fn found(question: &Question, report: &Report) -> Vec<String> {
    let most = if report.guards.is_empty() {
        POINTS_SAID
    } else {
        POINTS_SAID_WITH_GUARDS
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
    let also = seen.iter().skip(most);
    let quotes: Vec<_> = also
        .take(ALSO_QUOTED)
        .map(|(_, evidence)| format!("“{}”", quoted_briefly(&evidence.quote)))
        .collect();
    if let Some(all) = listed(&quotes) {
        let more = if quotes.len() == 1 {
            "covers a further point"
        } else {
            "cover further points"
        };
        lines.push(format!("- {all} {more}."));
    }
    lines
}

/// Texts joined by commas and "and"; `None` for none.
fn listed(texts: &[String]) -> Option<String> {
    let (last, before) = texts.split_last()?;
    Some(if before.is_empty() {
        last.clone()
    } else {
        format!("{} and {last}", before.join(", "))
    })
}

/// What was not found, as a sentence; `None` for a point that the question no longer has.
pub fn not_found(question: &Question, unsaid: Unsaid) -> Option<String> {
    let what = match unsaid {
        Unsaid::Point(index) => {
            let point = question.key_points.get(usize::from(index))?;
            return Some(format!(
                "I found no words about this: {}",
                brief(question, &point.say)
            ));
        }
        Unsaid::Part(Part::Situation) => "where and when it was",
        Unsaid::Part(Part::Task) => "what was yours to do",
        Unsaid::Part(Part::Action) => "what you did yourself",
        Unsaid::Part(Part::Result) => "how it ended",
        Unsaid::Aspect(Aspect::TradeOff) => {
            "what else you could have chosen, or what your choice costs"
        }
        Unsaid::Aspect(Aspect::MitigationFirst) => {
            "stopping the harm before the search for its cause"
        }
        Unsaid::Aspect(Aspect::Clarifies) => "what you would ask or assume first",
        Unsaid::Aspect(Aspect::Failure) => "what happens if it fails",
        Unsaid::Aspect(Aspect::Security) => "who may do what",
        Unsaid::Aspect(Aspect::Cost) => "what it costs",
        Unsaid::Aspect(Aspect::Measures) => "how you would measure it",
        Unsaid::Aspect(Aspect::EvidenceFirst | Aspect::CauseFirst) => {
            "what you would look at first"
        }
    };
    Some(format!("I found no words about {what}."))
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

#[cfg(test)]
#[path = "words/reports_tests.rs"]
mod reports_tests;
