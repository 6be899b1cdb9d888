//! Which question a person gets next.

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

/// A question that a person met before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Encounter {
    /// The question, by the id that it had then.
    pub question: super::question::QuestionId,
    /// When they met it last.
    pub at: jiff::Timestamp,
    /// Whether they ever answered it.
    pub answered: bool,
}
