//! Which question a schedule posts on a date.
//!
//! A pure function of the bank, the filter, what was posted and skipped before, the schedule and
//! the date, by a hash that is written down: every process picks the same, and so does a preview.
//! No question returns before all that the filter admits were posted; then the least recent does.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::domain::bank::Bank;
use crate::domain::id::ScheduleId;
use crate::domain::question::{Question, QuestionId};
use crate::domain::seed::stable_hash;
use crate::domain::select::Filter;

/// What was asked in a channel before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Before {
    /// What was posted and when, latest first.
    pub posted: Vec<(QuestionId, Timestamp)>,
    /// What organisers skipped, latest first.
    pub skipped: Vec<QuestionId>,
}

/// How much a question is wanted, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// Not asked yet. Another topic than the last one comes first, then the hash decides.
    New { same_topic: bool, hash: u64 },
    /// Skipped, and not posted: the one that was skipped first comes first.
    Skipped { lately: std::cmp::Reverse<usize> },
    /// Posted: the least recent comes first.
    Posted { at: Timestamp, hash: u64 },
}

/// The question for this date; `None` where the filter admits none. Those in `excluded` come only
/// where nothing else is left.
pub fn pick(
    bank: &Bank,
    filter: &Filter,
    before: &Before,
    excluded: &[QuestionId],
    schedule: ScheduleId,
    date: Date,
) -> Option<Arc<Question>> {
    let known = Known::of(bank, before, excluded);
    let (schedule, date) = (schedule.to_string(), date.to_string());
    bank.questions()
        .iter()
        .enumerate()
        .filter(|(_, question)| filter.admits(question))
        .min_by_key(|&(place, question)| {
            let hash = stable_hash(["daily", &schedule, &date, question.id.as_str()]);
            (
                known.excluded.contains(&place),
                known.rank(place, question, hash),
                place,
            )
        })
        .map(|(_, question)| Arc::clone(question))
}

/// What was asked before, by places in the bank: renamed questions count by their former ids.
struct Known<'a> {
    posted: HashMap<usize, Timestamp>,
    skipped: HashMap<usize, usize>,
    excluded: Vec<usize>,
    last_topic: Option<&'a str>,
}

impl<'a> Known<'a> {
    fn of(bank: &'a Bank, before: &Before, excluded: &[QuestionId]) -> Self {
        let mut posted: HashMap<usize, Timestamp> = HashMap::new();
        let mut last_topic = None;
        for (id, at) in &before.posted {
            let Some(place) = bank.place(id) else {
                continue;
            };
            last_topic.get_or_insert(bank.questions()[place].topic.as_str());
            posted.entry(place).or_insert(*at);
        }
        let mut skipped = HashMap::new();
        for (lately, id) in before.skipped.iter().enumerate() {
            if let Some(place) = bank.place(id) {
                skipped.entry(place).or_insert(lately);
            }
        }
        Self {
            posted,
            skipped,
            excluded: excluded.iter().filter_map(|id| bank.place(id)).collect(),
            last_topic,
        }
    }

    fn rank(&self, place: usize, question: &Question, hash: u64) -> Rank {
        if let Some(&at) = self.posted.get(&place) {
            return Rank::Posted { at, hash };
        }
        match self.skipped.get(&place) {
            Some(&lately) => Rank::Skipped {
                lately: std::cmp::Reverse(lately),
            },
            None => Rank::New {
                same_topic: self.last_topic == Some(question.topic.as_str()),
                hash,
            },
        }
    }
}

#[cfg(test)]
#[path = "pick_tests.rs"]
mod tests;
