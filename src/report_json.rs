//! Reports as JSON: what `greenroom feedback --json` prints and what the store keeps.
//!
//! Reading takes what later versions add and leaves it out; what it can't understand at all is
//! an error, never a guess. Places in the answer are bytes of its UTF-8 text. `engine` is the
//! version of the rules: what a later one added is empty in an older report.
//!
//! A report says who observed: `"source": "rules"`. Others who look at the same answer, a peer or
//! a language model, write a JSON of their own with another `source`, stored beside this one; the
//! key `opinions` is kept free for whoever shows them together, and is left out in reading. So a
//! second opinion can come, go or be withheld, and this one stays as it was made.

mod raw;

use crate::domain::feedback::Report;
use raw::RawReport;

/// Who observes by these rules.
const SOURCE: &str = "rules";

/// A text that is no report.
#[derive(Debug, thiserror::Error)]
pub enum InvalidReport {
    /// It is not JSON, or lacks a part.
    #[error("this is not a report: {0}")]
    Json(#[from] serde_json::Error),
    /// A part has a value that no version wrote.
    #[error("this is not a report: {0} is out of range")]
    OutOfRange(&'static str),
    /// Somebody else observed.
    #[error("this is another observer's report: its source is `{0}`")]
    AnotherSource(String),
}

/// The report as one line of JSON.
pub fn to_json(report: &Report) -> String {
    serde_json::to_string(&RawReport::from(report)).expect("texts and numbers are always JSON")
}

/// The report that was written so.
///
/// # Errors
/// When the text is not JSON, lacks a part that every version wrote, has impossible values,
/// or is another observer's.
/// A guard, part or aspect that this version does not know is left out, and such a next step is
/// read as saying it aloud.
pub fn from_json(text: &str) -> Result<Report, InvalidReport> {
    serde_json::from_str::<RawReport>(text)?.try_into()
}

#[cfg(test)]
mod tests {
    use super::raw::RawStep;
    use super::*;
    use crate::domain::feedback::observe;
    use crate::domain::feedback::{Guard, NextStep};
    use crate::domain::fixture;
    use crate::domain::question::Kind;
    use insta::assert_snapshot;
    use proptest::prelude::*;

    #[test]
    fn a_report_is_one_line() {
        let report = observe(&fixture::rollout(), "Pods drain, and I say \"so\".", &[2]);
        assert_snapshot!(to_json(&report), @r#"{"engine":2,"source":"rules","words":6,"speaking_seconds":3,"minutes":{"from":1,"to":3},"points":[{"index":0,"found":null,"disputed":false},{"index":1,"found":{"start":0,"end":25,"quote":"Pods drain, and I say \"so"},"disputed":false},{"index":2,"found":null,"disputed":true},{"index":3,"found":null,"disputed":false}],"reasoning":[],"unspoken":[],"delivery":{"hedges":[],"fillers":[],"longest":null,"most_used":[],"terms":[]},"guards":[{"name":"too-short"}],"next_step":{"kind":"say-more"},"suggested":"again","missing":[0,3],"further":[]}"#);
    }

    #[test]
    fn later_versions_can_be_read_and_nonsense_can_not() {
        let later = r#"{"engine":9,"words":1,"speaking_seconds":1,"minutes":{"from":1,"to":2,"x":1},
            "points":[{"index":0,"score":5}],"guards":["echo","new"],"next_step":{"kind":"new"}}"#;
        let report = from_json(later).expect("a later version's");
        assert_eq!(report.engine, 9);
        assert!(report.has(Guard::Echo) && report.guards.len() == 1);
        assert_eq!(report.next_step, NextStep::SayAloud);
        let another = later.replace("\"words\"", "\"source\":\"peer\",\"words\"");
        assert!(matches!(
            from_json(&another),
            Err(InvalidReport::AnotherSource(_))
        ));
        let beside = later.replace(
            "\"words\"",
            "\"opinions\":[{\"source\":\"peer\"}],\"words\"",
        );
        assert_eq!(from_json(&beside).expect("left out"), report);
        let minutes = later.replace("\"from\":1", "\"from\":3");
        let backwards = later.replace("\"score\":5", r#""found":{"start":2,"end":1,"quote":""}"#);
        for text in ["", "{}", "[1]", minutes.as_str(), backwards.as_str()] {
            assert!(from_json(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_first_versions_reports_can_be_read() {
        let first = r#"{"engine":1,"words":6,"speaking_seconds":3,"minutes":{"from":1,"to":3},"points":[{"index":0,"found":null,"disputed":false},{"index":1,"found":{"start":0,"end":25,"quote":"Pods drain, and I say \"so"},"disputed":false},{"index":2,"found":null,"disputed":true}],"guards":["too-short"],"next_step":{"kind":"say-more"},"missing":[0,3]}"#;
        let report = from_json(first).expect("an older version's");
        assert!(report.has(Guard::TooShort));
        assert_eq!((report.engine, report.points.len()), (1, 3));
        assert_eq!((report.story, report.suggested), (None, None));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(
            answer in "\\PC{0,80}|(probe |drain |surge |\"|I built it. |In the end |um |first |no idea )*",
            dispute: u8,
        ) {
            let mut situational = fixture::rollout();
            situational.kind = Kind::Situational;
            for question in [fixture::rollout(), fixture::conflict(), situational] {
                let report = observe(&question, &answer, &[dispute % 6]);
                let read = from_json(&to_json(&report)).expect("written by us");
                prop_assert_eq!(read, report);
            }
        }
    }

    #[test]
    fn every_step_is_read_back() {
        use NextStep::*;
        for step in [
            Answer,
            QuestionLanguage,
            OwnWords,
            Sentences,
            FindOut,
            TellResult,
            TellOwnPart,
            LookFirst,
            StopHarm,
            Weigh,
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
