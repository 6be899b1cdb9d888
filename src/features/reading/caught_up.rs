//! Channels that are read up to the present, as many as fit.

use std::collections::{HashMap, VecDeque};

use crate::domain::id::ChannelId;

/// The newest channels that were caught up, with their shards.
#[derive(Debug, Default)]
pub(super) struct CaughtUp {
    shards: HashMap<ChannelId, u32>,
    order: VecDeque<ChannelId>,
}

impl CaughtUp {
    /// How many are remembered; a forgotten one is read once more when that matters.
    pub(super) const REMEMBERED: usize = 32_768;

    pub(super) fn contains(&self, channel: ChannelId) -> bool {
        self.shards.contains_key(&channel)
    }

    pub(super) fn insert(&mut self, channel: ChannelId, shard: u32) {
        if self.shards.insert(channel, shard).is_some() {
            return;
        }
        self.order.push_back(channel);
        if self.order.len() > Self::REMEMBERED
            && let Some(oldest) = self.order.pop_front()
        {
            self.shards.remove(&oldest);
        }
    }

    pub(super) fn forget(&mut self, channel: ChannelId) {
        // Its place in the order is given up in its turn.
        self.shards.remove(&channel);
    }

    pub(super) fn forget_shard(&mut self, shard: u32) {
        self.shards.retain(|_, of| *of != shard);
        self.order
            .retain(|channel| self.shards.contains_key(channel));
    }

    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.shards.len().max(self.order.len())
    }
}
