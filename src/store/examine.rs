//! Looking at a database without changing it, for checks of a set-up.

use sqlx::Connection;

use super::connection::{self, Address};
use super::error::StoreError;
use super::migrate;

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Examined {
    /// An embedded database that is not there yet; the first start makes it.
    NotThereYet,
    /// It answers and is up to date.
    Ready,
    /// It answers; the next start brings it up to date, after copying an embedded one.
    Older,
}

/// Looks at the database at `url`; neither makes nor migrates it.
///
/// # Errors
/// [`StoreError::Newer`] where a newer program has migrated it; others name what failed.
pub async fn examine(url: &str) -> Result<Examined, StoreError> {
    let address: Address = url.parse()?;
    let mut connection = match &address {
        Address::Sqlite(path) if !path.exists() => return Ok(Examined::NotThereYet),
        Address::Sqlite(path) => connection::connect_read_only(path).await?,
        Address::Postgres(_) => connection::connect(address.kind(), &address.options()?).await?,
    };
    let found = migrate::version(&mut connection).await;
    connection.close().await?;
    let (found, known) = (found?, migrate::newest());
    migrate::refuse_newer(found, known)?;
    Ok(if found == known {
        Examined::Ready
    } else {
        Examined::Older
    })
}
