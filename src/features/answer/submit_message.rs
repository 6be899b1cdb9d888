//! The message command `Submit as answer`: takes a message as its author's answer.

use crate::domain::reply::notices;
use crate::domain::session::{Card, Source};
use crate::domain::view::Response;
use crate::features::request::TypedMessage;
use crate::features::{Caller, Services, Stop};
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
    take(services, caller, &card, &message, text).await?;
    Ok(Response::Ephemeral(notices::taken_as_answer(language)))
}

async fn take(
    services: &Services,
    caller: &Caller,
    card: &Card,
    message: &TypedMessage,
    text: String,
) -> Result<(), Stop> {
    let id = services.attempt_id();
    let job = coach_job(services, caller, card, id);
    let job_id = job.id;
    let new = NewAttempt {
        id,
        card: card.id,
        person: caller.person,
        source: Source::Command,
        private: false,
        messages: vec![(message.at, text.clone())],
        text,
        interaction: Some(caller.interaction.id),
        created: services.now(),
    };
    services.store.add_attempt(&new, Some(&job)).await?;
    services.store.drop_draft_message(message.at.id).await?;
    services.promise(job_id, None);
    Ok(())
}
