//! Two processes with a shard each on one database. Only PostgreSQL serves several, so these tests
//! need `GREENROOM_TEST_POSTGRES`.

use std::time::Duration;

use greenroom::clock::Clock;
use serde_json::json;
use tokio::time::{Instant, sleep};

use crate::world::{Control, Person, Running, Seen, Setup, Stopped, World, eventually};

/// How many servers there are; about half of them on each shard.
const SERVERS: usize = 8;
/// How many schedules each of them has.
const CHANNELS: usize = 8;
/// How long the one that is left may take: until it looks after the other's servers (30 s), until
/// the other's claims run out (40 s), and to post.
const REST: Duration = Duration::from_secs(120);

/// A world that limits rates as Discord does, without a bot; `None` without PostgreSQL.
async fn world() -> Option<World> {
    std::env::var_os("GREENROOM_TEST_POSTGRES")?;
    let setup = Setup {
        rate_limits: true,
        start: false,
        ..Setup::default()
    };
    Some(World::with(setup).await)
}

/// Waits until so many shards have a session.
async fn connected(control: &Control, shards: u64) {
    eventually("the shards to connect", async || {
        let counters = control.get("/playground/counters").await;
        (counters["gateway"]["connected"] == shards).then_some(())
    })
    .await;
}

async fn hasty_identifies(control: &Control) -> u64 {
    let counters = control.get("/playground/counters").await;
    let hasty = &counters["gateway"]["hasty_identifies"];
    hasty.as_u64().expect("a number")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn processes_that_start_at_once_identify_one_after_the_other() {
    let Some(world) = world().await else { return };
    let both = [0, 1].map(|shard| Running::shard(&world, shard, 2));
    connected(&world.control, 2).await;
    assert_eq!(hasty_identifies(&world.control).await, 0);
    // Their sessions are gone at once, and they begin new ones.
    world.fault("gateway", "invalid_session", 1).await;
    connected(&world.control, 0).await;
    connected(&world.control, 2).await;
    assert_eq!(hasty_identifies(&world.control).await, 0);
    // To resume needs no turn.
    let begun = Instant::now();
    world.fault("gateway", "reconnect", 1).await;
    eventually("both shards to resume", async || {
        let counters = world.control.get("/playground/counters").await;
        (counters["gateway"]["resumes"] == 2).then_some(())
    })
    .await;
    println!("both resumed within {:?}", begun.elapsed());
    for one in both {
        assert_eq!(one.stop().await, Stopped::Well);
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_processes_post_once_each_and_one_finishes_what_the_other_left() {
    let Some(world) = world().await else { return };
    let [first, second] = [0, 1].map(|shard| Running::shard(&world, shard, 2));
    connected(&world.control, 2).await;
    let organiser = world.person("organiser");
    let channels = servers(&world, &organiser).await;
    let due = next_minute(Duration::from_secs(12));
    for channel in &channels {
        set_up(&organiser, channel, due).await;
    }
    let left = Duration::try_from(due.duration_since(Clock::system().now()));
    sleep(left.expect("setting up is done before anything is due")).await;

    // While both post, people on both shards drill.
    let drills = channels.iter().step_by(CHANNELS).map(async |channel| {
        let drill = organiser
            .ask(channel, "drill", &[("topic", "kubernetes")])
            .await;
        assert!(drill.says("<#"), "{drill}");
    });
    futures_util::future::join_all(drills).await;
    second.kill().await;
    let before = unfinished(&organiser, &channels).await;
    println!(
        "{before} of {} are unfinished after the kill",
        channels.len()
    );
    assert!(before > 0, "posting was under way");
    let begun = Instant::now();
    while unfinished(&organiser, &channels).await > 0 {
        assert!(begun.elapsed() < REST, "some posts are missing");
        sleep(Duration::from_millis(500)).await;
    }
    println!("all stand {:?} after the kill", begun.elapsed());
    sleep(Duration::from_secs(3)).await;
    for channel in &channels {
        assert_posted_once(&organiser, channel).await;
    }
    assert_eq!(first.stop().await, Stopped::Well);
    world.end().await;
}

/// Servers with channels for schedules.
async fn servers(world: &World, organiser: &Person) -> Vec<String> {
    let mut channels = Vec::new();
    for number in 0..SERVERS {
        let name = format!("Server {number}");
        let guild = made(world, json!({"do": "add_guild", "name": name})).await;
        let join = json!({"do": "join", "person": organiser.id, "guild": guild, "admin": true});
        world.control.shape(join).await;
        for number in 0..CHANNELS {
            let name = format!("daily-{number}");
            let channel = json!({"do": "add_channel", "guild": guild, "name": name});
            channels.push(made(world, channel).await);
        }
    }
    channels
}

async fn made(world: &World, wanted: serde_json::Value) -> String {
    let made = world.control.shape(wanted).await;
    made["id"].as_str().expect("an id").to_owned()
}

/// The first full minute after so long.
fn next_minute(after: Duration) -> jiff::Timestamp {
    let earliest = Clock::system().now() + after;
    let minutes = earliest.as_second() / 60 + 1;
    jiff::Timestamp::from_second(minutes * 60).expect("a time within this century")
}

async fn set_up(organiser: &Person, channel: &str, at: jiff::Timestamp) {
    let time = at.strftime("%H:%M").to_string();
    let options = [("channel", channel), ("time", &time), ("timezone", "UTC")];
    let reply = organiser.ask(channel, "daily setup", &options).await;
    assert!(reply.says("Scheduled"), "{reply}");
}

/// The daily posts in a channel; drills have no `My feedback`.
async fn posts(person: &Person, channel: &str) -> Vec<Seen> {
    let mut posts = person.messages(channel).await;
    posts.retain(|one| one.has_button("My feedback") && !one.is_ephemeral());
    posts
}

async fn openings(person: &Person, post: &Seen) -> usize {
    let Some(thread) = post.thread() else {
        return 0;
    };
    let messages = person.messages(thread).await;
    let openings = messages.iter().filter(|one| one.has_button("My feedback"));
    openings.count()
}

async fn unfinished(person: &Person, channels: &[String]) -> usize {
    let mut unfinished = 0;
    for channel in channels {
        let posts = posts(person, channel).await;
        let stands = match posts.first() {
            Some(post) => openings(person, post).await > 0,
            None => false,
        };
        unfinished += usize::from(!stands);
    }
    unfinished
}

async fn assert_posted_once(person: &Person, channel: &str) {
    let posts = posts(person, channel).await;
    let [post] = posts.as_slice() else {
        panic!("{} posts in {channel}", posts.len());
    };
    assert_eq!(
        openings(person, post).await,
        1,
        "opening messages in {channel}"
    );
}
