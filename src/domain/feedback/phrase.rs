//! Turns of phrase by which people show what they are doing: "I was asked to", "as a result".
//!
//! A table of patterns is made once from plain text and searched in any text of one language.
//! Invariants: a find never crosses a sentence or stands in code; searching takes time linear in
//! the text, since patterns are short; the order of finds is that of the text.
//!
//! Patterns are parted by `|`, their words by spaces. `a/b` is one of several words, `cut*` any
//! word that begins so, and a `?` at the end makes a word optional. Capitals stand for kinds of
//! words: `DID` a verb of doing in the past, `ING` a form in -ing, `NUM` a figure, `ADV` up to two
//! adverbs or none, `ANY` whatever word.

use std::collections::HashMap;
use std::ops::Range;

use super::text::Token;
use super::verbs::{is_adverb, is_deed, is_figure};
use super::work::step;

/// Patterns with what they show.
pub(super) struct Phrases<T> {
    patterns: Vec<(Vec<Slot>, T)>,
    by_word: HashMap<&'static str, Vec<usize>>,
    by_letter: HashMap<u8, Vec<usize>>,
    by_kind: Vec<usize>,
}

/// A place of a pattern.
#[derive(Debug)]
struct Slot {
    shape: Shape,
    optional: bool,
}

#[derive(Debug)]
enum Shape {
    Words(Vec<&'static str>),
    Beginning(&'static str),
    Deed,
    Ing,
    Figure,
    Adverbs,
    Any,
}

/// A pattern that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hit<T> {
    /// What it shows.
    pub(super) shows: T,
    /// The tokens that it covers.
    pub(super) tokens: Range<usize>,
}

/// At most this many adverbs stand in one place.
const ADVERBS: usize = 2;

impl<T: Copy> Phrases<T> {
    /// A table of patterns, each text with what its patterns show.
    pub(super) fn new(table: &[(T, &'static str)]) -> Self {
        let mut phrases = Self {
            patterns: Vec::new(),
            by_word: HashMap::new(),
            by_letter: HashMap::new(),
            by_kind: Vec::new(),
        };
        for (shows, patterns) in table {
            for pattern in patterns.split('|') {
                let slots: Vec<Slot> = pattern.split_whitespace().map(Slot::new).collect();
                if !slots.is_empty() {
                    phrases.add(slots, *shows);
                }
            }
        }
        phrases
    }

    fn add(&mut self, slots: Vec<Slot>, shows: T) {
        let number = self.patterns.len();
        match &slots[0].shape {
            Shape::Words(words) => {
                for word in words {
                    self.by_word.entry(word).or_default().push(number);
                }
            }
            Shape::Beginning(start) => {
                let letter = start.as_bytes()[0];
                self.by_letter.entry(letter).or_default().push(number);
            }
            Shape::Deed | Shape::Ing | Shape::Figure | Shape::Adverbs | Shape::Any => {
                self.by_kind.push(number);
            }
        }
        self.patterns.push((slots, shows));
    }

    /// Every find in prose, by its place; a place can have several.
    pub(super) fn find(&self, tokens: &[Token]) -> Vec<Hit<T>> {
        let mut hits = Vec::new();
        for (start, token) in tokens.iter().enumerate() {
            if !token.prose {
                continue;
            }
            let letter = token.word.as_bytes().first().copied().unwrap_or_default();
            let numbers = [
                self.by_word.get(token.word.as_str()),
                self.by_letter.get(&letter),
                Some(&self.by_kind),
            ];
            for &number in numbers.into_iter().flatten().flatten() {
                let (slots, shows) = &self.patterns[number];
                if let Some(length) = covers(slots, &tokens[start..], token.sentence) {
                    hits.push(Hit {
                        shows: *shows,
                        tokens: start..start + length,
                    });
                }
            }
        }
        hits
    }
}

/// How many tokens at the beginning the slots cover; every slot's longest choice goes first.
fn covers(slots: &[Slot], tokens: &[Token], sentence: u32) -> Option<usize> {
    step();
    let Some((slot, rest)) = slots.split_first() else {
        return Some(0);
    };
    let fits = |place: usize| {
        tokens
            .get(place)
            .is_some_and(|token| token.sentence == sentence && slot.shape.fits(&token.word))
    };
    if let Shape::Adverbs = slot.shape {
        let most = (0..ADVERBS).take_while(|&place| fits(place)).count();
        return (0..=most)
            .rev()
            .find_map(|taken| Some(taken + covers(rest, &tokens[taken..], sentence)?));
    }
    if fits(0)
        && let Some(length) = covers(rest, &tokens[1..], sentence)
    {
        return Some(1 + length);
    }
    if slot.optional {
        covers(rest, tokens, sentence)
    } else {
        None
    }
}

impl Slot {
    fn new(text: &'static str) -> Self {
        let (text, optional) = match text.strip_suffix('?') {
            Some(text) => (text, true),
            None => (text, false),
        };
        let shape = match text {
            "DID" => Shape::Deed,
            "ING" => Shape::Ing,
            "NUM" => Shape::Figure,
            "ADV" => Shape::Adverbs,
            "ANY" => Shape::Any,
            _ => match text.strip_suffix('*') {
                Some(start) => Shape::Beginning(start),
                None => Shape::Words(text.split('/').collect()),
            },
        };
        Self { shape, optional }
    }
}

impl Shape {
    fn fits(&self, word: &str) -> bool {
        match self {
            Self::Words(words) => words.contains(&word),
            Self::Beginning(start) => word.starts_with(start),
            Self::Deed => is_deed(word),
            Self::Ing => word.len() > 4 && word.ends_with("ing"),
            Self::Figure => is_figure(word),
            Self::Adverbs => is_adverb(word),
            Self::Any => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::feedback::stem::Stems;
    use crate::domain::feedback::text::Text;

    fn check(patterns: &'static str, text: &str, expected: &[&str]) {
        let phrases = Phrases::new(&[((), patterns)]);
        let taken_apart = Text::new(text, &mut Stems::default());
        let tokens = taken_apart.tokens();
        let got: Vec<_> = phrases
            .find(tokens)
            .into_iter()
            .map(|hit| {
                let last = &tokens[hit.tokens.end - 1].range;
                &text[tokens[hit.tokens.start].range.start..last.end]
            })
            .collect();
        assert_eq!(got, expected, "{patterns} in {text}");
    }

    #[test]
    fn words_kinds_and_options_are_found_within_a_sentence() {
        check(
            "i ADV DID",
            "I then quickly rebuilt it.",
            &["I then quickly rebuilt"],
        );
        check("i ADV DID", "I was there. Built it.", &[]);
        check(
            "as a? result",
            "As a result, and as result",
            &["As a result", "as result"],
        );
        check("down/fell to NUM", "It fell to 4 minutes", &["fell to 4"]);
        check(
            "reduc* ANY by NUM",
            "reducing cost by 40%",
            &["reducing cost by 40%"],
        );
        check("so/then i", "so I\n```\nthen i\n```", &["so I"]);
    }
}
