//! The observations on one answer.
//!
//! A report is a value of its own: it can be stored, and it is said again later without the
//! answer's text. It holds no score, and each observation holds the words that it rests on. It is
//! what these rules saw and nothing else: what a peer or a model says about the same answer lies
//! beside it, never in it (see `report_json`).

use super::delivery::Delivery;
use super::evidence::Evidence;
use super::guard::{Guard, GuardSeen};
use super::plan::Plan;
use super::reasoning::{Aspect, Reasoning};
use super::star::{Part, Story};
use crate::domain::action::Rating;
use crate::domain::question::Minutes;

/// The version of these rules; rises when the same answer may be observed differently.
pub const ENGINE: u32 = 2;

/// At most this much is ever named as not found.
const NAMED: usize = 2;

/// What was seen in an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The version of the rules that made it.
    pub engine: u32,
    /// Words outside of code blocks and addresses.
    pub words: u32,
    /// How long those take to say, in seconds.
    pub speaking_seconds: u32,
    /// How long the question takes.
    pub minutes: Minutes,
    /// Each key point, in the question's order.
    pub points: Vec<PointSeen>,
    /// The story, where one was asked for or told.
    pub story: Option<Story>,
    /// The plan, where one was asked for and no story told.
    pub plan: Option<Plan>,
    /// How it is reasoned; empty where a story was asked for.
    pub reasoning: Reasoning,
    /// How it is told.
    pub delivery: Delivery,
    /// Reasons to read the rest with care.
    pub guards: Vec<GuardSeen>,
    /// The one thing to do next.
    pub next_step: NextStep,
    /// The self-rating that the observations suggest; `None` where they tell nothing.
    pub suggested: Option<Rating>,
}

/// Whether one key point was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointSeen {
    /// Its place in the question's list, from 0.
    pub index: u8,
    /// The words that show it.
    pub found: Option<Evidence>,
    /// Whether the person said that they covered it.
    pub disputed: bool,
}

/// Something that may be named as not found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unsaid {
    /// A part of the story.
    Part(Part),
    /// Something that a reasoned answer does.
    Aspect(Aspect),
    /// A key point (its place in the question's list).
    Point(u8),
}

/// The one thing that would help most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NextStep {
    /// Give an answer at all.
    Answer,
    /// Use the question's language, so that something can be seen.
    QuestionLanguage,
    /// Use words of one's own.
    OwnWords,
    /// Make sentences of the terms.
    Sentences,
    /// Say how one would find out what one doesn't know.
    FindOut,
    /// Say more, led by the framework.
    SayMore,
    /// Say what came of it.
    TellResult,
    /// Say what one did oneself.
    TellOwnPart,
    /// Look before naming a cause.
    LookFirst,
    /// Stop the harm before anything else.
    StopHarm,
    /// Hold the choice against another one.
    Weigh,
    /// Work in this key point (its place in the question's list).
    CoverPoint(u8),
    /// End with a result in a figure.
    AddFigure,
    /// Tell it at more length.
    Lengthen,
    /// Tell it in less time.
    Shorten,
    /// Answer this follow-up question (its place in the question's list).
    FollowUp(u8),
    /// Say it aloud.
    SayAloud,
}

impl Report {
    /// Whether a guard acts.
    pub fn has(&self, guard: Guard) -> bool {
        self.guards.iter().any(|seen| seen.guard == guard)
    }

    /// What to name as not found, most useful first, two at most; never a key point that the
    /// person said they covered, and nothing where the answer could not be read as one.
    ///
    /// A question lists its points by weight, so the first ones missing are the most useful. One
    /// of the two may be a part of the story or of the reasoning.
    pub fn unsaid(&self) -> Vec<Unsaid> {
        if !self.is_readable() {
            return Vec::new();
        }
        let structure = self.structure_unsaid();
        let points = self.missing_points().into_iter().map(Unsaid::Point);
        structure.into_iter().chain(points).take(NAMED).collect()
    }

    /// The key points among [`Self::unsaid`].
    pub fn named_points(&self) -> Vec<u8> {
        let point = |unsaid| match unsaid {
            Unsaid::Point(index) => Some(index),
            Unsaid::Part(_) | Unsaid::Aspect(_) => None,
        };
        self.unsaid().into_iter().filter_map(point).collect()
    }

    /// The key points that were not found either, beyond those that are named.
    pub fn further_points(&self) -> Vec<u8> {
        if !self.is_readable() {
            return Vec::new();
        }
        let named = self.named_points();
        let mut points = self.missing_points();
        points.retain(|point| !named.contains(point));
        points
    }

    /// Every key point that was neither found nor claimed by the person.
    fn missing_points(&self) -> Vec<u8> {
        let missing = |point: &&PointSeen| point.found.is_none() && !point.disputed;
        let points = self.points.iter().filter(missing);
        points.map(|point| point.index).collect()
    }

    fn structure_unsaid(&self) -> Option<Unsaid> {
        if self.has(Guard::TooShort) {
            return None;
        }
        // A task mostly shows in what was done; its own sentence is not missed.
        let of_story = |story: &Story| {
            [Part::Result, Part::Action, Part::Situation]
                .into_iter()
                .find(|part| story.part(*part).is_none())
        };
        if let Some(part) = self.story.as_ref().and_then(of_story) {
            return Some(Unsaid::Part(part));
        }
        let aspect = self.reasoning.unspoken.first();
        aspect.map(|aspect| Unsaid::Aspect(*aspect))
    }

    /// Whether the answer can be held against the key points.
    pub fn is_readable(&self) -> bool {
        // Somebody who is only brief has said something.
        self.guards.iter().all(|seen| seen.guard == Guard::TooShort)
    }

    /// How many key points were found or claimed, of how many.
    pub(super) fn covered(&self) -> (usize, usize) {
        let covered = |point: &&PointSeen| point.found.is_some() || point.disputed;
        (
            self.points.iter().filter(covered).count(),
            self.points.len(),
        )
    }
}

#[cfg(test)]
#[path = "report_tests.rs"]
mod tests;
