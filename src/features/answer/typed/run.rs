//! A person's messages becoming an answer: gathered in runs, taken at once, or joined to one.

use jiff::Timestamp;

use crate::domain::answer::count_words;
use crate::domain::session::{Attempt, Card, Source};
use crate::features::answer::submit_message::{joined, with_draft};
use crate::features::answer::{coach_job_without_caller, gather};
use crate::features::request::TypedMessage;
use crate::features::{Services, Stop};
use crate::store::{DraftPart, NewAttempt, NewDraft, StoreError};

/// Where a person was quiet for long before this message, what they wrote till then is a run of
/// its own, although we hear of both at once.
pub(super) async fn end_former_run(
    services: &Services,
    card: &Card,
    message: &TypedMessage,
    at: Timestamp,
) -> Result<(), Stop> {
    let parts = services.store.draft(card.id, message.author).await?;
    if parts.iter().any(|part| part.message.id == message.at.id) {
        return Ok(());
    }
    let Some(quiet_from) = parts.last().map(|part| part.at + services.rules.quiet) else {
        return Ok(());
    };
    if quiet_from < at {
        gather::take(services, card.id, message.author, quiet_from).await?;
    }
    Ok(())
}

/// Keeps a message until its author is quiet.
pub(super) async fn draft(
    services: &Services,
    card: &Card,
    message: &TypedMessage,
    words: &str,
    at: Timestamp,
) -> Result<(), Stop> {
    if words.trim().is_empty() || is_former_talk(services, card, message, words, at).await? {
        return Ok(());
    }
    let new = NewDraft {
        card: card.id,
        person: message.author,
        message: message.at,
        text: words.to_owned(),
        at,
    };
    services.store.add_draft(&new).await?;
    Ok(())
}

/// Whether a message that we hear late, or twice, was talk of its own before the present run.
async fn is_former_talk(
    services: &Services,
    card: &Card,
    message: &TypedMessage,
    words: &str,
    at: Timestamp,
) -> Result<bool, Stop> {
    let parts: Vec<DraftPart> = services.store.draft(card.id, message.author).await?;
    let long_before = parts
        .first()
        .is_some_and(|first| at + services.rules.quiet < first.at);
    Ok(long_before && count_words(words) < services.rules.least_words)
}

/// Takes a message as an answer that was given at `at`.
pub(super) async fn take(
    services: &Services,
    card: &Card,
    message: &TypedMessage,
    text: String,
    at: Timestamp,
) -> Result<(), Stop> {
    let id = services.attempt_id();
    let job = coach_job_without_caller(services, card, id);
    // What they were typing goes along: one run of messages is one answer.
    let messages = with_draft(services, card, message.author, message, text).await?;
    let new = NewAttempt {
        id,
        card: card.id,
        person: message.author,
        source: Source::Mention,
        private: false,
        text: joined(&messages),
        messages,
        author: None,
        interaction: None,
        created: at,
    };
    services.store.add_attempt(&new, Some(&job)).await?;
    services.promise(job.id, job.channel);
    Ok(())
}

/// Joins a message to an answer, and has the reply edited (or posted, where it is to come).
pub(super) async fn add(
    services: &Services,
    card: &Card,
    attempt: &Attempt,
    message: &TypedMessage,
    words: &str,
) -> Result<(), Stop> {
    let parts = services.store.attempt_messages(attempt.id).await?;
    let first = parts.iter().map(|(part, _)| part.id.written()).min();
    let end_of_run = message.at.id.written() + services.rules.quiet;
    if first.is_some_and(|first| end_of_run < first) {
        // Talk from before the answer, heard late or twice.
        return Ok(());
    }
    let job = coach_job_without_caller(services, card, attempt.id);
    let joined = services
        .store
        .join_message(attempt.id, message.at, words, Some(&job), services.now())
        .await;
    match joined {
        Ok(_) => {
            services.promise(job.id, job.channel);
            Ok(())
        }
        // It was erased meanwhile, or is no longer made of messages.
        Err(StoreError::Missing(_) | StoreError::NotOfMessages) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
