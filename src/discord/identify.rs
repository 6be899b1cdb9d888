//! Identifies of several processes, one after the other.
//!
//! Discord takes one identify each 5 s for each concurrency key (`shard_id % max_concurrency`) of
//! a token, whichever process it comes from; serenity keeps that pace within one client only. So
//! where several processes share a token, each shard has a client of its own, with a gate before
//! its way to the gateway: the lock of `client.ws_url`, which serenity takes for a moment whenever
//! it connects. The gate is closed while we hold that lock.
//!
//! - A shard that is missing among its client's runners is about to identify. It gets through once
//!   it is its turn, by a row in the store that all processes share.
//! - A shard that has a runner can only be about to resume, which is bound to nothing. It gets
//!   through at the next look, [`LOOK`] later at most.
//!
//! Nothing here may wait for the store while a shard has a runner: a resume can't wait.
//!
//! Source: <https://docs.discord.com/developers/events/gateway#sharding-max-concurrency>.

use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;
use serenity::Client;
use serenity::all::{ShardId, ShardManager};
use tokio::sync::{Mutex, OwnedMutexGuard};
use tokio::time::{Instant, sleep};
use tokio_util::sync::CancellationToken;

use crate::features::Services;

/// How long nobody else identifies with the same key: Discord's 5 s, and what the way there and
/// the handshake before it may take.
const PAUSE: SignedDuration = SignedDuration::from_secs(6);
/// How often a shard is looked at. A resume waits so long at most.
const LOOK: Duration = Duration::from_millis(200);
/// For so long the gate stands open for an identify...
const OPEN: Duration = Duration::from_secs(1);
/// ... and so long the connection may take; without one by then it needs another turn.
const CONNECTING: Duration = Duration::from_secs(4);
/// After a failure of the store.
const AFTER_FAILURE: Duration = Duration::from_secs(1);

type Closed = OwnedMutexGuard<String>;

/// The gate of one shard.
struct Gate {
    services: Services,
    shards: Arc<ShardManager>,
    shard: ShardId,
    /// The turn's name in the store.
    turn: String,
}

/// Puts a gate before a client of one shard, which must not have been started. After `stop` it
/// stays closed for ever, so that what serenity left waiting never connects.
pub(super) async fn guard(
    client: &Client,
    shard: u32,
    max_concurrency: u32,
    services: Services,
    stop: CancellationToken,
) {
    let closed = Arc::clone(&client.ws_url).lock_owned().await;
    let gate = Gate {
        services,
        shards: Arc::clone(&client.shard_manager),
        shard: ShardId(shard),
        turn: format!("identify {}", shard % max_concurrency.max(1)),
    };
    tokio::spawn(async move { gate.keep(closed, stop).await });
}

impl Gate {
    async fn keep(&self, mut closed: Closed, stop: CancellationToken) {
        loop {
            let (again, runs) = self.let_resume(closed).await;
            closed = again;
            let turn = async {
                if runs {
                    sleep(LOOK).await;
                } else {
                    self.await_turn().await;
                }
            };
            if stop.run_until_cancelled(turn).await.is_none() {
                let _closed_for_ever = closed;
                return std::future::pending().await;
            }
            if !runs {
                closed = self.let_identify(closed).await;
            }
        }
    }

    /// Lets whoever waits pass, where the shard runs; and says whether it does.
    async fn let_resume(&self, closed: Closed) -> (Closed, bool) {
        // While we hold this no runner goes, so nobody can come to identify.
        let runners = self.shards.runners.lock().await;
        if runners.contains_key(&self.shard) {
            (reopened(closed).await, true)
        } else {
            (closed, false)
        }
    }

    /// Opens until the shard is connected, or surely not on its way.
    async fn let_identify(&self, closed: Closed) -> Closed {
        let begun = Instant::now();
        let address = address(&closed);
        drop(closed);
        while begun.elapsed() < OPEN && !self.runs().await {
            sleep(OPEN / 20).await;
        }
        let closed = address.lock_owned().await;
        while begun.elapsed() < CONNECTING && !self.runs().await {
            sleep(OPEN / 20).await;
        }
        closed
    }

    async fn runs(&self) -> bool {
        self.shards.runners.lock().await.contains_key(&self.shard)
    }

    async fn await_turn(&self) {
        loop {
            let now = self.services.now();
            match self.services.store.take_turn(&self.turn, now, PAUSE).await {
                Ok(None) => return,
                Ok(Some(free)) => {
                    tracing::debug!(shard = self.shard.0, %free, "waiting for a turn to identify");
                    let wait = Duration::try_from(free.duration_since(now));
                    sleep(wait.unwrap_or_default().max(OPEN / 20)).await;
                }
                Err(error) => {
                    tracing::warn!(shard = self.shard.0, %error, "no turn to identify could be taken");
                    sleep(AFTER_FAILURE).await;
                }
            }
        }
    }
}

fn address(closed: &Closed) -> Arc<Mutex<String>> {
    Arc::clone(OwnedMutexGuard::mutex(closed))
}

/// Opens for those who wait, and closes behind them: the lock is first come, first served.
async fn reopened(closed: Closed) -> Closed {
    let address = address(&closed);
    drop(closed);
    address.lock_owned().await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn reopening_lets_those_who_wait_pass_and_nobody_else() {
        let address = Arc::new(Mutex::new(String::from("wss://gateway")));
        let closed = Arc::clone(&address).lock_owned().await;
        let waiting = Arc::clone(&address);
        let waiting = tokio::spawn(async move { waiting.lock().await.clone() });
        tokio::task::yield_now().await;
        assert!(!waiting.is_finished());
        let closed = reopened(closed).await;
        assert!(address.try_lock().is_err(), "closed again");
        assert_eq!(waiting.await.expect("it passes"), "wss://gateway");
        drop(closed);
    }
}
