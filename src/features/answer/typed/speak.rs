//! What a person is told in answer to a typed message, apart from coaching.

use crate::domain::answer::NotAnAnswer;
use crate::domain::reply::notices;
use crate::domain::session::Card;
use crate::domain::view::View;
use crate::features::request::TypedMessage;
use crate::features::{Services, Stop};
use crate::outbox::{Nonce, SendError};

/// Tells a person how to submit an answer where we can't read it, once in each thread. It is
/// noted after it was said: a failure in between has it said twice rather than never.
pub(super) async fn explain_once(
    services: &Services,
    card: &Card,
    message: &TypedMessage,
) -> Result<(), Stop> {
    let (thread, person) = (message.at.channel, message.author);
    let answered = services.store.last_attempt(card.id, person).await?;
    if answered.is_some() || services.store.was_nudged(thread, person).await? {
        return Ok(());
    }
    let view = notices::how_to_submit(services.language(), &services.identity.name);
    say(services, message, 'n', &view).await?;
    Ok(services.store.nudged(thread, person).await?)
}

/// Tells a person why a message that mentions us is no answer.
pub(super) async fn not_an_answer(
    services: &Services,
    message: &TypedMessage,
    why: NotAnAnswer,
) -> Result<(), Stop> {
    let view = notices::not_an_answer(services.language(), why);
    say(services, message, 'w', &view).await
}

/// Says something in answer to a message. The nonce makes a repeated try harmless.
async fn say(
    services: &Services,
    message: &TypedMessage,
    kind: char,
    view: &View,
) -> Result<(), Stop> {
    let row = message.at.id.get().cast_signed();
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
