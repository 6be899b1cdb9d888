//! What can go wrong with the store, told so that a host can act on it.
//!
//! Invariant: no error holds a password, a token or a person's words.

use std::io;
use std::path::PathBuf;

/// Why the store did not do what it was asked for.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database was migrated by a newer version of this program.
    #[error(
        "the database was written by a newer Greenroom (its schema is {found}, this program knows \
         {known}): install that version again, or restore a copy made before the upgrade"
    )]
    Newer {
        /// The database's schema.
        found: i64,
        /// The newest schema that this program knows.
        known: i64,
    },
    /// The address names no kind of database that we know.
    #[error(
        "the database address {0}: use `sqlite://path/to/file.db` or `postgres://user@host/name`"
    )]
    Address(&'static str),
    /// Something could not be done with a file or folder.
    #[error("could not {doing} `{}`", path.display())]
    File {
        /// What was tried.
        doing: &'static str,
        /// With what.
        path: PathBuf,
        /// Why it failed.
        source: io::Error,
    },
    /// A file that would be overwritten.
    #[error("`{}` exists already: choose another name, or move it away", .0.display())]
    Exists(PathBuf),
    /// A file that is no database of ours, or is damaged.
    #[error("`{}` is not a usable Greenroom database: {reason}", path.display())]
    NotGreenroom {
        /// The file.
        path: PathBuf,
        /// What was found.
        reason: String,
    },
    /// The database is open elsewhere.
    #[error("`{}` is in use: stop the bot first", .0.display())]
    InUse(PathBuf),
    /// What was asked for works only with the embedded database.
    #[error(
        "that works only with the embedded database (SQLite); for PostgreSQL use its own tools"
    )]
    OnlyEmbedded,
    /// A row that does not exist (any more).
    #[error("the {0} does not exist, or was erased")]
    Missing(&'static str),
    /// A message can't join an answer that was typed into a modal.
    #[error("a message can't join an answer that was not made of messages")]
    NotOfMessages,
    /// A stored value that this version can't read.
    #[error("the store holds a value in `{column}` that can't be read: {reason}")]
    Unreadable {
        /// The column.
        column: String,
        /// What is wrong with it; never the value of a text.
        reason: String,
    },
    /// Somebody else stored the same at the same time. The store repeats such a write by itself.
    #[error("the same was stored at the same time")]
    Conflict(#[source] sqlx::Error),
    /// A migration failed; nothing of it was kept.
    #[error("the database could not be brought up to date")]
    Migration(#[source] sqlx::migrate::MigrateError),
    /// The database failed.
    #[error("the database failed")]
    Database(#[source] sqlx::Error),
}

impl StoreError {
    pub(super) fn file(
        doing: &'static str,
        path: impl Into<PathBuf>,
    ) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::File {
            doing,
            path,
            source,
        }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let same_time = error.as_database_error().is_some_and(|database| {
            database.is_unique_violation() || database.is_foreign_key_violation()
        });
        if same_time {
            Self::Conflict(error)
        } else {
            Self::Database(error)
        }
    }
}
