//! Cues: authored words and phrases, and the search for them in a text.
//!
//! A phrase is found where all its words stand close together in one sentence, in any order;
//! compounds match however they are split (`failover`, `fail-over`, `fail over`), and typing
//! errors are forgiven in longer words. Searching one cue takes time linear in the text.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::stem::{Stems, is_stop_word};
use super::text::{Text, Token};

/// A phrase's words may spread over this many times as many words with content.
const SPREAD: u32 = 2;
/// The shortest word in which one typing error is forgiven.
const LETTERS_FOR_ONE_ERROR: usize = 5;
/// The shortest word in which two typing errors are forgiven.
const LETTERS_FOR_TWO_ERRORS: usize = 9;

/// The shortest word that may be written as two.
const LETTERS_OF_A_COMPOUND: usize = 5;

/// A cue, ready to be searched for.
#[derive(Debug, Clone)]
pub struct Cue {
    words: Vec<CueWord>,
    /// It has at most one distinct word with content among others, so that only the very sequence
    /// counts: "they were right" is more than "right".
    literal: bool,
}

#[derive(Debug, Clone)]
struct CueWord {
    word: String,
    stem: Arc<str>,
}

impl Cue {
    /// A cue from its text; `None` where it holds no word.
    pub fn new(text: &str, stems: &mut Stems) -> Option<Self> {
        let text = Text::new(text, stems);
        let content = |token: &&Token| !is_stop_word(&token.word);
        // Distinct ones: "end to end" must not shrink to "end".
        let with_content: HashSet<&str> = text
            .tokens()
            .iter()
            .filter(content)
            .map(|token| &*token.stem)
            .collect();
        let literal =
            with_content.is_empty() || (with_content.len() == 1 && text.tokens().len() > 1);
        let mut words: Vec<CueWord> = Vec::new();
        for token in text.tokens().iter().filter(|t| literal || content(t)) {
            let repeated = words.iter().any(|word| word.stem == token.stem);
            if literal || !repeated {
                words.push(CueWord {
                    word: token.word.clone(),
                    stem: Arc::clone(&token.stem),
                });
            }
        }
        (!words.is_empty()).then_some(Self { words, literal })
    }

    /// How many words it has, stop words aside.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Never: a cue has at least one word.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The stems of its words.
    pub fn stems(&self) -> impl Iterator<Item = &Arc<str>> {
        self.words.iter().map(|word| &word.stem)
    }
}

/// Where a cue was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// Its first token in the text.
    pub first: usize,
    /// Its last token.
    pub last: usize,
    /// Whether nothing but stop words stands between its words.
    pub tight: bool,
}

/// A text in which cues are searched.
pub struct Haystack<'a> {
    tokens: &'a [Token],
    by_stem: HashMap<&'a str, Vec<usize>>,
    misspellings: Vec<Misspelling<'a>>,
}

/// A word of the text that may be another one, typed wrongly.
struct Misspelling<'a> {
    word: &'a str,
    stem: &'a str,
    letters: u32,
}

impl<'a> Haystack<'a> {
    /// A text in which words must be spelt right.
    pub fn strict(text: &'a Text) -> Self {
        let mut by_stem: HashMap<&str, Vec<usize>> = HashMap::new();
        for (place, token) in text.tokens().iter().enumerate() {
            by_stem.entry(&token.stem).or_default().push(place);
        }
        Self {
            tokens: text.tokens(),
            by_stem,
            misspellings: Vec::new(),
        }
    }

    /// A text in which typing errors are forgiven, except in words whose stem is in `known`:
    /// those are meant as they stand.
    pub fn forgiving(text: &'a Text, known: &HashSet<Arc<str>>) -> Self {
        let mut haystack = Self::strict(text);
        for (stem, places) in &haystack.by_stem {
            let word = haystack.tokens[places[0]].word.as_str();
            let may_be_wrong = word.chars().count() + 1 >= LETTERS_FOR_ONE_ERROR
                && word.chars().all(char::is_alphabetic)
                && !known.contains(*stem);
            if may_be_wrong {
                haystack.misspellings.push(Misspelling {
                    word,
                    stem,
                    letters: letters(word),
                });
            }
        }
        haystack
    }

    /// Whether a word of this stem stands in the text.
    pub fn has_stem(&self, stem: &str) -> bool {
        self.by_stem.contains_key(stem)
    }

    /// The first place where the cue is found, its closest one where it has several words.
    pub fn find(&self, cue: &Cue) -> Option<Found> {
        if cue.literal {
            return self.find_literal(cue);
        }
        let mut hits = Vec::new();
        for (index, word) in cue.words.iter().enumerate() {
            let before = hits.len();
            self.collect(word, index, &mut hits);
            if index + 1 < cue.words.len() {
                self.collect_joined(word, &cue.words[index + 1], index, &mut hits);
            }
            if hits.len() == before && !hits.iter().any(|hit| hit.index == index) {
                return None;
            }
        }
        hits.sort_unstable_by_key(|hit| (hit.first, hit.index));
        self.closest(&hits, cue.words.len())
    }

