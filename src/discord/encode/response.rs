//! What is said to an interaction within its first three seconds.

use serenity::builder::{
    AutocompleteChoice, CreateActionRow, CreateAutocompleteResponse, CreateInputText,
    CreateInteractionResponse, CreateInteractionResponseMessage, CreateModal,
};
use serenity::model::application::InputTextStyle;

use super::{Encoded, no_mentions, parts};
use crate::discord::{custom_id, limits};
use crate::domain::view::{Choice, Form, Response, View};

/// The custom id of the one input in our modals.
pub const INPUT_ID: &str = "text";

/// A response. `unique` tells the openings of a modal apart (see
/// [`custom_id::encode_form`]); other kinds ignore it.
pub fn response(response: &Response, unique: u64) -> Encoded<CreateInteractionResponse> {
    match limits::fit_response(response.clone()) {
        Response::Ephemeral(view) | Response::Pages(view, _) => {
            let Encoded { body, files } = message(view);
            Encoded {
                body: CreateInteractionResponse::Message(body.ephemeral(true)),
                files,
            }
        }
        Response::Update(view) => {
            let Encoded { body, files } = message(view);
            Encoded {
                body: CreateInteractionResponse::UpdateMessage(body),
                files,
            }
        }
        Response::Form(form) => bare(CreateInteractionResponse::Modal(modal(form, unique))),
        Response::Suggestions(choices) => bare(suggestions(choices)),
        Response::Later(_) => bare(defer_ephemeral()),
        Response::Silent | Response::Told => bare(CreateInteractionResponse::Acknowledge),
    }
}

/// "An ephemeral message will follow" (type 5); [`super::edit_reply`] fills it.
pub fn defer_ephemeral() -> CreateInteractionResponse {
    CreateInteractionResponse::Defer(CreateInteractionResponseMessage::new().ephemeral(true))
}

/// "The component's message stays for now" (type 6); [`super::edit_reply`] changes it.
pub fn defer_update() -> CreateInteractionResponse {
    CreateInteractionResponse::Acknowledge
}

fn bare(body: CreateInteractionResponse) -> Encoded<CreateInteractionResponse> {
    Encoded {
        body,
        files: Vec::new(),
    }
}

fn message(view: View) -> Encoded<CreateInteractionResponseMessage> {
    let files = parts::files(view.file);
    let body = CreateInteractionResponseMessage::new()
        .content(view.text)
        .embeds(parts::embeds(view.embeds))
        .components(parts::rows(view.rows))
        .files(files.clone())
        .allowed_mentions(no_mentions());
    Encoded { body, files }
}

fn suggestions(choices: Vec<Choice>) -> CreateInteractionResponse {
    let choices = choices
        .into_iter()
        .map(|choice| AutocompleteChoice::new(choice.label, choice.value))
        .collect();
    CreateInteractionResponse::Autocomplete(CreateAutocompleteResponse::new().set_choices(choices))
}

fn modal(form: Form, unique: u64) -> CreateModal {
    let longest = u16::try_from(limits::INPUT_VALUE).expect("4,000 fits into 16 bits");
    let mut input = CreateInputText::new(InputTextStyle::Paragraph, form.label, INPUT_ID)
        .min_length(1)
        .max_length(longest);
    if !form.placeholder.is_empty() {
        input = input.placeholder(form.placeholder);
    }
    if !form.value.is_empty() {
        input = input.value(form.value);
    }
    let id = custom_id::encode_form(&form.action, unique);
    CreateModal::new(id, form.title).components(vec![CreateActionRow::InputText(input)])
}
