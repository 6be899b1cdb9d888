//! The steps of a drill that is sent to a channel: card, thread, caller, opening message, link.
//!
//! Each step is recorded once it took effect and safe to repeat, so the same function serves the
//! first run and the run after a restart. On a repeated run a post that was sent but not recorded
//! is looked for in the channel before it is sent again.

use crate::domain::action::Action;
use crate::domain::id::{ChannelId, JobId, MessageId};
use crate::domain::permission::Permission;
use crate::domain::reply::card as words;
use crate::domain::reply::notices::{self, NoThread};
use crate::domain::session::{Card, Message, Place};
use crate::domain::view::{Response, View};
use crate::features::jobs::{self, Ran};
use crate::features::{Services, Stop};
use crate::outbox::{InteractionHandle, InteractionToken, Nonce, Rests, SendError};
use crate::store::Job;

use super::private_view;

/// Discord's code for "maximum number of active threads reached".
const TOO_MANY_THREADS: u32 = 160_006;

/// Runs the drill of a job that was stored just now, and says how it went to its caller.
///
/// # Errors
/// When the store fails before the job could be claimed.
pub async fn run_for(services: &Services, job: JobId) -> Result<Response, Stop> {
    match jobs::claim_and_run(services, job).await? {
        Ran::Done | Ran::NotOurs => Ok(Response::Told),
        // Stored and tried again by itself: "try again" would make two drills.
        Ran::Later(_) => Ok(Response::Ephemeral(notices::on_its_way(
            services.language(),
        ))),
    }
}

/// Runs a drill's job.
///
/// # Errors
/// When a step failed and is worth another try.
pub async fn run(services: &Services, job: &Job) -> Result<(), Stop> {
    let card = crate::domain::id::CardId::new(job.work.subject);
    let Some(card) = (match card {
        Some(card) => services.store.card(card).await?,
        None => None,
    }) else {
        return Ok(());
    };
    let told = match card.session.place {
        Place::OwnThread if card.position == 0 => own_thread(services, job, &card).await,
        Place::OwnThread | Place::Here => in_place(services, job, &card).await,
        // It became private on an earlier run, which did not live to say so.
        Place::Private => Err(Halt::NoThread(NoThread::Unknown)),
    };
    let told = match told {
        Ok(view) => view,
        Err(Halt::NoThread(why)) => fall_back(services, &card, &why).await?,
        Err(Halt::Stop(stop)) => return Err(stop),
    };
    tell(services, job, &card, &told).await
}

/// Why the steps of a public drill end early.
enum Halt {
    /// It must become private.
    NoThread(NoThread),
    /// It failed; worth another try.
    Stop(Stop),
}

impl From<crate::store::StoreError> for Halt {
    fn from(error: crate::store::StoreError) -> Self {
        Self::Stop(error.into())
    }
}

impl From<SendError> for Halt {
    fn from(error: SendError) -> Self {
        match error {
            SendError::Refused {
                code: TOO_MANY_THREADS,
                ..
            } => Self::NoThread(NoThread::TooManyThreads),
            error if error.is_forbidden() => {
                Self::NoThread(NoThread::Missing(Permission::FOR_THREADS.to_vec()))
            }
            SendError::Refused { message, .. } => Self::NoThread(NoThread::Refused(message)),
            error => Self::Stop(error.into()),
        }
    }
}

async fn own_thread(services: &Services, job: &Job, card: &Card) -> Result<View, Halt> {
    let language = services.language();
    let message = send_card(services, job, card, card.session.channel).await?;
    let thread = match card.session.thread {
        Some(thread) => thread,
        None => {
            let name = words::thread_name(language, &card.question);
            let thread = services
                .outbox
                .open_thread(
                    Message {
                        channel: card.session.channel,
                        id: message,
                    },
                    &name,
                    Rests::AfterADay,
                )
                .await?;
            services
                .store
                .thread_opened(card.session.id, thread, services.now())
                .await?;
            thread
        }
    };
    if card.opening.is_none() {
        if let Some(starter) = card.session.starter
            && let Err(error) = services.outbox.add_to_thread(thread, starter).await
        {
            tracing::debug!(%error, "could not add the caller to the thread; the link leads there");
        }
        let view = words::opening(language, card, services.reads_messages());
        let nonce = Nonce::of('o', card.id.get());
        let opening = jobs::post_once(
            services,
            job,
            thread,
            &view,
            &nonce,
            Action::Answer(card.id),
        );
        services
            .store
            .opening_sent(card.id, opening.await?, services.now())
            .await?;
    }
    Ok(notices::thread_ready(language, thread))
}

