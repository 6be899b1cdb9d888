//! The outbox against a real HTTP server that limits, fails and hangs as the tests say.

mod interactions;
mod limits;
mod posts;
mod secrets;
mod servers;

use std::num::NonZeroU32;
use std::time::Duration;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use serde_json::{Value, json};
use serenity::model::id::ApplicationId;

use super::*;
use crate::discord::stand_in::{Asked, Reply, StandIn};
use crate::domain::id::{ChannelId, InteractionId, MessageId};
use crate::domain::session::Message;
use crate::domain::view::View;
use crate::outbox::{InteractionHandle, InteractionToken, Nonce, Outbox};

const TOKEN: &str = "a-bot-token";

/// The numbers for Discord, with a pace and pauses that tests need not wait for.
fn quick() -> OutboxOptions {
    let mut options = OutboxOptions::shared_by(NonZeroU32::MIN);
    options.period = Duration::from_micros(100);
    options.burst = NonZeroU32::new(100).expect("not zero");
    options.retry.first_pause = Duration::from_millis(1);
    options.retry.longest_pause = Duration::from_millis(2);
    options
}

fn outbox(server: &StandIn, options: &OutboxOptions) -> DiscordOutbox {
    let rest = Rest::new(TOKEN, &server.base).expect("a usable address");
    DiscordOutbox::new(
        &rest,
        ApplicationId::new(77),
        UserId::new(9).expect("not zero"),
        options,
        ChaCha8Rng::seed_from_u64(1),
    )
}

async fn start(
    script: impl Fn(&Asked) -> Reply + Send + Sync + 'static,
) -> (StandIn, DiscordOutbox) {
    let server = StandIn::start(script).await;
    let outbox = outbox(&server, &quick());
    (server, outbox)
}

fn channel(id: u64) -> ChannelId {
    ChannelId::new(id).expect("not zero")
}

fn message(channel_id: u64, id: u64) -> Message {
    Message {
        channel: channel(channel_id),
        id: MessageId::new(id).expect("not zero"),
    }
}

fn interaction(id: u64) -> InteractionHandle {
    InteractionHandle {
        id: InteractionId::new(id).expect("not zero"),
        token: InteractionToken(format!("token-{id}")),
    }
}

fn posted(id: u64) -> Reply {
    Reply::Json(200, json!({"id": id.to_string()}))
}

fn refused(status: u16, code: u32) -> Reply {
    Reply::Json(status, json!({"code": code, "message": "No"}))
}

fn no_content() -> Reply {
    Reply::Json(204, Value::Null)
}

async fn post(outbox: &DiscordOutbox, to: u64, row: i64) -> Result<MessageId, SendError> {
    outbox
        .post(channel(to), &View::text("Hello"), &Nonce::of('t', row))
        .await
}

fn paths(server: &StandIn) -> Vec<String> {
    server
        .asked()
        .into_iter()
        .map(|asked| format!("{} {}", asked.method, asked.path))
        .collect()
}
