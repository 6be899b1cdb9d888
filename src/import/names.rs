//! What the bank into which questions go knows already: topics, competencies, rounds, frameworks,
//! scorecards.

use std::collections::BTreeMap;

use crate::domain::bank::Named;
use crate::domain::slug::slug;

/// The longest id of a bank's vocabularies.
const LONGEST_ID: usize = 50;

/// A bank's names; a list is `None` where any id will do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// Topics.
    pub topics: Option<Vec<Named>>,
    /// Competencies.
    pub competencies: Option<Vec<Named>>,
    /// Interview rounds.
    pub rounds: Option<Vec<Named>>,
    /// Frameworks with the names of their steps.
    pub frameworks: Option<BTreeMap<String, Vec<String>>>,
    /// Names of scorecards.
    pub scorecards: Option<Vec<String>>,
}

impl Names {
    /// The id of the topic that these words name.
    pub(super) fn topic(&self, words: &str) -> Option<String> {
        id(self.topics.as_deref(), words, &[])
    }

    /// The id of a competency.
    pub(super) fn competency(&self, words: &str) -> Option<String> {
        id(self.competencies.as_deref(), words, &[])
    }

    /// The id of a round: "Final round" is `final` where the bank does not say otherwise.
    pub(super) fn round(&self, words: &str) -> Option<String> {
        id(self.rounds.as_deref(), words, &["-round", "-interview"])
    }

    /// The scorecard of this name.
    pub(super) fn scorecard(&self, words: &str) -> Option<String> {
        let name = slug(words, LONGEST_ID);
        let is_known = match &self.scorecards {
            Some(known) => known.contains(&name),
            None => !name.is_empty(),
        };
        is_known.then_some(name)
    }

    /// The framework of this name or id; `None` where the bank has others.
    pub(super) fn framework(&self, words: &str) -> Option<String> {
        let endings = ["-method", "-framework", "-approach", "-technique", "-model"];
        let name = without(slug(words, LONGEST_ID), &endings);
        let is_known = match &self.frameworks {
            Some(known) => known.contains_key(&name),
            None => !name.is_empty() && name.split('-').count() <= 3,
        };
        is_known.then_some(name)
    }

    /// Whether these are the framework's steps in their order, as far as the bank knows them.
    pub(super) fn are_steps(&self, framework: &str, steps: &[(String, String)]) -> bool {
        let Some(known) = &self.frameworks else {
            return true;
        };
        known.get(framework).is_some_and(|names| {
            names.is_empty() || names.iter().eq(steps.iter().map(|(name, _)| name))
        })
    }
}

fn id(known: Option<&[Named]>, words: &str, endings: &[&str]) -> Option<String> {
    let whole = slug(words, LONGEST_ID);
    let short = without(whole.clone(), endings);
    let Some(known) = known else {
        return (!short.is_empty()).then_some(short);
    };
    known
        .iter()
        .find(|named| {
            [&named.id, &named.name].into_iter().any(|name| {
                let name = slug(name, LONGEST_ID);
                name == whole || name == short || without(name, endings) == short
            })
        })
        .filter(|_| !whole.is_empty())
        .map(|named| named.id.clone())
}

fn without(mut name: String, endings: &[&str]) -> String {
    for ending in endings {
        if let Some(rest) = name.strip_suffix(ending) {
            name = rest.to_owned();
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(id: &str, name: &str) -> Named {
        Named {
            id: id.to_owned(),
            name: name.to_owned(),
        }
    }

    #[test]
    fn a_round_is_known_by_id_and_by_name() {
        let free = Names::default();
        assert_eq!(free.round("final round").as_deref(), Some("final"));
        let names = Names {
            rounds: Some(vec![
                named("technical-screen", "Technical screen"),
                named("final", "Final round"),
            ]),
            ..Names::default()
        };
        for (words, expected) in [
            ("final round", Some("final")),
            ("Final", Some("final")),
            ("Technical Screen", Some("technical-screen")),
            ("coffee", None),
            ("", None),
        ] {
            assert_eq!(names.round(words).as_deref(), expected, "{words}");
        }
    }

    #[test]
    fn a_framework_must_be_one_that_the_bank_has() {
        assert_eq!(
            Names::default().framework("STAR Method").as_deref(),
            Some("star")
        );
        let names = Names {
            frameworks: Some(BTreeMap::from([(
                "star".to_owned(),
                vec!["Situation".to_owned()],
            )])),
            ..Names::default()
        };
        assert_eq!(names.framework("STAR").as_deref(), Some("star"));
        assert_eq!(names.framework("RICE"), None);
        let step = |name: &str| vec![(name.to_owned(), String::new())];
        assert!(names.are_steps("star", &step("Situation")));
        assert!(!names.are_steps("star", &step("Task")));
    }
}
