//! From views to Discord's bodies, as serenity's builders write them.
//!
//! Invariants: everything passes [`super::limits`] here; `allowed_mentions` is always explicit
//! and allows none but the one role that a new message is to
//! notify; a body that replaces a message names content, embeds, components and
//! attachments, so that what is no longer there disappears. Nothing here sends.

mod parts;
mod response;

use serenity::builder::{
    CreateAllowedMentions, CreateAttachment, CreateInteractionResponseFollowup, CreateMessage,
    CreateThread, EditAttachments, EditInteractionResponse, EditMessage,
};
use serenity::model::channel::{AutoArchiveDuration, Nonce as SerenityNonce};

use super::limits;
use crate::domain::id::RoleId;
use crate::domain::view::View;
use crate::outbox::{Nonce, Rests};

pub use response::{defer_ephemeral, defer_update, response};

/// A body and the files that go with it.
#[derive(Debug, Clone)]
pub struct Encoded<B> {
    /// The JSON body's builder.
    pub body: B,
    /// The files; their metadata stand in the body already.
    pub files: Vec<CreateAttachment>,
}

/// A new message. A repeated one with the same nonce is not posted again.
pub fn create_message(view: &View, nonce: &Nonce) -> Encoded<CreateMessage> {
    let view = limits::fit(view.clone());
    let files = parts::files(view.file);
    let mut body = CreateMessage::new()
        .nonce(SerenityNonce::String(nonce.as_str().to_owned()))
        .enforce_nonce(true)
        .allowed_mentions(mentions(view.notifies))
        .embeds(parts::embeds(view.embeds))
        .components(parts::rows(view.rows))
        .files(files.clone());
    // Discord takes a message without content, but not one with empty content and nothing else.
    if !view.text.is_empty() {
        body = body.content(view.text);
    }
    Encoded { body, files }
}

/// A message of ours, replaced.
pub fn edit_message(view: &View) -> Encoded<EditMessage> {
    let view = limits::fit(view.clone());
    let files = parts::files(view.file);
    let body = EditMessage::new()
        .content(view.text)
        .embeds(parts::embeds(view.embeds))
        .components(parts::rows(view.rows))
        .attachments(attachments(&files))
        .allowed_mentions(no_mentions());
    Encoded { body, files }
}

/// The first reply to an interaction, replaced.
pub fn edit_reply(view: &View) -> Encoded<EditInteractionResponse> {
    let view = limits::fit(view.clone());
    let files = parts::files(view.file);
    let body = EditInteractionResponse::new()
        .content(view.text)
        .embeds(parts::embeds(view.embeds))
        .components(parts::rows(view.rows))
        .attachments(attachments(&files))
        .allowed_mentions(no_mentions());
    Encoded { body, files }
}

/// One more ephemeral reply to an interaction.
pub fn follow_up(view: &View) -> Encoded<CreateInteractionResponseFollowup> {
    let view = limits::fit(view.clone());
    let files = parts::files(view.file);
    let mut body = CreateInteractionResponseFollowup::new()
        .ephemeral(true)
        .allowed_mentions(no_mentions())
        .embeds(parts::embeds(view.embeds))
        .components(parts::rows(view.rows))
        .files(files.clone());
    if !view.text.is_empty() {
        body = body.content(view.text);
    }
    Encoded { body, files }
}

/// A thread that archives itself after a time without messages.
pub fn create_thread(name: &str, rests: Rests) -> CreateThread<'static> {
    let duration = match rests {
        Rests::AfterADay => AutoArchiveDuration::OneDay,
        Rests::AfterThreeDays => AutoArchiveDuration::ThreeDays,
        Rests::AfterAWeek => AutoArchiveDuration::OneWeek,
    };
    CreateThread::new(limits::fit_thread_name(name)).auto_archive_duration(duration)
}

fn mentions(role: Option<RoleId>) -> CreateAllowedMentions {
    let roles = role.map(|role| serenity::model::id::RoleId::new(role.get()));
    no_mentions().roles(roles)
}

fn no_mentions() -> CreateAllowedMentions {
    CreateAllowedMentions::new().replied_user(false)
}

fn attachments(files: &[CreateAttachment]) -> EditAttachments {
    files
        .iter()
        .cloned()
        .fold(EditAttachments::new(), EditAttachments::add)
}

#[cfg(test)]
mod tests;
