//! The steps of a post that was claimed: card, thread, opening message.
//!
//! As for a drill, each step is recorded once it took effect and safe to repeat, so the same
//! function serves the first run, a try after a failure and the run after a restart.

use jiff::SignedDuration;

use crate::domain::action::Action;
use crate::domain::id::{ChannelId, MessageId, PostId};
use crate::domain::reply::daily::thread::{self as words, Late};
use crate::domain::schedule::{Cause, Post, Schedule};
use crate::domain::session::{Card, Message, Place};
use crate::features::answer::gone;
use crate::features::{Services, Stop, jobs};
use crate::outbox::{Nonce, Rests, SendError};
use crate::store::Job;

use super::due::WORTH_SAYING;
use super::trouble;

/// A thread that nobody wrote in for so long may be archived to make room for a new one.
const OLD: SignedDuration = SignedDuration::from_hours(48);
/// How many old threads are archived at once where there are too many.
const ARCHIVED_AT_ONCE: u32 = 5;

/// Why the steps end early.
enum Halt {
    /// A person has to mend it.
    Trouble(Cause, SendError),
    /// It failed; worth another try.
    Stop(Stop),
}

impl<E: Into<Stop>> From<E> for Halt {
    fn from(error: E) -> Self {
        match error.into() {
            Stop::Send(error @ SendError::Refused { .. }) => {
                Self::Trouble(trouble::cause_of(&error), error)
            }
            stop => Self::Stop(stop),
        }
    }
}

/// What stands in the channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sent {
    /// The card with its thread.
    Whole,
    /// The card alone, which takes private answers: its thread was deleted, or the card itself.
    /// Nothing keeps the next one from being posted.
    Alone,
    /// The same, since the server has too many threads: that is told.
    WithoutRoom,
}

/// Runs the job of a claimed post.
///
/// # Errors
/// When a step failed and is worth another try.
pub async fn run(services: &Services, job: &Job) -> Result<(), Stop> {
    let Some((post, schedule, card)) = about(services, job).await? else {
        return Ok(());
    };
    if card.message.is_none() && schedule.ended {
        services
            .store
            .give_up_post(post.id, "it was stopped", services.now())
            .await?;
        return Ok(());
    }
    match send(services, job, &post, &schedule, &card).await {
        Ok(sent) => {
            services.store.post_done(post.id).await?;
            if sent != Sent::WithoutRoom {
                trouble::may_be_over(services, &schedule).await?;
            }
            Ok(())
        }
        Err(Halt::Trouble(cause, error)) => {
            trouble::met(services, job, &post, &schedule, cause, error).await
        }
        Err(Halt::Stop(stop)) => {
            services
                .store
                .post_failed(post.id, &stop.to_string())
                .await?;
            Err(stop)
        }
    }
}

/// The post that a job is about, with its schedule and card; `None` where it has no card (any
/// more).
///
/// # Errors
/// When the store fails.
pub(super) async fn about(
    services: &Services,
    job: &Job,
) -> Result<Option<(Post, Schedule, Card)>, Stop> {
    let Some(id) = PostId::new(job.work.subject) else {
        return Ok(None);
    };
    let store = &services.store;
    let Some(post) = store.post(id).await? else {
        return Ok(None);
    };
    let card = match post.card {
        Some(card) => store.card(card).await?,
        None => None,
    };
    let schedule = store.schedule(post.schedule).await?;
    Ok(schedule
        .zip(card)
        .map(|(schedule, card)| (post, schedule, card)))
}

async fn send(
    services: &Services,
    job: &Job,
    post: &Post,
    schedule: &Schedule,
    card: &Card,
) -> Result<Sent, Halt> {
    let message = send_card(services, job, post, schedule, card).await?;
    if card.session.place == Place::Private {
        return Ok(alone_since_before(schedule));
    }
    match open_thread(services, job, schedule, card, message).await? {
        Ok(thread) => send_opening(services, job, post, card, thread).await,
        Err(alone) => Ok(alone),
    }
}

/// Why an earlier run, which did not live to end, let the card do without a thread.
fn alone_since_before(schedule: &Schedule) -> Sent {
    match &schedule.trouble {
        Some(trouble) if trouble.cause == Cause::TooManyThreads => Sent::WithoutRoom,
        _ => Sent::Alone,
    }
}

/// Why a post comes after its time: it was claimed late, or could not be sent since.
fn lateness(services: &Services, job: &Job, post: &Post) -> Option<Late> {
    let held = services.now().duration_since(job.created) > WORTH_SAYING;
    if post.late {
        Some(Late::Away)
    } else {
        held.then_some(Late::Held)
    }
}

