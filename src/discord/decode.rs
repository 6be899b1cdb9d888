//! Interactions, decoded into plain requests. Foreign types stop here.
//!
//! Nothing is trusted that a person could have made up: custom ids are parsed, options are looked
//! up by name and type, and what does not fit is told politely instead of unwrapped.

mod caller;
mod message;
mod options;
mod organiser;
mod own;

use serenity::model::application::{
    ActionRowComponent, CommandInteraction, ComponentInteraction, ComponentInteractionDataKind,
    Interaction, ModalInteraction, ResolvedTarget,
};

use crate::domain::action::{FormAction, Section, SelectAction};
use crate::domain::id::{GuildId, UserId};
use crate::domain::question::Kind;
use crate::features::request::{DrillRequest, Suggest, Suggested};
use crate::features::{Caller, Request};
use crate::outbox::InteractionHandle;

use super::commands::SUBMIT_AS_ANSWER;
use super::custom_id::{self, Parsed};

use caller::{command_caller, component_caller, modal_caller};
use options::{Options, difficulty, is_true, subcommand, text};

pub use message::typed_message;

/// An interaction that was understood.
#[derive(Debug)]
pub struct Decoded {
    /// Who asks.
    pub caller: Caller,
    /// What for.
    pub request: Request,
}

/// An interaction that was not understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// A component, modal or option of no known version of ours. The handle answers it.
    #[error("not one of ours: {what}")]
    NotOurs {
        /// Answers it.
        handle: InteractionHandle,
        /// What was not known; names only, no text of people.
        what: String,
    },
    /// A kind of interaction that has no person behind it.
    #[error("an interaction without a person")]
    Ignored,
}

/// Decodes an interaction.
///
/// # Errors
/// When it is not one of ours.
pub fn interaction(interaction: &Interaction, us: UserId) -> Result<Decoded, DecodeError> {
    match interaction {
        Interaction::Command(command) => {
            let caller = command_caller(command).ok_or(DecodeError::Ignored)?;
            let request = self::command(command, caller.guild, us);
            with(caller, request, || format!("command {}", command.data.name))
        }
        Interaction::Autocomplete(command) => {
            let caller = command_caller(command).ok_or(DecodeError::Ignored)?;
            let request = suggest(command).map(Request::Suggest);
            with(caller, request, || {
                format!("suggestions for {}", command.data.name)
            })
        }
        Interaction::Component(component) => {
            let caller = component_caller(component).ok_or(DecodeError::Ignored)?;
            with(caller, self::component(component), || {
                "component".to_owned()
            })
        }
        Interaction::Modal(modal) => {
            let caller = modal_caller(modal).ok_or(DecodeError::Ignored)?;
            with(caller, self::modal(modal), || "modal".to_owned())
        }
        _ => Err(DecodeError::Ignored),
    }
}

fn with(
    caller: Caller,
    request: Option<Request>,
    what: impl Fn() -> String,
) -> Result<Decoded, DecodeError> {
    match request {
        Some(request) => Ok(Decoded { caller, request }),
        None => Err(DecodeError::NotOurs {
            handle: caller.interaction,
            what: what(),
        }),
    }
}

fn command(command: &CommandInteraction, guild: Option<GuildId>, us: UserId) -> Option<Request> {
    let options = command.data.options();
    match command.data.name.as_str() {
        "drill" => Some(Request::Drill(drill(&options))),
        "bank" => {
            let (name, options) = subcommand(&options)?;
            match name {
                "search" => Some(Request::BankSearch {
                    query: text(options, "query")?,
                    topic: text(options, "topic"),
                }),
                "show" => Some(Request::BankShow {
                    question: text(options, "question")?,
                }),
                "stats" => Some(Request::BankStats),
                "suggest" => Some(Request::BankSuggest),
                _ => None,
            }
        }
        "bank-admin" => own::bank_admin(&options),
        "daily" => organiser::daily(&options, guild),
        "settings" => organiser::settings(&options),
        "framework" => Some(Request::Framework {
            name: text(&options, "name")?,
        }),
        "privacy" => match subcommand(&options)?.0 {
            "show" => Some(Request::PrivacyShow),
            "export" => Some(Request::PrivacyExport),
            "forget" => Some(Request::PrivacyForget),
            _ => None,
        },
        "help" => Some(Request::Help),
        SUBMIT_AS_ANSWER => match command.data.target()? {
            ResolvedTarget::Message(message) => {
                typed_message(message, guild, us).map(Request::SubmitAsAnswer)
            }
            _ => None,
        },
        _ => None,
    }
}

fn drill(options: &Options<'_>) -> DrillRequest {
    DrillRequest {
        topic: text(options, "topic"),
        difficulty: difficulty(options),
        kind: text(options, "kind").and_then(|name| Kind::parse(&name)),
        round: text(options, "round"),
        question: text(options, "question"),
        private: is_true(options, "private"),
    }
}

fn suggest(command: &CommandInteraction) -> Option<Suggest> {
    let option = command.data.autocomplete()?;
    let what = match (command.data.name.as_str(), option.name) {
        ("drill" | "bank", "topic") => Suggested::Topic,
        ("drill", "round") => Suggested::Round,
        ("drill" | "bank" | "daily", "question") => Suggested::Question,
        ("daily", "topic") => Suggested::Topics,
        ("daily", "timezone") => Suggested::TimeZone,
        ("daily", "schedule") => Suggested::Schedule,
        ("bank-admin", option) => own::suggested(&command.data.options.first()?.name, option)?,
        ("bank", "query") => Suggested::Query,
        ("framework", "name") => Suggested::Framework,
        _ => return None,
    };
    Some(Suggest {
        what,
        typed: option.value.to_owned(),
    })
}

fn component(component: &ComponentInteraction) -> Option<Request> {
    match custom_id::parse(&component.data.custom_id).ok()? {
        Parsed::Action(action) => Some(Request::Press(action)),
        Parsed::Select(select @ SelectAction::More(_)) => {
            let ComponentInteractionDataKind::StringSelect { values } = &component.data.kind else {
                return None;
            };
            Some(Request::Choose(select, Section::parse(values.first()?)?))
        }
        Parsed::Form(_) => None,
    }
}

fn modal(modal: &ModalInteraction) -> Option<Request> {
    let Parsed::Form(form) = custom_id::parse(&modal.data.custom_id).ok()? else {
        return None;
    };
    match form {
        FormAction::Suggest => return Some(Request::Propose(None, own::proposal(modal))),
        FormAction::EditSuggestion(suggestion) => {
            return Some(Request::Propose(Some(suggestion), own::proposal(modal)));
        }
        FormAction::Answer { .. } | FormAction::Edit(_) | FormAction::RejectSuggestion(_) => {}
    }
    let text = modal
        .data
        .components
        .iter()
        .flat_map(|row| &row.components)
        .find_map(|component| match component {
            ActionRowComponent::InputText(input) => Some(input.value.clone().unwrap_or_default()),
            _ => None,
        })
        .unwrap_or_default();
    Some(Request::Submit(form, text))
}
