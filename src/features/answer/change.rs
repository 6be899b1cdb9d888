//! `Edit` and `Delete` below an answer that came from the modal.

use crate::domain::action::FormAction;
use crate::domain::answer::given_on_purpose;
use crate::domain::id::AttemptId;
use crate::domain::reply::coaching::answer_in_thread;
use crate::domain::reply::notices;
use crate::domain::session::{Attempt, SessionKind, Source};
use crate::domain::view::{Form, Input, ONLY_INPUT, Response};
use crate::features::drill::known;
use crate::features::{Caller, Services, Stop, daily};

use super::coaching::public_number;
use super::{own, within_a_modal};

/// `Edit`: the modal with the answer in it.
///
/// # Errors
/// When the answer is gone or another's, or the store fails.
pub async fn form(
    services: &Services,
    caller: &Caller,
    attempt: AttemptId,
) -> Result<Response, Stop> {
    let attempt = own(services, caller, attempt).await?;
    Ok(Response::Form(Form {
        action: FormAction::Edit(attempt.id),
        title: "Your answer".to_owned(),
        inputs: vec![Input {
            value: within_a_modal(&attempt.text).to_owned(),
            ..Input::paragraph(ONLY_INPUT, "Change your answer")
        }],
    }))
}

/// Takes the changed text: the old one is kept as a revision, the message is edited, the coaching
/// reply stays as it is.
///
/// # Errors
/// When there are no words in it, the answer is gone or another's, or store or Discord fail.
pub async fn edit(
    services: &Services,
    caller: &Caller,
    attempt: AttemptId,
    text: &str,
) -> Result<Response, Stop> {
    let language = services.language();
    let text =
        given_on_purpose(text).map_err(|why| Stop::say(notices::not_an_answer(language, why)))?;
    let attempt = own(services, caller, attempt).await?.id;
    // Whether a message shows it is told by the very transaction that changes it: one that is
    // posted later looks at the answer again.
    let changed = services.store.revise(attempt, text, services.now()).await?;
    let changed = changed.ok_or_else(|| Stop::say(notices::gone(language)))?;
    if let Some(shown) = changed.shown {
        let number = public_number(services, &changed).await?;
        let changed = Attempt { number, ..changed };
        let view = answer_in_thread(language, &changed, caller.as_author());
        services.outbox.edit(shown, &view).await?;
        return Ok(Response::Ephemeral(notices::answer_changed(language)));
    }
    let card = known(services, caller, changed.card).await?;
    if card.session.kind == SessionKind::Daily {
        return daily::thread::reply_to_change(services, &card, &changed).await;
    }
    Ok(Response::Ephemeral(notices::answer_changed(language)))
}

/// `Delete`: erases the answer and our messages that repeat its words. For its author, and for
/// whoever may manage messages there.
///
/// # Errors
/// When the answer is gone, the caller may not, or the store fails.
pub async fn delete(
    services: &Services,
    caller: &Caller,
    attempt: AttemptId,
) -> Result<Response, Stop> {
    let language = services.language();
    let attempt = services
        .store
        .attempt(attempt)
        .await?
        .ok_or_else(|| Stop::say(notices::gone(language)))?;
    if !may_delete(services, caller, &attempt).await? {
        return Err(Stop::say(notices::not_your_answer(language)));
    }
    erase(services, &attempt).await?;
    let deleted = notices::answer_deleted(language);
    // Where no message shows it, the button stands below feedback that quotes it.
    if attempt.shown.is_none() && attempt.source == Source::Modal {
        return Ok(Response::Update(deleted));
    }
    Ok(Response::Ephemeral(deleted))
}

/// Its author may; so may who manages messages on the answer's own server.
async fn may_delete(services: &Services, caller: &Caller, attempt: &Attempt) -> Result<bool, Stop> {
    if attempt.person == caller.person {
        return Ok(true);
    }
    let card = services.store.card(attempt.card).await?;
    let same_server = card.is_some_and(|card| card.session.guild == caller.guild);
    Ok(same_server && !attempt.private && caller.may_manage_messages())
}

/// Erases an answer. The jobs that delete our messages are stored in the same transaction.
///
/// # Errors
/// When the store fails.
pub async fn erase(services: &Services, attempt: &Attempt) -> Result<(), Stop> {
    let made = || services.job_id();
    let jobs = services
        .store
        .erase_attempt(attempt.id, services.now(), made)
        .await?;
    for job in jobs {
        services.promise(job, None);
    }
    Ok(())
}
