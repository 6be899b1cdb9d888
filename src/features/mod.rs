//! What people can do, one file or folder a thing: decode-free, encode-free, testable.
//!
//! A feature takes a plain request and who made it, works on the store and the outbox, and gives
//! back what is said to the interaction. It knows neither serenity nor SQL, reads no clock but
//! the one it is given, and logs no words of people.

pub mod answer;
pub mod bank;
pub mod daily;
pub mod drill;
pub mod framework;
pub mod help;
pub mod jobs;
pub mod organiser;
pub mod own;
pub mod privacy;
pub mod reading;
pub mod reference;
pub mod request;
pub mod services;
pub mod shelves;
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
        Request::BankSearch { query, topic } => {
            bank::search(services, caller, &query, topic.as_deref()).await
        }
        Request::BankShow { question } => bank::show(services, caller, &question).await,
        Request::BankStats => Ok(bank::stats(services, caller).await),
        Request::BankSuggest => own::suggest::form(services, caller).await,
        Request::Propose(None, proposal) => own::suggest::submit(services, caller, proposal).await,
        Request::Propose(Some(suggestion), proposal) => {
            own::queue::change(services, caller, suggestion, proposal).await
        }
        Request::BankAdmin(what) => own::command(services, caller, what).await,
        Request::DailySetup(wanted) => daily::setup(services, caller, *wanted).await,
        Request::Daily { schedule, what } => {
            daily::command(services, caller, schedule.as_deref(), what).await
        }
        Request::SettingsShow => daily::settings_show(services, caller).await,
        Request::SettingsSet(change) => daily::settings_set(services, caller, change).await,
        Request::Framework { name } => framework::explain(services, &name),
        Request::PrivacyShow => privacy::show(services, caller).await,
        Request::PrivacyExport => privacy::export(services, caller).await,
        Request::PrivacyForget => privacy::ask_to_forget(services, caller).await,
        Request::Help => help::help(services, caller).await,
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
        Request::Submit(FormAction::RejectSuggestion(suggestion), reason) => {
            own::queue::reject(services, caller, suggestion, &reason).await
        }
        Request::Submit(FormAction::Suggest | FormAction::EditSuggestion(_), _) => {
            Err(Stop::Broken("a proposal has more than one input"))
        }
        Request::Suggest(wanted) => Ok(suggest::suggest(services, caller, &wanted).await),
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
        Action::FurtherPoints(attempt) => {
            answer::rating::further_points(services, caller, attempt).await
        }
        Action::Covered(attempt, point) => {
            answer::rating::covered(services, caller, attempt, point).await
        }
        Action::MyFeedback(card) => daily::my_feedback(services, caller, card).await,
        Action::ReadAnswers(card) => daily::read_answers(services, caller, card).await,
        Action::ShowReference(card) => daily::show_reference(services, caller, card).await,
        Action::PostNow(schedule) => daily::post_now(services, caller, schedule).await,
        Action::AnotherQuestion(schedule) => {
            daily::another_question(services, caller, schedule).await
        }
        Action::ApproveSuggestion(suggestion) => {
            own::queue::approve(services, caller, suggestion).await
        }
        Action::EditSuggestion(suggestion) => own::queue::edit(services, caller, suggestion).await,
        Action::RejectSuggestion(suggestion) => {
            own::queue::ask_why(services, caller, suggestion).await
        }
        Action::NextSuggestion(suggestion) => own::queue::pass(services, caller, suggestion).await,
        Action::RemoveOwn(question) => own::hide::remove(services, caller, question).await,
        Action::Forget => privacy::forget(services, caller).await,
        Action::KeepData => Ok(privacy::keep(services)),
    }
}

#[cfg(test)]
pub(crate) mod tests;
