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
