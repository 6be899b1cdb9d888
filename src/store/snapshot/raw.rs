//! What is written down of questions and filters, apart from the core's types, so that either
//! may change alone.
//!
//! Reading is tolerant both ways: a field that an older version did not write is empty, one that
//! a newer version added is passed over, and a name that this version does not know becomes the
//! usual one. Changing what is written changes every content hash, which costs one more snapshot
//! a question and nothing else.

use serde::{Deserialize, Serialize};

use crate::domain::question::{
    AppliedFramework, CodeExample, Difficulty, KeyPoint, Kind, Minutes, Mistake, Question,
    QuestionId, Source, Star, Term,
};
use crate::domain::select::Filter;

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct RawQuestion {
    id: String,
    title: String,
    was: Vec<String>,
    ask: String,
    kind: String,
    difficulty: String,
    topic: String,
    competencies: Vec<String>,
    rounds: Vec<String>,
    minutes: (u8, u8),
    tags: Vec<String>,
    framework: Option<RawFramework>,
    star: Option<RawStar>,
    outline: Vec<String>,
    key_points: Vec<RawKeyPoint>,
    terms: Vec<RawTerm>,
    looks_for: Vec<String>,
    mistakes: Vec<RawMistake>,
    follow_ups: Vec<String>,
    sources: Vec<RawSource>,
    example: Option<RawExample>,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct RawFramework {
    name: String,
    steps: Vec<(String, String)>,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct RawStar {
    situation: String,
    task: String,
    action: String,
    result: String,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct RawKeyPoint {
    say: String,
    cues: Vec<String>,
    hint: String,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct RawTerm {
    term: String,
    meaning: String,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct RawMistake {
    say: String,
    why: String,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct RawSource {
    title: String,
    url: String,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct RawExample {
    language: String,
    caption: String,
    code: String,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct RawFilter {
    topics: Vec<String>,
    difficulty: Option<String>,
    kind: Option<String>,
    round: Option<String>,
}

impl From<&Question> for RawQuestion {
    fn from(question: &Question) -> Self {
        let question = question.clone();
        Self {
            id: question.id.to_string(),
            title: question.title,
            was: question.was.iter().map(QuestionId::to_string).collect(),
            ask: question.ask,
            kind: question.kind.name().to_owned(),
            difficulty: question.difficulty.name().to_owned(),
            topic: question.topic,
            competencies: question.competencies,
            rounds: question.rounds,
            minutes: (question.minutes.from(), question.minutes.to()),
            tags: question.tags,
            framework: question.framework.map(|it| RawFramework {
                name: it.name,
                steps: it.steps,
            }),
            star: question.star.map(|it| RawStar {
                situation: it.situation,
                task: it.task,
                action: it.action,
                result: it.result,
            }),
            outline: question.outline,
            key_points: each(question.key_points, |it| RawKeyPoint {
                say: it.say,
                cues: it.cues,
                hint: it.hint,
            }),
            terms: each(question.terms, |it| RawTerm {
                term: it.term,
                meaning: it.meaning,
            }),
            looks_for: question.looks_for,
            mistakes: each(question.mistakes, |it| RawMistake {
                say: it.say,
                why: it.why,
            }),
            follow_ups: question.follow_ups,
            sources: each(question.sources, |it| RawSource {
                title: it.title,
                url: it.url,
            }),
            example: question.example.map(|it| RawExample {
                language: it.language,
                caption: it.caption,
                code: it.code,
            }),
        }
    }
}

impl RawQuestion {
    /// The question; `id` is the row's, which the body can't contradict.
    pub(super) fn question(self, id: QuestionId) -> Question {
        Question {
            id,
            title: self.title,
            was: self.was.iter().filter_map(|was| was.parse().ok()).collect(),
            ask: self.ask,
            kind: Kind::parse(&self.kind).unwrap_or(Kind::Technical),
            difficulty: Difficulty::parse(&self.difficulty).unwrap_or(Difficulty::Medium),
            topic: self.topic,
            competencies: self.competencies,
            rounds: self.rounds,
            minutes: Minutes::new(self.minutes.0, self.minutes.1).unwrap_or(Minutes::USUAL),
            tags: self.tags,
            framework: self.framework.map(|it| AppliedFramework {
                name: it.name,
                steps: it.steps,
            }),
            star: self.star.map(|it| Star {
                situation: it.situation,
                task: it.task,
                action: it.action,
                result: it.result,
            }),
            outline: self.outline,
            key_points: each(self.key_points, |it| KeyPoint {
                say: it.say,
                cues: it.cues,
                hint: it.hint,
            }),
            terms: each(self.terms, |it| Term {
                term: it.term,
                meaning: it.meaning,
            }),
            looks_for: self.looks_for,
            mistakes: each(self.mistakes, |it| Mistake {
                say: it.say,
                why: it.why,
            }),
            follow_ups: self.follow_ups,
            sources: each(self.sources, |it| Source {
                title: it.title,
                url: it.url,
            }),
            example: self.example.map(|it| CodeExample {
                language: it.language,
                caption: it.caption,
                code: it.code,
            }),
        }
    }
}

fn each<A, B>(items: Vec<A>, change: impl FnMut(A) -> B) -> Vec<B> {
    items.into_iter().map(change).collect()
}

impl From<&Filter> for RawFilter {
    fn from(filter: &Filter) -> Self {
        Self {
            topics: filter.topics.clone(),
            difficulty: filter.difficulty.map(|it| it.name().to_owned()),
            kind: filter.kind.map(|it| it.name().to_owned()),
            round: filter.round.clone(),
        }
    }
}

impl RawFilter {
    /// The filter.
    pub(super) fn filter(self) -> Filter {
        Filter {
            topics: self.topics,
            difficulty: self.difficulty.as_deref().and_then(Difficulty::parse),
            kind: self.kind.as_deref().and_then(Kind::parse),
            round: self.round,
        }
    }
}
