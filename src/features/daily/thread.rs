//! What members do in a daily thread: their feedback, the others' answers, the reference.

use crate::domain::action::Section;
use crate::domain::feedback;
use crate::domain::id::CardId;
use crate::domain::reply::coaching::Coached;
use crate::domain::reply::daily::thread::{self as words, Below};
use crate::domain::schedule::{Answers, Post};
use crate::domain::session::{Attempt, Card, SessionKind, Source};
use crate::domain::view::{Response, View};
use crate::features::answer::coaching;
use crate::features::drill::known;
use crate::features::{Caller, Services, Stop};

/// How many answers `Read answers` shows, newest last.
const ANSWERS_SHOWN: usize = 40;
/// How many messages it takes for them at most.
const PAGES_SHOWN: usize = 6;

/// `My feedback`: what was seen in the caller's latest answer, to them alone.
///
/// # Errors
/// When the card is gone or the store fails.
pub async fn my_feedback(
    services: &Services,
    caller: &Caller,
    card: CardId,
) -> Result<Response, Stop> {
    let card = known(services, caller, card).await?;
    let last = services.store.last_attempt(card.id, caller.person).await?;
    let view = match last {
        Some(attempt) => {
            let changing = attempt.source == Source::Modal && attempt.shown.is_none();
            feedback_on(services, &card, &attempt, None, changing).await?
        }
        None => words::no_answer_yet(services.language(), card.id),
    };
    Ok(Response::Ephemeral(view))
}

/// What was seen in an answer, for its author alone, with what was observed kept. `changing`:
/// whether its `Edit` and `Delete` stand below.
async fn feedback_on(
    services: &Services,
    card: &Card,
    attempt: &Attempt,
    note: Option<&str>,
    changing: bool,
) -> Result<View, Stop> {
    let disputes = services.store.disputes(card.id, attempt.person).await?;
    let report = coaching::observe(services, card, attempt, &disputes).await?;
    let before = coaching::own_attempt_before(services, attempt)
        .await?
        .map(|earlier| feedback::observe(&card.question, &earlier.text, &disputes));
    let about = Coached {
        card,
        attempt,
        report: &report,
        before: before.as_ref(),
    };
    let below = Below {
        changing,
        others: holds_answers(services, card).await?.is_some(),
    };
    Ok(words::feedback(services.language(), about, note, below))
}

/// Whether an answer from the modal is kept from the others for now, with its post.
///
/// # Errors
/// When the store fails.
pub async fn holds_answers(services: &Services, card: &Card) -> Result<Option<Post>, Stop> {
    if card.session.kind != SessionKind::Daily {
        return Ok(None);
    }
    let post = services.store.post_of_card(card.id).await?;
    Ok(post.filter(|post| {
        let may_be_read = post.answers == Answers::Open || is_revealed(services, post);
        !may_be_read
    }))
}

/// The reply to an answer from the modal in a daily thread.
///
/// # Errors
/// When the store fails.
pub async fn reply_to_answer(
    services: &Services,
    caller: &Caller,
    card: &Card,
    attempt: &Attempt,
) -> Result<Response, Stop> {
    let held = holds_answers(services, card).await?;
    let thread = card.session.thread;
    // Where the thread shows it, its message carries them.
    let changing = attempt.source == Source::Modal && (attempt.private || held.is_some());
    let note = words::answer_went(
        services.language(),
        thread,
        thread == Some(caller.channel),
        held.filter(|_| !attempt.private).map(|post| post.reveal_at),
    );
    let note = note.filter(|_| !attempt.private);
    let view = feedback_on(services, card, attempt, note.as_deref(), changing).await?;
    Ok(Response::Ephemeral(view))
}

/// The reply to a change of an answer that no message in the thread shows: held, or private.
///
/// # Errors
/// When the store fails.
pub async fn reply_to_change(
    services: &Services,
    card: &Card,
    attempt: &Attempt,
) -> Result<Response, Stop> {
    let held = holds_answers(services, card).await?;
    let until = held.filter(|_| !attempt.private).map(|post| post.reveal_at);
    let note = words::answer_changed(services.language(), until);
    let view = feedback_on(services, card, attempt, Some(&note), true).await?;
    Ok(Response::Ephemeral(view))
}

/// `Read answers`: the public ones, to whoever has answered.
///
/// # Errors
/// When the card is gone or the store fails.
pub async fn read_answers(
    services: &Services,
    caller: &Caller,
    card: CardId,
) -> Result<Response, Stop> {
    let language = services.language();
    let card = known(services, caller, card).await?;
    if !may_read(services, caller, &card).await? {
        return Ok(Response::Ephemeral(words::read_after_own(
            language, card.id,
        )));
    }
    let mut attempts = services.store.public_attempts(card.id).await?;
    attempts.drain(..attempts.len().saturating_sub(ANSWERS_SHOWN));
    let mut pages = words::answers(language, &card.question, &attempts);
    pages.truncate(PAGES_SHOWN);
    if pages.is_empty() {
        return Ok(Response::Ephemeral(words::no_answers_yet(language)));
    }
    let first = pages.remove(0);
    Ok(Response::Pages(first, pages))
}

async fn may_read(services: &Services, caller: &Caller, card: &Card) -> Result<bool, Stop> {
    Ok(has_answered(services, caller, card).await?
        || match services.store.post_of_card(card.id).await? {
            Some(post) => is_revealed(services, &post),
            None => true,
        })
}

async fn has_answered(services: &Services, caller: &Caller, card: &Card) -> Result<bool, Stop> {
    let last = services.store.last_attempt(card.id, caller.person).await?;
    Ok(last.is_some())
}

/// The reference is open from its hour on, whether or not that could be said in the thread.
fn is_revealed(services: &Services, post: &Post) -> bool {
    post.revealed.is_some() || services.now() >= post.reveal_at
}

/// `Show reference`: the reference material of the question.
///
/// # Errors
/// When the card is gone or the store fails.
pub async fn show_reference(
    services: &Services,
    caller: &Caller,
    card: CardId,
) -> Result<Response, Stop> {
    let card = known(services, caller, card).await?;
    let answered = has_answered(services, caller, &card).await?;
    if let Some(closed) = closed(services, &card, answered, None).await? {
        return Ok(Response::Ephemeral(closed));
    }
    let now = services.now();
    for section in [Section::Framework, Section::StarExample, Section::Mistakes] {
        services
            .store
            .section_opened(card.id, caller.person, section, !answered, now)
            .await?;
    }
    let shelf = services.shelf_for(card.session.guild).await;
    let view = words::reference(services.language(), &card, &shelf.bank);
    Ok(Response::Ephemeral(view))
}

/// What is said instead of reference material that is not open to somebody yet; `None` where it
/// is, and for drills, which ask first instead.
///
/// # Errors
/// When the store fails.
pub async fn closed(
    services: &Services,
    card: &Card,
    answered: bool,
    wanted: Option<Section>,
) -> Result<Option<View>, Stop> {
    if answered || card.session.kind != SessionKind::Daily {
        return Ok(None);
    }
    let post = services.store.post_of_card(card.id).await?;
    let language = services.language();
    Ok(post
        .filter(|post| !is_revealed(services, post))
        .map(|post| words::opens_later(language, card.id, wanted, post.reveal_at)))
}
