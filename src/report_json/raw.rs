//! The form of reports in JSON, and the way there and back.

mod delivery;
mod evidence;
mod step;
mod story;

use serde::{Deserialize, Serialize};

use super::{InvalidReport, SOURCE};
use crate::domain::action::Rating;
use crate::domain::feedback::plan::Plan;
use crate::domain::feedback::reasoning::{Aspect, AspectSeen, Reasoning};
use crate::domain::feedback::star::Story;
use crate::domain::feedback::{Evidence, Guard, GuardSeen, PointSeen, Report};
use crate::domain::question::Minutes;
use delivery::RawDelivery;
use evidence::{RawEvidence, each, maybe};
pub(super) use step::RawStep;
use story::{RawPlan, RawStory};

#[derive(Serialize, Deserialize)]
pub(super) struct RawReport {
    engine: u32,
    /// Who observed; the first version did not say it.
    #[serde(default = "source")]
    source: String,
    words: u32,
    speaking_seconds: u32,
    minutes: RawMinutes,
    points: Vec<RawPoint>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    story: Option<RawStory>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    plan: Option<RawPlan>,
    #[serde(default)]
    reasoning: Vec<RawNamed>,
    /// What the question lives from and was not found.
    #[serde(default)]
    unspoken: Vec<String>,
    #[serde(default)]
    delivery: RawDelivery,
    #[serde(default)]
    guards: Vec<RawGuard>,
    next_step: RawStep,
    #[serde(default)]
    suggested: Option<String>,
    /// For readers of the JSON: the points that are named as not found.
    #[serde(default)]
    missing: Vec<u8>,
    /// For readers of the JSON: those beyond.
    #[serde(default)]
    further: Vec<u8>,
}

fn source() -> String {
    SOURCE.to_owned()
}

#[derive(Serialize, Deserialize)]
struct RawMinutes {
    from: u8,
    to: u8,
}

#[derive(Serialize, Deserialize)]
struct RawPoint {
    index: u8,
    #[serde(default)]
    found: Option<RawEvidence>,
    #[serde(default)]
    disputed: bool,
}

#[derive(Serialize, Deserialize)]
struct RawNamed {
    name: String,
    #[serde(flatten)]
    evidence: RawEvidence,
}

/// The first version wrote names alone.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum RawGuard {
    Name(String),
    Seen {
        name: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        found: Option<RawEvidence>,
    },
}

impl From<&Report> for RawReport {
    fn from(report: &Report) -> Self {
        let aspects = report.reasoning.seen.iter();
        let unspoken = report.reasoning.unspoken.iter();
        Self {
            engine: report.engine,
            source: source(),
            words: report.words,
            speaking_seconds: report.speaking_seconds,
            minutes: RawMinutes {
                from: report.minutes.from(),
                to: report.minutes.to(),
            },
            points: report.points.iter().map(RawPoint::from).collect(),
            story: report.story.as_ref().map(RawStory::from),
            plan: report.plan.as_ref().map(RawPlan::from),
            reasoning: aspects.map(RawNamed::from).collect(),
            unspoken: unspoken.map(|aspect| aspect.name().to_owned()).collect(),
            delivery: RawDelivery::from(&report.delivery),
            guards: report.guards.iter().map(RawGuard::from).collect(),
            next_step: RawStep::from(report.next_step),
            suggested: report.suggested.map(|rating| rating.name().to_owned()),
            missing: report.named_points(),
            further: report.further_points(),
        }
    }
}

impl TryFrom<RawReport> for Report {
    type Error = InvalidReport;

    fn try_from(raw: RawReport) -> Result<Self, InvalidReport> {
        if raw.source != SOURCE {
            return Err(InvalidReport::AnotherSource(raw.source));
        }
        let minutes = Minutes::new(raw.minutes.from, raw.minutes.to)
            .ok_or(InvalidReport::OutOfRange("`minutes`"))?;
        let aspects = raw.unspoken.iter();
        Ok(Self {
            engine: raw.engine,
            words: raw.words,
            speaking_seconds: raw.speaking_seconds,
            minutes,
            points: each(raw.points)?,
            story: raw.story.map(Story::try_from).transpose()?,
            plan: raw.plan.map(Plan::try_from).transpose()?,
            reasoning: Reasoning {
                seen: known(raw.reasoning, |named| Aspect::parse(&named.name))?,
                unspoken: aspects.filter_map(|name| Aspect::parse(name)).collect(),
            },
            delivery: raw.delivery.try_into()?,
            guards: guards(raw.guards)?,
            next_step: raw.next_step.into(),
            suggested: raw.suggested.as_deref().and_then(Rating::parse),
        })
    }
}

/// The aspects whose name this version knows.
fn known(
    raw: Vec<RawNamed>,
    parse: impl Fn(&RawNamed) -> Option<Aspect>,
) -> Result<Vec<AspectSeen>, InvalidReport> {
    let known = raw.into_iter().filter_map(|named| {
        let aspect = parse(&named)?;
        Some(Evidence::try_from(named.evidence).map(|evidence| AspectSeen { aspect, evidence }))
    });
    known.collect()
}

fn guards(raw: Vec<RawGuard>) -> Result<Vec<GuardSeen>, InvalidReport> {
    let known = raw.into_iter().filter_map(|guard| {
        let (name, found) = match guard {
            RawGuard::Name(name) => (name, None),
            RawGuard::Seen { name, found } => (name, found),
        };
        let guard = Guard::parse(&name)?;
        let evidence = found.map(Evidence::try_from).transpose();
        Some(evidence.map(|evidence| GuardSeen { guard, evidence }))
    });
    known.collect()
}

impl From<&PointSeen> for RawPoint {
    fn from(point: &PointSeen) -> Self {
        Self {
            index: point.index,
            found: point.found.as_ref().map(RawEvidence::from),
            disputed: point.disputed,
        }
    }
}

impl TryFrom<RawPoint> for PointSeen {
    type Error = InvalidReport;

    fn try_from(raw: RawPoint) -> Result<Self, InvalidReport> {
        Ok(Self {
            index: raw.index,
            found: maybe(raw.found)?,
            disputed: raw.disputed,
        })
    }
}

impl From<&AspectSeen> for RawNamed {
    fn from(seen: &AspectSeen) -> Self {
        Self {
            name: seen.aspect.name().to_owned(),
            evidence: RawEvidence::from(&seen.evidence),
        }
    }
}

impl From<&GuardSeen> for RawGuard {
    fn from(seen: &GuardSeen) -> Self {
        Self::Seen {
            name: seen.guard.name().to_owned(),
            found: seen.evidence.as_ref().map(RawEvidence::from),
        }
    }
}
