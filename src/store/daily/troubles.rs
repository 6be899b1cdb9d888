//! What keeps schedules from posting, and whether their organisers know.

use jiff::Timestamp;

use crate::domain::id::ScheduleId;
use crate::domain::schedule::Cause;
use crate::store::Store;
use crate::store::error::StoreError;

impl Store {
    /// Notes what keeps a schedule from posting. True where that is news: there was nothing
    /// before, or another cause; then nobody was told of it yet.
    pub async fn in_trouble(
        &self,
        id: ScheduleId,
        cause: Cause,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        let changed = sqlx::query(
            "UPDATE schedules SET trouble = $1, trouble_since = $2, trouble_told = 0
             WHERE id = $3 AND trouble <> $1",
        )
        .bind(cause.name())
        .bind(now.as_millisecond())
        .bind(id.get())
        .execute(&mut **transaction)
        .await?;
        transaction.commit().await?;
        Ok(changed.rows_affected() == 1)
    }

    /// Notes that the organisers were told of a schedule's trouble.
    pub async fn trouble_told(&self, id: ScheduleId, now: Timestamp) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sqlx::query("UPDATE schedules SET trouble_told = $1 WHERE id = $2 AND trouble <> ''")
            .bind(now.as_millisecond())
            .bind(id.get())
            .execute(&mut **transaction)
            .await?;
        transaction.commit().await
    }

    /// Notes that nothing keeps a schedule from posting any more. True where something did.
    pub async fn trouble_over(&self, id: ScheduleId) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        let changed = sqlx::query(
            "UPDATE schedules SET trouble = '', trouble_since = 0, trouble_told = 0
             WHERE id = $1 AND trouble <> ''",
        )
        .bind(id.get())
        .execute(&mut **transaction)
        .await?;
        transaction.commit().await?;
        Ok(changed.rows_affected() == 1)
    }
}
