//! All SQL: what is remembered over restarts, in SQLite or PostgreSQL by the same queries.
//!
//! Invariants:
//! - Columns are BIGINT or TEXT, flags 0 or 1, times UTC milliseconds; 0 and `''` are "none".
//!   Ids are made by the caller, instants are arguments. Nothing here reads a clock.
//! - Every writing transaction is opened by [`Store::write`]. On SQLite it holds the write lock
//!   from its beginning, since a transaction that reads first and writes later may fail there.
//!   On PostgreSQL, where others write at the same time, a read-then-write first takes
//!   [`Store::lock`] on what it is about.
//! - What came from Discord may come twice: interactions and messages are taken once, and the
//!   second time gives what was stored the first time.
//! - People's words are in `attempts`, `attempt_parts`, `attempt_revisions`, `reports`,
//!   `draft_parts` and `suggestions`, nowhere else: an approved suggestion in `own_questions` names
//!   nobody. They go into no error and no log.
//!
//! Nothing here decides; that is up to `features`. Nothing here knows of Discord's API.

mod attempts;
mod backup;
mod cards;
mod connection;
mod daily;
mod drafts;
mod durable;
mod error;
mod examine;
mod export;
mod forget;
mod gone;
mod jobs;
mod migrate;
mod own;
mod people;
mod reading;
mod reports;
mod restore;
mod revisions;
mod row;
mod servers;
mod sessions;
mod settings;
mod snapshot;
mod steps;
mod threads;
mod turns;

#[cfg(test)]
mod tests;

use std::ops::{Deref, DerefMut};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use sqlx::{Any, AnyPool, Connection, Transaction};

pub use attempts::{Added, NewAttempt, Took};
pub use backup::{back_up, backup_command, restore_command};
pub use connection::Kind;
pub use daily::{Claimed, Kept, NewPost, Plan, Planned, SCHEDULES_PER_SERVER};
pub use drafts::{DraftPart, NewDraft, TakeDraft};
pub use error::StoreError;
pub use examine::{Examined, examine};
pub use export::Export;
pub use forget::{Forgotten, OwnMessage};
pub use gone::ErasedTyped;
pub use jobs::{Job, JobKind, NewJob};
pub use own::{
    AddedQuestions, BankLimits, Decided, Decision, NewQuestion, NewSuggestion, OwnQuestion, State,
    Suggested, Suggestion, WaitingLimits,
};
pub use reports::StoredReport;
pub use restore::{Restored, restore_from};
pub use revisions::Erased;
pub use sessions::{NewCard, NewSession, Opened};

use connection::Address;
use durable::Log;
use snapshot::Snapshots;

/// The store; clones share the same database.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    kind: Kind,
    /// The embedded database's file.
    file: Option<PathBuf>,
    /// Its log, which is written out after every commit.
    log: Option<Log>,
    readers: AnyPool,
    /// One connection on SQLite, the same pool as `readers` on PostgreSQL.
    writer: AnyPool,
    snapshots: Snapshots,
}

impl Store {
    /// Opens the database at `url` (`sqlite://path` or `postgres://...`), makes it where it does
    /// not exist yet, and migrates it, after copying an embedded one beside itself. `now` names
    /// that copy.
    ///
    /// # Errors
    /// [`StoreError::Newer`] where a newer program has migrated it; others name what failed, and
    /// never a password.
    pub async fn open(url: &str, now: Timestamp) -> Result<Self, StoreError> {
        let address: Address = url.parse()?;
        let kind = address.kind();
        let options = address.options()?;
        let file = match address {
            Address::Sqlite(path) => Some(path),
            Address::Postgres(_) => None,
        };
        if let Some(file) = file.as_deref().filter(|file| !file.exists()) {
            // Made here, empty and private, before SQLite would make it for everybody.
            std::fs::File::create_new(file).map_err(StoreError::file("make", file))?;
            backup::keep_private(file)?;
        }
        let mut connection = connection::connect(kind, &options).await?;
        let migrated = migrate::bring_up_to_date(&mut connection, file.as_deref(), now).await;
        // Closing also gives back the migration's lock where it failed.
        connection.close().await?;
        migrated?;
        let (readers, writer) = connection::pools(kind, &options).await?;
        Ok(Self {
            inner: Arc::new(Inner {
                kind,
                log: file.as_deref().map(Log::of),
                file,
                readers,
                writer,
                snapshots: Snapshots::default(),
            }),
        })
    }

    /// Waits for running queries and closes every connection; later calls fail.
    pub async fn close(&self) {
        self.inner.readers.close().await;
        self.inner.writer.close().await;
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), StoreError> {
        sqlx::query("SELECT 1").execute(self.readers()).await?;
        Ok(())
    }

    /// Which kind of database it is.
    pub fn kind(&self) -> Kind {
        self.inner.kind
    }

    fn file(&self) -> Option<&Path> {
        self.inner.file.as_deref()
    }

    fn readers(&self) -> &AnyPool {
        &self.inner.readers
    }

    fn snapshots(&self) -> &Snapshots {
        &self.inner.snapshots
    }

    /// Opens a writing transaction; the only way to write.
    async fn write(&self) -> Result<Writing, StoreError> {
        let begin = match self.inner.kind {
            Kind::Sqlite => "BEGIN IMMEDIATE",
            Kind::Postgres => "BEGIN",
        };
        Ok(Writing {
            transaction: self.inner.writer.begin_with(begin).await?,
            store: Arc::clone(&self.inner),
        })
    }

    /// Until the transaction ends, nobody else passes here with the same `subject` (one of our
    /// row ids, or a server's). SQLite's writing transactions are alone anyway.
    async fn lock(
        &self,
        transaction: &mut Transaction<'static, Any>,
        subject: i64,
    ) -> Result<(), StoreError> {
        if self.inner.kind == Kind::Postgres {
            sqlx::query("SELECT pg_advisory_xact_lock($1)")
                .bind(subject)
                .execute(&mut **transaction)
                .await?;
        }
        Ok(())
    }
}

/// A writing transaction. Dropped without [`Writing::commit`], it leaves nothing behind.
struct Writing {
    transaction: Transaction<'static, Any>,
    store: Arc<Inner>,
}

impl Writing {
    /// Ends it well; what it wrote survives a power cut when this returns.
    async fn commit(self) -> Result<(), StoreError> {
        self.transaction.commit().await?;
        match &self.store.log {
            Some(log) => log.write_out().await,
            None => Ok(()),
        }
    }

    /// Ends it without a trace.
    async fn rollback(self) -> Result<(), StoreError> {
        Ok(self.transaction.rollback().await?)
    }
}

impl Deref for Writing {
    type Target = Transaction<'static, Any>;

    fn deref(&self) -> &Self::Target {
        &self.transaction
    }
}

impl DerefMut for Writing {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.transaction
    }
}
