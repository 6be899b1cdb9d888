//! What people propose for their server's bank, and what organisers decide about it.
//!
//! A suggestion is decided once, whoever presses first. Deciding stores the job that tells its
//! author, in the same transaction.

use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{Any, Transaction};

use super::questions::{Added, Inventory};
use super::{BankLimits, NewQuestion, WaitingLimits, changed};
use crate::domain::id::{GuildId, InteractionId, SuggestionId, UserId};
use crate::domain::proposal::Proposal;
use crate::domain::question::QuestionId;
use crate::domain::session::Message;
use crate::store::error::StoreError;
use crate::store::row::{Columns, bits, storable};
use crate::store::{NewJob, Store};

/// What has been decided about a suggestion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Nothing yet.
    Waiting,
    /// It joined the bank.
    Approved,
    /// It did not.
    Rejected,
}

impl State {
    const ALL: [Self; 3] = [Self::Waiting, Self::Approved, Self::Rejected];

    /// Its name in the store.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
        }
    }

    fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// A suggestion to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSuggestion {
    /// Its id.
    pub id: SuggestionId,
    /// For which server.
    pub guild: GuildId,
    /// Who proposes it.
    pub author: UserId,
    /// What was typed.
    pub proposal: Proposal,
    /// The interaction that brought it; the same one is taken once.
    pub interaction: InteractionId,
    /// When.
    pub now: Timestamp,
}

/// What became of a suggestion that came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suggested {
    /// It waits for an organiser, also where it was taken before.
    Kept,
    /// As many of this person's wait as may.
    FullForPerson,
    /// As many wait for this server as may.
    FullForServer,
}

/// A suggestion as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// Its id.
    pub id: SuggestionId,
    /// For which server.
    pub guild: GuildId,
    /// Who proposed it.
    pub author: UserId,
    /// What was typed, or what an organiser made of it.
    pub proposal: Proposal,
    /// What was decided.
    pub state: State,
    /// Why it was rejected; may be empty.
    pub reason: String,
    /// When it came.
    pub created: Timestamp,
    /// Our message that told its author.
    pub told: Option<Message>,
}

/// A decision that somebody makes.
#[derive(Debug, Clone, Copy)]
pub struct Decision<'a> {
    /// The server where it is made: one decides about its own suggestions.
    pub guild: GuildId,
    /// About which one.
    pub suggestion: SuggestionId,
    /// The job that tells its author.
    pub tells: &'a NewJob,
    /// When.
    pub now: Timestamp,
}

/// What came of a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decided {
    /// It counts.
    Now {
        /// The suggestion.
        suggestion: Box<Suggestion>,
        /// The question that it became.
        question: Option<QuestionId>,
    },
    /// Somebody decided before.
    Before(State),
    /// There is no such suggestion (any more) on this server.
    Gone,
    /// The server's bank has no room for another question; it still waits.
    NoRoom,
}

impl Store {
    /// Keeps a suggestion, as far as the limits allow.
    pub async fn add_suggestion(
        &self,
        new: &NewSuggestion,
        limits: WaitingLimits,
    ) -> Result<Suggested, StoreError> {
        let mut writing = self.own_bank(new.guild).await?;
        let row = sqlx::query(
            "SELECT (SELECT COUNT(*) FROM suggestions WHERE interaction = $1) AS taken,
                    (SELECT COUNT(*) FROM suggestions
                     WHERE guild = $2 AND state = 'waiting') AS of_server,
                    (SELECT COUNT(*) FROM suggestions
                     WHERE guild = $2 AND state = 'waiting' AND author = $3) AS of_person",
        )
        .bind(bits(new.interaction.get()))
        .bind(bits(new.guild.get()))
        .bind(bits(new.author.get()))
        .fetch_one(&mut **writing)
        .await?;
        if row.number("taken")? > 0 {
            return Ok(Suggested::Kept);
        }
        if row.small::<u32>("of_person")? >= limits.of_person {
            return Ok(Suggested::FullForPerson);
        }
        if row.small::<u32>("of_server")? >= limits.of_server {
            return Ok(Suggested::FullForServer);
        }
        insert(&mut writing, new).await?;
        writing.commit().await?;
        Ok(Suggested::Kept)
    }

