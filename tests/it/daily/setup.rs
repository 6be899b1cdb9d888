//! `/daily setup` and `/settings`: what is taken, what is refused and why, what is checked.

use jiff::Timestamp;
use jiff::civil::Weekday;
use serde_json::{Value, json};

use super::{cards_in, organise, set_up, settings, setup_with, status};
use crate::world::{PLAIN, World};

/// The instants in Discord's timestamps of a kind.
fn instants(words: &str, kind: &str) -> Vec<Timestamp> {
    let parts = words.split("<t:").skip(1);
    let end = format!(":{kind}>");
    parts
        .filter_map(|part| part.split_once(&end))
        .filter_map(|(seconds, _)| Timestamp::from_second(seconds.parse().ok()?).ok())
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_option_is_taken_and_the_next_five_posts_are_named() {
    let world = World::at_ten().await;
    let role = world.role("Study hall", "Daily").await;
    let reply = set_up(
        &world,
        &[
            ("time", json!("7:05")),
            ("timezone", json!("europe/paris")),
            ("days", json!("Fri, monday,wed")),
            ("topic", json!("Kubernetes, aws")),
            ("difficulty", json!("hard")),
            ("role", json!(role)),
            ("reveal-after", json!(4)),
            ("answers", json!("after-own")),
        ],
    )
    .await;
    assert!(reply.is_ephemeral());
    assert_eq!(reply.headings(), ["Scheduled"]);
    let upcoming = instants(&reply.words(), "F");
    assert_eq!(upcoming.len(), 5, "{reply}");
    assert!(upcoming.is_sorted());
    let paris = greenroom::clock::zone("Europe/Paris").expect("a zone");
    for at in upcoming {
        assert!(at > world.now());
        let there = at.to_zoned(paris.clone());
        assert_eq!((there.hour(), there.minute()), (7, 5));
        let days = [Weekday::Monday, Weekday::Wednesday, Weekday::Friday];
        assert!(days.contains(&there.weekday()), "{there}");
    }
    for words in [
        "Mon, Wed and Fri at 07:05 (Europe/Paris)",
        "Kubernetes",
        "AWS",
        "hard",
        "reference after 4 h",
        "answers hidden",
        "I have every permission",
        &format!("for <@&{role}>"),
    ] {
        assert!(reply.says(words), "{words}: {reply}");
    }
    assert!(!reply.says("not notified"), "{reply}");
    let status = status(&world).await;
    assert!(status.says("Mon, Wed and Fri at 07:05"), "{status}");
    assert_eq!(instants(&status.words(), "F").len(), 1, "{status}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_missing_permission_is_named_with_where_to_grant_it() {
    let world = World::at_ten().await;
    let channel = world.channel("interview-prep").await;
    let permissions = [
        ("VIEW_CHANNEL", "View Channel"),
        ("SEND_MESSAGES", "Send Messages"),
        ("EMBED_LINKS", "Embed Links"),
        ("CREATE_PUBLIC_THREADS", "Create Public Threads"),
        ("SEND_MESSAGES_IN_THREADS", "Send Messages in Threads"),
        ("READ_MESSAGE_HISTORY", "Read Message History"),
        ("ADD_REACTIONS", "Add Reactions"),
        ("ATTACH_FILES", "Attach Files"),
    ];
    for (bit, name) in permissions {
        let change =
            |what| json!({"do": what, "channel": channel, "permissions": [bit.to_owned()]});
        world.control.shape(change("deny")).await;
        // From another channel: in a hidden one nobody could answer.
        let reply = organise(&world, "setup", &setup_with(&channel, &[])).await;
        let named = permissions.map(|(_, name)| name);
        let named = named.map(|name| reply.says(&format!("**{name}**")));
        let expected = permissions.map(|(_, other)| other == name);
        assert_eq!(named, expected, "{bit}: {reply}");
        assert!(reply.says("channel's settings, Permissions"), "{reply}");
        world.control.shape(change("allow")).await;
    }
    let reply = organise(&world, "setup", &setup_with(&channel, &[])).await;
    assert!(reply.says("I have every permission"), "{reply}");
    world.stop_well().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_role_that_nobody_may_mention_is_told() {
    let world = World::at_ten().await;
    let role = world.role("Study hall", "Member").await;
    let reply = set_up(&world, &[("role", json!(role))]).await;
    assert!(reply.says("named but not notified"), "{reply}");
    assert!(reply.says("Allow anyone to @mention"), "{reply}");
    let guild = world.guild("Study hall").await;
    let mend = json!({"do": "edit_role", "guild": guild, "role": role, "mentionable": true});
    world.control.shape(mend).await;
    let told = status(&world).await;
    assert!(!told.says("not notified"), "{told}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_can_not_be_used_is_said_and_nothing_is_changed() {
    let world = World::at_ten().await;
    let everyone = world.guild("Study hall").await;
    let wrong: [(&str, Value, &str); 12] = [
        ("time", json!("9am"), "`9am` is no time of day"),
        ("time", json!("24:00"), "`24:00` is no time of day"),
        ("timezone", json!("Pariss"), "no time zone called “Pariss”"),
        ("timezone", json!("@everyone"), "no time zone called"),
        ("days", json!("someday"), "`someday` names no days"),
        ("days", json!(","), "names no days"),
        ("topic", json!("cooking"), "no topic called “cooking”"),
        ("topic", json!("aws, cooking"), "no topic called “cooking”"),
        ("role", json!(everyone), "I don't notify @everyone"),
        ("time", json!("09:00:00"), "is no time of day"),
        ("days", json!("every other day"), "names no days"),
        ("timezone", json!("+01:00"), "no time zone called"),
    ];
    for (option, value, expected) in wrong {
        let reply = set_up(&world, &[(option, value)]).await;
        assert!(reply.is_ephemeral());
        assert!(reply.says(expected), "{option}: {reply}");
    }
    let nothing = status(&world).await;
    assert!(nothing.says("Nothing is scheduled"), "{nothing}");
    // What Discord itself refuses before it reaches us.
    let organiser = world.person("organiser");
    let channel = world.channel("interview-prep").await;
    for (option, value) in [
        ("reveal-after", json!(0)),
        ("reveal-after", json!(73)),
        ("answers", json!("never")),
        ("difficulty", json!("brutal")),
    ] {
        let options = setup_with(&channel, &[(option, value)]);
        let options: Value = options
            .iter()
            .map(|(name, value)| json!({"name": name, "value": value}))
            .collect();
        let body = json!({
            "do": "slash", "channel": channel, "name": "daily",
            "options": [{"name": "setup", "options": options}],
        });
        let refused = organiser.try_act(body).await;
        assert!(refused.is_err(), "{option}: {refused:?}");
    }
    for subcommand in ["preview", "post-now", "skip", "pause", "resume", "off"] {
        let reply = organise(&world, subcommand, &[]).await;
        assert!(reply.says("Nothing is scheduled"), "{subcommand}: {reply}");
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bad_words_for_a_running_schedule_leave_it_as_it_is() {
    let world = World::at_ten().await;
    set_up(&world, &[]).await;
    let before = status(&world).await.words();
    let today = world.now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let cases = [
        ("pause", "until", "soon", "is no date"),
        ("pause", "until", "2026-02-30", "is no date"),
        ("pause", "until", "2020-01-01", "is too soon"),
        ("pause", "until", &today.to_string(), "is too soon"),
        ("next", "question", "How to bake", "no question called"),
        ("preview", "schedule", "the other one", "Which one?"),
        ("off", "schedule", "17", "Which one?"),
    ];
    for (subcommand, option, typed, expected) in cases {
        let reply = organise(&world, subcommand, &[(option, json!(typed))]).await;
        assert!(reply.says(expected), "{subcommand} {typed}: {reply}");
    }
    assert_eq!(status(&world).await.words(), before);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn days_of_a_channel_do_not_overlap_and_the_same_days_change_it() {
    let world = World::at_ten().await;
    set_up(&world, &[("days", json!("weekdays"))]).await;
    let refused = set_up(&world, &[("days", json!("fri,sat"))]).await;
    assert!(refused.says("on some of these days already"), "{refused}");
    assert!(refused.says("Nothing was changed"), "{refused}");
    let changed = set_up(
        &world,
        &[
            ("days", json!("mon,tue,wed,thu,fri")),
            ("time", json!("19:30")),
            ("topic", json!("aws")),
        ],
    )
    .await;
    assert_eq!(changed.headings(), ["Changed"]);
    let other = set_up(&world, &[("days", json!("weekends"))]).await;
    assert_eq!(other.headings(), ["Scheduled"]);
    let elsewhere = world.channel("general").await;
    let elsewhere = set_up(&world, &[("channel", json!(elsewhere))]).await;
    assert_eq!(elsewhere.headings(), ["Scheduled"]);

    let status = status(&world).await;
    let all = status.0["embeds"].as_array().expect("one each").len();
    assert_eq!(all, 3, "{status}");
    assert!(status.says("on weekdays at 19:30 (UTC); AWS"), "{status}");
    assert!(!status.says("on weekdays at 18:00"), "{status}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_of_several_is_named_by_its_suggestion() {
    let world = World::at_ten().await;
    let organiser = world.person("organiser");
    let channel = world.channel("interview-prep").await;
    set_up(&world, &[("days", json!("weekdays"))]).await;
    set_up(
        &world,
        &[("days", json!("weekends")), ("topic", json!("aws"))],
    )
    .await;
    for subcommand in ["preview", "post-now", "skip", "pause", "resume", "off"] {
        let which = organise(&world, subcommand, &[]).await;
        assert!(which.says("Which one?"), "{subcommand}: {which}");
        assert!(which.says("on weekdays") && which.says("at weekends"));
    }
    let suggested = organiser
        .suggestions(&channel, "daily off", "schedule", "weekend")
        .await;
    let suggested = suggested.as_array().expect("choices");
    let label = suggested[0]["name"].as_str().expect("a label");
    assert!(label.to_lowercase().contains("weekend"), "{label}");
    let off = organise(
        &world,
        "off",
        &[("schedule", suggested[0]["value"].clone())],
    )
    .await;
    assert!(off.says("posts no more"), "{off}");
    let status = status(&world).await;
    assert!(status.says("on weekdays") && !status.says("at weekends"));
    // The one that is left needs no name.
    let preview = organise(&world, "preview", &[]).await;
    assert!(preview.says("Next in"), "{preview}");
    // Another server's schedule is neither suggested nor taken.
    let there = world.channel_of("Platform guild", "general").await;
    let others = organiser
        .suggestions(&there, "daily off", "schedule", "")
        .await;
    assert_eq!(others, json!([]));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn zones_and_topics_are_suggested_while_they_are_typed() {
    let world = World::at_ten().await;
    let organiser = world.person("organiser");
    let channel = world.channel("interview-prep").await;
    let first = async |option: &str, typed: &str| {
        let suggested = organiser
            .suggestions(&channel, "daily setup", option, typed)
            .await;
        suggested[0]["value"].as_str().expect("a value").to_owned()
    };
    assert_eq!(first("timezone", "paris").await, "Europe/Paris");
    assert_eq!(first("timezone", "new york").await, "America/New_York");
    let topics = first("topic", "kubernetes, aw").await;
    let reply = set_up(
        &world,
        &[
            ("topic", json!(topics)),
            ("timezone", json!("Europe/Paris")),
        ],
    )
    .await;
    assert!(reply.says("Kubernetes") && reply.says("AWS"), "{reply}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_organisers_are_offered_the_commands_and_only_in_servers() {
    let world = World::at_ten().await;
    let newcomer = world.person("newcomer");
    let organiser = world.person("organiser");
    let channel = world.channel("interview-prep").await;
    let direct = organiser.direct().await;
    let subcommands = [("daily", "status"), ("settings", "show")];
    for (name, subcommand) in subcommands {
        for (who, place) in [(&newcomer, &channel), (&organiser, &direct)] {
            let body = json!({
                "do": "slash", "channel": place, "name": name,
                "options": [{"name": subcommand, "options": []}],
            });
            let refused = who.try_act(body).await;
            assert!(refused.is_err(), "{name} by {}", who.name);
        }
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn settings_are_shown_changed_one_by_one_and_kept() {
    let mut world = World::at_ten().await;
    let organiser = world.person("organiser");
    let channel = world.channel("general").await;
    let drills = world.channel("interview-prep").await;
    let role = world.role("Study hall", "Daily").await;
    let none = settings(&world).await;
    assert!(none.is_ephemeral());
    assert!(none.says("for people with Manage Server"), "{none}");
    assert!(none.says("to the server's owner"), "{none}");
    let nothing = organiser.ask(&channel, "settings set", PLAIN).await;
    assert!(nothing.says("at least one option"), "{nothing}");
    for (option, value) in [
        ("organiser-role", &role),
        ("notices-channel", &channel),
        ("drill-channel", &drills),
        ("language", &"en".to_owned()),
    ] {
        let options = [(option, value.as_str())];
        let changed = organiser.ask(&channel, "settings set", &options).await;
        assert_eq!(changed.headings(), ["Settings changed"], "{option}");
    }
    world.restart_bot().await;
    let kept = settings(&world).await;
    for words in [
        format!("<@&{role}>"),
        format!("<#{channel}>"),
        format!("<#{drills}>"),
        "English".to_owned(),
    ] {
        assert!(kept.says(&words), "{words}: {kept}");
    }
    let there = world.channel_of("Platform guild", "general").await;
    let other = organiser.ask(&there, "settings show", PLAIN).await;
    assert!(!other.says("<@&"), "another server's are its own: {other}");
    assert_eq!(cards_in(&world, &drills).await.len(), 0);
    world.end().await;
}
