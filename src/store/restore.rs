//! Bringing a copy of the embedded database back, while the bot is stopped.
//!
//! At every moment there is a complete database under the target's name: the old one until the
//! copy is on the disk, then the new one. The old one stays, under another name.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use sqlx::{AnyConnection, Connection, Row};

use super::backup::{beside, copy_to, put_in_place, remove_if_there, sync_folder_of, with_ending};
use super::connection::{Address, connect_plainly, connect_read_only};
use super::error::StoreError;
use super::migrate;

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// Where the database that was there before is kept; `None` where there was none.
    pub kept: Option<PathBuf>,
}

/// Puts the copy in `backup` in the place of the embedded database at `target_url`.
///
/// # Errors
/// [`StoreError::NotGreenroom`] and [`StoreError::Newer`] for a copy that can't be used,
/// [`StoreError::InUse`] while the bot runs, [`StoreError::OnlyEmbedded`] for PostgreSQL, for
/// which there is [`super::restore_command`]. The present database is untouched then.
pub async fn restore_from(
    backup: &Path,
    target_url: &str,
    now: Timestamp,
) -> Result<Restored, StoreError> {
    let address: Address = target_url.parse()?;
    let Address::Sqlite(target) = &address else {
        return Err(StoreError::OnlyEmbedded);
    };
    // Makes the folder, too.
    address.options()?;
    let incoming = with_ending(target, ".incoming");
    remove_if_there(&incoming)?;
    take_in(backup, &incoming).await?;
    if !target.exists() {
        remove_logs(target)?;
        put_in_place(&incoming, target)?;
        return Ok(Restored { kept: None });
    }
    let kept = beside(target, "before-restore", now);
    if let Err(error) = set_aside(target, &kept).await {
        remove_if_there(&incoming)?;
        return Err(error);
    }
    put_in_place(&incoming, target)?;
    Ok(Restored { kept: Some(kept) })
}

/// Checks the copy, and copies it to `incoming` by way of SQLite, which takes in what may lie in
/// a log beside it.
async fn take_in(backup: &Path, incoming: &Path) -> Result<(), StoreError> {
    std::fs::File::open(backup).map_err(StoreError::file("read", backup))?;
    let mut connection = connect_read_only(backup)
        .await
        .map_err(|error| unusable(backup, error))?;
    let taken = match check(&mut connection, backup).await {
        Ok(()) => copy_to(&mut connection, incoming).await,
        Err(error) => Err(error),
    };
    connection.close().await?;
    taken
}

async fn check(connection: &mut AnyConnection, backup: &Path) -> Result<(), StoreError> {
    let known = migrate::migrations();
    let first: Vec<u8> = sqlx::query("SELECT checksum FROM _sqlx_migrations WHERE version = 1")
        .fetch_optional(&mut *connection)
        .await
        .map_err(|error| unusable(backup, error.into()))?
        .map(|row| row.try_get("checksum"))
        .transpose()?
        .unwrap_or_default();
    if known.first().map(|migration| &*migration.checksum) != Some(first.as_slice()) {
        return Err(StoreError::NotGreenroom {
            path: backup.to_owned(),
            reason: "it belongs to another program".to_owned(),
        });
    }
    let found = migrate::version(connection).await?;
    migrate::refuse_newer(found, known.last().map_or(0, |last| last.version))?;
    let verdict: String = sqlx::query("PRAGMA integrity_check(1)")
        .fetch_one(connection)
        .await
        .and_then(|row| row.try_get(0))
        .map_err(|error| unusable(backup, error.into()))?;
    if verdict == "ok" {
        return Ok(());
    }
    Err(StoreError::NotGreenroom {
        path: backup.to_owned(),
        reason: "it is damaged".to_owned(),
    })
}

/// Keeps the present database under another name; it also stays where it is.
async fn set_aside(target: &Path, kept: &Path) -> Result<(), StoreError> {
    if kept.exists() {
        return Err(StoreError::Exists(kept.to_owned()));
    }
    // SQLite may drop the log of a damaged database when it opens it.
    let kept_log = with_ending(kept, "-wal");
    let log = with_ending(target, "-wal");
    if log.exists() {
        std::fs::copy(&log, &kept_log).map_err(StoreError::file("keep", &log))?;
    }
    match fold_log_in(target).await {
        Ok(()) => remove_if_there(&kept_log)?,
        Err(error) if is_locked(&error) => {
            remove_if_there(&kept_log)?;
            return Err(StoreError::InUse(target.to_owned()));
        }
        // It is damaged, which may be why it is replaced: it is kept as it is, with its log.
        Err(_) => {}
    }
    link_or_copy(target, kept)?;
    // A log of the old database must not be applied to the new one.
    remove_logs(target)?;
    sync_folder_of(target)
}

/// Takes the write-ahead log into the database's file. Leaving WAL needs the database alone, so
/// this also finds out whether it is open elsewhere.
async fn fold_log_in(target: &Path) -> Result<(), StoreError> {
    let mut connection = connect_plainly(target).await?;
    let mode: Result<String, sqlx::Error> = sqlx::query("PRAGMA journal_mode = DELETE")
        .fetch_one(&mut connection)
        .await
        .and_then(|row| row.try_get(0));
    connection.close().await?;
    match mode?.as_str() {
        "delete" => Ok(()),
        _ => Err(StoreError::InUse(target.to_owned())),
    }
}

fn is_locked(error: &StoreError) -> bool {
    match error {
        StoreError::InUse(_) => true,
        StoreError::Database(error) => error.as_database_error().is_some_and(|error| {
            // SQLITE_BUSY and SQLITE_LOCKED, without their extended parts.
            let code = error.code().and_then(|code| code.parse::<u32>().ok());
            matches!(code.map(|code| code & 0xff), Some(5 | 6))
        }),
        _ => false,
    }
}

fn link_or_copy(from: &Path, to: &Path) -> Result<(), StoreError> {
    std::fs::hard_link(from, to)
        .or_else(|_| std::fs::copy(from, to).map(|_| ()))
        .map_err(StoreError::file("keep the present database as", to))
}

fn remove_logs(target: &Path) -> Result<(), StoreError> {
    remove_if_there(&with_ending(target, "-wal"))?;
    remove_if_there(&with_ending(target, "-shm"))
}

fn unusable(path: &Path, error: StoreError) -> StoreError {
    let reason = match &error {
        StoreError::Database(sqlx::Error::Database(error)) => error.message().to_owned(),
        other => other.to_string(),
    };
    StoreError::NotGreenroom {
        path: path.to_owned(),
        reason,
    }
}
