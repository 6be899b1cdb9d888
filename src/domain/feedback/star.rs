//! How a story is told: situation, task, action and result, and where each of them stands.
//!
//! The text is parted into stretches (sentences, and the clauses of long ones). Turns of phrase
//! give each stretch points for each part; the parts of a story mostly come in their order, so
//! that the best sequence is chosen for all stretches at once. A part counts as found only by
//! words that show it, never by its place alone.
//!
//! Invariants: ranges lie inside the answer, rise, and do not overlap within a part; time is
//! linear in the text's length.

mod cues;
mod figures;
mod labels;
mod sequence;
mod stretches;

use std::ops::Range;

use super::evidence::Evidence;
use super::phrase::Hit;
use super::text::{Text, Token};
use super::verbs::{is_deed, is_past};
use cues::{CUES, Shows};
use labels::label;
use sequence::best_sequence;
use stretches::stretches;

/// A part of a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Where and when, and what was wrong.
    Situation,
    /// What was to be done, and by whom.
    Task,
    /// What the person did.
    Action,
    /// What came of it.
    Result,
}

impl Part {
    /// Every part, in the order in which a story mostly tells them.
    pub const ALL: [Self; 4] = [Self::Situation, Self::Task, Self::Action, Self::Result];

    /// Its name in stored reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Situation => "situation",
            Self::Task => "task",
            Self::Action => "action",
            Self::Result => "result",
        }
    }

    /// The part of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name() == name)
    }

    const fn place(self) -> usize {
        self as usize
    }
}

/// A story as it was told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Story {
    /// The parts that were found, in the order of [`Part::ALL`].
    pub parts: Vec<PartSeen>,
    /// A figure in the result.
    pub figure: Option<Evidence>,
    /// What the person took from it.
    pub lesson: Option<Evidence>,
    /// How many of the words are "I", "my" and the like.
    pub says_i: u32,
    /// How many are "we", "our" and the like.
    pub says_we: u32,
    /// The first deed that is told of "we".
    pub we: Option<Evidence>,
}

/// A part that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartSeen {
    /// Which one.
    pub part: Part,
    /// The words that show it best.
    pub evidence: Evidence,
    /// The sentences that tell it, in bytes.
    pub sentences: Vec<Range<usize>>,
    /// How many words those have.
    pub words: u32,
}

impl Story {
    /// The part, where it was found.
    pub fn part(&self, part: Part) -> Option<&PartSeen> {
        self.parts.iter().find(|seen| seen.part == part)
    }

    /// A part's share of the words of all parts, in hundredths.
    pub fn share(&self, part: Part) -> u32 {
        let all: u32 = self.parts.iter().map(|seen| seen.words).sum();
        let own = self.part(part).map_or(0, |seen| seen.words);
        (own * 100).checked_div(all).unwrap_or(0)
    }

    /// Whether the action has more words than any other part.
    pub fn is_action_largest(&self) -> bool {
        let action = self.part(Part::Action).map_or(0, |seen| seen.words);
        action > 0 && self.parts.iter().all(|seen| seen.words <= action)
    }
}

/// A part counts as found from this many points on.
const ENOUGH: i32 = 20;
/// From this many points on a part is found even in a stretch that tells another one.
const BESIDE: i32 = 30;
/// No more points come from turns of phrase in one stretch.
const MOST: i32 = 60;
/// Stories open with the situation: these first stretches, where nobody acts yet, ...
const OPENING: usize = 2;
/// ... get these points for it.
const OPENS: i32 = 20;
/// The very first stretch gets these, unless all that it says is what was to be done.
const OPENS_FIRST: i32 = 30;
/// From this many points on a stretch surely says what was to be done.
const SURE_TASK: i32 = 32;
/// They close with the result: these last ones, where the person does nothing more, ...
const CLOSING: usize = 2;
/// ... get these, ...
const CLOSES: i32 = 14;
/// ... and these besides, where they tell what others did or how things were.
const CLOSES_ON_OTHERS: i32 = 6;
/// A stretch that goes on with deeds gets these points for the action.
const GOES_ON: i32 = 26;
/// A story tells at least so many deeds.
const DEEDS_OF_A_STORY: usize = 3;
/// The quotation of a part has at most this many words.
const QUOTED_WORDS: usize = 9;

