//! A question that somebody proposes for their server's bank: as it was typed, and as a question.
//!
//! What was typed stays as it was typed until an organiser approves it. Making a question of it
//! never fails and adds nothing: what was not said stays empty or usual.

use std::collections::HashSet;

use super::bank::Vocabulary;
use super::question::{Difficulty, KeyPoint, Kind, Minutes, Question, QuestionId};
use super::slug::{LONGEST_SLUG, slug};

/// The topic of a question that names none.
pub const NO_TOPIC: &str = "general";
/// The slug of a question without a word that could be one.
const NO_SLUG: &str = "question";
/// The longest id of a topic.
const LONGEST_TOPIC: usize = 50;

/// A question as somebody typed it into the modal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proposal {
    /// A short name.
    pub title: String,
    /// The question itself.
    pub ask: String,
    /// What a good answer has, a line each.
    pub points: String,
    /// The topic.
    pub topic: String,
    /// Kind and difficulty, in any order.
    pub facts: String,
}

/// A proposal without a question in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NothingAsked;

impl Proposal {
    /// Sees that it can be a question.
    ///
    /// # Errors
    /// When title or question have no word.
    pub fn check(&self) -> Result<(), NothingAsked> {
        let has_words = |text: &str| text.chars().any(char::is_alphanumeric);
        if has_words(&self.title) && has_words(&self.ask) {
            Ok(())
        } else {
            Err(NothingAsked)
        }
    }

    /// The slug that suits it.
    pub fn slug(&self) -> String {
        [&self.title, &self.ask]
            .into_iter()
            .map(|text| slug(text, LONGEST_SLUG))
            .find(|slug| !slug.is_empty())
            .unwrap_or_else(|| NO_SLUG.to_owned())
    }

    /// The id of its topic: one that the bank knows by id or name, or else a new one.
    pub fn topic(&self, names: &Vocabulary) -> String {
        let typed = slug(&self.topic, LONGEST_TOPIC);
        let known = names.topics.iter().find(|named| {
            named.id == typed || (!typed.is_empty() && slug(&named.name, LONGEST_TOPIC) == typed)
        });
        match known {
            Some(named) => named.id.clone(),
            None if typed.is_empty() => NO_TOPIC.to_owned(),
            None => typed,
        }
    }

    /// The kind that its facts name, or the usual one.
    pub fn kind(&self) -> Kind {
        let kind = self.words().find_map(|word| match word.as_str() {
            "behavioural" => Some(Kind::Behavioral),
            word => Kind::parse(word),
        });
        kind.unwrap_or(Kind::USUAL)
    }

    /// The difficulty that its facts name, or the usual one.
    pub fn difficulty(&self) -> Difficulty {
        let difficulty = self.words().find_map(|word| Difficulty::parse(&word));
        difficulty.unwrap_or(Difficulty::USUAL)
    }

    fn words(&self) -> impl Iterator<Item = String> {
        let words = self.facts.split(|letter: char| !letter.is_alphabetic());
        words.map(str::to_lowercase)
    }

    /// Its points, without the marks before them; each once.
    pub fn points(&self) -> Vec<String> {
        let mut seen = HashSet::new();
        let points = self.points.lines().map(unmarked);
        points
            .filter(|point| point.chars().any(char::is_alphanumeric))
            .filter(|point| seen.insert(point.to_lowercase()))
            .map(str::to_owned)
            .collect()
    }

    /// The question that it describes.
    pub fn question(&self, id: QuestionId, names: &Vocabulary) -> Question {
        let key_point = |say| KeyPoint {
            say,
            cues: Vec::new(),
            hint: String::new(),
        };
        Question {
            id,
            title: one_line(&self.title),
            was: Vec::new(),
            ask: self.ask.trim().to_owned(),
            kind: self.kind(),
            difficulty: self.difficulty(),
            topic: self.topic(names),
            competencies: Vec::new(),
            rounds: Vec::new(),
            minutes: Minutes::USUAL,
            tags: Vec::new(),
            framework: None,
            star: None,
            outline: Vec::new(),
            key_points: self.points().into_iter().map(key_point).collect(),
            terms: Vec::new(),
            looks_for: Vec::new(),
            mistakes: Vec::new(),
            follow_ups: Vec::new(),
            sources: Vec::new(),
            example: None,
        }
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A line without the dash, bullet or number before it.
fn unmarked(line: &str) -> &str {
    let line = line.trim();
    let rest = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let numbered = (rest.len() < line.len())
        .then(|| rest.strip_prefix(['.', ')']))
        .flatten()
        .filter(|rest| rest.starts_with(' '));
    let marked = || line.strip_prefix(['-', '*', '•', '–', '·']);
    numbered.or_else(marked).unwrap_or(line).trim()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::bank::Named;
    use crate::domain::id::GuildId;
    use proptest::prelude::*;

    fn names() -> Vocabulary {
        Vocabulary {
            topics: vec![Named {
                id: "ci-cd".to_owned(),
                name: "CI/CD".to_owned(),
            }],
            ..Vocabulary::default()
        }
    }

    fn id(slug: &str) -> QuestionId {
        let guild = GuildId::new(42).expect("not zero");
        QuestionId::of_server(guild, slug).expect("a slug")
    }

    #[test]
    fn a_proposal_becomes_a_question() {
        let proposal = Proposal {
            title: " A release \n on Friday ".to_owned(),
            ask: " Would you release on a Friday? ".to_owned(),
            points: "- names the risk\n\n* Names the risk\n2) says who is there\n•   \nplain"
                .to_owned(),
            topic: "CI/CD".to_owned(),
            facts: "Hard / Behavioural".to_owned(),
        };
        assert_eq!(proposal.check(), Ok(()));
        assert_eq!(proposal.slug(), "a-release-on-friday");
        let question = proposal.question(id(&proposal.slug()), &names());
        assert_eq!(question.id.as_str(), "guild-42/a-release-on-friday");
        assert_eq!(question.title, "A release on Friday");
        assert_eq!(question.ask, "Would you release on a Friday?");
        assert_eq!(question.topic, "ci-cd");
        assert_eq!(question.kind, Kind::Behavioral);
        assert_eq!(question.difficulty, Difficulty::Hard);
        let points: Vec<_> = question.key_points.iter().map(|it| &*it.say).collect();
        assert_eq!(points, ["names the risk", "says who is there", "plain"]);
    }

    #[test]
    fn what_was_not_said_is_usual() {
        let proposal = Proposal {
            title: "Зачем?".to_owned(),
            ask: "Почему?".to_owned(),
            topic: "Service meshes!".to_owned(),
            facts: "as you like".to_owned(),
            ..Proposal::default()
        };
        assert_eq!(proposal.slug(), NO_SLUG);
        let question = proposal.question(id(NO_SLUG), &names());
        assert_eq!(question.topic, "service-meshes");
        assert_eq!(
            (question.kind, question.difficulty),
            (Kind::USUAL, Difficulty::USUAL)
        );
        assert!(question.key_points.is_empty());
        let none = Proposal::default();
        assert_eq!(none.topic(&names()), NO_TOPIC);
        assert_eq!(none.check(), Err(NothingAsked));
    }

    proptest! {
        #[test]
        fn anything_may_be_typed(text in any::<String>(), points in any::<String>()) {
            let proposal = Proposal {
                title: text.clone(),
                ask: text.clone(),
                points,
                topic: text.clone(),
                facts: text,
            };
            let question = proposal.question(id(&proposal.slug()), &names());
            prop_assert!(!question.topic.is_empty());
            prop_assert!(question.key_points.iter().all(|point| !point.say.is_empty()));
        }
    }
}
