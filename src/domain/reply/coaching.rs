//! The coaching reply: what was seen in an answer, the next step, and the reference material.
//!
//! Order and headings are the product's: *What I saw*, *Next step*, *Framework*, *STAR example*,
//! *Mistakes to avoid*; about 3,000 characters, cut at the borders of list entries, the rest one
//! button away. No number is ever given as a mark.

use crate::domain::action::{Action, Rating, Section};
use crate::domain::bank::Bank;
use crate::domain::feedback::Report;
use crate::domain::feedback::words::{next_step, point_in_brief, what_changed, what_i_saw};
use crate::domain::id::AttemptId;
use crate::domain::language::Language;
use crate::domain::question::Question;
use crate::domain::session::{Attempt, Card};
use crate::domain::view::{Author, Button, Embed, Row, Tone, View};

use super::card::reference_row;
use super::sections::{parts, section_heading};

/// How long the whole reply gets, in characters, before parts move behind buttons.
const ABOUT: usize = 3000;
/// A worked example is told whole up to this length; cut stories teach nothing.
const WHOLE_STORY: usize = 1300;

/// A row of buttons.
const BUTTONS_IN_A_ROW: usize = 5;

/// What the reply is about.
#[derive(Debug, Clone, Copy)]
pub struct Coached<'a> {
    /// The card that was answered.
    pub card: &'a Card,
    /// The answer.
    pub attempt: &'a Attempt,
    /// What was observed about it.
    pub report: &'a Report,
    /// What was observed about the same person's attempt before.
    pub before: Option<&'a Report>,
}

/// The coaching reply to an attempt in a drill.
pub fn coaching(language: Language, about: Coached<'_>, bank: &Bank) -> View {
    let mut embeds = observations(language, about);
    let mut rows = vec![
        rating_row(about.attempt.id, about.report.suggested),
        onward_row(about.attempt, about.card, about.report),
    ];
    if about.before.is_some() {
        rows.push(reference_row(about.card.id));
    } else {
        let used: usize = embeds.iter().map(length).sum();
        let (reference, whole) = reference(about.card, bank, ABOUT.saturating_sub(used));
        embeds.extend(reference);
        if !whole {
            rows.push(reference_row(about.card.id));
        }
    }
    // The last thing above the buttons.
    if let Some(last) = embeds.last_mut() {
        last.footer = rating_caption(about.report.suggested).to_owned();
    }
    let text = if about.attempt.private {
        String::new()
    } else {
        format!("<@{}>", about.attempt.person)
    };
    View {
        text,
        embeds,
        rows,
        ..View::default()
    }
}

/// *What I saw*, *What changed* where there was an attempt before, and *Next step*.
pub(super) fn observations(language: Language, about: Coached<'_>) -> Vec<Embed> {
    let question = &about.card.question;
    let mut embeds = vec![observation(
        "What I saw",
        &what_i_saw(language, question, about.report).join("\n"),
    )];
    if let Some(before) = about.before {
        let changed = what_changed(language, question, before, about.report);
        embeds.push(observation("What changed", &changed.join("\n")));
    }
    embeds.push(observation(
        "Next step",
        &next_step(language, question, about.report),
    ));
    embeds
}

/// An answer from the modal, as the thread sees it.
pub fn answer_in_thread(_language: Language, attempt: &Attempt, author: Author) -> View {
    View::embed(Embed {
        author: Some(author),
        description: attempt.text.clone(),
        footer: if attempt.number > 1 {
            format!("Attempt {}", attempt.number)
        } else {
            String::new()
        },
        tone: Tone::Answer,
        ..Embed::default()
    })
    .row(changing_row(attempt.id))
}

/// What its author may do to an answer from the modal, wherever its words stand.
pub(super) fn changing_row(attempt: AttemptId) -> Row {
    Row::Buttons(vec![
        Button::plain("Edit", Action::Edit(attempt)),
        Button::danger("Delete", Action::Delete(attempt)),
    ])
}

fn observation(title: &str, description: &str) -> Embed {
    Embed {
        title: title.to_owned(),
        description: description.to_owned(),
        tone: Tone::Observation,
        ..Embed::default()
    }
}

/// What the row of self-ratings asks.
const fn rating_caption(suggested: Option<Rating>) -> &'static str {
    match suggested {
        Some(_) => "How did it feel? The coloured button is my guess; the choice is yours.",
        None => "How did it feel?",
    }
}

/// The self-ratings, the suggested one highlighted.
fn rating_row(attempt: AttemptId, suggested: Option<Rating>) -> Row {
    let button = |rating| {
        let (label, action) = (rating_label(rating), Action::Rate(attempt, rating));
        if suggested == Some(rating) {
            Button::primary(label, action)
        } else {
            Button::plain(label, action)
        }
    };
    Row::Buttons(Rating::ALL.into_iter().map(button).collect())
}

