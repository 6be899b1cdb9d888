//! Posts being claimed, missed and given up: the rows of the ledger being made.
//!
//! The unique row (schedule, local date) decides who posts. PostgreSQL lets the second of two
//! who insert it at once wait for the first; SQLite lets one write at a time anyway.

use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::{Any, Row, Transaction};

use super::plans::plan_in;
use super::posts::{kept_error, post_in};
use super::{instant_or_zero, occurrence_parts};
use crate::domain::id::{PostId, ScheduleId};
use crate::domain::question::QuestionId;
use crate::domain::schedule::{Answers, Occurrence, Post};
use crate::domain::session::Card;
use crate::store::Store;
use crate::store::error::StoreError;
use crate::store::jobs::NewJob;
use crate::store::sessions::{NewSession, insert_opened};

/// A post to be claimed.
#[derive(Debug, Clone)]
pub struct NewPost {
    /// Its id.
    pub id: PostId,
    /// Its schedule.
    pub schedule: ScheduleId,
    /// The local date that it is for.
    pub date: Date,
    /// When it was due.
    pub due: Timestamp,
    /// Whether it is made late, after a time in which the bot was away.
    pub late: bool,
    /// How others' answers may be read.
    pub answers: Answers,
    /// When its reference material opens to everybody.
    pub reveal_at: Timestamp,
    /// The session with the card that shows it.
    pub session: NewSession,
    /// The work that it promises.
    pub jobs: Vec<NewJob>,
    /// What the schedule posts after it.
    pub next: Option<Occurrence>,
    /// When to wake for that.
    pub wake_at: Option<Timestamp>,
    /// What was planned where its question comes from.
    pub planned: Planned,
}

/// The plan on which a claim rests, as the claimer saw it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// The date whose plan it is: the post's, or the one whose question goes out in its place.
    pub date: Date,
    /// The question that was chosen for it.
    pub question: Option<QuestionId>,
}

/// Who has a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claimed {
    /// The caller: its card and jobs are stored now.
    New(Card),
    /// Somebody claimed it before; nothing was stored but what comes next.
    Already(Post),
    /// Nobody: another question was planned since the caller looked. Nothing was stored.
    Replanned,
}

impl Store {
    /// Claims a schedule's post of a local date, all or nothing: its row in the ledger, session,
    /// card and jobs; the chosen question is used up. It asks what is planned at that moment, or
    /// is [`Claimed::Replanned`]. One that was missed is claimed all the same. The schedule goes on to `next` in any case, unless it is past that date already,
    /// rests, or was changed meanwhile.
    ///
    /// # Errors
    /// [`StoreError::Missing`] where the schedule is gone.
    pub async fn claim_post(&self, new: &NewPost) -> Result<Claimed, StoreError> {
        match self.try_claim_post(new).await {
            Err(StoreError::Conflict(_)) => self.try_claim_post(new).await,
            other => other,
        }
    }

    async fn try_claim_post(&self, new: &NewPost) -> Result<Claimed, StoreError> {
        let mut transaction = self.write().await?;
        self.lock(&mut transaction, new.schedule.get()).await?;
        require_schedule(&mut transaction, new.schedule).await?;
        let claimed = if insert_claimed(&mut transaction, new).await? {
            let plan = plan_in(&mut transaction, new.schedule, new.planned.date).await?;
            if plan.question != new.planned.question {
                transaction.rollback().await?;
                return Ok(Claimed::Replanned);
            }
            let card = insert_opened(&mut transaction, &new.session, &new.jobs).await?;
            use_up_plan(&mut transaction, new.schedule, new.date).await?;
            use_up_plan(&mut transaction, new.schedule, new.planned.date).await?;
            Claimed::New(card)
        } else {
            let post = post_in(&mut transaction, new.schedule, new.date).await?;
            Claimed::Already(post.ok_or(StoreError::Missing("post"))?)
        };
        let done = Done {
            schedule: new.schedule,
            date: new.date,
            due: new.due,
            now: new.session.now,
        };
        go_on(&mut transaction, done, new.next, new.wake_at).await?;
        transaction.commit().await?;
        Ok(claimed)
    }

