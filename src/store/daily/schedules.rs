//! Schedules being kept and read back.

use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{Any, Transaction};

use super::{date_or_none, instant_or_none, instant_or_zero, occurrence_parts};
use crate::domain::id::{ChannelId, GuildId, RoleId, ScheduleId};
use crate::domain::schedule::{
    Answers, Cause, Days, LocalTime, Occurrence, Pause, RevealAfter, Schedule, Trouble,
};
use crate::store::error::StoreError;
use crate::store::row::{Columns, bits, bits_or_zero, unreadable};
use crate::store::{Store, snapshot};

/// How many schedules a server may have.
pub const SCHEDULES_PER_SERVER: usize = 25;

/// How keeping a schedule went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// It is kept.
    Done,
    /// It is not: this schedule posts in the same channel on some of the same days.
    Overlaps(Box<Schedule>),
    /// It is not: the server has [`SCHEDULES_PER_SERVER`] others.
    TooMany,
}

/// A query for schedules: the columns once. A macro because sqlx takes literals only.
macro_rules! schedules {
    ($rest:literal) => {
        concat!(
            "SELECT id, guild, channel, days, time, zone, filter, role, reveal_after, answers,
                    effective, ended_at, paused, next_date, next_at, trouble, trouble_since,
                    trouble_told
             FROM schedules ",
            $rest
        )
    };
}
pub(super) use schedules;

impl Store {
    /// Keeps a schedule, new or changed (by its id), unless another of its server stands in its
    /// way. One that was stopped comes back this way.
    pub async fn keep_schedule(
        &self,
        schedule: &Schedule,
        wake_at: Option<Timestamp>,
    ) -> Result<Kept, StoreError> {
        let mut transaction = self.write().await?;
        self.lock(&mut transaction, bits(schedule.guild.get()))
            .await?;
        if !schedule.ended
            && let Some(obstacle) = obstacle(&mut transaction, schedule).await?
        {
            transaction.rollback().await?;
            return Ok(obstacle);
        }
        write(&mut transaction, schedule, wake_at).await?;
        transaction.commit().await?;
        Ok(Kept::Done)
    }

    /// The schedule of this id, also one that was stopped.
    pub async fn schedule(&self, id: ScheduleId) -> Result<Option<Schedule>, StoreError> {
        sqlx::query(schedules!("WHERE id = $1"))
            .bind(id.get())
            .fetch_optional(self.readers())
            .await?
            .as_ref()
            .map(read_schedule)
            .transpose()
    }

    /// A server's schedules, oldest first, without those that were stopped.
    pub async fn schedules_of(&self, guild: GuildId) -> Result<Vec<Schedule>, StoreError> {
        sqlx::query(schedules!("WHERE guild = $1 AND ended_at = 0 ORDER BY id"))
            .bind(bits(guild.get()))
            .fetch_all(self.readers())
            .await?
            .iter()
            .map(read_schedule)
            .collect()
    }

    /// The schedule with exactly these days in this channel that was stopped last.
    pub async fn ended_schedule(
        &self,
        guild: GuildId,
        channel: ChannelId,
        days: Days,
    ) -> Result<Option<Schedule>, StoreError> {
        sqlx::query(schedules!(
            "WHERE guild = $1 AND channel = $2 AND days = $3 AND ended_at <> 0
             ORDER BY ended_at DESC, id DESC LIMIT 1"
        ))
        .bind(bits(guild.get()))
        .bind(bits(channel.get()))
        .bind(days.name())
        .fetch_optional(self.readers())
        .await?
        .as_ref()
        .map(read_schedule)
        .transpose()
    }

    /// Every schedule that was not stopped, by id, so many after one of them.
    pub async fn schedules_after(
        &self,
        after: Option<ScheduleId>,
        limit: u32,
    ) -> Result<Vec<Schedule>, StoreError> {
        sqlx::query(schedules!(
            "WHERE id > $1 AND ended_at = 0 ORDER BY id LIMIT $2"
        ))
        .bind(after.map_or(0, ScheduleId::get))
        .bind(i64::from(limit))
        .fetch_all(self.readers())
        .await?
        .iter()
        .map(read_schedule)
        .collect()
    }
}

/// What keeps a schedule from being kept.
async fn obstacle(
    transaction: &mut Transaction<'static, Any>,
    schedule: &Schedule,
) -> Result<Option<Kept>, StoreError> {
    let others = sqlx::query(schedules!(
        "WHERE guild = $1 AND id <> $2 AND ended_at = 0 ORDER BY id"
    ))
    .bind(bits(schedule.guild.get()))
    .bind(schedule.id.get())
    .fetch_all(&mut **transaction)
    .await?
    .iter()
    .map(read_schedule)
    .collect::<Result<Vec<_>, _>>()?;
    let too_many = others.len() >= SCHEDULES_PER_SERVER;
    let overlapping = others
        .into_iter()
        .find(|other| other.channel == schedule.channel && other.days.overlaps(schedule.days));
    Ok(match overlapping {
        Some(other) => Some(Kept::Overlaps(Box::new(other))),
        None => too_many.then_some(Kept::TooMany),
    })
}

