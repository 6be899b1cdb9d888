//! What changed since the same person's attempt before, as people read it.

use crate::domain::feedback::Report;
use crate::domain::language::Language;
use crate::domain::question::Question;

use super::brief::brief;

/// A change of fewer words than this is no change.
const NOTICEABLE: u32 = 15;

/// What changed between two attempts at a question, as lines of Discord's Markdown, at least one.
///
/// Only what was gained is listed point by point: a point that was said the first time need not
/// be said again to be known.
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
    lines.extend(length(before, now));
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
