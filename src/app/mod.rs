//! The one composition root, used by the command line and by the tests: opens what is needed,
//! wires it together, and takes it down in order.
//!
//! Order of a start: content, store (opened and migrated), preflight, commands, workers, gateway.
//! Order of an end: no more events, queues emptied, work in flight finished (at most
//! [`DRAIN`]), store closed.

pub mod doctor;
mod reload;
mod signals;
mod workers;

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use tracing::Subscriber;
use tracing_subscriber::Layer;
use tracing_subscriber::registry::LookupSpan;

use crate::clock::{Clock, Ids};
use crate::config::{Config, Token};
use crate::content;
use crate::discord::commands;
use crate::discord::gateway::{self, Connection, GatewayError, ShardRange};
use crate::discord::intake::Intake;
use crate::discord::outbox::{DiscordOutbox, OutboxOptions};
use crate::discord::preflight::{self, Preflight, PreflightError};
use crate::discord::rest::{Rest, RestSetupError};
use crate::discord::watchdog::{GatewayFault, Watchdog};
use crate::domain::bank::Bank;
use crate::features::services::{Parts, Promised, Shards};
use crate::features::{Identity, Services};
use crate::store::{Store, StoreError};

use reload::Listening;
pub use signals::stop_on_signals;

/// How long work in flight may take to finish at the end.
pub const DRAIN: Duration = Duration::from_secs(10);

/// Why the bot could not start or go on.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The question bank has faults.
    #[error(
        "the question bank in {folder} can't be used (`greenroom check` shows every fault): {faults}"
    )]
    Content {
        /// The folder.
        folder: String,
        /// What is wrong.
        faults: content::Faults,
    },
    /// The database can't be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The token or address can't be used for requests.
    #[error(transparent)]
    Rest(#[from] RestSetupError),
    /// Discord does not let us start.
    #[error(transparent)]
    Preflight(#[from] PreflightError),
    /// The gateway ended for good.
    #[error(transparent)]
    Gateway(#[from] GatewayError),
    /// The token was taken back while we ran.
    #[error(
        "Discord rejects the bot's token since a moment ago; copy a new one from the Developer Portal into DISCORD_TOKEN or DISCORD_TOKEN_FILE"
    )]
    TokenRejected,
}

impl AppError {
    /// Whether trying again is useless until somebody changes the token or its rights.
    pub fn is_about_rights(&self) -> bool {
        match self {
            Self::TokenRejected => true,
            Self::Preflight(error) => error.exit_code() == 3,
            Self::Gateway(GatewayError::Fault(fault)) => fault.exit_code() == 3,
            _ => false,
        }
    }
}

/// Runs the bot until `stop`.
///
/// # Errors
/// When it can't start, or can't go on.
pub async fn run(config: &Config, token: &Token, stop: CancellationToken) -> Result<(), AppError> {
    run_with_clock(config, token, Clock::system(), stop).await
}

/// The same by another clock than the system's, for tests in which days pass.
///
/// # Errors
/// As [`run`].
pub async fn run_with_clock(
    config: &Config,
    token: &Token,
    clock: Clock,
    stop: CancellationToken,
) -> Result<(), AppError> {
    let listening = Listening::start(&config.content);
    let bank = load_bank(config)?;
    let store = Store::open(config.database.expose(), clock.now()).await?;
    let outcome = run_with(config, token, bank, clock, store.clone(), listening, stop).await;
    store.close().await;
    outcome
}

fn load_bank(config: &Config) -> Result<Bank, AppError> {
    match content::load(&config.content) {
        Ok(loaded) => {
            let questions = loaded.bank.questions().len();
            tracing::info!(questions, folder = %config.content.display(), "the question bank is loaded");
            Ok(loaded.bank)
        }
        Err(faults) => {
            let folder = config.content.display().to_string();
            Err(AppError::Content { folder, faults })
        }
    }
}

async fn run_with(
    config: &Config,
    token: &Token,
    bank: Bank,
    clock: Clock,
    store: Store,
    listening: Listening,
    stop: CancellationToken,
) -> Result<(), AppError> {
    let rest = Rest::new(token.expose(), config.discord.api.as_str())?;
    let Some(found) = stop.run_until_cancelled(get_ready(config, &rest)).await else {
        tracing::info!("stopped before the bot was connected");
        return Ok(());
    };
    let (found, shards) = found?;
    let outbox = outbox(config, &rest, &found);
    let (services, promised) = services(config, &found, &outbox, bank, clock, store, shards);
    services.store.release_claims(&services.owner).await?;
    let connection = Connection {
        token: token.expose().to_owned(),
        api: config.discord.api.as_str().to_owned(),
        gateway: found.gateway.clone(),
        shards,
        shared: (config.discord.processes > 1).then_some(found.max_concurrency),
    };
    let running = Running {
        config,
        rest,
        outbox,
        services,
        connection,
    };
    running.until(promised, listening, stop).await
}

