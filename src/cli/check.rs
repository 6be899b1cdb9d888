//! `greenroom check [DIR] [--format human or json]`.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::{Failure, Setting};
use crate::content::{self, Colour, Fault};
use crate::domain::bank::Bank;

/// Options of `check`.
#[derive(Debug, Args)]
pub struct Options {
    /// The folder (default: the configured one).
    dir: Option<PathBuf>,
    /// How faults are written.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// For people.
    Human,
    /// For programs.
    Json,
}

/// Validates a folder; exit code 1 if there is an error, warnings alone are fine.
pub(super) fn run(setting: &Setting, options: &Options) -> Result<ExitCode, Failure> {
    let dir = options.dir.as_deref().unwrap_or(&setting.config.content);
    let (faults, bank) = match content::check(dir) {
        Ok(loaded) => (loaded.warnings, Some(loaded.bank)),
        Err(faults) => (faults.0, None),
    };
    let text = match options.format {
        Format::Human => human(&faults, bank.as_ref()),
        Format::Json => content::json(&faults, bank.as_ref()),
    };
    writeln!(std::io::stdout().lock(), "{}", text.trim_end()).map_err(Failure::failed)?;
    Ok(if bank.is_none() {
        ExitCode::from(1)
    } else {
        ExitCode::SUCCESS
    })
}

/// The faults for people, and a line that sums up.
fn human(faults: &[Fault], bank: Option<&Bank>) -> String {
    let colour = if std::io::stdout().is_terminal() {
        Colour::Always
    } else {
        Colour::Never
    };
    let sum = match bank {
        Some(bank) => content::usable(bank),
        None => "the bank can't be used before its errors are mended".to_owned(),
    };
    format!("{}{sum}", content::human(faults, colour))
}
