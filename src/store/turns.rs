//! Turns that processes take one after the other, by a row that they share: what Discord allows
//! once in a while for all of them together.

use jiff::{SignedDuration, Timestamp};

use super::Store;
use super::error::StoreError;
use super::row::Columns;

/// A turn is not further off than its pause. Machines' clocks differ a little; one that is further
/// off than this beyond the pause was noted by a clock that was wrong, and binds nobody.
const CLOCKS_DIFFER: SignedDuration = SignedDuration::from_mins(1);

impl Store {
    /// Takes the turn of this name, so that nobody else does for `pause`; or says when to ask
    /// again. `None`: it is the caller's now.
    pub async fn take_turn(
        &self,
        name: &str,
        now: Timestamp,
        pause: SignedDuration,
    ) -> Result<Option<Timestamp>, StoreError> {
        let mut transaction = self.write().await?;
        let taken = sqlx::query(
            "INSERT INTO turns (name, free_at) VALUES ($1, $2)
             ON CONFLICT (name) DO UPDATE SET free_at = excluded.free_at
             WHERE turns.free_at <= $3 OR turns.free_at > $4",
        )
        .bind(name)
        .bind((now + pause).as_millisecond())
        .bind(now.as_millisecond())
        .bind((now + pause + CLOCKS_DIFFER).as_millisecond())
        .execute(&mut **transaction)
        .await?;
        if taken.rows_affected() == 1 {
            transaction.commit().await?;
            return Ok(None);
        }
        let free_at = sqlx::query("SELECT free_at FROM turns WHERE name = $1")
            .bind(name)
            .fetch_one(&mut **transaction)
            .await?
            .instant("free_at")?;
        transaction.rollback().await?;
        Ok(Some(free_at))
    }
}