async fn send_card(
    services: &Services,
    job: &Job,
    post: &Post,
    schedule: &Schedule,
    card: &Card,
) -> Result<MessageId, Halt> {
    if let Some(message) = card.message {
        return Ok(message);
    }
    let role = trouble::role_to_notify(services, schedule).await?;
    let late = lateness(services, job, post).map(|why| (why, post.due));
    let shelf = services.shelf_for(schedule.guild).await;
    let names = shelf.bank.vocabulary();
    let view = words::card(services.language(), card, names, role, late);
    drop(shelf);
    let channel = card.session.channel;
    let (nonce, mark) = (Nonce::of('c', card.id.get()), Action::Answer(card.id));
    let message = jobs::post_once(services, job, channel, &view, &nonce, mark).await?;
    services
        .store
        .card_shown(card.id, message, services.now())
        .await?;
    Ok(message)
}

/// The card's thread, or how it stands without one.
async fn open_thread(
    services: &Services,
    job: &Job,
    schedule: &Schedule,
    card: &Card,
    message: MessageId,
) -> Result<Result<ChannelId, Sent>, Halt> {
    if let Some(thread) = card.session.thread {
        return Ok(Ok(thread));
    }
    let name = words::thread_name(services.language(), &card.question);
    let at = Message {
        channel: card.session.channel,
        id: message,
    };
    let opened = services
        .outbox
        .open_thread(at, &name, Rests::AfterThreeDays)
        .await;
    match opened {
        Ok(thread) => {
            services
                .store
                .thread_opened(card.session.id, thread, services.now())
                .await?;
            Ok(Ok(thread))
        }
        // Somebody deleted the card: there is nothing to answer any more.
        Err(error) if error.is_message_gone() => {
            do_without(services, card).await?;
            Ok(Err(Sent::Alone))
        }
        Err(error) if trouble::cause_of(&error) == Cause::TooManyThreads => {
            make_room(services, card).await?;
            if !trouble::is_lasting(job) {
                return Err(Halt::Stop(error.into()));
            }
            do_without(services, card).await?;
            let (cause, now) = (Cause::TooManyThreads, services.now());
            trouble::arose(services, schedule, cause, now).await?;
            Ok(Err(Sent::WithoutRoom))
        }
        Err(error) => Err(error.into()),
    }
}

/// From now on the card takes private answers only.
async fn do_without(services: &Services, card: &Card) -> Result<(), Stop> {
    let session = card.session.id;
    Ok(services.store.set_place(session, Place::Private).await?)
}

/// Archives old question threads of ours on the card's server. People wake them by writing.
async fn make_room(services: &Services, card: &Card) -> Result<(), Stop> {
    let Some(guild) = card.session.guild else {
        return Ok(());
    };
    let before = services.now() - OLD;
    let store = &services.store;
    for thread in store
        .oldest_open_threads(guild, before, ARCHIVED_AT_ONCE)
        .await?
    {
        match services.outbox.archive_thread(thread).await {
            Ok(()) | Err(SendError::Refused { .. }) => {
                store.thread_archived(thread, services.now()).await?;
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// What a refusal in the thread means: the channel above it took the card.
fn in_thread(error: SendError) -> Halt {
    match error {
        SendError::Refused { .. } => Halt::Trouble(trouble::cause_in_thread(&error), error),
        error => error.into(),
    }
}

async fn send_opening(
    services: &Services,
    job: &Job,
    post: &Post,
    card: &Card,
    thread: ChannelId,
) -> Result<Sent, Halt> {
    if card.opening.is_some() {
        return Ok(Sent::Whole);
    }
    let (language, reads) = (services.language(), services.reads_messages());
    let view = words::opening(language, card, reads, post.answers, post.reveal_at);
    let (nonce, mark) = (Nonce::of('o', card.id.get()), Action::Answer(card.id));
    let opening = match jobs::post_once(services, job, thread, &view, &nonce, mark).await {
        Ok(opening) => opening,
        // Somebody deleted the thread: no trying again brings it back. What was typed there till
        // then goes while the session still knows of it.
        Err(error) if error.is_channel_gone() => {
            gone::thread_gone(services, thread).await?;
            do_without(services, card).await?;
            return Ok(Sent::Alone);
        }
        Err(error) => return Err(in_thread(error)),
    };
    services
        .store
        .opening_sent(card.id, opening, services.now())
        .await?;
    Ok(Sent::Whole)
}
