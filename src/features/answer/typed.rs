//! Messages that people type where a question was asked: gathered into answers by the rules of
//! [`crate::domain::answer`]. Every event may come twice, late or never.

use crate::domain::answer::{Circumstances, Heard, NotAnAnswer, hear};
use crate::domain::id::MessageId;
use crate::domain::reply::notices;
use crate::domain::session::{Attempt, Card, Message, Place, Source};
use crate::domain::view::View;
use crate::features::request::{MessageEvent, TypedMessage, without_mention};
use crate::features::{Services, Stop};
use crate::outbox::{Nonce, SendError};
use crate::store::{NewAttempt, NewDraft};

use super::change::erase;
use super::coach_job_without_caller;

/// Takes note of something that happened to a message.
///
/// # Errors
/// When store or Discord fail.
pub async fn notice(services: &Services, event: MessageEvent) -> Result<(), Stop> {
    match event {
        MessageEvent::Written(message) => written(services, &message).await,
        MessageEvent::Edited { at, text } => edited(services, at, &text).await,
        MessageEvent::Deleted { channel, ids } => {
            if services.store.is_question_thread(channel).await? {
                for message in ids {
                    deleted(services, message).await?;
                }
            }
            Ok(())
        }
    }
}

async fn written(services: &Services, message: &TypedMessage) -> Result<(), Stop> {
    let Some(card) = services.store.newest_card_in(message.at.channel).await? else {
        return Ok(());
    };
    if !message.by_bot && card.session.place != Place::Private {
        heard(services, &card, message).await?;
    }
    services
        .store
        .mark_read(message.at.channel, message.at.id)
        .await?;
    Ok(())
}

async fn heard(services: &Services, card: &Card, message: &TypedMessage) -> Result<(), Stop> {
    if message.text.is_empty() && !can_read(services, message) {
        return explain_once(services, card, message).await;
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
    let last = services.store.last_attempt(card.id, message.author).await?;
    let what = hear(
        &services.rules,
        Circumstances {
            text: &words,
            at: services.now(),
            mentions_us: message.mentions_us,
            replies_to_a_member: message
                .replies_to
                .is_some_and(|to| to != message.author && to != services.identity.user),
            last_attempt: last.as_ref(),
        },
    );
    match (what, last) {
        (Heard::OnPurpose, _) => on_purpose(services, card, message).await,
        (Heard::Draft, _) => draft(services, card, message, &words).await,
        (Heard::Addition, Some(attempt)) => add(services, card, &attempt, message, &words).await,
        (Heard::Addition | Heard::Conversation, _) => Ok(()),
    }
}

/// Whether an empty text is really empty, and not kept from us.
fn can_read(services: &Services, message: &TypedMessage) -> bool {
    services.reads_messages()
        || message.mentions_us
        || message.guild.is_none()
        || message.has_other_content
}

async fn explain_once(
    services: &Services,
    card: &Card,
    message: &TypedMessage,
) -> Result<(), Stop> {
    let answered = services
        .store
        .last_attempt(card.id, message.author)
        .await?
        .is_some();
    if answered
        || !services
            .store
            .nudged(message.at.channel, message.author)
            .await?
    {
        return Ok(());
    }
    let view = notices::how_to_submit(services.language(), &services.identity.name);
    say(services, message, 'n', &view).await
}

async fn on_purpose(services: &Services, card: &Card, message: &TypedMessage) -> Result<(), Stop> {
    match message.answer(services.identity.user) {
        Ok(text) => take(services, card, message, text, Source::Mention).await,
        Err(NotAnAnswer::Empty) if message.has_other_content => Ok(()),
        Err(why) => {
            say(
                services,
                message,
                'w',
                &notices::not_an_answer(services.language(), why),
            )
            .await
        }
    }
}

async fn draft(
    services: &Services,
    card: &Card,
    message: &TypedMessage,
    words: &str,
) -> Result<(), Stop> {
    if words.trim().is_empty() {
        return Ok(());
    }
    let new = NewDraft {
        card: card.id,
        person: message.author,
        message: message.at,
        text: words.to_owned(),
        at: services.now(),
    };
    services.store.add_draft(&new).await?;
    Ok(())
}

async fn take(
    services: &Services,
    card: &Card,
    message: &TypedMessage,
    text: String,
    source: Source,
) -> Result<(), Stop> {
    let id = services.attempt_id();
    let job = coach_job_without_caller(services, card, id);
    let job_id = job.id;
    let new = NewAttempt {
        id,
        card: card.id,
        person: message.author,
        source,
        private: false,
        messages: vec![(message.at, text.clone())],
        text,
        interaction: None,
        created: services.now(),
    };
    services.store.add_attempt(&new, Some(&job)).await?;
    services.promise(job_id, None);
    Ok(())
}

async fn add(
    services: &Services,
    card: &Card,
    attempt: &Attempt,
    message: &TypedMessage,
    words: &str,
) -> Result<(), Stop> {
    services
        .store
        .join_message(attempt.id, message.at, words, services.now())
        .await?;
    renew(services, card, attempt).await
}

/// Has the coaching reply of a changed answer edited (or posted, where it is still to come).
async fn renew(services: &Services, card: &Card, attempt: &Attempt) -> Result<(), Stop> {
    let job = coach_job_without_caller(services, card, attempt.id);
    let id = job.id;
    services.store.add_job(&job, services.now()).await?;
    services.promise(id, None);
    Ok(())
}

async fn edited(services: &Services, at: Message, text: &str) -> Result<(), Stop> {
    if !services.store.is_question_thread(at.channel).await? {
        return Ok(());
    }
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

async fn deleted(services: &Services, message: MessageId) -> Result<(), Stop> {
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
    services.promise(job.id, None);
    Ok(())
}

/// Says something in answer to a message, once.
async fn say(
    services: &Services,
    message: &TypedMessage,
    kind: char,
    view: &View,
) -> Result<(), Stop> {
    let row = i64::from_ne_bytes(message.at.id.get().to_ne_bytes());
    let nonce = Nonce::of(kind, row);
    match services.outbox.post(message.at.channel, view, &nonce).await {
        Ok(_) => Ok(()),
        Err(error @ SendError::Refused { .. }) => {
            tracing::info!(%error, "a word to a person was refused");
            Ok(())
        }
        Err(error) => Err(error.into()),
    }
}
