//! Which key points an answer shows, by their cues, and with which of its words.
//!
//! The question's own words are no evidence: a cue that the question says itself never counts,
//! and one made of the question's words alone counts only where they stand together.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use super::cue::{Cue, Found, Haystack};
use super::report::Evidence;
use super::stem::Stems;
use super::text::{Text, Token};
use crate::domain::question::Question;

/// A quotation has at most this many words, unless the cue itself has more.
const QUOTED_WORDS: usize = 12;
/// A clause shorter than this says too little alone.
const WORDS_OF_A_FULL_CLAUSE: usize = 5;

/// For each key point, in order, the words of the answer that show it.
///
/// `answer` is `text` taken apart and `asked` the question's title and text; ranges are bytes of
/// `text`.
pub fn coverage(
    question: &Question,
    text: &str,
    answer: &Text,
    asked: &Text,
    stems: &mut Stems,
) -> Vec<Option<Evidence>> {
    let asked = Haystack::strict(asked);
    let points: Vec<Vec<Cue>> = question
        .key_points
        .iter()
        .map(|point| {
            point
                .cues
                .iter()
                .filter_map(|cue| Cue::new(cue, stems))
                .filter(|cue| asked.find(cue).is_none())
                .collect()
        })
        .collect();
    let known: HashSet<Arc<str>> = points
        .iter()
        .flatten()
        .flat_map(Cue::stems)
        .cloned()
        .collect();
    let answer = Answer {
        text,
        tokens: answer.tokens(),
        haystack: Haystack::forgiving(answer, &known),
        asked,
    };
    points.iter().map(|cues| answer.evidence(cues)).collect()
}

struct Answer<'a> {
    text: &'a str,
    tokens: &'a [Token],
    haystack: Haystack<'a>,
    asked: Haystack<'a>,
}

impl Answer<'_> {
    /// The words that show a point: by its cue with the most words, at its first place.
    fn evidence(&self, cues: &[Cue]) -> Option<Evidence> {
        let mut best: Option<(usize, Found)> = None;
        for cue in cues {
            let Some(found) = self.haystack.find(cue) else {
                continue;
            };
            let only_asked = cue.stems().all(|stem| self.asked.has_stem(stem));
            if only_asked && !(found.tight && cue.len() > 1) {
                continue;
            }
            let better = best.is_none_or(|(words, earlier)| {
                cue.len() > words || (cue.len() == words && found.first < earlier.first)
            });
            if better {
                best = Some((cue.len(), found));
            }
        }
        let (_, found) = best?;
        let tokens = self.around(found);
        let range = self.tokens[tokens.start].range.start..self.tokens[tokens.end - 1].range.end;
        Some(Evidence {
            quote: self.text[range.clone()].to_owned(),
            range,
        })
    }

    /// The clause or sentence around a find, cut to a quotation's length.
    fn around(&self, found: Found) -> Range<usize> {
        let clause = self.stretch(found, |token| token.clause);
        let sentence = self.stretch(found, |token| token.sentence);
        let whole = if clause.len() >= WORDS_OF_A_FULL_CLAUSE {
            clause
        } else {
            sentence
        };
        if whole.len() <= QUOTED_WORDS {
            return whole;
        }
        let needed = found.last + 1 - found.first;
        let before = QUOTED_WORDS.saturating_sub(needed) / 2;
        let start = found.first.saturating_sub(before).max(whole.start);
        let end = (start + QUOTED_WORDS.max(needed))
            .max(found.last + 1)
            .min(whole.end);
        let start = end
            .saturating_sub(QUOTED_WORDS.max(needed))
            .max(whole.start)
            .min(found.first);
        start..end
    }

    /// The tokens around a find that share its part of the text.
    fn stretch(&self, found: Found, part: impl Fn(&Token) -> u32) -> Range<usize> {
        let first = part(&self.tokens[found.first]);
        let last = part(&self.tokens[found.last]);
        let start = self.tokens.partition_point(|token| part(token) < first);
        let end = self.tokens.partition_point(|token| part(token) <= last);
        start..end
    }
}

#[cfg(test)]
#[path = "coverage_tests.rs"]
mod tests;
