//! Stopping and killing the bot in the middle of drills: nothing is lost, nothing is there twice.

use std::collections::HashMap;
use std::time::Duration;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use serde_json::Value;

use crate::world::{ANSWER, Outcome, PLAIN, Person, QUESTION, Setup, World, eventually, silence};

/// How many people drill at once.
const PEOPLE: usize = 10;
/// How often the bot is killed, unless `GREENROOM_KILL_ROUNDS` says otherwise.
const ROUNDS: usize = 3;
/// The latest moment of a kill after the first command, in milliseconds.
const LATEST_MS: u64 = 1_500;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stop_finishes_what_is_under_way() {
    let mut world = World::start().await;
    let newcomer = world.person("newcomer");
    let channel = world.channel("interview-prep").await;
    let asked = newcomer
        .slash(&channel, "drill", &[("question", QUESTION)])
        .await;
    world.stop_bot().await;
    let reply = newcomer.reply(&asked).await;
    let drill = newcomer.drill_behind(&channel, reply).await;
    world.start_bot().await;
    newcomer.answer(&drill.opening, "Answer", ANSWER).await;
    world.stop_bot().await;
    assert_eq!(newcomer.coachings(&drill.thread).await, 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_typed_answer_outlives_a_restart_before_its_author_is_quiet() {
    let mut world = World::start().await;
    let newcomer = world.person("newcomer");
    let channel = world.channel("interview-prep").await;
    let drill = newcomer.drill(&channel).await;
    newcomer.say(&drill.thread, ANSWER).await;
    world.restart_bot().await;
    newcomer.coaching(&drill.thread).await;
    silence().await;
    assert_eq!(newcomer.coachings(&drill.thread).await, 1);
    world.end().await;
}

/// What one person did until the bot was killed.
struct Deeds {
    person: Person,
    /// The command, and whether it was acknowledged.
    drill: Option<Outcome>,
    /// The answer from the modal.
    modal: Option<Outcome>,
    /// Whether they typed an answer in their thread.
    typed: bool,
}

/// Drills and answers, by the modal or by typing; gives up where the bot is gone.
async fn drill_and_answer(person: Person, channel: &str, types: bool) -> Deeds {
    let mut deeds = Deeds {
        person: person.clone(),
        drill: None,
        modal: None,
        typed: false,
    };
    let asked = person
        .slash(channel, "drill", &[("topic", "kubernetes")])
        .await;
    let acknowledged = !asked.failed();
    deeds.drill = acknowledged.then(|| asked.clone());
    if !acknowledged {
        return deeds;
    }
    let Some(opening) = soon(&person, &asked, channel).await else {
        return deeds;
    };
    if types {
        person.say(opening.channel(), &answer_of(&person)).await;
        deeds.typed = true;
        return deeds;
    }
    let opened = person.press(&opening, "Answer").await;
    if opened.failed() {
        return deeds;
    }
    let submitted = person.submit(&opened, &answer_of(&person)).await;
    deeds.modal = (!submitted.failed()).then_some(submitted);
    deeds
}

/// The opening message of a drill, if it comes soon.
async fn soon(person: &Person, asked: &Outcome, channel: &str) -> Option<crate::world::Seen> {
    const TRIES: usize = 100;
    for _ in 0..TRIES {
        if let Some(thread) = thread_of(person, asked, channel).await {
            let messages = person.messages(&thread).await;
            if let Some(opening) = messages.into_iter().find(|one| one.has_button("Answer")) {
                return Some(opening);
            }
        }
        tokio::time::sleep(Duration::from_millis(30)).await;
    }
    None
}

/// The thread that the reply to a drill links to, where it does already.
async fn thread_of(person: &Person, asked: &Outcome, channel: &str) -> Option<String> {
    let reply = person.peek(asked, channel).await?;
    let (_, rest) = reply.content().split_once("<#")?;
    Some(rest.split_once('>')?.0.to_owned())
}

fn answer_of(person: &Person) -> String {
    format!("{ANSWER} My name is {}.", person.name)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_kill_at_any_moment_loses_nothing_and_doubles_nothing() {
    let rounds = std::env::var("GREENROOM_KILL_ROUNDS").ok();
    let rounds = rounds.map_or(ROUNDS, |text| text.parse().expect("a number of rounds"));
    let seed = std::env::var("GREENROOM_KILL_SEED").ok();
    let seed = seed.map_or(1, |text| text.parse().expect("a seed"));
    let mut generator = ChaCha8Rng::seed_from_u64(seed);
    let mut world = World::with(Setup {
        process: true,
        ..Setup::default()
    })
    .await;
    for round in 0..rounds {
        // Spread over the whole time, and random within each part of it.
        let part = LATEST_MS / u64::try_from(rounds).expect("a small number");
        let begin = part * u64::try_from(round).expect("a small number");
        let after = Duration::from_millis(begin + generator.next_u64() % part.max(1));
        println!("round {round}: killed after {after:?}");
        kill_once(&mut world, round, after).await;
    }
    world.assert_nobody_pinged().await;
    world.stop_well().await;
}

async fn kill_once(world: &mut World, round: usize, after: Duration) {
    let guild = world.guild("Study hall").await;
    let made = world
        .control
        .shape(serde_json::json!({"do": "add_channel", "guild": guild, "name": format!("round-{round}")}))
        .await;
    let channel = made["id"].as_str().expect("an id").to_owned();
    let mut people = Vec::new();
    for number in 0..PEOPLE {
        people.push(world.newcomer(&format!("person {round} {number}")).await);
    }
    let drilling = people
        .into_iter()
        .enumerate()
        .map(|(number, person)| drill_and_answer(person, &channel, number % 2 == 0));
    let drilling = futures_util::future::join_all(drilling);
    let killing = async {
        tokio::time::sleep(after).await;
        world.kill_bot().await;
    };
    let (deeds, ()) = tokio::join!(drilling, killing);
    world.start_bot().await;
    let mut threads = HashMap::new();
    for deed in &deeds {
        if let Some(asked) = &deed.drill {
            let reply = deed.person.reply(asked).await;
            let drill = deed.person.drill_behind(&channel, reply).await;
            threads.insert(deed.person.id.clone(), drill.thread);
        }
        if deed.typed || deed.modal.is_some() {
            let thread = &threads[&deed.person.id];
            deed.person.coaching(thread).await;
        }
    }
    silence().await;
    assert_settled(&deeds, &threads, &channel).await;
}

/// Exactly one of each: card, thread, opening message, answer, reply, row in the store.
async fn assert_settled(deeds: &[Deeds], threads: &HashMap<String, String>, channel: &str) {
    let somebody = &deeds[0].person;
    let mut cards = somebody.messages(channel).await;
    cards.retain(|message| !message.is_ephemeral());
    assert!(cards.iter().all(|card| card.thread().is_some()));
    let mut stored = 0;
    for deed in deeds {
        // Not acknowledged: it may have been stored all the same.
        let drills = drills_kept(&deed.person, channel).await;
        let least = usize::from(deed.drill.is_some());
        assert!((least..=1).contains(&drills), "{drills} drills at once");
        stored += drills;
        let Some(thread) = threads.get(&deed.person.id) else {
            continue;
        };
        let name = &deed.person.name;
        let messages = somebody.messages(thread).await;
        let count = |label: &str| messages.iter().filter(|m| m.has_button(label)).count();
        assert_eq!(count("Answer"), 1, "one opening message for {name}");
        let answers = answers_kept(&deed.person, channel).await;
        if deed.typed {
            assert_eq!(count("Try again"), 1, "one reply to {name}");
            assert_eq!(answers, [answer_of(&deed.person)]);
        } else if deed.modal.is_some() {
            assert_eq!(count("Edit"), 1, "one answer of {name}");
            assert_eq!(count("Try again"), 1, "one reply to {name}");
            assert_eq!(answers, [answer_of(&deed.person)]);
        } else {
            // Not acknowledged: it may have been stored all the same, but then as a whole.
            assert_eq!(count("Edit"), answers.len(), "{name}");
            assert_eq!(count("Try again"), answers.len(), "{name}");
        }
    }
    assert_eq!(cards.len(), stored, "one card for each drill");
}

/// Everything that is kept about a person, from their own export.
async fn kept(person: &Person, channel: &str) -> Value {
    let export = person.ask(channel, "privacy export", PLAIN).await;
    let file = person.file(&export).await;
    serde_json::from_slice(&file).expect("JSON")
}

/// How many drills a person started.
async fn drills_kept(person: &Person, channel: &str) -> usize {
    let file = kept(person, channel).await;
    file["drills"].as_array().expect("drills").len()
}

/// The texts of a person's answers.
async fn answers_kept(person: &Person, channel: &str) -> Vec<String> {
    let file = kept(person, channel).await;
    let answers = file["answers"].as_array().expect("answers").iter();
    answers
        .map(|answer| answer["text"].as_str().expect("a text").to_owned())
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everything_dropped_where_it_stands_is_finished_by_the_next_start() {
    let mut world = World::start().await;
    let newcomer = world.person("newcomer");
    let channel = world.channel("interview-prep").await;
    // The bot hangs in one step of the drill, is dropped there, and goes on from that step.
    for route in [
        "POST /channels/{channel_id}/messages",
        "POST /channels/{channel_id}/messages/{message_id}/threads",
        "PUT /channels/{channel_id}/thread-members/{user_id}",
        "PATCH /webhooks/{webhook_id}/{token}/messages/@original",
    ] {
        world.fault(route, "hang", 100).await;
        let asked = newcomer
            .slash(&channel, "drill", &[("question", QUESTION)])
            .await;
        eventually("the bot to stand at the step", async || {
            let state = world.control.get("/playground/state").await;
            let faults = state["faults"].as_array().expect("faults").iter();
            faults
                .filter_map(|fault| fault["left"].as_u64().or(fault["times"].as_u64()))
                .any(|left| left < 100)
                .then_some(())
        })
        .await;
        world.kill_bot().await;
        world.control.clear_faults().await;
        world.start_bot().await;
        let reply = newcomer.reply(&asked).await;
        let drill = newcomer.drill_behind(&channel, reply).await;
        newcomer.answer(&drill.opening, "Answer", ANSWER).await;
        newcomer.coaching(&drill.thread).await;
        let messages = newcomer.messages(&drill.thread).await;
        let openings = messages.iter().filter(|m| m.has_button("Answer")).count();
        assert_eq!(openings, 1, "{route}");
    }
    let mut cards = newcomer.messages(&channel).await;
    cards.retain(|message| !message.is_ephemeral());
    assert_eq!(cards.len(), 4, "one card for each drill");
    world.stop_well().await;
}
