//! The words that key points live from, and where an answer says enough of them.
//!
//! People rarely say a point in its author's words. But who makes it mostly says several of the
//! words of its sentence and cues in one breath, or words that mean the same. Words that several
//! points of a question share, that the question itself says or that every answer has tell little.
//!
//! The constants were set by hand and checked on answers by people who had not seen the cues.
//! Invariant: time is linear in the answer's length, since windows have a bounded width.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use super::common_words::is_common;
use super::lexicon::{Concept, Kinship, Lexicon};
use super::similarity::{Role, role};
use super::stem::is_stop_word;
use super::text::{Text, Token};
use super::work::step;

/// What a word counts that stands in the point's sentence, ...
pub(super) const OF_SENTENCE: f64 = 1.0;
/// ... in each cue ...
pub(super) const OF_CUE: f64 = 0.6;
/// ... or in the hint.
pub(super) const OF_HINT: f64 = 0.5;
/// A word counts no more than this, however often it stands there.
const MOST: f64 = 1.0;
/// What is left of a word that the question says itself, ...
const ASKED: f64 = 0.25;
/// ... that every answer has, ...
const COMMON: f64 = 0.5;
/// ... or that only comes near to what is meant.
const ALIKE: f64 = 0.4;
/// A breath: so many words with content, ...
const BREATH: u32 = 16;
/// ... and no more words than this in all.
const BREATH_WORDS: usize = 48;
/// One word alone says no point.
const FEWEST_WORDS: usize = 2;
/// The name of a thing often has so many words that count, ...
pub(super) const WORDS_OF_A_NAME: usize = 2;
/// ... and no more than this in all.
const LONGEST_NAME: usize = 3;

/// What a text says: a stem, or a group of the lexicon.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Term {
    Stem(Arc<str>),
    Concept(Concept),
}

/// Each term that a text says, with the tokens that say it, by place.
fn terms<'a>(
    tokens: &'a [Token],
    lexicon: &'a Lexicon,
) -> impl Iterator<Item = (Term, Range<usize>)> + 'a {
    tokens.iter().enumerate().flat_map(move |(place, token)| {
        let has_content = role(&token.word) == Role::Content && !is_stop_word(&token.word);
        let own = has_content.then(|| (Term::Stem(Arc::clone(&token.stem)), place..place + 1));
        let phrases = lexicon.beginning_with(&token.stem).iter();
        let concepts = phrases.filter_map(move |phrase| {
            let end = place + 1 + phrase.rest.len();
            let rest = tokens.get(place + 1..end)?;
            let stands = rest
                .iter()
                .zip(&phrase.rest)
                .all(|(other, stem)| *other.stem == **stem && other.sentence == token.sentence);
            stands.then_some((Term::Concept(phrase.concept), place..end))
        });
        own.into_iter().chain(concepts)
    })
}

/// What each of a question's points lives from.
#[derive(Debug)]
pub(super) struct Gists {
    /// For each term the points that have it, with what it counts there.
    weights: HashMap<Term, Vec<(usize, f64)>>,
    points: usize,
    lexicon: Arc<Lexicon>,
}

/// Where an answer says a point best.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Said {
    /// How much of it is said; from about 1.3 on it is enough.
    pub(super) weight: f64,
    /// The tokens that say most.
    pub(super) tokens: Range<usize>,
    /// How many words or phrases of the point are among them.
    words: usize,
}

impl Said {
    /// Whether it may be but the name of a thing: two words side by side, such as "memory leak".
    pub(super) fn may_be_a_name(&self) -> bool {
        self.words <= WORDS_OF_A_NAME && self.tokens.len() <= LONGEST_NAME
    }
}

