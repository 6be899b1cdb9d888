//! The bot under load, as a process of its own against the playground:
//! `cargo bench --bench load`, or `benches/figures` for all figures.
//!
//! Three measurements: memory at rest with 2,000 servers; how long `/drill` waits for its
//! acknowledgement at 200 a second for 10 s; and the same with Discord's rate limits, where most
//! of those drills have to be refused, politely. A fourth takes minutes and is asked for:
//! `-- --daily 5000` has so many schedules due in one minute ([`daily`]). With `-- --pinned` the
//! bot gets the first core to itself and everything else the second (needs `taskset`).
//!
//! The times are the playground's: from the event that it sends to the callback that it gets.

mod daily;
mod drills;
mod stage;

use anyhow::{Context, Result};
use playground::StartWorld;

use stage::{Scenery, pin_to_second_core};

const SERVERS_AT_REST: u32 = 2_000;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().collect();
    let pinned = arguments.iter().any(|one| one == "--pinned");
    let daily = arguments.iter().position(|one| one == "--daily");
    if pinned {
        pin_to_second_core()?;
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        if let Some(place) = daily {
            let schedules = arguments.get(place + 1).and_then(|text| text.parse().ok());
            return daily::posts(schedules.context("--daily wants a number")?, pinned).await;
        }
        at_rest(pinned).await?;
        drills::drills(pinned, false).await?;
        drills::drills(pinned, true).await
    })
}

async fn at_rest(pinned: bool) -> Result<()> {
    let world = StartWorld::Large {
        guilds: SERVERS_AT_REST,
        people: 3,
    };
    let stage = Scenery::set(world, false).await?.enter(pinned)?;
    stage.until_quiet().await?;
    println!(
        "at rest, {SERVERS_AT_REST} servers: {:.1} MB resident (most so far: {:.1} MB)",
        stage.bot.memory("VmRSS:")?,
        stage.bot.memory("VmHWM:")?
    );
    stage.strike().await;
    Ok(())
}
