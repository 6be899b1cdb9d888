//! Scorecards: what an interviewer looks for in an area, for both sides of the table.

/// A scorecard, as its file in the bank describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scorecard {
    /// The file's name, e.g. `ci-cd`; a slug. Rounds of roles refer to it.
    pub name: String,
    /// As people write it, e.g. `CI/CD`.
    pub title: String,
    /// What the area is, and what is not meant by it.
    pub assesses: String,
    /// Signals that speak for somebody.
    pub strong: Vec<String>,
    /// Signals that speak against.
    pub red_flags: Vec<String>,
    /// What answers are like at three of five heights.
    pub anchors: Anchors,
}

/// Descriptions of an answer at 1, 3 and 5; 2 and 4 lie between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchors {
    /// An answer at 1.
    pub one: String,
    /// An answer at 3: a good colleague's.
    pub three: String,
    /// An answer at 5.
    pub five: String,
}
