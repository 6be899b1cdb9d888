//! What a schedule does next, and when to wake for it.
//!
//! `next` and `wake_at` change together. A schedule of a server that removed the bot sleeps until
//! the server takes it back.

use jiff::Timestamp;

use super::schedules::{pause_text, read_schedule, schedules};
use super::{instant_or_zero, occurrence_parts};
use crate::domain::id::ScheduleId;
use crate::domain::schedule::{Occurrence, Pause, Schedule};
use crate::store::Store;
use crate::store::error::StoreError;
use crate::store::row::Columns;

impl Store {
    /// Stops a schedule; the first time counts. What it posted stays.
    pub async fn end_schedule(&self, id: ScheduleId, now: Timestamp) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sqlx::query(
            "UPDATE schedules SET ended_at = $1, next_date = '', next_at = 0, wake_at = 0
             WHERE id = $2 AND ended_at = 0",
        )
        .bind(now.as_millisecond())
        .bind(id.get())
        .execute(&mut **transaction)
        .await?;
        transaction.commit().await
    }

    /// Lets a schedule rest, or go on (`paused` is `None`); one that was stopped stays so.
    pub async fn pause_schedule(
        &self,
        id: ScheduleId,
        paused: Option<Pause>,
        effective: Timestamp,
        next: Option<Occurrence>,
        wake_at: Option<Timestamp>,
    ) -> Result<(), StoreError> {
        let (next_date, next_at) = occurrence_parts(next);
        let mut transaction = self.write().await?;
        sqlx::query(
            "UPDATE schedules
             SET paused = $1, effective = $2, next_date = $3, next_at = $4, wake_at = $5
             WHERE id = $6 AND ended_at = 0",
        )
        .bind(pause_text(paused))
        .bind(effective.as_millisecond())
        .bind(next_date)
        .bind(next_at)
        .bind(instant_or_zero(wake_at))
        .bind(id.get())
        .execute(&mut **transaction)
        .await?;
        transaction.commit().await
    }

    /// Forgets a pause that is over; another one, made meanwhile, stays.
    pub async fn pause_is_over(&self, id: ScheduleId, pause: Pause) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sqlx::query("UPDATE schedules SET paused = $1 WHERE id = $2 AND paused = $3")
            .bind(pause_text(None))
            .bind(id.get())
            .bind(pause_text(Some(pause)))
            .execute(&mut **transaction)
            .await?;
        transaction.commit().await
    }

    /// Schedules to wake for by now, longest due first, without the first so many of them.
    pub async fn due_schedules(
        &self,
        now: Timestamp,
        without: u32,
        limit: u32,
    ) -> Result<Vec<Schedule>, StoreError> {
        sqlx::query(schedules!(
            "WHERE wake_at <> 0 AND wake_at <= $1 AND ended_at = 0
               AND NOT EXISTS (SELECT 1 FROM servers k
                               WHERE k.guild = schedules.guild AND k.departed <> 0)
             ORDER BY wake_at, id LIMIT $2 OFFSET $3"
        ))
        .bind(now.as_millisecond())
        .bind(i64::from(limit))
        .bind(i64::from(without))
        .fetch_all(self.readers())
        .await?
        .iter()
        .map(read_schedule)
        .collect()
    }

    /// When to wake for a schedule next, which may lie in the past; `None` where there is none.
    pub async fn next_wake(&self) -> Result<Option<Timestamp>, StoreError> {
        sqlx::query(
            "SELECT wake_at FROM schedules WHERE wake_at <> 0 AND ended_at = 0
               AND NOT EXISTS (SELECT 1 FROM servers k
                               WHERE k.guild = schedules.guild AND k.departed <> 0)
             ORDER BY wake_at LIMIT 1",
        )
        .fetch_optional(self.readers())
        .await?
        .map(|row| row.instant("wake_at"))
        .transpose()
    }

    /// Changes what comes next, where it is still what the caller has seen: whoever changed the
    /// schedule meanwhile knows better. False where it is not, or the schedule was stopped.
    pub async fn set_next(
        &self,
        id: ScheduleId,
        seen: Option<Occurrence>,
        next: Option<Occurrence>,
        wake_at: Option<Timestamp>,
    ) -> Result<bool, StoreError> {
        let (seen_date, seen_at) = occurrence_parts(seen);
        let (next_date, next_at) = occurrence_parts(next);
        let mut transaction = self.write().await?;
        let changed = sqlx::query(
            "UPDATE schedules SET next_date = $1, next_at = $2, wake_at = $3
             WHERE id = $4 AND next_date = $5 AND next_at = $6 AND ended_at = 0",
        )
        .bind(next_date)
        .bind(next_at)
        .bind(instant_or_zero(wake_at))
        .bind(id.get())
        .bind(seen_date)
        .bind(seen_at)
        .execute(&mut **transaction)
        .await?;
        transaction.commit().await?;
        Ok(changed.rows_affected() == 1)
    }
}
