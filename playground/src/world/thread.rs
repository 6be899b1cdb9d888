//! Threads: begun, joined, archived, locked.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::World;
use super::channel::blank;
use super::message::Draft;
use super::model::{Reference, Thread, flag, kind};
use super::snowflake::Snowflake;
use crate::wire;

/// How many threads of one server may be active at a time.
pub const ACTIVE_THREADS_MAX: usize = 1_000;

/// What a new thread is made with.
pub struct NewThread {
    pub parent: Snowflake,
    /// The message it starts at, whose id it takes.
    pub message: Option<Snowflake>,
    pub owner: Snowflake,
    pub kind: u8,
    pub name: String,
    pub auto_archive_minutes: u32,
    pub invitable: bool,
    pub applied_tags: Vec<Snowflake>,
}

impl World {
    /// Whether the guild has room for one more active thread.
    pub fn has_room_for_thread(&self, guild: Snowflake) -> bool {
        self.guilds.get(&guild).is_some_and(|guild| {
            let active = guild.threads.iter().filter_map(|id| self.channels.get(id));
            let active = active.filter(|channel| {
                channel
                    .thread
                    .as_ref()
                    .is_some_and(|thread| !thread.archived)
            });
            !guild.threads_full && active.count() < ACTIVE_THREADS_MAX
        })
    }

    /// Makes a thread. The caller has checked permissions, room and that none exists there.
    pub fn begin_thread(&mut self, new: NewThread) -> Snowflake {
        let id = new.message.unwrap_or_else(|| self.clock.next_id());
        let now = self.clock.now_ms();
        let guild = self.channels.get(&new.parent).and_then(|one| one.guild);
        let mut channel = blank(id, guild, new.kind, &new.name);
        channel.parent = Some(new.parent);
        channel.thread = Some(Thread {
            owner: new.owner,
            archived: false,
            locked: false,
            auto_archive_minutes: new.auto_archive_minutes,
            archive_ms: now,
            created_ms: now,
            members: BTreeMap::from([(new.owner, now)]),
            message_count: 0,
            total_message_sent: 0,
            invitable: new.invitable,
            applied_tags: new.applied_tags.clone(),
        });
        self.channels.insert(id, channel);
        if let Some(guild) = guild.and_then(|id| self.guilds.get_mut(&id)) {
            guild.threads.push(id);
        }
        self.announce_thread(id);
        let is_post = self
            .channels
            .get(&new.parent)
            .is_some_and(|parent| parent.kind == kind::FORUM);
        if let Some(message) = new.message {
            self.mark_starter(new.parent, message);
        } else if new.kind != kind::PRIVATE_THREAD && !is_post {
            self.post_thread_created(&new, id);
        }
        id
    }

    fn announce_thread(&mut self, id: Snowflake) {
        let Some(channel) = self.channels.get(&id) else {
            return;
        };
        let mut data = wire::channel::render(self, channel);
        data["newly_created"] = json!(true);
        self.emit_channel("THREAD_CREATE", id, data);
        self.notify_state();
    }

    /// Ties the message that a thread starts at to it, on both sides.
    fn mark_starter(&mut self, parent: Snowflake, message: Snowflake) {
        if let Some(record) = self.message_mut(parent, message) {
            record.flags |= flag::HAS_THREAD;
        }
        self.announce_message("MESSAGE_UPDATE", parent, message);
        let author = self.message(parent, message).map(|one| one.author);
        let draft = Draft {
            kind: 21,
            reference: Some(Reference {
                channel: parent,
                message: Some(message),
            }),
            ..Draft::by(author.unwrap_or(self.bot.id))
        };
        self.post(message, draft);
    }

    fn post_thread_created(&mut self, new: &NewThread, id: Snowflake) {
        let draft = Draft {
            kind: 18,
            content: new.name.clone(),
            reference: Some(Reference {
                channel: id,
                message: None,
            }),
            ..Draft::by(new.owner)
        };
        self.post(new.parent, draft);
    }

    /// Adds somebody to a thread.
    pub fn join_thread(&mut self, id: Snowflake, user: Snowflake) {
        let now = self.clock.now_ms();
        let Some(thread) = self
            .channels
            .get_mut(&id)
            .and_then(|one| one.thread.as_mut())
        else {
            return;
        };
        if thread.members.insert(user, now).is_some() {
            return;
        }
        let member =
            json!({"id": id, "user_id": user, "join_timestamp": wire::time(now), "flags": 0});
        self.emit_thread_members(id, vec![member], vec![]);
    }

    /// Takes somebody out of a thread.
    pub fn leave_thread(&mut self, id: Snowflake, user: Snowflake) {
        let Some(thread) = self
            .channels
            .get_mut(&id)
            .and_then(|one| one.thread.as_mut())
        else {
            return;
        };
        if thread.members.remove(&user).is_some() {
            self.emit_thread_members(id, vec![], vec![user]);
        }
    }

    fn emit_thread_members(&mut self, id: Snowflake, added: Vec<Value>, removed: Vec<Snowflake>) {
        let Some(channel) = self.channels.get(&id) else {
            return;
        };
        let count = channel.thread.as_ref().map_or(0, |one| one.members.len());
        // Without the members intent Discord tells a bot only of itself.
        let bot = self.bot.id.to_string();
        let concerns_bot = removed.contains(&self.bot.id)
            || added.iter().any(|one| one["user_id"] == bot.as_str());
        if concerns_bot {
            let data = json!({
                "id": id, "guild_id": channel.guild, "member_count": count.min(50),
                "added_members": added, "removed_member_ids": removed,
            });
            self.emit_channel("THREAD_MEMBERS_UPDATE", id, data);
        }
        self.notify_state();
    }

    /// Archives, unarchives, locks or unlocks a thread.
    pub fn set_thread_state(
        &mut self,
        id: Snowflake,
        archived: Option<bool>,
        locked: Option<bool>,
    ) {
        let now = self.clock.now_ms();
        let Some(thread) = self
            .channels
            .get_mut(&id)
            .and_then(|one| one.thread.as_mut())
        else {
            return;
        };
        let before = (thread.archived, thread.locked);
        thread.archived = archived.unwrap_or(thread.archived);
        thread.locked = locked.unwrap_or(thread.locked);
        if before.0 != thread.archived {
            thread.archive_ms = now;
        }
        if before != (thread.archived, thread.locked) {
            self.emit_changed_channel("THREAD_UPDATE", id);
        }
    }
}
