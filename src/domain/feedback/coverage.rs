//! Which key points an answer shows, and with which of its words.
//!
//! By the point's authored cues, and by how much of what the point lives from is said in one
//! breath ([`super::gist`]): a phrase among the cues nearly carries a point alone, a single word
//! does so only with others around it, and so may several words without any cue. What may be but
//! the name of a thing ("memory leak") shows nothing without another word of its point in the
//! sentence or another cue anywhere: names are dropped easily. What is only mentioned as possible
//! ("one could", "maybe") has to say more. The question's own words are no evidence: a cue that
//! the question says itself never counts, and one made of the question's words alone counts only
//! where they stand together.

use std::ops::Range;
use std::sync::Arc;

use super::cue::{Cue, Found, Haystack, Known};
use super::evidence::Evidence;
use super::gist::{Gists, Heard, OF_CUE, OF_HINT, OF_SENTENCE, WORDS_OF_A_NAME};
use super::lexicon::Lexicon;
use super::stem::Stems;
use super::text::{Text, Token};
use crate::domain::question::{KeyPoint, Question};

/// A quotation has at most this many words, unless the cue itself has more.
const QUOTED_WORDS: usize = 12;
/// A point is shown by a cue from this weight on, ...
const ENOUGH: f64 = 1.9;
/// ... and without any cue from this one on.
const ENOUGH_SAID: f64 = 1.3;
/// What a cue of several words weighs besides its words, ...
const PHRASE: f64 = 1.5;
/// ... and one of a single word.
const WORD: f64 = 0.7;
/// Where a point has no more cues than this, they were chosen as sure signs, and one is enough.
const FEW_CUES: usize = 6;
/// What such a cue weighs: enough, however vaguely it is said.
const SURE: f64 = ENOUGH + VAGUE * MOST_VAGUE as f64;
/// What each vague word nearby takes away, ...
const VAGUE: f64 = 0.4;
/// ... twice at most.
const MOST_VAGUE: usize = 2;

/// A question's key points, made ready to be found.
pub struct Coverage {
    points: Vec<Point>,
    known: Known,
    gists: Gists,
    lexicon: Arc<Lexicon>,
}

struct Point {
    cues: Vec<PointCue>,
    /// Whether its few cues were chosen as sure signs.
    is_sure: bool,
}

struct PointCue {
    cue: Cue,
    /// It is made of the question's own words.
    is_asked: bool,
}

impl Coverage {
    /// The key points of a question; `asked` is its title and text.
    pub fn new(
        question: &Question,
        asked: &Text,
        lexicon: Arc<Lexicon>,
        stems: &mut Stems,
    ) -> Self {
        let haystack = Haystack::strict(asked);
        let points = question.key_points.iter();
        let points: Vec<Point> = points
            .map(|point| Point::new(point, &haystack, stems))
            .collect();
        let cues = points.iter().flat_map(|point| &point.cues);
        let texts = question.key_points.iter();
        let texts: Vec<_> = texts.map(|point| texts_of(point, stems)).collect();
        let spelt = texts.iter().flatten().map(|(text, _)| text);
        Self {
            known: Known::of(cues.map(|cue| &cue.cue)).with_words_of(spelt.chain([asked])),
            gists: Gists::new(&texts, asked, Arc::clone(&lexicon)),
            lexicon,
            points,
        }
    }

    /// For each key point, in order, the words of the answer that show it; `answer` is `text`
    /// taken apart.
    pub fn find(&self, text: &str, answer: &Text) -> Vec<Option<Evidence>> {
        let haystack = Haystack::forgiving(answer, &self.known, &self.lexicon);
        let tokens = answer.tokens();
        let heard = self.gists.find(tokens);
        let evidence = |(point, heard): (&Point, Heard<'_>)| {
            let found = point.shown(&haystack, &heard, tokens)?;
            Some(Evidence::around(text, tokens, found, QUOTED_WORDS))
        };
        self.points.iter().zip(heard).map(evidence).collect()
    }
}

