//! The question of the day: when it is due, and what a group decided about it.
//!
//! Pure: the rules of a zone arrive as a resolved [`jiff::tz::TimeZone`], instants are arguments.
//! Local dates and times are in the schedule's zone, instants in UTC. Two invariants that the
//! rest relies on: a schedule has one occurrence at most for each local date, and later dates
//! have later instants.

mod days;
mod local_time;
mod pick;
mod timing;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::id::{CardId, ChannelId, GuildId, PostId, RoleId, ScheduleId};
use super::select::Filter;

pub use days::{Days, InvalidDays};
pub use local_time::{InvalidTime, LocalTime};
pub use pick::{Before, pick};
pub use timing::{Occurrence, Timing};

/// A group's schedule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// Its id.
    pub id: ScheduleId,
    /// Its server.
    pub guild: GuildId,
    /// Where it posts.
    pub channel: ChannelId,
    /// On which days of the week.
    pub days: Days,
    /// At which local time.
    pub time: LocalTime,
    /// In which zone: its IANA name, for example `Europe/Paris`.
    pub zone: String,
    /// What its questions are like.
    pub filter: Filter,
    /// Who is mentioned.
    pub role: Option<RoleId>,
    /// How long after the post the reference material is shown to everybody; 1 to 72 hours.
    pub reveal_after: RevealAfter,
    /// When others' answers may be read.
    pub answers: Answers,
    /// Occurrences before it do not count: when the schedule was made or its timing changed.
    pub effective: Timestamp,
    /// Whether it was stopped by `/daily off`.
    pub ended: bool,
    /// Whether it rests.
    pub paused: Option<Pause>,
    /// What it posts next; `None` while it rests without an end, or was stopped.
    pub next: Option<Occurrence>,
    /// What keeps it from posting.
    pub trouble: Option<Trouble>,
}

/// For how long a schedule rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pause {
    /// Until somebody resumes it.
    UntilResumed,
    /// Up to this local date, on which it may post again.
    Until(Date),
}

/// When others' answers may be read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Answers {
    /// As they come.
    #[default]
    Open,
    /// Answers from the modal are held until the reference is revealed; who has answered may read
    /// them before.
    AfterOwn,
}

impl Answers {
    /// Every way.
    pub const ALL: [Self; 2] = [Self::Open, Self::AfterOwn];

    /// Its name in the store and in the command's choices.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::AfterOwn => "after-own",
        }
    }

    /// The one of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answers| answers.name() == name)
    }
}

/// Hours between a post and its reveal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RevealAfter(u8);

impl RevealAfter {
    /// The usual one, 22 hours: before the next day's question.
    pub const USUAL: Self = Self(22);
    /// The most hours.
    pub const MOST: u8 = 72;

    /// So many hours; `None` unless 1 to 72.
    pub fn hours(hours: i64) -> Option<Self> {
        u8::try_from(hours)
            .ok()
            .filter(|hours| (1..=Self::MOST).contains(hours))
            .map(Self)
    }

    /// The number of hours.
    pub const fn as_hours(self) -> u8 {
        self.0
    }

    /// The same as a duration.
    pub const fn duration(self) -> SignedDuration {
        SignedDuration::from_hours(self.0 as i64)
    }
}

/// What keeps a schedule from posting; it is on hold until the cause is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// What it is.
    pub cause: Cause,
    /// Since when.
    pub since: Timestamp,
    /// When the organisers were told; `None` where nobody could be told yet.
    pub told: Option<Timestamp>,
}

/// A cause that a person has to mend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cause {
    /// The channel was deleted.
    ChannelGone,
    /// The bot may not post in the channel.
    MayNot,
    /// The thread can't be opened or written in.
    ThreadClosed,
    /// Too many threads are open on the server.
    TooManyThreads,
    /// The role that it mentions is gone; it posts on without a mention.
    RoleGone,
    /// No question passes its filter any more.
    NoQuestion,
    /// Discord refused for another reason.
    Refused,
}

impl Cause {
    /// Every cause.
    pub const ALL: [Self; 7] = [
        Self::ChannelGone,
        Self::MayNot,
        Self::ThreadClosed,
        Self::TooManyThreads,
        Self::RoleGone,
        Self::NoQuestion,
        Self::Refused,
    ];

    /// Its name in the store.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ChannelGone => "channel-gone",
            Self::MayNot => "may-not",
            Self::ThreadClosed => "thread-closed",
            Self::TooManyThreads => "too-many-threads",
            Self::RoleGone => "role-gone",
            Self::NoQuestion => "no-question",
            Self::Refused => "refused",
        }
    }

    /// The cause of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cause| cause.name() == name)
    }

    /// Whether the schedule posts nothing while it lasts.
    pub const fn holds(self) -> bool {
        !matches!(self, Self::RoleGone)
    }
}

/// A row of the ledger: one schedule's post of one local date. There is one at most, whatever
/// happens; the steps in between are recorded on its card and session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// Its id.
    pub id: PostId,
    /// Its schedule.
    pub schedule: ScheduleId,
    /// The local date.
    pub date: Date,
    /// When it was due.
    pub due: Timestamp,
    /// Its card; `None` where the post was missed.
    pub card: Option<CardId>,
    /// Whether it was made late, after a time in which the bot was away.
    pub late: bool,
    /// How others' answers may be read: as the schedule said on that day.
    pub answers: Answers,
    /// When its reference material opens to everybody.
    pub reveal_at: Timestamp,
    /// When that was said in the thread.
    pub revealed: Option<Timestamp>,
    /// How often a step failed.
    pub tries: u32,
    /// Why the last one failed, for organisers and operators; empty for none.
    pub error: String,
}
