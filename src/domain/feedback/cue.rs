//! Cues: authored words and phrases, and the search for them in a text.
//!
//! A phrase is found where all its words stand close together in one sentence, in any order;
//! compounds match however they are split (`failover`, `fail-over`, `fail over`), and typing
//! errors are forgiven in longer words. Searching one cue takes time linear in the text.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::lexicon::Lexicon;
use super::spelt::is_common_word;
use super::stem::{Stems, is_stop_word};
use super::text::{Text, Token};
use super::typing::{Misspelling, Shape};
use super::work::step;

/// A phrase's words may spread over this many times as many words with content.
const SPREAD: u32 = 2;
/// The shortest word that may be written as two.
const LETTERS_OF_A_COMPOUND: usize = 5;

/// The stem that a share such as `5%` has besides its figure.
const PERCENT: &str = "percent";

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
    shape: Shape,
    /// This word and the next one of the cue written as one.
    with_next: String,
}

impl CueWord {
    fn new(token: &Token) -> Self {
        Self {
            word: token.word.clone(),
            stem: match in_figures(&token.stem) {
                figures if *figures == *token.stem => Arc::clone(&token.stem),
                figures => figures.into(),
            },
            shape: Shape::of(token),
            with_next: String::new(),
        }
    }
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
            let repeated = words
                .iter()
                .any(|word| *word.stem == *in_figures(&token.stem));
            if literal || !repeated {
                words.push(CueWord::new(token));
            }
        }
        for place in 1..words.len() {
            words[place - 1].with_next = format!("{}{}", words[place - 1].word, words[place].word);
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

/// The words of all cues that are searched in a text, and others that are meant as they stand.
#[derive(Debug, Default)]
pub struct Known {
    stems: HashSet<Arc<str>>,
    /// Words that may be written as two.
    compounds: HashSet<String>,
}

impl Known {
    /// What these cues are made of.
    pub fn of<'a>(cues: impl IntoIterator<Item = &'a Cue>) -> Self {
        let mut known = Self::default();
        for word in cues.into_iter().flat_map(|cue| &cue.words) {
            known.stems.insert(Arc::clone(&word.stem));
            if word.word.len() >= LETTERS_OF_A_COMPOUND {
                known.compounds.insert(word.word.clone());
                known
                    .compounds
                    .extend(without_s(&word.word).map(str::to_owned));
            }
        }
        known
    }

    /// Words of these texts are meant as they stand, too.
    pub fn with_words_of<'a>(mut self, texts: impl IntoIterator<Item = &'a Text>) -> Self {
        let tokens = texts.into_iter().flat_map(Text::tokens);
        self.stems
            .extend(tokens.map(|token| Arc::clone(&token.stem)));
        self
    }
}

/// A text in which cues are searched.
pub struct Haystack<'a> {
    tokens: &'a [Token],
    by_stem: HashMap<&'a str, Vec<usize>>,
    by_word: HashMap<&'a str, Vec<usize>>,
    /// Where two words of a clause written as one give this word.
    joined: HashMap<String, Vec<usize>>,
    /// By their first letter.
    misspellings: HashMap<char, Vec<Misspelling<'a>>>,
}

impl<'a> Haystack<'a> {
    /// A text in which words must be spelt right.
    pub fn strict(text: &'a Text) -> Self {
        Self::new(text, |_| true)
    }

    /// `is_compound` says of two words written as one whether that is of interest.
    fn new(text: &'a Text, is_compound: impl Fn(&str) -> bool) -> Self {
        let mut both = String::new();
        let mut by_stem: HashMap<&str, Vec<usize>> = HashMap::new();
        let mut by_word: HashMap<&str, Vec<usize>> = HashMap::new();
        let mut joined: HashMap<String, Vec<usize>> = HashMap::new();
        for (place, token) in text.tokens().iter().enumerate() {
            by_stem
                .entry(in_figures(&token.stem))
                .or_default()
                .push(place);
            if let Some(share) = token.stem.strip_suffix('%') {
                by_stem.entry(share).or_default().push(place);
                by_stem.entry(PERCENT).or_default().push(place);
            }
            by_word.entry(&token.word).or_default().push(place);
            if let Some(next) = text.tokens().get(place + 1)
                && next.clause == token.clause
            {
                both.clear();
                both.extend([token.word.as_str(), &next.word]);
                if is_compound(&both) {
                    joined.entry(both.clone()).or_default().push(place);
                }
            }
        }
        Self {
            tokens: text.tokens(),
            by_stem,
            by_word,
            joined,
            misspellings: HashMap::new(),
        }
    }

