//! `greenroom backup FILE` and `greenroom restore FILE`.

use std::path::Path;
use std::process::ExitCode;

use super::{Failure, Setting, block_on};
use crate::clock::Clock;
use crate::store;

/// Copies the embedded database; for PostgreSQL it prints the command to use.
pub(super) fn backup(setting: &Setting, file: &Path) -> Result<ExitCode, Failure> {
    let url = &setting.config.database;
    if !url.is_sqlite() {
        println!(
            "{}",
            store::backup_command(url.expose(), file).map_err(Failure::failed)?
        );
        return Ok(ExitCode::SUCCESS);
    }
    block_on(store::back_up(url.expose(), file))?.map_err(Failure::failed)?;
    println!("Copied the database to {}.", file.display());
    Ok(ExitCode::SUCCESS)
}

/// Puts a copy back; for PostgreSQL it prints the command to use.
pub(super) fn restore(setting: &Setting, file: &Path) -> Result<ExitCode, Failure> {
    let url = &setting.config.database;
    if !url.is_sqlite() {
        println!(
            "{}",
            store::restore_command(url.expose(), file).map_err(Failure::failed)?
        );
        return Ok(ExitCode::SUCCESS);
    }
    let now = Clock::system().now();
    let restored =
        block_on(store::restore_from(file, url.expose(), now))?.map_err(Failure::failed)?;
    match restored.kept {
        Some(aside) => println!(
            "Restored from {}. The database that was there is kept as {}.",
            file.display(),
            aside.display()
        ),
        None => println!("Restored from {}.", file.display()),
    }
    Ok(ExitCode::SUCCESS)
}
