//! How an answer is told, in JSON.

use serde::{Deserialize, Serialize};

use super::evidence::{RawEvidence, each, range};
use crate::domain::feedback::Evidence;
use crate::domain::feedback::delivery::{Delivery, LongSentence, WordUsed};
use crate::report_json::InvalidReport;

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct RawDelivery {
    hedges: Vec<RawEvidence>,
    fillers: Vec<RawEvidence>,
    longest: Option<RawLongest>,
    most_used: Vec<RawUsed>,
    terms: Vec<RawEvidence>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct RawLongest {
    start: usize,
    end: usize,
    words: u32,
}

#[derive(Serialize, Deserialize)]
pub(super) struct RawUsed {
    #[serde(flatten)]
    evidence: RawEvidence,
    times: u32,
}

impl From<&Delivery> for RawDelivery {
    fn from(delivery: &Delivery) -> Self {
        let all = |evidence: &[Evidence]| evidence.iter().map(RawEvidence::from).collect();
        let used = |word: &WordUsed| RawUsed {
            evidence: RawEvidence::from(&word.evidence),
            times: word.times,
        };
        let longest = |longest: &LongSentence| RawLongest {
            start: longest.range.start,
            end: longest.range.end,
            words: longest.words,
        };
        Self {
            hedges: all(&delivery.hedges),
            fillers: all(&delivery.fillers),
            longest: delivery.longest.as_ref().map(longest),
            most_used: delivery.most_used.iter().map(used).collect(),
            terms: all(&delivery.terms),
        }
    }
}

impl TryFrom<RawDelivery> for Delivery {
    type Error = InvalidReport;

    fn try_from(raw: RawDelivery) -> Result<Self, InvalidReport> {
        let used = |raw: RawUsed| {
            Ok(WordUsed {
                evidence: raw.evidence.try_into()?,
                times: raw.times,
            })
        };
        let longest = |raw: RawLongest| {
            Ok::<_, InvalidReport>(LongSentence {
                range: range(raw.start, raw.end)?,
                words: raw.words,
            })
        };
        Ok(Self {
            hedges: each(raw.hedges)?,
            fillers: each(raw.fillers)?,
            longest: raw.longest.map(longest).transpose()?,
            most_used: raw
                .most_used
                .into_iter()
                .map(used)
                .collect::<Result<_, InvalidReport>>()?,
            terms: each(raw.terms)?,
        })
    }
}