    /// Notes that a schedule's post of a local date was not made, and why; never of one that was
    /// claimed. The schedule goes on to `next` as after a claim.
    #[expect(clippy::too_many_arguments, reason = "they are the columns of one row")]
    pub async fn miss_post(
        &self,
        id: PostId,
        schedule: ScheduleId,
        date: Date,
        due: Timestamp,
        why: &str,
        now: Timestamp,
        next: Option<Occurrence>,
        wake_at: Option<Timestamp>,
    ) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sqlx::query(
            "INSERT INTO posts (id, schedule, local_date, due, card, late, answers, reveal_at,
                                revealed_at, reveal_message, claimed_at, missed_at, tries, error)
             SELECT $1, s.id, $2, $3, 0, 0, s.answers, $3, 0, 0, 0, $4, 0, $5
             FROM schedules s WHERE s.id = $6
             ON CONFLICT (schedule, local_date) DO NOTHING",
        )
        .bind(id.get())
        .bind(date.to_string())
        .bind(due.as_millisecond())
        .bind(now.as_millisecond())
        .bind(kept_error(why))
        .bind(schedule.get())
        .execute(&mut **transaction)
        .await?;
        let done = Done {
            schedule,
            date,
            due,
            now,
        };
        go_on(&mut transaction, done, next, wake_at).await?;
        transaction.commit().await
    }

    /// Makes a claimed post a missed one: its session, card and jobs go. False, and nothing is
    /// changed, where its card was sent meanwhile or it is none that was claimed.
    pub async fn give_up_post(
        &self,
        id: PostId,
        why: &str,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        let unsent = sqlx::query(
            "DELETE FROM cards WHERE message = 0
               AND id = (SELECT card FROM posts WHERE id = $1 AND card <> 0)
             RETURNING session",
        )
        .bind(id.get())
        .fetch_optional(&mut **transaction)
        .await?;
        let Some(card) = unsent else {
            transaction.rollback().await?;
            return Ok(false);
        };
        sqlx::query("DELETE FROM sessions WHERE id = $1")
            .bind(card.try_get::<i64, _>("session")?)
            .execute(&mut **transaction)
            .await?;
        sqlx::query("DELETE FROM jobs WHERE subject = $1")
            .bind(id.get())
            .execute(&mut **transaction)
            .await?;
        sqlx::query("UPDATE posts SET card = 0, missed_at = $1, error = $2 WHERE id = $3")
            .bind(now.as_millisecond())
            .bind(kept_error(why))
            .bind(id.get())
            .execute(&mut **transaction)
            .await?;
        transaction.commit().await?;
        Ok(true)
    }
}

async fn require_schedule(
    transaction: &mut Transaction<'static, Any>,
    schedule: ScheduleId,
) -> Result<(), StoreError> {
    sqlx::query("SELECT id FROM schedules WHERE id = $1")
        .bind(schedule.get())
        .fetch_optional(&mut **transaction)
        .await?
        .map(|_| ())
        .ok_or(StoreError::Missing("schedule"))
}

/// Whether the row is the caller's now. A missed one has no card and is taken over; with its id,
/// since the jobs name the post.
async fn insert_claimed(
    transaction: &mut Transaction<'static, Any>,
    new: &NewPost,
) -> Result<bool, StoreError> {
    let inserted = sqlx::query(
        "INSERT INTO posts (id, schedule, local_date, due, card, late, answers, reveal_at,
                            revealed_at, reveal_message, claimed_at, missed_at, tries, error)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, 0, $9, 0, 0, '')
         ON CONFLICT (schedule, local_date) DO UPDATE SET
             id = excluded.id, due = excluded.due, card = excluded.card, late = excluded.late,
             answers = excluded.answers, reveal_at = excluded.reveal_at, revealed_at = 0,
             reveal_message = 0, claimed_at = excluded.claimed_at, missed_at = 0, tries = 0,
             error = ''
         WHERE posts.card = 0",
    )
    .bind(new.id.get())
    .bind(new.schedule.get())
    .bind(new.date.to_string())
    .bind(new.due.as_millisecond())
    .bind(new.session.card.id.get())
    .bind(i64::from(new.late))
    .bind(new.answers.name())
    .bind(new.reveal_at.as_millisecond())
    .bind(new.session.now.as_millisecond())
    .execute(&mut **transaction)
    .await?;
    Ok(inserted.rows_affected() == 1)
}

/// The chosen question was asked; what was passed over for it stays noted.
async fn use_up_plan(
    transaction: &mut Transaction<'static, Any>,
    schedule: ScheduleId,
    date: Date,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE plans SET question_id = '' WHERE schedule = $1 AND local_date = $2")
        .bind(schedule.get())
        .bind(date.to_string())
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

/// A date that a schedule is done with.
struct Done {
    schedule: ScheduleId,
    date: Date,
    due: Timestamp,
    now: Timestamp,
}

/// Moves a schedule on from a date, never back. One without a next occurrence rests or was
/// stopped: a post does not wake it. One that comes to the same date at another time, still to
/// come, was changed meanwhile: `next` does not know of that. It moves on when it is woken then,
/// and finds the date taken.
async fn go_on(
    transaction: &mut Transaction<'static, Any>,
    done: Done,
    next: Option<Occurrence>,
    wake_at: Option<Timestamp>,
) -> Result<(), StoreError> {
    let (next_date, next_at) = occurrence_parts(next);
    sqlx::query(
        "UPDATE schedules SET next_date = $1, next_at = $2, wake_at = $3
         WHERE id = $4 AND next_date <> '' AND next_date <= $5
           AND (next_date < $5 OR next_at = $6 OR next_at <= $7)
           AND ($1 = '' OR next_date < $1)",
    )
    .bind(next_date)
    .bind(next_at)
    .bind(instant_or_zero(wake_at))
    .bind(done.schedule.get())
    .bind(done.date.to_string())
    .bind(done.due.as_millisecond())
    .bind(done.now.as_millisecond())
    .execute(&mut **transaction)
    .await?;
    Ok(())
}
