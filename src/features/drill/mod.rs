//! Drills: `/drill`, `Next question` and `Skip`.
//!
//! A drill is stored, with the job that will finish it, before it is even acknowledged; so a
//! process that dies between any two steps leaves a drill that the next one completes.

mod follow;
mod pick;
mod place;
pub mod steps;

use std::sync::Arc;

use crate::domain::id::CardId;
use crate::domain::question::Question;
use crate::domain::reply::{card as words, notices};
use crate::domain::session::{Card, Place, SessionKind};
use crate::domain::view::{Response, View};
use crate::store::{JobKind, NewCard, NewJob, NewSession};

use super::request::DrillRequest;
use super::{Caller, Services, Stop};
pub use follow::{next, next_privately, skip};
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
    let chosen = match caller.guild {
        Some(guild) => services.store.settings(guild).await?.drill_channel,
        None => None,
    };
    let decided = place::decide(caller, request.private, chosen);
    if decided.place != Place::Private && !services.outbox.has_room(POSTS) {
        return Err(Stop::say(notices::busy(services.language())));
    }
    let wanted = pick::resolve(services, caller, &request).await?;
    let question = pick::pick(services, caller, &wanted).await?;
    let opened = open(services, caller, &decided, wanted, question).await?;
    match opened {
        Opening::Private(card) => Ok(private(services, &card, decided.why.as_ref()).await),
        Opening::Public(job) => Ok(Response::Later(job)),
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
        channel: Some(caller.channel),
        interaction: Some(caller.interaction.id),
        token: Some(caller.interaction.token.0.clone()),
        ..NewJob::about(services.job_id(), JobKind::Drill, card.get())
    }
}

/// The card as an ephemeral reply.
async fn private(services: &Services, card: &Card, why: Option<&notices::NoThread>) -> Response {
    Response::Ephemeral(private_view(services, card, why).await)
}

/// The card as only one person sees it.
pub async fn private_view(
    services: &Services,
    card: &Card,
    why: Option<&notices::NoThread>,
) -> View {
    let language = services.language();
    let reason = why.map(|why| notices::no_thread(language, why));
    let shelf = services.shelf_for(card.session.guild).await;
    words::private_card(language, card, shelf.bank.vocabulary(), reason.as_deref())
}

/// The card of this id, for somebody who may use it: cards belong to their server (or their
/// direct messages), and private ones to the person who started them. Custom ids can be carried
/// elsewhere; what they name can't.
///
/// # Errors
/// When there is none any more, or not for this caller.
pub async fn known(services: &Services, caller: &Caller, card: CardId) -> Result<Card, Stop> {
    let found = services.store.card(card).await?;
    found
        .filter(|card| belongs(card, caller))
        .ok_or_else(|| Stop::say(notices::gone(services.language())))
}

fn belongs(card: &Card, caller: &Caller) -> bool {
    let session = &card.session;
    let here = match session.guild {
        Some(guild) => caller.guild == Some(guild),
        None => caller.guild.is_none() && caller.channel == session.channel,
    };
    let theirs = session.place != Place::Private || is_starter(caller, card);
    here && theirs
}

/// Whether a drill belongs to the caller; one whose starter was forgotten belongs to everybody.
fn is_starter(caller: &Caller, card: &Card) -> bool {
    card.session
        .starter
        .is_none_or(|starter| starter == caller.person)
}
