//! What a text says, as a comparison needs it: its distinct stems and its words in order.

use super::function_words::Role;
use super::vocabulary::{StemId, Vocabulary, Word, WordId};
use crate::domain::feedback::lexicon::{Concept, Kinship, Lexicon};
use crate::domain::feedback::region::regions;
use crate::domain::feedback::text::each_word;

/// No more bytes of a text are read: several times the longest answer that can be given.
const MOST_BYTES: usize = 24_000;
/// No more distinct stems of a text are compared; an answer of 4,000 characters has fewer.
const MOST_TERMS: usize = 400;

/// A distinct stem of a text.
pub(super) struct Term {
    pub(super) stem: StemId,
    /// The first word with this stem.
    pub(super) word: WordId,
    /// The groups of the lexicon to which it belongs, by itself or in a phrase of this text.
    pub(super) concepts: Vec<Concept>,
}

/// A text taken apart.
pub(super) struct Terms {
    /// Its distinct stems with content, in order.
    pub(super) terms: Vec<Term>,
    /// All its words, in order.
    pub(super) words: Vec<WordId>,
    /// Its pairs of neighbouring words, sorted.
    pub(super) pairs: Vec<(WordId, WordId)>,
    /// Whether something in it is denied.
    pub(super) negated: bool,
}

impl Terms {
    pub(super) fn new(text: &str, vocabulary: &mut Vocabulary, lexicon: &Lexicon) -> Self {
        let words = words_of(beginning(text), vocabulary, lexicon);
        Self::of_words(words, |role| role == Role::Content, vocabulary, lexicon)
    }

    /// The same text with every word as a term: for references such as "No, it is not".
    pub(super) fn with_all_words(&self, vocabulary: &Vocabulary, lexicon: &Lexicon) -> Self {
        Self::of_words(self.words.clone(), |_| true, vocabulary, lexicon)
    }

    fn of_words(
        words: Vec<WordId>,
        is_term: impl Fn(Role) -> bool,
        vocabulary: &Vocabulary,
        lexicon: &Lexicon,
    ) -> Self {
        let mut pairs: Vec<_> = words.windows(2).map(|pair| (pair[0], pair[1])).collect();
        pairs.sort_unstable();
        let mut terms = Self {
            terms: Vec::new(),
            pairs,
            negated: words
                .iter()
                .any(|&word| vocabulary.word(word).role == Role::Negation),
            words,
        };
        terms.collect(is_term, vocabulary);
        terms.find_phrases(vocabulary, lexicon);
        terms
    }

    fn collect(&mut self, is_term: impl Fn(Role) -> bool, vocabulary: &Vocabulary) {
        for &id in &self.words {
            let word = vocabulary.word(id);
            if is_term(word.role)
                && self.terms.len() < MOST_TERMS
                && self.position(word.stem).is_none()
            {
                self.terms.push(Term {
                    stem: word.stem,
                    word: id,
                    concepts: Vec::new(),
                });
            }
        }
    }

    /// Gives each term the groups of the phrases in which it stands.
    fn find_phrases(&mut self, vocabulary: &Vocabulary, lexicon: &Lexicon) {
        for first in 0..self.words.len() {
            let stem = vocabulary.stem(self.word(first, vocabulary).stem);
            if !stem.begins_phrases {
                continue;
            }
            for phrase in lexicon.beginning_with(&stem.text) {
                let end = first + 1 + phrase.rest.len();
                let follows = end <= self.words.len()
                    && phrase.rest.iter().zip(first + 1..).all(|(stem, place)| {
                        vocabulary
                            .stem(self.word(place, vocabulary).stem)
                            .text
                            .eq(stem)
                    });
                if follows {
                    for place in first..end {
                        let stem = self.word(place, vocabulary).stem;
                        self.add_concept(stem, phrase.concept);
                    }
                }
            }
        }
    }

    fn add_concept(&mut self, stem: StemId, concept: Concept) {
        if let Some(place) = self.position(stem) {
            let concepts = &mut self.terms[place].concepts;
            if !concepts.contains(&concept) {
                concepts.push(concept);
            }
        }
    }

    fn word<'a>(&self, place: usize, vocabulary: &'a Vocabulary) -> &'a Word {
        vocabulary.word(self.words[place])
    }

    fn position(&self, stem: StemId) -> Option<usize> {
        self.terms.iter().position(|term| term.stem == stem)
    }

    /// Whether a term stands here, by its stem or by another name for the same thing.
    pub(super) fn names(&self, term: &Term, lexicon: &Lexicon) -> bool {
        self.terms.iter().any(|other| {
            other.stem == term.stem || kinship(other, term, lexicon) == Some(Kinship::Same)
        })
    }
}

/// How two terms are related by the lexicon: the closest kinship that they have.
pub(super) fn kinship(left: &Term, right: &Term, lexicon: &Lexicon) -> Option<Kinship> {
    let shared = left.concepts.iter().filter(|c| right.concepts.contains(c));
    shared.map(|&concept| lexicon.kinship(concept)).min()
}

/// The part of a text that is read.
fn beginning(text: &str) -> &str {
    &text[..text.floor_char_boundary(MOST_BYTES)]
}

fn words_of(text: &str, vocabulary: &mut Vocabulary, lexicon: &Lexicon) -> Vec<WordId> {
    let mut words = Vec::with_capacity(text.len() / 5);
    let mut lower = String::new();
    for (range, _) in regions(text) {
        let part = &text[range];
        each_word(part, |range| {
            lower_case_into(&part[range], &mut lower);
            words.push(vocabulary.word_id(&lower, lexicon));
        });
    }
    words
}

fn lower_case_into(word: &str, lower: &mut String) {
    lower.clear();
    if word.is_ascii() {
        lower.push_str(word);
        lower.make_ascii_lowercase();
    } else {
        lower.push_str(&word.to_lowercase().replace('’', "'"));
    }
}
