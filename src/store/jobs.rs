//! Promised work that is finished even over restarts.
//!
//! A job is stored in the transaction that makes the promise. Whoever works on it claims it for a
//! while; a claim that runs out (the process died) lets somebody else take it up. So a job may be
//! worked on twice and its steps must bear that; it is never forgotten. A finished job is deleted,
//! and its interaction token with it.

use std::fmt;

use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{Any, Transaction};

use super::Store;
use super::error::StoreError;
use super::row::{Columns, author_parts, bits_or_zero, storable};
use crate::domain::id::{ChannelId, InteractionId, JobId, MessageId};
use crate::domain::view::Author;

/// The longest error that is kept, in characters.
const ERROR_LENGTH: usize = 500;

/// What a job does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum JobKind {
    /// Shows a card (subject: the card).
    Drill,
    /// Shows an answer where that is due, and coaches it, or brings our reply in line with a
    /// changed answer (subject: the attempt).
    Coach,
    /// Deletes a message of ours (its channel and message).
    Erase,
    /// Shows a question of the day (subject: the post).
    Daily,
    /// Opens its reference material to everybody (subject: the post).
    Reveal,
    /// Tells organisers what keeps a schedule from posting (subject: the schedule).
    Notice,
    /// Tells somebody what was decided about their suggestion (subject: the suggestion).
    TellAuthor,
}

impl JobKind {
    const ALL: [Self; 7] = [
        Self::Drill,
        Self::Coach,
        Self::Erase,
        Self::Daily,
        Self::Reveal,
        Self::Notice,
        Self::TellAuthor,
    ];

    /// Its name in the store.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Drill => "drill",
            Self::Coach => "coach",
            Self::Erase => "erase",
            Self::Daily => "daily",
            Self::Reveal => "reveal",
            Self::Notice => "notice",
            Self::TellAuthor => "tell-author",
        }
    }

    /// The kind of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A job to be stored.
#[derive(Clone, PartialEq, Eq)]
pub struct NewJob {
    /// Its id.
    pub id: JobId,
    /// What it does.
    pub kind: JobKind,
    /// The row that it is about; 0 for none.
    pub subject: i64,
    /// A channel that it needs.
    pub channel: Option<ChannelId>,
    /// A message that it needs.
    pub message: Option<MessageId>,
    /// The interaction's token: a secret for 15 minutes, never logged.
    pub token: Option<String>,
    /// The interaction to follow up.
    pub interaction: Option<InteractionId>,
    /// The person for whom it runs, as their server knows them. Goes with the job.
    pub author: Option<Author>,
    /// When it may be run; `None` for at once. A claimed one has it in any case.
    pub due: Option<Timestamp>,
}

impl NewJob {
    /// A job that may be run at once and needs nothing but its subject.
    pub const fn about(id: JobId, kind: JobKind, subject: i64) -> Self {
        Self {
            id,
            kind,
            subject,
            channel: None,
            message: None,
            token: None,
            interaction: None,
            author: None,
            due: None,
        }
    }
}

impl fmt::Debug for NewJob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewJob")
            .field("id", &self.id)
            .field("kind", &self.kind)
            .field("subject", &self.subject)
            .field("channel", &self.channel)
            .field("message", &self.message)
            .field("interaction", &self.interaction)
            .field("due", &self.due)
            .finish_non_exhaustive()
    }
}

/// A claimed job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// What was stored.
    pub work: NewJob,
    /// How often it was claimed, this time included.
    pub tries: u32,
    /// Why the last try failed; empty on the first.
    pub error: String,
    /// When it was promised.
    pub created: Timestamp,
}

impl NewJob {
    /// A job that deletes a message of ours.
    pub fn erase(id: JobId, message: crate::domain::session::Message) -> Self {
        Self {
            id,
            kind: JobKind::Erase,
            subject: 0,
            channel: Some(message.channel),
            message: Some(message.id),
            token: None,
            interaction: None,
            author: None,
            due: None,
        }
    }

