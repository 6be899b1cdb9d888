//! The question bank in memory: immutable once built, shared behind an `Arc`.
//!
//! Invariants: ids are unique, and no former id (`was`) is another question's present id or is
//! claimed twice; the loader reports such faults before a bank is built.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::feedback::lexicon::Lexicon;
use super::framework::Framework;
use super::question::{Question, QuestionId};
use super::role::Role;
use super::scorecard::Scorecard;

/// A name from one of the bank's vocabularies (topics, competencies, rounds).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// As files and command options spell it.
    pub id: String,
    /// As people write it.
    pub name: String,
}

impl Named {
    /// An id without a name of its own, as people write it: `load-balancing` is "Load balancing".
    pub fn spelt_out(id: String) -> Self {
        let mut name = id.replace('-', " ");
        if let Some(first) = name.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        Self { id, name }
    }

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

impl Vocabulary {
    /// Takes in the names that these questions use and that it lacks, spelt out.
    fn learn(&mut self, questions: &[Arc<Question>]) {
        for question in questions {
            learn(&mut self.topics, &question.topic);
            for competency in &question.competencies {
                learn(&mut self.competencies, competency);
            }
            for round in &question.rounds {
                learn(&mut self.rounds, round);
            }
        }
    }
}

fn learn(names: &mut Vec<Named>, id: &str) {
    if !names.iter().any(|named| named.id == id) {
        names.push(Named::spelt_out(id.to_owned()));
    }
}

fn name_of<'a>(names: &'a [Named], id: &'a str) -> &'a str {
    names
        .iter()
        .find(|named| named.id == id)
        .map_or(id, |named| &named.name)
}

/// All questions and frameworks, roles and scorecards.
#[derive(Debug, Default)]
pub struct Bank {
    vocabulary: Vocabulary,
    questions: Vec<Arc<Question>>,
    places: HashMap<QuestionId, usize>,
    subjects: Subjects,
    frameworks: Arc<BTreeMap<String, Framework>>,
    lexicon: Arc<Lexicon>,
    roles: Arc<BTreeMap<String, Role>>,
    scorecards: Arc<BTreeMap<String, Scorecard>>,
}

impl Bank {
    /// A bank of these questions (kept in this order) and frameworks, without roles and scorecards.
    pub fn new(
        vocabulary: Vocabulary,
        questions: Vec<Question>,
        frameworks: Vec<Framework>,
    ) -> Self {
        let frameworks = frameworks
            .into_iter()
            .map(|framework| (framework.name.clone(), framework))
            .collect();
        let questions = questions.into_iter().map(Arc::new).collect();
        Self::of(vocabulary, questions, Arc::new(frameworks))
    }

    /// The bank as a server sees it: without the questions that it hides (by any id that they
    /// have or had), with its own behind the others. Questions and frameworks are shared.
    #[must_use]
    pub fn for_server(&self, hidden: &HashSet<QuestionId>, own: Vec<Arc<Question>>) -> Self {
        let mut vocabulary = self.vocabulary.clone();
        vocabulary.learn(&own);
        let all = self.questions.iter().cloned().chain(own);
        let seen = all.filter(|question| !question.is_any_of(hidden)).collect();
        Self {
            lexicon: Arc::clone(&self.lexicon),
            roles: Arc::clone(&self.roles),
            scorecards: Arc::clone(&self.scorecards),
            ..Self::of(vocabulary, seen, Arc::clone(&self.frameworks))
        }
    }

    fn of(
        vocabulary: Vocabulary,
        questions: Vec<Arc<Question>>,
        frameworks: Arc<BTreeMap<String, Framework>>,
    ) -> Self {
        let mut places = HashMap::with_capacity(questions.len());
        for (place, question) in questions.iter().enumerate() {
            for former in &question.was {
                places.insert(former.clone(), place);
            }
        }
        for (place, question) in questions.iter().enumerate() {
            places.insert(question.id.clone(), place);
        }
        Self {
            vocabulary,
            subjects: Subjects::of(&questions),
            questions,
            places,
            frameworks,
            lexicon: Arc::default(),
            roles: Arc::default(),
            scorecards: Arc::default(),
        }
    }

    /// The same bank with these roles and scorecards in place of its own.
    #[must_use]
    pub fn with_interviews(self, roles: Vec<Role>, scorecards: Vec<Scorecard>) -> Self {
        let roles = roles.into_iter().map(|role| (role.name.clone(), role));
        let scorecards = scorecards
            .into_iter()
            .map(|scorecard| (scorecard.name.clone(), scorecard));
        Self {
            roles: Arc::new(roles.collect()),
            scorecards: Arc::new(scorecards.collect()),
            ..self
        }
    }

    /// The same bank with the words of its field.
    #[must_use]
    pub fn with_lexicon(self, lexicon: Lexicon) -> Self {
        Self {
            lexicon: Arc::new(lexicon),
            ..self
        }
    }

    /// What means the same in its field; empty where nothing is known.
    pub fn lexicon(&self) -> &Arc<Lexicon> {
        &self.lexicon
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
    pub(in crate::domain) fn place(&self, id: &QuestionId) -> Option<usize> {
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

    /// The role of this name.
    pub fn role(&self, name: &str) -> Option<&Role> {
        self.roles.get(name)
    }

    /// Every role, by name.
    pub fn roles(&self) -> impl ExactSizeIterator<Item = &Role> {
        self.roles.values()
    }

    /// The scorecard of this name.
    pub fn scorecard(&self, name: &str) -> Option<&Scorecard> {
        self.scorecards.get(name)
    }

    /// Every scorecard, by name.
    pub fn scorecards(&self) -> impl ExactSizeIterator<Item = &Scorecard> {
        self.scorecards.values()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fixture::bare;
    use crate::domain::id::GuildId;
    use crate::domain::question::Kind;

    fn id(text: &str) -> QuestionId {
        text.parse().expect("an id")
    }

    #[test]
    fn a_server_sees_its_own_questions_and_none_that_it_hides() {
        let renamed = Question {
            was: vec![id("core/former")],
            ..bare("present", Kind::Design)
        };
        let questions = vec![
            bare("one", Kind::Design),
            renamed,
            bare("two", Kind::Design),
        ];
        let core = Bank::new(Vocabulary::default(), questions, Vec::new());
        let guild = GuildId::new(7).expect("not zero");
        let own = Question {
            id: QuestionId::of_server(guild, "ours").expect("a slug"),
            topic: "load-balancing".to_owned(),
            ..bare("ours", Kind::Design)
        };
        let hidden = HashSet::from([id("core/former"), id("core/unheard-of")]);
        let seen = core.for_server(&hidden, vec![Arc::new(own)]);
        let ids: Vec<_> = seen.questions().iter().map(|it| it.id.as_str()).collect();
        assert_eq!(ids, ["core/one", "core/two", "guild-7/ours"]);
        assert!(
            seen.question(&id("guild-7/ours"))
                .is_some_and(|it| it.id.is_of_server(guild))
        );
        assert_eq!(seen.question(&id("core/former")), None);
        assert_eq!(seen.vocabulary().topic("load-balancing"), "Load balancing");
        assert_eq!(seen.subjects_of(2).len(), 1);
        assert_eq!(core.questions().len(), 3, "others see what they saw");
    }
}
