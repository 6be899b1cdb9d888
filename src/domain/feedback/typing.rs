//! Words that may be other words, typed wrongly.
//!
//! One error is forgiven in longer words and two in long ones; the first letter must be right.
//! Invariant: nothing is decided here about which words are meant as they stand; whoever asks
//! leaves those out.

use super::text::Token;

/// The shortest word in which one typing error is forgiven.
const LETTERS_FOR_ONE_ERROR: usize = 5;
/// The shortest word in which two typing errors are forgiven.
const LETTERS_FOR_TWO_ERRORS: usize = 9;

/// What can be compared of a word before its letters are.
#[derive(Debug, Clone)]
pub(super) struct Shape {
    /// The word's first letter.
    pub(super) first: char,
    /// In characters.
    length: usize,
    stem_length: usize,
    /// The set of its letters.
    letters: u32,
    stem_letters: u32,
    alphabetic: bool,
}

impl Shape {
    pub(super) fn of(token: &Token) -> Self {
        Self {
            first: token.word.chars().next().unwrap_or_default(),
            length: token.word.chars().count(),
            stem_length: token.stem.chars().count(),
            letters: letters(&token.word),
            stem_letters: letters(&token.stem),
            alphabetic: token.word.chars().all(char::is_alphabetic),
        }
    }
}

/// A word of a text that may be another one.
pub(super) struct Misspelling<'a> {
    word: &'a str,
    pub(super) stem: &'a str,
    letters: u32,
    stem_letters: u32,
}

impl<'a> Misspelling<'a> {
    /// `None` for what is too short or no word.
    pub(super) fn new(word: &'a str, stem: &'a str) -> Option<Self> {
        let may_be_wrong = word.chars().count() + 1 >= LETTERS_FOR_ONE_ERROR
            && word.chars().all(char::is_alphabetic);
        may_be_wrong.then(|| Self {
            word,
            stem,
            letters: letters(word),
            stem_letters: letters(stem),
        })
    }

    /// Whether it may be this word.
    pub(super) fn may_mean(&self, word: &str, stem: &str, shape: &Shape) -> bool {
        let errors = match shape.length {
            LETTERS_FOR_TWO_ERRORS.. => 2,
            LETTERS_FOR_ONE_ERROR.. => 1,
            _ => return false,
        };
        if !shape.alphabetic {
            return false;
        }
        // An error changes at most two letters of the set; this spares most distances.
        let may_be = |letters: u32, other: u32, errors: usize| {
            (letters ^ other).count_ones() as usize <= 2 * errors
        };
        (may_be(self.letters, shape.letters, errors)
            && self.word.len().abs_diff(word.len()) <= errors
            && strsim::osa_distance(self.word, word) <= errors)
            || (shape.stem_length >= LETTERS_FOR_ONE_ERROR
                && may_be(self.stem_letters, shape.stem_letters, 1)
                && strsim::osa_distance(self.stem, stem) <= 1)
    }
}

/// The set of a word's letters, as bits.
fn letters(word: &str) -> u32 {
    word.bytes()
        .filter(u8::is_ascii_lowercase)
        .fold(0, |set, letter| set | 1 << (letter - b'a'))
}