    /// Stores it, unless a job of its id is there.
    pub(super) async fn insert(
        &self,
        transaction: &mut Transaction<'static, Any>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let (name, picture) = author_parts(self.author.as_ref());
        sqlx::query(
            "INSERT INTO jobs (id, kind, subject, channel, message, token, interaction, due,
                               claimed_by, claimed_until, tries, error, created,
                               author_name, author_picture)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', 0, 0, '', $9, $10, $11)
             ON CONFLICT (id) DO NOTHING",
        )
        .bind(self.id.get())
        .bind(self.kind.name())
        .bind(self.subject)
        .bind(bits_or_zero(self.channel, ChannelId::get))
        .bind(bits_or_zero(self.message, MessageId::get))
        .bind(self.token.as_deref().unwrap_or(""))
        .bind(bits_or_zero(self.interaction, InteractionId::get))
        .bind(self.due.unwrap_or(now).as_millisecond())
        .bind(now.as_millisecond())
        .bind(name)
        .bind(picture)
        .execute(&mut **transaction)
        .await?;
        Ok(())
    }
}

impl Job {
    fn read(row: &AnyRow) -> Result<Self, StoreError> {
        Ok(Self {
            work: NewJob {
                id: row.own("id", JobId::new)?,
                kind: row.named("kind", JobKind::parse)?,
                subject: row.number("subject")?,
                channel: row.discord_or_none("channel", ChannelId::new)?,
                message: row.discord_or_none("message", MessageId::new)?,
                token: Some(row.text("token")?).filter(|token| !token.is_empty()),
                interaction: row.discord_or_none("interaction", InteractionId::new)?,
                author: row.author()?,
                due: Some(row.instant("due")?),
            },
            tries: row.small("tries")?,
            error: row.text("error")?,
            created: row.instant("created")?,
        })
    }
}

impl Store {
    /// Stores a job by itself; harmless where one of its id is there.
    pub async fn add_job(&self, job: &NewJob, now: Timestamp) -> Result<(), StoreError> {
        self.add_jobs(std::slice::from_ref(job), now).await
    }

