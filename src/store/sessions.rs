//! Sessions and their cards being made.

use std::sync::Arc;

use jiff::Timestamp;
use sqlx::{Any, Row, Transaction};

use super::cards::CardRow;
use super::error::StoreError;
use super::jobs::NewJob;
use super::row::{bits, bits_or_zero, stored_instant};
use super::{Store, snapshot};
use crate::domain::id::{CardId, ChannelId, GuildId, InteractionId, SessionId, UserId};
use crate::domain::question::Question;
use crate::domain::select::Filter;
use crate::domain::session::{Card, Place, Session, SessionKind};

/// A card to be made.
#[derive(Debug, Clone)]
pub struct NewCard {
    /// Its id.
    pub id: CardId,
    /// What it asks.
    pub question: Arc<Question>,
}

/// A session to be opened with its first card.
#[derive(Debug, Clone)]
pub struct NewSession {
    /// Its id.
    pub id: SessionId,
    /// What it is for.
    pub kind: SessionKind,
    /// Its server.
    pub guild: Option<GuildId>,
    /// Where it was asked for.
    pub channel: ChannelId,
    /// Where its answers go, if that is known; for [`Place::Here`] it is `channel` in any case.
    pub thread: Option<ChannelId>,
    /// Where its cards and replies go.
    pub place: Place,
    /// Who started it; `None` for a scheduled one.
    pub starter: Option<UserId>,
    /// What was asked for.
    pub filter: Filter,
    /// The interaction that asked for it, which is taken once.
    pub interaction: Option<InteractionId>,
    /// The present instant.
    pub now: Timestamp,
    /// Its first card.
    pub card: NewCard,
}

/// A card, made now or before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opened {
    /// It was made now, and the job with it.
    New(Card),
    /// The same interaction made it before; nothing was stored.
    Already(Card),
}

impl Opened {
    /// The card.
    pub fn card(self) -> Card {
        match self {
            Self::New(card) | Self::Already(card) => card,
        }
    }
}

impl Store {
    /// Opens a session with its first card, and adds the job that will show it, all or nothing.
    pub async fn open_session(
        &self,
        new: &NewSession,
        job: Option<&NewJob>,
    ) -> Result<Opened, StoreError> {
        match self.try_open_session(new, job).await {
            Err(StoreError::Conflict(_)) => self.try_open_session(new, job).await,
            other => other,
        }
    }

    async fn try_open_session(
        &self,
        new: &NewSession,
        job: Option<&NewJob>,
    ) -> Result<Opened, StoreError> {
        let mut transaction = self.write().await?;
        if let Some(row) = of_interaction(&mut transaction, new.interaction).await? {
            transaction.rollback().await?;
            return Ok(Opened::Already(self.complete(row).await?));
        }
        let card = insert_opened(&mut transaction, new, job).await?;
        transaction.commit().await?;
        Ok(Opened::New(card))
    }

    /// Adds the session's next card, and the job that will show it, all or nothing: the one after
    /// position `after`. Where somebody added one since, that one is given instead.
    ///
    /// # Errors
    /// [`StoreError::Missing`] where the session is gone.
    pub async fn add_card(
        &self,
        session: SessionId,
        after: u32,
        new: &NewCard,
        interaction: Option<InteractionId>,
        now: Timestamp,
        job: Option<&NewJob>,
    ) -> Result<Opened, StoreError> {
        match self
            .try_add_card(session, after, new, interaction, now, job)
            .await
        {
            Err(StoreError::Conflict(_)) => {
                self.try_add_card(session, after, new, interaction, now, job)
                    .await
            }
            other => other,
        }
    }

