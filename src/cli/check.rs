//! `greenroom check [DIR] [--format human or json]`.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::{Failure, Setting};
use crate::content::{self, Severity};

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
    let checked = content::check(dir);
    let mut out = std::io::stdout().lock();
    let text = match options.format {
        Format::Human => checked.human(std::io::stdout().is_terminal()),
        Format::Json => checked.json(),
    };
    writeln!(out, "{}", text.trim_end()).map_err(Failure::failed)?;
    let has_errors = checked.faults.iter().any(|fault| fault.severity == Severity::Error);
    Ok(if has_errors { ExitCode::from(1) } else { ExitCode::SUCCESS })
}
