//! Drills: `/drill`, `Next question` and `Skip`.
//!
//! A drill is stored, with the job that will finish it, before anything of it is sent; so a
//! process that dies between any two steps leaves a drill that the next one completes.

mod pick;
mod place;
pub mod steps;

use std::sync::Arc;

use crate::domain::id::CardId;
use crate::domain::question::Question;
use crate::domain::reply::{card as words, notices};
use crate::domain::session::{Card, Message, Place, SessionKind};
use crate::domain::view::{Response, View};
use crate::store::{JobKind, NewCard, NewJob, NewSession};

use super::request::DrillRequest;
use super::{Caller, Services, Stop};
use pick::Wanted;
pub use pick::{named, question};
use place::Decided;

/// How many posts a drill of its own takes: card, thread, member, opening message.
const POSTS: usize = 4;

/// `/drill`.
///
/// # Errors
/// When no question fits, a name is unknown, too much is waiting, or store or Discord fail.
pub async fn start(
    services: &Services,
    caller: &Caller,
    request: DrillRequest,
) -> Result<Response, Stop> {
    let decided = place::decide(caller, request.private);
    if decided.place != Place::Private && !services.outbox.has_room(POSTS) {
        return Err(Stop::say(notices::busy(services.language())));
    }
    let wanted = pick::resolve(services, &request)?;
    let question = pick::pick(services, caller, &wanted).await?;
    let opened = open(services, caller, &decided, wanted, question).await?;
    match opened {
        Opening::Private(card) => Ok(private(services, &card, decided.why.as_ref())),
        Opening::Public(job) => steps::run_for(services, job).await,
    }
}

enum Opening {
    Private(Card),
    Public(crate::domain::id::JobId),
}

async fn open(
    services: &Services,
    caller: &Caller,
    decided: &Decided,
    wanted: Wanted,
    question: Arc<Question>,
) -> Result<Opening, Stop> {
    let card = NewCard {
        id: services.card_id(),
        question,
    };
    let job = (decided.place != Place::Private).then(|| drill_job(services, caller, card.id));
    let job_id = job.as_ref().map(|job| job.id);
    let session = NewSession {
        id: services.session_id(),
        kind: SessionKind::Drill,
        guild: caller.guild,
        channel: caller.channel,
        thread: (decided.place == Place::Here).then_some(caller.channel),
        place: decided.place,
        starter: Some(caller.person),
        filter: wanted.filter,
        interaction: Some(caller.interaction.id),
        now: services.now(),
        card,
    };
    let card = services
        .store
        .open_session(&session, job.as_ref())
        .await?
        .card();
    Ok(job_id.map_or(Opening::Private(card), Opening::Public))
}

fn drill_job(services: &Services, caller: &Caller, card: CardId) -> NewJob {
    NewJob {
        id: services.job_id(),
        kind: JobKind::Drill,
        subject: card.get(),
        channel: Some(caller.channel),
        message: None,
        interaction: Some(caller.interaction.id),
        token: Some(caller.interaction.token.0.clone()),
    }
}

/// The card as an ephemeral reply.
fn private(services: &Services, card: &Card, why: Option<&notices::NoThread>) -> Response {
    Response::Ephemeral(private_view(services, card, why))
}

/// The card as only one person sees it.
pub fn private_view(services: &Services, card: &Card, why: Option<&notices::NoThread>) -> View {
    let language = services.language();
    let reason = why.map(|why| notices::no_thread(language, why));
    let shelf = services.shelf();
    words::private_card(language, card, shelf.bank.vocabulary(), reason.as_deref())
}

/// `Next question`: another card in the same place.
///
/// # Errors
/// When no question fits, or store or Discord fail.
pub async fn next(services: &Services, caller: &Caller, card: CardId) -> Result<Response, Stop> {
    let card = known(services, card).await?;
    let took_part = is_starter(caller, &card)
        || services
            .store
            .last_attempt(card.id, caller.person)
            .await?
            .is_some();
    if !took_part {
        return Err(Stop::say(notices::answer_first(services.language())));
    }
    follow(services, caller, &card).await
}

/// `Skip`: leaves the question and asks another.
///
/// # Errors
/// When the drill is another's, no question fits, or store or Discord fail.
pub async fn skip(services: &Services, caller: &Caller, card: CardId) -> Result<Response, Stop> {
    let card = known(services, card).await?;
    if !is_starter(caller, &card) {
        return Err(Stop::say(notices::starter_only(
            services.language(),
            card.session.starter,
        )));
    }
    services
        .store
        .skipped(card.id, caller.person, services.now())
        .await?;
    follow(services, caller, &card).await
}

/// Whether a drill belongs to the caller; one whose starter was forgotten belongs to everybody.
fn is_starter(caller: &Caller, card: &Card) -> bool {
    card.session
        .starter
        .is_none_or(|starter| starter == caller.person)
}

/// The card of this id.
///
/// # Errors
/// When there is none any more.
pub async fn known(services: &Services, card: CardId) -> Result<Card, Stop> {
    services
        .store
        .card(card)
        .await?
        .ok_or_else(|| Stop::say(notices::gone(services.language())))
}

async fn follow(services: &Services, caller: &Caller, card: &Card) -> Result<Response, Stop> {
    if let Some(newer) = newer_unanswered(services, caller, card).await? {
        return Ok(Response::Ephemeral(newer));
    }
    let is_private = card.session.place == Place::Private;
    if !is_private && !services.outbox.has_room(1) {
        return Err(Stop::say(notices::busy(services.language())));
    }
    let wanted = Wanted {
        filter: card.session.filter.clone(),
        question: None,
    };
    let question = pick::pick(services, caller, &wanted).await?;
    let new = NewCard {
        id: services.card_id(),
        question,
    };
    let job = (!is_private).then(|| drill_job(services, caller, new.id));
    let job_id = job.as_ref().map(|job| job.id);
    let added = services
        .store
        .add_card(
            card.session.id,
            &new,
            Some(caller.interaction.id),
            services.now(),
            job.as_ref(),
        )
        .await?
        .card();
    match job_id {
        None => Ok(private(services, &added, None)),
        Some(job) => {
            services.promise(job, None);
            Ok(Response::Silent)
        }
    }
}

/// A pointer to the session's newest card, where it came after this one and the caller has not
/// answered it: pressing a button twice must not ask two questions.
async fn newer_unanswered(
    services: &Services,
    caller: &Caller,
    card: &Card,
) -> Result<Option<View>, Stop> {
    let Some(newest) = services.store.newest_card_of(card.session.id).await? else {
        return Ok(None);
    };
    if newest.position <= card.position
        || services
            .store
            .last_attempt(newest.id, caller.person)
            .await?
            .is_some()
        || services.store.was_skipped(newest.id, caller.person).await?
    {
        return Ok(None);
    }
    let language = services.language();
    Ok(Some(
        match (newest.session.place, newest.message, newest.session.thread) {
            (Place::Private, _, _) => private_view(services, &newest, None),
            (_, Some(id), Some(channel)) => {
                notices::next_is_below(language, newest.session.guild, Message { channel, id })
            }
            _ => notices::busy(language),
        },
    ))
}
