//! The ledger being read, and what happens to a post after it was claimed.

use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::any::AnyRow;
use sqlx::{Any, Transaction};

use super::instant_or_none;
use crate::domain::id::{CardId, ChannelId, MessageId, PostId, ScheduleId};
use crate::domain::question::QuestionId;
use crate::domain::schedule::{Answers, Post};
use crate::store::Store;
use crate::store::cards::question_id;
use crate::store::error::StoreError;
use crate::store::row::{Columns, bits, bits_or_zero, storable};

/// The longest error that is kept, in characters.
const ERROR_LENGTH: usize = 500;

/// An error as it is kept.
pub(super) fn kept_error(error: &str) -> String {
    storable(error).chars().take(ERROR_LENGTH).collect()
}

/// A query for posts: the columns once. A macro because sqlx takes literals only.
macro_rules! posts {
    ($rest:literal) => {
        concat!(
            "SELECT id, schedule, local_date, due, card, late, answers, reveal_at, revealed_at,
                    tries, error
             FROM posts ",
            $rest
        )
    };
}

impl Store {
    /// The post of this id.
    pub async fn post(&self, id: PostId) -> Result<Option<Post>, StoreError> {
        sqlx::query(posts!("WHERE id = $1"))
            .bind(id.get())
            .fetch_optional(self.readers())
            .await?
            .as_ref()
            .map(read_post)
            .transpose()
    }

    /// A schedule's post of a local date.
    pub async fn post_on(
        &self,
        schedule: ScheduleId,
        date: Date,
    ) -> Result<Option<Post>, StoreError> {
        sqlx::query(posts!("WHERE schedule = $1 AND local_date = $2"))
            .bind(schedule.get())
            .bind(date.to_string())
            .fetch_optional(self.readers())
            .await?
            .as_ref()
            .map(read_post)
            .transpose()
    }

    /// The post that shows this card.
    pub async fn post_of_card(&self, card: CardId) -> Result<Option<Post>, StoreError> {
        sqlx::query(posts!("WHERE card = $1 AND card <> 0"))
            .bind(card.get())
            .fetch_optional(self.readers())
            .await?
            .as_ref()
            .map(read_post)
            .transpose()
    }

    /// A schedule's last posts, made or missed, newest date first.
    pub async fn latest_posts(
        &self,
        schedule: ScheduleId,
        limit: u32,
    ) -> Result<Vec<Post>, StoreError> {
        sqlx::query(posts!(
            "WHERE schedule = $1 ORDER BY local_date DESC LIMIT $2"
        ))
        .bind(schedule.get())
        .bind(i64::from(limit))
        .fetch_all(self.readers())
        .await?
        .iter()
        .map(read_post)
        .collect()
    }

    /// The questions that schedules of this channel asked, with when they were due, latest first;
    /// a question that was asked twice is there twice.
    pub async fn posted_in(
        &self,
        channel: ChannelId,
    ) -> Result<Vec<(QuestionId, Timestamp)>, StoreError> {
        sqlx::query(
            "SELECT c.question_id, p.due FROM schedules s
             JOIN posts p ON p.schedule = s.id JOIN cards c ON c.id = p.card
             WHERE s.channel = $1 AND p.card <> 0 ORDER BY p.due DESC, p.id DESC",
        )
        .bind(bits(channel.get()))
        .fetch_all(self.readers())
        .await?
        .iter()
        .map(|row| Ok((question_id(row)?, row.instant("due")?)))
        .collect()
    }

    /// Notes that a step of a post failed, and why; never a person's words.
    pub async fn post_failed(&self, id: PostId, error: &str) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sqlx::query("UPDATE posts SET tries = tries + 1, error = $1 WHERE id = $2")
            .bind(kept_error(error))
            .bind(id.get())
            .execute(&mut **transaction)
            .await?;
        transaction.commit().await
    }

    /// Notes that a post's steps succeeded: what failed before is of no interest any more.
    pub async fn post_done(&self, id: PostId) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sqlx::query("UPDATE posts SET error = '' WHERE id = $1 AND card <> 0")
            .bind(id.get())
            .execute(&mut **transaction)
            .await?;
        transaction.commit().await
    }

    /// Notes that a post's reference material was opened to everybody, and by which message, if
    /// by any; the first time counts.
    pub async fn revealed(
        &self,
        id: PostId,
        message: Option<MessageId>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sqlx::query(
            "UPDATE posts SET revealed_at = $1, reveal_message = $2
             WHERE id = $3 AND revealed_at = 0",
        )
        .bind(now.as_millisecond())
        .bind(bits_or_zero(message, MessageId::get))
        .bind(id.get())
        .execute(&mut **transaction)
        .await?;
        transaction.commit().await
    }
}

/// A schedule's post of a local date, inside a transaction.
pub(super) async fn post_in(
    transaction: &mut Transaction<'static, Any>,
    schedule: ScheduleId,
    date: Date,
) -> Result<Option<Post>, StoreError> {
    sqlx::query(posts!("WHERE schedule = $1 AND local_date = $2"))
        .bind(schedule.get())
        .bind(date.to_string())
        .fetch_optional(&mut **transaction)
        .await?
        .as_ref()
        .map(read_post)
        .transpose()
}

fn read_post(row: &AnyRow) -> Result<Post, StoreError> {
    Ok(Post {
        id: row.own("id", PostId::new)?,
        schedule: row.own("schedule", ScheduleId::new)?,
        date: row.named("local_date", |text| text.parse().ok())?,
        due: row.instant("due")?,
        card: CardId::new(row.number("card")?),
        late: row.flag("late")?,
        answers: row.named("answers", Answers::parse)?,
        reveal_at: row.instant("reveal_at")?,
        revealed: instant_or_none(row, "revealed_at")?,
        tries: row.small("tries")?,
        error: row.text("error")?,
    })
}
