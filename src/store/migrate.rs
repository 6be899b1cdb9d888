//! Bringing a database up to date, without losing what was there.
//!
//! Migrations only ever go forward; one that has been released is never changed (its checksum is
//! stored). An embedded database is copied beside itself first. PostgreSQL's are guarded by
//! sqlx's advisory lock, so that several processes may start at once.

use std::path::Path;

use jiff::Timestamp;
use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};
use sqlx::{AnyConnection, Row, SqlSafeStr};

use super::backup;
use super::error::StoreError;

/// (version, name, SQL), in order. New ones are added at the end.
const MIGRATIONS: [(i64, &str, &str); 4] = [
    (
        1,
        "initial",
        include_str!("../../migrations/0001_initial.sql"),
    ),
    (2, "daily", include_str!("../../migrations/0002_daily.sql")),
    (
        3,
        "own questions",
        include_str!("../../migrations/0003_own_questions.sql"),
    ),
    (
        4,
        "held answers",
        include_str!("../../migrations/0004_held_answers.sql"),
    ),
];

/// Every migration of this program.
pub(super) fn migrations() -> Vec<Migration> {
    MIGRATIONS
        .into_iter()
        .map(|(version, name, sql)| {
            Migration::new(
                version,
                name.into(),
                MigrationType::Simple,
                sql.into_sql_str(),
                false,
            )
        })
        .collect()
}

/// Migrates to this program's schema; `file` is the embedded database's, `now` names its copy.
pub(super) async fn bring_up_to_date(
    connection: &mut AnyConnection,
    file: Option<&Path>,
    now: Timestamp,
) -> Result<(), StoreError> {
    migrate(connection, migrations(), file, now).await
}

/// Migrates to the last of these migrations.
pub(super) async fn migrate(
    connection: &mut AnyConnection,
    migrations: Vec<Migration>,
    file: Option<&Path>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let known = migrations.last().map_or(0, |last| last.version);
    let found = version(connection).await?;
    refuse_newer(found, known)?;
    if let (Some(file), 1..) = (file, found)
        && found < known
    {
        let copy = backup::beside(file, &format!("before-{known}"), now);
        backup::copy_to(connection, &copy).await?;
    }
    Migrator::with_migrations(migrations)
        .run_direct(None, connection, false)
        .await
        .map_err(|error| match error {
            // Somebody newer migrated between our look and our lock.
            MigrateError::VersionMissing(found) => StoreError::Newer { found, known },
            other => StoreError::Migration(other),
        })
}

pub(super) fn refuse_newer(found: i64, known: i64) -> Result<(), StoreError> {
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    Ok(())
}

/// The newest migration that this program knows.
pub(super) fn newest() -> i64 {
    migrations()
        .iter()
        .map(|migration| migration.version)
        .max()
        .unwrap_or(0)
}

/// The newest migration that was applied; 0 where there is none.
pub(super) async fn version(connection: &mut AnyConnection) -> Result<i64, StoreError> {
    match sqlx::query("SELECT COALESCE(MAX(version), 0) AS version FROM _sqlx_migrations")
        .fetch_one(connection)
        .await
    {
        Ok(row) => Ok(row.try_get("version")?),
        Err(error) if is_missing_table(&error) => Ok(0),
        Err(error) => Err(error.into()),
    }
}

fn is_missing_table(error: &sqlx::Error) -> bool {
    error.as_database_error().is_some_and(|error| {
        // PostgreSQL has a code for it; SQLite only words.
        error.code().is_some_and(|code| code == "42P01")
            || error.message().starts_with("no such table")
    })
}
