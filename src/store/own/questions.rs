//! The questions of a server's own bank.

use std::collections::HashMap;

use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{Any, Transaction};

use super::{BankLimits, changed};
use crate::domain::id::{GuildId, OwnQuestionId};
use crate::domain::question::{Question, QuestionId};
use crate::store::Store;
use crate::store::error::StoreError;
use crate::store::row::{Columns, bits, storable, unreadable};
use crate::store::snapshot::{question_from_json, question_to_json};

/// A question of a server's own bank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnQuestion {
    /// The question, under its id there.
    pub question: Question,
    /// What its source said and no field takes.
    pub notes: Vec<String>,
}

/// A question that is to join a server's own bank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewQuestion {
    /// The row's id.
    pub id: OwnQuestionId,
    /// The question; its id's slug is the one that it would like to have.
    pub question: Question,
    /// What its source said and no field takes.
    pub notes: Vec<String>,
    /// Whether it takes the place of one with its slug; else it gets another slug.
    pub replaces: bool,
}

/// What became of questions that were to join.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AddedQuestions {
    /// Those that joined.
    pub added: Vec<QuestionId>,
    /// Those that took an older one's place.
    pub replaced: Vec<QuestionId>,
    /// How many were there already, word for word.
    pub same: usize,
    /// The places, among those given, of those for which there was no room.
    pub no_room: Vec<usize>,
}

/// What an own bank holds, while others wait.
pub(super) struct Inventory {
    /// Body with notes, and size, by slug.
    by_slug: HashMap<String, (String, i64)>,
    bytes: i64,
}

impl Store {
    /// A server's own questions, oldest first, hidden ones among them.
    pub async fn own_questions(&self, guild: GuildId) -> Result<Vec<OwnQuestion>, StoreError> {
        sqlx::query("SELECT slug, body, notes FROM own_questions WHERE guild = $1 ORDER BY id")
            .bind(bits(guild.get()))
            .fetch_all(self.readers())
            .await?
            .iter()
            .map(|row| read(guild, row))
            .collect()
    }

    /// Adds questions to a server's own bank, in one transaction, as far as there is room.
    /// `version` is the bank's new one.
    pub async fn add_own_questions(
        &self,
        guild: GuildId,
        new: &[NewQuestion],
        limits: BankLimits,
        version: i64,
        now: Timestamp,
    ) -> Result<AddedQuestions, StoreError> {
        let mut writing = self.own_bank(guild).await?;
        let mut inventory = Inventory::of(&mut writing, guild).await?;
        let mut outcome = AddedQuestions::default();
        for (place, question) in new.iter().enumerate() {
            let added = inventory
                .add(&mut writing, guild, question, limits, now)
                .await?;
            match added {
                Added::New(id) => outcome.added.push(id),
                Added::Replaced(id) => outcome.replaced.push(id),
                Added::Same => outcome.same += 1,
                Added::NoRoom => outcome.no_room.push(place),
            }
        }
        changed(&mut writing, guild, version).await?;
        writing.commit().await?;
        Ok(outcome)
    }

    /// The row of a server's own question, by its slug.
    pub async fn own_question(
        &self,
        guild: GuildId,
        slug: &str,
    ) -> Result<Option<OwnQuestionId>, StoreError> {
        let row = sqlx::query("SELECT id FROM own_questions WHERE guild = $1 AND slug = $2")
            .bind(bits(guild.get()))
            .bind(slug)
            .fetch_optional(self.readers())
            .await?;
        row.map(|row| row.own("id", OwnQuestionId::new)).transpose()
    }

    /// Removes a question from a server's own bank, for good; false where it is not there. Cards
    /// that show it have their snapshot.
    pub async fn remove_own_question(
        &self,
        guild: GuildId,
        question: OwnQuestionId,
        version: i64,
    ) -> Result<bool, StoreError> {
        let mut writing = self.own_bank(guild).await?;
        let removed =
            sqlx::query("DELETE FROM own_questions WHERE guild = $1 AND id = $2 RETURNING slug")
                .bind(bits(guild.get()))
                .bind(question.get())
                .fetch_optional(&mut **writing)
                .await?;
        let Some(row) = removed else {
            return Ok(false);
        };
        // Another question may take the slug: it is not hidden.
        let id = own_id(guild, &row.text("slug")?)?;
        sqlx::query("DELETE FROM hidden_questions WHERE guild = $1 AND question_id = $2")
            .bind(bits(guild.get()))
            .bind(id.as_str())
            .execute(&mut **writing)
            .await?;
        changed(&mut writing, guild, version).await?;
        writing.commit().await?;
        Ok(true)
    }
}

/// What became of one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Added {
    New(QuestionId),
    Replaced(QuestionId),
    Same,
    NoRoom,
}

