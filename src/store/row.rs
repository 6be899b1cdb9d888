//! Columns to domain values and back: the only place that knows how they are written down.

use jiff::Timestamp;
use sqlx::Row;
use sqlx::any::AnyRow;

use super::error::StoreError;
use crate::domain::id::{ChannelId, MessageId};
use crate::domain::session::Message;
use crate::domain::view::Author;

/// Reads typed values out of a row.
pub(super) trait Columns {
    /// A whole number.
    fn number(&self, column: &str) -> Result<i64, StoreError>;
    /// A text.
    fn text(&self, column: &str) -> Result<String, StoreError>;

    /// A whole number of a smaller type.
    fn small<T: TryFrom<i64>>(&self, column: &str) -> Result<T, StoreError> {
        let value = self.number(column)?;
        T::try_from(value).map_err(|_| unreadable(column, format!("{value} is out of range")))
    }

    /// A flag.
    fn flag(&self, column: &str) -> Result<bool, StoreError> {
        Ok(self.number(column)? != 0)
    }

    /// An instant.
    fn instant(&self, column: &str) -> Result<Timestamp, StoreError> {
        let value = self.number(column)?;
        Timestamp::from_millisecond(value)
            .map_err(|_| unreadable(column, format!("{value} is no instant")))
    }

    /// One of our row ids.
    fn own<T>(&self, column: &str, make: fn(i64) -> Option<T>) -> Result<T, StoreError> {
        make(self.number(column)?).ok_or_else(|| unreadable(column, "it is not positive".into()))
    }

    /// One of Discord's ids.
    fn discord<T>(&self, column: &str, make: fn(u64) -> Option<T>) -> Result<T, StoreError> {
        self.discord_or_none(column, make)?
            .ok_or_else(|| unreadable(column, "it is zero".into()))
    }

    /// One of Discord's ids, where there is one.
    fn discord_or_none<T>(
        &self,
        column: &str,
        make: fn(u64) -> Option<T>,
    ) -> Result<Option<T>, StoreError> {
        Ok(make(self.number(column)?.cast_unsigned()))
    }

    /// A name from a closed set.
    fn named<T>(&self, column: &str, parse: fn(&str) -> Option<T>) -> Result<T, StoreError> {
        let name = self.text(column)?;
        parse(&name).ok_or_else(|| unreadable(column, "this version does not know it".into()))
    }

    /// A message's address in two columns, where there is one.
    fn message(&self, channel: &str, message: &str) -> Result<Option<Message>, StoreError> {
        let channel = self.discord_or_none(channel, ChannelId::new)?;
        let id = self.discord_or_none(message, MessageId::new)?;
        Ok(channel.zip(id).map(|(channel, id)| Message { channel, id }))
    }

    /// The person in `author_name` and `author_picture`, where they name one.
    fn author(&self) -> Result<Option<Author>, StoreError> {
        let (name, picture) = (self.text("author_name")?, self.text("author_picture")?);
        let picture = Some(picture).filter(|picture| !picture.is_empty());
        Ok((!name.is_empty()).then_some(Author { name, picture }))
    }
}

impl Columns for AnyRow {
    fn number(&self, column: &str) -> Result<i64, StoreError> {
        Ok(self.try_get(column)?)
    }

    fn text(&self, column: &str) -> Result<String, StoreError> {
        Ok(self.try_get(column)?)
    }
}

/// That a column holds what this version can't read.
pub(super) fn unreadable(column: &str, reason: String) -> StoreError {
    StoreError::Unreadable {
        column: column.to_owned(),
        reason,
    }
}

/// A Discord id as it is stored.
pub(super) fn bits(id: u64) -> i64 {
    id.cast_signed()
}

/// A Discord id as it is stored, 0 for none.
pub(super) fn bits_or_zero<T>(id: Option<T>, get: fn(T) -> u64) -> i64 {
    id.map_or(0, |id| get(id).cast_signed())
}

/// The instant as it comes back from the store: without what is shorter than a millisecond.
pub(super) fn stored_instant(instant: Timestamp) -> Timestamp {
    Timestamp::from_millisecond(instant.as_millisecond()).unwrap_or(instant)
}

/// A person's name and picture as they are stored, `''` for none.
pub(super) fn author_parts(author: Option<&Author>) -> (String, String) {
    let picture = author.and_then(|author| author.picture.as_deref());
    let name = author.map_or("", |author| author.name.as_str());
    (storable(name), storable(picture.unwrap_or("")))
}

/// A text as it can be stored: PostgreSQL takes no U+0000.
pub(super) fn storable(text: &str) -> String {
    text.replace('\0', "")
}
