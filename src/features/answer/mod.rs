//! Answers: the modal, typed messages, changes, ratings and the coaching reply.
//!
//! Invariant: an answer is stored before anything is said about it.

pub mod catch_up;
pub mod change;
pub mod coaching;
pub mod gather;
pub mod rating;
pub mod submit_message;
pub mod typed;

use crate::domain::answer::{LONGEST_ANSWER, given_on_purpose};
use crate::domain::id::{AttemptId, CardId};
use crate::domain::reply::{card as words, notices};
use crate::domain::session::{Attempt, Card, Place, Source};
use crate::domain::view::{Response, View};
use crate::store::{JobKind, NewAttempt, NewJob};

use super::drill::known;
use super::{Caller, Services, Stop};

/// The modal for an answer. No work is done before it: a modal must be the first reply.
pub fn form(services: &Services, card: CardId, private: bool) -> Response {
    Response::Form(words::answer_form(services.language(), card, private, ""))
}

/// `Try again`: the modal with the caller's last answer in it.
///
/// # Errors
/// When the answer is gone or another's, or the store fails.
pub async fn try_again(
    services: &Services,
    caller: &Caller,
    attempt: AttemptId,
) -> Result<Response, Stop> {
    let attempt = own(services, caller, attempt).await?;
    let last = services
        .store
        .last_attempt(attempt.card, caller.person)
        .await?
        .unwrap_or(attempt);
    let language = services.language();
    let text = within_a_modal(&last.text);
    Ok(Response::Form(words::answer_form(
        language,
        last.card,
        last.private,
        text,
    )))
}

/// The part of a text that a modal's input can hold.
fn within_a_modal(text: &str) -> &str {
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > LONGEST_ANSWER
    });
    end.map_or(text, |(end, _)| &text[..end])
}

/// Takes an answer from the modal.
///
/// # Errors
/// When it has no words, the card is gone, or the store fails.
pub async fn submit(
    services: &Services,
    caller: &Caller,
    card: CardId,
    private: bool,
    text: &str,
) -> Result<Response, Stop> {
    let language = services.language();
    let text =
        given_on_purpose(text).map_err(|why| Stop::say(notices::not_an_answer(language, why)))?;
    let card = known(services, card).await?;
    if private || card.session.place == Place::Private {
        return Ok(Response::Ephemeral(
            privately(services, caller, &card, text).await?,
        ));
    }
    let id = services.attempt_id();
    let job = coach_job(services, caller, &card, id);
    let job_id = job.id;
    let new = new_attempt(services, caller, &card, id, false, text);
    services.store.add_attempt(&new, Some(&job)).await?;
    services.promise(job_id, Some(caller.as_author()));
    Ok(match card.session.thread {
        Some(thread) if thread != caller.channel => {
            Response::Ephemeral(notices::answer_is_in_thread(language, thread))
        }
        _ => Response::Silent,
    })
}

async fn privately(
    services: &Services,
    caller: &Caller,
    card: &Card,
    text: &str,
) -> Result<View, Stop> {
    let new = new_attempt(services, caller, card, services.attempt_id(), true, text);
    let attempt = services.store.add_attempt(&new, None).await?.attempt();
    coaching::view(services, card, &attempt).await
}

fn new_attempt(
    services: &Services,
    caller: &Caller,
    card: &Card,
    id: AttemptId,
    private: bool,
    text: &str,
) -> NewAttempt {
    NewAttempt {
        id,
        card: card.id,
        person: caller.person,
        source: Source::Modal,
        private,
        text: text.to_owned(),
        messages: Vec::new(),
        interaction: Some(caller.interaction.id),
        created: services.now(),
    }
}

/// The job that posts an answer's coaching reply, with the caller's interaction to fall back on.
fn coach_job(services: &Services, caller: &Caller, card: &Card, attempt: AttemptId) -> NewJob {
    NewJob {
        interaction: Some(caller.interaction.id),
        token: Some(caller.interaction.token.0.clone()),
        ..coach_job_without_caller(services, card, attempt)
    }
}

/// The job that posts or renews an answer's coaching reply.
fn coach_job_without_caller(services: &Services, card: &Card, attempt: AttemptId) -> NewJob {
    NewJob {
        id: services.job_id(),
        kind: JobKind::Coach,
        subject: attempt.get(),
        channel: card.session.thread.or(Some(card.session.channel)),
        message: None,
        interaction: None,
        token: None,
    }
}

/// An attempt of the caller's own.
///
/// # Errors
/// When it is gone or another's.
async fn own(services: &Services, caller: &Caller, attempt: AttemptId) -> Result<Attempt, Stop> {
    let language = services.language();
    let attempt = services
        .store
        .attempt(attempt)
        .await?
        .ok_or_else(|| Stop::say(notices::gone(language)))?;
    if attempt.person == caller.person {
        Ok(attempt)
    } else {
        Err(Stop::say(notices::not_your_answer(language)))
    }
}
