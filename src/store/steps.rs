//! The steps of showing a card, each noted when it was done, so that none is done twice.

use jiff::Timestamp;

use super::Store;
use super::error::StoreError;
use super::row::bits;
use crate::domain::id::{CardId, ChannelId, MessageId, SessionId};
use crate::domain::session::Place;

impl Store {
    /// Notes the message that shows a card.
    pub async fn card_shown(
        &self,
        card: CardId,
        message: MessageId,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sqlx::query("UPDATE cards SET message = $1, shown_at = $2 WHERE id = $3")
            .bind(bits(message.get()))
            .bind(now.as_millisecond())
            .bind(card.get())
            .execute(&mut **transaction)
            .await?;
        transaction.commit().await
    }

    /// Notes the thread that was opened for a session.
    pub async fn thread_opened(
        &self,
        session: SessionId,
        thread: ChannelId,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sqlx::query("UPDATE sessions SET thread = $1, threaded_at = $2 WHERE id = $3")
            .bind(bits(thread.get()))
            .bind(now.as_millisecond())
            .bind(session.get())
            .execute(&mut **transaction)
            .await?;
        transaction.commit().await
    }

    /// Notes the first message in a card's thread.
    pub async fn opening_sent(
        &self,
        card: CardId,
        message: MessageId,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sqlx::query("UPDATE cards SET opening = $1, opened_at = $2 WHERE id = $3")
            .bind(bits(message.get()))
            .bind(now.as_millisecond())
            .bind(card.get())
            .execute(&mut **transaction)
            .await?;
        transaction.commit().await
    }

    /// Moves a session's cards and replies to another place, since the first was impossible.
    /// The thread follows: [`Place::Here`] makes it the channel, [`Place::Private`] none.
    pub async fn set_place(&self, session: SessionId, place: Place) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sqlx::query(
            "UPDATE sessions SET place = $1, thread = CASE $1
                 WHEN 'here' THEN channel WHEN 'private' THEN 0 ELSE thread END
             WHERE id = $2",
        )
        .bind(place.name())
        .bind(session.get())
        .execute(&mut **transaction)
        .await?;
        transaction.commit().await
    }
}
