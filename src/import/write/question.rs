//! A question as its file spells it.

use serde::Serialize;

use super::super::draft::Draft;
use super::{texts, toml_of};

#[derive(Serialize)]
struct QuestionFile<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    title: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    was: &'a [String],
    #[serde(skip_serializing_if = "str::is_empty")]
    ask: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    difficulty: Option<&'static str>,
    topic: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    competencies: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    rounds: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    minutes: Option<[u8; 2]>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    tags: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    outline: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    looks_for: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    follow_ups: &'a [String],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    framework: Option<FrameworkTable<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    star: Option<StarTable<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    key_points: Vec<PointTable<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    terms: Vec<TermTable<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    mistakes: Vec<MistakeTable<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sources: Vec<SourceTable<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    example: Option<ExampleTable<'a>>,
}

#[derive(Serialize)]
struct FrameworkTable<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    steps: Vec<StepTable<'a>>,
}

#[derive(Serialize)]
struct StepTable<'a> {
    step: &'a str,
    apply: &'a str,
}

#[derive(Serialize)]
struct StarTable<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    situation: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    task: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    action: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    result: &'a str,
}

#[derive(Serialize)]
struct PointTable<'a> {
    say: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    cues: &'a [String],
    #[serde(skip_serializing_if = "str::is_empty")]
    hint: &'a str,
}

#[derive(Serialize)]
struct TermTable<'a> {
    term: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    meaning: &'a str,
}

#[derive(Serialize)]
struct MistakeTable<'a> {
    say: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    why: &'a str,
}

#[derive(Serialize)]
struct SourceTable<'a> {
    title: &'a str,
    url: &'a str,
}

#[derive(Serialize)]
struct ExampleTable<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    language: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    caption: &'a str,
    code: &'a str,
}

/// An entry of a list: a question's file, with its name.
#[derive(Serialize)]
struct Entry<'a> {
    slug: &'a str,
    #[serde(flatten)]
    file: QuestionFile<'a>,
}

/// Questions as one JSON list.
pub(in crate::import) fn list_of(drafts: &[Draft]) -> String {
    let entries: Vec<_> = drafts
        .iter()
        .map(|draft| Entry {
            slug: &draft.slug,
            file: file(draft, &draft.topic),
        })
        .collect();
    serde_json::to_string_pretty(&entries).expect("texts, numbers and lists of them are JSON")
}

/// A question's file.
pub(in crate::import) fn question(draft: &Draft, topic: &str) -> String {
    toml_of(&file(draft, topic))
}

fn file<'a>(draft: &'a Draft, topic: &'a str) -> QuestionFile<'a> {
    QuestionFile {
        title: &draft.title,
        was: &draft.was,
        ask: &draft.ask,
        kind: draft.kind.map(|kind| kind.name()),
        difficulty: draft.difficulty.map(|difficulty| difficulty.name()),
        topic,
        competencies: &draft.competencies,
        rounds: &draft.rounds,
        minutes: draft.minutes.map(|minutes| [minutes.from(), minutes.to()]),
        tags: &draft.tags,
        outline: &draft.outline,
        looks_for: &draft.looks_for,
        follow_ups: &draft.follow_ups,
        notes: texts(&draft.notes),
        framework: (!draft.framework.is_empty()).then(|| FrameworkTable {
            name: &draft.framework,
            steps: draft
                .steps
                .iter()
                .map(|(step, apply)| StepTable { step, apply })
                .collect(),
        }),
        star: draft.star.as_ref().map(|star| StarTable {
            situation: &star.situation,
            task: &star.task,
            action: &star.action,
            result: &star.result,
        }),
        key_points: draft
            .key_points
            .iter()
            .map(|point| PointTable {
                say: &point.say,
                cues: &point.cues,
                hint: &point.hint,
            })
            .collect(),
        terms: draft
            .terms
            .iter()
            .map(|term| TermTable {
                term: &term.term,
                meaning: &term.meaning,
            })
            .collect(),
        mistakes: draft
            .mistakes
            .iter()
            .map(|mistake| MistakeTable {
                say: &mistake.say,
                why: &mistake.why,
            })
            .collect(),
        sources: draft
            .sources
            .iter()
            .map(|source| SourceTable {
                title: &source.title,
                url: &source.url,
            })
            .collect(),
        example: draft.example.as_ref().map(|example| ExampleTable {
            language: &example.language,
            caption: &example.caption,
            code: &example.code,
        }),
    }
}
