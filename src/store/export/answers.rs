//! A person's answers in an export, with all that hangs on them.

use std::collections::HashMap;

use sqlx::any::AnyRow;

use super::rows::{instant, of_cards, question};
use super::{ExportedAnswer, ExportedName, ExportedRating, ExportedReport, ExportedRevision};
use crate::domain::id::{MessageId, UserId};
use crate::store::Store;
use crate::store::error::StoreError;
use crate::store::row::Columns;

impl Store {
    pub(super) async fn exported_answers(
        &self,
        person: UserId,
    ) -> Result<Vec<ExportedAnswer>, StoreError> {
        let mut messages = self.messages(person).await?;
        let mut revisions = self.revisions(person).await?;
        let mut reports = self.reports(person).await?;
        let mut ratings = self.ratings(person).await?;
        self.rows_of(
            of_cards!(
                "x.id, x.number, x.source, x.private, x.text, x.created,
                 x.author_name, x.author_picture",
                "attempts x JOIN cards c ON c.id = x.card",
                "WHERE x.person = $1 ORDER BY x.created, x.id"
            ),
            person,
        )
        .await?
        .iter()
        .map(|row| {
            let id = row.number("id")?;
            Ok(ExportedAnswer {
                question: question(row)?,
                number: row.small("number")?,
                source: row.text("source")?,
                private: row.flag("private")?,
                text: row.text("text")?,
                shown_as: row.author()?.map(|author| ExportedName {
                    name: author.name,
                    picture: author.picture,
                }),
                given: instant(row, "created")?,
                messages: messages.remove(&id).unwrap_or_default(),
                revisions: revisions.remove(&id).unwrap_or_default(),
                reports: reports.remove(&id).unwrap_or_default(),
                ratings: ratings.remove(&id).unwrap_or_default(),
            })
        })
        .collect()
    }

    async fn messages(&self, person: UserId) -> Result<HashMap<i64, Vec<String>>, StoreError> {
        let rows = self
            .rows_of(
                "SELECT x.attempt, x.message FROM attempt_parts x
                 JOIN attempts a ON a.id = x.attempt WHERE a.person = $1 ORDER BY x.position",
                person,
            )
            .await?;
        by_attempt(&rows, |row| {
            Ok(row.discord("message", MessageId::new)?.to_string())
        })
    }

    async fn revisions(
        &self,
        person: UserId,
    ) -> Result<HashMap<i64, Vec<ExportedRevision>>, StoreError> {
        let rows = self
            .rows_of(
                "SELECT x.attempt, x.text, x.replaced FROM attempt_revisions x
                 JOIN attempts a ON a.id = x.attempt WHERE a.person = $1 ORDER BY x.number",
                person,
            )
            .await?;
        by_attempt(&rows, |row| {
            Ok(ExportedRevision {
                text: row.text("text")?,
                replaced: instant(row, "replaced")?,
            })
        })
    }

    async fn reports(
        &self,
        person: UserId,
    ) -> Result<HashMap<i64, Vec<ExportedReport>>, StoreError> {
        let rows = self
            .rows_of(
                "SELECT x.attempt, x.engine_version, x.body, x.created FROM reports x
                 JOIN attempts a ON a.id = x.attempt WHERE a.person = $1 ORDER BY x.number",
                person,
            )
            .await?;
        by_attempt(&rows, |row| {
            let body = row.text("body")?;
            Ok(ExportedReport {
                engine_version: row.small("engine_version")?,
                // A person gets what is kept even where it is no JSON.
                body: serde_json::from_str(&body).unwrap_or(serde_json::Value::String(body)),
                made: instant(row, "created")?,
            })
        })
    }

    async fn ratings(
        &self,
        person: UserId,
    ) -> Result<HashMap<i64, Vec<ExportedRating>>, StoreError> {
        let rows = self
            .rows_of(
                "SELECT x.attempt, x.rating, x.created FROM ratings x
                 JOIN attempts a ON a.id = x.attempt WHERE a.person = $1 ORDER BY x.number",
                person,
            )
            .await?;
        by_attempt(&rows, |row| {
            Ok(ExportedRating {
                rating: row.text("rating")?,
                given: instant(row, "created")?,
            })
        })
    }
}

/// The rows' values, in order, by the attempt that they hang on.
fn by_attempt<T>(
    rows: &[AnyRow],
    read: impl Fn(&AnyRow) -> Result<T, StoreError>,
) -> Result<HashMap<i64, Vec<T>>, StoreError> {
    let mut found: HashMap<i64, Vec<T>> = HashMap::new();
    for row in rows {
        found
            .entry(row.number("attempt")?)
            .or_default()
            .push(read(row)?);
    }
    Ok(found)
}