impl Gists {
    /// The gists of a question; `points` holds for each of its points the texts with what their
    /// words count.
    pub(super) fn new(points: &[Vec<(Text, f64)>], asked: &Text, lexicon: Arc<Lexicon>) -> Self {
        let asked: HashSet<Term> = terms(asked.tokens(), &lexicon)
            .map(|(term, _)| term)
            .collect();
        let mut weights: HashMap<Term, Vec<(usize, f64)>> = HashMap::new();
        for (number, texts) in points.iter().enumerate() {
            for (term, counts) in counted(texts, &lexicon) {
                weights.entry(term).or_default().push((number, counts));
            }
        }
        for (term, points) in &mut weights {
            let mut share = 1.0 / points.len() as f64;
            if asked.contains(term) {
                share *= ASKED;
            }
            share *= match term {
                Term::Stem(stem) if is_common(stem) => COMMON,
                Term::Concept(group) if lexicon.kinship(*group) == Kinship::Alike => ALIKE,
                Term::Stem(_) | Term::Concept(_) => 1.0,
            };
            for (_, weight) in points {
                *weight = weight.min(MOST) * share;
            }
        }
        Self {
            weights,
            points: points.len(),
            lexicon,
        }
    }

    /// For each point what the answer says of it.
    pub(super) fn find<'a>(&'a self, tokens: &'a [Token]) -> Vec<Heard<'a>> {
        let mut hits: Vec<Vec<Hit<'_>>> = vec![Vec::new(); self.points];
        for (term, place) in terms(tokens, &self.lexicon) {
            if let Some((term, points)) = self.weights.get_key_value(&term) {
                for &(point, weight) in points {
                    hits[point].push(Hit {
                        term,
                        first: place.start,
                        last: place.end - 1,
                        weight,
                    });
                }
            }
        }
        let heard = |hits| Heard { hits, tokens };
        hits.into_iter().map(heard).collect()
    }
}

/// The words of an answer that belong to a point.
pub(super) struct Heard<'a> {
    hits: Vec<Hit<'a>>,
    tokens: &'a [Token],
}

impl Heard<'_> {
    /// Where the answer says the point best, if it says anything of it.
    pub(super) fn best(&self) -> Option<Said> {
        best(&self.hits, self.tokens)
    }

    /// Whether the sentence around these tokens has a word of the point that they lack.
    pub(super) fn says_more_around(&self, place: &Range<usize>) -> bool {
        let sentence = self.tokens[place.start].sentence;
        let sentence_of = |hit: &Hit<'_>| self.tokens[hit.first].sentence;
        let hits = &self.hits;
        let start = hits.partition_point(|hit| sentence_of(hit) < sentence);
        let end = hits.partition_point(|hit| sentence_of(hit) <= sentence);
        let before = hits.partition_point(|hit| hit.first < place.start);
        let after = hits.partition_point(|hit| hit.first < place.end);
        let own = &hits[before..after];
        let mut around = hits[start..before].iter().chain(&hits[after..end]);
        around.any(|hit| {
            step();
            let is_apart = hit.last < place.start || hit.first >= place.end;
            is_apart && own.iter().all(|other| other.term != hit.term)
        })
    }
}

/// What each term of these texts counts together.
fn counted(texts: &[(Text, f64)], lexicon: &Lexicon) -> HashMap<Term, f64> {
    let mut counted = HashMap::new();
    for (text, counts) in texts {
        let distinct: HashSet<Term> = terms(text.tokens(), lexicon)
            .map(|(term, _)| term)
            .collect();
        for term in distinct {
            *counted.entry(term).or_insert(0.0) += counts;
        }
    }
    counted
}

#[derive(Clone)]
struct Hit<'a> {
    term: &'a Term,
    first: usize,
    last: usize,
    weight: f64,
}

