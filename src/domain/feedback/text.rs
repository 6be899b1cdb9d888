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
            each_word(&text[range.clone()], |word| {
                let place = range.start + word.start..range.start + word.end;
                builder.push(text, place, region, stems);
            });
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
            if gap == " " && prose == last.prose {
                // Nearly every gap, and nothing ends in it.
            } else if prose != last.prose || ends_sentence(&last.word, gap, &text[range.start..]) {
                self.sentence += 1;
                self.clause += 1;
            } else if ends_clause(gap) {
                self.clause += 1;
            }
        }
        let word = lower_case(&text[range.clone()]);
        let stem = stems.normal(&word);
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
    after.contains(['\n', '-', '*', '•', '>', '#'])
        || next
            .chars()
            .next()
            .is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
}

fn ends_clause(gap: &str) -> bool {
    gap.contains([',', ';', ':', '(', ')', '—', '–', '\n']) || gap.contains(" - ")
}

/// The words of a short text, addresses aside, in lower case.
pub(super) fn lower_case_words(text: &str) -> impl Iterator<Item = String> {
    let mut words = Vec::new();
    for (range, _) in regions(text) {
        let part = &text[range];
        each_word(part, |word| words.push(lower_case(&part[word])));
    }
    words.into_iter()
}

fn lower_case(word: &str) -> String {
    if word.is_ascii() {
        word.to_ascii_lowercase()
    } else {
        word.to_lowercase().replace('’', "'")
    }
}

/// Gives the words of a text: those of Unicode's rules, with dotted and underscored names split,
/// and with `c++`, `c#`, `o(n)` and percentages whole.
pub(super) fn each_word(text: &str, mut give: impl FnMut(Range<usize>)) {
    let mut done = 0;
    for (start, word) in text.unicode_word_indices() {
        if start < done {
            continue;
        }
        let mut piece = start..start;
        let mut from = start;
        for part in word.split(|c| is_split_at(word, c)) {
            if !piece.is_empty() {
                give(piece.clone());
            }
            piece = from..from + part.len();
            // The separators are ASCII, a byte each.
            from = piece.end + 1;
        }
        piece.end = with_symbols(text, piece.clone());
        done = piece.end;
        if !piece.is_empty() {
            give(piece);
        }
    }
}

/// Whether a word falls apart here: `node.js` and `snake_case` do, but neither `99.9` nor `e.g`.
fn is_split_at(word: &str, c: char) -> bool {
    match c {
        '_' => true,
        '.' => {
            let is_number = word.starts_with(|c: char| c.is_ascii_digit());
            let is_abbreviation = word.split('.').all(|part| part.chars().nth(1).is_none());
            !is_number && !is_abbreviation
        }
        _ => false,
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
