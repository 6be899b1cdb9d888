//! Which terms of two texts match, and how well: for each term its best match on the other side.

use super::likeness::{likeness, limit};
use super::terms::{Term, Terms, kinship};
use super::vocabulary::{Vocabulary, Word, WordId};
use crate::domain::feedback::lexicon::{Kinship, Lexicon};

/// What a word is worth that can mostly stand for another.
const ALIKE: f64 = 0.85;
/// Up to so many pairs of terms all are compared letter by letter; beyond, only those with the
/// same first letter, which keeps the work for long texts in bounds.
const MOST_PAIRS: usize = 20_000;
/// The shortest word that may be written as two.
const LETTERS_OF_A_COMPOUND: usize = 5;

/// The best match of each term, 0 to 1.
pub(super) struct Matches {
    /// Of the reference's terms.
    pub(super) reference: Vec<f64>,
    /// Of the answer's terms.
    pub(super) answer: Vec<f64>,
}

/// Matches the terms of two texts. An answer's term with `false` in `counts` takes part for the
/// reference's sake alone: its own match is not looked for any further.
pub(super) fn matches(
    reference: &Terms,
    answer: &Terms,
    counts: &[bool],
    vocabulary: &Vocabulary,
    lexicon: &Lexicon,
) -> Matches {
    let mut matches = Matches {
        reference: vec![0.0; reference.terms.len()],
        answer: vec![0.0; answer.terms.len()],
    };
    matches.by_meaning(&reference.terms, &answer.terms, lexicon);
    matches.by_compounds(reference, answer, vocabulary);
    matches.by_letters(&reference.terms, &answer.terms, counts, vocabulary);
    matches
}

impl Matches {
    fn raise(&mut self, reference: usize, answer: usize, value: f64) {
        self.reference[reference] = self.reference[reference].max(value);
        self.answer[answer] = self.answer[answer].max(value);
    }

    /// Equal stems and kin by the lexicon.
    fn by_meaning(&mut self, reference: &[Term], answer: &[Term], lexicon: &Lexicon) {
        for (row, left) in reference.iter().enumerate() {
            for (column, right) in answer.iter().enumerate() {
                if left.stem == right.stem {
                    self.raise(row, column, 1.0);
                } else if !left.concepts.is_empty() && !right.concepts.is_empty() {
                    match kinship(left, right, lexicon) {
                        Some(Kinship::Same) => self.raise(row, column, 1.0),
                        Some(Kinship::Alike) => self.raise(row, column, ALIKE),
                        Some(Kinship::Apart) | None => {}
                    }
                }
            }
        }
    }

    /// Words that one side writes as one and the other as two: "sub class" and "subclass".
    fn by_compounds(&mut self, reference: &Terms, answer: &Terms, vocabulary: &Vocabulary) {
        let whole = Compounds::of(reference, &self.reference, vocabulary);
        whole.each_split(answer, vocabulary, |row, parts| {
            self.reference[row] = 1.0;
            raise_words(&mut self.answer, &answer.terms, parts, vocabulary);
        });
        let whole = Compounds::of(answer, &self.answer, vocabulary);
        whole.each_split(reference, vocabulary, |column, parts| {
            self.answer[column] = 1.0;
            raise_words(&mut self.reference, &reference.terms, parts, vocabulary);
        });
    }

    /// Words that look alike. Exact, and spares the pairs that can raise neither side's match.
    fn by_letters(
        &mut self,
        reference: &[Term],
        answer: &[Term],
        counts: &[bool],
        vocabulary: &Vocabulary,
    ) {
        let all_pairs = reference.len() * answer.len() <= MOST_PAIRS;
        for (row, left) in reference.iter().enumerate() {
            let left_stem = vocabulary.stem(left.stem);
            for (column, right) in answer.iter().enumerate() {
                let own = if counts[column] {
                    self.answer[column]
                } else {
                    1.0
                };
                let lowest = self.reference[row].min(own);
                if lowest >= 1.0 || left.stem == right.stem {
                    continue;
                }
                let right_stem = vocabulary.stem(right.stem);
                let may_be_alike = all_pairs || left_stem.shape.begins_like(&right_stem.shape);
                if !may_be_alike
                    || limit(&left_stem.shape, &right_stem.shape) <= lowest
                    || vocabulary.are_apart(left.stem, right.stem)
                {
                    continue;
                }
                let value = likeness(
                    (&left_stem.text, &left_stem.shape),
                    (&right_stem.text, &right_stem.shape),
                );
                self.raise(row, column, value);
            }
        }
    }
}

/// Raises the terms to which these words belong.
fn raise_words(values: &mut [f64], terms: &[Term], parts: &[WordId], vocabulary: &Vocabulary) {
    for &part in parts {
        let stem = vocabulary.word(part).stem;
        if let Some(place) = terms.iter().position(|term| term.stem == stem) {
            values[place] = 1.0;
        }
    }
}

/// A text's longer words that have no equal on the other side.
struct Compounds<'a> {
    words: Vec<(usize, &'a Word)>,
}

impl<'a> Compounds<'a> {
    fn of(text: &Terms, values: &[f64], vocabulary: &'a Vocabulary) -> Self {
        let terms = text.terms.iter().zip(values).enumerate();
        let unmatched = terms.filter(|(_, (_, value))| **value < 1.0);
        Self {
            words: unmatched
                .map(|(place, (term, _))| (place, vocabulary.word(term.word)))
                .filter(|(_, word)| word.text.len() >= LETTERS_OF_A_COMPOUND)
                .collect(),
        }
    }

    /// Gives each word that stands split in `other`, with its two parts.
    fn each_split(
        &self,
        other: &Terms,
        vocabulary: &Vocabulary,
        mut give: impl FnMut(usize, &[WordId]),
    ) {
        if self.words.is_empty() {
            return;
        }
        for pair in other.words.windows(2) {
            let (left, right) = (vocabulary.word(pair[0]), vocabulary.word(pair[1]));
            for (place, whole) in &self.words {
                if is_joined(&left.text, &right.text, &whole.text) {
                    give(*place, pair);
                }
            }
        }
    }
}

/// Whether two words written as one give `whole`, or its plural; single letters are no part.
fn is_joined(left: &str, right: &str, whole: &str) -> bool {
    let length = left.len() + right.len();
    (whole.len() == length || whole.len() == length + 1 && whole.ends_with('s'))
        && left.len() > 1
        && right.len() > 1
        && whole.starts_with(left)
        && whole[left.len()..].starts_with(right)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compounds_are_seen_with_their_plural() {
        assert!(is_joined("sub", "class", "subclass"));
        assert!(is_joined("work", "flow", "workflows"));
        assert!(!is_joined("a", "rise", "arise"));
        assert!(!is_joined("work", "flow", "workflowing"));
        assert!(is_joined("été", "là", "étélà"));
    }
}
