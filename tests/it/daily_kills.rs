//! The question of the day while the bot is killed again and again: every schedule has exactly one
//! post with one thread, and no answer is lost.
//!
//! Discord misbehaves meanwhile as it does in the field: errors, resets before and after the
//! effect, requests that hang, dropped sockets, rate limits. Every moment is random, from
//! `GREENROOM_KILL_SEED`; `GREENROOM_KILL_ROUNDS` says how often the bot is killed.

use std::collections::{BTreeMap, HashSet};
use std::time::Duration;

use futures_util::StreamExt;
use greenroom::clock::Clock;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use crate::world::{ANSWER, PLAIN, Person, Seen, Setup, World, silence};

/// How often the bot is killed, unless `GREENROOM_KILL_ROUNDS` says otherwise.
const ROUNDS: u64 = 4;
/// The bot is killed at most so long after its start, in milliseconds...
const LATEST_MS: u64 = 3_000;
/// ... but every so many rounds it may go on until people have been answered.
const LONG_ROUNDS: u64 = 4;
/// The latest moment of a kill in such a round, in milliseconds.
const LATEST_IN_LONG_MS: u64 = 9_000;
/// How many schedules there are for each round, so that posting goes on to the last one.
const SCHEDULES_FOR_A_ROUND: usize = 18;
/// How many rounds are about as long as a minute; each minute has schedules of its own.
const ROUNDS_IN_A_MINUTE: u64 = 20;
/// How many channels with a schedule one server has.
const CHANNELS: usize = 20;
/// How many people answer.
const PEOPLE: usize = 6;
/// Once the bot is left alone, the rest takes as long as its requests do; but so long without a
/// further post means that it has given some up.
const STANDSTILL: Duration = Duration::from_secs(90);

/// What goes wrong, and how often in a row.
const FAULTS: [(&str, &str, u32); 14] = [
    ("POST /channels/{id}/messages", "500", 2),
    ("POST /channels/{id}/messages", "reset_before", 2),
    ("POST /channels/{id}/messages", "reset_after", 3),
    ("POST /channels/{id}/messages", "hang", 1),
    ("POST /channels/{id}/messages/{id}/threads", "502", 2),
    (
        "POST /channels/{id}/messages/{id}/threads",
        "reset_before",
        1,
    ),
    (
        "POST /channels/{id}/messages/{id}/threads",
        "reset_after",
        3,
    ),
    ("POST /channels/{id}/messages/{id}/threads", "hang", 1),
    ("POST /channels/{id}/messages", "delay:700", 3),
    ("GET /channels/{id}/messages", "503", 1),
    ("GET /channels/{id}/messages", "reset_before", 1),
    ("POST /interactions/{id}/{token}/callback", "reset_after", 1),
    ("PATCH /webhooks/{id}/{token}/messages/@original", "500", 1),
    ("gateway", "drop", 1),
];

/// Where a question is posted.
struct Place {
    channel: String,
    /// In which of the minutes; from 0.
    minute: u64,
}