    /// Stores several jobs, all or none.
    pub async fn add_jobs(&self, jobs: &[NewJob], now: Timestamp) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        for job in jobs {
            job.insert(&mut transaction, now).await?;
        }
        transaction.commit().await
    }

    /// Takes a job for `owner` until `until`, and counts the try. `None` where it is finished, not
    /// due yet, or somebody else's claim still holds.
    pub async fn claim_job(
        &self,
        job: JobId,
        owner: &str,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Option<Job>, StoreError> {
        let mut transaction = self.write().await?;
        let row = sqlx::query(
            "UPDATE jobs SET claimed_until = $1, tries = tries + 1, claimed_by = $4
             WHERE id = $2 AND claimed_until <= $3 AND due <= $3
             RETURNING id, kind, subject, channel, message, token, interaction, due, tries,
                       error, created, author_name, author_picture",
        )
        .bind(until.as_millisecond())
        .bind(job.get())
        .bind(now.as_millisecond())
        .bind(owner)
        .fetch_optional(&mut **transaction)
        .await?;
        transaction.commit().await?;
        row.as_ref().map(Job::read).transpose()
    }

    /// Prolongs the claim of a job that `owner` works on; nothing where it was finished, given back
    /// or taken by another.
    pub async fn renew_claim(
        &self,
        job: JobId,
        owner: &str,
        until: Timestamp,
    ) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sqlx::query(
            "UPDATE jobs SET claimed_until = $1
             WHERE id = $2 AND claimed_by = $3 AND claimed_until <> 0",
        )
        .bind(until.as_millisecond())
        .bind(job.get())
        .bind(owner)
        .execute(&mut **transaction)
        .await?;
        transaction.commit().await
    }

    /// Lets go of every claim that an earlier run of `owner` did not live to finish, so that its
    /// jobs go on at once. To be called at start, before anything is claimed.
    pub async fn release_claims(&self, owner: &str) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sqlx::query("UPDATE jobs SET claimed_until = 0 WHERE claimed_by = $1")
            .bind(owner)
            .execute(&mut **transaction)
            .await?;
        transaction.commit().await
    }

    /// Jobs that people wait for and that may be claimed now, longest due first, with the channels
    /// that they send to.
    pub async fn due_jobs(
        &self,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<(JobId, Option<ChannelId>)>, StoreError> {
        self.due_of(
            "SELECT id, channel FROM jobs WHERE due <= $1 AND claimed_until <= $1
             AND kind IN ('drill', 'coach', 'erase', 'tell-author') ORDER BY due, id LIMIT $2",
            now,
            limit,
        )
        .await
    }

    /// The same of jobs that nobody waits for: those of schedules.
    pub async fn due_background_jobs(
        &self,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<(JobId, Option<ChannelId>)>, StoreError> {
        self.due_of(
            "SELECT id, channel FROM jobs WHERE due <= $1 AND claimed_until <= $1
             AND kind IN ('daily', 'reveal', 'notice') ORDER BY due, id LIMIT $2",
            now,
            limit,
        )
        .await
    }

    async fn due_of(
        &self,
        query: &'static str,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<(JobId, Option<ChannelId>)>, StoreError> {
        sqlx::query(query)
            .bind(now.as_millisecond())
            .bind(i64::from(limit))
            .fetch_all(self.readers())
            .await?
            .iter()
            .map(|row| {
                let channel = row.discord_or_none("channel", ChannelId::new)?;
                Ok((row.own("id", JobId::new)?, channel))
            })
            .collect()
    }

    /// When the next job may be claimed; `None` where there is none.
    pub async fn next_job_due(&self) -> Result<Option<Timestamp>, StoreError> {
        sqlx::query(
            "SELECT CASE WHEN due > claimed_until THEN due ELSE claimed_until END AS ready
             FROM jobs ORDER BY ready LIMIT 1",
        )
        .fetch_optional(self.readers())
        .await?
        .map(|row| row.instant("ready"))
        .transpose()
    }

    /// Lets a job that waits be claimed from `now` on; gives its id. `None` where there is none of
    /// this kind about this row.
    pub async fn hasten_job(
        &self,
        kind: JobKind,
        subject: i64,
        now: Timestamp,
    ) -> Result<Option<JobId>, StoreError> {
        let mut transaction = self.write().await?;
        let row = sqlx::query(
            "UPDATE jobs SET due = CASE WHEN due > $1 THEN $1 ELSE due END
             WHERE kind = $2 AND subject = $3 RETURNING id",
        )
        .bind(now.as_millisecond())
        .bind(kind.name())
        .bind(subject)
        .fetch_optional(&mut **transaction)
        .await?;
        transaction.commit().await?;
        row.map(|row| row.own("id", JobId::new)).transpose()
    }

    /// Ends a job: its work is done, or was given up.
    pub async fn finish_job(&self, job: JobId) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sqlx::query("DELETE FROM jobs WHERE id = $1")
            .bind(job.get())
            .execute(&mut **transaction)
            .await?;
        transaction.commit().await
    }

    /// Gives a job back, to be tried again from `again_at` on. `error` is for operators: never
    /// a person's words.
    pub async fn fail_job(
        &self,
        job: JobId,
        error: &str,
        again_at: Timestamp,
    ) -> Result<(), StoreError> {
        let error: String = storable(error).chars().take(ERROR_LENGTH).collect();
        let mut transaction = self.write().await?;
        sqlx::query("UPDATE jobs SET error = $1, due = $2, claimed_until = 0 WHERE id = $3")
            .bind(error)
            .bind(again_at.as_millisecond())
            .bind(job.get())
            .execute(&mut **transaction)
            .await?;
        transaction.commit().await
    }
}
