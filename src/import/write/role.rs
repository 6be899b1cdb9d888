//! A role as its file spells it.

use serde::Serialize;

use super::super::role::Role;
use super::{texts, toml_of};

#[derive(Serialize)]
struct RoleFile<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    title: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    summary: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    checklist: &'a [String],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    competencies: Vec<CompetencyTable<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    rounds: Vec<RoundTable<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    introduction: Option<IntroductionTable<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    roadmap: Vec<PhaseTable<'a>>,
}

#[derive(Serialize)]
struct CompetencyTable<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    shows: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    topics: &'a [String],
}

#[derive(Serialize)]
struct RoundTable<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    minutes: Option<[u8; 2]>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    assesses: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    topics: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    kinds: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    scorecards: &'a [String],
}

#[derive(Serialize)]
struct IntroductionTable<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    text: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    works_because: &'a [String],
}

#[derive(Serialize)]
struct PhaseTable<'a> {
    phase: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    weeks: Option<[u8; 2]>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    goals: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    practice: &'a [String],
}

/// A role's file.
pub(in crate::import) fn role(role: &Role) -> String {
    let has_introduction = !role.introduction.is_empty() || !role.works_because.is_empty();
    toml_of(&RoleFile {
        title: &role.title,
        summary: &role.summary,
        checklist: &role.checklist,
        notes: texts(&role.notes),
        competencies: role
            .competencies
            .iter()
            .map(|it| CompetencyTable {
                name: &it.name,
                shows: &it.shows,
                topics: &it.topics,
            })
            .collect(),
        rounds: role
            .rounds
            .iter()
            .map(|it| RoundTable {
                name: &it.name,
                minutes: it.minutes.map(|minutes| [minutes.from(), minutes.to()]),
                assesses: &it.assesses,
                topics: &it.topics,
                kinds: &it.kinds,
                scorecards: &it.scorecards,
            })
            .collect(),
        introduction: has_introduction.then(|| IntroductionTable {
            text: &role.introduction,
            works_because: &role.works_because,
        }),
        roadmap: role
            .roadmap
            .iter()
            .map(|it| PhaseTable {
                phase: &it.phase,
                weeks: it.weeks.map(|(from, to)| [from, to]),
                goals: &it.goals,
                practice: &it.practice,
            })
            .collect(),
    })
}
