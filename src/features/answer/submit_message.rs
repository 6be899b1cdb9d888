//! The message command `Submit as answer`: takes a message as its author's answer.

use crate::domain::id::UserId;
use crate::domain::reply::notices;
use crate::domain::session::{Attempt, Card, Message, SessionKind, Source};
use crate::domain::view::Response;
use crate::features::request::TypedMessage;
use crate::features::{Caller, Services, Stop, daily};
use crate::store::NewAttempt;

use super::coach_job;

/// Takes the message.
///
/// # Errors
/// When it is another's, has no words, is an answer already, stands where no question was asked,
/// or the store fails.
pub async fn submit(
    services: &Services,
    caller: &Caller,
    message: TypedMessage,
) -> Result<Response, Stop> {
    let language = services.language();
    let Some(card) = services.store.newest_card_in(message.at.channel).await? else {
        return Err(Stop::say(notices::no_question_here(language)));
    };
    if message.author != caller.person {
        return Err(Stop::say(notices::not_your_message(language)));
    }
    if let Some(attempt) = services.store.attempt_of_message(message.at.id).await? {
        let guild = card.session.guild;
        return Err(Stop::say(notices::is_an_answer_already(
            language,
            guild,
            attempt.coached,
        )));
    }
    let text = message
        .answer(services.identity.user)
        .map_err(|why| Stop::say(notices::not_an_answer(language, why)))?;
    let attempt = take(services, caller, &card, &message, text).await?;
    if card.session.kind == SessionKind::Daily {
        return daily::thread::reply_to_answer(services, caller, &card, &attempt).await;
    }
    Ok(Response::Ephemeral(notices::taken_as_answer(language)))
}

async fn take(
    services: &Services,
    caller: &Caller,
    card: &Card,
    message: &TypedMessage,
    text: String,
) -> Result<Attempt, Stop> {
    let id = services.attempt_id();
    let job = coach_job(services, caller, card, id);
    let messages = with_draft(services, card, caller.person, message, text).await?;
    let new = NewAttempt {
        id,
        card: card.id,
        person: caller.person,
        source: Source::Command,
        private: false,
        text: joined(&messages),
        messages,
        author: None,
        interaction: Some(caller.interaction.id),
        created: services.now(),
    };
    let added = services.store.add_attempt(&new, Some(&job)).await?;
    services.promise(job.id, job.channel);
    Ok(added.attempt())
}

/// A message that its author gives on purpose, together with what they were typing on the card:
/// one run of messages is one answer. Oldest first.
///
/// # Errors
/// When the store fails.
pub async fn with_draft(
    services: &Services,
    card: &Card,
    person: UserId,
    message: &TypedMessage,
    text: String,
) -> Result<Vec<(Message, String)>, Stop> {
    let mut messages: Vec<_> = services
        .store
        .draft(card.id, person)
        .await?
        .into_iter()
        .filter(|part| part.message.id != message.at.id)
        .map(|part| (part.message, part.text))
        .collect();
    messages.push((message.at, text));
    messages.sort_by_key(|(at, _)| at.id);
    Ok(messages)
}

/// The words of messages as one answer.
pub fn joined(messages: &[(Message, String)]) -> String {
    let texts: Vec<&str> = messages.iter().map(|(_, text)| text.as_str()).collect();
    texts.join("\n")
}
