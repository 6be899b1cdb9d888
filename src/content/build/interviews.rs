//! Roles and scorecards of checked files.

use super::super::raw::{RawRole, RawScorecard};
use super::{minutes, value, values};
use crate::domain::question::Kind;
use crate::domain::role::{Competency, Introduction, Phase, Role, Round, Weeks};
use crate::domain::scorecard::{Anchors, Scorecard};

/// The role of a file.
pub(in crate::content) fn role(raw: RawRole, name: &str) -> Role {
    let competencies = raw.competencies.into_iter().map(|it| Competency {
        name: value(it.name),
        shows: values(it.shows),
        topics: values(it.topics),
    });
    let rounds = raw.rounds.into_iter().map(|it| Round {
        name: value(it.name),
        minutes: it.minutes.and_then(|range| minutes(range.value)),
        assesses: values(it.assesses),
        topics: values(it.topics),
        kinds: (it.kinds.iter())
            .filter_map(|kind| Kind::parse(&kind.value))
            .collect(),
        scorecards: values(it.scorecards),
    });
    let roadmap = raw.roadmap.into_iter().map(|it| Phase {
        name: value(it.phase),
        weeks: it.weeks.and_then(|range| weeks(range.value)),
        goals: values(it.goals),
        practice: values(it.practice),
    });
    Role {
        name: name.to_owned(),
        title: value(raw.title),
        summary: value(raw.summary),
        competencies: competencies.collect(),
        rounds: rounds.collect(),
        introduction: raw.introduction.map(|it| Introduction {
            text: value(it.text),
            works_because: values(it.works_because),
        }),
        roadmap: roadmap.collect(),
        checklist: values(raw.checklist),
    }
}

/// The scorecard of a file; `None` where it lacks its anchors.
pub(in crate::content) fn scorecard(raw: RawScorecard, name: &str) -> Option<Scorecard> {
    let anchors = raw.anchors?;
    Some(Scorecard {
        name: name.to_owned(),
        title: value(raw.title),
        assesses: value(raw.assesses),
        strong: values(raw.strong),
        red_flags: values(raw.red_flags),
        anchors: Anchors {
            one: value(anchors.one),
            three: value(anchors.three),
            five: value(anchors.five),
        },
    })
}

/// The weeks, where they are a range.
pub(in crate::content) fn weeks((first, last): (i64, i64)) -> Option<Weeks> {
    Weeks::new(u8::try_from(first).ok()?, u8::try_from(last).ok()?)
}
