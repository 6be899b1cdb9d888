//! How much of a reference an answer says: a number for ordering, never shown to a person.
//!
//! The rules: each stem of the reference takes its best match in the answer (recall; stems that
//! the question says already weigh little), and each stem of the answer its best match in the
//! reference (precision). Mostly recall counts, and a little whether the answer names what was
//! asked for. Guards then cap the scores of what is no answer:
//! see [`caps`].
//!
//! The constants were measured on short answers that people had graded, by others than this
//! code's tests. Invariants: the same texts and lexicon give the same score on every machine and
//! whatever was scored before; it is never NaN. What is kept between calls only spares work.

mod caps;
mod function_words;
mod likeness;
mod matching;
mod terms;
mod vocabulary;

use std::collections::HashMap;
use std::sync::Arc;

use caps::Compared;
pub(super) use function_words::{Role, role};
use matching::{Matches, matches};
use terms::Terms;
use vocabulary::Vocabulary;

use super::lexicon::Lexicon;

/// The weight of a reference's stem that stands in the question.
const ASKED_WEIGHT: f64 = 0.25;
/// How much of the score is recall; the rest is precision.
const RECALL_SHARE: f64 = 0.8;
/// What is left where one side denies something and the other nothing.
const DENIAL: f64 = 0.95;
/// What an answer lacks to the full score grows by this share of its score where it names nothing
/// that was asked for: answers to another question mostly don't.
const UNASKED: f64 = 0.2;
/// More words than this are not kept between calls.
const MOST_WORDS_KEPT: usize = 100_000;
/// More questions and references than this are not kept between calls.
const MOST_TEXTS_KEPT: usize = 512;
/// Longer questions and references, in bytes, are not kept between calls.
const LONGEST_TEXT_KEPT: usize = 4_096;

/// Scores answers by their likeness to references.
///
/// It remembers words, questions and references that it met, within bounds: use one for many
/// answers, and one per thread.
pub struct Scorer {
    lexicon: Arc<Lexicon>,
    vocabulary: Vocabulary,
    known: HashMap<Box<str>, Arc<Terms>>,
}

impl Scorer {
    /// A scorer with a field's lexicon; an empty lexicon will do.
    pub fn new(lexicon: Arc<Lexicon>) -> Self {
        Self {
            vocabulary: Vocabulary::new(&lexicon),
            known: HashMap::new(),
            lexicon,
        }
    }

    /// The likeness of an answer to the reference that is most like it, 0 to 1; 0 without a
    /// reference or without words.
    ///
    /// Takes time linear in the lengths of the texts, and of long ones (24,000 bytes) reads the
    /// beginning only.
    pub fn score(&mut self, question: &str, references: &[&str], answer: &str) -> f64 {
        if self.vocabulary.len() > MOST_WORDS_KEPT {
            self.known.clear();
            self.vocabulary = Vocabulary::new(&self.lexicon);
        }
        let question = self.terms(question);
        let answer = Terms::new(answer, &mut self.vocabulary, &self.lexicon);
        let mut best: f64 = 0.0;
        for reference in references {
            let reference = self.terms(reference);
            let score = if reference.terms.is_empty() {
                let all = |terms: &Terms| terms.with_all_words(&self.vocabulary, &self.lexicon);
                self.against(&question, &all(&reference), &all(&answer))
            } else {
                self.against(&question, &reference, &answer)
            };
            best = best.max(score);
        }
        best
    }

    fn against(&self, question: &Terms, reference: &Terms, answer: &Terms) -> f64 {
        let is_own = |term| !question.names(term, &self.lexicon);
        let own: Vec<bool> = answer.terms.iter().map(is_own).collect();
        let matches = matches(reference, answer, &own, &self.vocabulary, &self.lexicon);
        let recall = self.recall(question, reference, &matches);
        // An answer in the question's words alone has nothing that could be beside the point.
        let precision = precision(&matches, &own).unwrap_or(recall);
        let mut score = RECALL_SHARE * recall + (1.0 - RECALL_SHARE) * precision;
        if reference.negated != answer.negated {
            score *= DENIAL;
        }
        let compared = Compared {
            question,
            reference,
            answer,
            own: &own,
            matches: &matches,
            vocabulary: &self.vocabulary,
        };
        let score = score.sqrt();
        let unnamed = 1.0 - self.named(question, answer);
        let score = score * (1.0 - UNASKED * unnamed * (1.0 - score));
        score.min(compared.cap())
    }

    /// How much of what the question asks for the answer names, 0 to 1.
    fn named(&self, question: &Terms, answer: &Terms) -> f64 {
        let (mut named, mut all) = (0.0, 0.0);
        for term in &question.terms {
            all += 1.0;
            if answer.names(term, &self.lexicon) {
                named += 1.0;
            }
        }
        if all > 0.0 { named / all } else { 1.0 }
    }

    /// How much of the reference the answer says.
    fn recall(&self, question: &Terms, reference: &Terms, matches: &Matches) -> f64 {
        let (mut said, mut all) = (0.0, 0.0);
        for (term, best) in reference.terms.iter().zip(&matches.reference) {
            let weight = if question.names(term, &self.lexicon) {
                ASKED_WEIGHT
            } else {
                1.0
            };
            said += weight * best;
            all += weight;
        }
        if all > 0.0 { said / all } else { 0.0 }
    }

    /// A question or reference taken apart; those met before are remembered.
    fn terms(&mut self, text: &str) -> Arc<Terms> {
        if let Some(terms) = self.known.get(text) {
            return Arc::clone(terms);
        }
        let terms = Arc::new(Terms::new(text, &mut self.vocabulary, &self.lexicon));
        if text.len() <= LONGEST_TEXT_KEPT {
            if self.known.len() >= MOST_TEXTS_KEPT {
                self.known.clear();
            }
            self.known.insert(text.into(), Arc::clone(&terms));
        }
        terms
    }
}

/// How much of what the answer says beyond the question the reference says too; `None` where it
/// says nothing beyond.
fn precision(matches: &Matches, own: &[bool]) -> Option<f64> {
    let (mut said, mut all) = (0.0, 0.0);
    for (best, _) in matches.answer.iter().zip(own).filter(|(_, own)| **own) {
        said += best;
        all += 1.0;
    }
    (all > 0.0).then(|| said / all)
}

#[cfg(test)]
mod tests;
