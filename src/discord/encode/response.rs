//! What is said to an interaction within its first three seconds.

use serenity::builder::{
    AutocompleteChoice, CreateActionRow, CreateAutocompleteResponse, CreateInputText,
    CreateInteractionResponse, CreateInteractionResponseMessage, CreateModal,
};
use serenity::model::application::InputTextStyle;

use super::{Encoded, no_mentions, parts};
use crate::discord::{custom_id, limits};
use crate::domain::view::{Choice, Form, Input, Response, View};

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
    let id = custom_id::encode_form(&form.action, unique);
    let inputs = form.inputs.into_iter().map(input);
    CreateModal::new(id, form.title).components(inputs.map(CreateActionRow::InputText).collect())
}

fn input(input: Input) -> CreateInputText {
    let style = if input.one_line {
        InputTextStyle::Short
    } else {
        InputTextStyle::Paragraph
    };
    let most = u16::try_from(limits::INPUT_VALUE).expect("4,000 fits into 16 bits");
    let mut body = CreateInputText::new(style, input.label, input.name)
        .required(input.required)
        .min_length(u16::from(input.required))
        .max_length(input.longest.map_or(most, |longest| longest.clamp(1, most)));
    if !input.placeholder.is_empty() {
        body = body.placeholder(input.placeholder);
    }
    if !input.value.is_empty() {
        body = body.value(input.value);
    }
    body
}
