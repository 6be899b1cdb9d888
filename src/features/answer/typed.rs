//! Messages that people type where a question was asked: gathered into answers by the rules of
//! [`crate::domain::answer`]. Every event may come twice, late, out of order or never; what did
//! not come is read later, by [`super::catch_up`].

mod run;
mod speak;

use jiff::{SignedDuration, Timestamp};

use crate::domain::answer::{Circumstances, Heard, NotAnAnswer, hear};
use crate::domain::id::MessageId;
use crate::domain::session::{Card, Message, Place};
use crate::features::reading::Change;
use crate::features::request::{MessageEvent, TypedMessage, mentions, without_mention};
use crate::features::{Services, Stop};

use super::change::erase;
use super::{catch_up, coach_job_without_caller, gone};

/// Takes note of something that happened to a message just now.
///
/// # Errors
/// When store or Discord fail; the channel is read again later, so that nothing is lost by it.
pub async fn notice(services: &Services, event: &MessageEvent) -> Result<(), Stop> {
    let taken = take_in(services, event).await;
    if taken.is_err() {
        services.reading.missed(event);
    }
    taken
}

async fn take_in(services: &Services, event: &MessageEvent) -> Result<(), Stop> {
    let channel = event.channel();
    if let MessageEvent::Gone(channel) = event {
        return gone::channel_gone(services, *channel).await;
    }
    if !services.store.is_question_thread(channel).await? {
        return Ok(());
    }
    match event {
        MessageEvent::Written(message) => {
            written(services, message).await?;
            if catch_up::is_caught_up(services, channel, message.guild).await? {
                services.store.mark_read(channel, message.at.id).await?;
            } else if services.reading.ticket(message.guild).is_some() {
                services.reading.want(channel, false);
            }
        }
        MessageEvent::Edited { at, text } => {
            let change = Change::Edited(text.clone());
            services.reading.changed(at.id, change);
            edited(services, *at, text).await?;
        }
        MessageEvent::Deleted { ids, .. } => {
            for &message in ids {
                services.reading.changed(message, Change::Deleted);
                deleted(services, message).await?;
            }
        }
        // Taken in above: no question needs to have been asked in it, but below it.
        MessageEvent::Gone(_) => {}
    }
    Ok(())
}

/// Takes in a message that was written now or, where it was read later, at any time before.
pub(super) async fn written(services: &Services, message: &TypedMessage) -> Result<(), Stop> {
    let at = message.at;
    let card = services.store.card_before(at.channel, at.id).await?;
    let Some(card) = card.filter(|card| card.session.place != Place::Private) else {
        return Ok(());
    };
    if message.by_bot {
        return Ok(());
    }
    match services.reading.change_of(at.id) {
        None => heard(services, &card, message).await,
        Some(Change::Deleted) => Ok(()),
        Some(Change::Edited(text)) => {
            let mentions_us = mentions(&text, services.identity.user);
            let message = TypedMessage {
                text,
                mentions_us,
                ..message.clone()
            };
            heard(services, &card, &message).await
        }
    }
}

async fn heard(services: &Services, card: &Card, message: &TypedMessage) -> Result<(), Stop> {
    if message.text.is_empty() && !can_read(services, message) {
        return speak::explain_once(services, card, message).await;
    }
    if services
        .store
        .attempt_of_message(message.at.id)
        .await?
        .is_some()
    {
        return Ok(());
    }
    let words = without_mention(&message.text, services.identity.user);
    let at = written_at(message.at.id, services.now());
    run::end_former_run(services, card, message, at).await?;
    let last = services.store.last_attempt(card.id, message.author).await?;
    let what = hear(
        &services.rules,
        Circumstances {
            text: &words,
            at,
            mentions_us: message.mentions_us,
            replies_to_a_member: message
                .replies_to
                .is_some_and(|to| to != message.author && to != services.identity.user),
            last_attempt: last.as_ref(),
        },
    );
    match (what, last) {
        (Heard::OnPurpose, _) => on_purpose(services, card, message, at).await,
        (Heard::Draft, _) => run::draft(services, card, message, &words, at).await,
        (Heard::Addition, Some(attempt)) => {
            run::add(services, card, &attempt, message, &words).await
        }
        (Heard::Addition | Heard::Conversation, _) => Ok(()),
    }
}

/// When a message was written: by its id where that is plausible, since we may hear of it late.
fn written_at(message: MessageId, now: Timestamp) -> Timestamp {
    const PLAUSIBLE: SignedDuration = SignedDuration::from_hours(24);
    let written = message.written();
    if written <= now && now.duration_since(written) <= PLAUSIBLE {
        written
    } else {
        now
    }
}

/// Whether an empty text is really empty, and not kept from us.
fn can_read(services: &Services, message: &TypedMessage) -> bool {
    services.reads_messages()
        || message.mentions_us
        || message.guild.is_none()
        || message.has_other_content
}

async fn on_purpose(
    services: &Services,
    card: &Card,
    message: &TypedMessage,
    at: Timestamp,
) -> Result<(), Stop> {
    match message.answer(services.identity.user) {
        Ok(text) => run::take(services, card, message, text, at).await,
        Err(NotAnAnswer::Empty) if message.has_other_content => Ok(()),
        Err(why) => speak::not_an_answer(services, message, why).await,
    }
}

/// Takes note of a message's new text.
pub(super) async fn edited(services: &Services, at: Message, text: &str) -> Result<(), Stop> {
    let words = without_mention(text, services.identity.user);
    if words.trim().is_empty() || services.store.revise_draft(at.id, &words).await? {
        return Ok(());
    }
    // After coaching: kept as a revision, without a new reply.
    services
        .store
        .revise_message(at.id, &words, services.now())
        .await?;
    Ok(())
}

/// Erases a message's words, wherever they are kept.
pub(super) async fn deleted(services: &Services, message: MessageId) -> Result<(), Stop> {
    services.store.drop_draft_message(message).await?;
    let Some(attempt) = services.store.attempt_of_message(message).await? else {
        return Ok(());
    };
    let parts = services.store.attempt_messages(attempt.id).await?;
    if parts.iter().all(|(part, _)| part.id == message) {
        return erase(services, &attempt).await;
    }
    let Some(card) = services.store.card(attempt.card).await? else {
        return Ok(());
    };
    let job = coach_job_without_caller(services, &card, attempt.id);
    services
        .store
        .erase_message(message, Some(&job), services.now())
        .await?;
    services.promise(job.id, job.channel);
    Ok(())
}
