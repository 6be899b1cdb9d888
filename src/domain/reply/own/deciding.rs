//! What organisers read of suggestions, and what authors are told.

use crate::domain::action::{Action, FormAction};
use crate::domain::bank::{Named, Vocabulary};
use crate::domain::id::{SuggestionId, UserId};
use crate::domain::language::Language;
use crate::domain::markdown::quote_safe;
use crate::domain::question::Question;
use crate::domain::reply::{bullets, difficulty_label, kind_label};
use crate::domain::view::{Button, Embed, Field, Form, Input, ONLY_INPUT, Row, Tone, View};

/// A suggestion for organisers to decide about; `said` stands above it.
pub fn waiting(
    _language: Language,
    id: SuggestionId,
    author: UserId,
    question: &Question,
    names: &Vocabulary,
    waiting: u32,
    said: &str,
) -> View {
    let is_new = !names.topics.iter().any(|named| named.id == question.topic);
    let topic = if is_new {
        format!("{} (new)", Named::spelt_out(question.topic.clone()).name)
    } else {
        names.topic(&question.topic).to_owned()
    };
    let points = question.key_points.iter().map(|point| &point.say);
    let points = bullets(points);
    let field = |name: &str, value: String| Field {
        name: name.to_owned(),
        value,
        inline: true,
    };
    let embeds = vec![
        Embed {
            title: question.title.clone(),
            description: format!("{}\n\nSuggested by <@{author}>", question.ask),
            fields: vec![
                field("Topic", topic),
                field("Kind", kind_label(question.kind).to_owned()),
                field(
                    "Difficulty",
                    difficulty_label(question.difficulty).to_owned(),
                ),
            ],
            tone: Tone::Question,
            ..Embed::default()
        },
        Embed {
            title: "Key points".to_owned(),
            description: if points.is_empty() {
                "None were given.".to_owned()
            } else {
                points
            },
            footer: match waiting {
                0 | 1 => "The only one that waits".to_owned(),
                more => format!("{more} are waiting"),
            },
            tone: Tone::Reference,
            ..Embed::default()
        },
    ];
    let mut buttons = vec![
        Button::primary("Approve", Action::ApproveSuggestion(id)),
        Button::plain("Edit", Action::EditSuggestion(id)),
        Button::danger("Reject", Action::RejectSuggestion(id)),
    ];
    if waiting > 1 {
        buttons.push(Button::plain("Next", Action::NextSuggestion(id)));
    }
    View {
        text: said.to_owned(),
        embeds,
        rows: vec![Row::Buttons(buttons)],
        ..View::default()
    }
}

/// No suggestion waits (any more).
pub fn none_waiting(_language: Language, said: &str) -> View {
    let none = "No suggestion is waiting. Anybody can make one with `/bank suggest`.";
    View::text(if said.is_empty() {
        none.to_owned()
    } else {
        format!("{said}\n{none}")
    })
}

/// The line above the next suggestion: this one was approved.
pub fn approved(_language: Language, title: &str) -> String {
    format!(
        "Approved: “{}” is in your server's bank now. I tell its author.",
        quote_safe(title)
    )
}

/// This one was approved, and its very words were in the bank before.
pub fn approved_again(_language: Language, title: &str) -> String {
    format!(
        "“{}” was in your server's bank already, word for word. I tell its author that it is in.",
        quote_safe(title)
    )
}

/// This one was rejected.
pub fn rejected(_language: Language, title: &str) -> String {
    format!("Rejected: “{}”. I tell its author.", quote_safe(title))
}

/// This one was changed.
pub fn edited(_language: Language) -> String {
    "Changed. It still waits for your decision.".to_owned()
}

/// Somebody else was quicker.
pub fn decided_before(_language: Language, approved: bool) -> String {
    let what = if approved { "approved" } else { "rejected" };
    format!("Another organiser has {what} that one already.")
}

/// The suggestion is not there any more.
pub fn suggestion_gone(_language: Language) -> String {
    "That suggestion is not there any more: its author erased it.".to_owned()
}

/// The modal for why a suggestion is rejected.
pub fn reason_form(_language: Language, id: SuggestionId) -> Form {
    Form {
        action: FormAction::RejectSuggestion(id),
        title: "Reject the suggestion".to_owned(),
        inputs: vec![Input {
            placeholder: "Its author reads this. What would make it fit?".to_owned(),
            required: false,
            longest: Some(500),
            ..Input::paragraph(ONLY_INPUT, "Why (they are told)")
        }],
    }
}

/// Told to an author whose suggestion was approved.
pub fn your_suggestion_is_in(_language: Language, title: &str) -> View {
    View::text(format!(
        "Your question “{}” was approved: it is in your server's question bank now. Thank you! \
         `/bank show` opens it there.",
        quote_safe(title)
    ))
}

/// Told to an author whose suggestion was rejected.
pub fn your_suggestion_is_not_in(_language: Language, title: &str, reason: &str) -> View {
    let why = if reason.trim().is_empty() {
        " They gave no reason; ask them what would make it fit.".to_owned()
    } else {
        format!("\n> {}", reason.trim().replace('\n', "\n> "))
    };
    View::text(format!(
        "Your question “{}” did not join your server's bank this time.{why}\n\
         You may suggest it again, changed, with `/bank suggest`.",
        quote_safe(title)
    ))
}
