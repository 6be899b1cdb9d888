//! The command line: what can be asked for, and how it ends.
//!
//! Exit codes are a contract: 0 done, 1 the thing asked for failed, 2 wrong usage (a wrong
//! configuration included), 3 wrong token or rights (a supervisor should not retry). Errors go to
//! stderr as one readable chain, never as a backtrace.

mod backup;
mod check;
mod doctor;
mod feedback;
mod grade;
mod healthy;
#[cfg(feature = "playground")]
mod playground;
mod run;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::{Config, ConfigError, Environment, TokenError};

/// An interview coach for Discord study groups.
#[derive(Debug, Parser)]
#[command(name = "greenroom", version, about, arg_required_else_help = true)]
pub struct Arguments {
    /// Configuration file (default: config/greenroom.toml where it exists).
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the bot against Discord.
    Run,
    /// Try the bot in a browser: a local stand-in of Discord, no account, no token, no network.
    #[cfg(feature = "playground")]
    Playground(playground::Options),
    /// Validate a content folder: every fault with its place and its fix.
    Check(check::Options),
    /// Say what the bot would observe about an answer.
    Feedback(feedback::Options),
    /// Score many answers by their likeness to references: JSON lines in, JSON lines out.
    Grade(grade::Options),
    /// Check token, intents, permissions, database, content and clock, and print the invite link.
    Doctor,
    /// Ask a running bot's health address; for health checks of containers.
    #[command(hide = true)]
    Healthy,
    /// Copy the embedded database to a file, while the bot runs.
    Backup {
        /// The file to write; it must not exist.
        file: PathBuf,
    },
    /// Put a copy of the embedded database back. Stop the bot first.
    Restore {
        /// The file that `backup` wrote.
        file: PathBuf,
    },
}

/// Why a command did not end well.
#[derive(Debug)]
pub struct Failure {
    code: u8,
    error: anyhow::Error,
}

impl Failure {
    /// The thing asked for failed.
    pub fn failed(error: impl Into<anyhow::Error>) -> Self {
        Self {
            code: 1,
            error: error.into(),
        }
    }

    /// Wrong usage.
    pub fn usage(error: impl Into<anyhow::Error>) -> Self {
        Self {
            code: 2,
            error: error.into(),
        }
    }

    /// Wrong token or rights.
    pub fn rights(error: impl Into<anyhow::Error>) -> Self {
        Self {
            code: 3,
            error: error.into(),
        }
    }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        Self::usage(error)
    }
}

impl From<TokenError> for Failure {
    fn from(error: TokenError) -> Self {
        Self::rights(error)
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::failed(error)
    }
}

/// What every command starts from.
struct Setting {
    config: Config,
    environment: Environment,
}

impl Setting {
    fn read(named: Option<&std::path::Path>) -> Result<Self, Failure> {
        let environment = Environment::read();
        let config = Config::load(named, &environment)?;
        Ok(Self {
            config,
            environment,
        })
    }
}

/// Parses the command line; wrong usage ends the process with exit code 2.
pub fn parse() -> Arguments {
    Arguments::parse()
}

/// Does what was asked for.
pub fn run(arguments: Arguments) -> ExitCode {
    match dispatch(arguments) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("greenroom: {:#}", failure.error);
            ExitCode::from(failure.code)
        }
    }
}

fn dispatch(arguments: Arguments) -> Result<ExitCode, Failure> {
    let setting = Setting::read(arguments.config.as_deref())?;
    match arguments.command {
        Command::Run => run::run(&setting),
        #[cfg(feature = "playground")]
        Command::Playground(options) => playground::run(setting, &options),
        Command::Check(options) => check::run(&setting, &options),
        Command::Feedback(options) => feedback::run(&setting, &options),
        Command::Grade(options) => grade::run(&setting, &options),
        Command::Doctor => doctor::run(&setting),
        Command::Healthy => healthy::run(&setting),
        Command::Backup { file } => backup::backup(&setting, &file),
        Command::Restore { file } => backup::restore(&setting, &file),
    }
}

/// Runs a future on a new multi-threaded runtime.
fn block_on<T>(future: impl Future<Output = T>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::failed(anyhow::Error::new(error).context("can't start")))?;
    Ok(runtime.block_on(future))
}
