//! The words of a bank and where they stand.

use std::collections::HashMap;

use super::Field;

/// How well a word fits what was typed.
const WHOLE: u32 = 6;
const BEGINNING: u32 = 4;
const MISTYPED: u32 = 2;

/// The shortest word in which an error is forgiven.
const LETTERS_FOR_ONE_ERROR: usize = 4;
/// The shortest word in which two are.
const LETTERS_FOR_TWO_ERRORS: usize = 8;
/// The shortest beginning that counts in the middle of a query.
const LETTERS_OF_A_BEGINNING: usize = 3;

/// Every word with its questions, by word.
pub(super) struct Words {
    words: Vec<Word>,
}

struct Word {
    text: Box<str>,
    /// Its letters as bits, to spare most comparisons.
    letters: u32,
    /// (place of the question, the most telling field).
    places: Vec<(u32, Field)>,
}

impl Words {
    pub(super) fn new(fields: HashMap<(String, u32), Field>) -> Self {
        let mut places: HashMap<String, Vec<(u32, Field)>> = HashMap::new();
        for ((word, place), field) in fields {
            places.entry(word).or_default().push((place, field));
        }
        let mut words: Vec<_> = places
            .into_iter()
            .map(|(text, mut places)| {
                places.sort_unstable_by_key(|&(place, _)| place);
                places.shrink_to_fit();
                Word {
                    letters: letters(&text),
                    text: text.into(),
                    places,
                }
            })
            .collect();
        words.sort_unstable_by(|a, b| a.text.cmp(&b.text));
        Self { words }
    }

    /// Raises each question's score to what this typed word is worth there, and says whether it is
    /// in any. `may_go_on`: the word is the last one and may be unfinished.
    pub(super) fn score(
        &self,
        typed: &str,
        may_go_on: bool,
        least: Field,
        scores: &mut [u32],
    ) -> bool {
        let start = self.words.partition_point(|word| &*word.text < typed);
        let beginnings = self.words[start..]
            .iter()
            .take_while(|word| word.text.starts_with(typed));
        let mut found = false;
        for word in beginnings {
            let fit = if &*word.text == typed {
                WHOLE
            } else if may_go_on || typed.chars().count() >= LETTERS_OF_A_BEGINNING {
                BEGINNING
            } else {
                break;
            };
            found |= word.raise(fit, least, scores);
        }
        found
    }

    /// The same for a word that is nowhere as it was typed.
    pub(super) fn score_mistyped(
        &self,
        typed: &str,
        may_go_on: bool,
        least: Field,
        scores: &mut [u32],
    ) {
        let length = typed.chars().count();
        let errors = match length {
            LETTERS_FOR_TWO_ERRORS.. => 2,
            LETTERS_FOR_ONE_ERROR.. => 1,
            _ => return,
        };
        let typed_letters = letters(typed);
        for word in &self.words {
            // Letters that were typed and that the word lacks: each error adds at most one.
            if (typed_letters & !word.letters).count_ones() as usize > errors {
                continue;
            }
            let is_whole = word.text.len().abs_diff(typed.len()) <= errors
                && strsim::osa_distance(typed, &word.text) <= errors;
            if is_whole || (may_go_on && begins_like(&word.text, typed, length, errors)) {
                word.raise(MISTYPED, least, scores);
            }
        }
    }
}

impl Word {
    /// Whether any question has it in a field that counts.
    fn raise(&self, fit: u32, least: Field, scores: &mut [u32]) -> bool {
        let mut raised = false;
        for &(place, field) in self.places.iter().filter(|(_, field)| *field >= least) {
            let score = &mut scores[place as usize];
            *score = (*score).max(fit * field.weight());
            raised = true;
        }
        raised
    }
}

/// Whether the word's beginning of the typed length is what was typed, but for errors.
fn begins_like(word: &str, typed: &str, length: usize, errors: usize) -> bool {
    word.char_indices()
        .nth(length)
        .is_some_and(|(end, _)| strsim::osa_distance(typed, &word[..end]) <= errors)
}

fn letters(word: &str) -> u32 {
    word.bytes()
        .filter(u8::is_ascii_lowercase)
        .fold(0, |set, letter| set | 1 << (letter - b'a'))
}
