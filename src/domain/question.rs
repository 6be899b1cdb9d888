//! A question with all its reference material, as the bank holds it.
//!
//! Values are valid by construction where a rule can be kept here ([`QuestionId`], [`Minutes`]);
//! the loader ([`crate::content`]) checks the rest and reports every fault with its place.
//! Imported questions may lack reference material: such fields are empty, and whoever renders
//! them leaves the section out.

use std::collections::HashSet;
use std::fmt;
use std::str::FromStr;

use super::id::GuildId;

/// `bank/slug`, e.g. `core/zero-downtime-rollouts` or `guild-42/our-own`.
///
/// Invariant: both parts are lower-case ASCII letters, digits and single hyphens.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuestionId(String);

/// A text that is not a question's id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a question id: expected `bank/slug` of lower-case letters, digits and hyphens"
)]
pub struct InvalidQuestionId(pub String);

impl QuestionId {
    /// The id of `slug` in `bank`.
    ///
    /// # Errors
    /// When a part has other characters than the type's invariant allows.
    pub fn new(bank: &str, slug: &str) -> Result<Self, InvalidQuestionId> {
        let whole = format!("{bank}/{slug}");
        if is_slug(bank) && is_slug(slug) {
            Ok(Self(whole))
        } else {
            Err(InvalidQuestionId(whole))
        }
    }

    /// The id of a server's own question.
    ///
    /// # Errors
    /// When the slug is none.
    pub fn of_server(guild: GuildId, slug: &str) -> Result<Self, InvalidQuestionId> {
        Self::new(&format!("guild-{guild}"), slug)
    }

    /// Whether it is this server's own question.
    pub fn is_of_server(&self, guild: GuildId) -> bool {
        self.bank().strip_prefix("guild-") == Some(&guild.to_string())
    }

    /// The whole id, `bank/slug`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part before the slash.
    pub fn bank(&self) -> &str {
        self.0.split_once('/').map_or("", |(bank, _)| bank)
    }

    /// The part after the slash.
    pub fn slug(&self) -> &str {
        self.0
            .split_once('/')
            .map_or(self.0.as_str(), |(_, slug)| slug)
    }
}

/// Whether a text can be a slug: lower-case ASCII letters, digits and single inner hyphens.
pub fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text.split('-').all(|part| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}

impl fmt::Display for QuestionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for QuestionId {
    type Err = InvalidQuestionId;

    fn from_str(text: &str) -> Result<Self, InvalidQuestionId> {
        let (bank, slug) = text
            .split_once('/')
            .ok_or_else(|| InvalidQuestionId(text.to_owned()))?;
        Self::new(bank, slug)
    }
}

/// What a question asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Something that the person did.
    Behavioral,
    /// How something works or is done.
    Technical,
    /// What the person would do.
    Situational,
    /// A system to be designed.
    Design,
}

impl Kind {
    /// Every kind, in the order in which people are shown them.
    pub const ALL: [Self; 4] = [
        Self::Behavioral,
        Self::Technical,
        Self::Situational,
        Self::Design,
    ];

    /// What is assumed where a question says nothing.
    pub const USUAL: Self = Self::Technical;

    /// The kind's name in files and command options.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Behavioral => "behavioral",
            Self::Technical => "technical",
            Self::Situational => "situational",
            Self::Design => "design",
        }
    }

    /// The kind of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// How hard a question is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Difficulty {
    /// For a first interview.
    Easy,
    /// For most interviews.
    Medium,
    /// For a senior one.
    Hard,
}

impl Difficulty {
    /// Every difficulty, easiest first.
    pub const ALL: [Self; 3] = [Self::Easy, Self::Medium, Self::Hard];

    /// What is assumed where a question says nothing.
    pub const USUAL: Self = Self::Medium;

    /// The difficulty's name in files and command options.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Easy => "easy",
            Self::Medium => "medium",
            Self::Hard => "hard",
        }
    }

    /// The difficulty of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|difficulty| difficulty.name() == name)
    }
}

/// How long a spoken answer takes, in whole minutes.
///
/// Invariant: `1 <= from <= to <= 120`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Minutes {
    from: u8,
    to: u8,
}