    /// How many of a person's suggestions wait on a server.
    pub async fn waiting_of(&self, guild: GuildId, person: UserId) -> Result<u32, StoreError> {
        sqlx::query(
            "SELECT COUNT(*) AS found FROM suggestions
             WHERE guild = $1 AND state = 'waiting' AND author = $2",
        )
        .bind(bits(guild.get()))
        .bind(bits(person.get()))
        .fetch_one(self.readers())
        .await?
        .small("found")
    }

    /// The oldest suggestion that waits, the next one after `after` where that is given (then
    /// from the beginning again); with the number of all that wait.
    pub async fn next_suggestion(
        &self,
        guild: GuildId,
        after: Option<SuggestionId>,
    ) -> Result<Option<(Suggestion, u32)>, StoreError> {
        let row = sqlx::query(
            "SELECT id, guild, author, title, ask, points, topic, facts, state, reason, created,
                    told_channel, told_message,
                    (SELECT COUNT(*) FROM suggestions
                     WHERE guild = $1 AND state = 'waiting') AS waiting
             FROM suggestions WHERE guild = $1 AND state = 'waiting'
             ORDER BY CASE WHEN id > $2 THEN 0 ELSE 1 END, id LIMIT 1",
        )
        .bind(bits(guild.get()))
        .bind(after.map_or(0, SuggestionId::get))
        .fetch_optional(self.readers())
        .await?;
        row.map(|row| Ok((read(&row)?, row.small("waiting")?)))
            .transpose()
    }

    /// A suggestion.
    pub async fn suggestion(&self, id: SuggestionId) -> Result<Option<Suggestion>, StoreError> {
        let row = sqlx::query(
            "SELECT id, guild, author, title, ask, points, topic, facts, state, reason, created,
                    told_channel, told_message
             FROM suggestions WHERE id = $1",
        )
        .bind(id.get())
        .fetch_optional(self.readers())
        .await?;
        row.as_ref().map(read).transpose()
    }

    /// Changes what a suggestion says, while it waits; false where it doesn't.
    pub async fn change_suggestion(
        &self,
        guild: GuildId,
        id: SuggestionId,
        proposal: &Proposal,
    ) -> Result<bool, StoreError> {
        let mut writing = self.own_bank(guild).await?;
        let changed = sqlx::query(
            "UPDATE suggestions SET title = $1, ask = $2, points = $3, topic = $4, facts = $5
             WHERE id = $6 AND guild = $7 AND state = 'waiting'",
        )
        .bind(storable(&proposal.title))
        .bind(storable(&proposal.ask))
        .bind(storable(&proposal.points))
        .bind(storable(&proposal.topic))
        .bind(storable(&proposal.facts))
        .bind(id.get())
        .bind(bits(guild.get()))
        .execute(&mut **writing)
        .await?;
        writing.commit().await?;
        Ok(changed.rows_affected() == 1)
    }

    /// Lets a suggestion join the bank as `question` makes it, unless somebody decided before.
    /// `version` is the bank's new one.
    pub async fn approve_suggestion(
        &self,
        decision: Decision<'_>,
        question: impl FnOnce(&Proposal) -> NewQuestion + Send,
        limits: BankLimits,
        version: i64,
    ) -> Result<Decided, StoreError> {
        let Decision { guild, now, .. } = decision;
        let mut writing = self.own_bank(guild).await?;
        let decided = decide(&mut writing, decision, State::Approved, "").await?;
        let Some(suggestion) = decided else {
            return self.why_not(decision).await;
        };
        let new = question(&suggestion.proposal);
        let mut inventory = Inventory::of(&mut writing, guild).await?;
        let added = inventory
            .add(&mut writing, guild, &new, limits, now)
            .await?;
        let question = match added {
            Added::New(id) | Added::Replaced(id) => Some(id),
            // The same words are there: then there is nothing to add.
            Added::Same => None,
            Added::NoRoom => return Ok(Decided::NoRoom),
        };
        changed(&mut writing, guild, version).await?;
        decision.tells.insert(&mut writing, now).await?;
        writing.commit().await?;
        Ok(Decided::Now {
            suggestion: Box::new(suggestion),
            question,
        })
    }

