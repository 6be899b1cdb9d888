//! Channels that are not threads: made, changed and removed.

use std::collections::BTreeMap;

use serde_json::json;

use super::World;
use super::model::{Channel, kind};
use super::snowflake::Snowflake;
use crate::wire;

impl World {
    /// A new channel in a guild.
    pub fn add_channel(
        &mut self,
        guild: Snowflake,
        name: &str,
        kind: u8,
        parent: Option<Snowflake>,
    ) -> Snowflake {
        let id = self.clock.next_id();
        let position = self
            .guilds
            .get(&guild)
            .map_or(0, |guild| u32::try_from(guild.channels.len()).unwrap_or(0));
        let mut channel = blank(id, Some(guild), kind, name);
        channel.parent = parent;
        channel.position = position;
        self.channels.insert(id, channel);
        if let Some(guild) = self.guilds.get_mut(&guild) {
            guild.channels.push(id);
        }
        self.emit_changed_channel("CHANNEL_CREATE", id);
        id
    }

    /// The bot's DM channel with a person; made when there is none.
    pub fn direct_channel(&mut self, person: Snowflake) -> Snowflake {
        let existing = self
            .channels
            .values()
            .find(|channel| channel.recipient == Some(person));
        if let Some(channel) = existing {
            return channel.id;
        }
        let id = self.clock.next_id();
        let mut channel = blank(id, None, kind::DM, "");
        channel.recipient = Some(person);
        self.channels.insert(id, channel);
        self.notify_state();
        id
    }

    /// Removes a channel or thread, and the threads of a channel.
    pub fn delete_channel(&mut self, id: Snowflake) {
        let threads: Vec<_> = self
            .channels
            .values()
            .filter(|channel| channel.is_thread() && channel.parent == Some(id))
            .map(|channel| channel.id)
            .collect();
        for thread in threads {
            self.delete_channel(thread);
        }
        let Some(channel) = self.channels.get(&id) else {
            return;
        };
        let (name, data) = if channel.is_thread() {
            (
                "THREAD_DELETE",
                json!({
                    "id": id, "guild_id": channel.guild, "parent_id": channel.parent,
                    "type": channel.kind,
                }),
            )
        } else {
            ("CHANNEL_DELETE", wire::channel::render(self, channel))
        };
        self.emit_channel(name, id, data);
        let guild = self.channels.remove(&id).and_then(|channel| channel.guild);
        if let Some(guild) = guild.and_then(|id| self.guilds.get_mut(&id)) {
            guild.channels.retain(|one| *one != id);
            guild.threads.retain(|one| *one != id);
        }
        self.notify_state();
    }

    /// Tells bot and page of a channel or thread as it now is. A channel that the bot stopped
    /// seeing is still announced, as Discord does for bots.
    pub fn emit_changed_channel(&mut self, name: &'static str, id: Snowflake) {
        let Some(channel) = self.channels.get(&id) else {
            return;
        };
        let data = wire::channel::render(self, channel);
        if let Some(guild) = channel.guild {
            self.emit_guild(name, guild, data);
        }
        self.notify_state();
    }
}

/// A channel with nothing in it.
pub fn blank(id: Snowflake, guild: Option<Snowflake>, kind: u8, name: &str) -> Channel {
    Channel {
        id,
        guild,
        kind,
        name: name.to_owned(),
        topic: None,
        parent: None,
        position: 0,
        overwrites: Vec::new(),
        recipient: None,
        thread: None,
        last_message: None,
        last_pin_ms: None,
        available_tags: Vec::new(),
        slowmode_seconds: 0,
        messages: BTreeMap::new(),
    }
}
