//! Stories and plans in JSON.

use serde::{Deserialize, Serialize};

use super::evidence::{RawEvidence, maybe, range};
use crate::domain::feedback::plan::Plan;
use crate::domain::feedback::star::{Part, PartSeen, Story};
use crate::report_json::InvalidReport;

#[derive(Serialize, Deserialize)]
pub(super) struct RawStory {
    parts: Vec<RawPart>,
    #[serde(default)]
    figure: Option<RawEvidence>,
    #[serde(default)]
    lesson: Option<RawEvidence>,
    #[serde(default)]
    we: Option<RawEvidence>,
    says_i: u32,
    says_we: u32,
}

#[derive(Serialize, Deserialize)]
pub(super) struct RawPart {
    name: String,
    #[serde(flatten)]
    evidence: RawEvidence,
    words: u32,
    /// Start and end of each run of sentences.
    sentences: Vec<(usize, usize)>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct RawPlan {
    #[serde(default)]
    first: Option<RawEvidence>,
    #[serde(default)]
    then: Option<RawEvidence>,
    #[serde(default)]
    check: Option<RawEvidence>,
}

impl From<&Story> for RawStory {
    fn from(story: &Story) -> Self {
        let part = |seen: &PartSeen| RawPart {
            name: seen.part.name().to_owned(),
            evidence: RawEvidence::from(&seen.evidence),
            words: seen.words,
            sentences: seen
                .sentences
                .iter()
                .map(|range| (range.start, range.end))
                .collect(),
        };
        Self {
            parts: story.parts.iter().map(part).collect(),
            figure: story.figure.as_ref().map(RawEvidence::from),
            lesson: story.lesson.as_ref().map(RawEvidence::from),
            we: story.we.as_ref().map(RawEvidence::from),
            says_i: story.says_i,
            says_we: story.says_we,
        }
    }
}

impl TryFrom<RawStory> for Story {
    type Error = InvalidReport;

    fn try_from(raw: RawStory) -> Result<Self, InvalidReport> {
        let part = |raw: RawPart| {
            let part = Part::parse(&raw.name)?;
            let sentences = raw.sentences.iter().map(|&(start, end)| range(start, end));
            let sentences: Result<_, _> = sentences.collect();
            Some(sentences.and_then(|sentences| {
                Ok(PartSeen {
                    part,
                    evidence: raw.evidence.try_into()?,
                    sentences,
                    words: raw.words,
                })
            }))
        };
        Ok(Self {
            parts: raw
                .parts
                .into_iter()
                .filter_map(part)
                .collect::<Result<_, _>>()?,
            figure: maybe(raw.figure)?,
            lesson: maybe(raw.lesson)?,
            we: maybe(raw.we)?,
            says_i: raw.says_i,
            says_we: raw.says_we,
        })
    }
}

impl From<&Plan> for RawPlan {
    fn from(plan: &Plan) -> Self {
        Self {
            first: plan.first.as_ref().map(RawEvidence::from),
            then: plan.then.as_ref().map(RawEvidence::from),
            check: plan.check.as_ref().map(RawEvidence::from),
        }
    }
}

impl TryFrom<RawPlan> for Plan {
    type Error = InvalidReport;

    fn try_from(raw: RawPlan) -> Result<Self, InvalidReport> {
        Ok(Self {
            first: maybe(raw.first)?,
            then: maybe(raw.then)?,
            check: maybe(raw.check)?,
        })
    }
}