    /// Rejects a suggestion, unless somebody decided before.
    pub async fn reject_suggestion(
        &self,
        decision: Decision<'_>,
        reason: &str,
    ) -> Result<Decided, StoreError> {
        let mut writing = self.own_bank(decision.guild).await?;
        let decided = decide(&mut writing, decision, State::Rejected, reason).await?;
        let Some(suggestion) = decided else {
            return self.why_not(decision).await;
        };
        decision.tells.insert(&mut writing, decision.now).await?;
        writing.commit().await?;
        Ok(Decided::Now {
            suggestion: Box::new(suggestion),
            question: None,
        })
    }

    async fn why_not(&self, decision: Decision<'_>) -> Result<Decided, StoreError> {
        let found = self.suggestion(decision.suggestion).await?;
        let here = found.filter(|suggestion| suggestion.guild == decision.guild);
        Ok(here.map_or(Decided::Gone, |it| Decided::Before(it.state)))
    }

    /// Notes our message that told a suggestion's author; false where the suggestion was erased
    /// meanwhile.
    pub async fn suggestion_told(
        &self,
        id: SuggestionId,
        message: Message,
    ) -> Result<bool, StoreError> {
        let mut writing = self.write().await?;
        let noted = sqlx::query(
            "UPDATE suggestions SET told_channel = $1, told_message = $2 WHERE id = $3",
        )
        .bind(bits(message.channel.get()))
        .bind(bits(message.id.get()))
        .bind(id.get())
        .execute(&mut **writing)
        .await?;
        writing.commit().await?;
        Ok(noted.rows_affected() == 1)
    }
}

async fn insert(
    transaction: &mut Transaction<'static, Any>,
    new: &NewSuggestion,
) -> Result<(), StoreError> {
    let proposal = &new.proposal;
    sqlx::query(
        "INSERT INTO suggestions (id, guild, author, title, ask, points, topic, facts, state,
                                  reason, interaction, created, decided, told_channel,
                                  told_message)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting', '', $9, $10, 0, 0, 0)",
    )
    .bind(new.id.get())
    .bind(bits(new.guild.get()))
    .bind(bits(new.author.get()))
    .bind(storable(&proposal.title))
    .bind(storable(&proposal.ask))
    .bind(storable(&proposal.points))
    .bind(storable(&proposal.topic))
    .bind(storable(&proposal.facts))
    .bind(bits(new.interaction.get()))
    .bind(new.now.as_millisecond())
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

/// Decides, and gives the suggestion as it is then; `None` where it does not wait.
async fn decide(
    transaction: &mut Transaction<'static, Any>,
    decision: Decision<'_>,
    state: State,
    reason: &str,
) -> Result<Option<Suggestion>, StoreError> {
    let row = sqlx::query(
        "UPDATE suggestions SET state = $1, reason = $2, decided = $3
         WHERE id = $4 AND guild = $5 AND state = 'waiting'
         RETURNING id, guild, author, title, ask, points, topic, facts, state, reason, created,
                   told_channel, told_message",
    )
    .bind(state.name())
    .bind(storable(reason))
    .bind(decision.now.as_millisecond())
    .bind(decision.suggestion.get())
    .bind(bits(decision.guild.get()))
    .fetch_optional(&mut **transaction)
    .await?;
    row.as_ref().map(read).transpose()
}

fn read(row: &AnyRow) -> Result<Suggestion, StoreError> {
    Ok(Suggestion {
        id: row.own("id", SuggestionId::new)?,
        guild: row.discord("guild", GuildId::new)?,
        author: row.discord("author", UserId::new)?,
        proposal: Proposal {
            title: row.text("title")?,
            ask: row.text("ask")?,
            points: row.text("points")?,
            topic: row.text("topic")?,
            facts: row.text("facts")?,
        },
        state: row.named("state", State::parse)?,
        reason: row.text("reason")?,
        created: row.instant("created")?,
        told: row.message("told_channel", "told_message")?,
    })
}
