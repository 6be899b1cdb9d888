//! What people see, as plain values: messages, their buttons, selects and modals.
//!
//! [`crate::domain::reply`] makes these from questions and answers; `discord::encode` turns them
//! into Discord's bodies and holds them to Discord's limits in one place. Nothing here counts
//! characters or knows a wire format.

use super::action::{Action, FormAction, SelectAction};
use super::id::{JobId, RoleId};

/// A message.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct View {
    /// Text above the embeds; Discord's Markdown. Empty for none.
    pub text: String,
    /// Embeds, in order.
    pub embeds: Vec<Embed>,
    /// Rows of buttons and selects, in order.
    pub rows: Vec<Row>,
    /// A file that goes with the message.
    pub file: Option<File>,
    /// The one role whose members are notified; the text has to mention it, too.
    pub notifies: Option<RoleId>,
}

impl View {
    /// A message of text alone.
    pub fn text(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// A message of one embed alone.
    pub fn embed(embed: Embed) -> Self {
        Self {
            embeds: vec![embed],
            ..Self::default()
        }
    }

    /// The same message with one more row.
    #[must_use]
    pub fn row(mut self, row: Row) -> Self {
        self.rows.push(row);
        self
    }
}

/// A framed part of a message.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Embed {
    /// Whose words these are.
    pub author: Option<Author>,
    /// Heading; plain text.
    pub title: String,
    /// Body; Discord's Markdown.
    pub description: String,
    /// Short facts.
    pub fields: Vec<Field>,
    /// Small print; plain text.
    pub footer: String,
    /// The colour of its edge.
    pub tone: Tone,
}

/// The person whose words an embed repeats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    /// Name as the server knows them.
    pub name: String,
    /// Address of their picture.
    pub picture: Option<String>,
}

/// A named fact of an embed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The fact's name.
    pub name: String,
    /// The fact.
    pub value: String,
    /// Whether it may stand beside others.
    pub inline: bool,
}

/// The colour of an embed's edge, by meaning.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tone {
    /// A question.
    #[default]
    Question,
    /// A person's own words.
    Answer,
    /// What was seen in an answer.
    Observation,
    /// Reference material.
    Reference,
    /// Something that needs attention.
    Trouble,
}

/// A row below a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// One to five buttons.
    Buttons(Vec<Button>),
    /// One select, alone.
    Select(Select),
}

/// A button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    /// What stands on it.
    pub label: String,
    /// How it looks.
    pub style: Style,
    /// What it does.
    pub target: Target,
}

impl Button {
    /// A plain button.
    pub fn plain(label: impl Into<String>, action: Action) -> Self {
        Self {
            label: label.into(),
            style: Style::Secondary,
            target: Target::Action(action),
        }
    }

    /// The button that most people want.
    pub fn primary(label: impl Into<String>, action: Action) -> Self {
        Self {
            label: label.into(),
            style: Style::Primary,
            target: Target::Action(action),
        }
    }

    /// A button that destroys something.
    pub fn danger(label: impl Into<String>, action: Action) -> Self {
        Self {
            label: label.into(),
            style: Style::Danger,
            target: Target::Action(action),
        }
    }

    /// A button that opens an address.
    pub fn link(label: impl Into<String>, url: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            style: Style::Secondary,
            target: Target::Link(url.into()),
        }
    }
}

/// How a button looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// The one that most people want.
    Primary,
    /// Any other.
    Secondary,
    /// Destroys something.
    Danger,
}

/// What a button does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Tells us.
    Action(Action),
    /// Opens an address.
    Link(String),
}

/// A list to choose one entry from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Select {
    /// What it is for.
    pub action: SelectAction,
    /// What it says while nothing is chosen.
    pub placeholder: String,
    /// The entries.
    pub choices: Vec<Choice>,
}

/// An entry of a select, or a suggestion for a command's option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What people read.
    pub label: String,
    /// What we get.
    pub value: String,
}

/// A modal with text inputs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// What it is for.
    pub action: FormAction,
    /// Its heading.
    pub title: String,
    /// Its inputs, in order.
    pub inputs: Vec<Input>,
}

/// The name of the input in modals that have only one.
pub const ONLY_INPUT: &str = "text";

/// An input of a modal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// By which its text comes back; differs from the modal's other inputs.
    pub name: &'static str,
    /// What it is called.
    pub label: String,
    /// What it says while it is empty.
    pub placeholder: String,
    /// What it holds at first.
    pub value: String,
    /// Whether it has one line; else it is a paragraph.
    pub one_line: bool,
    /// Whether something must be in it.
    pub required: bool,
    /// The longest text that it takes; `None` for as much as there can be.
    pub longest: Option<u16>,
}

impl Input {
    /// A paragraph that must be filled.
    pub fn paragraph(name: &'static str, label: impl Into<String>) -> Self {
        Self {
            name,
            label: label.into(),
            placeholder: String::new(),
            value: String::new(),
            one_line: false,
            required: true,
            longest: None,
        }
    }
}

/// A file that goes with a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What is said to an interaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Response {
    /// A message that only its person sees.
    Ephemeral(View),
    /// A message that only its person sees, and more of them after it.
    Pages(View, Vec<View>),
    /// The message that carried the component, changed.
    Update(View),
    /// A modal.
    Form(Form),
    /// Suggestions for the option that is being typed.
    Suggestions(Vec<Choice>),
    /// Nothing to be seen: the component's message stays as it is.
    Silent,
    /// It is stored and takes a moment: acknowledge it, then run this job, which replies itself.
    Later(JobId),
    /// Nothing more: the feature has replied through the outbox itself.
    Told,
}
