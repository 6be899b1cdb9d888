//! Thousands of questions of the day due in one minute, with Discord's rate limits, while people
//! run `/drill` twice a second.
//!
//! The schedules are written by the bot's own store before it starts, since `/daily setup` by
//! thousands of interactions would take longer than what is measured. None is spread over the
//! minute's first seconds: all of them are due at the same instant.

use std::collections::HashSet;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use greenroom::clock::Clock;
use greenroom::domain::id::{ChannelId, GuildId, ScheduleId};
use greenroom::domain::schedule::{Answers, Days, LocalTime, Occurrence, RevealAfter, Schedule};
use greenroom::domain::select::Filter;
use greenroom::store::{Kept, Store};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use playground::StartWorld;
use serde_json::Value;
use tokio::time::{Instant, interval, sleep};

use crate::stage::{Scenery, Stage};

/// Servers without a schedule, where people drill.
const DRILL_SERVERS: usize = 60;
const PEOPLE: u32 = 20;
const DRILL_EVERY: Duration = Duration::from_millis(500);
/// Until then the bot is connected: a shard for each 1,000 servers, 5 s for each shard.
const AHEAD: SignedDuration = SignedDuration::from_secs(75);
/// How often the traffic is looked at.
const LOOK: Duration = Duration::from_secs(2);
/// What the share is of, in requests a second; Discord's own limit is 50.
const FULL: f64 = 45.0;

/// Has so many schedules post at once, and prints how it went.
pub async fn posts(schedules: u32, pinned: bool) -> Result<()> {
    let guilds = schedules + u32::try_from(DRILL_SERVERS)?;
    let world = StartWorld::Large {
        guilds,
        people: PEOPLE,
    };
    let scenery = Scenery::set(world, true).await?;
    let state = scenery.get("/playground/state").await?;
    let mut places = places(&state)?;
    let drilled = places.split_off(places.len() - DRILL_SERVERS);
    let due = minute_after(Clock::system().now() + AHEAD)?;
    write_schedules(&scenery.database(), &places, due).await?;
    let stage = scenery.enter(pinned)?;
    stage.until_quiet().await?;
    let wait = Duration::try_from(due.duration_since(Clock::system().now()));
    sleep(wait.context("the bot was not connected in time")?).await;
    let at_rest = stage.bot.memory("VmRSS:")?;

    let people = ids(&state["people"]);
    let watched = watch(&stage, &places, &drilled, &people).await?;
    stage.until_quiet().await?;
    check(&stage, &places, &people[0]).await?;
    let counters = stage.get("/playground/counters").await?;
    println!("\n{schedules} schedules due at once, {guilds} servers, rate limits on:");
    println!(
        "  {} requests in {:.1} s: {:.1} a second, {:.1}% of {FULL}; answers 429: {}",
        watched.requests,
        watched.seconds,
        watched.rate(),
        watched.rate() / FULL * 100.0,
        counters["rate_limited"],
    );
    let callbacks = &counters["callbacks"];
    println!(
        "  {} /drill meanwhile, acknowledged: {}, median {:.1} ms, 99th percentile {:.1} ms, \
         longest {:.1} ms",
        watched.drills,
        callbacks["count"],
        callbacks["p50_ms"].as_f64().unwrap_or(f64::NAN),
        callbacks["p99_ms"].as_f64().unwrap_or(f64::NAN),
        callbacks["max_ms"].as_f64().unwrap_or(f64::NAN),
    );
    println!(
        "  memory: {:.1} MB resident at most, {at_rest:.1} MB before they were due",
        stage.bot.memory("VmHWM:")?
    );
    stage.strike().await;
    Ok(())
}

/// A server and its channel.
struct Place {
    guild: String,
    channel: String,
}

fn places(state: &Value) -> Result<Vec<Place>> {
    let guilds = state["guilds"].as_array().context("servers")?;
    let place = |guild: &Value| {
        Some(Place {
            guild: guild["id"].as_str()?.to_owned(),
            channel: guild["channels"][0]["id"].as_str()?.to_owned(),
        })
    };
    let places: Option<Vec<_>> = guilds.iter().map(place).collect();
    places.context("a server without a channel")
}

fn ids(list: &Value) -> Vec<String> {
    let ids = list.as_array().into_iter().flatten();
    ids.filter_map(|one| Some(one["id"].as_str()?.to_owned()))
        .collect()
}

/// The first full minute after an instant.
fn minute_after(instant: Timestamp) -> Result<Timestamp> {
    Ok(Timestamp::from_second((instant.as_second() / 60 + 1) * 60)?)
}

