//! How an answer is told: its length against the time that the question takes, words that take
//! away from it, and the terms of the field that it uses.
//!
//! Nothing here is about grammar or accent, and nothing is a mark.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use super::evidence::Evidence;
use super::phrase::Phrases;
use super::stem::is_stop_word;
use super::text::{Text, Token};
use super::verbs::is_figure;
use crate::domain::question::Minutes;

/// Words a minute of an unhurried speaker (the field gives 130 to 150).
pub const WORDS_A_MINUTE: u32 = 140;

/// How long these many words take to say, in seconds, rounded up.
pub fn speaking_seconds(words: u32) -> u32 {
    let seconds = (u64::from(words) * 60).div_ceil(u64::from(WORDS_A_MINUTE));
    u32::try_from(seconds).unwrap_or(u32::MAX)
}

/// The answer's length against the question's minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Length {
    /// Under half of the shorter end.
    Short,
    /// About right.
    Fitting,
    /// Over one and a half times the longer end.
    Long,
}

/// Holds a speaking time, in seconds, against the question's minutes.
///
/// The bounds are wide on purpose: people type less than they say.
pub fn length(seconds: u32, minutes: Minutes) -> Length {
    let (from, to) = (u32::from(minutes.from()) * 60, u32::from(minutes.to()) * 60);
    if seconds < from / 2 {
        Length::Short
    } else if seconds > to + to / 2 {
        Length::Long
    } else {
        Length::Fitting
    }
}

/// How an answer is told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Delivery {
    /// Words that take back what they stand beside: "I think", "maybe".
    pub hedges: Vec<Evidence>,
    /// Words that say nothing: "um", "you know".
    pub fillers: Vec<Evidence>,
    /// The sentence with the most words, where there are several sentences.
    pub longest: Option<LongSentence>,
    /// The words with content that come most often, first by how often.
    pub most_used: Vec<WordUsed>,
    /// The question's own terms that the answer uses.
    pub terms: Vec<Evidence>,
}

/// A sentence by its length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LongSentence {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// How many words it has.
    pub words: u32,
}

/// A word that comes more than once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordUsed {
    /// Where it stands first.
    pub evidence: Evidence,
    /// How often it comes, in all its forms.
    pub times: u32,
}

/// No more hedges, fillers or terms are kept of one answer.
const KEPT: usize = 12;
/// No more of the most used words.
const MOST_USED: usize = 3;
/// A word that comes less often is not worth keeping.
const OFTEN: u32 = 4;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shows {
    Hedge,
    Filler,
}

static CUES: LazyLock<Phrases<Shows>> = LazyLock::new(|| {
    Phrases::new(&[
        (
            Shows::Hedge,
            "i think/guess/suppose|maybe|perhaps|probably|possibly|kind of|sort of|kinda|sorta|i'm not ANY? sure|im not ANY? sure|i am not ANY? sure|\
             i'm no expert|more or less|or something|or so|i would say|i'd say|hopefully|i believe|might be",
        ),
        (
            Shows::Filler,
            "um|uh|uhm|er|erm|hmm|you know|basically|actually|literally|i mean|and stuff|stuff like that|and so on|anyway|like i said|obviously|honestly|right so",
        ),
    ])
});

/// How an answer is told; `terms` are those of the question, each as its stems.
pub(super) fn delivery(text: &str, answer: &Text, terms: &[Vec<Arc<str>>]) -> Delivery {
    let tokens = answer.tokens();
    let hits = CUES.find(tokens);
    let kept = |wanted: Shows| {
        let hits = hits.iter().filter(|hit| hit.shows == wanted).take(KEPT);
        hits.map(|hit| Evidence::of(text, &tokens[hit.tokens.clone()]))
            .collect()
    };
    Delivery {
        hedges: kept(Shows::Hedge),
        fillers: kept(Shows::Filler),
        longest: longest(tokens),
        most_used: most_used(text, tokens),
        terms: terms_used(text, tokens, terms),
    }
}

fn longest(tokens: &[Token]) -> Option<LongSentence> {
    let sentences = tokens.chunk_by(|left, right| left.sentence == right.sentence);
    let prose = sentences.filter(|sentence| sentence[0].prose);
    let (mut many, mut best): (usize, Option<&[Token]>) = (0, None);
    for sentence in prose {
        many += 1;
        if best.is_none_or(|best| sentence.len() > best.len()) {
            best = Some(sentence);
        }
    }
    let best = best.filter(|_| many > 1)?;
    Some(LongSentence {
        range: best[0].range.start..best[best.len() - 1].range.end,
        words: u32::try_from(best.len()).unwrap_or(u32::MAX),
    })
}