/// Inserts or replaces. One that comes in stopped is taken to have ended when it took effect.
async fn write(
    transaction: &mut Transaction<'static, Any>,
    schedule: &Schedule,
    wake_at: Option<Timestamp>,
) -> Result<(), StoreError> {
    let (next_date, next_at) = occurrence_parts(schedule.next);
    let ended_at = schedule.ended.then_some(schedule.effective);
    let trouble = schedule.trouble.as_ref();
    sqlx::query(
        "INSERT INTO schedules
             (id, guild, channel, days, time, zone, filter, role, reveal_after, answers, effective,
              ended_at, paused, next_date, next_at, wake_at, trouble, trouble_since, trouble_told)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
                 $19)
         ON CONFLICT (id) DO UPDATE SET
             guild = excluded.guild, channel = excluded.channel, days = excluded.days,
             time = excluded.time, zone = excluded.zone, filter = excluded.filter,
             role = excluded.role, reveal_after = excluded.reveal_after,
             answers = excluded.answers, effective = excluded.effective,
             ended_at = excluded.ended_at, paused = excluded.paused,
             next_date = excluded.next_date, next_at = excluded.next_at,
             wake_at = excluded.wake_at, trouble = excluded.trouble,
             trouble_since = excluded.trouble_since, trouble_told = excluded.trouble_told",
    )
    .bind(schedule.id.get())
    .bind(bits(schedule.guild.get()))
    .bind(bits(schedule.channel.get()))
    .bind(schedule.days.name())
    .bind(schedule.time.to_string())
    .bind(schedule.zone.as_str())
    .bind(snapshot::filter_to_json(&schedule.filter)?)
    .bind(bits_or_zero(schedule.role, RoleId::get))
    .bind(i64::from(schedule.reveal_after.as_hours()))
    .bind(schedule.answers.name())
    .bind(schedule.effective.as_millisecond())
    .bind(instant_or_zero(ended_at))
    .bind(pause_text(schedule.paused))
    .bind(next_date)
    .bind(next_at)
    .bind(instant_or_zero(wake_at))
    .bind(trouble.map_or("", |trouble| trouble.cause.name()))
    .bind(instant_or_zero(trouble.map(|trouble| trouble.since)))
    .bind(instant_or_zero(trouble.and_then(|trouble| trouble.told)))
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

/// The schedule in this row.
pub(super) fn read_schedule(row: &AnyRow) -> Result<Schedule, StoreError> {
    Ok(Schedule {
        id: row.own("id", ScheduleId::new)?,
        guild: row.discord("guild", GuildId::new)?,
        channel: row.discord("channel", ChannelId::new)?,
        days: row.named("days", |text| Days::parse(text).ok())?,
        time: row.named("time", |text| LocalTime::parse(text).ok())?,
        zone: row.text("zone")?,
        filter: snapshot::filter_from_json(&row.text("filter")?)?,
        role: row.discord_or_none("role", RoleId::new)?,
        reveal_after: reveal_after(row)?,
        answers: row.named("answers", Answers::parse)?,
        effective: row.instant("effective")?,
        ended: row.flag("ended_at")?,
        paused: pause(row)?,
        next: next(row)?,
        trouble: trouble(row)?,
    })
}

fn reveal_after(row: &AnyRow) -> Result<RevealAfter, StoreError> {
    RevealAfter::hours(row.number("reveal_after")?)
        .ok_or_else(|| unreadable("reveal_after", "it is not 1 to 72 hours".to_owned()))
}

fn next(row: &AnyRow) -> Result<Option<Occurrence>, StoreError> {
    let date = date_or_none(row, "next_date")?;
    let at = row.instant("next_at")?;
    Ok(date.map(|date| Occurrence { date, at }))
}

fn trouble(row: &AnyRow) -> Result<Option<Trouble>, StoreError> {
    if row.text("trouble")?.is_empty() {
        return Ok(None);
    }
    Ok(Some(Trouble {
        cause: row.named("trouble", Cause::parse)?,
        since: row.instant("trouble_since")?,
        told: instant_or_none(row, "trouble_told")?,
    }))
}

const UNTIL_RESUMED: &str = "until-resumed";

/// A pause as it is stored: `''`, `until-resumed`, or the date up to which it lasts.
pub(super) fn pause_text(pause: Option<Pause>) -> String {
    match pause {
        None => String::new(),
        Some(Pause::UntilResumed) => UNTIL_RESUMED.to_owned(),
        Some(Pause::Until(date)) => date.to_string(),
    }
}

fn pause(row: &AnyRow) -> Result<Option<Pause>, StoreError> {
    if row.text("paused")? == UNTIL_RESUMED {
        return Ok(Some(Pause::UntilResumed));
    }
    Ok(date_or_none(row, "paused")?.map(Pause::Until))
}
