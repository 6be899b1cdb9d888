//! Caps on the score of what is no answer: the question said again, the reference's words without
//! their order, "I don't know", another language.
//!
//! Each guard is cautious: a real answer that looks odd must keep its score, so that a guard acts
//! on clear cases only, and caps rather than zeroes.

use super::function_words::Role;
use super::matching::Matches;
use super::terms::Terms;
use super::vocabulary::{Vocabulary, WordId};
use crate::domain::feedback::tongue::{Sample, is_foreign_script};

/// Caps, as scores.
const IGNORANCE: f64 = 0.1;
const FOREIGN: f64 = 0.25;
const ECHO: f64 = 0.25;
const DISORDER: f64 = 0.4;
const FRAGMENT: f64 = 0.5;
const TERMS_ONLY: f64 = 0.5;

/// A reference with this many terms asks for a sentence.
const TERMS_OF_A_SENTENCE: usize = 10;
/// An answer with no more than so many terms is a fragment of one.
const TERMS_OF_A_FRAGMENT: usize = 2;
/// An echo has at least this share of its pairs of words from the question, in hundredths.
const ECHOED_PAIRS: usize = 60;
/// A term this much like one of the reference's is an answer's own.
const ANSWERING: f64 = 0.6;
/// Texts with fewer words than this have no order to speak of.
const WORDS_WITH_ORDER: usize = 8;
/// Disorder has so many of the reference's words, in hundredths, ...
const BORROWED_WORDS: usize = 80;
/// ... and so few of its pairs of words ...
const BORROWED_PAIRS: usize = 20;
/// ... and goes back in it from term to term this often, where chance would in half of the steps.
const STEPS_BACK: usize = 35;
/// Fewer steps than this tell nothing.
const STEPS: usize = 4;
/// The reference must not be longer than this many times the answer: any word stands in it then.
const TIMES_AS_LONG: usize = 4;
/// Pairs of words that no sentence has, such as "the is": so many in a hundred are disorder.
const IMPOSSIBLE_PAIRS: usize = 8;
/// A list of terms has so many words at least and so few function words in a hundred.
const WORDS_OF_A_LIST: usize = 10;
const FUNCTION_WORDS_OF_A_LIST: usize = 8;
/// English prose has far more function words in a hundred than this.
const FUNCTION_WORDS_OF_ENGLISH: usize = 25;
/// Who says "I don't know" and then so many terms of the reference, or half of them, has given an
/// answer.
const TERMS_OF_A_GUESS: usize = 3;
/// With more words than this, "I'm not sure" is a remark.
const WORDS_OF_IGNORANCE: usize = 25;

/// Ways of saying that one has no answer.
const IGNORANCES: [&[&str]; 16] = [
    &["don't", "know"],
    &["dont", "know"],
    &["do", "not", "know"],
    &["don't", "remember"],
    &["do", "not", "remember"],
    &["can't", "remember"],
    &["don't", "recall"],
    &["no", "idea"],
    &["no", "clue"],
    &["no", "answer"],
    &["not", "sure"],
    &["never", "heard"],
    &["not", "familiar"],
    &["idk"],
    &["dunno"],
    &["forgot"],
];

/// What whoever writes answers down puts where none was given; an answer is left out where it says
/// this and nothing else.
const PLACEHOLDERS: [&[&str]; 13] = [
    &["not", "answered"],
    &["unanswered"],
    &["no", "response"],
    &["no", "reply"],
    &["nothing"],
    &["none"],
    &["blank"],
    &["left", "blank"],
    &["n", "a"],
    &["na"],
    &["skip"],
    &["skipped"],
    &["pass"],
];

/// An answer beside what it is compared with.
pub(super) struct Compared<'a> {
    pub(super) question: &'a Terms,
    pub(super) reference: &'a Terms,
    pub(super) answer: &'a Terms,
    /// For each of the answer's terms whether it goes beyond the question.
    pub(super) own: &'a [bool],
    pub(super) matches: &'a Matches,
    pub(super) vocabulary: &'a Vocabulary,
}

