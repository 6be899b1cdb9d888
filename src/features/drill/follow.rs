//! What comes after a card: `Next question` and `Skip`.

use crate::domain::id::CardId;
use crate::domain::reply::notices;
use crate::domain::session::{Card, Message, Place, SessionKind};
use crate::domain::view::{Response, View};
use crate::features::{Caller, Services, Stop};
use crate::store::{NewCard, NewSession, Opened};

use super::pick::{Wanted, pick};
use super::{drill_job, is_starter, known, private, private_view};

/// `Next question`: another card in the same place.
///
/// # Errors
/// When no question fits, or store or Discord fail.
pub async fn next(services: &Services, caller: &Caller, card: CardId) -> Result<Response, Stop> {
    let card = known(services, caller, card).await?;
    took_part(services, caller, &card).await?;
    drills_only(services, &card)?;
    follow(services, caller, &card).await
}

/// `Next question` below a reply that only its person sees: goes on for that person alone.
///
/// # Errors
/// When no question fits, or the store fails.
pub async fn next_privately(
    services: &Services,
    caller: &Caller,
    card: CardId,
) -> Result<Response, Stop> {
    let card = known(services, caller, card).await?;
    if card.session.place == Place::Private {
        return follow(services, caller, &card).await;
    }
    let session = NewSession {
        id: services.session_id(),
        kind: SessionKind::Drill,
        guild: caller.guild,
        channel: caller.channel,
        thread: None,
        place: Place::Private,
        starter: Some(caller.person),
        filter: card.session.filter.clone(),
        interaction: Some(caller.interaction.id),
        now: services.now(),
        card: another(services, caller, &card).await?,
    };
    let card = services.store.open_session(&session, None).await?.card();
    Ok(private(services, &card, None).await)
}

/// `Skip`: leaves the question and asks another.
///
/// # Errors
/// When the drill is another's, no question fits, or store or Discord fail.
pub async fn skip(services: &Services, caller: &Caller, card: CardId) -> Result<Response, Stop> {
    let card = known(services, caller, card).await?;
    if !is_starter(caller, &card) {
        let starter = card.session.starter;
        return Err(Stop::say(notices::starter_only(
            services.language(),
            starter,
        )));
    }
    drills_only(services, &card)?;
    let now = services.now();
    services.store.skipped(card.id, caller.person, now).await?;
    follow(services, caller, &card).await
}

/// A day has one question: its thread gets no further cards, whatever a button says.
fn drills_only(services: &Services, card: &Card) -> Result<(), Stop> {
    match card.session.kind {
        SessionKind::Drill => Ok(()),
        SessionKind::Daily => Err(Stop::say(notices::gone(services.language()))),
    }
}

/// Only who started a drill or answered its question asks for the next one.
async fn took_part(services: &Services, caller: &Caller, card: &Card) -> Result<(), Stop> {
    if is_starter(caller, card) || has_answered(services, caller, card).await? {
        return Ok(());
    }
    Err(Stop::say(notices::answer_first(services.language())))
}

async fn has_answered(services: &Services, caller: &Caller, card: &Card) -> Result<bool, Stop> {
    let last = services.store.last_attempt(card.id, caller.person).await?;
    Ok(last.is_some())
}

async fn another(services: &Services, caller: &Caller, card: &Card) -> Result<NewCard, Stop> {
    let wanted = Wanted {
        filter: card.session.filter.clone(),
        question: None,
    };
    let question = pick(services, caller, &wanted).await?;
    Ok(NewCard {
        id: services.card_id(),
        question,
    })
}

/// Adds a card to the session, unless it has a newer one that the caller has not dealt with:
/// pressing a button twice, or two people pressing it, must not ask two questions.
async fn follow(services: &Services, caller: &Caller, card: &Card) -> Result<Response, Stop> {
    let newest = services.store.newest_card_of(card.session.id).await?;
    let newest = newest.ok_or_else(|| Stop::say(notices::gone(services.language())))?;
    if newest.position > card.position && !is_dealt_with(services, caller, &newest).await? {
        return Ok(Response::Ephemeral(pointer_to(services, &newest).await));
    }
    let is_private = card.session.place == Place::Private;
    if !is_private && !services.outbox.has_room(1) {
        return Err(Stop::say(notices::busy(services.language())));
    }
    let new = another(services, caller, card).await?;
    let job = (!is_private).then(|| drill_job(services, caller, new.id));
    let (interaction, now) = (Some(caller.interaction.id), services.now());
    let (session, after) = (card.session.id, newest.position);
    let store = &services.store;
    match store
        .add_card(session, after, &new, interaction, now, job.as_ref())
        .await?
    {
        Opened::Already(newer) if newer.id != new.id && !is_private => {
            Ok(Response::Ephemeral(pointer_to(services, &newer).await))
        }
        Opened::New(added) | Opened::Already(added) => match job {
            None => Ok(private(services, &added, None).await),
            Some(job) => {
                services.promise(job.id, job.channel);
                Ok(Response::Silent)
            }
        },
    }
}

async fn is_dealt_with(services: &Services, caller: &Caller, card: &Card) -> Result<bool, Stop> {
    Ok(has_answered(services, caller, card).await?
        || services.store.was_skipped(card.id, caller.person).await?)
}

/// Where a card is; the card itself where it stands nowhere (yet).
async fn pointer_to(services: &Services, card: &Card) -> View {
    match (card.session.place, card.message, card.session.thread) {
        (Place::OwnThread | Place::Here, Some(id), Some(channel)) => {
            let at = Message { channel, id };
            notices::next_is_below(services.language(), card.session.guild, at)
        }
        _ => private_view(services, card, None).await,
    }
}