    fn find_literal(&self, cue: &Cue) -> Option<Found> {
        let length = cue.words.len();
        let first = self.tokens.windows(length).position(|window| {
            window[0].sentence == window[length - 1].sentence
                && window
                    .iter()
                    .zip(&cue.words)
                    .all(|(token, word)| token.stem == word.stem)
        })?;
        Some(Found {
            first,
            last: first + length - 1,
            tight: true,
        })
    }

    /// Every place of a word: as it is, typed wrongly, or split in two.
    fn collect(&self, word: &CueWord, index: usize, hits: &mut Vec<Hit>) {
        let mut whole = |stem: &str| {
            for &place in self.by_stem.get(stem).into_iter().flatten() {
                hits.push(Hit::new(index, place, place));
            }
        };
        whole(&word.stem);
        let signature = letters(&word.word);
        for misspelling in &self.misspellings {
            if misspelling.stem != &*word.stem && misspelling.may_mean(word, signature) {
                whole(misspelling.stem);
            }
        }
        if word.word.len() < LETTERS_OF_A_COMPOUND {
            return;
        }
        for (place, pair) in self.tokens.windows(2).enumerate() {
            if pair[0].clause == pair[1].clause
                && is_joined(&pair[0].word, &pair[1].word, &word.word)
            {
                hits.push(Hit::new(index, place, place + 1));
            }
        }
    }

    /// Places where this word and the next one are written as one.
    fn collect_joined(&self, word: &CueWord, next: &CueWord, index: usize, hits: &mut Vec<Hit>) {
        for (place, token) in self.tokens.iter().enumerate() {
            if is_joined(&word.word, &next.word, &token.word) {
                hits.push(Hit::new(index, place, place));
                hits.push(Hit::new(index + 1, place, place));
            }
        }
    }

    /// The narrowest stretch of hits that holds every word of the cue, first one first.
    fn closest(&self, hits: &[Hit], words: usize) -> Option<Found> {
        let width = SPREAD * u32::try_from(words).unwrap_or(u32::MAX / SPREAD);
        let mut seen = vec![0_usize; words];
        let mut missing = words;
        let mut left = 0;
        let mut best: Option<(u32, Found)> = None;
        for right in hits {
            missing -= usize::from(seen[right.index] == 0);
            seen[right.index] += 1;
            while missing == 0 {
                let start = &hits[left];
                let last = right.last.max(start.last);
                let (first_token, last_token) = (&self.tokens[start.first], &self.tokens[last]);
                let span = last_token.rank - first_token.rank;
                let near = first_token.sentence == last_token.sentence && span < width;
                if near && best.is_none_or(|(narrowest, _)| span < narrowest) {
                    let found = Found {
                        first: start.first,
                        last,
                        tight: (span as usize) < words,
                    };
                    best = Some((span, found));
                }
                seen[start.index] -= 1;
                missing += usize::from(seen[start.index] == 0);
                left += 1;
            }
        }
        best.map(|(_, found)| found)
    }
}

/// A place where one word of a cue stands; `last` differs from `first` for a split compound.
struct Hit {
    index: usize,
    first: usize,
    last: usize,
}

impl Hit {
    fn new(index: usize, first: usize, last: usize) -> Self {
        Self { index, first, last }
    }
}

impl Misspelling<'_> {
    fn may_mean(&self, meant: &CueWord, signature: u32) -> bool {
        let errors = match meant.word.chars().count() {
            LETTERS_FOR_TWO_ERRORS.. => 2,
            LETTERS_FOR_ONE_ERROR.. => 1,
            _ => return false,
        };
        // Each error changes at most two letters of the signature; this spares most distances.
        if self.word.len().abs_diff(meant.word.len()) > errors + 2
            || (self.letters ^ signature).count_ones() as usize > 2 * (errors + 2)
            || self.word.chars().next() != meant.word.chars().next()
            || !meant.word.chars().all(char::is_alphabetic)
        {
            return false;
        }
        strsim::osa_distance(self.word, &meant.word) <= errors
            || (meant.stem.chars().count() >= LETTERS_FOR_ONE_ERROR
                && strsim::osa_distance(self.stem, &meant.stem) <= errors.min(1))
    }
}

/// The set of a word's letters, as bits.
fn letters(word: &str) -> u32 {
    word.bytes()
        .filter(u8::is_ascii_lowercase)
        .fold(0, |set, letter| set | 1 << (letter - b'a'))
}

/// Whether `left` and `right` written as one give `whole`, or its plural.
fn is_joined(left: &str, right: &str, whole: &str) -> bool {
    let both = left.len() + right.len();
    // Comparing the first bytes spares nearly every comparison of texts.
    (whole.len() == both || (whole.len() == both + 1 && whole.ends_with('s')))
        && whole.as_bytes().first() == left.as_bytes().first()
        && whole.starts_with(left)
        && whole[left.len()..].starts_with(right)
}

#[cfg(test)]
#[path = "cue_tests.rs"]
mod tests;
