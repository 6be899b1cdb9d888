//! Words of an answer and their places in JSON.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::domain::feedback::Evidence;
use crate::report_json::InvalidReport;

#[derive(Serialize, Deserialize)]
pub(super) struct RawEvidence {
    start: usize,
    end: usize,
    quote: String,
}

/// Each part read; the first that can't be is the error.
pub(super) fn each<Raw, Part>(raw: Vec<Raw>) -> Result<Vec<Part>, InvalidReport>
where
    Part: TryFrom<Raw, Error = InvalidReport>,
{
    raw.into_iter().map(Part::try_from).collect()
}

pub(super) fn maybe(raw: Option<RawEvidence>) -> Result<Option<Evidence>, InvalidReport> {
    raw.map(Evidence::try_from).transpose()
}

pub(super) fn range(start: usize, end: usize) -> Result<Range<usize>, InvalidReport> {
    if start > end {
        return Err(InvalidReport::OutOfRange("the place of a quotation"));
    }
    Ok(start..end)
}

impl From<&Evidence> for RawEvidence {
    fn from(evidence: &Evidence) -> Self {
        Self {
            start: evidence.range.start,
            end: evidence.range.end,
            quote: evidence.quote.clone(),
        }
    }
}

impl TryFrom<RawEvidence> for Evidence {
    type Error = InvalidReport;

    fn try_from(raw: RawEvidence) -> Result<Self, InvalidReport> {
        Ok(Self {
            range: range(raw.start, raw.end)?,
            quote: raw.quote,
        })
    }
}
