//! The question card, the first message in its thread, and the modal.

use crate::domain::action::{Action, FormAction, Section, SelectAction};
use crate::domain::bank::Vocabulary;
use crate::domain::id::CardId;
use crate::domain::language::Language;
use crate::domain::question::{Minutes, Question};
use crate::domain::session::Card;
use crate::domain::view::{
    Button, Choice, Embed, Field, Form, Input, ONLY_INPUT, Row, Select, Tone, View,
};

use super::sections::section_label;
use super::{difficulty_label, kind_label};

/// The card of a question in a drill.
pub fn card(_language: Language, card: &Card, names: &Vocabulary) -> View {
    View {
        embeds: vec![embed(&card.question, names)],
        rows: rows(card.id, Action::Skip(card.id), "Skip"),
        ..View::default()
    }
}

/// The card of a question of the day, before anybody is mentioned.
pub fn daily_card(_language: Language, card: &Card, names: &Vocabulary) -> View {
    View {
        embeds: vec![embed(&card.question, names)],
        rows: daily_rows(card.id),
        ..View::default()
    }
}

/// The rows below a question of the day.
pub(super) fn daily_rows(card: CardId) -> Vec<Row> {
    rows(card, Action::MyFeedback(card), "My feedback")
}

/// The first message in a drill's thread: how to answer here, and the buttons again.
///
/// `reads_messages`: whether the bot may read what people type there.
pub fn opening(_language: Language, card: &Card, reads_messages: bool) -> View {
    let how = if reads_messages {
        "**How to answer here:** press `Answer`, or type your answer in this thread, in as many \
         messages as you like. I reply when you pause."
    } else {
        "**How to answer here:** press `Answer`. Or type your answer, then hold the message and \
         choose Apps, `Submit as answer`. Mentioning me in it works too."
    };
    let minutes = minutes(card.question.minutes);
    let text = format!(
        "{how}\nAim for about {minutes} as if you spoke it. Prefer nobody to see it? \
         `Answer privately`."
    );
    View {
        text,
        rows: rows(card.id, Action::Skip(card.id), "Skip"),
        ..View::default()
    }
}

/// A card that only one person sees, with a line before it where that needs a reason.
pub fn private_card(
    language: Language,
    shown: &Card,
    names: &Vocabulary,
    reason: Option<&str>,
) -> View {
    let mut view = card(language, shown, names);
    view.text = match reason {
        Some(reason) => format!("{reason}\n-# Only you see this drill."),
        None => "-# Only you see this drill: the card, your answer and my reply.".to_owned(),
    };
    view
}

/// The modal for an answer; `value` is what it holds at first.
pub fn answer_form(_language: Language, card: CardId, private: bool, value: &str) -> Form {
    let label = if private {
        "Only you will see it"
    } else {
        "In your own words"
    };
    Form {
        action: FormAction::Answer { card, private },
        title: "Your answer".to_owned(),
        inputs: vec![Input {
            placeholder: "Write as you would speak. Unfinished is fine.".to_owned(),
            value: value.to_owned(),
            ..Input::paragraph(ONLY_INPUT, label)
        }],
    }
}

/// The name of a drill's thread.
pub fn thread_name(_language: Language, question: &Question) -> String {
    format!("Drill · {}", question.title)
}

/// A range of minutes as people read it.
pub fn minutes(minutes: Minutes) -> String {
    if minutes.from() == minutes.to() {
        format!("{} min", minutes.from())
    } else {
        format!("{}-{} min", minutes.from(), minutes.to())
    }
}

fn embed(question: &Question, names: &Vocabulary) -> Embed {
    let rounds: Vec<&str> = question
        .rounds
        .iter()
        .map(|round| names.round(round))
        .collect();
    let facts = [
        ("Topic", names.topic(&question.topic).to_owned()),
        ("Kind", kind_label(question.kind).to_owned()),
        (
            "Difficulty",
            difficulty_label(question.difficulty).to_owned(),
        ),
        ("Time", minutes(question.minutes)),
        ("Round", rounds.join(", ")),
    ];
    let ask = if question.ask.trim().is_empty() {
        &question.title
    } else {
        &question.ask
    };
    Embed {
        title: question.title.clone(),
        description: ask.trim().to_owned(),
        fields: facts
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| Field {
                name: name.to_owned(),
                value,
                inline: true,
            })
            .collect(),
        tone: Tone::Question,
        ..Embed::default()
    }
}

/// `last` and `label`: the fourth button, which tells drills from questions of the day.
fn rows(card: CardId, last: Action, label: &str) -> Vec<Row> {
    vec![
        Row::Buttons(vec![
            Button::primary("Answer", Action::Answer(card)),
            Button::plain("Answer privately", Action::AnswerPrivately(card)),
            Button::plain("Hint", Action::Hint(card)),
            Button::plain(label, last),
        ]),
        reference_row(card),
        more_row(card),
    ]
}

/// The select of the other sections.
pub(super) fn more_row(card: CardId) -> Row {
    Row::Select(Select {
        action: SelectAction::More(card),
        placeholder: "More...".to_owned(),
        choices: Section::MORE
            .into_iter()
            .map(|section| Choice {
                label: section_label(section).to_owned(),
                value: section.name().to_owned(),
            })
            .collect(),
    })
}

/// The buttons to the reference material that most people want.
pub fn reference_row(card: CardId) -> Row {
    Row::Buttons(
        [Section::Framework, Section::StarExample, Section::Mistakes]
            .into_iter()
            .map(|section| Button::plain(section_label(section), Action::Show(card, section)))
            .collect(),
    )
}