impl Compared<'_> {
    /// The highest score that this answer may have: the lowest cap that applies.
    pub(super) fn cap(&self) -> f64 {
        let caps = [
            (IGNORANCE, self.is_ignorance() || self.is_left_out()),
            (FOREIGN, self.is_foreign()),
            (ECHO, self.is_echo()),
            (DISORDER, self.is_disorder()),
            (FRAGMENT, self.is_fragment()),
            (TERMS_ONLY, self.is_terms_only()),
        ];
        let applying = caps.iter().filter(|(_, applies)| *applies);
        applying.map(|&(cap, _)| cap).fold(1.0, f64::min)
    }

    fn text(&self, word: WordId) -> &str {
        &self.vocabulary.word(word).text
    }

    fn role(&self, word: WordId) -> Role {
        self.vocabulary.word(word).role
    }

    /// How many of the answer's own terms the reference has too.
    fn answering_terms(&self) -> usize {
        let own = self.matches.answer.iter().zip(self.own);
        own.filter(|(best, own)| **own && **best >= ANSWERING)
            .count()
    }

    fn is_ignorance(&self) -> bool {
        let words = &self.answer.words;
        words.len() <= WORDS_OF_IGNORANCE
            && words.iter().any(|&word| self.may_be_ignorance(word))
            && self.says_one_of(&IGNORANCES)
            && self.answering_terms() < TERMS_OF_A_GUESS
            && !self.says_half()
    }

    /// Where the reference says "none" as well, it is an answer.
    fn is_left_out(&self) -> bool {
        let words = &self.answer.words;
        let texts = || words.iter().map(|&word| self.text(word));
        let is_placeholder = PLACEHOLDERS
            .iter()
            .any(|one| texts().eq(one.iter().copied()));
        is_placeholder && !words.iter().all(|word| self.reference.words.contains(word))
    }

    /// Whether the answer has at least half of the reference's terms.
    fn says_half(&self) -> bool {
        let values = &self.matches.reference;
        let said = values.iter().filter(|value| **value >= ANSWERING).count();
        said * 2 >= values.len()
    }

    /// Each way of saying so has a denial, or is a single word.
    fn may_be_ignorance(&self, word: WordId) -> bool {
        self.role(word) == Role::Negation || matches!(self.text(word), "idk" | "dunno" | "forgot")
    }

    fn says_one_of(&self, phrases: &[&[&str]]) -> bool {
        let says = |phrase: &[&str]| {
            let mut windows = self.answer.words.windows(phrase.len());
            windows.any(|window| {
                let texts = window.iter().map(|&word| self.text(word));
                texts.eq(phrase.iter().copied())
            })
        };
        phrases.iter().any(|phrase| says(phrase))
    }

    fn is_foreign(&self) -> bool {
        let answer = &self.answer.words;
        if self.function_words(answer) * 100 >= answer.len() * FUNCTION_WORDS_OF_ENGLISH {
            return false;
        }
        let asked = [&self.question.words[..], &self.reference.words].concat();
        self.sample(answer).is_other_than(&self.sample(&asked))
    }

    fn sample(&self, words: &[WordId]) -> Sample {
        let texts = words.iter().map(|&word| self.text(word));
        let foreign = is_foreign_script(texts.clone().flat_map(str::chars));
        Sample::new(texts, words.len(), foreign)
    }

    fn function_words(&self, words: &[WordId]) -> usize {
        let roles = words.iter().map(|&word| self.role(word));
        roles.filter(|role| *role != Role::Content).count()
    }

    fn is_echo(&self) -> bool {
        let pairs = &self.answer.pairs;
        pairs.len() >= 3
            && self.question.words.len() >= 4
            && shared(pairs, &self.question.pairs) * 100 >= pairs.len() * ECHOED_PAIRS
            && self.answering_terms() == 0
            && !self.is_within(self.reference, self.question)
    }

    /// Whether all terms of one text stand in the other.
    fn is_within(&self, text: &Terms, other: &Terms) -> bool {
        let stands = |stem| other.terms.iter().any(|term| term.stem == stem);
        text.terms.iter().all(|term| stands(term.stem))
    }

    fn is_fragment(&self) -> bool {
        self.reference.terms.len() >= TERMS_OF_A_SENTENCE
            && self.answer.terms.len() <= TERMS_OF_A_FRAGMENT
    }

    fn is_disorder(&self) -> bool {
        let words = &self.answer.words;
        words.len() >= WORDS_WITH_ORDER && (self.is_shuffled() || self.is_impossible())
    }

    /// The reference's words in another order.
    fn is_shuffled(&self) -> bool {
        let (words, pairs) = (&self.answer.words, &self.answer.pairs);
        let reference = self.reference;
        if reference.words.len() > words.len() * TIMES_AS_LONG
            || shared(pairs, &reference.pairs) * 100 > pairs.len() * BORROWED_PAIRS
        {
            return false;
        }
        let mut known = reference.words.clone();
        known.sort_unstable();
        let borrowed = words
            .iter()
            .filter(|word| known.binary_search(word).is_ok());
        borrowed.count() * 100 >= words.len() * BORROWED_WORDS && self.goes_back_and_forth()
    }

    /// Whether the reference's terms come without regard to their order there. Who leaves words
    /// out, or puts one clause before another, mostly keeps it.
    fn goes_back_and_forth(&self) -> bool {
        let stem = |word: WordId| self.vocabulary.word(word).stem;
        let content = self
            .answer
            .words
            .iter()
            .filter(|word| self.role(**word) == Role::Content);
        let places: Vec<usize> = content
            .filter_map(|&word| {
                let mut terms = self.reference.terms.iter();
                terms.position(|term| term.stem == stem(word))
            })
            .collect();
        let steps = places.len().saturating_sub(1);
        let back = places.windows(2).filter(|pair| pair[1] <= pair[0]).count();
        steps >= STEPS && back * 100 >= steps * STEPS_BACK
    }

    /// Function words where no sentence has them.
    fn is_impossible(&self) -> bool {
        let pairs = &self.answer.pairs;
        let impossible = pairs.iter().filter(|(first, second)| {
            matches!(
                (self.role(*first), self.role(*second)),
                (
                    Role::Article,
                    Role::Article | Role::Verb | Role::Link | Role::Of
                ) | (Role::Of, Role::Verb | Role::Link | Role::Of)
                    | (Role::Link, Role::Link)
            )
        });
        let impossible = impossible.count();
        impossible >= 2 && impossible * 100 >= pairs.len() * IMPOSSIBLE_PAIRS
    }

    /// Terms one after the other, where the reference has sentences.
    fn is_terms_only(&self) -> bool {
        let is_list = |words: &[WordId]| {
            self.function_words(words) * 100 < words.len() * FUNCTION_WORDS_OF_A_LIST
        };
        let words = &self.answer.words;
        words.len() >= WORDS_OF_A_LIST && is_list(words) && !is_list(&self.reference.words)
    }
}

/// How many of these pairs stand among the others, which are sorted.
fn shared(pairs: &[(WordId, WordId)], sorted: &[(WordId, WordId)]) -> usize {
    let stands = |pair: &&(WordId, WordId)| sorted.binary_search(pair).is_ok();
    pairs.iter().filter(stands).count()
}
