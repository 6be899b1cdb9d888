//! Makes good what we did not hear.
//!
//! After each new session of a shard, its question threads of the last two days are read over
//! REST, and those of any age that Discord lists with something new; so is every channel of which
//! an event was lost. Reading goes in the background lane and never before answers to people.

mod servers;

use tokio_util::sync::CancellationToken;

use crate::domain::id::ChannelId;
use crate::features::Services;
use crate::features::answer::catch_up::{self, Progress};
use crate::features::reading::Gap;

use super::intake::Intake;

pub use servers::hear_of_servers;

/// How many channels are read side by side: each waits for Discord's answers most of the time.
const SIDE_BY_SIDE: usize = 4;

/// Reads the channels that have a gap, a few side by side, until `stop`.
pub async fn keep_reading(services: Services, intake: Intake, stop: CancellationToken) {
    let readers = (0..SIDE_BY_SIDE).map(|_| read_in_turn(&services, &intake));
    let all = futures_util::future::join_all(readers);
    stop.run_until_cancelled(all).await;
}

/// Reads one channel after the other, whichever is due.
async fn read_in_turn(services: &Services, intake: &Intake) {
    loop {
        let (channel, gap) = services.reading.next_gap().await;
        read(services, intake, channel, &gap).await;
    }
}

async fn read(services: &Services, intake: &Intake, channel: ChannelId, gap: &Gap) {
    let reading = &services.reading;
    match catch_up::read_channel(services, intake, channel, gap).await {
        Ok(Progress::Done(session)) => reading.finished(channel, session),
        Ok(Progress::More) => {
            reading.finished(channel, None);
            reading.want(channel, false);
        }
        Err(error) => {
            tracing::warn!(%channel, failures = gap.failures, %error,
                "a channel could not be read; it will be tried again");
            reading.failed(channel, gap);
        }
    }
}
