//! SIGTERM and Ctrl-C as a cancellation token; a second one ends the process at once. SIGHUP asks
//! for a look at the question bank.

use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio_util::sync::CancellationToken;

/// A token that is cancelled by the first SIGTERM or SIGINT.
pub fn stop_on_signals() -> CancellationToken {
    let stop = CancellationToken::new();
    let heard = stop.clone();
    match (
        signal(SignalKind::terminate()),
        signal(SignalKind::interrupt()),
    ) {
        (Ok(terminate), Ok(interrupt)) => {
            tokio::spawn(listen(terminate, interrupt, heard));
        }
        (Err(error), _) | (_, Err(error)) => {
            tracing::warn!(%error, "signals can't be heard; the process will end without draining");
        }
    }
    stop
}

/// The SIGHUPs from now on, which no longer end the process. `None` where they can't be heard.
pub(super) fn hangups() -> Option<Signal> {
    match signal(SignalKind::hangup()) {
        Ok(hangups) => Some(hangups),
        Err(error) => {
            tracing::warn!(%error, "SIGHUP can't be heard");
            None
        }
    }
}

async fn listen(mut terminate: Signal, mut interrupt: Signal, stop: CancellationToken) {
    const IMPATIENT: i32 = 130;
    for round in 0..2 {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        if round == 0 {
            stop.cancel();
        }
    }
    std::process::exit(IMPATIENT);
}
