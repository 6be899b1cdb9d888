//! Ids as Discord makes them: milliseconds since 2015 in the upper 42 bits.
//!
//! Ids of one playground only ever grow, so that `before` and `after` mean time.

use std::fmt;
use std::str::FromStr;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// The first millisecond of 2015 in Unix time (UTC), where Discord's ids begin.
pub const DISCORD_EPOCH_MS: i64 = 1_420_070_400_000;

const START_WORLD_AGE_MS: i64 = 30 * 24 * 60 * 60 * 1000;

/// An id. On the wire it is a string of digits; numbers are accepted as well.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Snowflake(pub u64);

impl Snowflake {
    /// The moment in the id, in Unix milliseconds (UTC).
    pub fn timestamp_ms(self) -> i64 {
        (self.0 >> 22).cast_signed() + DISCORD_EPOCH_MS
    }
}

impl fmt::Display for Snowflake {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, formatter)
    }
}

impl fmt::Debug for Snowflake {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, formatter)
    }
}

impl FromStr for Snowflake {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

impl Serialize for Snowflake {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Snowflake {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = Snowflake;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an id: a string of digits")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Snowflake, E> {
                text.parse()
                    .map_err(|_| E::custom("an id is a string of digits"))
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Snowflake, E> {
                Ok(Snowflake(number))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

/// The playground's clock and its source of ids. Tests can move it forward.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Clock {
    offset_ms: i64,
    last: u64,
    last_guild_ms: i64,
}

impl Default for Clock {
    fn default() -> Self {
        Self {
            offset_ms: 0,
            last: 0,
            last_guild_ms: system_ms() - START_WORLD_AGE_MS,
        }
    }
}

impl Clock {
    /// Now, in Unix milliseconds (UTC), moved by what tests asked for.
    pub fn now_ms(&self) -> i64 {
        system_ms() + self.offset_ms
    }

    /// Moves the clock forward.
    pub fn advance(&mut self, milliseconds: u32) {
        self.offset_ms += i64::from(milliseconds);
    }

    /// A new id for anything but a guild.
    pub fn next_id(&mut self) -> Snowflake {
        self.last = to_bits(self.now_ms()).max(self.last + 1);
        Snowflake(self.last)
    }

    /// A new guild id. Each has a millisecond of its own, because the shard of a guild is
    /// computed from the milliseconds alone.
    pub fn next_guild_id(&mut self) -> Snowflake {
        self.last_guild_ms += 1;
        Snowflake(to_bits(self.last_guild_ms))
    }
}

fn to_bits(unix_ms: i64) -> u64 {
    ((unix_ms - DISCORD_EPOCH_MS).max(0).cast_unsigned()) << 22
}

fn system_ms() -> i64 {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
