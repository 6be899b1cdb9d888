//! A request on its way, and the limits that hold for it.

use std::time::Duration;

use serenity::http::Request;
use tokio::time::Instant;

use super::buckets::Buckets;
use crate::discord::rest::RateLimits;

/// The kinds of requests; each is one route of Discord's API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Operation {
    CreateMessage,
    EditMessage,
    DeleteMessage,
    React,
    CreateThread,
    /// Puts a thread into the archive, or takes it out.
    ArchiveThread,
    AddThreadMember,
    ReadMessages,
    ReadChannel,
    ReadChannels,
    ReadGuild,
    ReadMember,
    OpenDirect,
    Callback,
    EditReply,
    FollowUp,
    DeleteReply,
}

/// A request with what its limits depend on.
pub(super) struct Call<'a> {
    pub operation: Operation,
    /// The channel's, the server's or the interaction's id; 0 where the route has none of them.
    pub major: u64,
    pub request: Request<'a>,
}

/// What Discord has told us of its limits.
#[derive(Default)]
pub(super) struct Limits {
    buckets: Buckets,
    paused_until: Option<Instant>,
}

impl Limits {
    /// How long this request has to wait; `None` if it may go.
    pub(super) fn obstacle(&self, call: &Call<'_>, now: Instant) -> Option<Duration> {
        let bucket = self.buckets.wait(call.operation, call.major, now);
        self.pause(now).max(bucket)
    }

    /// How long everything has to wait.
    pub(super) fn pause(&self, now: Instant) -> Option<Duration> {
        self.paused_until
            .and_then(|until| until.checked_duration_since(now))
            .filter(|pause| !pause.is_zero())
    }

    /// Counts a request that goes out now.
    pub(super) fn take(&mut self, call: &Call<'_>, now: Instant) {
        self.buckets.take(call.operation, call.major, now);
    }

    /// Takes over what an answer says of its bucket.
    pub(super) fn learn(&mut self, call: &Call<'_>, limits: &RateLimits, now: Instant) {
        self.buckets.learn(call.operation, call.major, limits, now);
    }

    /// Nothing goes to this request's bucket for a while.
    pub(super) fn block(&mut self, call: &Call<'_>, wait: Duration, now: Instant) {
        self.buckets.block(call.operation, call.major, wait, now);
    }

    /// Nothing goes out until then; a longer pause stays.
    pub(super) fn pause_until(&mut self, until: Instant) {
        self.paused_until = Some(self.paused_until.map_or(until, |old| old.max(until)));
    }
}
