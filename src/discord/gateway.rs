//! The connection to Discord's gateway, by serenity, with its sharp edges covered.
//!
//! - The gateway's address is asked for beforehand and put into `client.ws_url`: serenity would
//!   silently connect to the real one if its own question failed.
//! - `start_shard_range(a..b, n)` starts shard `b` as well; ranges here end one earlier.
//! - On close code 4014 the application's flags are read again and the connection is made once
//!   more without Message Content; only a second 4014 ends it.
//! - `shutdown_all` may never return before a shard is connected: callers set a deadline.

use std::sync::Arc;

use serenity::Client;
use serenity::all::ShardManager;
use serenity::client::ClientBuilder;
use serenity::http::HttpBuilder;
use serenity::model::gateway::GatewayIntents;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use crate::features::Services;

use super::intake::Intake;
use super::watchdog::GatewayFault;

/// Which shards to run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShardRange {
    /// The first.
    pub first: u32,
    /// How many, at least 1.
    pub count: u32,
    /// How many there are in all.
    pub total: u32,
}

/// What is needed to connect.
#[derive(Debug, Clone)]
pub struct Connection {
    /// The bot's token.
    pub token: String,
    /// What stands in the place of `https://discord.com`.
    pub api: String,
    /// The gateway's address, as Discord gave it.
    pub gateway: String,
    /// Which shards to run.
    pub shards: ShardRange,
}

/// Why the gateway ended.
#[derive(Debug, thiserror::Error)]
pub enum GatewayError {
    /// Discord closed it for a reason that trying again does not heal.
    #[error(transparent)]
    Fault(#[from] GatewayFault),
    /// serenity gave up.
    #[error("the connection to Discord's gateway ended: {0}")]
    Serenity(String),
}

/// Whether the application may read messages, asked once more after it was refused.
pub type AskAgain = Arc<dyn Fn() -> futures_util::future::BoxFuture<'static, bool> + Send + Sync>;

/// Connects and stays connected until `stop`, or until it can't go on. Says through `connected`
/// whether a client is running.
///
/// # Errors
/// When Discord refuses us for good.
pub async fn stay_connected(
    connection: &Connection,
    services: &Services,
    intake: Intake,
    ask_again: AskAgain,
    connected: watch::Sender<bool>,
    stop: CancellationToken,
) -> Result<(), GatewayError> {
    let mut refused_before = false;
    loop {
        let intents = intents(services.reads_messages());
        let ended = run_client(connection, intents, intake.clone(), &connected, &stop).await;
        if stop.is_cancelled() {
            return Ok(());
        }
        match ended {
            Err(GatewayError::Fault(GatewayFault::DisallowedIntents)) if !refused_before => {
                refused_before = true;
                let may = (ask_again)().await;
                tracing::warn!(
                    may,
                    "Discord refused the Message Content intent; going on without it. Typed \
                     answers now need a mention or `Submit as answer`"
                );
                services.set_reads_messages(false);
            }
            Err(error) => return Err(error),
            Ok(()) => return Err(GatewayError::Serenity("all shards stopped".to_owned())),
        }
    }
}

/// What we listen to. Interactions need no intent.
fn intents(reads_messages: bool) -> GatewayIntents {
    let always =
        GatewayIntents::GUILDS | GatewayIntents::GUILD_MESSAGES | GatewayIntents::DIRECT_MESSAGES;
    if reads_messages {
        always | GatewayIntents::MESSAGE_CONTENT
    } else {
        always
    }
}

async fn run_client(
    connection: &Connection,
    intents: GatewayIntents,
    intake: Intake,
    connected: &watch::Sender<bool>,
    stop: &CancellationToken,
) -> Result<(), GatewayError> {
    let mut client = client(connection, intents, intake).await?;
    let shards = Arc::clone(&client.shard_manager);
    let ShardRange {
        first,
        count,
        total,
    } = connection.shards;
    let last = first + count - 1;
    connected.send_replace(true);
    let ended = tokio::select! {
        ended = client.start_shard_range(first..last, total) => ended.map_err(gateway_error),
        () = stop.cancelled() => {
            shut_down(&shards).await;
            Ok(())
        }
    };
    connected.send_replace(false);
    ended
}

async fn client(
    connection: &Connection,
    intents: GatewayIntents,
    intake: Intake,
) -> Result<Client, GatewayError> {
    let http = HttpBuilder::new(&connection.token)
        .proxy(&connection.api)
        .ratelimiter_disabled(true)
        .build();
    let client = ClientBuilder::new_with_http(http, intents)
        .raw_event_handler(intake)
        .await
        .map_err(gateway_error)?;
    connection
        .gateway
        .clone_into(&mut *client.ws_url.lock().await);
    Ok(client)
}

fn gateway_error(error: serenity::Error) -> GatewayError {
    match GatewayFault::of_start(&error) {
        Some(fault) => fault.into(),
        None => GatewayError::Serenity(error.to_string()),
    }
}

/// Closes the shards; gives up after a moment, since it may hang where none is connected yet.
async fn shut_down(shards: &ShardManager) {
    const PATIENCE: std::time::Duration = std::time::Duration::from_secs(2);
    if tokio::time::timeout(PATIENCE, shards.shutdown_all())
        .await
        .is_err()
    {
        tracing::debug!("the shards did not close in time; the connection is dropped");
    }
}
