//! Cards and what a person met before, as they are read back.

use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{Any, Transaction};

use super::error::StoreError;
use super::row::{Columns, bits, unreadable};
use super::{Store, snapshot};
use crate::domain::id::{CardId, ChannelId, GuildId, MessageId, SessionId, UserId};
use crate::domain::question::QuestionId;
use crate::domain::select::Encounter;
use crate::domain::session::{Card, Place, Session, SessionKind};

/// A query for cards with their sessions: the columns once, then what follows `FROM`'s joins.
/// A macro because sqlx takes literals only.
macro_rules! cards {
    ($rest:literal) => {
        concat!(
            "SELECT c.id, c.position, c.question_id, c.content_hash, c.message, c.opening,
                    c.created, s.id AS session, s.kind, s.guild, s.channel, s.thread, s.place,
                    s.starter, s.filter, s.created AS session_created
             FROM cards c JOIN sessions s ON s.id = c.session ",
            $rest
        )
    };
}

/// A card without its question.
pub(super) struct CardRow {
    id: CardId,
    pub(super) session: Session,
    pub(super) position: u32,
    question: QuestionId,
    content_hash: i64,
    message: Option<MessageId>,
    opening: Option<MessageId>,
    created: Timestamp,
}

impl CardRow {
    pub(super) async fn of_id(
        id: i64,
        transaction: &mut Transaction<'static, Any>,
    ) -> Result<Option<Self>, StoreError> {
        sqlx::query(cards!("WHERE c.id = $1"))
            .bind(id)
            .fetch_optional(&mut **transaction)
            .await?
            .as_ref()
            .map(Self::read)
            .transpose()
    }

    /// The session's newest card.
    pub(super) async fn last_of(
        session: SessionId,
        transaction: &mut Transaction<'static, Any>,
    ) -> Result<Option<Self>, StoreError> {
        sqlx::query(cards!(
            "WHERE c.session = $1 ORDER BY c.position DESC LIMIT 1"
        ))
        .bind(session.get())
        .fetch_optional(&mut **transaction)
        .await?
        .as_ref()
        .map(Self::read)
        .transpose()
    }

    fn read(row: &AnyRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.own("id", CardId::new)?,
            session: Session {
                id: row.own("session", SessionId::new)?,
                kind: row.named("kind", SessionKind::parse)?,
                guild: row.discord_or_none("guild", GuildId::new)?,
                channel: row.discord("channel", ChannelId::new)?,
                thread: row.discord_or_none("thread", ChannelId::new)?,
                place: row.named("place", Place::parse)?,
                starter: row.discord_or_none("starter", UserId::new)?,
                filter: snapshot::filter_from_json(&row.text("filter")?)?,
                created: row.instant("session_created")?,
            },
            position: row.small("position")?,
            question: question_id(row)?,
            content_hash: row.number("content_hash")?,
            message: row.discord_or_none("message", MessageId::new)?,
            opening: row.discord_or_none("opening", MessageId::new)?,
            created: row.instant("created")?,
        })
    }
}

/// The row's `question_id`.
pub(super) fn question_id(row: &AnyRow) -> Result<QuestionId, StoreError> {
    row.text("question_id")?
        .parse()
        .map_err(|_| unreadable("question_id", "it is not `bank/slug`".to_owned()))
}

impl Store {
    /// The card of this id, with its session and its question as it was then.
    pub async fn card(&self, card: CardId) -> Result<Option<Card>, StoreError> {
        let row = sqlx::query(cards!("WHERE c.id = $1"))
            .bind(card.get())
            .fetch_optional(self.readers())
            .await?;
        self.complete_or_none(row).await
    }

    /// The newest card whose answers go to this thread, channel or direct-message channel.
    pub async fn newest_card_in(&self, place: ChannelId) -> Result<Option<Card>, StoreError> {
        let row = sqlx::query(cards!(
            "WHERE s.thread = $1 ORDER BY c.created DESC, c.id DESC LIMIT 1"
        ))
        .bind(bits(place.get()))
        .fetch_optional(self.readers())
        .await?;
        self.complete_or_none(row).await
    }

