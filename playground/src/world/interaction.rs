//! Interactions: sent, answered or not, and what came of them.
//!
//! An interaction must be answered within three seconds; then its token serves for follow-ups
//! for fifteen minutes. Both are told by the playground's clock.

use std::collections::{HashMap, VecDeque};

use serde_json::{Value, json};
use tokio::sync::oneshot;

use super::World;
use super::model::Origin;
use super::snowflake::Snowflake;
use crate::gateway::hub::Event;

/// How long an interaction waits for its first answer, in milliseconds.
pub const ANSWER_WITHIN_MS: i64 = 3_000;

/// How long the token serves after that, in milliseconds.
pub const TOKEN_LIFE_MS: i64 = 15 * 60 * 1_000;

/// Interactions that are remembered; the oldest are forgotten.
const KEPT: usize = 200_000;

/// The numbers that Discord gives to kinds of interactions.
pub mod kind {
    pub const COMMAND: u8 = 2;
    pub const COMPONENT: u8 = 3;
    pub const AUTOCOMPLETE: u8 = 4;
    pub const MODAL: u8 = 5;
}

/// How far an interaction has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    Sent,
    Acknowledged,
    /// Not answered in time: "The application did not respond".
    Failed,
}

impl Status {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Acknowledged => "acknowledged",
            Self::Failed => "failed",
        }
    }
}

/// One interaction.
#[derive(Debug)]
pub struct Interaction {
    pub id: Snowflake,
    pub token: String,
    pub kind: u8,
    pub user: Snowflake,
    pub guild: Option<Snowflake>,
    pub channel: Snowflake,
    /// What the person did, for the page: a command's name, a button's label.
    pub label: String,
    pub command: Option<String>,
    /// The kind of command: 1 for slash commands, 3 for message commands.
    pub command_kind: u8,
    pub sent_ms: i64,
    pub status: Status,
    pub acknowledged_ms: Option<f64>,
    pub response_type: Option<u8>,
    pub ephemeral: bool,
    /// The message whose component was used.
    pub source: Option<Snowflake>,
    /// The original response.
    pub original: Option<Snowflake>,
    pub modal: Option<Value>,
    /// For a modal that was submitted: where it came from.
    pub trigger: Option<Box<Origin>>,
    pub followups: Vec<Snowflake>,
    /// Where autocomplete choices are awaited.
    pub choices: Option<oneshot::Sender<Value>>,
    sent_at: std::time::Instant,
}

impl Interaction {
    /// What messages that it makes tell of it.
    pub fn origin(&self) -> Origin {
        Origin {
            interaction: self.id,
            kind: self.kind,
            user: self.user,
            command: self.command.clone(),
            source: self.source,
            trigger: self.trigger.clone(),
        }
    }
}

/// What is needed to send one.
pub struct NewInteraction {
    pub kind: u8,
    pub user: Snowflake,
    pub channel: Snowflake,
    pub label: String,
    pub command: Option<String>,
    pub command_kind: u8,
    pub source: Option<Snowflake>,
    pub trigger: Option<Box<Origin>>,
    pub choices: Option<oneshot::Sender<Value>>,
    /// The `data` of the event.
    pub data: Value,
}

/// All interactions, by id and by token.
#[derive(Default)]
pub struct Interactions {
    by_id: HashMap<Snowflake, Interaction>,
    by_token: HashMap<String, Snowflake>,
    order: VecDeque<Snowflake>,
}

impl Interactions {
    pub fn get(&self, id: Snowflake) -> Option<&Interaction> {
        self.by_id.get(&id)
    }

    pub fn get_mut(&mut self, id: Snowflake) -> Option<&mut Interaction> {
        self.by_id.get_mut(&id)
    }

    pub fn by_token(&self, token: &str) -> Option<&Interaction> {
        self.by_id.get(self.by_token.get(token)?)
    }

    fn insert(&mut self, interaction: Interaction) {
        self.by_token
            .insert(interaction.token.clone(), interaction.id);
        self.order.push_back(interaction.id);
        self.by_id.insert(interaction.id, interaction);
        if self.order.len() > KEPT
            && let Some(oldest) = self.order.pop_front()
            && let Some(old) = self.by_id.remove(&oldest)
        {
            self.by_token.remove(&old.token);
        }
    }
}

impl World {
    /// Sends an interaction to the bot. Its outcome is seen by its id.
    pub fn interact(&mut self, new: NewInteraction) -> Snowflake {
        let id = self.clock.next_id();
        let guild = self.channels.get(&new.channel).and_then(|one| one.guild);
        let interaction = Interaction {
            id,
            token: crate::random::token("aW"),
            kind: new.kind,
            user: new.user,
            guild,
            channel: new.channel,
            label: new.label,
            command: new.command,
            command_kind: new.command_kind,
            sent_ms: self.clock.now_ms(),
            status: Status::Sent,
            acknowledged_ms: None,
            response_type: None,
            ephemeral: false,
            source: new.source,
            original: None,
            modal: None,
            trigger: new.trigger,
            followups: Vec::new(),
            choices: new.choices,
            sent_at: std::time::Instant::now(),
        };
        let payload = crate::wire::interaction::render(self, &interaction, new.data);
        self.interactions.insert(interaction);
        self.notify_interaction(id);
        self.hub
            .dispatch(&Event::new("INTERACTION_CREATE", guild, payload));
        id
    }

    /// Notes the first answer; the milliseconds it took.
    pub fn acknowledge(&mut self, id: Snowflake, response_type: u8, ephemeral: bool) -> f64 {
        let Some(interaction) = self.interactions.get_mut(id) else {
            return 0.0;
        };
        let took = interaction.sent_at.elapsed().as_secs_f64() * 1_000.0;
        interaction.status = Status::Acknowledged;
        interaction.acknowledged_ms = Some(took);
        interaction.response_type = Some(response_type);
        interaction.ephemeral = ephemeral;
        took
    }

    /// The three seconds are over.
    pub fn expire_interaction(&mut self, id: Snowflake) {
        match self.interactions.get_mut(id) {
            Some(one) if one.status == Status::Sent => {
                one.status = Status::Failed;
                one.choices = None;
            }
            _ => return,
        }
        self.notify_interaction(id);
    }

    /// Tells the person how far it has come.
    pub fn notify_interaction(&self, id: Snowflake) {
        let Some(one) = self.interactions.get(id) else {
            return;
        };
        let data = json!({
            "id": id, "status": one.status.as_str(), "ms": one.acknowledged_ms,
            "label": one.label, "channel_id": one.channel, "message_id": one.source,
        });
        self.notify("interaction", None, Some(one.user), data);
    }
}
