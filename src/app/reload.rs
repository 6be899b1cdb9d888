//! Takes changes of the question bank's folder in while the bot runs.
//!
//! A change is heard of from the system, or by SIGHUP where the system can't tell (links that are
//! swapped, network drives). Once the folder is quiet it is loaded beside the asynchronous work.
//! A bank without errors is live for the next request; one with errors, or without questions, is
//! refused with its faults in the log, and the old bank stays. Cards have their own copy of their
//! question, so nothing that stands changes.

use std::path::{Path, PathBuf};
use std::time::Duration;

use notify::event::{AccessKind, AccessMode};
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use tokio::signal::unix::Signal;
use tokio::sync::mpsc;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::signals;
use crate::content::{self, Colour, Faults};
use crate::domain::bank::Bank;
use crate::features::Services;

/// The folder has settled when nothing changed for so long; a save takes several steps.
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

/// Hears of what may have changed in the folder, and keeps it until somebody asks.
pub(super) struct Listening {
    folder: PathBuf,
    watch: Watch,
    /// The process's SIGHUPs.
    hangups: Option<Signal>,
}

impl Listening {
    /// Listens from now on: to be called before the folder is loaded the first time, so that
    /// nothing is missed; and first of all, since a SIGHUP that nobody hears ends the process.
    pub(super) fn start(folder: &Path) -> Self {
        Self {
            hangups: signals::hangups(),
            watch: Watch::start(folder),
            folder: folder.to_owned(),
        }
    }
}

/// Keeps the bank like its folder until `stop`.
pub(super) async fn keep_fresh(services: Services, listening: Listening, stop: CancellationToken) {
    let Listening {
        folder,
        mut watch,
        mut hangups,
    } = listening;
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            () = watch.changed() => watch.settled().await,
            () = hung_up(&mut hangups) => tracing::info!("SIGHUP: looking at the question bank"),
        }
        take_in(&services, &folder).await;
        // The folder may be another one than before, behind the same name.
        watch.renew(&folder);
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

/// What tells of changes in a folder.
struct Watch {
    /// `None` where the system can't tell.
    watcher: Option<RecommendedWatcher>,
    /// One place: many changes are one.
    heard: mpsc::Receiver<()>,
    /// Keeps the channel open where nobody tells.
    _tells: mpsc::Sender<()>,
}

impl Watch {
    fn start(folder: &Path) -> Self {
        let (tells, heard) = mpsc::channel(1);
        let told = tells.clone();
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            // Where events were lost, something changed as well.
            if event.is_ok_and(|event| !is_change(&event.kind)) {
                return;
            }
            // A full channel says it already.
            let _ = told.try_send(());
        });
        let mut watch = Self {
            watcher: watcher.map_err(|error| not_watched(folder, &error)).ok(),
            heard,
            _tells: tells,
        };
        watch.renew(folder);
        watch
    }

    /// Watches what stands behind the name now.
    fn renew(&mut self, folder: &Path) {
        let Some(watcher) = &mut self.watcher else {
            return;
        };
        // It fails where nothing was watched yet, or what was is gone.
        let _ = watcher.unwatch(folder);
        if let Err(error) = watcher.watch(folder, RecursiveMode::Recursive) {
            not_watched(folder, &error);
        }
    }

    async fn changed(&mut self) {
        if self.heard.recv().await.is_none() {
            std::future::pending::<()>().await;
        }
    }

    /// Waits until nothing changes any more.
    async fn settled(&mut self) {
        let latest = Instant::now() + LONGEST;
        loop {
            let quiet = latest.min(Instant::now() + QUIET);
            let more = tokio::time::timeout_at(quiet, self.heard.recv()).await;
            if more.is_err() || Instant::now() >= latest {
                return;
            }
        }
    }
}

fn not_watched(folder: &Path, error: &notify::Error) {
    tracing::warn!(
        %error, folder = %folder.display(),
        "changes of the question bank can't be heard of; send SIGHUP after one"
    );
}

/// Whether files are other than before; reading them, as we do, is no change.
fn is_change(kind: &EventKind) -> bool {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        EventKind::Any
        | EventKind::Create(_)
        | EventKind::Modify(_)
        | EventKind::Remove(_)
        | EventKind::Other => true,
    }
}
