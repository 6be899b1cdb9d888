//! Copies of the embedded database, and putting them back.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::databases::start;
use super::fixtures::{answer, at, stored_card, user};
use crate::domain::id::CardId;
use crate::store::{Restored, Store, StoreError, back_up, restore_from};

struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a temporary folder"),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn url(&self, name: &str) -> String {
        format!("sqlite://{}", self.path(name).display())
    }

    async fn open(&self, name: &str) -> Store {
        Store::open(&self.url(name), start())
            .await
            .expect("a database")
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<_> = std::fs::read_dir(self.folder.path())
            .expect("a folder")
            .map(|entry| {
                entry
                    .expect("an entry")
                    .file_name()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        names.sort();
        names
    }
}

async fn count(store: &Store, card: CardId) -> usize {
    store.attempts(card, user(1)).await.expect("a read").len()
}

#[tokio::test]
async fn a_backup_while_others_write_is_whole() {
    let place = Place::new();
    let store = place.open("g.db").await;
    let card = stored_card(&store, "a").await.id;
    let stop = Arc::new(AtomicBool::new(false));
    let writer = tokio::spawn({
        let (store, stop) = (store.clone(), Arc::clone(&stop));
        async move {
            let mut written = 0_usize;
            while !stop.load(Ordering::Relaxed) {
                let new = answer(card, 1, &format!("answer {written}"), at(0));
                store.add_attempt(&new, None).await.expect("an answer");
                written += 1;
            }
            written
        }
    });
    let mut least = 0;
    for name in ["1.db", "2.db", "3.db"] {
        while count(&store, card).await <= least {
            tokio::task::yield_now().await;
        }
        least = count(&store, card).await;
        store.backup_to(&place.path(name)).await.expect("a backup");
        let most = count(&store, card).await;
        let copy = place.open(name).await;
        let copied = count(&copy, card).await;
        assert!(
            (least..=most).contains(&copied),
            "{least} <= {copied} <= {most}"
        );
        copy.close().await;
    }
    stop.store(true, Ordering::Relaxed);
    let written = writer.await.expect("the writer never failed");
    assert_eq!(count(&store, card).await, written);
    let again = store.backup_to(&place.path("1.db")).await;
    assert!(matches!(again, Err(StoreError::Exists(_))), "{again:?}");
    let nowhere = store.backup_to(&place.path("no/such/folder/1.db")).await;
    assert!(nowhere.is_err());
    store.close().await;
}

#[tokio::test]
async fn another_process_backs_up_what_it_does_not_open() {
    let place = Place::new();
    let store = place.open("g.db").await;
    let card = stored_card(&store, "a").await;
    back_up(&place.url("g.db"), &place.path("copy.db"))
        .await
        .expect("a backup");
    store.close().await;
    let copy = place.open("copy.db").await;
    assert_eq!(copy.card(card.id).await.expect("a read"), Some(card));
    copy.close().await;
    let none = back_up(&place.url("none.db"), &place.path("2.db")).await;
    assert!(matches!(none, Err(StoreError::File { .. })), "{none:?}");
    let server = back_up("postgres://a@b/c", &place.path("2.db")).await;
    assert!(
        matches!(server, Err(StoreError::OnlyEmbedded)),
        "{server:?}"
    );
}

#[tokio::test]
async fn a_restore_keeps_what_was_there() {
    let place = Place::new();
    let store = place.open("g.db").await;
    let card = stored_card(&store, "a").await.id;
    store
        .backup_to(&place.path("copy.db"))
        .await
        .expect("a backup");
    store
        .add_attempt(&answer(card, 1, "later", at(0)), None)
        .await
        .expect("an answer");

    let busy = restore_from(&place.path("copy.db"), &place.url("g.db"), at(0)).await;
    assert!(matches!(busy, Err(StoreError::InUse(_))), "{busy:?}");
    assert_eq!(count(&store, card).await, 1);
    store.close().await;

    let restored = restore_from(&place.path("copy.db"), &place.url("g.db"), at(0)).await;
    let kept = "g.db.before-restore-20261104T101500Z";
    let expected = Restored {
        kept: Some(place.path(kept)),
    };
    assert_eq!(restored.expect("restored"), expected);
    assert_eq!(place.names(), ["copy.db", "g.db", kept]);
    for (name, attempts) in [("g.db", 0), (kept, 1)] {
        let store = place.open(name).await;
        assert_eq!(count(&store, card).await, attempts, "{name}");
        store.close().await;
    }
}

#[tokio::test]
async fn a_restore_takes_the_log_of_a_killed_bot_in() {
    let place = Place::new();
    let store = place.open("live.db").await;
    let card = stored_card(&store, "a").await.id;
    store
        .backup_to(&place.path("copy.db"))
        .await
        .expect("a backup");
    store
        .add_attempt(&answer(card, 1, "in the log", at(0)), None)
        .await
        .expect("an answer");
    // As a killed process leaves it: the log still beside the file.
    for ending in ["", "-wal"] {
        let from = place.path(&format!("live.db{ending}"));
        std::fs::copy(from, place.path(&format!("g.db{ending}"))).expect("a copy");
    }
    store.close().await;

    let restored = restore_from(&place.path("copy.db"), &place.url("g.db"), at(0)).await;
    let kept = restored.expect("restored").kept.expect("the former one");
    let kept = kept
        .file_name()
        .expect("a name")
        .to_string_lossy()
        .into_owned();
    for (name, attempts) in [("g.db", 0), (kept.as_str(), 1)] {
        let store = place.open(name).await;
        assert_eq!(count(&store, card).await, attempts, "{name}");
        store.close().await;
    }
}

#[tokio::test]
async fn a_restore_replaces_a_damaged_database_or_none() {
    let place = Place::new();
    let store = place.open("g.db").await;
    let card = stored_card(&store, "a").await;
    store
        .backup_to(&place.path("copy.db"))
        .await
        .expect("a backup");
    store.close().await;

    std::fs::write(
        place.path("g.db"),
        "not a database at all, but long enough to be read",
    )
    .expect("a file");
    std::fs::write(place.path("g.db-wal"), "nor a log").expect("a file");
    restore_from(&place.path("copy.db"), &place.url("g.db"), at(0))
        .await
        .expect("restored");
    let kept = "g.db.before-restore-20261104T101500Z";
    assert_eq!(
        place.names(),
        ["copy.db", "g.db", kept, &format!("{kept}-wal")]
    );

    let none = restore_from(&place.path("copy.db"), &place.url("new/g.db"), at(0)).await;
    assert_eq!(none.expect("restored"), Restored { kept: None });
    for name in ["g.db", "new/g.db"] {
        let store = place.open(name).await;
        assert_eq!(
            store.card(card.id).await.expect("a read"),
            Some(card.clone()),
            "{name}"
        );
        store.close().await;
    }
}

#[tokio::test]
async fn what_is_no_backup_is_refused() {
    let place = Place::new();
    place.open("g.db").await.close().await;
    std::fs::write(place.path("text"), "words").expect("a file");
    std::fs::write(place.path("empty"), "").expect("a file");
    let before = place.names();
    let restore = async |from: &Path| restore_from(from, &place.url("g.db"), at(0)).await;
    for name in ["text", "empty"] {
        let refused = restore(&place.path(name)).await;
        assert!(
            matches!(refused, Err(StoreError::NotGreenroom { .. })),
            "{name} {refused:?}"
        );
    }
    let missing = restore(&place.path("missing")).await;
    assert!(
        matches!(missing, Err(StoreError::File { .. })),
        "{missing:?}"
    );
    assert_eq!(place.names(), before);
    let server = restore_from(&place.path("g.db"), "postgres://a@b/c", at(0)).await;
    assert!(
        matches!(server, Err(StoreError::OnlyEmbedded)),
        "{server:?}"
    );
}

#[cfg(unix)]
#[tokio::test]
async fn only_its_owner_reads_a_database_and_its_copies() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let store = place.open("live.db").await;
    stored_card(&store, "a").await;
    store
        .backup_to(&place.path("copy.db"))
        .await
        .expect("a copy");
    for name in place.names() {
        let mode = std::fs::metadata(place.path(&name))
            .expect("a file")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}
