//! The next step in JSON.

use serde::{Deserialize, Serialize};

use crate::domain::feedback::NextStep;

#[derive(Serialize, Deserialize)]
pub(in crate::report_json) struct RawStep {
    kind: String,
    /// The key point or follow-up question that is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    index: Option<u8>,
}

impl From<NextStep> for RawStep {
    fn from(step: NextStep) -> Self {
        let (kind, index) = match step {
            NextStep::Answer => ("answer", None),
            NextStep::QuestionLanguage => ("question-language", None),
            NextStep::OwnWords => ("own-words", None),
            NextStep::Sentences => ("sentences", None),
            NextStep::FindOut => ("find-out", None),
            NextStep::SayMore => ("say-more", None),
            NextStep::TellResult => ("tell-result", None),
            NextStep::TellOwnPart => ("tell-own-part", None),
            NextStep::LookFirst => ("look-first", None),
            NextStep::StopHarm => ("stop-harm", None),
            NextStep::Weigh => ("weigh", None),
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
            ("sentences", _) => Self::Sentences,
            ("find-out", _) => Self::FindOut,
            ("say-more", _) => Self::SayMore,
            ("tell-result", _) => Self::TellResult,
            ("tell-own-part", _) => Self::TellOwnPart,
            ("look-first", _) => Self::LookFirst,
            ("stop-harm", _) => Self::StopHarm,
            ("weigh", _) => Self::Weigh,
            ("cover-point", Some(index)) => Self::CoverPoint(index),
            ("add-figure", _) => Self::AddFigure,
            ("lengthen", _) => Self::Lengthen,
            ("shorten", _) => Self::Shorten,
            ("follow-up", Some(index)) => Self::FollowUp(index),
            _ => Self::SayAloud,
        }
    }
}
