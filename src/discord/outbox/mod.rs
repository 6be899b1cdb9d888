//! The [`Outbox`](crate::outbox::Outbox) for Discord: everything that we send goes through here.
//!
//! Two lanes. The lane for **posts** (channel messages, threads, reactions, reads) keeps a pace
//! just below Discord's global limit, one write at a time per channel, and people before
//! background work. The lane for **interactions** never waits behind posts: Discord exempts it
//! from the global limit, and people look at the screen meanwhile. Both learn Discord's buckets
//! from its answers, obey its 429s, and try again what failed without a clear answer.
//!
//! Invariants: every body comes from [`super::encode`]; bodies and tokens are never logged; all
//! queues and maps are bounded; once Discord has rejected the token nothing more is sent.

mod buckets;
mod call;
mod counters;
mod interactions;
mod lane;
mod options;
mod pace;
mod read;
mod retry;
mod sends;
mod servers;
mod turns;

use std::sync::Arc;

use rand_chacha::ChaCha8Rng;
use serenity::model::id::ApplicationId;
use tokio::sync::watch;

use self::call::{Call, Operation};
use self::lane::Lane;
use self::retry::Jitter;
use self::turns::Turns;
use super::rest::{Answer, Rest};
use crate::domain::id::UserId;
use crate::outbox::SendError;

pub use counters::Counters;
pub use interactions::{Acknowledged, Interactions};
pub use options::OutboxOptions;
pub use pace::Priority;

/// "Tried to perform an operation on an archived thread."
const THREAD_ARCHIVED: u32 = 50_083;

/// Sends to Discord. Clones share their lanes.
#[derive(Clone)]
pub struct DiscordOutbox {
    posts: Arc<Posts>,
    interactions: Interactions,
    priority: Priority,
}

/// The lane for posts with what only it has.
struct Posts {
    lane: Lane,
    turns: Turns<(u64, Access)>,
    me: UserId,
    most_waiting: u64,
    room: u64,
}

/// Writes to a channel keep their order among themselves; reads among themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Access {
    Read,
    Write,
}

impl DiscordOutbox {
    /// An outbox for this application, whose bot is `me`. `rng` spreads retries over time and
    /// has to differ between processes.
    pub fn new(
        rest: &Rest,
        application: ApplicationId,
        me: UserId,
        options: &OutboxOptions,
        rng: ChaCha8Rng,
    ) -> Self {
        let jitter = Arc::new(Jitter::new(rng));
        Self {
            posts: Arc::new(Posts {
                lane: options.posts_lane(rest, Arc::clone(&jitter)),
                turns: Turns::new(),
                me,
                most_waiting: options.most_waiting,
                room: options.room(),
            }),
            interactions: Interactions::new(rest, application, options, &jitter),
            priority: Priority::Live,
        }
    }

    /// The same outbox for work that nobody waits for, such as scheduled posts. To read messages is
    /// always background work.
    #[must_use]
    pub fn background(&self) -> Self {
        Self {
            priority: Priority::Background,
            ..self.clone()
        }
    }

    /// The lane for interactions.
    pub fn interactions(&self) -> &Interactions {
        &self.interactions
    }

    /// What the lane for posts has done.
    pub fn post_counters(&self) -> &Counters {
        &self.posts.lane.counters
    }

    /// Becomes true when Discord rejects the bot's token.
    pub fn token_rejected(&self) -> watch::Receiver<bool> {
        self.posts.lane.rest.token_rejected()
    }

    async fn write(&self, call: Call<'_>) -> Result<Answer, SendError> {
        self.posts.run(call, Access::Write, self.priority).await
    }

    /// Writes to what is there already. Discord wakes an archived thread for a new message, but
    /// refuses to change an old one in it: then the thread is woken first, which everybody may who
    /// may write there, unless it is locked.
    async fn write_awake(&self, call: Call<'_>) -> Result<Answer, SendError> {
        let again = Call {
            operation: call.operation,
            major: call.major,
            request: call.request.clone(),
        };
        let thread = call.major;
        match self.write(call).await {
            Err(error) if error.code() == Some(THREAD_ARCHIVED) => {
                self.write(sends::archive(thread, false)?).await?;
                self.write(again).await
            }
            other => other,
        }
    }
}

impl Posts {
    async fn run(
        &self,
        call: Call<'_>,
        access: Access,
        priority: Priority,
    ) -> Result<Answer, SendError> {
        let _place = self.lane.counters.enter(priority, self.most_waiting)?;
        let _turn = self.turns.take((call.major, access)).await;
        self.lane.run(&call, priority).await
    }

    fn has_room(&self, posts: usize) -> bool {
        let posts = u64::try_from(posts).unwrap_or(u64::MAX);
        let waiting = self.lane.counters.live();
        waiting.saturating_add(posts) <= self.room
            && self
                .lane
                .paused_for()
                .is_none_or(|pause| pause <= options::SHORT_WAIT)
    }
}

#[cfg(test)]
mod tests;
