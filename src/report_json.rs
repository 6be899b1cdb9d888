//! Reports as JSON: what `greenroom feedback --json` prints and what the store keeps.
//!
//! Reading takes what later versions add and leaves it out; what it can't understand at all is
//! an error, never a guess. Places in the answer are bytes of its UTF-8 text.

use serde::{Deserialize, Serialize};

use crate::domain::feedback::{Evidence, Guard, NextStep, PointSeen, Report};
use crate::domain::question::Minutes;

/// A text that is no report.
#[derive(Debug, thiserror::Error)]
pub enum InvalidReport {
    /// It is not JSON, or lacks a part.
    #[error("this is not a report: {0}")]
    Json(#[from] serde_json::Error),
    /// A part has a value that no version wrote.
    #[error("this is not a report: {0} is out of range")]
    OutOfRange(&'static str),
}

/// The report as one line of JSON.
pub fn to_json(report: &Report) -> String {
    serde_json::to_string(&RawReport::from(report)).expect("texts and numbers are always JSON")
}

/// The report that was written so.
///
/// # Errors
/// When the text is not JSON, lacks a part that every version wrote, or has impossible minutes.
/// A guard or next step that this version does not know is left out or said as
/// [`NextStep::SayAloud`].
pub fn from_json(text: &str) -> Result<Report, InvalidReport> {
    serde_json::from_str::<RawReport>(text)?.try_into()
}

#[derive(Serialize, Deserialize)]
struct RawReport {
    engine: u32,
    words: u32,
    speaking_seconds: u32,
    minutes: RawMinutes,
    points: Vec<RawPoint>,
    #[serde(default)]
    guards: Vec<String>,
    next_step: RawStep,
    /// For readers of the JSON; follows from the points.
    #[serde(default)]
    missing: Vec<u8>,
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
struct RawEvidence {
    start: usize,
    end: usize,
    quote: String,
}

#[derive(Serialize, Deserialize)]
struct RawStep {
    kind: String,
    /// The key point or follow-up question that is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    index: Option<u8>,
}

impl From<&Report> for RawReport {
    fn from(report: &Report) -> Self {
        Self {
            engine: report.engine,
            words: report.words,
            speaking_seconds: report.speaking_seconds,
            minutes: RawMinutes {
                from: report.minutes.from(),
                to: report.minutes.to(),
            },
            points: report.points.iter().map(RawPoint::from).collect(),
            guards: report
                .guards
                .iter()
                .map(|guard| guard.name().to_owned())
                .collect(),
            next_step: RawStep::from(report.next_step),
            missing: report.missing(),
        }
    }
}

impl From<&PointSeen> for RawPoint {
    fn from(point: &PointSeen) -> Self {
        Self {
            index: point.index,
            found: point.found.as_ref().map(|evidence| RawEvidence {
                start: evidence.range.start,
                end: evidence.range.end,
                quote: evidence.quote.clone(),
            }),
            disputed: point.disputed,
        }
    }
}

impl From<NextStep> for RawStep {
    fn from(step: NextStep) -> Self {
        let (kind, index) = match step {
            NextStep::Answer => ("answer", None),
            NextStep::QuestionLanguage => ("question-language", None),
            NextStep::OwnWords => ("own-words", None),
            NextStep::SayMore => ("say-more", None),
            NextStep::CoverPoint(index) => ("cover-point", Some(index)),
            NextStep::AddFigure => ("add-figure", None),
            NextStep::Lengthen => ("lengthen", None),
            NextStep::Shorten => ("shorten", None),
            NextStep::FollowUp(index) => ("follow-up", Some(index)),
            NextStep::SayAloud => ("say-aloud", None),
        };
        Self {
            kind: kind.to_owned(),
            index,
        }
    }
}

impl From<RawStep> for NextStep {
    fn from(raw: RawStep) -> Self {
        match (raw.kind.as_str(), raw.index) {
            ("answer", _) => Self::Answer,
            ("question-language", _) => Self::QuestionLanguage,
            ("own-words", _) => Self::OwnWords,
            ("say-more", _) => Self::SayMore,
            ("cover-point", Some(index)) => Self::CoverPoint(index),
            ("add-figure", _) => Self::AddFigure,
            ("lengthen", _) => Self::Lengthen,
            ("shorten", _) => Self::Shorten,
            ("follow-up", Some(index)) => Self::FollowUp(index),
            _ => Self::SayAloud,
        }
    }
}

impl TryFrom<RawReport> for Report {
    type Error = InvalidReport;

    fn try_from(raw: RawReport) -> Result<Self, InvalidReport> {
        let minutes = Minutes::new(raw.minutes.from, raw.minutes.to)
            .ok_or(InvalidReport::OutOfRange("`minutes`"))?;
        Ok(Self {
            engine: raw.engine,
            words: raw.words,
            speaking_seconds: raw.speaking_seconds,
            minutes,
            points: raw
                .points
                .into_iter()
                .map(PointSeen::try_from)
                .collect::<Result<_, _>>()?,
            guards: raw
                .guards
                .iter()
                .filter_map(|name| Guard::parse(name))
                .collect(),
            next_step: raw.next_step.into(),
        })
    }
}

impl TryFrom<RawPoint> for PointSeen {
    type Error = InvalidReport;

    fn try_from(raw: RawPoint) -> Result<Self, InvalidReport> {
        let found = raw
            .found
            .map(|evidence| {
                if evidence.start > evidence.end {
                    return Err(InvalidReport::OutOfRange("the place of a quotation"));
                }
                Ok(Evidence {
                    range: evidence.start..evidence.end,
                    quote: evidence.quote,
                })
            })
            .transpose()?;
        Ok(Self {
            index: raw.index,
            found,
            disputed: raw.disputed,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::feedback::observe;
    use crate::domain::fixture;
    use insta::assert_snapshot;
    use proptest::prelude::*;

    #[test]
    fn a_report_is_one_line() {
        let report = observe(&fixture::rollout(), "Pods drain, and I say \"so\".", &[2]);
        assert_snapshot!(to_json(&report), @r#"
    {"engine":1,"words":6,"speaking_seconds":3,"minutes":{"from":1,"to":3},"points":[{"index":0,"found":null,"disputed":false},{"index":1,"found":{"start":0,"end":25,"quote":"Pods drain, and I say \"so"},"disputed":false},{"index":2,"found":null,"disputed":true},{"index":3,"found":null,"disputed":false}],"guards":["too-short"],"next_step":{"kind":"say-more"},"missing":[0,3]}
    "#);
    }

    #[test]
    fn later_versions_can_be_read_and_nonsense_can_not() {
        let later = r#"{"engine":9,"words":1,"speaking_seconds":1,"minutes":{"from":1,"to":2,"x":1},
            "points":[{"index":0,"score":5}],"guards":["echo","new"],"next_step":{"kind":"new"}}"#;
        let report = from_json(later).expect("a later version's");
        assert_eq!((report.engine, report.guards), (9, vec![Guard::Echo]));
        assert_eq!(report.next_step, NextStep::SayAloud);
        let minutes = later.replace("\"from\":1", "\"from\":3");
        let backwards = later.replace("\"score\":5", r#""found":{"start":2,"end":1,"quote":""}"#);
        for text in ["", "{}", "[1]", minutes.as_str(), backwards.as_str()] {
            assert!(from_json(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(answer in "\\PC{0,80}|(probe |drain |surge |\")*", dispute: u8) {
            let report = observe(&fixture::rollout(), &answer, &[dispute % 6]);
            let read = from_json(&to_json(&report)).expect("written by us");
            prop_assert_eq!(read, report);
        }
    }

    #[test]
    fn every_step_is_read_back() {
        use NextStep::*;
        for step in [
            Answer,
            QuestionLanguage,
            OwnWords,
            SayMore,
            CoverPoint(3),
            AddFigure,
            Lengthen,
            Shorten,
            FollowUp(1),
            SayAloud,
        ] {
            assert_eq!(NextStep::from(RawStep::from(step)), step);
        }
    }
}
