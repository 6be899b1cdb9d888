//! Answers: the modal, typed messages, changes, ratings and the coaching reply.
//!
//! Invariant: an answer is stored before anything is said about it.

pub mod catch_up;
pub mod change;
pub mod coaching;
pub mod gather;
pub mod gone;
pub mod rating;
pub mod submit_message;
pub mod typed;

use crate::domain::answer::{LONGEST_ANSWER, given_on_purpose};
use crate::domain::id::{AttemptId, CardId};
use crate::domain::reply::{card as words, notices};
use crate::domain::session::{Attempt, Card, Place, SessionKind, Source};
use crate::domain::view::{Response, View};
use crate::store::{Added, JobKind, NewAttempt, NewJob};

use super::drill::known;
use super::{Caller, Services, Stop, daily};

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
        .await?;
    // What began in private goes on in private, whatever came between.
    let private = attempt.private || last.as_ref().is_some_and(|last| last.private);
    let last = last.unwrap_or(attempt);
    let language = services.language();
    let text = within_a_modal(&last.text);
    Ok(Response::Form(words::answer_form(
        language, last.card, private, text,
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

/// Takes an answer from the modal. What can't be kept is handed back: nothing that somebody wrote
/// may be lost.
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
    let words =
        given_on_purpose(text).map_err(|why| Stop::say(notices::not_an_answer(language, why)))?;
    take(services, caller, card, private, words)
        .await
        .map_err(|why| Stop::NotKept(Box::new(why), words.to_owned()))
}

async fn take(
    services: &Services,
    caller: &Caller,
    card: CardId,
    private: bool,
    text: &str,
) -> Result<Response, Stop> {
    let card = known(services, caller, card).await?;
    if card.session.kind == SessionKind::Daily {
        return daily_answer(services, caller, &card, private, text).await;
    }
    if private || card.session.place == Place::Private {
        let view = privately(services, caller, &card, text).await?;
        return Ok(Response::Ephemeral(view));
    }
    let id = services.attempt_id();
    let job = coach_job(services, caller, &card, id);
    let new = new_attempt(services, caller, &card, id, false, text);
    if let Added::Already(_) = services.store.add_attempt(&new, Some(&job)).await? {
        return Ok(Response::Ephemeral(notices::same_answer(
            services.language(),
        )));
    }
    services.promise(job.id, job.channel);
    Ok(match card.session.thread {
        Some(thread) if thread != caller.channel => {
            Response::Ephemeral(notices::answer_is_in_thread(services.language(), thread))
        }
        _ => Response::Silent,
    })
}

/// An answer to a question of the day: coaching is for its author alone; the words are shown in
/// the thread at once, later, or never.
async fn daily_answer(
    services: &Services,
    caller: &Caller,
    card: &Card,
    private: bool,
    text: &str,
) -> Result<Response, Stop> {
    let private = private || card.session.place == Place::Private;
    let id = services.attempt_id();
    let held = daily::thread::holds_answers(services, card)
        .await?
        .is_some();
    let job = (!private && !held).then(|| coach_job(services, caller, card, id));
    let new = NewAttempt {
        // No job will know who it was by then.
        author: (!private && held).then(|| caller.as_author()),
        ..new_attempt(services, caller, card, id, private, text)
    };
    let added = services.store.add_attempt(&new, job.as_ref()).await?;
    let attempt = match added {
        Added::Already(_) if !private => {
            return Ok(Response::Ephemeral(notices::same_answer(
                services.language(),
            )));
        }
        added => added.attempt(),
    };
    if let Some(job) = job {
        services.promise(job.id, job.channel);
    }
    daily::thread::reply_to_answer(services, caller, card, &attempt).await
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
        author: None,
        interaction: Some(caller.interaction.id),
        created: services.now(),
    }
}

/// The job that posts an answer's coaching reply, with the caller's interaction to fall back on.
fn coach_job(services: &Services, caller: &Caller, card: &Card, attempt: AttemptId) -> NewJob {
    NewJob {
        interaction: Some(caller.interaction.id),
        token: Some(caller.interaction.token.0.clone()),
        author: Some(caller.as_author()),
        ..coach_job_without_caller(services, card, attempt)
    }
}

/// The job that posts or renews an answer's coaching reply.
pub fn coach_job_without_caller(services: &Services, card: &Card, attempt: AttemptId) -> NewJob {
    NewJob {
        channel: card.session.thread.or(Some(card.session.channel)),
        ..NewJob::about(services.job_id(), JobKind::Coach, attempt.get())
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
