//! A server's own questions: suggesting, deciding, files in and out, hiding.

mod deciding;
mod filing;

pub use deciding::*;
pub use filing::*;

use crate::domain::action::FormAction;
use crate::domain::language::Language;
use crate::domain::proposal::Proposal;
use crate::domain::view::{Form, Input, View};

/// The names of a proposal's inputs.
pub mod input {
    /// The short name.
    pub const TITLE: &str = "title";
    /// The question.
    pub const ASK: &str = "ask";
    /// What a good answer has.
    pub const POINTS: &str = "points";
    /// The topic.
    pub const TOPIC: &str = "topic";
    /// Kind and difficulty.
    pub const FACTS: &str = "facts";
}

/// The modal for a proposal; `proposal` is what it holds at first.
pub fn proposal_form(_language: Language, action: FormAction, proposal: &Proposal) -> Form {
    let line = |name, label: &str, placeholder: &str, value: &str, longest| Input {
        placeholder: placeholder.to_owned(),
        value: value.to_owned(),
        one_line: true,
        required: false,
        longest: Some(longest),
        ..Input::paragraph(name, label)
    };
    let title = match action {
        FormAction::EditSuggestion(_) => "Edit the suggestion",
        _ => "Suggest a question",
    };
    Form {
        action,
        title: title.to_owned(),
        inputs: vec![
            Input {
                required: true,
                ..line(
                    input::TITLE,
                    "A short title",
                    "A release on a Friday afternoon",
                    &proposal.title,
                    90,
                )
            },
            Input {
                value: proposal.ask.clone(),
                longest: Some(1_500),
                ..Input::paragraph(input::ASK, "The question, as you would ask it")
            },
            Input {
                value: proposal.points.clone(),
                required: false,
                longest: Some(2_000),
                ..Input::paragraph(input::POINTS, "What a good answer has, a line each")
            },
            line(
                input::TOPIC,
                "Topic",
                "kubernetes, or a new one",
                &proposal.topic,
                50,
            ),
            line(
                input::FACTS,
                "Kind and difficulty",
                "technical, medium",
                &proposal.facts,
                40,
            ),
        ],
    }
}

/// What was typed into that modal, to be handed back.
pub fn proposal_text(proposal: &Proposal) -> String {
    let Proposal {
        title,
        ask,
        points,
        topic,
        facts,
    } = proposal;
    [title, ask, points, topic, facts]
        .into_iter()
        .map(|text| text.trim())
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join("\n\n")
}

/// A suggestion was taken.
pub fn thanks(_language: Language) -> View {
    View::text(
        "Thank you! Your question waits for this server's organisers now. I tell you in a direct \
         message what they decide.",
    )
}

/// Too many of the person's suggestions wait.
pub fn too_many_of_yours(_language: Language, most: u32) -> View {
    View::text(format!(
        "{most} of your suggestions are waiting already. Suggest more once the organisers have \
         looked at them (`/bank-admin queue`)."
    ))
}

/// Too many suggestions wait on this server.
pub fn too_many_here(_language: Language, most: u32) -> View {
    View::text(format!(
        "{most} suggestions are waiting on this server already. Ask an organiser to look through \
         them with `/bank-admin queue`, then try again."
    ))
}

/// A proposal without words.
pub fn nothing_asked(_language: Language) -> View {
    View::text("I found no words in the title or in the question. Fill both in, then try again.")
}
