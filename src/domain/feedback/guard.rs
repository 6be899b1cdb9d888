//! Reasons to read the other observations with care.
//!
//! Each acts on clear cases only: a real answer that looks odd must not be accused of anything.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use super::copied::Reference;
use super::disorder::is_disordered;
use super::evidence::Evidence;
use super::phrase::Phrases;
use super::similarity::{Role, role};
use super::text::{Text, Token};
use super::tongue::{Sample, is_foreign_script};

/// A reason to read the other observations with care.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Guard {
    /// There is nothing but white space.
    Empty,
    /// There are no words: only emoji, punctuation or addresses.
    NoWords,
    /// It is too short to be held against the key points.
    TooShort,
    /// It is little more than the question's own words.
    Echo,
    /// It is in another language than the question.
    OtherLanguage,
    /// It says that there is no answer yet.
    NotKnowing,
    /// It is terms one after the other, without sentences.
    TermsOnly,
    /// Long runs of its words stand in the question's reference material.
    Copied,
}

impl Guard {
    /// Every guard.
    pub const ALL: [Self; 8] = [
        Self::Empty,
        Self::NoWords,
        Self::TooShort,
        Self::Echo,
        Self::OtherLanguage,
        Self::NotKnowing,
        Self::TermsOnly,
        Self::Copied,
    ];

    /// Its name in stored reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NoWords => "no-words",
            Self::TooShort => "too-short",
            Self::Echo => "echo",
            Self::OtherLanguage => "other-language",
            Self::NotKnowing => "not-knowing",
            Self::TermsOnly => "terms-only",
            Self::Copied => "copied",
        }
    }

    /// The guard of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|guard| guard.name() == name)
    }
}

/// A guard with the words that it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuardSeen {
    /// Which one.
    pub guard: Guard,
    /// The words; `None` where the answer as a whole gives the reason.
    pub evidence: Option<Evidence>,
}

/// Fewer words than this say too little to be held against key points: ten seconds of speech.
const FEW_WORDS: usize = 25;
/// An echo has at least this share of its pairs of words from the question, in hundredths.
const ECHOED_PAIRS: usize = 60;
/// An echo adds fewer words than this to the question's own.
const WORDS_OF_ONES_OWN: usize = 12;
/// Who says only words of the question has said this share of them, in hundredths.
const REPEATED_SHARE: usize = 50;
/// With more words than this, "I'm not sure" is a remark.
const WORDS_OF_NOT_KNOWING: usize = 60;
/// Who says more words with content than this besides not knowing has answered.
const WORDS_BESIDES: usize = 7;
/// A whole answer is quoted by its first words.
const QUOTED_WORDS: usize = 12;

static NOT_KNOWING: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(&[(
        (),
        "don't/dont/didn't/not ADV know/remember/recall/understand|no ANY? idea/clue/answer/experience/knowledge|not/isn't ADV ANY? sure/familiar/certain|unsure|\
         unfamiliar|have a/any clue/idea|\
         don't/dont/not ADV think/believe/suppose i ADV know/remember/understand/recall/can/could/have|\
         can't/cannot/cant/couldn't/not ADV answer/say/tell/remember/recall/think|can not answer|unable to answer|\
         never ADV ANY? heard/used/worked/done/had/seen/dealt/touched/come/learned/tried/did|\
         haven't/havent/hadn't ADV done/used/worked/learned/studied/had/dealt/come/heard/seen/got/touched|have not ADV done/used/worked/learned/had/dealt/heard/seen|\
         don't/dont/not have an/any/much/the/enough? experience/knowledge/answer/idea/clue/answer|\
         idk|dunno|stumped|forgot|forgotten|beats me|a blank|gone/went/is/going/goes blank|of my depth|over/above my head|beyond me|not my area/field/topic/thing|clueless|stumped|\
         nothing comes/came|i give/gave up|pass|pass on this|skip this/it|something else|next question|have to look/google/read/guess|no comment|i'm lost|\
         not something i|isn't something i|no experience|new to me|still learning|need to study/learn/read",
    )])
});

/// Words that come with not knowing and say nothing of the matter.
const BESIDE_NOT_KNOWING: &[&str] = &[
    "actually",
    "ah",
    "answer",
    "anything",
    "area",
    "ask",
    "bit",
    "blank",
    "concept",
    "enough",
    "even",
    "ever",
    "exactly",
    "experience",
    "frankly",
    "good",
    "guess",
    "hard",
    "heard",
    "hmm",
    "honest",
    "honestly",
    "know",
    "learn",
    "learning",
    "like",
    "look",
    "lot",
    "lot",
    "maybe",
    "moment",
    "much",
    "need",
    "one",
    "ok",
    "part",
    "probably",
    "question",
    "read",
    "really",
    "right",
    "say",
    "sorry",
    "stuff",
    "sure",
    "subject",
    "tbh",
    "thing",
    "think",
    "topic",
    "tough",
    "try",
    "uh",
    "um",
    "understand",
    "unfortunately",
    "well",
    "work",
    "worked",
    "yet",
    "job",
    "role",
    "project",
    "practice",
    "today",
    "detail",
    "details",
    "come",
    "mind",
    "head",
    "first",
    "time",
    "please",
    "afraid",
    "wish",
    "could",
    "would",
    "get",
    "got",
    "back",
    "later",
    "pass",
    "skip",
    "used",
    "done",
    "now",
    "way",
    "something",
    "here",
    "anyone",
    "someone",
    "google",
];

/// Words that come with a question that is said again and say nothing of the matter.
const BESIDE_A_QUESTION: [&str; 24] = [
    "answer",
    "ask",
    "asked",
    "asking",
    "asks",
    "begin",
    "good",
    "interesting",
    "let",
    "mean",
    "okay",
    "question",
    "question's",
    "repeat",
    "right",
    "said",
    "say",
    "start",
    "sure",
    "talk",
    "tell",
    "think",
    "want",
    "well",
];

