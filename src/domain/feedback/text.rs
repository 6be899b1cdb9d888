//! A text as words, clauses and sentences, each with its place in the original.
//!
//! Invariants: token ranges are bytes into the given text, rising, and never split a character;
//! making a [`Text`] takes time linear in its length and never panics, whatever it holds.

use std::ops::Range;
use std::sync::Arc;

use unicode_segmentation::UnicodeSegmentation;

use super::region::{Region, regions};
use super::stem::{Stems, is_stop_word};

/// One word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// In lower case, with straight apostrophes.
    pub word: String,
    /// What its forms have in common.
    pub stem: Arc<str>,
    /// Its sentence, from 0.
    pub sentence: u32,
    /// Its clause, from 0; clauses never cross sentences.
    pub clause: u32,
    /// How many words with content stand before it.
    pub rank: u32,
    /// Whether it is prose; `false` inside a code block.
    pub prose: bool,
}

/// A text taken apart.
#[derive(Debug, Clone, Default)]
pub struct Text {
    tokens: Vec<Token>,
}

impl Text {
    /// Takes a text apart.
    pub fn new(text: &str, stems: &mut Stems) -> Self {
        let mut builder = Builder::default();
        for (range, region) in regions(text) {
            for word in words(&text[range.clone()]) {
                let place = range.start + word.start..range.start + word.end;
                builder.push(text, place, region, stems);
            }
        }
        Self {
            tokens: builder.tokens,
        }
    }

    /// Its words, in order.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The words outside of code blocks.
    pub fn prose(&self) -> impl Iterator<Item = &Token> {
        self.tokens.iter().filter(|token| token.prose)
    }
}

#[derive(Default)]
struct Builder {
    tokens: Vec<Token>,
    sentence: u32,
    clause: u32,
    rank: u32,
}

impl Builder {
    fn push(&mut self, text: &str, range: Range<usize>, region: Region, stems: &mut Stems) {
        let prose = region == Region::Prose;
        if let Some(last) = self.tokens.last() {
            let gap = &text[last.range.end..range.start];
            if prose != last.prose || ends_sentence(&last.word, gap, &text[range.start..]) {
                self.sentence += 1;
                self.clause += 1;
            } else if ends_clause(gap) {
                self.clause += 1;
            }
        }
        let word = text[range.clone()].to_lowercase().replace('’', "'");
        let stem = stems.stem(&word);
        let rank = self.rank;
        if !is_stop_word(&word) {
            self.rank += 1;
        }
        self.tokens.push(Token {
            range,
            word,
            stem,
            sentence: self.sentence,
            clause: self.clause,
            rank,
            prose,
        });
    }
}

/// Whether a sentence ends in the gap after `word`; `next` begins with the following word.
fn ends_sentence(word: &str, gap: &str, next: &str) -> bool {
    let stop = gap.find(['.', '!', '?', '…', '。', '！', '？']);
    if stop.is_some() {
        let abbreviation = gap.starts_with('.') && matches!(word, "e.g" | "i.e" | "vs" | "approx");
        let inside_a_name = gap == "." || gap == "!" || gap == "?";
        if !abbreviation && !inside_a_name {
            return true;
        }
    }
    let Some(line_break) = gap.find('\n') else {
        return false;
    };
    let after = &gap[line_break + 1..];
    let begins_anew = after.contains(['\n', '-', '*', '•', '>', '#'])
        || next
            .chars()
            .next()
            .is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    begins_anew
}

fn ends_clause(gap: &str) -> bool {
    gap.contains([',', ';', ':', '(', ')', '—', '–', '\n']) || gap.contains(" - ")
}

/// The words of a text: those of Unicode's rules, with dotted and underscored names split, and
/// with `c++`, `c#`, `o(n)` and percentages whole.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut done = 0;
    text.unicode_word_indices().flat_map(move |(start, word)| {
        let mut pieces = Vec::with_capacity(1);
        if start < done {
            return pieces;
        }
        let mut piece_start = start;
        for piece in pieces_of(word) {
            pieces.push(piece_start..piece_start + piece.len());
            piece_start += piece.len() + 1;
        }
        if let Some(last) = pieces.last_mut() {
            last.end = with_symbols(text, last.clone());
            done = last.end;
        }
        pieces.retain(|piece| !piece.is_empty());
        pieces
    })
}

/// Splits `node.js` and `snake_case`, but neither `99.9` nor `e.g`.
fn pieces_of(word: &str) -> Vec<&str> {
    let is_number = word.starts_with(|c: char| c.is_ascii_digit());
    let is_abbreviation = word.split('.').all(|part| part.chars().nth(1).is_none());
    if word.is_ascii()
        && (word.contains('_') || (word.contains('.') && !is_number && !is_abbreviation))
    {
        word.split(['.', '_']).collect()
    } else {
        vec![word]
    }
}

/// The end of a word together with the symbols that belong to it.
fn with_symbols(text: &str, word: Range<usize>) -> usize {
    let rest = &text[word.end..];
    let letters = &text[word.clone()];
    if letters.len() == 1 && letters.starts_with(|c: char| c.is_ascii_alphabetic()) {
        if rest.starts_with("++") {
            return word.end + 2;
        }
        if rest.starts_with('#') {
            return word.end + 1;
        }
        if letters.eq_ignore_ascii_case("o") && rest.starts_with('(') {
            let inside = rest
                .bytes()
                .take(16)
                .position(|b| !(b.is_ascii_alphanumeric() || b"( ^*".contains(&b)));
            if let Some(end) = inside.filter(|&end| rest.as_bytes()[end] == b')') {
                return word.end + end + 1;
            }
        }
    }
    if letters.ends_with(|c: char| c.is_ascii_digit()) && rest.starts_with('%') {
        return word.end + 1;
    }
    word.end
}

#[cfg(test)]
#[path = "text_tests.rs"]
mod tests;