/// The story that an answer tells; without parts where it tells none.
pub fn story(text: &str, answer: &Text) -> Story {
    let tokens = answer.tokens();
    let hits = CUES.find(tokens);
    let mut told = Told {
        text,
        tokens,
        stretches: stretches(text, tokens),
        points: Vec::new(),
        best: Vec::new(),
    };
    told.count(&hits);
    let parts = told.parts();
    let result = parts.iter().find(|seen| seen.part == Part::Result);
    let figure = result.and_then(|result| told.figure(result));
    let first = |wanted: Shows| {
        let hit = hits.iter().find(|hit| hit.shows == wanted)?;
        Some(told.quote(hit.tokens.clone()))
    };
    Story {
        figure,
        lesson: first(Shows::Lesson),
        says_i: told.many(&["i", "i'm", "i've", "i'd", "my", "me", "mine", "myself"]),
        says_we: told.many(&[
            "we",
            "we're",
            "we've",
            "we'd",
            "our",
            "us",
            "ours",
            "ourselves",
        ]),
        we: first(Shows::We),
        parts,
    }
}

/// Whether an answer tells what was done rather than what the person would do.
pub(super) fn tells_a_story(answer: &Text) -> bool {
    let hits = CUES.find(answer.tokens());
    let many = |wanted| hits.iter().filter(|hit| hit.shows == wanted).count();
    let (deeds, plans) = (many(Shows::I) + many(Shows::We), many(Shows::Plan));
    deeds >= DEEDS_OF_A_STORY && deeds > 2 * plans
}

/// What shows a part best in a stretch: its points and its tokens.
type Clearest = (i32, Range<usize>);

struct Told<'a> {
    text: &'a str,
    tokens: &'a [Token],
    /// Ranges of tokens.
    stretches: Vec<Range<usize>>,
    /// For each stretch the points of each part.
    points: Vec<[i32; 4]>,
    /// For each stretch and part the tokens that gave most points.
    best: Vec<[Option<Clearest>; 4]>,
}

