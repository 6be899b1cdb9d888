//! `greenroom playground`: the bot against the local stand-in of Discord, to use in a browser.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::{Failure, Setting, block_on, run::failure};
use crate::app;
use crate::config::{ApiBase, Config, Token};

/// Options of `playground`.
#[derive(Debug, Args)]
pub struct Options {
    /// Port of the page (default: 4880, or a free one where that is taken).
    #[arg(long)]
    port: Option<u16>,
    /// Don't open the page in a browser.
    #[arg(long)]
    no_open: bool,
    /// Keep servers, channels and messages in this file.
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
}

const USUAL_PORT: u16 = 4880;

/// Runs stand-in and bot until a signal.
pub(super) fn run(setting: Setting, options: &Options) -> Result<ExitCode, Failure> {
    block_on(async {
        let stand_in = start(options).await?;
        let scratch = Scratch::new(options.state.as_deref()).map_err(Failure::failed)?;
        let config = config(setting.config, &stand_in, &scratch)?;
        let address = stand_in.base_url();
        println!("The playground is at {address}/  (end it with Ctrl-C)");
        if !options.no_open {
            open_browser(&address);
        }
        let token = Token::new(stand_in.token());
        let outcome = app::run(&config, &token, app::stop_on_signals()).await;
        stand_in.stop().await;
        outcome.map_err(failure)
    })??;
    Ok(ExitCode::SUCCESS)
}

async fn start(options: &Options) -> Result<playground::Playground, Failure> {
    let at = |port| playground::Options {
        bind: SocketAddr::from((Ipv4Addr::LOCALHOST, port)),
        state_file: options.state.clone(),
        ..playground::Options::default()
    };
    let started = match options.port {
        Some(port) => playground::Playground::start(at(port)).await,
        None => match playground::Playground::start(at(USUAL_PORT)).await {
            Err(_taken) => playground::Playground::start(at(0)).await,
            started => started,
        },
    };
    started.map_err(Failure::failed)
}

/// The bot's database beside the state file, or in a temporary folder that goes with the process.
struct Scratch {
    database: PathBuf,
    temporary: Option<PathBuf>,
}

impl Scratch {
    fn new(state: Option<&std::path::Path>) -> std::io::Result<Self> {
        if let Some(state) = state {
            return Ok(Self {
                database: state.with_extension("db"),
                temporary: None,
            });
        }
        let folder =
            std::env::temp_dir().join(format!("greenroom-playground-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        Ok(Self {
            database: folder.join("greenroom.db"),
            temporary: Some(folder),
        })
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Some(folder) = &self.temporary
            && let Err(error) = std::fs::remove_dir_all(folder)
        {
            tracing::debug!(%error, "a temporary folder stays behind");
        }
    }
}

fn config(
    config: Config,
    stand_in: &playground::Playground,
    scratch: &Scratch,
) -> Result<Config, Failure> {
    let mut config = config;
    config.discord.api = ApiBase::parse(&stand_in.base_url(), "the playground's address", &[])?;
    config.discord.shards = None;
    config.database = crate::config::DatabaseUrl::sqlite(&scratch.database);
    Ok(config)
}

/// Opens the page with the desktop's own command; where there is none, the printed address does.
fn open_browser(address: &str) {
    let command = if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    let opened = std::process::Command::new(command)
        .arg(address)
        .stdin(std::process::Stdio::null())
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn();
    if let Err(error) = opened {
        tracing::debug!(%error, "no browser could be opened");
    }
}
