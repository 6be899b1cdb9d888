//! Migrations: from nothing, again, and from a newer program.

use std::path::{Path, PathBuf};

use sqlx::migrate::{Migration, MigrationType};
use sqlx::{Connection, SqlSafeStr};

use super::databases::{Schema, start};
use super::fixtures::{at, channel, drill, due, guild, stored_card};
use crate::domain::id::{CardId, JobId};
use crate::domain::settings::Settings;
use crate::store::connection::{self, Address};
use crate::store::migrate::{migrate, migrations, newest};
use crate::store::{JobKind, Kind, Store, StoreError};

/// This program's migrations and one that a later version could have.
fn later(sql: &'static str) -> Vec<Migration> {
    let mut all = migrations();
    let next = all.last().map_or(1, |last| last.version + 1);
    all.push(Migration::new(
        next,
        "later".into(),
        MigrationType::Simple,
        sql.into_sql_str(),
        false,
    ));
    all
}

/// Migrates as a later version would.
async fn upgrade(url: &str, sql: &'static str) -> Result<(), StoreError> {
    let address: Address = url.parse()?;
    let options = address.options()?;
    let file = match &address {
        Address::Sqlite(path) => Some(path.clone()),
        Address::Postgres(_) => None,
    };
    let mut connection = connection::connect(address.kind(), &options).await?;
    let migrated = migrate(&mut connection, later(sql), file.as_deref(), at(60)).await;
    connection.close().await?;
    migrated
}

fn copies_beside(database: &Path) -> Vec<PathBuf> {
    let folder = database.parent().expect("a folder");
    let mut found: Vec<_> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.to_string_lossy().contains("before-"))
        .collect();
    found.sort();
    found
}

/// A drill with an answer and a job, as the first version stored them.
const OF_THE_FIRST_VERSION: [&str; 6] = [
    "INSERT INTO sessions VALUES (1, 'drill', 900, 500, 501, 'thread', 1, '{}', 1000, 2000)",
    "INSERT INTO question_snapshots VALUES ('core/a', 5, '{\"title\":\"Old\"}')",
    "INSERT INTO cards VALUES (2, 1, 0, 'core/a', 5, 0, 601, 1500, 602, 2500, 1000)",
    "INSERT INTO attempts
     VALUES (3, 2, 7, 1, 'modal', 0, 'words', 0, 501, 603, 501, 604, 3000)",
    "INSERT INTO jobs VALUES (4, 'coach', 3, 501, 0, '', 0, 3000, '', 0, 1, 'why', 3000, '', '')",
    "INSERT INTO servers VALUES (900, 500, 0)",
];

/// A database of the first version with something in it becomes one of today.
async fn the_first_version_is_brought_up_to_date(url: &str) {
    let address: Address = url.parse().expect("an address");
    let options = address.options().expect("options");
    let connected = connection::connect(address.kind(), &options).await;
    let mut connection = connected.expect("a database");
    let first = migrations().into_iter().take(1).collect();
    let migrated = migrate(&mut connection, first, None, start()).await;
    migrated.expect("the first version");
    for statement in OF_THE_FIRST_VERSION {
        let done = sqlx::query(statement).execute(&mut connection).await;
        done.expect("a row of the first version");
    }
    connection.close().await.expect("an open connection");

    let store = Store::open(url, start()).await.expect("an upgrade");
    let card = CardId::new(2).expect("positive");
    let found = store.card(card).await.expect("a read").expect("a card");
    assert_eq!(found.question.title, "Old");
    assert_eq!(found.session.thread, Some(channel(501)));
    let attempts = store.public_attempts(card).await.expect("a read");
    assert_eq!(attempts.len(), 1);
    assert_eq!(attempts[0].text, "words");
    assert_eq!(due(&store, at(0), 9).await.len(), 1);
    let job = JobId::new(4).expect("positive");
    let claimed = store.claim_job(job, "us", at(0), at(9)).await;
    let claimed = claimed.expect("a claim").expect("it is free");
    assert_eq!((claimed.work.kind, claimed.tries), (JobKind::Coach, 2));
    let threads = store.oldest_open_threads(guild(900), at(0), 9).await;
    assert_eq!(threads.expect("a read"), [channel(501)]);
    // What is new works beside it.
    let new = drill("b");
    store.open_session(&new, None).await.expect("a drill");
    let settings = store.settings(guild(900)).await.expect("a read");
    assert_eq!(settings, Settings::default());
    store.erase_server(guild(900)).await.expect("erased");
    assert_eq!(store.card(card).await.expect("a read"), None);
    store.close().await;
}

#[tokio::test]
async fn the_first_version_is_brought_up_to_date_on_sqlite() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("greenroom.db");
    the_first_version_is_brought_up_to_date(&format!("sqlite://{}", file.display())).await;
    let copy = format!("greenroom.db.before-{}-20261104T101500Z", newest());
    assert_eq!(copies_beside(&file), [folder.path().join(copy)]);
}

#[tokio::test]
async fn the_first_version_is_brought_up_to_date_on_postgres() {
    let Some(schema) = Schema::create().await else {
        return;
    };
    the_first_version_is_brought_up_to_date(&schema.url()).await;
    schema.drop().await;
}

