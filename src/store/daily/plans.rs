//! What organisers decided about single dates of a schedule.

use std::collections::HashSet;

use jiff::civil::Date;
use sqlx::any::AnyRow;
use sqlx::{Any, Transaction};

use super::schedules::{read_schedule, schedules};
use crate::domain::id::ScheduleId;
use crate::domain::question::QuestionId;
use crate::domain::schedule::Occurrence;
use crate::store::Store;
use crate::store::error::StoreError;
use crate::store::row::{Columns, unreadable};

/// How many questions that were passed over are remembered.
const REMEMBERED: usize = 500;

/// What is planned for a date.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// The question that was chosen.
    pub question: Option<QuestionId>,
    /// Those that were passed over for that date, in order.
    pub skipped: Vec<QuestionId>,
}

impl Store {
    /// What is planned for a schedule's date; the default where nothing is.
    pub async fn plan(&self, schedule: ScheduleId, date: Date) -> Result<Plan, StoreError> {
        let row = sqlx::query(
            "SELECT question_id, skipped FROM plans WHERE schedule = $1 AND local_date = $2",
        )
        .bind(schedule.get())
        .bind(date.to_string())
        .fetch_optional(self.readers())
        .await?;
        match row {
            Some(row) => read_plan(&row),
            None => Ok(Plan::default()),
        }
    }

    /// Plans a schedule's date, in place of what was planned for it.
    pub async fn set_plan(
        &self,
        schedule: ScheduleId,
        date: Date,
        plan: &Plan,
    ) -> Result<(), StoreError> {
        let skipped: Vec<_> = plan.skipped.iter().map(QuestionId::as_str).collect();
        let skipped = serde_json::to_string(&skipped)
            .map_err(|error| unreadable("skipped", error.to_string()))?;
        let mut transaction = self.write().await?;
        sqlx::query(
            "INSERT INTO plans (schedule, local_date, question_id, skipped)
             VALUES ($1, $2, $3, $4)
             ON CONFLICT (schedule, local_date) DO UPDATE SET
                 question_id = excluded.question_id, skipped = excluded.skipped",
        )
        .bind(schedule.get())
        .bind(date.to_string())
        .bind(plan.question.as_ref().map_or("", QuestionId::as_str))
        .bind(skipped)
        .execute(&mut **transaction)
        .await?;
        transaction.commit().await
    }

    /// Plans a question for what a schedule posts next, and gives that: its next occurrence or,
    /// where that has its post by now, the first of `later` without one. The choice is made in one
    /// transaction, behind every claim or before it, so that it is for no date that is used up.
    /// `None` where nothing comes next.
    pub async fn plan_next(
        &self,
        schedule: ScheduleId,
        question: &QuestionId,
        later: &[Occurrence],
    ) -> Result<Option<Occurrence>, StoreError> {
        let mut transaction = self.write().await?;
        self.lock(&mut transaction, schedule.get()).await?;
        let Some(next) = next_in(&mut transaction, schedule).await? else {
            transaction.rollback().await?;
            return Ok(None);
        };
        let claimed = claimed_since(&mut transaction, schedule, next.date).await?;
        let later = later.iter().filter(|one| one.date > next.date);
        let free = std::iter::once(&next)
            .chain(later)
            .find(|one| !claimed.contains(&one.date));
        if let Some(free) = free {
            sqlx::query(
                "INSERT INTO plans (schedule, local_date, question_id, skipped)
                 VALUES ($1, $2, $3, '[]')
                 ON CONFLICT (schedule, local_date) DO UPDATE SET
                     question_id = excluded.question_id",
            )
            .bind(schedule.get())
            .bind(free.date.to_string())
            .bind(question.as_str())
            .execute(&mut **transaction)
            .await?;
        }
        let free = free.copied();
        transaction.commit().await?;
        Ok(free)
    }

    /// The questions that were passed over for dates before the schedule's next one, each once,
    /// latest first; at most `REMEMBERED`.
    pub async fn skipped_lately(
        &self,
        schedule: ScheduleId,
    ) -> Result<Vec<QuestionId>, StoreError> {
        let rows = sqlx::query(
            "SELECT p.skipped FROM plans p JOIN schedules s ON s.id = p.schedule
             WHERE p.schedule = $1 AND (s.next_date = '' OR p.local_date < s.next_date)
               AND p.skipped <> '[]'
             ORDER BY p.local_date DESC LIMIT $2",
        )
        .bind(schedule.get())
        .bind(i64::try_from(REMEMBERED).unwrap_or(i64::MAX))
        .fetch_all(self.readers())
        .await?;
        let mut known = HashSet::new();
        let mut latest = Vec::new();
        for row in &rows {
            let skipped = skipped(row)?.into_iter().rev();
            latest.extend(skipped.filter(|question| known.insert(question.clone())));
        }
        latest.truncate(REMEMBERED);
        Ok(latest)
    }
}

/// What is planned for a schedule's date, inside a transaction.
pub(super) async fn plan_in(
    transaction: &mut Transaction<'static, Any>,
    schedule: ScheduleId,
    date: Date,
) -> Result<Plan, StoreError> {
    let row = sqlx::query(
        "SELECT question_id, skipped FROM plans WHERE schedule = $1 AND local_date = $2",
    )
    .bind(schedule.get())
    .bind(date.to_string())
    .fetch_optional(&mut **transaction)
    .await?;
    row.as_ref().map_or_else(|| Ok(Plan::default()), read_plan)
}

/// What a schedule posts next, as it stands now.
async fn next_in(
    transaction: &mut Transaction<'static, Any>,
    schedule: ScheduleId,
) -> Result<Option<Occurrence>, StoreError> {
    let row = sqlx::query(schedules!("WHERE id = $1 AND ended_at = 0"))
        .bind(schedule.get())
        .fetch_optional(&mut **transaction)
        .await?;
    let schedule = row.as_ref().map(read_schedule).transpose()?;
    Ok(schedule.and_then(|schedule| schedule.next))
}

/// The dates from this one on that have their post.
async fn claimed_since(
    transaction: &mut Transaction<'static, Any>,
    schedule: ScheduleId,
    date: Date,
) -> Result<HashSet<Date>, StoreError> {
    sqlx::query(
        "SELECT local_date FROM posts WHERE schedule = $1 AND local_date >= $2 AND card <> 0",
    )
    .bind(schedule.get())
    .bind(date.to_string())
    .fetch_all(&mut **transaction)
    .await?
    .iter()
    .map(|row| row.named("local_date", |text| text.parse().ok()))
    .collect()
}

fn read_plan(row: &AnyRow) -> Result<Plan, StoreError> {
    let question = row.text("question_id")?;
    Ok(Plan {
        question: match question.as_str() {
            "" => None,
            id => Some(parsed("question_id", id)?),
        },
        skipped: skipped(row)?,
    })
}

fn skipped(row: &AnyRow) -> Result<Vec<QuestionId>, StoreError> {
    let ids: Vec<String> = serde_json::from_str(&row.text("skipped")?)
        .map_err(|_| unreadable("skipped", "it is no JSON list".to_owned()))?;
    ids.iter().map(|id| parsed("skipped", id)).collect()
}

fn parsed(column: &str, id: &str) -> Result<QuestionId, StoreError> {
    id.parse()
        .map_err(|_| unreadable(column, "it is not `bank/slug`".to_owned()))
}
