//! What changed since the same person's attempt before, as people read it.

use crate::domain::feedback::Report;
use crate::domain::feedback::star::Part;
use crate::domain::language::Language;
use crate::domain::question::Question;

use super::brief::brief;

/// A change of fewer words than this is no change.
const NOTICEABLE: u32 = 15;
/// So many lines at most.
const MOST: usize = 4;

/// What changed between two attempts at a question, as lines of Discord's Markdown, at least one.
///
/// Only what was gained is listed point by point. Of what was said the first time and not again one
/// point is named, as something worth keeping.
pub fn what_changed(
    language: Language,
    question: &Question,
    before: &Report,
    now: &Report,
) -> Vec<String> {
    let Language::English = language;
    let mut lines: Vec<String> = gained(before, now)
        .filter_map(|index| question.key_points.get(usize::from(index)))
        .map(|point| format!("New this time: {}", brief(question, &point.say)))
        .collect();
    lines.extend(told(before, now).map(|what| format!("New this time: {what}.")));
    lines.extend(lost(question, before, now));
    lines.extend(length(before, now));
    lines.truncate(MOST);
    if lines.is_empty() {
        lines.push("About the same points in about the same length.".to_owned());
    }
    lines
}

fn gained<'a>(before: &'a Report, now: &'a Report) -> impl Iterator<Item = u8> + 'a {
    let had = |index: u8| {
        before
            .points
            .iter()
            .any(|point| point.index == index && point.found.is_some())
    };
    now.points
        .iter()
        .filter(move |point| point.found.is_some() && !had(point.index))
        .map(|point| point.index)
}

/// What the story has now and had not before.
fn told(before: &Report, now: &Report) -> Option<&'static str> {
    let (before, now) = (before.story.as_ref()?, now.story.as_ref()?);
    let is_new = |part| before.part(part).is_none() && now.part(part).is_some();
    if is_new(Part::Result) {
        Some("how it ended")
    } else if before.figure.is_none() && now.figure.is_some() {
        Some("a figure in the result")
    } else if is_new(Part::Action) {
        Some("what you did yourself")
    } else {
        None
    }
}

/// The first point that was found before and is not now.
fn lost(question: &Question, before: &Report, now: &Report) -> Option<String> {
    if !now.is_readable() {
        return None;
    }
    let is_missing = |index: u8| {
        let mut points = now.points.iter();
        points.any(|point| point.index == index && point.found.is_none() && !point.disputed)
    };
    let mut had = before.points.iter().filter(|point| point.found.is_some());
    let lost = had.find(|point| is_missing(point.index))?;
    let point = question.key_points.get(usize::from(lost.index))?;
    Some(format!(
        "Worth keeping from the last one: {}",
        brief(question, &point.say)
    ))
}

fn length(before: &Report, now: &Report) -> Option<String> {
    if before.words.abs_diff(now.words) < NOTICEABLE {
        return None;
    }
    let word = if now.words > before.words {
        "Longer"
    } else {
        "Shorter"
    };
    Some(format!(
        "{word}: {} words, {} before.",
        now.words, before.words
    ))
}