/// Asks Discord who we are, and makes our commands known.
async fn get_ready(
    config: &Config,
    rest: &Rest,
) -> Result<(Preflight, ShardRange), PreflightError> {
    let wanted = config.discord.shards.map_or(1, |shards| shards.count);
    let found = preflight::preflight(rest, wanted).await?;
    let shards = shards(config, &found);
    preflight::put_commands(rest, found.application, &commands::all()).await?;
    tracing::info!(name = %found.name, shards = shards.count, of = shards.total,
        reads_messages = found.message_content, "known to Discord; commands registered");
    Ok((found, shards))
}

fn shards(config: &Config, found: &Preflight) -> ShardRange {
    match config.discord.shards {
        Some(shards) => ShardRange {
            first: shards.first,
            count: shards.count,
            total: shards.total,
        },
        None => ShardRange {
            first: 0,
            count: found.shards,
            total: found.shards,
        },
    }
}

fn outbox(config: &Config, rest: &Rest, found: &Preflight) -> DiscordOutbox {
    let processes = NonZeroU32::new(config.discord.processes).unwrap_or(NonZeroU32::MIN);
    let options = OutboxOptions::shared_by(processes);
    DiscordOutbox::new(
        rest,
        found.application,
        found.me,
        &options,
        fresh_generator(),
    )
}

/// A generator seeded from the operating system: spreads retries, tells processes apart.
#[expect(
    clippy::disallowed_methods,
    reason = "the composition root is the place for it"
)]
fn fresh_generator() -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(rand::random())
}

fn services(
    config: &Config,
    found: &Preflight,
    outbox: &DiscordOutbox,
    bank: Bank,
    clock: Clock,
    store: Store,
    shards: ShardRange,
) -> (Services, tokio::sync::mpsc::Receiver<Promised>) {
    // Processes run different shards, so their first shard tells their ids apart.
    let process = u16::try_from(shards.first & 0x3ff).unwrap_or(0);
    Services::new(Parts {
        store,
        outbox: Arc::new(outbox.clone()),
        background: Arc::new(outbox.background()),
        ids: Arc::new(Ids::new(clock.clone(), process)),
        clock,
        identity: Identity {
            user: found.me,
            name: found.name.clone(),
        },
        rules: config.answers,
        bank,
        reads_messages: found.message_content,
        catch_up: config.catch_up,
        shards: Shards {
            first: shards.first,
            count: shards.count,
            total: shards.total,
        },
        owner: format!("shard {}", shards.first),
    })
}

/// Everything that was made, about to run.
struct Running<'a> {
    config: &'a Config,
    rest: Rest,
    outbox: DiscordOutbox,
    services: Services,
    connection: Connection,
}

impl Running<'_> {
    async fn until(
        self,
        promised: tokio::sync::mpsc::Receiver<Promised>,
        listening: Listening,
        stop: CancellationToken,
    ) -> Result<(), AppError> {
        let reading = Arc::clone(&self.services.reading);
        let (intake, queues) = Intake::new(self.services.identity.user, reading);
        let (connected, is_connected) = watch::channel(false);
        let workers = workers::start(workers::Wanted {
            services: self.services.clone(),
            outbox: self.outbox.clone(),
            intake: intake.clone(),
            queues,
            promised,
            http: self.config.http,
            connected: is_connected,
            listening,
        });
        let rest = self.rest.clone();
        let ask_again: gateway::AskAgain = Arc::new(move || {
            let rest = rest.clone();
            Box::pin(async move { preflight::may_read_messages(&rest).await.unwrap_or(false) })
        });
        let mut rejected = self.outbox.token_rejected();
        let ended = tokio::select! {
            ended = gateway::stay_connected(
                &self.connection, &self.services, intake, ask_again, connected, stop.clone(),
            ) => ended.map_err(AppError::from),
            Ok(_) = rejected.wait_for(|rejected| *rejected) => Err(AppError::TokenRejected),
        };
        if ended.is_ok() {
            tracing::info!("stopping: finishing what is under way");
        }
        workers.drain(DRAIN).await;
        ended
    }
}

/// The layer of the process's log that hears faults of the gateway which serenity does not act
/// upon, and ends the process for them. `None` where no thread could be started.
pub fn gateway_watch<S>() -> Option<impl Layer<S> + Send + Sync>
where
    S: Subscriber + for<'span> LookupSpan<'span>,
{
    Watchdog::start(end_for)
        .map(|watchdog| watchdog.layer())
        .ok()
}

fn end_for(fault: GatewayFault) {
    eprintln!("greenroom: {fault}");
    std::process::exit(i32::from(fault.exit_code()));
}
