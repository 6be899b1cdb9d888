//! What organisers change: the next question, today's post, pauses and the end.

use jiff::SignedDuration;
use serde_json::json;

use super::{cards_in, organise, posted_in, set_up, settings, status};
use crate::world::{QUESTION, Seen, TITLE, World, silence};

fn asked(message: &Seen) -> String {
    message.headings().first().expect("a question").to_string()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_preview_shows_after_skips_and_choices_is_what_is_posted() {
    let world = World::at_ten().await;
    let channel = world.channel("interview-prep").await;
    set_up(&world, &[("topic", json!("kubernetes"))]).await;
    let first = organise(&world, "preview", &[]).await;
    assert_eq!(first.rows(), [["Another question", "Post now"]]);
    assert!(first.says("Next in <#"), "{first}");
    let same = organise(&world, "preview", &[]).await;
    assert_eq!(asked(&same), asked(&first), "looking changes nothing");
    let second = organise(&world, "skip", &[]).await;
    assert!(second.says("Skipped."), "{second}");
    assert_ne!(asked(&second), asked(&first));
    let chosen = organise(&world, "next", &[("question", json!(QUESTION))]).await;
    assert_eq!(asked(&chosen), TITLE);
    assert!(chosen.says("Chosen for 20"), "for which date: {chosen}");
    let preview = organise(&world, "preview", &[]).await;
    assert_eq!(asked(&preview), TITLE);
    for person in ["newcomer", "regular"] {
        assert_eq!(world.person(person).everything().await.len(), 0);
    }
    let organiser = world.person("organiser");
    let reply = organiser.pressing(&preview, "Post now").await;
    assert!(reply.says("Posted: https://"), "{reply}");
    let posted = posted_in(&world, &channel).await;
    assert_eq!(asked(&posted.card), TITLE);
    assert!(reply.says(posted.card.id()), "with its link: {reply}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn buttons_below_a_preview_are_for_organisers() {
    let world = World::at_ten().await;
    let organiser = world.person("organiser");
    let newcomer = world.person("newcomer");
    let channel = world.channel("interview-prep").await;
    set_up(&world, &[]).await;
    let preview = organise(&world, "preview", &[]).await;
    let before = asked(&preview);
    organiser.press(&preview, "Another question").await;
    let other = organiser
        .wait_for(preview.channel(), "another question in its place", |one| {
            one.id() == preview.id() && asked(one) != before
        })
        .await;
    assert!(other.says("Skipped."), "{other}");

    // An ephemeral message is its person's alone; whoever gets hold of a button is checked.
    let carried = json!({"content": "carried", "components": other.0["components"]});
    let carried = world
        .control
        .post_as_bot(world.token(), &channel, &carried)
        .await;
    let carried = Seen(carried);
    for label in ["Another question", "Post now"] {
        let refused = newcomer.pressing(&carried, label).await;
        assert!(refused.is_ephemeral());
        assert!(refused.says("for organisers"), "{label}: {refused}");
    }
    let same = organise(&world, "preview", &[]).await;
    assert_eq!(asked(&same), asked(&other));
    let guild = world.guild("Study hall").await;
    let role = json!({"do": "add_role", "guild": guild, "name": "Hosts"});
    let role = world.control.shape(role).await["id"].clone();
    let options = [("organiser-role", role.clone())];
    organiser.ask(&channel, "settings set", &options).await;
    assert!(settings(&world).await.says(role.as_str().expect("an id")));
    let refused = newcomer.pressing(&carried, "Post now").await;
    assert!(refused.says("for organisers"), "not theirs yet: {refused}");
    let give = json!({
        "do": "give_role", "guild": guild, "role": role, "person": newcomer.id,
    });
    world.control.shape(give).await;
    let reply = newcomer.pressing(&carried, "Post now").await;
    assert!(reply.says("Posted:"), "by the role: {reply}");
    // The same button in another server is about no schedule there.
    let there = world.channel_of("Platform guild", "general").await;
    let moved = json!({"content": "carried", "components": carried.0["components"]});
    let moved = world
        .control
        .post_as_bot(world.token(), &there, &moved)
        .await;
    let nothing = organiser.pressing(&Seen(moved), "Post now").await;
    assert!(nothing.says("Nothing is scheduled"), "{nothing}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn post_now_is_todays_post_and_there_is_no_second_one() {
    let world = World::at_ten().await;
    let channel = world.channel("interview-prep").await;
    set_up(&world, &[]).await;
    let before = status(&world).await;
    organise(&world, "post-now", &[]).await;
    let posted = posted_in(&world, &channel).await;
    let refused = organise(&world, "post-now", &[]).await;
    assert!(refused.says("out already: https://"), "{refused}");
    assert!(refused.says(posted.card.id()), "with its link: {refused}");
    let after = status(&world).await;
    assert_ne!(before.words(), after.words(), "the next one is tomorrow");
    assert!(after.says("[posted](https://"), "{after}");
    // Over today's hour.
    world.pass(SignedDuration::from_hours(9)).await;
    silence().await;
    let refused = organise(&world, "post-now", &[]).await;
    assert!(refused.says("out already"), "{refused}");
    assert_eq!(cards_in(&world, &channel).await.len(), 1);
    // Stopped and set up again, today is still used up.
    let off = organise(&world, "off", &[]).await;
    assert!(off.says("posts no more"), "{off}");
    set_up(&world, &[("time", json!("23:00"))]).await;
    let refused = organise(&world, "post-now", &[]).await;
    assert!(refused.says("out already"), "{refused}");
    assert_eq!(cards_in(&world, &channel).await.len(), 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_pause_has_an_end_or_waits_for_somebody() {
    let world = World::at_ten().await;
    let channel = world.channel("interview-prep").await;
    set_up(&world, &[]).await;
    let resumed = organise(&world, "resume", &[]).await;
    assert!(resumed.says("It was not paused"), "{resumed}");
    let paused = organise(&world, "pause", &[]).await;
    assert!(paused.says("until you use `/daily resume`"), "{paused}");
    assert!(status(&world).await.says("Paused until"));
    for subcommand in ["preview", "skip"] {
        let reply = organise(&world, subcommand, &[]).await;
        assert!(reply.says("It is paused"), "{subcommand}: {reply}");
    }
    world.pass(SignedDuration::from_hours(9)).await;
    let resumed = organise(&world, "resume", &[]).await;
    assert!(resumed.says("On again. Next: <t:"), "{resumed}");
    silence().await;
    assert_eq!(
        cards_in(&world, &channel).await.len(),
        0,
        "nothing is made up for"
    );
    let day = world.now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let until = day.saturating_add(jiff::Span::new().days(5)).to_string();
    let paused = organise(&world, "pause", &[("until", json!(until))]).await;
    assert!(paused.says("The next question comes <t:"), "{paused}");
    let told = status(&world).await;
    assert!(told.says(&format!("Paused until {until}")), "{told}");
    organise(&world, "resume", &[]).await;
    assert!(!status(&world).await.says("Paused"));
    world.end().await;
}
