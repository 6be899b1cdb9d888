//! The rows of an export, table by table.

use sqlx::any::AnyRow;

use super::{
    ExportedDispute, ExportedDraft, ExportedDrill, ExportedHints, ExportedLookup, ExportedOpening,
    ExportedQuestion, ExportedSkip, ExportedSuggestion,
};
use crate::domain::id::{ChannelId, GuildId, MessageId, UserId};
use crate::store::Store;
use crate::store::cards::question_id;
use crate::store::error::StoreError;
use crate::store::row::{Columns, bits};
use crate::store::snapshot::question_from_json;

/// A query over rows `x` that belong to a card, with what names its question: the columns, where
/// they come from, and which ones in which order. A macro because sqlx takes literals only.
macro_rules! of_cards {
    ($columns:literal, $from:literal, $rest:literal) => {
        concat!(
            "SELECT c.question_id, q.body AS question_body, s.guild, ",
            $columns,
            " FROM ",
            $from,
            " JOIN sessions s ON s.id = c.session
              JOIN question_snapshots q
                   ON q.question_id = c.question_id AND q.content_hash = c.content_hash ",
            $rest
        )
    };
}
pub(super) use of_cards;

impl Store {
    pub(super) async fn rows_of(
        &self,
        query: &'static str,
        person: UserId,
    ) -> Result<Vec<AnyRow>, StoreError> {
        Ok(sqlx::query(query)
            .bind(bits(person.get()))
            .fetch_all(self.readers())
            .await?)
    }

    pub(super) async fn exported_drills(
        &self,
        person: UserId,
    ) -> Result<Vec<ExportedDrill>, StoreError> {
        self.rows_of(
            of_cards!(
                "s.kind, c.created",
                "cards c",
                "WHERE s.starter = $1 ORDER BY c.created, c.id"
            ),
            person,
        )
        .await?
        .iter()
        .map(|row| {
            Ok(ExportedDrill {
                question: question(row)?,
                kind: row.text("kind")?,
                asked: instant(row, "created")?,
            })
        })
        .collect()
    }

    pub(super) async fn exported_drafts(
        &self,
        person: UserId,
    ) -> Result<Vec<ExportedDraft>, StoreError> {
        self.rows_of(
            of_cards!(
                "x.message, x.text, x.written",
                "draft_parts x JOIN cards c ON c.id = x.card",
                "WHERE x.person = $1 ORDER BY x.written, x.message"
            ),
            person,
        )
        .await?
        .iter()
        .map(|row| {
            Ok(ExportedDraft {
                question: question(row)?,
                message: row.discord("message", MessageId::new)?.to_string(),
                text: row.text("text")?,
                written: instant(row, "written")?,
            })
        })
        .collect()
    }

    pub(super) async fn exported_hints(
        &self,
        person: UserId,
    ) -> Result<Vec<ExportedHints>, StoreError> {
        self.rows_of(
            of_cards!(
                "x.given",
                "hints x JOIN cards c ON c.id = x.card",
                "WHERE x.person = $1 ORDER BY x.card"
            ),
            person,
        )
        .await?
        .iter()
        .map(|row| {
            Ok(ExportedHints {
                question: question(row)?,
                given: row.small("given")?,
            })
        })
        .collect()
    }

    pub(super) async fn exported_openings(
        &self,
        person: UserId,
    ) -> Result<Vec<ExportedOpening>, StoreError> {
        self.rows_of(
            of_cards!(
                "x.section, x.before_answer, x.opened",
                "openings x JOIN cards c ON c.id = x.card",
                "WHERE x.person = $1 ORDER BY x.opened, x.card, x.section"
            ),
            person,
        )
        .await?
        .iter()
        .map(|row| {
            Ok(ExportedOpening {
                question: question(row)?,
                section: row.text("section")?,
                before_answer: row.flag("before_answer")?,
                opened: instant(row, "opened")?,
            })
        })
        .collect()
    }

    pub(super) async fn exported_skips(
        &self,
        person: UserId,
    ) -> Result<Vec<ExportedSkip>, StoreError> {
        self.rows_of(
            of_cards!(
                "x.skipped",
                "skips x JOIN cards c ON c.id = x.card",
                "WHERE x.person = $1 ORDER BY x.skipped, x.card"
            ),
            person,
        )
        .await?
        .iter()
        .map(|row| {
            Ok(ExportedSkip {
                question: question(row)?,
                skipped: instant(row, "skipped")?,
            })
        })
        .collect()
    }

    pub(super) async fn exported_disputes(
        &self,
        person: UserId,
    ) -> Result<Vec<ExportedDispute>, StoreError> {
        self.rows_of(
            of_cards!(
                "x.key_point, x.disputed",
                "disputes x JOIN cards c ON c.id = x.card",
                "WHERE x.person = $1 ORDER BY x.disputed, x.card, x.key_point"
            ),
            person,
        )
        .await?
        .iter()
        .map(|row| {
            Ok(ExportedDispute {
                question: question(row)?,
                key_point: row.small::<u32>("key_point")? + 1,
                disputed: instant(row, "disputed")?,
            })
        })
        .collect()
    }

    pub(super) async fn exported_lookups(
        &self,
        person: UserId,
    ) -> Result<Vec<ExportedLookup>, StoreError> {
        self.rows_of(
            "SELECT question_id, opened FROM lookups WHERE person = $1 ORDER BY opened",
            person,
        )
        .await?
        .iter()
        .map(|row| {
            Ok(ExportedLookup {
                question: row.text("question_id")?,
                opened: instant(row, "opened")?,
            })
        })
        .collect()
    }

    pub(super) async fn exported_suggestions(
        &self,
        person: UserId,
    ) -> Result<Vec<ExportedSuggestion>, StoreError> {
        self.rows_of(
            "SELECT guild, title, ask, points, topic, facts, state, reason, created
             FROM suggestions WHERE author = $1 ORDER BY created, id",
            person,
        )
        .await?
        .iter()
        .map(|row| {
            Ok(ExportedSuggestion {
                server: row.discord("guild", GuildId::new)?.to_string(),
                title: row.text("title")?,
                question: row.text("ask")?,
                points: row.text("points")?,
                topic: row.text("topic")?,
                kind_and_difficulty: row.text("facts")?,
                state: row.text("state")?,
                reason: row.text("reason")?,
                proposed: instant(row, "created")?,
            })
        })
        .collect()
    }

    pub(super) async fn exported_nudges(&self, person: UserId) -> Result<Vec<String>, StoreError> {
        self.rows_of(
            "SELECT thread FROM nudges WHERE person = $1 ORDER BY thread",
            person,
        )
        .await?
        .iter()
        .map(|row| Ok(row.discord("thread", ChannelId::new)?.to_string()))
        .collect()
    }
}

pub(super) fn question(row: &AnyRow) -> Result<ExportedQuestion, StoreError> {
    let question = question_from_json(question_id(row)?, &row.text("question_body")?)?;
    Ok(ExportedQuestion {
        id: question.id.to_string(),
        title: question.title,
        server: row
            .discord_or_none("guild", GuildId::new)?
            .map(|guild| guild.to_string()),
    })
}

pub(super) fn instant(row: &AnyRow, column: &str) -> Result<String, StoreError> {
    Ok(row.instant(column)?.to_string())
}
