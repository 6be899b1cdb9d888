//! Identifiers as distinct types, so that a channel can't be taken for a person.
//!
//! Two families: Discord's snowflakes (made by Discord; never zero) and our own row ids (made by
//! [`crate::clock::Ids`]; positive and rising in time). Neither carries meaning to be parsed here.

use std::fmt;
use std::num::NonZeroU64;
use std::str::FromStr;

/// A text that is not an id of the wanted kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an id: expected a positive whole number")]
pub struct InvalidId(pub String);

macro_rules! snowflake {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(NonZeroU64);

        impl $name {
            /// The id with this value; `None` for zero, which Discord never gives.
            pub const fn new(value: u64) -> Option<Self> {
                match NonZeroU64::new(value) {
                    Some(value) => Some(Self(value)),
                    None => None,
                }
            }

            /// The id's value.
            pub const fn get(self) -> u64 {
                self.0.get()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                text.parse().map(Self).map_err(|_| InvalidId(text.to_owned()))
            }
        }
    };
}

snowflake! {
    /// A person on Discord.
    UserId
}
snowflake! {
    /// A Discord server ("guild" in the API).
    GuildId
}
snowflake! {
    /// A channel, thread or direct-message channel.
    ChannelId
}
snowflake! {
    /// A message.
    MessageId
}
snowflake! {
    /// A role of a server.
    RoleId
}
snowflake! {
    /// One use of a command, button, select or modal.
    InteractionId
}

/// Where Discord's time begins, in milliseconds since the Unix epoch.
///
/// Source: <https://docs.discord.com/developers/reference#snowflakes>.
const DISCORD_EPOCH: i64 = 1_420_070_400_000;
/// How many bits of a snowflake stand below its time.
const BELOW_THE_TIME: u32 = 22;

impl GuildId {
    /// Which of `total` shards tells of this server.
    ///
    /// Source: <https://docs.discord.com/developers/events/gateway#sharding>.
    pub const fn shard(self, total: u32) -> u32 {
        let total = if total == 0 { 1 } else { total };
        // The remainder is below `total`.
        ((self.get() >> BELOW_THE_TIME) % total as u64) as u32
    }
}

impl MessageId {
    /// The smallest id that a message of this instant can have, for reading "after" it.
    pub fn earliest_at(instant: jiff::Timestamp) -> Self {
        let milliseconds = u64::try_from(instant.as_millisecond() - DISCORD_EPOCH).unwrap_or(0);
        Self::new((milliseconds << BELOW_THE_TIME).max(1)).unwrap_or(Self(NonZeroU64::MIN))
    }

    /// When the message was written, to the millisecond, by Discord's clock.
    pub fn written(self) -> jiff::Timestamp {
        let milliseconds = (self.get() >> BELOW_THE_TIME).cast_signed() + DISCORD_EPOCH;
        // 42 bits of milliseconds end in the year 2154.
        jiff::Timestamp::from_millisecond(milliseconds).unwrap_or(jiff::Timestamp::MAX)
    }

    /// The id before this one, for reading from this one on by reading "after" an id.
    pub fn before(self) -> Self {
        Self::new(self.get() - 1).unwrap_or(self)
    }
}

macro_rules! row_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(i64);

        impl $name {
            /// The id with this value; `None` unless it is positive.
            pub const fn new(value: i64) -> Option<Self> {
                if value > 0 { Some(Self(value)) } else { None }
            }

            /// The id's value, as it is stored.
            pub const fn get(self) -> i64 {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

row_id! {
    /// A session: one drill, one day's question, later one mock interview.
    SessionId
}
row_id! {
    /// A card: one question put to people in a session.
    CardId
}
row_id! {
    /// An attempt: one answer of one person to one card.
    AttemptId
}
row_id! {
    /// A schedule of the question of the day.
    ScheduleId
}
row_id! {
    /// A post in the ledger: one schedule's question of one local date.
    PostId
}
row_id! {
    /// A suggestion: a question that somebody proposes for their server's bank.
    SuggestionId
}
row_id! {
    /// A question of a server's own bank.
    OwnQuestionId
}
row_id! {
    /// A job: work that was promised and is finished even over restarts.
    JobId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_knows_when_it_was_written() {
        // The example of Discord's own page on snowflakes.
        let id = MessageId::new(175_928_847_299_117_063).expect("not zero");
        let written = "2016-04-30T11:18:25.796Z".parse().expect("an instant");
        assert_eq!(id.written(), written);
        assert!(MessageId::earliest_at(written) <= id);
        assert_eq!(MessageId::earliest_at(written).written(), written);
        assert_eq!(id.before().get(), id.get() - 1);
    }

    #[test]
    fn servers_are_spread_over_shards_by_their_time() {
        let guild = GuildId::new(41_771_983_423_143_937).expect("not zero");
        assert_eq!(guild.shard(1), 0);
        assert_eq!(
            u64::from(guild.shard(16)),
            (41_771_983_423_143_937 >> 22) % 16
        );
        assert_eq!(guild.shard(0), 0, "no division by zero");
    }

    #[test]
    fn zero_and_words_are_not_ids() {
        assert_eq!("42".parse::<UserId>().map(UserId::get), Ok(42));
        for text in ["0", "-1", "", "me", "1e3", "99999999999999999999999"] {
            assert_eq!(text.parse::<UserId>(), Err(InvalidId(text.to_owned())));
        }
        assert_eq!(CardId::new(0), None);
        assert_eq!(CardId::new(-5), None);
    }
}
