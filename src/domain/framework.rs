//! Answer frameworks: named ways to order an answer (STAR, MECE, ...).

/// A framework, as its file in the bank describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Framework {
    /// The file's name, e.g. `star`; questions refer to it.
    pub name: String,
    /// As people write it, e.g. `STAR`.
    pub title: String,
    /// One or two sentences.
    pub summary: String,
    /// When it fits.
    pub when: Vec<String>,
    /// Its steps, in order.
    pub steps: Vec<Step>,
    /// The steps filled in for one question.
    pub example: FilledExample,
    /// How it goes wrong.
    pub pitfalls: Vec<Pitfall>,
    /// Where to read more.
    pub sources: Vec<crate::domain::question::Source>,
}

/// One step of a framework.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its name, e.g. `Situation`.
    pub name: String,
    /// What belongs in it.
    pub explain: String,
}

/// A framework applied to one question from beginning to end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilledExample {
    /// The question that is answered.
    pub question: String,
    /// (step name, text), in the framework's order.
    pub steps: Vec<(String, String)>,
}

/// A way in which people misuse the framework.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pitfall {
    /// What goes wrong.
    pub say: String,
    /// What to do instead.
    pub fix: String,
}
