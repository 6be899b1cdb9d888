//! Roles: jobs as they are advertised, with the interviews for them and a way to prepare.
//!
//! Imported roles may lack parts: those are empty or `None`, and whoever renders them leaves
//! them out.

use super::question::{Kind, Minutes};

/// A role, as its file in the bank describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// The file's name, e.g. `platform-engineer`; a slug.
    pub name: String,
    /// As people write it, e.g. `Platform engineer`.
    pub title: String,
    /// What people in it do and answer for.
    pub summary: String,
    /// What it asks for.
    pub competencies: Vec<Competency>,
    /// Its interviews, in the order in which a candidate meets them.
    pub rounds: Vec<Round>,
    /// A self-introduction to learn from.
    pub introduction: Option<Introduction>,
    /// The way to prepare, phase after phase.
    pub roadmap: Vec<Phase>,
    /// What to have ready before the interview.
    pub checklist: Vec<String>,
}

/// Something that a role asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Competency {
    /// As people in that job say it.
    pub name: String,
    /// What an interviewer sees or hears of it.
    pub shows: Vec<String>,
    /// Ids of the topics to practise it with.
    pub topics: Vec<String>,
}

/// One interview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// As people in that job say it.
    pub name: String,
    /// How long it takes.
    pub minutes: Option<Minutes>,
    /// What it is held for.
    pub assesses: Vec<String>,
    /// Ids of the topics that its questions come from; any topic where there is none.
    pub topics: Vec<String>,
    /// What its questions ask for; any kind where there is none.
    pub kinds: Vec<Kind>,
    /// Names of the scorecards by which it is judged.
    pub scorecards: Vec<String>,
}

/// A self-introduction of about two minutes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Introduction {
    /// What somebody says.
    pub text: String,
    /// What a reader may take over from it.
    pub works_because: Vec<String>,
}

/// A part of the preparation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phase {
    /// What it is about.
    pub name: String,
    /// When it takes place.
    pub weeks: Option<Weeks>,
    /// What to have reached at its end.
    pub goals: Vec<String>,
    /// What to drill.
    pub practice: Vec<String>,
}

/// Weeks of a preparation, counted from 1, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weeks {
    first: u8,
    last: u8,
}

impl Weeks {
    /// From the first to the last week; `None` unless `1 <= first <= last`.
    pub const fn new(first: u8, last: u8) -> Option<Self> {
        if 1 <= first && first <= last {
            Some(Self { first, last })
        } else {
            None
        }
    }

    /// The first week.
    pub const fn first(self) -> u8 {
        self.first
    }

    /// The last week.
    pub const fn last(self) -> u8 {
        self.last
    }
}
