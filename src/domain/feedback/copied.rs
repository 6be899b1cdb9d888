//! Runs of words that stand in a question's reference material, too.
//!
//! Texts are compared by the stems of six words in a row, so that an answer which tells the same
//! in other words shares nothing, and one that was pasted and touched up shares most. Either much
//! of it stands in long stretches, or nearly all of it in stretches with a word changed between
//! them. One with nothing but the material's words, and hardly two of them side by side, is a shuffled bag.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use super::stem::Stems;
use super::text::{Text, Token};
use super::work::step;
use crate::domain::question::Question;

/// Runs of so many words are looked up.
const RUN: usize = 6;
/// A stretch of so many words in a row is no accident.
const STRETCH: usize = 8;
/// An answer is copied with this share of its words in such stretches, in hundredths, ...
const COPIED_SHARE: usize = 33;
/// ... and so many words at least; ...
const COPIED_WORDS: usize = 16;
/// ... or, touched up, with this share of its words in stretches of any length, ...
const TOUCHED_UP_SHARE: usize = 60;
/// ... and so many words at least.
const TOUCHED_UP_WORDS: usize = 24;
/// A shuffled bag has so many words at least, ...
const WORDS_OF_A_BAG: usize = 15;
/// ... this share of them from the material, in hundredths, ...
const BORROWED_WORDS: usize = 93;
/// ... and no more than this share of its pairs of neighbours.
const BORROWED_PAIRS: usize = 20;

/// The runs of words of a question's reference material.
#[derive(Debug, Default)]
pub(super) struct Reference {
    runs: HashSet<u64>,
    words: HashSet<u64>,
    pairs: HashSet<u64>,
}

impl Reference {
    /// The material as people are shown it, section by section.
    pub(super) fn new(question: &Question, stems: &mut Stems) -> Self {
        let mut reference = Self::default();
        for section in sections(question) {
            let text = Text::new(&section, stems);
            let words = hashes(text.tokens());
            reference.runs.extend(runs(&words, RUN));
            reference.pairs.extend(runs(&words, 2));
            reference.words.extend(words);
        }
        // Whoever makes a bag of terms may make it of these.
        for cue in question.key_points.iter().flat_map(|point| &point.cues) {
            let words = hashes(Text::new(cue, stems).tokens());
            reference.pairs.extend(runs(&words, 2));
            reference.words.extend(words);
        }
        reference
    }

    /// Whether these are the material's words without their order.
    pub(super) fn is_shuffled_in(&self, tokens: &[Token]) -> bool {
        let words = hashes(tokens);
        let many =
            |all: &HashSet<u64>, own: &[u64]| own.iter().filter(|one| all.contains(one)).count();
        let pairs: Vec<u64> = runs(&words, 2).collect();
        words.len() >= WORDS_OF_A_BAG
            && many(&self.words, &words) * 100 >= words.len() * BORROWED_WORDS
            && many(&self.pairs, &pairs) * 100 <= pairs.len() * BORROWED_PAIRS
    }

    /// The longest copied stretch of tokens, where enough is copied.
    pub(super) fn copied(&self, tokens: &[Token]) -> Option<Range<usize>> {
        let mut stretches: Vec<Range<usize>> = Vec::new();
        for (start, run) in runs(&hashes(tokens), RUN).enumerate() {
            step();
            if !self.runs.contains(&run) {
                continue;
            }
            match stretches.last_mut() {
                Some(last) if start <= last.end => last.end = start + RUN,
                _ => stretches.push(start..start + RUN),
            }
        }
        let many = |least: usize| -> usize {
            let lengths = stretches.iter().map(ExactSizeIterator::len);
            lengths.filter(|length| *length >= least).sum()
        };
        let (long, all) = (many(STRETCH), many(RUN));
        let enough = (long >= COPIED_WORDS && long * 100 >= tokens.len() * COPIED_SHARE)
            || (all >= TOUCHED_UP_WORDS && all * 100 >= tokens.len() * TOUCHED_UP_SHARE);
        let longest = stretches.into_iter().max_by_key(ExactSizeIterator::len);
        longest.filter(|_| enough)
    }
}

fn hashes(tokens: &[Token]) -> Vec<u64> {
    tokens.iter().map(|token| hash(&token.stem)).collect()
}

/// The hash of each run of so many words.
fn runs(words: &[u64], length: usize) -> impl Iterator<Item = u64> {
    words.windows(length).map(hash)
}

/// The same on every machine and in every run: std's hasher without random keys.
fn hash(value: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// The sections of the material, each as one text.
fn sections(question: &Question) -> Vec<String> {
    let points = question.key_points.iter().map(|point| point.say.as_str());
    let mut sections = vec![
        joined(points),
        joined(question.outline.iter().map(String::as_str)),
        joined(question.looks_for.iter().map(String::as_str)),
        joined(
            question
                .mistakes
                .iter()
                .flat_map(|mistake| [mistake.say.as_str(), &mistake.why]),
        ),
        joined(
            question
                .terms
                .iter()
                .flat_map(|term| [term.term.as_str(), &term.meaning]),
        ),
    ];
    if let Some(star) = &question.star {
        let parts = [&star.situation, &star.task, &star.action, &star.result];
        sections.push(joined(parts.into_iter().map(String::as_str)));
    }
    if let Some(framework) = &question.framework {
        let steps = framework.steps.iter();
        sections.push(joined(
            steps.flat_map(|(step, apply)| [step.as_str(), apply.as_str()]),
        ));
    }
    sections
}

fn joined<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    parts.collect::<Vec<_>>().join(" \n\n")
}
