//! Who answered a card, and what of it everybody may read.

use super::read::{attempts, read_attempt};
use crate::domain::id::{CardId, UserId};
use crate::domain::session::Attempt;
use crate::store::Store;
use crate::store::error::StoreError;
use crate::store::row::Columns;

/// Who answered a card.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Took {
    /// People with a public attempt, in the order of their first.
    pub public: Vec<UserId>,
    /// How many people answered in private only.
    pub private: u32,
}

impl Store {
    /// Who answered a card. When somebody answered in private leaves no trace in it.
    pub async fn took_part(&self, card: CardId) -> Result<Took, StoreError> {
        let people = sqlx::query(
            "SELECT person, MIN(private) AS private FROM attempts WHERE card = $1 GROUP BY person
             ORDER BY MIN(CASE WHEN private = 0 THEN created END),
                      MIN(CASE WHEN private = 0 THEN id END)",
        )
        .bind(card.get())
        .fetch_all(self.readers())
        .await?;
        let mut took = Took::default();
        for row in &people {
            if row.flag("private")? {
                took.private += 1;
            } else {
                took.public.push(row.discord("person", UserId::new)?);
            }
        }
        Ok(took)
    }

    /// Every public attempt on a card, oldest first.
    pub async fn public_attempts(&self, card: CardId) -> Result<Vec<Attempt>, StoreError> {
        sqlx::query(attempts!(
            "WHERE a.card = $1 AND a.private = 0 ORDER BY a.created, a.id"
        ))
        .bind(card.get())
        .fetch_all(self.readers())
        .await?
        .iter()
        .map(read_attempt)
        .collect()
    }

    /// The public modal attempts on a card that no message of ours shows yet, oldest first.
    pub async fn held_attempts(&self, card: CardId) -> Result<Vec<Attempt>, StoreError> {
        sqlx::query(attempts!(
            "WHERE a.card = $1 AND a.private = 0 AND a.source = 'modal' AND a.shown_message = 0
             ORDER BY a.created, a.id"
        ))
        .bind(card.get())
        .fetch_all(self.readers())
        .await?
        .iter()
        .map(read_attempt)
        .collect()
    }
}