fn most_used(text: &str, tokens: &[Token]) -> Vec<WordUsed> {
    let mut times: HashMap<&str, (u32, usize)> = HashMap::new();
    for (place, token) in tokens.iter().enumerate() {
        let content = token.word.len() > 3 && !is_stop_word(&token.word) && !is_figure(&token.word);
        if token.prose && content {
            times.entry(&token.stem).or_insert((0, place)).0 += 1;
        }
    }
    let mut often: Vec<(u32, usize)> = times
        .into_values()
        .filter(|(times, _)| *times >= OFTEN)
        .collect();
    often.sort_unstable_by_key(|&(times, place)| (std::cmp::Reverse(times), place));
    let words = often.into_iter().take(MOST_USED);
    words
        .map(|(times, place)| WordUsed {
            evidence: Evidence::of(text, &tokens[place..=place]),
            times,
        })
        .collect()
}

/// The first place of each term.
fn terms_used(text: &str, tokens: &[Token], terms: &[Vec<Arc<str>>]) -> Vec<Evidence> {
    let mut by_first: HashMap<&str, Vec<usize>> = HashMap::new();
    for (number, stems) in terms.iter().enumerate() {
        if let Some(first) = stems.first() {
            by_first.entry(first).or_default().push(number);
        }
    }
    let mut used = HashSet::new();
    let mut found = Vec::new();
    for place in 0..tokens.len() {
        for &number in by_first.get(&*tokens[place].stem).into_iter().flatten() {
            let stems = &terms[number];
            let stands = tokens.get(place..place + stems.len()).is_some_and(|own| {
                own.iter()
                    .zip(stems)
                    .all(|(token, stem)| token.stem == *stem)
            });
            if stands && found.len() < KEPT && used.insert(number) {
                found.push(Evidence::of(text, &tokens[place..place + stems.len()]));
            }
        }
    }
    found
}

/// The first figure that the answer names, in digits or in words.
pub fn figure(text: &str, answer: &Text) -> Option<Evidence> {
    let tokens = answer.tokens();
    let place = tokens
        .iter()
        .position(|token| token.prose && is_figure(&token.word))?;
    Some(Evidence::of(text, &tokens[place..=place]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::feedback::stem::Stems;

    #[test]
    fn a_minute_has_a_hundred_and_forty_words() {
        assert_eq!(speaking_seconds(0), 0);
        assert_eq!(speaking_seconds(1), 1);
        assert_eq!(speaking_seconds(140), 60);
        assert_eq!(speaking_seconds(u32::MAX), 1_840_700_270);
    }

    #[test]
    fn length_is_held_against_the_minutes() {
        let minutes = Minutes::new(4, 6).expect("in order");
        let check = |seconds, expected| assert_eq!(length(seconds, minutes), expected);
        check(119, Length::Short);
        check(120, Length::Fitting);
        check(540, Length::Fitting);
        check(541, Length::Long);
    }

    #[test]
    fn figures_come_in_digits_and_words() {
        let check = |text, expected| {
            let taken_apart = Text::new(text, &mut Stems::default());
            let quote = figure(text, &taken_apart).map(|evidence| evidence.quote);
            assert_eq!(quote.as_deref(), expected);
        };
        check("down to 4 minutes", Some("4"));
        check("99.9% of requests", Some("99.9%"));
        check("we halved it", Some("halved"));
        check("it got much better, see\n```\nsleep 5\n```", None);
    }

    #[test]
    fn small_words_long_sentences_and_terms_are_seen() {
        let mut stems = Stems::default();
        let answer = "Um, I think we basically drain the node. Maybe we drain another one, since \
            draining a drained node is idle. A pod disruption budget guards it.";
        let text = Text::new(answer, &mut stems);
        let terms = [["pod", "disruption", "budget"]
            .map(|word| stems.stem(word))
            .to_vec()];
        let seen = delivery(answer, &text, &terms);
        let quotes = |all: &[Evidence]| all.iter().map(|e| e.quote.clone()).collect::<Vec<_>>();
        assert_eq!(quotes(&seen.hedges), ["I think", "Maybe"]);
        assert_eq!(quotes(&seen.fillers), ["Um", "basically"]);
        assert_eq!(quotes(&seen.terms), ["pod disruption budget"]);
        assert_eq!(seen.longest.map(|longest| longest.words), Some(12));
        let most: Vec<_> = seen
            .most_used
            .iter()
            .map(|word| (&*word.evidence.quote, word.times))
            .collect();
        assert_eq!(most, [("drain", 4)]);
    }
}
