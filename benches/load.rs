//! The bot under load, as a process of its own against the playground:
//! `cargo bench --bench load`, or `benches/figures` for all figures.
//!
//! Three measurements: memory at rest with 2,000 servers; how long `/drill` waits for its
//! acknowledgement at 200 a second for 10 s; and the same with Discord's rate limits, where most
//! of those drills have to be refused, politely. With `-- --pinned` the bot gets the first core
//! to itself and everything else the second (needs `taskset`).
//!
//! The times are the playground's: from the event that it sends to the callback that it gets.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use playground::{Options, Playground, StartWorld};
use reqwest::Client;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::task::JoinSet;
use tokio::time::{Instant, MissedTickBehavior, interval, sleep};

const SERVERS_AT_REST: u32 = 2_000;
const SERVERS: u32 = 100;
const PEOPLE: u32 = 20;
const PER_SECOND: u32 = 200;
const SECONDS: u32 = 10;
/// Longer than Discord's limit for one interaction's follow-up would make anybody wait.
const PATIENCE: Duration = Duration::from_secs(120);
/// The words by which a polite refusal is known.
const REFUSAL: &str = "try again in a minute";

fn main() -> Result<()> {
    let pinned = std::env::args().any(|argument| argument == "--pinned");
    if pinned {
        pin_to_second_core()?;
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        at_rest(pinned).await?;
        drills(pinned, false).await?;
        drills(pinned, true).await
    })
}

async fn at_rest(pinned: bool) -> Result<()> {
    let world = StartWorld::Large {
        guilds: SERVERS_AT_REST,
        people: 3,
    };
    let stage = Stage::set(world, false, pinned).await?;
    stage.until_quiet().await?;
    println!(
        "at rest, {SERVERS_AT_REST} servers: {:.1} MB resident (most so far: {:.1} MB)",
        stage.bot.memory("VmRSS:")?,
        stage.bot.memory("VmHWM:")?
    );
    stage.strike().await;
    Ok(())
}

async fn drills(pinned: bool, rate_limits: bool) -> Result<()> {
    let world = StartWorld::Large {
        guilds: SERVERS,
        people: PEOPLE,
    };
    let stage = Stage::set(world, rate_limits, pinned).await?;
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

/// A playground and the bot that plays on it.
struct Stage {
    playground: Playground,
    bot: Bot,
    http: Client,
    _database: TempDir,
}

impl Stage {
    async fn set(world: StartWorld, rate_limits: bool, pinned: bool) -> Result<Self> {
        let playground = Playground::start(Options {
            world,
            rate_limits,
            ..Options::default()
        })
        .await?;
        let database = tempfile::tempdir()?;
        let bot = Bot::start(&playground, database.path(), pinned)?;
        Ok(Self {
            playground,
            bot,
            http: Client::new(),
            _database: database,
        })
    }

    async fn strike(self) {
        drop(self.bot);
        self.playground.stop().await;
    }

    async fn get(&self, path: &str) -> Result<Value> {
        let url = format!("{}{path}", self.playground.base_url());
        let answer = self.http.get(url).send().await?.error_for_status()?;
        Ok(serde_json::from_str(&answer.text().await?)?)
    }

    /// Waits until the bot is connected, and for 4 s nothing goes to or fro and its memory
    /// stays the same.
    async fn until_quiet(&self) -> Result<()> {
        let begun = Instant::now();
        let mut same = 0;
        let mut before = Value::Null;
        while begun.elapsed() < PATIENCE {
            let counters = self.get("/playground/counters").await?;
            let now = json!([counters["requests"], counters["gateway"]["events_sent"]]);
            let connected = counters["gateway"]["events_sent"].as_u64() > Some(0);
            same = if connected && now == before {
                same + 1
            } else {
                0
            };
            if same == 4 {
                return Ok(());
            }
            before = now;
            sleep(Duration::from_secs(1)).await;
        }
        bail!("the bot did not come to rest in {} s", PATIENCE.as_secs())
    }

    /// Has each of these run `/drill`, evenly spread.
    async fn run_drills(&self, places: &[(String, String)]) -> Result<()> {
        let url = format!("{}/playground/act", self.playground.base_url());
        let mut tick = interval(Duration::from_secs(1) / PER_SECOND);
        tick.set_missed_tick_behavior(MissedTickBehavior::Burst);
        let mut sent = JoinSet::new();
        for (channel, person) in places {
            tick.tick().await;
            let act = json!({"as": person, "do": "slash", "channel": channel, "name": "drill",
                "options": []});
            let request = self
                .http
                .post(&url)
                .header("content-type", "application/json")
                .body(act.to_string());
            sent.spawn(async move { anyhow::Ok(request.send().await?.error_for_status()?) });
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

/// The bot's process; ends with this value.
struct Bot(Child);

impl Bot {
    fn start(playground: &Playground, folder: &Path, pinned: bool) -> Result<Self> {
        let database = folder.join("greenroom.db");
        let program = env!("CARGO_BIN_EXE_greenroom");
        // Pinned from its beginning, so that it starts as many threads as on such a machine.
        let mut command = if pinned {
            let mut command = Command::new("taskset");
            command.args(["--cpu-list", "0", program]);
            command
        } else {
            Command::new(program)
        };
        let bot = command
            .arg("run")
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .env("DISCORD_TOKEN", playground.token())
            .env_remove("DISCORD_TOKEN_FILE")
            .env("GREENROOM_DISCORD_API", playground.base_url())
            .env(
                "GREENROOM_DATABASE_URL",
                format!("sqlite://{}", database.display()),
            )
            .env("RUST_LOG", "error")
            .stdin(Stdio::null())
            .spawn()
            .with_context(|| format!("can't start {program}"))?;
        Ok(Self(bot))
    }

    /// A line of the process's status, in MB of 1,000,000 bytes.
    fn memory(&self, line: &str) -> Result<f64> {
        let path = format!("/proc/{}/status", self.0.id());
        let status =
            std::fs::read_to_string(&path).context("only Linux tells a process's memory")?;
        let kibibytes: f64 = status
            .lines()
            .find_map(|found| found.strip_prefix(line))
            .and_then(|rest| rest.split_whitespace().next())
            .context("the process has ended")?
            .parse()?;
        Ok(kibibytes * 1024.0 / 1e6)
    }
}

impl Drop for Bot {
    fn drop(&mut self) {
        // It may have ended by itself; either way nothing is left of it after this.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Leaves the first core to the bot.
fn pin_to_second_core() -> Result<()> {
    let pinned = Command::new("taskset")
        .args(["--cpu-list", "--pid", "1"])
        .arg(std::process::id().to_string())
        .stdout(Stdio::null())
        .status()
        .context("can't run taskset, which --pinned needs")?;
    ensure!(pinned.success(), "taskset could not pin this process");
    Ok(())
}
