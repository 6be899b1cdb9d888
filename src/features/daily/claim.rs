//! Claiming a post: from here on it exists, and is finished whatever happens.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::domain::id::{CardId, PostId};
use crate::domain::question::Question;
use crate::domain::schedule::{Occurrence, Post, Schedule};
use crate::domain::session::{Card, Place, SessionKind};
use crate::features::{Services, Stop};
use crate::store::{Claimed, JobKind, NewCard, NewJob, NewPost, NewSession, Planned};

use super::plan::{self, Asked};

/// A post to be claimed.
pub(super) struct Wanted<'a> {
    /// Its schedule.
    pub schedule: &'a Schedule,
    /// Its local date, and when it was due.
    pub occurrence: Occurrence,
    /// The date whose question it asks: its own, or the one whose post it takes the place of.
    pub planned: Date,
    /// Whether it comes after its time.
    pub late: bool,
    /// What the schedule posts after it.
    pub next: Option<Occurrence>,
}

/// What became of a claim.
pub(super) enum Outcome {
    /// It is ours, with the job that sends it.
    New(Card, NewJob),
    /// Another process or an earlier moment was first.
    Already(Post),
    /// No question passes the filter.
    NoQuestion,
}

/// How often another question may be planned while a post is being claimed.
const REPLANNED: usize = 8;

/// Claims it with the question that is planned at that very moment, or that the rules pick.
///
/// # Errors
/// When the store fails; then nothing is claimed.
pub(super) async fn claim(
    services: &Services,
    wanted: &Wanted<'_>,
    now: Timestamp,
) -> Result<Outcome, Stop> {
    for _ in 0..REPLANNED {
        let Some(asked) = plan::asked(services, wanted.schedule, wanted.planned).await? else {
            return Ok(Outcome::NoQuestion);
        };
        let (new, send) = new_post(services, wanted, asked, now);
        match services.store.claim_post(&new).await? {
            Claimed::New(card) => return Ok(Outcome::New(card, send)),
            Claimed::Already(post) => return Ok(Outcome::Already(post)),
            Claimed::Replanned => {}
        }
    }
    Err(Stop::Broken("what is planned changes all the time"))
}

/// The post with what it promises, and the job that will send it.
fn new_post(
    services: &Services,
    wanted: &Wanted<'_>,
    asked: Asked,
    now: Timestamp,
) -> (NewPost, NewJob) {
    let &Wanted {
        schedule,
        occurrence,
        planned,
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
        session: session(services, schedule, card, asked.question, now),
        jobs: vec![send.clone(), reveal],
        next,
        wake_at: plan::wake(schedule.guild, next),
        planned: Planned {
            date: planned,
            question: asked.chosen,
        },
    };
    (new, send)
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
        channel: Some(schedule.channel),
        due,
        ..NewJob::about(services.job_id(), kind, post.get())
    }
}