async fn write_schedules(database: &str, places: &[Place], due: Timestamp) -> Result<()> {
    let now = Clock::system().now();
    let store = Store::open(database, now).await?;
    let local = due.to_zoned(TimeZone::UTC);
    let time = LocalTime::parse(&local.strftime("%H:%M").to_string()).context("a time")?;
    for (number, place) in (1..).zip(places) {
        let schedule = Schedule {
            id: ScheduleId::new(number).context("a positive number")?,
            guild: place.guild.parse::<GuildId>().context("an id")?,
            channel: place.channel.parse::<ChannelId>().context("an id")?,
            days: Days::EVERY_DAY,
            time,
            zone: "UTC".to_owned(),
            filter: Filter::default(),
            role: None,
            reveal_after: RevealAfter::USUAL,
            answers: Answers::default(),
            effective: now,
            ended: false,
            paused: None,
            next: Some(Occurrence {
                date: local.date(),
                at: due,
            }),
            trouble: None,
        };
        let kept = store.keep_schedule(&schedule, Some(due)).await?;
        ensure!(kept == Kept::Done, "a schedule was not kept");
    }
    store.close().await;
    Ok(())
}

/// What went out until the last thread was made.
struct Watched {
    requests: u64,
    seconds: f64,
    drills: usize,
}

impl Watched {
    fn rate(&self) -> f64 {
        self.requests as f64 / self.seconds
    }
}

/// Has people drill until every schedule has its thread, and counts the requests that Discord's
/// limit holds for.
async fn watch(
    stage: &Stage,
    scheduled: &[Place],
    drilled: &[Place],
    people: &[String],
) -> Result<Watched> {
    let begun = Instant::now();
    let mut traffic = Traffic {
        last: last_number(stage).await?,
        waits_for: scheduled.iter().map(|one| one.channel.clone()).collect(),
        requests: 0,
    };
    let mut drill = interval(DRILL_EVERY);
    let mut look = interval(LOOK);
    let mut drills = 0;
    while !traffic.waits_for.is_empty() {
        tokio::select! {
            _ = drill.tick() => {
                let channel = &drilled[drills % drilled.len()].channel;
                let person = &people[drills / drilled.len() % people.len()];
                tokio::spawn(stage.drill(channel, person));
                drills += 1;
            }
            _ = look.tick() => traffic.look(stage).await?,
        }
    }
    Ok(Watched {
        requests: traffic.requests,
        seconds: begun.elapsed().as_secs_f64(),
        drills,
    })
}

async fn last_number(stage: &Stage) -> Result<u64> {
    let log = stage.get("/playground/traffic").await?;
    let last = log.as_array().and_then(|log| log.last());
    Ok(last.and_then(|one| one["seq"].as_u64()).unwrap_or(0))
}

/// The playground's log of requests, as far as it was read.
struct Traffic {
    last: u64,
    /// Channels whose post has no thread yet.
    waits_for: HashSet<String>,
    requests: u64,
}

impl Traffic {
    async fn look(&mut self, stage: &Stage) -> Result<()> {
        let path = format!("/playground/traffic?since={}", self.last);
        let log = stage.get(&path).await?;
        for entry in log.as_array().into_iter().flatten() {
            self.count(entry);
        }
        Ok(())
    }

    fn count(&mut self, entry: &Value) {
        let text = |name: &str| entry[name].as_str().unwrap_or_default();
        self.last = entry["seq"].as_u64().unwrap_or(self.last);
        if text("route").starts_with("/webhooks") || text("route").starts_with("/interactions") {
            return;
        }
        self.requests += 1;
        let made = entry["status"].as_u64().is_some_and(|status| status < 300);
        if made && text("path").ends_with("/threads") {
            let channel = text("path").split('/').nth(2);
            channel.map(|channel| self.waits_for.remove(channel));
        }
    }
}

/// One post, one thread with one opening message for each.
async fn check(stage: &Stage, places: &[Place], person: &str) -> Result<()> {
    for Place { channel, .. } in places {
        let posts = messages(stage, channel, person).await?;
        ensure!(posts.len() == 1, "{} posts in {channel}", posts.len());
        let thread = posts[0]["thread"]["id"].as_str().context("no thread")?;
        // Beside it there is Discord's own first message, which shows the post.
        let mut openings = messages(stage, thread, person).await?;
        openings.retain(|message| message["type"] == 0);
        ensure!(
            openings.len() == 1,
            "{} openings in {thread}",
            openings.len()
        );
    }
    Ok(())
}

async fn messages(stage: &Stage, channel: &str, person: &str) -> Result<Vec<Value>> {
    let path = format!("/playground/channels/{channel}/messages?as={person}");
    let found = stage.get(&path).await?;
    Ok(found.as_array().cloned().unwrap_or_default())
}
