//! `/bank search`, `/bank show` and `/bank stats`.

use std::collections::BTreeMap;

use crate::domain::bank::Bank;
use crate::domain::language::Language;
use crate::domain::markdown::quote_safe;
use crate::domain::question::{Difficulty, Kind, Question};
use crate::domain::view::{Embed, Field, Tone, View};

use super::card::minutes;
use super::{counted, difficulty_label, kind_label};

/// The questions that a search found, best first.
pub fn found(_language: Language, query: &str, found: &[&Question], bank: &Bank) -> View {
    if found.is_empty() {
        return View::text(format!(
            "I found no question about “{}”. Try a shorter word, or `/bank stats` for the topics.",
            quote_safe(query)
        ));
    }
    let lines: Vec<String> = found
        .iter()
        .map(|question| {
            format!(
                "**{}**\n-# {} · {} · {} · `/bank show` opens it",
                question.title,
                bank.vocabulary().topic(&question.topic),
                kind_label(question.kind),
                difficulty_label(question.difficulty),
            )
        })
        .collect();
    View::embed(Embed {
        title: format!("Questions about “{query}”"),
        description: lines.join("\n"),
        tone: Tone::Reference,
        ..Embed::default()
    })
}

/// The head of `/bank show`: the question itself.
pub fn shown(_language: Language, question: &Question, bank: &Bank) -> View {
    View::embed(Embed {
        title: question.title.clone(),
        description: question.ask.trim().to_owned(),
        footer: format!(
            "{} · {} · {} · {}",
            bank.vocabulary().topic(&question.topic),
            kind_label(question.kind),
            difficulty_label(question.difficulty),
            minutes(question.minutes)
        ),
        tone: Tone::Question,
        ..Embed::default()
    })
}

/// What a server's own bank holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Here {
    /// Questions of its own.
    pub own: usize,
    /// Questions that it hides.
    pub hidden: usize,
}

/// The reply to `/bank stats`: how many questions there are, by topic, kind and difficulty.
pub fn stats(_language: Language, bank: &Bank, here: Here) -> View {
    let questions = bank.questions();
    let mut by_topic: BTreeMap<&str, usize> = BTreeMap::new();
    for question in questions {
        *by_topic
            .entry(bank.vocabulary().topic(&question.topic))
            .or_default() += 1;
    }
    let topics: Vec<String> = by_topic
        .iter()
        .map(|(topic, count)| format!("{topic}: {count}"))
        .collect();
    let kinds = Kind::ALL.map(|kind| {
        let count = questions
            .iter()
            .filter(|question| question.kind == kind)
            .count();
        format!("{}: {count}", kind_label(kind))
    });
    let difficulties = Difficulty::ALL.map(|difficulty| {
        let count = questions
            .iter()
            .filter(|question| question.difficulty == difficulty)
            .count();
        format!("{}: {count}", difficulty_label(difficulty))
    });
    let field = |name: &str, lines: &[String]| Field {
        name: name.to_owned(),
        value: lines.join("\n"),
        inline: true,
    };
    View::embed(Embed {
        title: "The question bank".to_owned(),
        description: format!(
            "{} and {}. In this server's own bank: {}.{}",
            counted(questions.len() as u64, "question"),
            counted(bank.frameworks().count() as u64, "framework"),
            here.own,
            match here.hidden {
                0 => String::new(),
                hidden => format!(" Hidden here: {hidden}."),
            }
        ),
        fields: vec![
            field("By topic", &topics),
            field("By kind", &kinds),
            field("By difficulty", &difficulties),
        ],
        tone: Tone::Reference,
        ..Embed::default()
    })
}
