//! Everything that exists in the playground, behind one mutex.
//!
//! Changes go through the methods in this folder: each changes the records, tells the gateway's
//! sessions, and tells the page, in that order and under one lock, so that a bot sees events in
//! the order of their effects. No method waits for anything.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio::sync::broadcast;

use crate::gateway::hub::{Event, Hub};
use crate::wire;

pub mod channel;
pub mod interaction;
pub mod mentions;
pub mod message;
pub mod model;
pub mod people;
pub mod permissions;
pub mod roles;
pub mod snowflake;
pub mod start;
pub mod thread;

use interaction::Interactions;
use model::{Channel, Guild, Message, User};
use snowflake::{Clock, Snowflake};

/// What the page hears of.
#[derive(Debug, Clone)]
pub struct Notice {
    pub name: &'static str,
    /// The channel that one must see to hear this.
    pub channel: Option<Snowflake>,
    /// The only person who hears this.
    pub only: Option<Snowflake>,
    pub content: NoticeContent,
}

/// What a notice says.
#[derive(Debug, Clone)]
pub enum NoticeContent {
    Data(Value),
    /// A message, which looks different to each who sees it: rendered for the listener.
    Message(Snowflake),
}

/// The application that the bot belongs to.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Application {
    pub id: Snowflake,
    /// Whether the privileged message-content intent is on.
    pub message_content: bool,
}

/// A file that was uploaded, served under `/attachments/`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct StoredFile {
    pub name: String,
    pub content_type: String,
    #[serde(with = "crate::state_file::base64_text")]
    pub bytes: Vec<u8>,
}

/// A nonce that was enforced, and the message it made.
#[derive(Debug)]
pub struct UsedNonce {
    pub channel: Snowflake,
    pub author: Snowflake,
    pub nonce: String,
    pub message: Snowflake,
    pub at_ms: i64,
}

/// Everything that exists.
#[derive(Serialize, Deserialize)]
pub struct World {
    pub clock: Clock,
    pub application: Application,
    pub bot: User,
    pub people: BTreeMap<Snowflake, User>,
    /// People who take no direct messages from the bot.
    #[serde(default)]
    pub unreachable: BTreeSet<Snowflake>,
    pub guilds: BTreeMap<Snowflake, Guild>,
    pub channels: HashMap<Snowflake, Channel>,
    /// Commands by guild; the global ones under id 0.
    pub commands: BTreeMap<Snowflake, Vec<Value>>,
    pub files: HashMap<Snowflake, StoredFile>,
    #[serde(skip)]
    pub nonces: VecDeque<UsedNonce>,
    #[serde(skip)]
    pub interactions: Interactions,
    #[serde(skip)]
    pub hub: Hub,
    #[serde(skip, default = "notices")]
    pub notices: broadcast::Sender<Notice>,
    /// Where this playground is reached, for the addresses of attachments.
    #[serde(skip)]
    pub base_url: String,
}

/// Notices that a slow page may lag behind before it loses some.
const NOTICE_BACKLOG: usize = 4_096;

/// The key of global commands in [`World::commands`].
pub const GLOBAL: Snowflake = Snowflake(0);

fn notices() -> broadcast::Sender<Notice> {
    broadcast::channel(NOTICE_BACKLOG).0
}

impl World {
    /// A world with a bot and nothing else.
    pub fn new(message_content: bool) -> Self {
        let mut clock = Clock::default();
        let id = clock.next_guild_id();
        Self {
            clock,
            application: Application {
                id,
                message_content,
            },
            bot: User {
                id,
                name: "practice-bot".to_owned(),
                display_name: "Practice bot".to_owned(),
                bot: true,
                color: 0x2f_6f_5e,
            },
            people: BTreeMap::new(),
            unreachable: BTreeSet::new(),
            guilds: BTreeMap::new(),
            channels: HashMap::new(),
            commands: BTreeMap::new(),
            files: HashMap::new(),
            nonces: VecDeque::new(),
            interactions: Interactions::default(),
            hub: Hub::default(),
            notices: notices(),
            base_url: String::new(),
        }
    }