/// A point's texts with what their words count.
fn texts_of(point: &KeyPoint, stems: &mut Stems) -> Vec<(Text, f64)> {
    let cues = point.cues.iter().map(|cue| (cue, OF_CUE));
    [(&point.say, OF_SENTENCE), (&point.hint, OF_HINT)]
        .into_iter()
        .chain(cues)
        .map(|(text, counts)| (Text::new(text, stems), counts))
        .collect()
}

impl Point {
    fn new(point: &KeyPoint, asked: &Haystack<'_>, stems: &mut Stems) -> Self {
        let cues = point.cues.iter().filter_map(|cue| Cue::new(cue, stems));
        let cues = cues.filter(|cue| asked.find(cue).is_none()).map(|cue| {
            let is_asked = cue.stems().all(|stem| asked.has_stem(stem));
            PointCue { cue, is_asked }
        });
        Self {
            cues: cues.collect(),
            is_sure: point.cues.len() <= FEW_CUES,
        }
    }

    /// The tokens that show the point, where they weigh enough.
    fn shown(
        &self,
        haystack: &Haystack<'_>,
        heard: &Heard<'_>,
        tokens: &[Token],
    ) -> Option<Range<usize>> {
        let said = heard.best();
        let weight = said.as_ref().map_or(0.0, |said| said.weight);
        if let Some(Clearest {
            words,
            place,
            is_only,
        }) = self.clearest(haystack)
        {
            let is_bare = words <= WORDS_OF_A_NAME && is_only && !heard.says_more_around(&place);
            let own = match words {
                _ if self.is_sure => SURE,
                1 => WORD,
                _ => PHRASE,
            };
            let clear = own - vagueness(tokens, &place, &place);
            if weight + clear >= ENOUGH && (self.is_sure || !is_bare) {
                return Some(place);
            }
        }
        let said = said.filter(|said| !said.may_be_a_name())?;
        let weight = weight - vagueness(tokens, &said.tokens, &(0..0));
        (weight >= ENOUGH_SAID).then_some(said.tokens)
    }

    /// The cue with the most words, at its first place.
    fn clearest(&self, haystack: &Haystack<'_>) -> Option<Clearest> {
        let mut best: Option<(usize, Found)> = None;
        let (mut first_end, mut last_start) = (usize::MAX, 0);
        for PointCue { cue, is_asked } in &self.cues {
            let Some(found) = haystack.find(cue) else {
                continue;
            };
            if *is_asked && !(found.tight && cue.len() > 1) {
                continue;
            }
            first_end = first_end.min(found.last);
            last_start = last_start.max(found.first);
            let better = best.is_none_or(|(words, earlier)| {
                cue.len() > words || (cue.len() == words && found.first < earlier.first)
            });
            if better {
                best = Some((cue.len(), found));
            }
        }
        best.map(|(words, found)| Clearest {
            words,
            is_only: first_end >= found.first && last_start <= found.last,
            place: found.first..found.last + 1,
        })
    }
}

/// The clearest of a point's cues in an answer.
struct Clearest {
    words: usize,
    place: Range<usize>,
    /// Whether no other cue of the point stands anywhere else.
    is_only: bool,
}

/// What the vague words here and nearby take away, those in `meant` aside.
fn vagueness(tokens: &[Token], place: &Range<usize>, meant: &Range<usize>) -> f64 {
    VAGUE * vague_words(tokens, place, meant).min(MOST_VAGUE) as f64
}

/// How many words leave open or generalise what is said here, in these clauses and those beside
/// them.
fn vague_words(tokens: &[Token], place: &Range<usize>, meant: &Range<usize>) -> usize {
    let (first, last) = (&tokens[place.start], &tokens[place.end - 1]);
    let from = tokens.partition_point(|token| token.clause + 1 < first.clause);
    let to = tokens.partition_point(|token| token.clause <= last.clause + 1);
    (from..to)
        .filter(|at| !meant.contains(at))
        .map(|at| &tokens[at])
        .filter(|token| token.sentence == first.sentence && is_vague(&token.word))
        .count()
}

fn is_vague(word: &str) -> bool {
    matches!(
        word,
        "maybe"
            | "perhaps"
            | "probably"
            | "could"
            | "might"
            | "somehow"
            | "generally"
            | "usually"
            | "should"
            | "never"
            | "always"
    )
}

#[cfg(test)]
#[path = "coverage_tests.rs"]
mod tests;