/// A self-rating as it stands on its button.
pub const fn rating_label(rating: Rating) -> &'static str {
    match rating {
        Rating::Again => "Again",
        Rating::Hard => "Hard",
        Rating::Good => "Good",
        Rating::Easy => "Easy",
    }
}

fn onward_row(attempt: &Attempt, card: &Card, report: &Report) -> Row {
    let next = if attempt.private {
        Action::NextPrivately(card.id)
    } else {
        Action::Next(card.id)
    };
    let mut buttons = vec![
        Button::plain("Try again", Action::TryAgain(attempt.id)),
        // Only one button of a message is highlighted.
        match report.suggested {
            Some(_) => Button::plain("Next question", next),
            None => Button::primary("Next question", next),
        },
    ];
    buttons.extend(objection_buttons(attempt.id, report));
    Row::Buttons(buttons)
}

/// What its author may say to the points that no words were found about.
pub(super) fn objection_buttons(attempt: AttemptId, report: &Report) -> Vec<Button> {
    let covered = match *report.named_points().as_slice() {
        [] => None,
        [point] => Some(Action::Covered(attempt, point)),
        [..] => Some(Action::WhichCovered(attempt)),
    };
    let covered = covered.map(|action| Button::plain("I did cover this", action));
    let more = (!report.further_points().is_empty())
        .then(|| Button::plain("More", Action::FurtherPoints(attempt)));
    covered.into_iter().chain(more).collect()
}

/// Asks which of the points that were not found the answer did cover.
pub fn which_covered(
    language: Language,
    question: &Question,
    attempt: AttemptId,
    missing: &[u8],
) -> View {
    let buttons = missing
        .iter()
        .filter_map(|&index| {
            let point = question.key_points.get(usize::from(index))?;
            let label = point_in_brief(language, question, point);
            Some(Button::plain(label, Action::Covered(attempt, index)))
        })
        .collect();
    View::text("Which one did you cover?").row(Row::Buttons(buttons))
}

/// The further key points that no words were found about, each with its own button.
pub fn further_points(
    language: Language,
    question: &Question,
    attempt: AttemptId,
    further: &[u8],
) -> View {
    let known: Vec<_> = further
        .iter()
        .filter_map(|&index| Some((index, question.key_points.get(usize::from(index))?)))
        .collect();
    let lines = (1..).zip(&known).map(|(number, (_, point))| {
        format!("{number}. {}", point_in_brief(language, question, point))
    });
    let lines: Vec<String> = lines.collect();
    let button = |(number, (index, _)): (usize, &(u8, _))| {
        let label = format!("{number}: I did cover this");
        Button::plain(label, Action::Covered(attempt, *index))
    };
    let buttons: Vec<Button> = (1..).zip(&known).map(button).collect();
    let rows = buttons.chunks(BUTTONS_IN_A_ROW);
    View {
        text: format!(
            "These could come up as well; I found no words about them yet:\n{}",
            lines.join("\n")
        ),
        rows: rows.map(|row| Row::Buttons(row.to_vec())).collect(),
        ..View::default()
    }
}

fn length(embed: &Embed) -> usize {
    embed.title.chars().count() + embed.description.chars().count()
}

/// The reference sections that most people want, in about as many characters as a reply has, and
/// whether nothing was left out.
pub(super) fn main_reference(card: &Card, bank: &Bank) -> (Vec<Embed>, bool) {
    reference(card, bank, ABOUT)
}

/// The reference sections within `room` characters, and whether nothing was left out.
fn reference(card: &Card, bank: &Bank, room: usize) -> (Vec<Embed>, bool) {
    let of = |wanted| parts(&card.question, bank, wanted);
    let story = of(Section::StarExample);
    let story_length = lengths(&story).min(WHOLE_STORY);
    let rest = room.saturating_sub(story_length);
    let wanted = [
        (Section::Framework, of(Section::Framework), rest * 11 / 20),
        (Section::StarExample, story, WHOLE_STORY),
        (Section::Mistakes, of(Section::Mistakes), rest * 9 / 20),
    ];
    let mut whole = true;
    let mut embeds = Vec::new();
    for (section, parts, room) in wanted {
        let shown = within(&parts, room);
        whole &= shown.len() == parts.len();
        if !shown.is_empty() {
            embeds.push(Embed {
                title: section_heading(section).to_owned(),
                description: shown.join("\n"),
                tone: Tone::Reference,
                ..Embed::default()
            });
        }
    }
    (embeds, whole)
}

fn lengths(parts: &[String]) -> usize {
    parts.iter().map(|part| part.chars().count() + 1).sum()
}

/// As many parts from the front as fit; at least the first, so that no section is an empty name.
fn within(parts: &[String], room: usize) -> &[String] {
    let mut used = 0;
    let fitting = parts
        .iter()
        .take_while(|part| {
            used += part.chars().count() + 1;
            used <= room
        })
        .count();
    &parts[..fitting.max(1).min(parts.len())]
}