impl Minutes {
    /// What is assumed where a question says nothing.
    pub const USUAL: Self = Self { from: 5, to: 8 };

    /// The range, or `None` where the invariant does not hold.
    pub fn new(from: u8, to: u8) -> Option<Self> {
        (1 <= from && from <= to && to <= 120).then_some(Self { from, to })
    }

    /// The shorter end, in minutes.
    pub const fn from(self) -> u8 {
        self.from
    }

    /// The longer end, in minutes.
    pub const fn to(self) -> u8 {
        self.to
    }
}

/// A question and everything that helps to answer it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its id; stays the same over changes of its text.
    pub id: QuestionId,
    /// A short name, 90 characters at most.
    pub title: String,
    /// Ids that it had before.
    pub was: Vec<QuestionId>,
    /// The question as it is asked.
    pub ask: String,
    /// What it asks for.
    pub kind: Kind,
    /// How hard it is.
    pub difficulty: Difficulty,
    /// The id of its topic.
    pub topic: String,
    /// Ids of the competencies that it shows.
    pub competencies: Vec<String>,
    /// Ids of the interview rounds where it is asked.
    pub rounds: Vec<String>,
    /// How long an answer takes.
    pub minutes: Minutes,
    /// Words by which it is found.
    pub tags: Vec<String>,
    /// The framework that fits, applied to it.
    pub framework: Option<AppliedFramework>,
    /// A worked example.
    pub star: Option<Star>,
    /// How to answer, point by point.
    pub outline: Vec<String>,
    /// What a full answer covers.
    pub key_points: Vec<KeyPoint>,
    /// Terms worth using, with their meaning.
    pub terms: Vec<Term>,
    /// What interviewers look for.
    pub looks_for: Vec<String>,
    /// What to avoid.
    pub mistakes: Vec<Mistake>,
    /// What is asked next.
    pub follow_ups: Vec<String>,
    /// Where to read more.
    pub sources: Vec<Source>,
    /// A short piece of code or configuration.
    pub example: Option<CodeExample>,
}

impl Question {
    /// Whether one of these is its id, or one that it had before.
    pub fn is_any_of(&self, ids: &HashSet<QuestionId>) -> bool {
        !ids.is_empty() && (ids.contains(&self.id) || self.was.iter().any(|id| ids.contains(id)))
    }
}

/// A framework as it applies to one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppliedFramework {
    /// The framework's name.
    pub name: String,
    /// (step name, how it applies), in the framework's order.
    pub steps: Vec<(String, String)>,
}

/// A worked example in four parts; an imported one may lack some.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Star {
    /// Where and when.
    pub situation: String,
    /// What was to be done.
    pub task: String,
    /// What I did.
    pub action: String,
    /// What came of it, with a figure.
    pub result: String,
}

/// A point that a full answer makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyPoint {
    /// The point in one sentence.
    pub say: String,
    /// Words and phrases by which an answer shows it.
    pub cues: Vec<String>,
    /// A direction that does not give it away.
    pub hint: String,
}

/// A term of the field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The term.
    pub term: String,
    /// Its meaning in one line.
    pub meaning: String,
}

/// A mistake that people make in answering.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The mistake.
    pub say: String,
    /// Why it costs.
    pub why: String,
}

/// Where to read more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The page's title.
    pub title: String,
    /// Its address.
    pub url: String,
}

/// A short piece of code or configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeExample {
    /// The language, as a code fence names it.
    pub language: String,
    /// What it shows.
    pub caption: String,
    /// The code.
    pub code: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_bank_and_slug() {
        let id: QuestionId = "core/blue-green-2".parse().expect("a valid id");
        assert_eq!((id.bank(), id.slug()), ("core", "blue-green-2"));
        for text in [
            "",
            "core",
            "core/",
            "/x",
            "core/a--b",
            "core/-a",
            "Core/a",
            "core/a/b",
            "c/é",
        ] {
            assert!(text.parse::<QuestionId>().is_err(), "{text}");
        }
    }

    #[test]
    fn minutes_keep_their_order() {
        assert!(Minutes::new(5, 8).is_some());
        assert!(Minutes::new(0, 8).is_none());
        assert!(Minutes::new(9, 8).is_none());
        assert!(Minutes::new(5, 121).is_none());
    }
}
