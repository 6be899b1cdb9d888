//! The workers behind the queues: interactions side by side, messages in order by channel.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use futures_util::FutureExt;
use serenity::model::application::Interaction;
use tokio::sync::{Semaphore, mpsc};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::features::Services;
use crate::features::answer::{catch_up, typed};

use super::intake::Queued;
use super::serve::Server;

/// How many interactions are served at once.
const AT_ONCE: usize = 512;

/// Serves interactions until `stop`, then those that wait in the queue, and ends when the last
/// one is done.
pub async fn serve_interactions(
    server: Server,
    mut waiting: mpsc::Receiver<Interaction>,
    stop: CancellationToken,
) {
    let places = Arc::new(Semaphore::new(AT_ONCE));
    let running = TaskTracker::new();
    loop {
        let next = tokio::select! {
            biased;
            next = waiting.recv() => next,
            () = stop.cancelled() => None,
        };
        let Some(interaction) = next else { break };
        let Ok(place) = Arc::clone(&places).acquire_owned().await else {
            break;
        };
        let server = server.clone();
        running.spawn(async move {
            server.serve(interaction).await;
            drop(place);
        });
    }
    running.close();
    running.wait().await;
}

/// Takes message events and pages until `stop`, then those that wait in the queue.
pub async fn take_messages(
    services: Services,
    mut waiting: mpsc::Receiver<Queued>,
    stop: CancellationToken,
) {
    loop {
        let next = tokio::select! {
            biased;
            next = waiting.recv() => next,
            () = stop.cancelled() => None,
        };
        let Some(queued) = next else { return };
        // One message's fault must not end its queue: the others would wait for ever.
        let taking = AssertUnwindSafe(take_in(&services, queued)).catch_unwind();
        if taking.await.is_err() {
            tracing::error!("taking a message in panicked; it is left out");
        }
    }
}

async fn take_in(services: &Services, queued: Queued) {
    let taken = match queued {
        Queued::Event(event) => typed::notice(services, &event).await,
        Queued::Page(page, taken) => {
            let outcome = catch_up::take_page(services, &page).await;
            // Where nobody waits for it any more, it is read once more.
            let _ = taken.send(outcome.is_ok());
            outcome
        }
    };
    if let Err(error) = taken {
        tracing::error!(%error, "a message could not be taken in; its channel will be read again");
    }
}
