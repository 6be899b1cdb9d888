//! Which question a person gets next.
//!
//! The choice is a pure function of the bank, the filter, the person's encounters, the instant
//! and the generator's state: it uses the generator's `next_u64` alone, by a rule written down
//! here, so that every version and every process agrees.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use rand::Rng;

use super::bank::Bank;
use super::question::{Question, QuestionId};

/// What a question must be like; an empty filter lets every question through.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Ids of topics, any of which will do.
    pub topics: Vec<String>,
    /// The difficulty.
    pub difficulty: Option<super::question::Difficulty>,
    /// The kind.
    pub kind: Option<super::question::Kind>,
    /// The id of an interview round.
    pub round: Option<String>,
}

impl Filter {
    /// Whether it lets a question through.
    pub fn admits(&self, question: &Question) -> bool {
        (self.topics.is_empty() || self.topics.contains(&question.topic))
            && self.difficulty.is_none_or(|it| it == question.difficulty)
            && self.kind.is_none_or(|it| it == question.kind)
            && self
                .round
                .as_ref()
                .is_none_or(|round| question.rounds.contains(round))
    }
}

/// A question that a person was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Encounter {
    /// The question, by the id that it had then.
    pub question: QuestionId,
    /// When it was asked.
    pub at: Timestamp,
    /// Whether the person answered it.
    pub answered: bool,
}

/// An answer this long ago is as good as forgotten.
const FORGOTTEN_AFTER: SignedDuration = SignedDuration::from_hours(60 * 24);
/// Competencies are spread over this many of the last encounters.
const LAST_ENCOUNTERS: usize = 10;

/// How much a person wants a question, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tier {
    /// Never met.
    New,
    /// Met, and not answered.
    Unanswered,
    /// Met last of all, and not answered: somebody who skips wants to see something else.
    JustSkipped,
    /// Answered long ago.
    Forgotten,
    /// Answered lately; the earlier, the better.
    Fresh(Timestamp),
}

/// The next question for a person; `None` where the filter admits none.
///
/// `encounters` are the person's own, newest first; those with questions that the bank no longer
/// has are ignored, and renamed questions count by their former ids. Questions of the best tier
/// are narrowed to those whose competencies the person met least in the last ten encounters;
/// among these the generator decides. The same arguments always give the same question.
pub fn select(
    bank: &Bank,
    filter: &Filter,
    encounters: &[Encounter],
    now: Timestamp,
    rng: &mut impl Rng,
) -> Option<Arc<Question>> {
    let met = tiers(bank, encounters, now);
    let tier_of = |place: usize| met.get(&place).copied().unwrap_or(Tier::New);
    let admitted = || {
        bank.questions()
            .iter()
            .enumerate()
            .filter(|(_, question)| filter.admits(question))
            .map(|(place, _)| place)
    };
    let best = admitted().map(tier_of).min()?;
    let exposure = Exposure::of(bank, encounters);
    let mut candidates = Vec::new();
    let mut least = None;
    for place in admitted().filter(|&place| tier_of(place) == best) {
        let exposed = exposure.to(bank, place);
        if least.is_none_or(|least| exposed < least) {
            least = Some(exposed);
            candidates.clear();
        }
        if least == Some(exposed) {
            candidates.push(place);
        }
    }
    let place = candidates[index_below(candidates.len(), rng)?];
    Some(Arc::clone(&bank.questions()[place]))
}

/// The tier of each question that was met, by its place in the bank.
fn tiers(bank: &Bank, encounters: &[Encounter], now: Timestamp) -> HashMap<usize, Tier> {
    let mut last_answers: HashMap<usize, Option<Timestamp>> = HashMap::new();
    let mut last_met = None;
    for encounter in encounters {
        let Some(place) = bank.place(&encounter.question) else {
            continue;
        };
        last_met.get_or_insert(place);
        let answer = last_answers.entry(place).or_default();
        if encounter.answered {
            *answer = (*answer).max(Some(encounter.at));
        }
    }
    last_answers
        .into_iter()
        .map(|(place, answer)| {
            let tier = match answer {
                None if last_met == Some(place) => Tier::JustSkipped,
                None => Tier::Unanswered,
                Some(at) if now.duration_since(at) > FORGOTTEN_AFTER => Tier::Forgotten,
                Some(at) => Tier::Fresh(at),
            };
            (place, tier)
        })
        .collect()
}

/// How often each competency was met lately.
struct Exposure {
    counts: Vec<u32>,
}

impl Exposure {
    fn of(bank: &Bank, encounters: &[Encounter]) -> Self {
        let mut counts = vec![0; bank.subjects()];
        let met = encounters
            .iter()
            .filter_map(|encounter| bank.place(&encounter.question));
        for place in met.take(LAST_ENCOUNTERS) {
            for &subject in bank.subjects_of(place) {
                counts[usize::from(subject)] += 1;
            }
        }
        Self { counts }
    }

    /// The mean over a question's competencies, in thousandths, so that questions with many are
    /// not passed over for that alone.
    fn to(&self, bank: &Bank, place: usize) -> u32 {
        let subjects = bank.subjects_of(place);
        let sum: u32 = subjects
            .iter()
            .map(|&subject| self.counts[usize::from(subject)])
            .sum();
        sum * 1_000 / u32::try_from(subjects.len().max(1)).unwrap_or(u32::MAX)
    }
}

/// A number below `count`, by multiplying and shifting one `next_u64`; `None` where there is none.
fn index_below(count: usize, rng: &mut impl Rng) -> Option<usize> {
    let wide = u128::from(rng.next_u64()) * (count as u128);
    (count > 0)
        .then(|| usize::try_from(wide >> 64).ok())
        .flatten()
}

#[cfg(test)]
#[path = "select_tests.rs"]
mod tests;