    /// A person or the bot.
    pub fn user(&self, id: Snowflake) -> Option<&User> {
        if id == self.bot.id {
            Some(&self.bot)
        } else {
            self.people.get(&id)
        }
    }

    pub fn message(&self, channel: Snowflake, id: Snowflake) -> Option<&Message> {
        self.channels.get(&channel)?.messages.get(&id)
    }

    pub fn message_mut(&mut self, channel: Snowflake, id: Snowflake) -> Option<&mut Message> {
        self.channels.get_mut(&channel)?.messages.get_mut(&id)
    }

    /// Whether the bot is a member of the guild.
    pub fn bot_is_in(&self, guild: Snowflake) -> bool {
        self.guilds
            .get(&guild)
            .is_some_and(|guild| guild.members.contains_key(&self.bot.id))
    }

    /// Tells the page.
    pub fn notify(
        &self,
        name: &'static str,
        channel: Option<Snowflake>,
        only: Option<Snowflake>,
        data: Value,
    ) {
        let content = NoticeContent::Data(data);
        // An error means that nobody listens.
        let _ = self.notices.send(Notice {
            name,
            channel,
            only,
            content,
        });
    }

    /// Tells the page of a message that is new or changed.
    pub fn notify_message(&self, name: &'static str, channel: Snowflake, id: Snowflake) {
        let only = self.message(channel, id).and_then(|one| one.visible_to);
        let content = NoticeContent::Message(id);
        // An error means that nobody listens.
        let _ = self.notices.send(Notice {
            name,
            channel: Some(channel),
            only,
            content,
        });
    }

    /// Tells the page that servers, channels, commands, members or faults are not as they were.
    pub fn notify_state(&self) {
        self.notify("state", None, None, json!({}));
    }

    /// Tells the bot of something in a guild, if it is a member.
    pub fn emit_guild(&mut self, name: &'static str, guild: Snowflake, data: Value) {
        if self.bot_is_in(guild) {
            self.hub.dispatch(&Event::new(name, Some(guild), data));
        }
    }

    /// Tells the bot of something in a channel, if it sees the channel.
    pub fn emit_channel(&mut self, name: &'static str, channel: Snowflake, data: Value) {
        let Some(place) = self.channels.get(&channel) else {
            return;
        };
        if self.can_view(self.bot.id, place) {
            let event = Event::new(name, place.guild, data);
            self.hub.dispatch(&event);
        }
    }

    /// Tells the bot of a message, with its content hidden from sessions that may not read it.
    pub fn emit_message(&mut self, name: &'static str, channel: Snowflake, id: Snowflake) {
        let Some(place) = self.channels.get(&channel) else {
            return;
        };
        let Some(message) = place.messages.get(&id) else {
            return;
        };
        if message.visible_to.is_some() || !self.can_view(self.bot.id, place) {
            return;
        }
        let mut data = wire::message::render(self, place, message, Some(self.bot.id));
        wire::message::add_gateway_fields(self, place, message, &mut data);
        let hidden = (!place.is_dm()).then(|| self.without_content(message, &data));
        let mut event = Event::new(name, place.guild, data);
        if let Some(hidden) = hidden {
            event = event.hiding_content(hidden, self.application.message_content);
        }
        self.hub.dispatch(&event);
    }

    /// A rendered message for a session that may not read content.
    fn without_content(&self, message: &Message, data: &Value) -> Value {
        let mut data = data.clone();
        if !self.content_is_free(message) {
            wire::message::hide_content(&mut data);
        }
        let answered = message.reference.as_ref().and_then(|reference| {
            self.message(reference.channel, reference.message?)
                .filter(|answered| !self.content_is_free(answered))
        });
        if answered.is_some() && data["referenced_message"].is_object() {
            wire::message::hide_content(&mut data["referenced_message"]);
        }
        data
    }

    /// Whether the bot reads this message's content without the intent.
    pub fn content_is_free(&self, message: &Message) -> bool {
        message.author == self.bot.id || message.mentions.users.contains(&self.bot.id)
    }
}