    /// The card that a message answers: the newest one that is not known to have been put there
    /// after it, by Discord's own order; failing that, the newest one.
    pub async fn card_before(
        &self,
        place: ChannelId,
        message: MessageId,
    ) -> Result<Option<Card>, StoreError> {
        let row = sqlx::query(cards!(
            "WHERE s.thread = $1 AND c.message < $2
             ORDER BY c.created DESC, c.id DESC LIMIT 1"
        ))
        .bind(bits(place.get()))
        .bind(bits(message.get()))
        .fetch_optional(self.readers())
        .await?;
        match self.complete_or_none(row).await? {
            Some(card) => Ok(Some(card)),
            None => self.newest_card_in(place).await,
        }
    }

    /// The newest card of a session.
    pub async fn newest_card_of(&self, session: SessionId) -> Result<Option<Card>, StoreError> {
        let row = sqlx::query(cards!(
            "WHERE c.session = $1 ORDER BY c.position DESC LIMIT 1"
        ))
        .bind(session.get())
        .fetch_optional(self.readers())
        .await?;
        self.complete_or_none(row).await
    }

    /// The card that this message shows or opens the thread of.
    pub async fn card_of_message(&self, message: MessageId) -> Result<Option<Card>, StoreError> {
        let row = sqlx::query(cards!(
            "WHERE c.id = (SELECT id FROM cards WHERE message = $1
                           UNION SELECT id FROM cards WHERE opening = $1 LIMIT 1)"
        ))
        .bind(bits(message.get()))
        .fetch_optional(self.readers())
        .await?;
        self.complete_or_none(row).await
    }

    /// Threads (or channels) where a card was put since then, with their servers.
    pub async fn question_threads_since(
        &self,
        since: Timestamp,
    ) -> Result<Vec<(ChannelId, Option<GuildId>)>, StoreError> {
        sqlx::query(
            "SELECT DISTINCT s.thread, s.guild FROM cards c JOIN sessions s ON s.id = c.session
             WHERE c.created >= $1 AND s.thread <> 0 ORDER BY s.thread",
        )
        .bind(since.as_millisecond())
        .fetch_all(self.readers())
        .await?
        .iter()
        .map(|row| {
            let thread = row.discord("thread", ChannelId::new)?;
            Ok((thread, row.discord_or_none("guild", GuildId::new)?))
        })
        .collect()
    }

    /// Whether answers to some card go there.
    pub async fn is_question_thread(&self, place: ChannelId) -> Result<bool, StoreError> {
        sqlx::query(
            "SELECT CASE WHEN EXISTS (SELECT 1 FROM sessions WHERE thread = $1)
                    THEN 1 ELSE 0 END AS found",
        )
        .bind(bits(place.get()))
        .fetch_one(self.readers())
        .await?
        .flag("found")
    }

    /// The questions that a person met, over all servers, newest first, each once: those of the
    /// sessions that they started, and those that they answered.
    pub async fn history(&self, person: UserId, limit: u32) -> Result<Vec<Encounter>, StoreError> {
        sqlx::query(
            "SELECT met.question_id, MAX(met.instant) AS instant,
                    CAST(MAX(met.answered) AS BIGINT) AS answered
             FROM (SELECT c.question_id, c.created AS instant, 0 AS answered
                   FROM sessions s JOIN cards c ON c.session = s.id WHERE s.starter = $1
                   UNION ALL
                   SELECT c.question_id, a.created AS instant, 1 AS answered
                   FROM attempts a JOIN cards c ON c.id = a.card WHERE a.person = $1) AS met
             GROUP BY met.question_id
             ORDER BY MAX(met.instant) DESC, met.question_id LIMIT $2",
        )
        .bind(bits(person.get()))
        .bind(i64::from(limit))
        .fetch_all(self.readers())
        .await?
        .iter()
        .map(|row| {
            Ok(Encounter {
                question: question_id(row)?,
                at: row.instant("instant")?,
                answered: row.flag("answered")?,
            })
        })
        .collect()
    }

    async fn complete_or_none(&self, row: Option<AnyRow>) -> Result<Option<Card>, StoreError> {
        match row {
            Some(row) => Ok(Some(self.complete(CardRow::read(&row)?).await?)),
            None => Ok(None),
        }
    }

    /// The card with its question.
    pub(super) async fn complete(&self, row: CardRow) -> Result<Card, StoreError> {
        Ok(Card {
            question: self.snapshot(row.question, row.content_hash).await?,
            id: row.id,
            session: row.session,
            position: row.position,
            message: row.message,
            opening: row.opening,
            created: row.created,
        })
    }
}