const HARMLESS: &str = "CREATE TABLE later (id BIGINT NOT NULL PRIMARY KEY)";

#[tokio::test]
async fn an_upgrade_leaves_a_copy_of_what_was() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("greenroom.db");
    let url = format!("sqlite://{}", file.display());
    let store = Store::open(&url, start()).await.expect("a new database");
    let card = stored_card(&store, "a").await;
    store.close().await;
    // Opening again migrates nothing, and copies nothing.
    Store::open(&url, start())
        .await
        .expect("the database")
        .close()
        .await;
    assert_eq!(copies_beside(&file), Vec::<PathBuf>::new());

    upgrade(&url, HARMLESS).await.expect("an upgrade");
    let next = newest() + 1;
    let copy = format!("greenroom.db.before-{next}-20261104T101600Z");
    let copy = folder.path().join(copy);
    let url_of_copy = format!("sqlite://{}", copy.display());
    assert_eq!(copies_beside(&file), [copy]);
    let store = Store::open(&url_of_copy, start())
        .await
        .expect("the copy is a database");
    assert_eq!(store.card(card.id).await.expect("a read"), Some(card));
    store.close().await;
}

#[tokio::test]
async fn a_failed_upgrade_changes_nothing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("greenroom.db");
    let url = format!("sqlite://{}", file.display());
    let store = Store::open(&url, start()).await.expect("a new database");
    let card = stored_card(&store, "a").await;
    store.close().await;

    let broken = "DELETE FROM cards; CREATE TABLE cards (id BIGINT)";
    let upgraded = upgrade(&url, broken).await;
    assert!(
        matches!(upgraded, Err(StoreError::Migration(_))),
        "{upgraded:?}"
    );
    assert_eq!(copies_beside(&file).len(), 1);
    let store = Store::open(&url, start())
        .await
        .expect("the database of before");
    assert_eq!(store.card(card.id).await.expect("a read"), Some(card));
    store.close().await;
}

async fn a_newer_database_is_refused(url: &str) {
    Store::open(url, start())
        .await
        .expect("a new database")
        .close()
        .await;
    upgrade(url, HARMLESS).await.expect("an upgrade");
    let Err(error) = Store::open(url, start()).await else {
        panic!("a newer database is refused");
    };
    assert!(
        matches!(error, StoreError::Newer { found, known }
                 if known == newest() && found == known + 1),
        "{error:?}"
    );
    assert!(error.to_string().contains("newer Greenroom"), "{error}");
}

#[tokio::test]
async fn a_newer_database_is_refused_on_sqlite() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    a_newer_database_is_refused(&format!("sqlite://{}/g.db", folder.path().display())).await;
}

#[tokio::test]
async fn a_newer_database_is_refused_on_postgres() {
    let Some(schema) = Schema::create().await else {
        return;
    };
    a_newer_database_is_refused(&schema.url()).await;
    schema.drop().await;
}

#[tokio::test]
async fn several_processes_may_start_at_once_on_postgres() {
    let Some(schema) = Schema::create().await else {
        return;
    };
    let starts: Vec<_> = (0..4)
        .map(|_| {
            let url = schema.url();
            tokio::spawn(async move { Store::open(&url, start()).await })
        })
        .collect();
    for started in starts {
        let store = started.await.expect("no panic").expect("a database");
        assert_eq!(store.kind(), Kind::Postgres);
        store.ping().await.expect("it answers");
        store.close().await;
    }
    schema.drop().await;
}

#[tokio::test]
async fn the_settings_of_sqlite_hold_on_every_connection() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let url = format!("sqlite://{}/new/folder/g.db", folder.path().display());
    let store = Store::open(&url, start()).await.expect("a new database");
    for pool in [store.readers(), &store.inner.writer] {
        for (pragma, expected) in [
            ("PRAGMA foreign_keys", 1),
            ("PRAGMA synchronous", 1),
            ("PRAGMA busy_timeout", 5000),
            ("PRAGMA secure_delete", 1),
        ] {
            let row = sqlx::query(pragma)
                .fetch_one(pool)
                .await
                .expect("a setting");
            assert_eq!(sqlx::Row::get::<i64, _>(&row, 0), expected, "{pragma}");
        }
        let row = sqlx::query("PRAGMA journal_mode")
            .fetch_one(pool)
            .await
            .expect("a setting");
        assert_eq!(sqlx::Row::get::<String, _>(&row, 0), "wal");
    }
    store.close().await;
    assert!(store.ping().await.is_err());
}

#[tokio::test]
async fn no_error_shows_the_password() {
    for url in [
        "postgres://me:s3cret@127.0.0.1:1/none",
        "postgres://me:s3cret@[broken/none",
        "postgres://127.0.0.1:1/none?password=s3cret",
        "mysql://me:s3cret@127.0.0.1:1/none",
    ] {
        let Err(error) = Store::open(url, start()).await else {
            panic!("{url} can't be opened");
        };
        let chain = anyhow::Error::new(error);
        let all = format!("{chain:#} {chain:?}");
        assert!(!all.contains("s3cret"), "{all}");
    }
}