impl Told<'_> {
    fn count(&mut self, hits: &[Hit<Shows>]) {
        let many = self.stretches.len();
        self.points = vec![[0; 4]; many];
        self.best = vec![[const { None }; 4]; many];
        let mut hits = hits.iter().peekable();
        let mut labelled = None;
        let mut acted = false;
        for number in 0..many {
            let stretch = self.stretches[number].clone();
            if let Some(part) = label(self.text, self.tokens, &stretch) {
                labelled = Some(part);
                self.add(number, part, 2 * MOST, stretch.clone());
            } else if let Some(part) = labelled {
                self.add(number, part, MOST, stretch.clone());
            }
            let went_on = acted && self.goes_on(&stretch);
            if went_on {
                self.add(number, Part::Action, GOES_ON, stretch.clone());
            }
            let mut acts = went_on;
            while let Some(hit) = hits.next_if(|hit| hit.tokens.start < stretch.end) {
                acts |= hit.shows == Shows::I;
                for (part, points) in hit.shows.points() {
                    self.add(number, part, points, hit.tokens.clone());
                }
            }
            acted = acts;
            let past = self.tells_of_the_past(&stretch);
            let sets_scene = number == 0 && self.begins_with_place_or_time(&stretch);
            if number < OPENING && past && (sets_scene || !acts) {
                let has_task = self.points[number][Part::Task.place()] >= SURE_TASK;
                let first = number == 0 && (sets_scene || !has_task);
                let points = if first { OPENS_FIRST } else { OPENS };
                self.add(number, Part::Situation, points, stretch);
            } else if number + CLOSING >= many && number > OPENING && !acts {
                let others = past && !self.tells_of_oneself(&stretch);
                let points = CLOSES + if others { CLOSES_ON_OTHERS } else { 0 };
                self.add(number, Part::Result, points, stretch);
            }
        }
    }

    /// Whether a stretch goes on with the deeds of the one before: "and moved the rest".
    fn goes_on(&self, stretch: &Range<usize>) -> bool {
        let word = |place: usize| self.tokens.get(stretch.start + place);
        matches!(word(0), Some(first) if matches!(first.word.as_str(), "and" | "then"))
            && (1..3).filter_map(word).any(|second| is_deed(&second.word))
    }

    fn tells_of_the_past(&self, stretch: &Range<usize>) -> bool {
        let mut words = self.tokens[stretch.clone()].iter();
        words.any(|token| is_past(&token.word))
    }

    /// Whether a stretch tells of the person: "I" and "we", or a note that begins with the deed.
    fn tells_of_oneself(&self, stretch: &Range<usize>) -> bool {
        let mut words = self.tokens[stretch.clone()].iter();
        self.tokens
            .get(stretch.start)
            .is_some_and(|first| is_deed(&first.word))
            || words.any(|token| matches!(token.word.as_str(), "i" | "we" | "i've" | "we've"))
    }

    /// Whether a stretch begins as people begin to tell where or when it was: "During a release
    /// ...", "At a bank ...".
    fn begins_with_place_or_time(&self, stretch: &Range<usize>) -> bool {
        self.tokens[stretch.start..].first().is_some_and(|first| {
            matches!(
                first.word.as_str(),
                "after" | "at" | "back" | "before" | "during" | "in" | "on" | "when" | "while"
            )
        })
    }

    fn add(&mut self, number: usize, part: Part, points: i32, tokens: Range<usize>) {
        let sum = &mut self.points[number][part.place()];
        // What a label gave is never lost to a turn of phrase.
        *sum = (*sum + points).clamp(-MOST, MOST.max(points).max(*sum));
        let best = &mut self.best[number][part.place()];
        if best.as_ref().is_none_or(|(most, _)| points > *most) {
            *best = Some((points, tokens));
        }
    }

    fn parts(&self) -> Vec<PartSeen> {
        let chosen = best_sequence(&self.points);
        let told = |part: Part| {
            let own = (0..chosen.len()).filter(|&number| chosen[number] == part);
            let best = own
                .clone()
                .max_by_key(|&number| (self.points[number][part.place()], usize::MAX - number))
                .filter(|&number| self.points[number][part.place()] >= ENOUGH);
            let (stretches, best): (Vec<usize>, usize) = match best {
                Some(best) => (own.collect(), best),
                None => {
                    let beside = self.beside(part, &chosen)?;
                    (vec![beside], beside)
                }
            };
            let evidence = self.best[best][part.place()].clone();
            Some(PartSeen {
                part,
                evidence: self.quote(evidence.map_or(0..1, |(_, tokens)| tokens)),
                words: self.words(&stretches),
                sentences: self.sentences(&stretches),
            })
        };
        Part::ALL.into_iter().filter_map(told).collect()
    }

    /// The stretch that shows a part clearly, though mostly it tells another one.
    fn beside(&self, part: Part, chosen: &[Part]) -> Option<usize> {
        let acted = chosen.iter().position(|&told| told == Part::Action);
        let may_stand = |number: usize| match part {
            Part::Situation => acted.is_none_or(|acted| number <= acted),
            Part::Result => acted.is_none_or(|acted| number >= acted),
            Part::Task => number * 5 <= chosen.len() * 3,
            Part::Action => true,
        };
        let points = |number: usize| self.points[number][part.place()];
        (0..chosen.len())
            .filter(|&number| may_stand(number) && points(number) >= BESIDE)
            .max_by_key(|&number| points(number))
    }

    fn words(&self, stretches: &[usize]) -> u32 {
        let many = |&number: &usize| {
            let stretch = self.stretches[number].clone();
            self.tokens[stretch]
                .iter()
                .filter(|token| token.prose)
                .count()
        };
        let all: usize = stretches.iter().map(many).sum();
        u32::try_from(all).unwrap_or(u32::MAX)
    }

    /// The bytes of these stretches, neighbours joined.
    fn sentences(&self, stretches: &[usize]) -> Vec<Range<usize>> {
        let mut ranges: Vec<Range<usize>> = Vec::new();
        let mut before = None;
        for &number in stretches {
            let tokens = &self.tokens[self.stretches[number].clone()];
            let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
                continue;
            };
            match ranges.last_mut() {
                Some(range) if before == number.checked_sub(1) => range.end = last.range.end,
                _ => ranges.push(first.range.start..last.range.end),
            }
            before = Some(number);
        }
        ranges
    }

    /// The figure in the stretches of the result that says most, with the words around it.
    fn figure(&self, result: &PartSeen) -> Option<Evidence> {
        let is_told = |token: &Token| {
            result
                .sentences
                .iter()
                .any(|range| range.start <= token.range.start && token.range.end <= range.end)
        };
        let place = figures::telling(self.text, self.tokens, is_told)?;
        Some(self.quote(place))
    }

    /// The words around these tokens within their clause.
    fn quote(&self, tokens: Range<usize>) -> Evidence {
        Evidence::around(self.text, self.tokens, tokens, QUOTED_WORDS)
    }

    fn many(&self, words: &[&str]) -> u32 {
        let own = self.tokens.iter().filter(|token| token.prose);
        let many = own
            .filter(|token| words.contains(&token.word.as_str()))
            .count();
        u32::try_from(many).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
#[path = "star_tests.rs"]
mod tests;
