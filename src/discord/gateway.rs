//! The connection to Discord's gateway, by serenity, with its sharp edges covered.
//!
//! - The gateway's address is asked for beforehand and put into `client.ws_url`: serenity would
//!   silently connect to the real one if its own question failed.
//! - `start_shard_range(a..b, n)` starts shard `b` as well; ranges here end one earlier.
//! - On close code 4014 the application's flags are read again and the connection is made once
//!   more without Message Content; only a second 4014 ends it.
//! - `shutdown_all` may never return before a shard is connected: callers set a deadline.
//! - Where other processes share the token, each shard has a client of its own, so that its
//!   identifies can wait for their turn ([`identify`]).

use std::sync::Arc;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use serenity::Client;
use serenity::all::ShardManager;
use serenity::client::ClientBuilder;
use serenity::http::HttpBuilder;
use serenity::model::gateway::GatewayIntents;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use crate::features::Services;

use super::identify;
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
    /// How many shards may identify at once, where other processes share the token.
    pub shared: Option<u32>,
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
        connected.send_replace(true);
        let ended = run_shards(connection, services, intents, &intake, &stop).await;
        connected.send_replace(false);
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

/// Runs all shards until `stop` or until one of them ends.
async fn run_shards(
    connection: &Connection,
    services: &Services,
    intents: GatewayIntents,
    intake: &Intake,
    stop: &CancellationToken,
) -> Result<(), GatewayError> {
    let all = connection.shards;
    let Some(max_concurrency) = connection.shared else {
        let client = client(connection, intents, intake.clone()).await?;
        return run_client(client, all, stop).await;
    };
    let enough = stop.child_token();
    let mut running = FuturesUnordered::new();
    for first in all.first..all.first + all.count {
        let client = client(connection, intents, intake.clone()).await?;
        let (services, enough) = (services.clone(), enough.clone());
        identify::guard(&client, first, max_concurrency, services, enough.clone()).await;
        let alone = ShardRange {
            first,
            count: 1,
            ..all
        };
        running.push(async move { run_client(client, alone, &enough).await });
    }
    let ended = running.next().await.unwrap_or(Ok(()));
    enough.cancel();
    while running.next().await.is_some() {}
    ended
}

async fn run_client(
    mut client: Client,
    shards: ShardRange,
    stop: &CancellationToken,
) -> Result<(), GatewayError> {
    let manager = Arc::clone(&client.shard_manager);
    let last = shards.first + shards.count - 1;
    tokio::select! {
        ended = client.start_shard_range(shards.first..last, shards.total) => {
            ended.map_err(gateway_error)
        }
        () = stop.cancelled() => {
            shut_down(&manager).await;
            Ok(())
        }
    }
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
