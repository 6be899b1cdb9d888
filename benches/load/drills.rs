//! `/drill` at 200 a second: how long it waits for its acknowledgement.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use playground::StartWorld;
use serde_json::Value;
use tokio::task::JoinSet;
use tokio::time::{Instant, MissedTickBehavior, interval};

use crate::stage::{Scenery, Stage};

const SERVERS: u32 = 100;
const PEOPLE: u32 = 20;
const PER_SECOND: u32 = 200;
const SECONDS: u32 = 10;
/// The words by which a polite refusal is known.
const REFUSAL: &str = "try again in a minute";

/// Has people drill, with or without Discord's rate limits, and prints how it went.
pub async fn drills(pinned: bool, rate_limits: bool) -> Result<()> {
    let world = StartWorld::Large {
        guilds: SERVERS,
        people: PEOPLE,
    };
    let stage = Scenery::set(world, rate_limits).await?.enter(pinned)?;
    stage.until_quiet().await?;
    let state = stage.get("/playground/state").await?;
    let places = places(&state);
    let begun = Instant::now();
    stage.run_drills(&places).await?;
    let spent = begun.elapsed().as_secs_f64();
    stage.until_quiet().await?;
    let outcome = stage.outcome(&places).await?;
    println!(
        "\n{} /drill in {spent:.1} s, {} people, {} channels, rate limits {}:",
        places.len(),
        PEOPLE,
        SERVERS,
        if rate_limits { "on" } else { "off" }
    );
    println!("{outcome}");
    println!("  memory: {:.1} MB", stage.bot.memory("VmHWM:")?);
    stage.strike().await;
    Ok(())
}

/// Every pair of channel and person, so that nobody drills twice and no channel twice in a row.
fn places(state: &Value) -> Vec<(String, String)> {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let id = |value: &Value| value["id"].as_str().unwrap_or_default().to_owned();
    let channels: Vec<String> = list(&state["guilds"])
        .iter()
        .map(|guild| id(&guild["channels"][0]))
        .collect();
    list(&state["people"])
        .iter()
        .flat_map(|person| {
            channels
                .iter()
                .map(move |channel| (channel.clone(), id(person)))
        })
        .take((PER_SECOND * SECONDS) as usize)
        .collect()
}

impl Stage {
    /// Has each of these run `/drill`, evenly spread.
    async fn run_drills(&self, places: &[(String, String)]) -> Result<()> {
        let mut tick = interval(Duration::from_secs(1) / PER_SECOND);
        tick.set_missed_tick_behavior(MissedTickBehavior::Burst);
        let mut sent = JoinSet::new();
        for (channel, person) in places {
            tick.tick().await;
            sent.spawn(self.drill(channel, person));
        }
        while let Some(done) = sent.join_next().await {
            done?.context("a person could not act")?;
        }
        Ok(())
    }

    async fn outcome(&self, places: &[(String, String)]) -> Result<Outcome> {
        let counters = self.get("/playground/counters").await?;
        let callbacks = &counters["callbacks"];
        let mut outcome = Outcome {
            callbacks: callbacks["count"].as_u64().unwrap_or(0),
            median: callbacks["p50_ms"].as_f64().unwrap_or(f64::NAN),
            percentile_99: callbacks["p99_ms"].as_f64().unwrap_or(f64::NAN),
            longest: callbacks["max_ms"].as_f64().unwrap_or(f64::NAN),
            limited: counters["rate_limited"].as_u64().unwrap_or(0),
            threads: 0,
            refused: 0,
            silent: 0,
        };
        for (channel, person) in places {
            let path = format!("/playground/channels/{channel}/messages?as={person}");
            outcome.count(&self.get(&path).await?);
        }
        ensure!(
            outcome.callbacks >= places.len() as u64,
            "{} of {} drills were acknowledged",
            outcome.callbacks,
            places.len()
        );
        Ok(outcome)
    }
}

/// How the drills went.
#[derive(Debug, Default)]
struct Outcome {
    callbacks: u64,
    median: f64,
    percentile_99: f64,
    longest: f64,
    limited: u64,
    threads: u64,
    refused: u64,
    silent: u64,
}

impl Outcome {
    /// Counts what one person was told in one channel.
    fn count(&mut self, messages: &Value) {
        let told = messages
            .as_array()
            .and_then(|all| {
                all.iter()
                    .rfind(|one| one["flags"].as_u64().unwrap_or(0) & 64 != 0)
            })
            .and_then(|one| one["content"].as_str())
            .unwrap_or_default();
        match told {
            "" => self.silent += 1,
            told if told.contains(REFUSAL) => self.refused += 1,
            _ => self.threads += 1,
        }
    }
}

impl std::fmt::Display for Outcome {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(
            f,
            "  acknowledged: {}, median {:.1} ms, 99th percentile {:.1} ms, longest {:.1} ms",
            self.callbacks, self.median, self.percentile_99, self.longest
        )?;
        write!(
            f,
            "  got their thread: {}, refused politely: {}, told nothing: {}, answers 429: {}",
            self.threads, self.refused, self.silent, self.limited
        )
    }
}
