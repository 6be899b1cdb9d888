//! From checked files to the core's types.
//!
//! Files come here only when they have no errors; optional parts that they lack stay empty.

mod interviews;

use std::collections::BTreeSet;

pub(super) use interviews::{role, scorecard, weeks};

use super::files::ContentFile;
use super::interviews::Interviews;
use super::parallel::CheckedFile;
use super::raw::{RawFramework, RawPair, RawQuestion, RawText};
use super::reader::Placed;
use super::vocabulary::Names;
use crate::domain::bank::Bank;
use crate::domain::framework::{FilledExample, Framework, Pitfall, Step};
use crate::domain::question::{
    AppliedFramework, CodeExample, Difficulty, KeyPoint, Kind, Minutes, Mistake, Question,
    QuestionId, Source, Star, Term,
};

/// The bank of these files.
pub(super) fn bank(
    names: Names,
    frameworks: Vec<Framework>,
    interviews: Interviews,
    files: Vec<CheckedFile>,
) -> Bank {
    let questions: Vec<_> = files.into_iter().filter_map(|file| file.question).collect();
    let used = |of: fn(&Question) -> &Vec<String>| {
        let names: BTreeSet<_> = questions.iter().flat_map(of).cloned().collect();
        names.into_iter().collect::<Vec<_>>()
    };
    let vocabulary = names.into_vocabulary(
        || used(|question| &question.competencies),
        || used(|question| &question.rounds),
    );
    let bank = Bank::new(vocabulary, questions, frameworks);
    bank.with_interviews(interviews.roles, interviews.scorecards)
}

/// The question of a file; `None` where it lacks what every question must have.
pub(super) fn question(raw: RawQuestion, bank: &str, file: &ContentFile) -> Option<Question> {
    let former = |slug: Placed<String>| QuestionId::new(bank, &slug.value).ok();
    Some(Question {
        id: QuestionId::new(bank, &file.stem).ok()?,
        title: raw.title?.value,
        was: raw.was.into_iter().filter_map(former).collect(),
        ask: raw.ask?.value,
        kind: match raw.kind {
            Some(kind) => Kind::parse(&kind.value)?,
            None => Kind::USUAL,
        },
        difficulty: match raw.difficulty {
            Some(difficulty) => Difficulty::parse(&difficulty.value)?,
            None => Difficulty::USUAL,
        },
        topic: raw.topic?.value,
        competencies: values(raw.competencies),
        rounds: values(raw.rounds),
        minutes: raw
            .minutes
            .and_then(|range| minutes(range.value))
            .unwrap_or(Minutes::USUAL),
        tags: values(raw.tags),
        framework: raw.framework.and_then(|framework| {
            Some(AppliedFramework {
                name: framework.name?.value,
                steps: pairs(framework.steps, |step, apply| (step, apply)),
            })
        }),
        star: raw.star.map(|star| Star {
            situation: value(star.situation),
            task: value(star.task),
            action: value(star.action),
            result: value(star.result),
        }),
        outline: values(raw.outline),
        key_points: raw
            .key_points
            .into_iter()
            .map(|point| KeyPoint {
                say: value(point.say),
                cues: values(point.cues),
                hint: value(point.hint),
            })
            .collect(),
        terms: pairs(raw.terms, |term, meaning| Term { term, meaning }),
        looks_for: values(raw.looks_for),
        mistakes: pairs(raw.mistakes, |say, why| Mistake { say, why }),
        follow_ups: values(raw.follow_ups),
        sources: sources(raw.sources),
        example: raw.example.map(|example| CodeExample {
            language: value(example.language),
            caption: value(example.caption),
            code: value(example.code),
        }),
    })
}

/// The framework of a file.
pub(super) fn framework(raw: RawFramework, name: &str) -> Framework {
    let (question, steps) = raw
        .example
        .map(|example| (value(example.question), example.steps))
        .unwrap_or_default();
    Framework {
        name: name.to_owned(),
        title: value(raw.title),
        summary: value(raw.summary),
        when: values(raw.when),
        steps: pairs(raw.steps, |name, explain| Step { name, explain }),
        example: FilledExample {
            question,
            steps: pairs(steps, |name, text| (name, text)),
        },
        pitfalls: pairs(raw.pitfalls, |say, fix| Pitfall { say, fix }),
        sources: sources(raw.sources),
    }
}

/// The range in minutes, where it is one.
pub(super) fn minutes((from, to): (i64, i64)) -> Option<Minutes> {
    Minutes::new(u8::try_from(from).ok()?, u8::try_from(to).ok()?)
}

fn value(text: RawText) -> String {
    text.map(|text| text.value).unwrap_or_default()
}

fn values(texts: Vec<Placed<String>>) -> Vec<String> {
    texts.into_iter().map(|text| text.value).collect()
}

fn pairs<T>(raw: Vec<RawPair>, make: impl Fn(String, String) -> T) -> Vec<T> {
    raw.into_iter()
        .map(|pair| make(value(pair.first), value(pair.second)))
        .collect()
}

fn sources(raw: Vec<RawPair>) -> Vec<Source> {
    pairs(raw, |title, url| Source { title, url })
}
