//! The organisers' commands, as far as people see them before anything is posted: what is
//! suggested, what is refused, and who may use them.

use serde_json::{Value, json};

use crate::world::{PLAIN, Person, Seen, World, eventually};

/// The options that `/daily setup` needs, and one more.
fn setup<'a>(channel: &'a str, more: &[(&'a str, Value)]) -> Vec<(&'a str, Value)> {
    let mut options = vec![
        ("channel", json!(channel)),
        ("time", json!("09:00")),
        ("timezone", json!("Europe/Paris")),
    ];
    for (name, value) in more {
        options.retain(|(known, _)| known != name);
        options.push((name, value.clone()));
    }
    options
}

/// Labels and values of what is suggested.
async fn suggested(
    person: &Person,
    channel: &str,
    command: &str,
    option: &str,
    typed: &str,
) -> Vec<(String, String)> {
    let found = person.suggestions(channel, command, option, typed).await;
    let part = |one: &Value, name: &str| one[name].as_str().expect("a text").to_owned();
    let found = found.as_array().expect("a list").iter();
    found
        .map(|one| (part(one, "name"), part(one, "value")))
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn zones_and_topics_are_suggested_while_typing() {
    let world = World::start().await;
    let organiser = world.person("organiser");
    let channel = world.channel("interview-prep").await;
    let found = async |option: &str, typed: &str| {
        suggested(&organiser, &channel, "daily setup", option, typed).await
    };
    for (typed, expected) in [
        ("paris", "Europe/Paris"),
        ("new york", "America/New_York"),
        ("utc+9", "Asia/Tokyo"),
        ("utc", "UTC"),
    ] {
        let (label, value) = found("timezone", typed).await.swap_remove(0);
        assert_eq!(value, expected, "{typed}");
        let clock = format!("{expected} (UTC");
        assert!(label.starts_with(&clock), "{label}");
        assert!(label.ends_with(" now)"), "{label}");
    }
    assert_eq!(found("timezone", "").await.len(), 25);
    assert_eq!(found("timezone", "qqqqqqq").await, []);
    let list = found("topic", "Kubernetes, netw").await;
    let expected = ("Kubernetes, Networking", "kubernetes,networking");
    assert_eq!((list[0].0.as_str(), list[0].1.as_str()), expected);
    for strange in [
        "<@&1> @everyone",
        "🦀,🦀,",
        &",".repeat(500),
        "\u{0}",
        "%_'\"",
    ] {
        for option in ["topic", "timezone"] {
            assert!(found(option, strange).await.len() <= 25);
        }
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_schedule_is_suggested_where_one_has_to_be_named() {
    let world = World::start().await;
    let organiser = world.person("organiser");
    let [prep, general] = [
        world.channel("interview-prep").await,
        world.channel("general").await,
    ];
    assert_eq!(
        suggested(&organiser, &prep, "daily off", "schedule", "").await,
        []
    );
    for (channel, time) in [(&general, "07:30"), (&prep, "18:00")] {
        let options = setup(channel, &[("time", json!(time))]);
        let reply = organiser.ask(channel, "daily setup", &options).await;
        assert!(reply.is_ephemeral() && reply.says(time), "{reply}");
    }
    let all = suggested(&organiser, &prep, "daily off", "schedule", "").await;
    let labels: Vec<&str> = all.iter().map(|(label, _)| label.as_str()).collect();
    assert_eq!(
        labels,
        [
            "every day 18:00 Europe/Paris · in this channel",
            "every day 07:30 Europe/Paris"
        ]
    );
    let early = suggested(&organiser, &prep, "daily off", "schedule", "7:30").await;
    assert_eq!(early, [all[1].clone()]);
    let options = [("schedule", all[1].1.as_str())];
    organiser.ask(&prep, "daily off", &options).await;
    let left = suggested(&organiser, &prep, "daily off", "schedule", "").await;
    assert_eq!(left, [all[0].clone()]);
    // Another server's schedules are its own.
    let elsewhere = world.channel_of("Platform guild", "general").await;
    assert_eq!(
        suggested(&organiser, &elsewhere, "daily off", "schedule", "").await,
        []
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_makes_no_schedule_is_refused_with_the_way_out() {
    let world = World::start().await;
    let organiser = world.person("organiser");
    let channel = world.channel("interview-prep").await;
    let loud = "@everyone <@&1> somewhere";
    for (option, value, expected) in [
        ("time", "25:00", "09:00"),
        ("time", "9am", "24-hour clock"),
        ("time", loud, "24-hour clock"),
        ("timezone", "Atlantis", "Type a city"),
        ("timezone", "Factory", "Type a city"),
        ("timezone", "../../etc/passwd", "Type a city"),
        ("timezone", loud, "Type a city"),
        ("days", "someday", "weekdays"),
        ("days", "mon,,foo", "mon,wed,fri"),
        ("topic", "underwater", "underwater"),
        ("topic", "kubernetes,underwater", "underwater"),
    ] {
        let options = setup(&channel, &[(option, json!(value))]);
        let reply = organiser.ask(&channel, "daily setup", &options).await;
        assert!(reply.is_ephemeral());
        assert!(reply.says(expected), "{option} {value}: {reply}");
        assert!(!reply.says("went wrong"), "{reply}");
    }
    let kept = "SELECT COUNT(*) FROM schedules";
    assert_eq!(world.database.number(kept).await, 0);
    let reply = organiser.ask(&channel, "daily status", PLAIN).await;
    assert!(reply.says("/daily setup"), "{reply}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn strange_values_for_a_schedule_do_no_harm() {
    let world = World::start().await;
    let organiser = world.person("organiser");
    let channel = world.channel("interview-prep").await;
    let options = setup(&channel, &[]);
    organiser.ask(&channel, "daily setup", &options).await;
    let subcommands = ["preview", "skip", "pause", "resume", "off"];
    for typed in ["0", "-1", "9223372036854775808", "@everyone", "🦀", "%"] {
        for subcommand in subcommands {
            let command = format!("daily {subcommand}");
            let options = [("schedule", typed)];
            let reply = organiser.ask(&channel, &command, &options).await;
            assert!(reply.is_ephemeral());
            assert!(!reply.says("went wrong"), "{command} {typed}: {reply}");
        }
    }
    for until in ["tomorrow", "2020-01-01", "2026-13-40", "9999-12-31"] {
        let options = [("until", until)];
        let reply = organiser.ask(&channel, "daily pause", &options).await;
        assert!(!reply.says("went wrong"), "{until}: {reply}");
    }
    let options = [("question", "no such question at all")];
    let reply = organiser.ask(&channel, "daily next", &options).await;
    assert!(!reply.says("went wrong"), "{reply}");
    let reply = organiser.ask(&channel, "settings set", PLAIN).await;
    assert!(reply.is_ephemeral(), "{reply}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_organisers_are_offered_the_commands_and_only_in_servers() {
    let world = World::start().await;
    let (newcomer, organiser) = (world.person("newcomer"), world.person("organiser"));
    let channel = world.channel("interview-prep").await;
    let guild = world.guild("Study hall").await;
    let offered = |state: &Value, place: &str| -> Vec<String> {
        let list = state["commands"][place].as_array().expect("a list").iter();
        list.map(|one| one["name"].as_str().expect("a name").to_owned())
            .filter(|name| name == "daily" || name == "settings")
            .collect()
    };
    let state = organiser.state().await;
    assert_eq!(offered(&state, &guild).len(), 2);
    assert!(offered(&state, "dm").is_empty());
    assert!(offered(&newcomer.state().await, &guild).is_empty());
    let body = json!({"do": "slash", "as": newcomer.id, "channel": channel, "name": "settings",
        "options": [{"name": "show", "options": []}]});
    assert!(
        world
            .control
            .try_post("/playground/act", &body)
            .await
            .is_err()
    );
    world.end().await;
}

/// The card of the day in a channel, with whom it notified.
async fn card_of_the_day(person: &Person, channel: &str) -> Seen {
    person
        .wait_for(channel, "the card of the day", |message| {
            message.by_bot() && message.has_button("Answer")
        })
        .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_post_notifies_its_role_once_and_nobody_else() {
    let mut world = World::start().await;
    let (newcomer, organiser) = (world.person("newcomer"), world.person("organiser"));
    let channel = world.channel("interview-prep").await;
    let role = world.role("Study hall", "Daily").await;
    world.may_be_notified(&role);
    let options = setup(&channel, &[("role", json!(role))]);
    organiser.ask(&channel, "daily setup", &options).await;
    organiser.ask(&channel, "daily post-now", PLAIN).await;
    let card = card_of_the_day(&newcomer, &channel).await;
    let thread = eventually("the thread of the day", async || {
        let card = newcomer.again(&card).await;
        card.thread().map(str::to_owned)
    })
    .await;
    let mut notified = card.notified();
    notified.sort_unstable();
    let mut expected = [newcomer.id.clone(), world.person("regular").id];
    expected.sort_unstable();
    assert_eq!(notified, expected);
    for message in organiser.messages(&thread).await {
        assert!(message.notified().is_empty(), "{message}");
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn roles_channels_and_threads_that_vanish_harm_nobody() {
    let mut world = World::start().await;
    let (newcomer, organiser) = (world.person("newcomer"), world.person("organiser"));
    let [channel, general] = [
        world.channel("interview-prep").await,
        world.channel("general").await,
    ];
    let guild = world.guild("Study hall").await;
    let role = world.role("Study hall", "Daily").await;
    world.may_be_notified(&role);
    let options = setup(&channel, &[("role", json!(role))]);
    organiser.ask(&channel, "daily setup", &options).await;
    organiser.ask(&channel, "daily post-now", PLAIN).await;
    let card = card_of_the_day(&newcomer, &channel).await;
    let thread = eventually("the thread of the day", async || {
        let card = newcomer.again(&card).await;
        card.thread().map(str::to_owned)
    })
    .await;
    for change in [
        json!({"do": "delete_role", "guild": guild, "role": role}),
        json!({"do": "delete_channel", "channel": thread}),
        json!({"do": "delete_channel", "channel": channel}),
    ] {
        world.control.shape(change).await;
        let status = organiser.ask(&general, "daily status", PLAIN).await;
        assert!(!status.says("went wrong"), "{status}");
        newcomer.ask(&general, "help", PLAIN).await;
    }
    newcomer.drill_with(&general, &[("topic", "aws")]).await;
    world.stop_well().await;
}
