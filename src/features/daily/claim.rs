//! Claiming a post: from here on it exists, and is finished whatever happens.

use std::sync::Arc;

use jiff::Timestamp;

use crate::domain::id::{CardId, PostId};
use crate::domain::question::Question;
use crate::domain::schedule::{Occurrence, Schedule};
use crate::domain::session::{Place, SessionKind};
use crate::features::{Services, Stop};
use crate::store::{Claimed, JobKind, NewCard, NewJob, NewPost, NewSession};

use super::plan;

/// A post to be claimed.
pub(super) struct Wanted<'a> {
    /// Its schedule.
    pub schedule: &'a Schedule,
    /// Its local date, and when it was due.
    pub occurrence: Occurrence,
    /// What it asks.
    pub question: Arc<Question>,
    /// Whether it comes after its time.
    pub late: bool,
    /// What the schedule posts after it.
    pub next: Option<Occurrence>,
}

/// Claims it. Where another process or an earlier moment was first, that post is given.
///
/// # Errors
/// When the store fails; then nothing is claimed.
pub(super) async fn claim(
    services: &Services,
    wanted: Wanted<'_>,
    now: Timestamp,
) -> Result<(Claimed, NewJob), Stop> {
    let Wanted {
        schedule,
        occurrence,
        question,
        late,
        next,
    } = wanted;
    let post = services.post_id();
    let card = services.card_id();
    let reveal_at = now + schedule.reveal_after.duration();
    let send = job(services, JobKind::Daily, post, schedule, None);
    let reveal = job(services, JobKind::Reveal, post, schedule, Some(reveal_at));
    let new = NewPost {
        id: post,
        schedule: schedule.id,
        date: occurrence.date,
        due: occurrence.at,
        late,
        answers: schedule.answers,
        reveal_at,
        session: session(services, schedule, card, question, now),
        jobs: vec![send.clone(), reveal],
        next,
        wake_at: plan::wake(schedule.guild, next),
    };
    Ok((services.store.claim_post(&new).await?, send))
}

fn session(
    services: &Services,
    schedule: &Schedule,
    card: CardId,
    question: Arc<Question>,
    now: Timestamp,
) -> NewSession {
    NewSession {
        id: services.session_id(),
        kind: SessionKind::Daily,
        guild: Some(schedule.guild),
        channel: schedule.channel,
        thread: None,
        place: Place::OwnThread,
        starter: None,
        filter: schedule.filter.clone(),
        interaction: None,
        now,
        card: NewCard { id: card, question },
    }
}

fn job(
    services: &Services,
    kind: JobKind,
    post: PostId,
    schedule: &Schedule,
    due: Option<Timestamp>,
) -> NewJob {
    NewJob {
        id: services.job_id(),
        kind,
        subject: post.get(),
        channel: Some(schedule.channel),
        message: None,
        token: None,
        interaction: None,
        author: None,
        due,
    }
}