/// What one person did.
#[derive(Default)]
struct Deeds {
    /// Every text that they sent, and whether the bot owes it to them: it acknowledged it, or it
    /// stands in a thread.
    sent: BTreeMap<String, bool>,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_question_of_the_day_is_posted_once_and_every_answer_kept() {
    let rounds = number_from("GREENROOM_KILL_ROUNDS").unwrap_or(ROUNDS);
    let seed = number_from("GREENROOM_KILL_SEED").unwrap_or(1);
    let mut generator = ChaCha8Rng::seed_from_u64(seed);
    let mut world = World::with(Setup {
        process: true,
        ..Setup::default()
    })
    .await;
    let people = people(&mut world).await;
    let places = schedule(&mut world, &people, rounds).await;
    world
        .control
        .shape(json!({"do": "rate_limits", "on": true}))
        .await;

    let stop = CancellationToken::new();
    let answering = people.iter().enumerate().map(|(number, person)| {
        let seed = seed.wrapping_add(1 + number as u64);
        answer_until(person, &places, seed, &stop)
    });
    let answering = futures_util::future::join_all(answering);
    let killing = async {
        for round in 0..rounds {
            kill_once(&mut world, round, &mut generator).await;
        }
        stop.cancel();
    };
    let (deeds, ()) = tokio::join!(answering, killing);
    let left = unfinished(&people[0], &places).await;
    println!(
        "after {rounds} kills {} of {} are unfinished",
        left.len(),
        places.len()
    );
    assert!(!left.is_empty(), "posting went on until the last kill");

    world.control.clear_faults().await;
    world.start_bot().await;
    finish(&people[0], &places).await;
    silence().await;
    assert_posted_once(&people[0], &places).await;
    let gathered = tokio::time::Instant::now();
    for (person, deeds) in people.iter().zip(&deeds) {
        assert_kept(person, &places[0].channel, deeds).await;
    }
    println!("all answers stand {:?} later", gathered.elapsed());
    let sent: usize = deeds.iter().map(|deeds| deeds.sent.len()).sum();
    let owed = deeds.iter().flat_map(|deeds| deeds.sent.values());
    let owed = owed.filter(|owed| **owed).count();
    println!(
        "seed {seed}: {} schedules, {rounds} kills, {sent} answers sent, {owed} of them owed: all kept",
        places.len()
    );
    world.assert_nobody_pinged().await;
    world.stop_well().await;
}

fn number_from(variable: &str) -> Option<u64> {
    let text = std::env::var(variable).ok()?;
    Some(text.parse().expect("a number"))
}

fn below(generator: &mut ChaCha8Rng, end: u64) -> u64 {
    generator.next_u64() % end
}

async fn people(world: &mut World) -> Vec<Person> {
    let mut people = Vec::new();
    for number in 0..PEOPLE {
        people.push(world.newcomer(&format!("person {number}")).await);
    }
    people
}

/// Servers with channels, a schedule in each; all of a minute are due at the same moment.
async fn schedule(world: &mut World, people: &[Person], rounds: u64) -> Vec<Place> {
    let count = SCHEDULES_FOR_A_ROUND * usize::try_from(rounds).expect("a small number");
    let minutes = rounds.div_ceil(ROUNDS_IN_A_MINUTE);
    let organiser = world.person("organiser");
    let mut places = Vec::new();
    let mut guild = String::new();
    for number in 0..count {
        if number % CHANNELS == 0 {
            guild = server(world, &organiser, people, number / CHANNELS).await;
        }
        let name = format!("daily-{number}");
        let wanted = json!({"do": "add_channel", "guild": guild, "name": name});
        places.push(Place {
            channel: made(&world.control.shape(wanted).await),
            minute: number as u64 % minutes,
        });
    }
    // The bot looks at each channel with three requests.
    let takes = Duration::from_millis(100 * count as u64) + Duration::from_secs(5);
    let first = next_minute(takes);
    let set_up = places.iter().map(|place| {
        let at = first + jiff::SignedDuration::from_mins(place.minute as i64);
        set_up(&organiser, &place.channel, at)
    });
    let mut set_up = futures_util::stream::iter(set_up).buffer_unordered(24);
    while set_up.next().await.is_some() {}
    drop(set_up);
    let left = Duration::try_from(first.duration_since(Clock::system().now()));
    let left = left.expect("setting up is done before anything is due");
    println!("{count} schedules in {minutes} minutes, the first ones in {left:?}");
    tokio::time::sleep(left).await;
    places
}

async fn server(world: &World, organiser: &Person, people: &[Person], number: usize) -> String {
    let wanted = json!({"do": "add_guild", "name": format!("Server {number}")});
    let guild = made(&world.control.shape(wanted).await);
    for person in people.iter().chain([organiser]) {
        let admin = person.id == organiser.id;
        let join = json!({"do": "join", "person": person.id, "guild": guild, "admin": admin});
        world.control.shape(join).await;
    }
    guild
}

fn made(answer: &Value) -> String {
    answer["id"].as_str().expect("an id").to_owned()
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

/// Starts the bot in a misbehaving world and kills it at a random moment.
async fn kill_once(world: &mut World, round: u64, generator: &mut ChaCha8Rng) {
    for _ in 0..3 {
        let fault = below(generator, FAULTS.len() as u64);
        let (route, what, times) = FAULTS[usize::try_from(fault).expect("a small number")];
        world.fault(route, what, times).await;
    }
    let latest = if (round + 1).is_multiple_of(LONG_ROUNDS) {
        LATEST_IN_LONG_MS
    } else {
        LATEST_MS
    };
    let after = Duration::from_millis(below(generator, latest));
    println!("round {round}: killed after {after:?}");
    if !world.has_bot() {
        world.launch_bot();
    }
    tokio::time::sleep(after).await;
    world.kill_bot().await;
}

/// Answers in whatever thread there is, by the modal or by typing, until `stop`.
async fn answer_until(
    person: &Person,
    places: &[Place],
    seed: u64,
    stop: &CancellationToken,
) -> Deeds {
    let mut generator = ChaCha8Rng::seed_from_u64(seed);
    let mut deeds = Deeds::default();
    let mut answered = HashSet::new();
    while !stop.is_cancelled() {
        let number = below(&mut generator, places.len() as u64);
        let channel = &places[usize::try_from(number).expect("a small number")].channel;
        if !answered.contains(channel)
            && let Some(opening) = opening(person, channel).await
            && answered.insert(channel)
        {
            let text = format!(
                "{ANSWER} This is answer {} of {}.",
                answered.len(),
                person.name
            );
            let owed = answer(person, &opening, &text, generator.next_u64() % 2 == 0).await;
            deeds.sent.insert(text, owed);
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    deeds
}

/// Whether the answer stands or was acknowledged, so that it may not be lost.
async fn answer(person: &Person, opening: &Seen, text: &str, types: bool) -> bool {
    if types {
        person.say(opening.channel(), text).await;
        return true;
    }
    let opened = person.press(opening, "Answer").await;
    !opened.failed() && !person.submit(&opened, text).await.failed()
}

/// The opening message in the thread of a channel's post, if it is there.
async fn opening(person: &Person, channel: &str) -> Option<Seen> {
    let posts = person.messages(channel).await;
    let thread = posts.iter().find_map(Seen::thread)?;
    let messages = person.messages(thread).await;
    messages
        .into_iter()
        .find(|one| one.has_button("My feedback"))
}

/// The places whose question does not stand there as a whole.
async fn unfinished<'a>(person: &Person, places: &'a [Place]) -> Vec<&'a Place> {
    let mut unfinished = Vec::new();
    for place in places {
        if opening(person, &place.channel).await.is_none() {
            unfinished.push(place);
        }
    }
    unfinished
}

/// Waits until every question stands, as long as there are fewer and fewer left.
async fn finish(person: &Person, places: &[Place]) {
    let begun = tokio::time::Instant::now();
    let (mut fewest, mut since) = (usize::MAX, begun);
    loop {
        let left = unfinished(person, places).await;
        if left.is_empty() {
            println!("all stand {:?} after the last start", begun.elapsed());
            return;
        }
        if left.len() < fewest {
            (fewest, since) = (left.len(), tokio::time::Instant::now());
        }
        let channels = left.iter().take(5).map(|place| &place.channel);
        assert!(
            since.elapsed() < STANDSTILL,
            "{} are missing, such as in {:?}",
            left.len(),
            channels.collect::<Vec<_>>()
        );
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
}

/// One card, one thread, one opening message for each schedule.
async fn assert_posted_once(person: &Person, places: &[Place]) {
    for Place { channel, .. } in places {
        let mut cards = person.messages(channel).await;
        cards.retain(|message| message.by_bot() && !message.is_ephemeral());
        let [card] = cards.as_slice() else {
            panic!("{} posts in {channel}", cards.len());
        };
        let thread = card.thread().expect("a thread");
        let messages = person.messages(thread).await;
        let openings = messages.iter().filter(|one| one.has_button("My feedback"));
        assert_eq!(openings.count(), 1, "opening messages in {thread}");
    }
}

/// What a person's export holds is what they sent: all that is owed, nothing twice. What was typed
/// while the bot was away becomes an answer once its thread has been read, one after the other.
async fn assert_kept(person: &Person, channel: &str, deeds: &Deeds) {
    let mut most = 0;
    let mut since = tokio::time::Instant::now();
    loop {
        let kept = kept(person, channel).await;
        for (text, times) in &kept {
            assert_eq!(*times, 1, "times: {text}");
            assert!(deeds.sent.contains_key(text), "nobody wrote: {text}");
        }
        let mut owed = deeds.sent.iter().filter(|(_, owed)| **owed);
        let Some((lost, _)) = owed.find(|(text, _)| !kept.contains_key(*text)) else {
            return;
        };
        if kept.len() > most {
            (most, since) = (kept.len(), tokio::time::Instant::now());
        }
        assert!(since.elapsed() < STANDSTILL, "lost: {lost}");
        tokio::time::sleep(Duration::from_secs(2)).await;
    }
}

/// Every answer in a person's export, and how often it stands there.
async fn kept(person: &Person, channel: &str) -> BTreeMap<String, u32> {
    let export = person.ask(channel, "privacy export", PLAIN).await;
    let file = person.file(&export).await;
    let file: Value = serde_json::from_slice(&file).expect("JSON");
    let mut kept = BTreeMap::new();
    for answer in file["answers"].as_array().expect("answers") {
        let text = answer["text"].as_str().expect("a text");
        *kept.entry(text.to_owned()).or_insert(0) += 1;
    }
    kept
}