    /// A text in which typing errors are forgiven, except in known words, in common ones and in
    /// those of the field: who writes "least" does not mean "lease". Only the cues that made
    /// `known` can be searched in it.
    pub fn forgiving(text: &'a Text, known: &Known, field: &Lexicon) -> Self {
        let mut haystack = Self::new(text, |both| known.compounds.contains(both));
        for (stem, places) in &haystack.by_stem {
            let Token {
                word, stem: own, ..
            } = &haystack.tokens[places[0]];
            let is_meant =
                known.stems.contains(*stem) || is_common_word(own) || field.has_word(own);
            if !is_meant
                && let Some(first) = word.chars().next()
                && let Some(misspelling) = Misspelling::new(word, stem)
            {
                let alike = haystack.misspellings.entry(first).or_default();
                alike.push(misspelling);
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
                self.collect_joined(&word.with_next, index, &mut hits);
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
        let stands = |first: usize| {
            step();
            let window = self.tokens.get(first..first + length)?;
            let is_one = window[0].sentence == window[length - 1].sentence;
            let mut pairs = window.iter().zip(&cue.words);
            (is_one && pairs.all(|(token, word)| token.stem == word.stem)).then_some(first)
        };
        let begins = self.by_stem.get(&*cue.words[0].stem)?;
        let first = begins.iter().find_map(|&first| stands(first))?;
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
        let alike = self.misspellings.get(&word.shape.first);
        for misspelling in alike.into_iter().flatten() {
            step();
            if misspelling.stem != &*word.stem
                && misspelling.may_mean(&word.word, &word.stem, &word.shape)
            {
                whole(misspelling.stem);
            }
        }
        if word.word.len() < LETTERS_OF_A_COMPOUND {
            return;
        }
        for &place in in_either(&self.joined, &word.word, without_s(&word.word)) {
            hits.push(Hit::new(index, place, place + 1));
        }
    }

    /// Places where this word and the next one are written as one.
    fn collect_joined(&self, both: &str, index: usize, hits: &mut Vec<Hit>) {
        let plural = self.by_word.get(format!("{both}s").as_str());
        let places = [self.by_word.get(both), plural];
        for &place in places.into_iter().flatten().flatten() {
            hits.push(Hit::new(index, place, place));
            hits.push(Hit::new(index + 1, place, place));
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
            step();
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

/// A number as people write it: whoever says "five minutes" may write "5 minutes". "One" is left
/// alone, as it is more often no number.
fn in_figures(stem: &str) -> &str {
    match stem {
        "two" => "2",
        "three" => "3",
        "four" => "4",
        "five" => "5",
        "six" => "6",
        "seven" => "7",
        "eight" => "8",
        "nine" => "9",
        "ten" => "10",
        "eleven" => "11",
        "twelv" => "12",
        "fourteen" => "14",
        "fifteen" => "15",
        "twenti" => "20",
        "thirti" => "30",
        "forti" => "40",
        "fifti" => "50",
        "sixti" => "60",
        "seventi" => "70",
        "eighti" => "80",
        "nineti" => "90",
        "hundr" => "100",
        _ => stem,
    }
}

/// The places of either text.
fn in_either<'a>(
    places: &'a HashMap<String, Vec<usize>>,
    one: &str,
    other: Option<&str>,
) -> impl Iterator<Item = &'a usize> {
    let other = other.and_then(|other| places.get(other));
    [places.get(one), other].into_iter().flatten().flatten()
}

/// The singular of a plural.
fn without_s(word: &str) -> Option<&str> {
    word.strip_suffix('s')
}

#[cfg(test)]
#[path = "cue_tests.rs"]
mod tests;
