//! The question bank in memory: immutable once built, shared behind an `Arc`.
//!
//! Invariants: ids are unique, and no former id (`was`) is another question's present id or is
//! claimed twice; the loader reports such faults before a bank is built.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::framework::Framework;
use super::question::{Question, QuestionId};

/// A name from one of the bank's vocabularies (topics, competencies, rounds).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// As files and command options spell it.
    pub id: String,
    /// As people write it.
    pub name: String,
}

impl Named {
    /// Id and name of each, as [`super::search::suggest_names`] takes them.
    pub fn pairs(names: &[Self]) -> impl Iterator<Item = (&str, &str)> {
        names
            .iter()
            .map(|named| (named.id.as_str(), named.name.as_str()))
    }
}

/// The vocabularies of a bank, in the order in which people are shown them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// Topics.
    pub topics: Vec<Named>,
    /// Competencies.
    pub competencies: Vec<Named>,
    /// Interview rounds.
    pub rounds: Vec<Named>,
}

impl Vocabulary {
    /// How people write this topic; its id where the bank has no name for it.
    pub fn topic<'a>(&'a self, id: &'a str) -> &'a str {
        name_of(&self.topics, id)
    }

    /// How people write this competency; its id where the bank has no name for it.
    pub fn competency<'a>(&'a self, id: &'a str) -> &'a str {
        name_of(&self.competencies, id)
    }

    /// How people write this round; its id where the bank has no name for it.
    pub fn round<'a>(&'a self, id: &'a str) -> &'a str {
        name_of(&self.rounds, id)
    }
}

fn name_of<'a>(names: &'a [Named], id: &'a str) -> &'a str {
    names
        .iter()
        .find(|named| named.id == id)
        .map_or(id, |named| &named.name)
}

/// All questions and frameworks.
#[derive(Debug, Default)]
pub struct Bank {
    vocabulary: Vocabulary,
    questions: Vec<Arc<Question>>,
    places: HashMap<QuestionId, usize>,
    subjects: Subjects,
    frameworks: BTreeMap<String, Framework>,
}

impl Bank {
    /// A bank of these questions (kept in this order) and frameworks.
    pub fn new(
        vocabulary: Vocabulary,
        questions: Vec<Question>,
        frameworks: Vec<Framework>,
    ) -> Self {
        let questions: Vec<_> = questions.into_iter().map(Arc::new).collect();
        let mut places = HashMap::with_capacity(questions.len());
        for (place, question) in questions.iter().enumerate() {
            for former in &question.was {
                places.insert(former.clone(), place);
            }
        }
        for (place, question) in questions.iter().enumerate() {
            places.insert(question.id.clone(), place);
        }
        let frameworks = frameworks
            .into_iter()
            .map(|framework| (framework.name.clone(), framework))
            .collect();
        Self {
            vocabulary,
            subjects: Subjects::of(&questions),
            questions,
            places,
            frameworks,
        }
    }

    /// The names of topics, competencies and rounds.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// Every question.
    pub fn questions(&self) -> &[Arc<Question>] {
        &self.questions
    }

    /// The question that has this id or had it before.
    pub fn question(&self, id: &QuestionId) -> Option<&Arc<Question>> {
        self.places.get(id).map(|&place| &self.questions[place])
    }

    /// The place among [`Self::questions`] of the question that has this id or had it before.
    pub(super) fn place(&self, id: &QuestionId) -> Option<usize> {
        self.places.get(id).copied()
    }

    /// How many subjects there are.
    pub(super) fn subjects(&self) -> usize {
        self.subjects.count
    }

    /// The numbers of a question's subjects, by its place: its competencies, or its topic where
    /// it names none.
    pub(super) fn subjects_of(&self, place: usize) -> &[u16] {
        &self.subjects.of_questions[place]
    }

    /// The framework of this name.
    pub fn framework(&self, name: &str) -> Option<&Framework> {
        self.frameworks.get(name)
    }

    /// Every framework, by name.
    pub fn frameworks(&self) -> impl Iterator<Item = &Framework> {
        self.frameworks.values()
    }
}

/// Competencies and topics as numbers, so that choosing among many questions compares no texts.
#[derive(Debug, Default)]
struct Subjects {
    count: usize,
    of_questions: Vec<Box<[u16]>>,
}

impl Subjects {
    fn of(questions: &[Arc<Question>]) -> Self {
        let mut numbers: HashMap<&str, u16> = HashMap::new();
        let of_questions = questions
            .iter()
            .map(|question| {
                let names = if question.competencies.is_empty() {
                    std::slice::from_ref(&question.topic)
                } else {
                    &question.competencies
                };
                let number = |name| {
                    // Beyond 65,536 names the last number is shared, which only blurs the spread.
                    let next = u16::try_from(numbers.len()).unwrap_or(u16::MAX);
                    *numbers.entry(name).or_insert(next)
                };
                names.iter().map(String::as_str).map(number).collect()
            })
            .collect();
        Self {
            count: numbers.len(),
            of_questions,
        }
    }
}