impl Inventory {
    pub(super) async fn of(
        transaction: &mut Transaction<'static, Any>,
        guild: GuildId,
    ) -> Result<Self, StoreError> {
        let rows =
            sqlx::query("SELECT slug, body, notes, size FROM own_questions WHERE guild = $1")
                .bind(bits(guild.get()))
                .fetch_all(&mut **transaction)
                .await?;
        let mut by_slug = HashMap::new();
        let mut bytes = 0;
        for row in &rows {
            let size = row.number("size")?;
            bytes += size;
            let kept = format!("{}{}", row.text("body")?, row.text("notes")?);
            by_slug.insert(row.text("slug")?, (kept, size));
        }
        Ok(Self { by_slug, bytes })
    }

    pub(super) async fn add(
        &mut self,
        transaction: &mut Transaction<'static, Any>,
        guild: GuildId,
        new: &NewQuestion,
        limits: BankLimits,
        now: Timestamp,
    ) -> Result<Added, StoreError> {
        let wanted = new.question.id.slug();
        let notes = notes_to_json(&new.notes)?;
        if self.has_this(guild, new, &notes)? {
            return Ok(Added::Same);
        }
        let replaced = new.replaces.then(|| self.by_slug.get(wanted)).flatten();
        let freed = replaced.map(|(_, size)| *size);
        let slug = match freed {
            Some(_) => wanted.to_owned(),
            None => self.free_slug(wanted),
        };
        let id = own_id(guild, &slug)?;
        let body = body(&new.question, &id)?;
        let size = i64::try_from(body.len() + notes.len()).unwrap_or(i64::MAX);
        let bytes = (self.bytes - freed.unwrap_or(0)).saturating_add(size);
        let has_room = freed.is_some() || self.by_slug.len() < limits.questions as usize;
        if !has_room || u64::try_from(bytes).is_ok_and(|bytes| bytes > limits.bytes) {
            return Ok(Added::NoRoom);
        }
        sqlx::query(
            "INSERT INTO own_questions (id, guild, slug, body, notes, size, created)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (guild, slug) DO UPDATE SET body = excluded.body, notes = excluded.notes,
                                                     size = excluded.size",
        )
        .bind(new.id.get())
        .bind(bits(guild.get()))
        .bind(&slug)
        .bind(&body)
        .bind(&notes)
        .bind(size)
        .bind(now.as_millisecond())
        .execute(&mut **transaction)
        .await?;
        self.bytes = bytes;
        self.by_slug.insert(slug, (format!("{body}{notes}"), size));
        Ok(if freed.is_some() {
            Added::Replaced(id)
        } else {
            Added::New(id)
        })
    }

    /// Whether the bank has this very question, under its slug or one that was made of it.
    fn has_this(&self, guild: GuildId, new: &NewQuestion, notes: &str) -> Result<bool, StoreError> {
        let wanted = new.question.id.slug();
        for slug in numbered(wanted).take_while(|slug| self.by_slug.contains_key(slug)) {
            let same = body(&new.question, &own_id(guild, &slug)?)? + notes;
            if self
                .by_slug
                .get(&slug)
                .is_some_and(|(kept, _)| *kept == same)
            {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn free_slug(&self, wanted: &str) -> String {
        numbered(wanted)
            .find(|slug| !self.by_slug.contains_key(slug))
            .unwrap_or_else(|| wanted.to_owned())
    }
}

/// `slug`, `slug-2`, `slug-3`, ...
fn numbered(slug: &str) -> impl Iterator<Item = String> {
    let further = (2_u32..).map(move |number| format!("{slug}-{number}"));
    std::iter::once(slug.to_owned()).chain(further)
}

fn own_id(guild: GuildId, slug: &str) -> Result<QuestionId, StoreError> {
    QuestionId::of_server(guild, slug).map_err(|_| unreadable("slug", "it is no slug".to_owned()))
}

fn body(question: &Question, id: &QuestionId) -> Result<String, StoreError> {
    question_to_json(&Question {
        id: id.clone(),
        ..question.clone()
    })
}

fn notes_to_json(notes: &[String]) -> Result<String, StoreError> {
    let json =
        serde_json::to_string(notes).map_err(|error| unreadable("notes", error.to_string()))?;
    Ok(storable(&json))
}

fn read(guild: GuildId, row: &AnyRow) -> Result<OwnQuestion, StoreError> {
    let id = own_id(guild, &row.text("slug")?)?;
    let notes = serde_json::from_str(&row.text("notes")?)
        .map_err(|_| unreadable("notes", "it is no list of texts".to_owned()))?;
    Ok(OwnQuestion {
        question: question_from_json(id, &row.text("body")?)?,
        notes,
    })
}