/// The breath in which most of a point is said.
fn best(hits: &[Hit<'_>], tokens: &[Token]) -> Option<Said> {
    let mut best: Option<Said> = None;
    for (number, first) in hits.iter().enumerate() {
        let breath = hits[number..].iter().take_while(|hit| {
            let (from, to) = (&tokens[first.first], &tokens[hit.last]);
            from.sentence == to.sentence
                && to.rank - from.rank <= BREATH
                && hit.last - first.first < BREATH_WORDS
        });
        let (weight, places, end) = weigh(breath);
        if places >= FEWEST_WORDS && best.as_ref().is_none_or(|best| weight > best.weight) {
            best = Some(Said {
                weight,
                tokens: first.first..end,
                words: places,
            });
        }
    }
    best
}

/// The weight of hits, the places that they have, and where the last that counts ends. A term
/// counts once, and a place by its best term.
fn weigh<'a>(breath: impl Iterator<Item = &'a Hit<'a>>) -> (f64, usize, usize) {
    let mut seen: HashSet<&Term> = HashSet::new();
    let (mut weight, mut places, mut end) = (0.0, 0, 0);
    let mut here: Option<(usize, f64)> = None;
    for hit in breath
        .inspect(|_| step())
        .filter(|hit| seen.insert(hit.term))
    {
        match &mut here {
            Some((place, most)) if *place == hit.first => {
                if hit.weight > *most {
                    weight += hit.weight - *most;
                    *most = hit.weight;
                    end = end.max(hit.last + 1);
                }
            }
            _ => {
                here = Some((hit.first, hit.weight));
                weight += hit.weight;
                places += 1;
                end = end.max(hit.last + 1);
            }
        }
    }
    (weight, places, end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::feedback::stem::Stems;

    fn check(answer: &str, expected: [Option<&str>; 2]) {
        let mut stems = Stems::default();
        let mut text = |text: &str| Text::new(text, &mut stems);
        let points = [
            vec![(
                text("Roll back by yourself when the error rate rises."),
                OF_SENTENCE,
            )],
            vec![(text("Drain the pods before they exit."), OF_SENTENCE)],
        ];
        let lexicon = Lexicon::new([(Kinship::Same, vec!["roll back", "revert"])]);
        let asked = text("How do you release pods?");
        let gists = Gists::new(&points, &asked, Arc::new(lexicon));
        let answered = text(answer);
        let tokens = answered.tokens();
        let said: Vec<_> = gists
            .find(tokens)
            .into_iter()
            .map(|said| {
                let said = said.best().filter(|said| said.weight >= 1.8)?;
                let (first, last) = (&tokens[said.tokens.start], &tokens[said.tokens.end - 1]);
                Some(&answer[first.range.start..last.range.end])
            })
            .collect();
        assert_eq!(said, expected, "{answer}");
    }

    #[test]
    fn a_point_is_said_by_several_of_its_words_in_one_breath() {
        check(
            "If the error rate goes up we revert it.",
            [Some("error rate goes up we revert"), None],
        );
        check(
            "We drain it, and then it may exit.",
            [None, Some("drain it, and then it may exit")],
        );
        // One word, words of the question, and words far apart are not enough.
        check("We drain pods.", [None, None]);
        check("We drain it. Later they exit.", [None, None]);
        check("", [None, None]);
    }

    #[test]
    fn two_words_side_by_side_may_be_a_name() {
        let said = |words, tokens| Said {
            weight: 2.0,
            tokens,
            words,
        };
        assert!(said(2, 4..6).may_be_a_name());
        assert!(said(2, 4..7).may_be_a_name());
        assert!(!said(2, 4..8).may_be_a_name());
        assert!(!said(3, 4..7).may_be_a_name());
    }

    #[test]
    fn a_sentence_says_more_where_another_word_of_the_point_stands() {
        let mut stems = Stems::default();
        let point = "Drain the pods before they exit.";
        let points = [vec![(Text::new(point, &mut stems), OF_SENTENCE)]];
        let asked = Text::new("How do you release?", &mut stems);
        let gists = Gists::new(&points, &asked, Arc::default());
        for (answer, says_more) in [
            ("Drain it.", false),
            ("Drain it, then drain it again.", false),
            ("Drain it. They exit.", false),
            ("They exit. Drain it.", false),
            ("Drain it, and then they exit.", true),
            ("They may exit, so drain it.", true),
        ] {
            let answer = Text::new(answer, &mut stems);
            let tokens = answer.tokens();
            let is_drain = |token: &Token| token.word == "drain";
            let place = tokens.iter().position(is_drain).expect("it stands there");
            let heard = gists.find(tokens);
            assert_eq!(
                heard[0].says_more_around(&(place..place + 1)),
                says_more,
                "{tokens:?}"
            );
        }
    }
}