/// What of a question its answers are guarded by.
pub(super) struct Asked {
    pairs: HashSet<(Arc<str>, Arc<str>)>,
    stems: HashSet<Arc<str>>,
    /// Those of the words with content.
    content: HashSet<Arc<str>>,
    sample: Sample,
    reference: Reference,
}

impl Asked {
    /// A question by its title and text, `asked`, and its reference material.
    pub(super) fn new(text: &str, asked: &Text, reference: Reference) -> Self {
        let tokens = asked.tokens();
        let pairs = tokens.windows(2);
        Self {
            pairs: pairs
                .map(|pair| (Arc::clone(&pair[0].stem), Arc::clone(&pair[1].stem)))
                .collect(),
            stems: tokens.iter().map(|token| Arc::clone(&token.stem)).collect(),
            content: tokens
                .iter()
                .filter(|token| role(&token.word) == Role::Content)
                .map(|token| Arc::clone(&token.stem))
                .collect(),
            sample: sample(text, asked),
            reference,
        }
    }

    /// What is unusual about an answer; `answers` says whether it covers a key point.
    pub(super) fn guards(&self, text: &str, answer: &Text, answers: bool) -> Vec<GuardSeen> {
        let whole = |guard| GuardSeen {
            guard,
            evidence: None,
        };
        if text.trim().is_empty() {
            return vec![whole(Guard::Empty)];
        }
        if answer.tokens().is_empty() {
            return vec![whole(Guard::NoWords)];
        }
        let tokens = answer.tokens();
        let mut found = Vec::new();
        let reason = self
            .reason(answer, answers)
            .map(|(guard, range)| GuardSeen {
                guard,
                evidence: Some(Evidence::of(text, &tokens[range])),
            });
        found.extend(reason);
        if found.is_empty() && answer.prose().count() < FEW_WORDS {
            found.push(whole(Guard::TooShort));
        }
        if sample(text, answer).is_other_than(&self.sample) {
            found.retain(|seen| seen.guard == Guard::TooShort);
            found.push(whole(Guard::OtherLanguage));
        }
        found
    }

    fn reason(&self, answer: &Text, answers: bool) -> Option<(Guard, Range<usize>)> {
        let tokens = answer.tokens();
        let echo = || Some((Guard::Echo, self.echo(tokens)?));
        let not_knowing = || Some((Guard::NotKnowing, self.not_knowing(tokens)?));
        let copied = || Some((Guard::Copied, self.reference.copied(tokens)?));
        let terms_only = || {
            (is_disordered(answer) || self.reference.is_shuffled_in(tokens))
                .then(|| (Guard::TermsOnly, 0..tokens.len().min(QUOTED_WORDS)))
        };
        let repeated = || Some((Guard::Echo, self.repeated(tokens)?));
        echo()
            .or_else(|| if answers { None } else { not_knowing() })
            .or_else(repeated)
            .or_else(copied)
            .or_else(terms_only)
    }

    /// The stretch of words that the question has, too.
    fn echo(&self, tokens: &[Token]) -> Option<Range<usize>> {
        let is_asked = |pair: &[Token]| {
            self.pairs
                .contains(&(Arc::clone(&pair[0].stem), Arc::clone(&pair[1].stem)))
        };
        let pairs = tokens.len().saturating_sub(1);
        let mut echoed = tokens
            .windows(2)
            .enumerate()
            .filter(|(_, pair)| is_asked(pair));
        let (first, _) = echoed.next()?;
        let (many, last) = echoed.fold((1, first), |(many, _), (place, _)| (many + 1, place));
        let own = tokens
            .iter()
            .filter(|token| !self.stems.contains(&token.stem));
        let is_echo =
            pairs >= 3 && many * 100 >= pairs * ECHOED_PAIRS && own.count() < WORDS_OF_ONES_OWN;
        is_echo.then_some(first..last + 2)
    }

    /// The stretch that says the question again in another order: it has most of the question's
    /// words with content and none besides.
    fn repeated(&self, tokens: &[Token]) -> Option<Range<usize>> {
        let mut said: HashSet<&str> = HashSet::new();
        let (mut first, mut last) = (None, 0);
        for (place, token) in tokens.iter().enumerate() {
            if self.content.contains(&token.stem) {
                said.insert(&token.stem);
                first = first.or(Some(place));
                last = place;
            } else if role(&token.word) == Role::Content
                && !BESIDE_A_QUESTION.contains(&token.word.as_str())
            {
                return None;
            }
        }
        let enough = said.len() * 100 >= self.content.len() * REPEATED_SHARE;
        first.filter(|_| enough).map(|first| first..last + 1)
    }

    fn not_knowing(&self, tokens: &[Token]) -> Option<Range<usize>> {
        if tokens.len() > WORDS_OF_NOT_KNOWING {
            return None;
        }
        let hits = NOT_KNOWING.find(tokens);
        let first = hits.first()?.tokens.clone();
        let besides = tokens.iter().enumerate().filter(|(place, token)| {
            role(&token.word) == Role::Content
                && !BESIDE_NOT_KNOWING.contains(&token.word.as_str())
                && !self.stems.contains(&token.stem)
                && !hits.iter().any(|hit| hit.tokens.contains(place))
        });
        (besides.count() <= WORDS_BESIDES).then_some(first)
    }
}

fn sample(text: &str, taken: &Text) -> Sample {
    let prose = taken.prose().map(|token| token.word.as_str());
    Sample::new(prose, taken.tokens().len(), is_foreign_script(text.chars()))
}

#[cfg(test)]
#[path = "guard_tests.rs"]
mod tests;
