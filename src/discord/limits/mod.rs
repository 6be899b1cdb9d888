//! The one place that holds what we send to Discord's limits.
//!
//! Invariants: what comes out of the `fit` functions is never refused for its size, its number
//! of parts, an empty part or a repeated custom id, whatever goes in; what is within the limits
//! comes out as it went in. Texts are cut with a mark; buttons and entries over the limits are
//! left out from the end. Nothing outside this module may shorten a text for Discord's sake.
//!
//! Source of the numbers: <https://docs.discord.com/developers/resources/message#embed-object-embed-limits>,
//! <https://docs.discord.com/developers/components/reference>.

mod embeds;
mod rows;
mod text;

use crate::domain::view::{Choice, File, Form, Input, Response, View};

pub use text::{ELLIPSIS, is_blank, units};
use text::{cut, cut_markdown};

/// A message's text, in UTF-16 units (as all lengths here).
pub const CONTENT: usize = 2_000;
/// An embed's title.
pub const EMBED_TITLE: usize = 256;
/// An embed's description.
pub const EMBED_DESCRIPTION: usize = 4_096;
/// A field's name.
pub const FIELD_NAME: usize = 256;
/// A field's value.
pub const FIELD_VALUE: usize = 1_024;
/// An embed's footer.
pub const EMBED_FOOTER: usize = 2_048;
/// The name of an embed's author.
pub const EMBED_AUTHOR: usize = 256;
/// All texts of all embeds of a message together.
pub const EMBEDS_TOTAL: usize = 6_000;
/// Embeds of a message.
pub const EMBEDS: usize = 10;
/// Fields of an embed.
pub const FIELDS: usize = 25;
/// Rows below a message.
pub const ROWS: usize = 5;
/// Buttons in a row.
pub const BUTTONS: usize = 5;
/// A button's label.
pub const BUTTON_LABEL: usize = 80;
/// The address that a button opens.
pub const BUTTON_URL: usize = 512;
/// Entries of a select.
pub const OPTIONS: usize = 25;
/// The label and the value of a select's entry, each.
pub const OPTION: usize = 100;
/// What a select says while nothing is chosen.
pub const SELECT_PLACEHOLDER: usize = 150;
/// A modal's heading.
pub const MODAL_TITLE: usize = 45;
/// Inputs of a modal.
pub const INPUTS: usize = 5;
/// The label of a modal's input.
pub const INPUT_LABEL: usize = 45;
/// What an empty input of a modal says.
pub const INPUT_PLACEHOLDER: usize = 100;
/// What an input of a modal holds.
pub const INPUT_VALUE: usize = 4_000;
/// Suggestions for an option that is being typed.
pub const SUGGESTIONS: usize = 25;
/// The name and the value of a suggestion, each.
pub const SUGGESTION: usize = 100;
/// A thread's name.
pub const THREAD_NAME: usize = 100;
/// The name of a file.
pub const FILE_NAME: usize = 255;
/// A nonce.
pub const NONCE: usize = 25;

/// The message, within all limits and never empty: one without any content says [`ELLIPSIS`].
pub fn fit(view: View) -> View {
    let mut view = View {
        text: present(cut_markdown(&view.text, CONTENT)),
        embeds: embeds::fit(view.embeds),
        rows: rows::fit(view.rows),
        file: view.file.map(fit_file),
        notifies: view.notifies,
    };
    if view.text.is_empty() && view.embeds.is_empty() && view.file.is_none() {
        view.text = ELLIPSIS.to_owned();
    }
    view
}

/// The modal, within all limits.
pub fn fit_form(form: Form) -> Form {
    Form {
        action: form.action,
        title: required(cut(&form.title, MODAL_TITLE)),
        inputs: form
            .inputs
            .into_iter()
            .take(INPUTS)
            .map(fit_input)
            .collect(),
    }
}

fn fit_input(input: Input) -> Input {
    let longest = input.longest.map_or(INPUT_VALUE, usize::from);
    Input {
        label: required(cut(&input.label, INPUT_LABEL)),
        placeholder: present(cut(&input.placeholder, INPUT_PLACEHOLDER)),
        value: present(cut(&input.value, longest.min(INPUT_VALUE))),
        ..input
    }
}

/// Suggestions, within all limits. One whose value is empty or too long is left out, since a
/// shortened value would be another one.
pub fn fit_choices(choices: Vec<Choice>) -> Vec<Choice> {
    choices
        .into_iter()
        .filter_map(|choice| fit_choice(choice, SUGGESTION))
        .take(SUGGESTIONS)
        .collect()
}

/// A thread's name on one line, within the limit and never empty.
pub fn fit_thread_name(name: &str) -> String {
    let line = name.split_whitespace().collect::<Vec<_>>().join(" ");
    required(cut(&line, THREAD_NAME))
}

/// What is said to an interaction, within all limits.
pub fn fit_response(response: Response) -> Response {
    match response {
        Response::Ephemeral(view) => Response::Ephemeral(fit(view)),
        Response::Pages(view, rest) => {
            Response::Pages(fit(view), rest.into_iter().map(fit).collect())
        }
        Response::Update(view) => Response::Update(fit(view)),
        Response::Form(form) => Response::Form(fit_form(form)),
        Response::Suggestions(choices) => Response::Suggestions(fit_choices(choices)),
        Response::Silent => Response::Silent,
        Response::Later(job) => Response::Later(job),
        Response::Told => Response::Told,
    }
}

/// The file under a name that Discord takes. Its size is up to whoever makes it: bytes can't be
/// cut, and the limit depends on the server.
fn fit_file(file: File) -> File {
    if is_blank(&file.name) || units(&file.name) > FILE_NAME {
        let name = "file".to_owned();
        return File { name, ..file };
    }
    file
}

fn fit_choice(choice: Choice, limit: usize) -> Option<Choice> {
    if is_blank(&choice.value) || units(&choice.value) > limit {
        return None;
    }
    let label = if is_blank(&choice.label) {
        choice.value.clone()
    } else {
        cut(&choice.label, limit)
    };
    Some(Choice { label, ..choice })
}

/// The text, or nothing where Discord would see nothing.
fn present(text: String) -> String {
    if is_blank(&text) { String::new() } else { text }
}

/// The text, or a mark where Discord would see nothing but wants something.
fn required(text: String) -> String {
    if is_blank(&text) {
        ELLIPSIS.to_owned()
    } else {
        text
    }
}

#[cfg(test)]
mod tests;
