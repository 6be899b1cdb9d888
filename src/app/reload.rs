//! Takes changes of the question bank's folder in while the bot runs.
//!
//! The folder is looked at twice a second, which sees links that are swapped, network drives and
//! mounts of containers as well, where systems send no notice; SIGHUP asks for a look at once.
//! When the folder has come to rest it is loaded beside the asynchronous work. A bank without
//! errors is live for the next request; one with errors, or without questions, is refused with
//! its faults in the log, and the old bank stays. Cards have their own copy of their question, so
//! nothing that stands changes.

use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio::signal::unix::Signal;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::signals;
use crate::content::{self, Colour, Faults, Fingerprint};
use crate::domain::bank::Bank;
use crate::features::Services;

/// How long after one look at the folder the next one is taken, at the least.
const PACE: Duration = Duration::from_millis(500);
/// Looking takes at most one part in so many of the time, however large or slow the folder is.
const SHARE: u32 = 20;
/// The folder has come to rest when nothing changed for so long; a save takes several steps.
const QUIET: Duration = Duration::from_millis(300);
/// A folder that never rests is loaded after so long all the same.
const LONGEST: Duration = Duration::from_millis(1_000);

/// Why a changed bank is not taken.
#[derive(Debug)]
enum Refused {
    /// It has errors.
    Faults(Faults),
    /// It has no questions: somebody is in the middle of something.
    Empty,
}

/// Knows how the folder looked, and keeps SIGHUPs until somebody asks.
pub(super) struct Listening {
    folder: PathBuf,
    seen: Fingerprint,
    /// The process's SIGHUPs.
    hangups: Option<Signal>,
}

impl Listening {
    /// Listens from now on: to be called before the folder is loaded the first time, so that
    /// nothing is missed; and first of all, since a SIGHUP that nobody hears ends the process.
    pub(super) fn start(folder: &Path) -> Self {
        Self {
            hangups: signals::hangups(),
            seen: content::fingerprint(folder),
            folder: folder.to_owned(),
        }
    }
}

/// Keeps the bank like its folder until `stop`.
pub(super) async fn keep_fresh(services: Services, listening: Listening, stop: CancellationToken) {
    let Listening {
        folder,
        mut seen,
        mut hangups,
    } = listening;
    let mut pause = PACE;
    loop {
        let is_asked = tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(pause) => false,
            () = hung_up(&mut hangups) => true,
        };
        let begun = Instant::now();
        let now = look(&folder, seen).await;
        pause = PACE.max(begun.elapsed() * SHARE);
        if is_asked {
            tracing::info!("SIGHUP: looking at the question bank");
        } else if now == seen {
            continue;
        }
        seen = at_rest(&folder, now).await;
        take_in(&services, &folder).await;
    }
}

async fn hung_up(hangups: &mut Option<Signal>) {
    let heard = match hangups {
        Some(hangups) => hangups.recv().await,
        None => None,
    };
    if heard.is_none() {
        std::future::pending::<()>().await;
    }
}

/// How the folder looks; as before where that could not be found out.
async fn look(folder: &Path, before: Fingerprint) -> Fingerprint {
    let folder = folder.to_owned();
    let looking = tokio::task::spawn_blocking(move || content::fingerprint(&folder));
    match looking.await {
        Ok(found) => found,
        Err(error) => {
            tracing::error!(%error, "looking at the question bank failed");
            before
        }
    }
}

/// How the folder looks once it stays as it is.
async fn at_rest(folder: &Path, mut seen: Fingerprint) -> Fingerprint {
    let latest = Instant::now() + LONGEST;
    while Instant::now() < latest {
        tokio::time::sleep(QUIET).await;
        let now = look(folder, seen).await;
        if now == seen {
            break;
        }
        seen = now;
    }
    seen
}

async fn take_in(services: &Services, folder: &Path) {
    let shown = folder.display();
    let taken = {
        let (services, folder) = (services.clone(), folder.to_owned());
        tokio::task::spawn_blocking(move || {
            load(&folder).map(|bank| {
                let questions = bank.questions().len();
                services.set_bank(bank);
                questions
            })
        })
    };
    match taken.await {
        Ok(Ok(questions)) => {
            tracing::info!(questions, folder = %shown, "the changed question bank is in use");
        }
        Ok(Err(Refused::Faults(faults))) => tracing::error!(
            "the changed question bank in {shown} is refused, and the old one stays in use:\n{}",
            content::human(&faults.0, Colour::Never)
        ),
        Ok(Err(Refused::Empty)) => tracing::error!(
            "there are no questions in {shown} any more; the old question bank stays in use"
        ),
        Err(error) => tracing::error!(%error, "loading the changed question bank failed"),
    }
}

fn load(folder: &Path) -> Result<Bank, Refused> {
    let loaded = content::load(folder).map_err(Refused::Faults)?;
    if loaded.bank.questions().is_empty() {
        return Err(Refused::Empty);
    }
    Ok(loaded.bank)
}
