//! `greenroom run`: the bot, against Discord.

use std::process::ExitCode;

use super::{Failure, Setting, block_on};
use crate::app::{self, AppError};
use crate::config::Token;

/// Runs until a signal, or until it can't go on.
pub(super) fn run(setting: &Setting) -> Result<ExitCode, Failure> {
    let token = Token::find(&setting.environment)?;
    let outcome = block_on(async {
        let stop = app::stop_on_signals();
        app::run(&setting.config, &token, stop).await
    })?;
    match outcome {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(error) => Err(failure(error)),
    }
}

/// The exit code that an error of the app deserves.
pub(super) fn failure(error: AppError) -> Failure {
    if error.is_about_rights() {
        Failure::rights(error)
    } else {
        Failure::failed(error)
    }
}
