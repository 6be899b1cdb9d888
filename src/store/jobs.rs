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
use super::row::{Columns, bits_or_zero, storable};
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
}

impl JobKind {
    const ALL: [Self; 3] = [Self::Drill, Self::Coach, Self::Erase];

    /// Its name in the store.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Drill => "drill",
            Self::Coach => "coach",
            Self::Erase => "erase",
        }
    }

    /// The kind of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A job to be stored; due at once.
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
        }
    }

    /// Stores it, unless a job of its id is there.
    pub(super) async fn insert(
        &self,
        transaction: &mut Transaction<'static, Any>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let author = self.author.as_ref();
        let name = author.map_or("", |author| author.name.as_str());
        let picture = author
            .and_then(|author| author.picture.as_deref())
            .unwrap_or("");
        sqlx::query(
            "INSERT INTO jobs (id, kind, subject, channel, message, token, interaction, due,
                               claimed_by, claimed_until, tries, error, created,
                               author_name, author_picture)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', 0, 0, '', $8, $9, $10)
             ON CONFLICT (id) DO NOTHING",
        )
        .bind(self.id.get())
        .bind(self.kind.name())
        .bind(self.subject)
        .bind(bits_or_zero(self.channel, ChannelId::get))
        .bind(bits_or_zero(self.message, MessageId::get))
        .bind(self.token.as_deref().unwrap_or(""))
        .bind(bits_or_zero(self.interaction, InteractionId::get))
        .bind(now.as_millisecond())
        .bind(storable(name))
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
                author: author(row)?,
            },
            tries: row.small("tries")?,
            error: row.text("error")?,
            created: row.instant("created")?,
        })
    }
}

fn author(row: &AnyRow) -> Result<Option<Author>, StoreError> {
    let (name, picture) = (row.text("author_name")?, row.text("author_picture")?);
    let picture = Some(picture).filter(|picture| !picture.is_empty());
    Ok((!name.is_empty()).then_some(Author { name, picture }))
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
             RETURNING id, kind, subject, channel, message, token, interaction, tries, error,
                       created, author_name, author_picture",
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

    /// Jobs that may be claimed now, longest due first, with the channels that they send to.
    pub async fn due_jobs(
        &self,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<(JobId, Option<ChannelId>)>, StoreError> {
        sqlx::query(
            "SELECT id, channel FROM jobs WHERE due <= $1 AND claimed_until <= $1
             ORDER BY due, id LIMIT $2",
        )
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
