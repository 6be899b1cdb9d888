//! The reveal: after its hours a question's reference material opens to everybody, and answers
//! that were held are shown.

use jiff::SignedDuration;

use crate::domain::action::Action;
use crate::domain::id::ChannelId;
use crate::domain::reply::daily::thread as words;
use crate::domain::schedule::{Answers, Post};
use crate::domain::session::Card;
use crate::features::answer::{coach_job_without_caller, gone};
use crate::features::{Services, Stop, jobs};
use crate::outbox::{Nonce, SendError};
use crate::store::Job;

use super::steps::about;
use super::trouble;

/// A thread that refuses the reveal for so long is left alone; the reference opens all the same.
const TRIED_FOR: SignedDuration = SignedDuration::from_hours(6);

/// Runs a reveal's job. From its first run on the reference is open, by [`Post::reveal_at`]; what
/// is done here is to say so.
///
/// # Errors
/// When a step failed and is worth another try.
pub async fn run(services: &Services, job: &Job) -> Result<(), Stop> {
    let Some((post, schedule, card)) = about(services, job).await? else {
        return Ok(());
    };
    if post.revealed.is_none() {
        match card.session.thread {
            None if is_under_way(services, &post, &card) => {
                return Err(Stop::Broken("the thread to reveal in is not open yet"));
            }
            None => {
                services
                    .store
                    .revealed(post.id, None, services.now())
                    .await?;
            }
            Some(thread) => match say(services, job, &post, &card, thread).await {
                Ok(()) => trouble::may_be_over(services, &schedule).await?,
                Err(Stop::Send(error @ SendError::Refused { .. })) => {
                    gone::is_found_gone(services, thread, &error).await?;
                    refused(services, job, &post, error).await?;
                }
                Err(stop) => return Err(stop),
            },
        }
    }
    show_held(services, &post, &card).await
}

/// Whether the post may still get its thread.
fn is_under_way(services: &Services, post: &Post, card: &Card) -> bool {
    let waited = services.now().duration_since(post.reveal_at);
    card.session.place != crate::domain::session::Place::Private && waited < TRIED_FOR
}

async fn say(
    services: &Services,
    job: &Job,
    post: &Post,
    card: &Card,
    thread: ChannelId,
) -> Result<(), Stop> {
    let took = services.store.took_part(card.id).await?;
    let view = words::reveal(services.language(), card.id, &took.public, took.private);
    let (nonce, mark) = (
        Nonce::of('v', card.id.get()),
        Action::ShowReference(card.id),
    );
    let since = post.reveal_at;
    let message = jobs::post_once_since(services, job, since, thread, &view, &nonce, mark).await?;
    let now = services.now();
    Ok(services.store.revealed(post.id, Some(message), now).await?)
}

/// The thread does not take the message: it is gone, locked, or closed to us.
async fn refused(
    services: &Services,
    job: &Job,
    post: &Post,
    error: SendError,
) -> Result<(), Stop> {
    let now = services.now();
    services
        .store
        .post_failed(post.id, &error.to_string())
        .await?;
    if error.is_gone() || now.duration_since(post.reveal_at) > TRIED_FOR {
        return Ok(services.store.revealed(post.id, None, now).await?);
    }
    if trouble::is_lasting(job)
        && let Some(schedule) = services.store.schedule(post.schedule).await?
    {
        trouble::arose(services, &schedule, trouble::cause_in_thread(&error), now).await?;
    }
    Err(error.into())
}

/// Has every answer shown that was held. Runs again after a failure; each is shown once.
async fn show_held(services: &Services, post: &Post, card: &Card) -> Result<(), Stop> {
    if post.answers != Answers::AfterOwn || card.session.thread.is_none() {
        return Ok(());
    }
    for attempt in services.store.held_attempts(card.id).await? {
        let job = coach_job_without_caller(services, card, attempt.id);
        services.store.add_job(&job, services.now()).await?;
        services.promise(job.id, job.channel);
    }
    Ok(())
}
