//! Commits that survive a power cut, many for the price of one.
//!
//! SQLite with `synchronous=FULL` writes its log out once a commit, and commits one after the
//! other: on a rented disk, where that takes some milliseconds, 150 or so a second. So it runs
//! with `NORMAL`, where a commit only appends to the log
//! (<https://www.sqlite.org/pragma.html#pragma_synchronous>), and we write the log out: after the
//! commit, before its caller hears of it, and once for all commits that wait.
//!
//! Why that is as safe as `FULL`: the log is one file, written in the order of the commits, so
//! writing it out covers each commit before that moment. What left the log went into the
//! database's file, and SQLite writes both out around that move in `NORMAL` too. Somebody may read
//! a commit a moment before it is on the disk, but whatever they store about it comes later in
//! the same log: they hear of their own commit only when the first is safe as well.

use std::fs::OpenOptions;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::Mutex;

use super::backup::with_ending;
use super::error::StoreError;

/// Writes out the log of an embedded database.
pub(super) struct Log {
    path: PathBuf,
    /// Commits so far, counted after each.
    committed: AtomicU64,
    /// How many of them are known to be on the disk.
    durable: AtomicU64,
    /// Held while writing out, across the await: who waits is served by the next turn.
    turn: Mutex<()>,
}

impl Log {
    pub(super) fn of(database: &Path) -> Self {
        Self {
            path: with_ending(database, "-wal"),
            committed: AtomicU64::new(0),
            durable: AtomicU64::new(0),
            turn: Mutex::new(()),
        }
    }

    /// Returns when the commit that the caller just made is on the disk.
    pub(super) async fn write_out(&self) -> Result<(), StoreError> {
        let mine = self.committed.fetch_add(1, Ordering::SeqCst) + 1;
        let _turn = self.turn.lock().await;
        if self.durable.load(Ordering::SeqCst) >= mine {
            return Ok(());
        }
        let covered = self.committed.load(Ordering::SeqCst);
        let path = self.path.clone();
        tokio::task::spawn_blocking(move || OpenOptions::new().write(true).open(path)?.sync_data())
            .await
            .unwrap_or_else(|failed| Err(io::Error::other(failed)))
            .map_err(StoreError::file("write out", self.path.as_path()))?;
        self.durable.store(covered, Ordering::SeqCst);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[tokio::test]
    async fn all_who_wait_are_served() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let database = folder.path().join("g.db");
        std::fs::write(with_ending(&database, "-wal"), "commits").expect("a log");
        let log = Arc::new(Log::of(&database));
        let waiting: Vec<_> = (0..100)
            .map(|_| {
                let log = Arc::clone(&log);
                tokio::spawn(async move { log.write_out().await })
            })
            .collect();
        for one in waiting {
            one.await.expect("no panic").expect("written out");
        }
        assert_eq!(log.committed.load(Ordering::SeqCst), 100);
        assert_eq!(log.durable.load(Ordering::SeqCst), 100);
    }

    #[tokio::test]
    async fn a_log_that_can_not_be_written_out_is_an_error() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let log = Log::of(&folder.path().join("none.db"));
        for _ in 0..2 {
            let failed = log.write_out().await;
            assert!(matches!(failed, Err(StoreError::File { .. })), "{failed:?}");
        }
        assert_eq!(log.durable.load(Ordering::SeqCst), 0);
    }
}
