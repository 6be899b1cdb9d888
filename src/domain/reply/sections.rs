//! Reference material: one section of a question as an embed or as text.

use crate::domain::action::{Action, Section};
use crate::domain::bank::Bank;
use crate::domain::id::CardId;
use crate::domain::language::Language;
use crate::domain::question::{AppliedFramework, Question, Star};
use crate::domain::view::{Button, Embed, Row, Tone, View};

use super::bullets;

/// What stands on the button or entry that opens a section.
pub const fn section_label(section: Section) -> &'static str {
    match section {
        Section::Framework => "Framework",
        Section::StarExample => "STAR example",
        Section::Mistakes => "Mistakes",
        Section::KeyPoints => "Key points",
        Section::Outline => "How to answer",
        Section::LooksFor => "What interviewers look for",
        Section::Terms => "Terms",
        Section::FollowUps => "Follow-ups",
    }
}

/// The heading of a section.
pub const fn section_heading(section: Section) -> &'static str {
    match section {
        Section::Mistakes => "Mistakes to avoid",
        Section::FollowUps => "Follow-up questions",
        other => section_label(other),
    }
}

/// A section as a message of its own.
pub fn section(_language: Language, question: &Question, bank: &Bank, wanted: Section) -> View {
    let parts = parts(question, bank, wanted);
    if parts.is_empty() {
        return View::text(format!(
            "This question has no *{}* yet. The other sections may help.",
            section_label(wanted)
        ));
    }
    View::embed(Embed {
        title: section_heading(wanted).to_owned(),
        description: parts.join("\n"),
        footer: question.title.clone(),
        tone: Tone::Reference,
        ..Embed::default()
    })
}

/// Everything about a question in one reply (for `/bank show`).
pub fn everything(language: Language, question: &Question, bank: &Bank) -> Vec<View> {
    Section::ALL
        .into_iter()
        .filter(|&wanted| !parts(question, bank, wanted).is_empty())
        .map(|wanted| section(language, question, bank, wanted))
        .collect()
}

/// Asked before reference material is opened in a drill that was not answered yet.
pub fn nudge(_language: Language, card: CardId, wanted: Section) -> View {
    View::text(format!(
        "Try first, even in two sentences: *{}* helps more once you have your own answer. \
         Nobody else sees `Answer privately`.",
        section_label(wanted)
    ))
    .row(Row::Buttons(vec![
        Button::primary("Answer privately", Action::AnswerPrivately(card)),
        Button::plain("Show it anyway", Action::ShowAnyway(card, wanted)),
    ]))
}

/// A section's text in parts that may be shown or left out one by one; empty where the question
/// has nothing of it.
pub fn parts(question: &Question, bank: &Bank, wanted: Section) -> Vec<String> {
    match wanted {
        Section::Framework => question
            .framework
            .as_ref()
            .map_or_else(Vec::new, |applied| framework(applied, bank)),
        Section::StarExample => question.star.as_ref().map_or_else(Vec::new, star),
        Section::Mistakes => list(question.mistakes.iter().map(|mistake| {
            if mistake.why.is_empty() {
                mistake.say.clone()
            } else {
                format!("**{}** {}", mistake.say, mistake.why)
            }
        })),
        Section::KeyPoints => list(question.key_points.iter().map(|point| point.say.clone())),
        Section::Outline => outline(question),
        Section::LooksFor => list(question.looks_for.iter().cloned()),
        Section::Terms => list(
            question
                .terms
                .iter()
                .map(|term| format!("**{}**: {}", term.term, term.meaning)),
        ),
        Section::FollowUps => {
            let mut parts = list(question.follow_ups.iter().cloned());
            if !question.sources.is_empty() {
                let links = question
                    .sources
                    .iter()
                    .map(|source| format!("[{}](<{}>)", source.title, source.url));
                parts.push(format!("\n**Read more**\n{}", bullets(links)));
            }
            parts
        }
    }
}

fn list(entries: impl Iterator<Item = String>) -> Vec<String> {
    entries.map(|entry| format!("- {entry}")).collect()
}

fn outline(question: &Question) -> Vec<String> {
    let mut parts: Vec<String> = (1..)
        .zip(&question.outline)
        .map(|(number, step)| format!("{number}. {step}"))
        .collect();
    if let Some(example) = &question.example {
        let code = example.code.trim_end();
        parts.push(format!(
            "\n{}\n```{}\n{code}\n```",
            example.caption, example.language
        ));
    }
    parts
}

fn framework(applied: &AppliedFramework, bank: &Bank) -> Vec<String> {
    let known = bank.framework(&applied.name);
    let title = known.map_or(applied.name.as_str(), |framework| &framework.title);
    let mut parts = vec![format!("**{title}**, for this question:")];
    parts.extend(
        applied
            .steps
            .iter()
            .map(|(step, apply)| format!("- **{step}**: {apply}")),
    );
    parts
}

fn star(star: &Star) -> Vec<String> {
    [
        ("Situation", &star.situation),
        ("Task", &star.task),
        ("Action", &star.action),
        ("Result", &star.result),
    ]
    .into_iter()
    .filter(|(_, text)| !text.trim().is_empty())
    .map(|(name, text)| format!("**{name}.** {}", text.trim()))
    .collect()
}