async fn in_place(services: &Services, job: &Job, card: &Card) -> Result<View, Halt> {
    let channel = card.session.thread.unwrap_or(card.session.channel);
    let id = send_card(services, job, card, channel).await?;
    let at = Message { channel, id };
    Ok(notices::card_is_here(
        services.language(),
        card.session.guild,
        at,
    ))
}

async fn send_card(
    services: &Services,
    job: &Job,
    card: &Card,
    channel: ChannelId,
) -> Result<MessageId, Halt> {
    if let Some(message) = card.message {
        return Ok(message);
    }
    let shelf = services.shelf_for(card.session.guild).await;
    let view = words::card(services.language(), card, shelf.bank.vocabulary());
    drop(shelf);
    let nonce = Nonce::of('c', card.id.get());
    let message = jobs::post_once(
        services,
        job,
        channel,
        &view,
        &nonce,
        Action::Answer(card.id),
    )
    .await?;
    services
        .store
        .card_shown(card.id, message, services.now())
        .await?;
    Ok(message)
}

/// Turns a drill that can't have its thread into one that only its caller sees. The card goes
/// first: a run that dies in between does it again.
async fn fall_back(services: &Services, card: &Card, why: &NoThread) -> Result<View, Stop> {
    let sent = services
        .store
        .card(card.id)
        .await?
        .and_then(|card| card.message);
    if let (Some(id), Place::OwnThread) = (sent, card.session.place) {
        let channel = card.session.channel;
        match services.outbox.delete(Message { channel, id }).await {
            Err(error @ SendError::Refused { .. }) => {
                tracing::warn!(%error, "a card without its thread could not be taken back");
            }
            other => other?,
        }
    }
    if card.position == 0 {
        services
            .store
            .set_place(card.session.id, Place::Private)
            .await?;
    }
    Ok(private_view(services, card, Some(why)).await)
}

/// Tells the caller how it went: the first reply for `/drill`, nothing for a card that followed
/// another unless it became private.
async fn tell(services: &Services, job: &Job, card: &Card, told: &View) -> Result<(), Stop> {
    let Some(handle) = handle(services, job) else {
        return Ok(());
    };
    let became_private = !told.rows.is_empty();
    let sent = if card.position == 0 {
        services.outbox.edit_reply(&handle, told).await
    } else if became_private {
        services.outbox.follow_up(&handle, told).await
    } else {
        Ok(())
    };
    match sent {
        Ok(()) => Ok(()),
        Err(error @ SendError::Refused { .. }) if !is_fresh(services, job) => {
            tracing::info!(%error, "the caller of a drill could not be told");
            Ok(())
        }
        Err(error) => Err(error.into()),
    }
}

/// Whether a job is so young that its interaction may not be acknowledged yet: then Discord knows
/// no reply of ours to edit.
fn is_fresh(services: &Services, job: &Job) -> bool {
    const ACKNOWLEDGED: jiff::SignedDuration = jiff::SignedDuration::from_secs(10);
    services.now().duration_since(job.created) < ACKNOWLEDGED
}

/// The interaction behind a job, while Discord still takes replies to it (15 minutes).
pub fn handle(services: &Services, job: &Job) -> Option<InteractionHandle> {
    const REPLIES_TAKEN: jiff::SignedDuration = jiff::SignedDuration::from_mins(14);
    let in_time = services.now().duration_since(job.created) < REPLIES_TAKEN;
    let (id, token) = (job.work.interaction?, job.work.token.clone()?);
    in_time.then_some(InteractionHandle {
        id,
        token: InteractionToken(token),
    })
}