    async fn try_add_card(
        &self,
        session: SessionId,
        after: u32,
        new: &NewCard,
        interaction: Option<InteractionId>,
        now: Timestamp,
        job: Option<&NewJob>,
    ) -> Result<Opened, StoreError> {
        let mut transaction = self.write().await?;
        self.lock(&mut transaction, session.get()).await?;
        if let Some(row) = of_interaction(&mut transaction, interaction).await? {
            transaction.rollback().await?;
            return Ok(Opened::Already(self.complete(row).await?));
        }
        let last = CardRow::last_of(session, &mut transaction)
            .await?
            .ok_or(StoreError::Missing("session"))?;
        if last.position != after {
            transaction.rollback().await?;
            return Ok(Opened::Already(self.complete(last).await?));
        }
        let card = Card {
            id: new.id,
            position: last.position + 1,
            session: last.session,
            question: Arc::clone(&new.question),
            message: None,
            opening: None,
            created: stored_instant(now),
        };
        insert_card(&mut transaction, &card, interaction).await?;
        if let Some(job) = job {
            job.insert(&mut transaction, now).await?;
        }
        transaction.commit().await?;
        Ok(Opened::New(card))
    }
}

/// Stores a session that is known to be new, with its first card and jobs.
pub(super) async fn insert_opened<'a>(
    transaction: &mut Transaction<'static, Any>,
    new: &NewSession,
    jobs: impl IntoIterator<Item = &'a NewJob>,
) -> Result<Card, StoreError> {
    let session = session_of(new);
    insert_session(transaction, &session).await?;
    let card = Card {
        id: new.card.id,
        session,
        position: 0,
        question: Arc::clone(&new.card.question),
        message: None,
        opening: None,
        created: stored_instant(new.now),
    };
    insert_card(transaction, &card, new.interaction).await?;
    for job in jobs {
        job.insert(transaction, new.now).await?;
    }
    Ok(card)
}

fn session_of(new: &NewSession) -> Session {
    Session {
        id: new.id,
        kind: new.kind,
        guild: new.guild,
        channel: new.channel,
        thread: match new.place {
            Place::Here => Some(new.channel),
            Place::OwnThread => new.thread,
            Place::Private => None,
        },
        place: new.place,
        starter: new.starter,
        filter: new.filter.clone(),
        created: stored_instant(new.now),
    }
}

/// The card that this interaction made before.
async fn of_interaction(
    transaction: &mut Transaction<'static, Any>,
    interaction: Option<InteractionId>,
) -> Result<Option<CardRow>, StoreError> {
    let Some(interaction) = interaction else {
        return Ok(None);
    };
    let found = sqlx::query("SELECT id FROM cards WHERE interaction = $1 AND interaction <> 0")
        .bind(bits(interaction.get()))
        .fetch_optional(&mut **transaction)
        .await?;
    match found {
        Some(row) => CardRow::of_id(row.try_get("id")?, transaction).await,
        None => Ok(None),
    }
}

async fn insert_session(
    transaction: &mut Transaction<'static, Any>,
    session: &Session,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO sessions
             (id, kind, guild, channel, thread, place, starter, filter, created, threaded_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0)",
    )
    .bind(session.id.get())
    .bind(session.kind.name())
    .bind(bits_or_zero(session.guild, GuildId::get))
    .bind(bits(session.channel.get()))
    .bind(bits_or_zero(session.thread, ChannelId::get))
    .bind(session.place.name())
    .bind(bits_or_zero(session.starter, UserId::get))
    .bind(snapshot::filter_to_json(&session.filter)?)
    .bind(session.created.as_millisecond())
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

async fn insert_card(
    transaction: &mut Transaction<'static, Any>,
    card: &Card,
    interaction: Option<InteractionId>,
) -> Result<(), StoreError> {
    let hash = snapshot::keep(transaction, &card.question).await?;
    sqlx::query(
        "INSERT INTO cards (id, session, position, question_id, content_hash, interaction,
                            message, shown_at, opening, opened_at, created)
         VALUES ($1, $2, $3, $4, $5, $6, 0, 0, 0, 0, $7)",
    )
    .bind(card.id.get())
    .bind(card.session.id.get())
    .bind(i64::from(card.position))
    .bind(card.question.id.as_str())
    .bind(hash)
    .bind(bits_or_zero(interaction, InteractionId::get))
    .bind(card.created.as_millisecond())
    .execute(&mut **transaction)
    .await?;
    Ok(())
}
