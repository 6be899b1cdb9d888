//! What people can do, one file or folder a thing: decode-free, encode-free, testable.
//!
//! A feature takes a plain request and who made it, works on the store and the outbox, and gives
//! back what is said to the interaction. It knows neither serenity nor SQL, reads no clock but
//! the one it is given, and logs no words of people.

pub mod answer;
pub mod bank;
pub mod drill;
pub mod framework;
pub mod help;
pub mod jobs;
pub mod privacy;
pub mod reading;
pub mod reference;
pub mod request;
pub mod services;
pub mod suggest;

use crate::domain::action::{Action, FormAction, SelectAction};
use crate::domain::view::{Response, View};
use crate::outbox::SendError;
use crate::store::StoreError;

pub use request::{Caller, ChannelKind, Request};
pub use services::{Identity, Services};

/// Why a feature did not do what it was asked for.
#[derive(Debug, thiserror::Error)]
pub enum Stop {
    /// The person can mend it: tell them how.
    #[error("told the person why not")]
    Say(Box<View>),
    /// An answer was not kept, for this reason: its words are handed back.
    #[error("an answer was not kept: {0}")]
    NotKept(Box<Stop>, String),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Discord failed or refused.
    #[error(transparent)]
    Send(#[from] SendError),
    /// Something that has to be there is not there yet.
    #[error("{0}")]
    Broken(&'static str),
}

impl Stop {
    /// Stops with these words for the person.
    pub fn say(view: View) -> Self {
        Self::Say(Box::new(view))
    }
}

/// Carries out a request: the registry of everything that people can ask for.
///
/// # Errors
/// When it can't be done; see [`Stop`].
pub async fn carry_out(
    services: &Services,
    caller: &Caller,
    request: Request,
) -> Result<Response, Stop> {
    match request {
        Request::Drill(wanted) => drill::start(services, caller, wanted).await,
        Request::BankSearch { query, topic } => bank::search(services, &query, topic.as_deref()),
        Request::BankShow { question } => bank::show(services, caller, &question).await,
        Request::BankStats => Ok(bank::stats(services)),
        Request::Framework { name } => framework::explain(services, &name),
        Request::PrivacyShow => privacy::show(services, caller).await,
        Request::PrivacyExport => privacy::export(services, caller).await,
        Request::PrivacyForget => privacy::ask_to_forget(services, caller).await,
        Request::Help => Ok(help::help(services)),
        Request::SubmitAsAnswer(message) => {
            answer::submit_message::submit(services, caller, message).await
        }
        Request::Press(action) => press(services, caller, action).await,
        Request::Choose(SelectAction::More(card), section) => {
            reference::show(services, caller, card, section, false).await
        }
        Request::Submit(FormAction::Answer { card, private }, text) => {
            answer::submit(services, caller, card, private, &text).await
        }
        Request::Submit(FormAction::Edit(attempt), text) => {
            answer::change::edit(services, caller, attempt, &text).await
        }
        Request::Suggest(wanted) => Ok(suggest::suggest(services, &wanted)),
    }
}

async fn press(services: &Services, caller: &Caller, action: Action) -> Result<Response, Stop> {
    match action {
        Action::Answer(card) => Ok(answer::form(services, card, false)),
        Action::AnswerPrivately(card) => Ok(answer::form(services, card, true)),
        Action::Hint(card) => reference::hint(services, caller, card).await,
        Action::Skip(card) => drill::skip(services, caller, card).await,
        Action::Show(card, section) => {
            reference::show(services, caller, card, section, false).await
        }
        Action::ShowAnyway(card, section) => {
            reference::show(services, caller, card, section, true).await
        }
        Action::Rate(attempt, rating) => {
            answer::rating::rate(services, caller, attempt, rating).await
        }
        Action::TryAgain(attempt) => answer::try_again(services, caller, attempt).await,
        Action::Next(card) => drill::next(services, caller, card).await,
        Action::NextPrivately(card) => drill::next_privately(services, caller, card).await,
        Action::Edit(attempt) => answer::change::form(services, caller, attempt).await,
        Action::Delete(attempt) => answer::change::delete(services, caller, attempt).await,
        Action::WhichCovered(attempt) => {
            answer::rating::which_covered(services, caller, attempt).await
        }
        Action::Covered(attempt, point) => {
            answer::rating::covered(services, caller, attempt, point).await
        }
        Action::Forget => privacy::forget(services, caller).await,
        Action::KeepData => Ok(privacy::keep(services)),
    }
}

#[cfg(test)]
pub(crate) mod tests;
