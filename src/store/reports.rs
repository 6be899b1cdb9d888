//! Reports on attempts and their authors' ratings; both are only ever added to.

use jiff::Timestamp;

use super::Store;
use super::error::StoreError;
use super::row::{Columns, storable};
use crate::domain::action::Rating;
use crate::domain::id::AttemptId;

/// A report as it was stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredReport {
    /// The version of the engine that made it.
    pub engine_version: u32,
    /// The report in JSON; its shape belongs to the engine.
    pub body: String,
    /// When it was made.
    pub created: Timestamp,
}

impl Store {
    /// Adds a report. False where the attempt was erased meanwhile; nothing is stored then.
    pub async fn add_report(
        &self,
        attempt: AttemptId,
        engine_version: u32,
        body_json: &str,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        self.lock(&mut transaction, attempt.get()).await?;
        let added = sqlx::query(
            "INSERT INTO reports (attempt, number, engine_version, body, created)
             SELECT a.id, (SELECT COALESCE(MAX(number), 0) + 1 FROM reports WHERE attempt = $1),
                    $2, $3, $4
             FROM attempts a WHERE a.id = $1",
        )
        .bind(attempt.get())
        .bind(i64::from(engine_version))
        .bind(storable(body_json))
        .bind(now.as_millisecond())
        .execute(&mut **transaction)
        .await?;
        transaction.commit().await?;
        Ok(added.rows_affected() == 1)
    }

    /// The newest report on an attempt.
    pub async fn latest_report(
        &self,
        attempt: AttemptId,
    ) -> Result<Option<StoredReport>, StoreError> {
        sqlx::query(
            "SELECT engine_version, body, created FROM reports
             WHERE attempt = $1 ORDER BY number DESC LIMIT 1",
        )
        .bind(attempt.get())
        .fetch_optional(self.readers())
        .await?
        .map(|row| {
            Ok(StoredReport {
                engine_version: row.small("engine_version")?,
                body: row.text("body")?,
                created: row.instant("created")?,
            })
        })
        .transpose()
    }

    /// Adds a rating. False where the attempt was erased meanwhile; nothing is stored then.
    pub async fn rate(
        &self,
        attempt: AttemptId,
        rating: Rating,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        self.lock(&mut transaction, attempt.get()).await?;
        let added = sqlx::query(
            "INSERT INTO ratings (attempt, number, rating, created)
             SELECT a.id, (SELECT COALESCE(MAX(number), 0) + 1 FROM ratings WHERE attempt = $1),
                    $2, $3
             FROM attempts a WHERE a.id = $1",
        )
        .bind(attempt.get())
        .bind(rating.name())
        .bind(now.as_millisecond())
        .execute(&mut **transaction)
        .await?;
        transaction.commit().await?;
        Ok(added.rows_affected() == 1)
    }

    /// An attempt's newest rating.
    pub async fn latest_rating(&self, attempt: AttemptId) -> Result<Option<Rating>, StoreError> {
        sqlx::query("SELECT rating FROM ratings WHERE attempt = $1 ORDER BY number DESC LIMIT 1")
            .bind(attempt.get())
            .fetch_optional(self.readers())
            .await?
            .map(|row| row.named("rating", Rating::parse))
            .transpose()
    }
}
