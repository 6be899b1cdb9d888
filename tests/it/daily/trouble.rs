//! What keeps a schedule from posting: on hold alone, told once, over by itself.

use jiff::SignedDuration;
use serde_json::{Value, json};

use super::{cards_in, organise, posted_in, set_up, setup_with, status, wake, with_question};
use crate::world::{ANSWER, Seen, World, eventually, silence};

/// Longer than any pause between tries before a schedule is on hold.
const PAUSE: SignedDuration = SignedDuration::from_secs(35);
/// Longer than the pause between tries of one that is on hold, in steps.
const ON_HOLD: [SignedDuration; 2] = [SignedDuration::from_mins(3); 2];

/// The bot's notices of trouble that somebody sees anywhere.
async fn notices(world: &World) -> Vec<Seen> {
    let mut all = world.person("organiser").everything().await;
    all.retain(|one| {
        let headings = one.headings();
        headings
            .first()
            .is_some_and(|it| it.starts_with("The question of the day"))
    });
    all
}

/// Lets refusals happen until something is so.
async fn until_so<T>(world: &World, what: &str, so: impl AsyncFn() -> Option<T>) -> T {
    for _ in 0..30 {
        if let Some(found) = so().await {
            return found;
        }
        world.pass(PAUSE).await;
        tokio::time::sleep(std::time::Duration::from_millis(700)).await;
    }
    panic!("{what} did not come: {}", status(world).await);
}

async fn mended(world: &World) {
    for step in ON_HOLD {
        world.pass(step).await;
    }
}

/// Waits until no schedule is on hold.
async fn over(world: &World) {
    eventually("the end of the hold", async || {
        (!status(world).await.says("On hold")).then_some(())
    })
    .await;
}

async fn notices_go_to(world: &World, channel: &str) {
    let organiser = world.person("organiser");
    let options = [("notices-channel", channel)];
    organiser.ask(channel, "settings set", &options).await;
}

/// Denies the bot something in a channel, or allows it again.
async fn permit(world: &World, what: &str, channel: &str, permission: &str) {
    let body: Value = json!({"do": what, "channel": channel, "permissions": [permission]});
    world.control.shape(body).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_permission_is_told_once_where_organisers_look_and_mends_itself() {
    let world = World::at_ten().await;
    let general = world.channel("general").await;
    let channel = world.channel("interview-prep").await;
    notices_go_to(&world, &general).await;
    set_up(&world, &[]).await;
    permit(&world, "deny", &channel, "SEND_MESSAGES").await;
    let waits = organise(&world, "post-now", &[]).await;
    assert!(waits.says("on its way"), "{waits}");
    let notice = until_so(&world, "the notice", async || {
        notices(&world).await.into_iter().next()
    })
    .await;
    assert_eq!(notice.channel(), general);
    assert!(notice.says("on hold"), "{notice}");
    assert!(notice.says(&format!("<#{channel}>")), "{notice}");
    assert!(notice.says("**Send Messages**."), "that alone: {notice}");
    let told = status(&world).await;
    assert!(told.says("On hold since"), "{told}");

    // Another one in the same server goes on.
    let other = setup_with(&general, &[]);
    organise(&world, "setup", &other).await;
    let choices = world
        .person("organiser")
        .suggestions(&general, "daily post-now", "schedule", "")
        .await;
    let ids = choices.as_array().expect("two of them");
    assert_eq!(ids.len(), 2);
    let mut posted = false;
    for one in ids {
        let reply = organise(&world, "post-now", &[("schedule", one["value"].clone())]).await;
        posted |= reply.says("Posted:");
        assert!(
            reply.says("Posted:") || reply.says("tried again just now"),
            "{reply}"
        );
    }
    assert!(posted);
    assert_eq!(cards_in(&world, &general).await.len(), 1);
    assert_eq!(cards_in(&world, &channel).await.len(), 0);

    permit(&world, "allow", &channel, "SEND_MESSAGES").await;
    mended(&world).await;
    let late = posted_in(&world, &channel).await;
    assert!(
        late.card.says("it could not be posted then"),
        "{}",
        late.card
    );
    over(&world).await;
    assert_eq!(notices(&world).await.len(), 1);
    silence().await;
    assert_eq!(cards_in(&world, &channel).await.len(), 1);
    world.stop_well().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn post_now_below_the_notice_tries_at_once() {
    let world = World::at_ten().await;
    let general = world.channel("general").await;
    let channel = world.channel("interview-prep").await;
    notices_go_to(&world, &general).await;
    set_up(&world, &[]).await;
    permit(&world, "deny", &channel, "CREATE_PUBLIC_THREADS").await;
    organise(&world, "post-now", &[]).await;
    let notice = until_so(&world, "the notice", async || {
        notices(&world).await.into_iter().next()
    })
    .await;
    assert!(notice.says("**Create Public Threads**."), "{notice}");
    let organiser = world.person("organiser");
    let refused = world.person("newcomer").pressing(&notice, "Post now").await;
    assert!(refused.says("for organisers"), "{refused}");
    permit(&world, "allow", &channel, "CREATE_PUBLIC_THREADS").await;
    let reply = organiser.pressing(&notice, "Post now").await;
    assert!(reply.says("https://"), "{reply}");
    posted_in(&world, &channel).await;
    over(&world).await;
    world.stop_well().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_deleted_channel_is_told_to_the_owner_where_no_channel_is_set() {
    let world = World::at_ten().await;
    let channel = world.channel("interview-prep").await;
    set_up(&world, &[]).await;
    delete(&world, &channel).await;
    organise(&world, "post-now", &[]).await;
    let notice = until_so(&world, "the notice", async || {
        notices(&world).await.into_iter().next()
    })
    .await;
    let organiser = world.person("organiser");
    assert_eq!(notice.channel(), organiser.direct().await);
    assert!(notice.says("Its channel is gone"), "{notice}");
    assert_eq!(notice.rows(), Vec::<Vec<&str>>::new(), "no button there");
    let told = status(&world).await;
    assert!(told.says("On hold since"), "{told}");
    silence().await;
    assert_eq!(notices(&world).await.len(), 1);
    world.stop_well().await;
}

async fn delete(world: &World, channel: &str) {
    let gone = json!({"do": "delete_channel", "channel": channel});
    world.control.shape(gone).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_nobody_could_be_told_stands_in_the_status() {
    let world = World::at_ten().await;
    let organiser = world.person("organiser");
    let closed = json!({"do": "direct_messages", "person": organiser.id, "on": false});
    world.control.shape(closed).await;
    let channel = world.channel("interview-prep").await;
    set_up(&world, &[]).await;
    delete(&world, &channel).await;
    organise(&world, "post-now", &[]).await;
    let told = until_so(&world, "the hold", async || {
        let status = status(&world).await;
        status.says("On hold").then_some(status)
    })
    .await;
    assert!(told.says("Its channel is gone"), "{told}");
    assert!(told.says("`/daily off`"), "what to do: {told}");
    let off = organise(&world, "off", &[]).await;
    assert!(off.says("posts no more"), "{off}");
    let general = world.channel("general").await;
    organise(&world, "setup", &setup_with(&general, &[])).await;
    let reply = organise(&world, "post-now", &[]).await;
    assert!(reply.says("Posted:"), "{reply}");
    assert!(!status(&world).await.says("On hold"));
    world.stop_well().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_deleted_role_is_told_and_the_question_comes_without_it() {
    let world = World::at_ten().await;
    let general = world.channel("general").await;
    let channel = world.channel("interview-prep").await;
    notices_go_to(&world, &general).await;
    let guild = world.guild("Study hall").await;
    let role = world.role("Study hall", "Daily").await;
    set_up(&world, &[("role", json!(role))]).await;
    let gone = json!({"do": "delete_role", "guild": guild, "role": role});
    world.control.shape(gone).await;
    let reply = organise(&world, "post-now", &[]).await;
    assert!(reply.says("Posted:"), "{reply}");
    let posted = posted_in(&world, &channel).await;
    assert!(!posted.card.says("<@&"), "{}", posted.card);
    let notice = eventually("the notice", async || {
        notices(&world).await.into_iter().next()
    })
    .await;
    assert!(notice.says("The role to notify is gone"), "{notice}");
    assert!(notice.says("needs a look"), "it is not on hold: {notice}");
    let told = status(&world).await;
    assert!(told.says("Needs a look since"), "{told}");
    // The next day's comes, and the notice does not come again.
    world.pass(SignedDuration::from_hours(32)).await;
    wake(&world).await;
    eventually("the second card", async || {
        (cards_in(&world, &channel).await.len() == 2).then_some(())
    })
    .await;
    silence().await;
    assert_eq!(notices(&world).await.len(), 1);
    let changed = set_up(&world, &[]).await;
    assert!(changed.says("Changed"), "{changed}");
    assert!(!status(&world).await.says("Needs a look"));
    world.stop_well().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_room_for_a_thread_the_question_takes_private_answers() {
    let world = World::at_ten().await;
    let channel = world.channel("interview-prep").await;
    let general = world.channel("general").await;
    notices_go_to(&world, &general).await;
    let guild = world.guild("Study hall").await;
    let shape = |what| json!({"do": what, "guild": guild});
    world.control.shape(shape("fill_threads")).await;
    set_up(&world, &[]).await;
    organise(&world, "post-now", &[]).await;
    let notice = until_so(&world, "the notice", async || {
        notices(&world).await.into_iter().next()
    })
    .await;
    assert!(notice.says("as many open threads as Discord"), "{notice}");
    let cards = cards_in(&world, &channel).await;
    assert_eq!(cards.len(), 1);
    let newcomer = world.person("newcomer");
    let submitted = newcomer.answer(&cards[0], "Answer", ANSWER).await;
    let reply = newcomer.reply(&submitted).await;
    assert!(reply.is_ephemeral());
    assert_eq!(reply.headings(), ["What I saw", "Next step"]);
    assert_eq!(
        cards_in(&world, &channel).await.len(),
        1,
        "nothing is posted"
    );
    world.control.shape(shape("empty_threads")).await;
    world.pass(SignedDuration::from_hours(32)).await;
    wake(&world).await;
    let next = eventually("the next day's", async || {
        let cards = cards_in(&world, &channel).await;
        cards.into_iter().find(|card| card.thread().is_some())
    })
    .await;
    assert_ne!(next.id(), cards[0].id());
    over(&world).await;
    world.stop_well().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_locked_thread_opens_its_reference_and_gets_its_reveal_when_unlocked() {
    let (world, posted) = with_question(&[]).await;
    let general = world.channel("general").await;
    notices_go_to(&world, &general).await;
    let guild = world.guild("Study hall").await;
    let deny = json!({"do": "deny", "guild": guild, "permissions": ["MANAGE_THREADS"]});
    world.control.shape(deny).await;
    let lock = |what| json!({"do": what, "channel": posted.thread});
    world.control.shape(lock("lock")).await;
    world.pass(SignedDuration::from_hours(22)).await;
    let newcomer = world.person("newcomer");
    let open = newcomer.pressing(&posted.card, "STAR example").await;
    assert_eq!(open.headings(), ["STAR example"]);
    let notice = until_so(&world, "the notice", async || {
        notices(&world).await.into_iter().next()
    })
    .await;
    assert!(notice.says("it was locked"), "{notice}");
    world.control.shape(lock("unlock")).await;
    mended(&world).await;
    newcomer
        .wait_for(&posted.thread, "the reveal", |one| {
            one.has_button("Show reference")
        })
        .await;
    over(&world).await;
    assert_eq!(notices(&world).await.len(), 1);
    world.stop_well().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_removed_the_bot_and_takes_it_back_has_its_schedule() {
    let world = World::at_ten().await;
    let organiser = world.person("organiser");
    let channel = world.channel("interview-prep").await;
    let there = world.channel_of("Platform guild", "general").await;
    set_up(&world, &[]).await;
    let options = setup_with(&there, &[]);
    organiser.ask(&there, "daily setup", &options).await;
    let guild = world.guild("Study hall").await;
    let shape = |what| json!({"do": what, "guild": guild});
    world.control.shape(shape("remove_bot")).await;
    world.pass(SignedDuration::from_hours(8)).await;
    // The other server's comes at its hour; a change wakes the scheduler.
    let later = world.channel_of("Platform guild", "interview-prep").await;
    let options = setup_with(&later, &[("time", json!("09:00"))]);
    organiser.ask(&there, "daily setup", &options).await;
    let elsewhere = posted_in(&world, &there).await;
    assert!(elsewhere.card.has_button("Answer"));
    for _ in 0..8 {
        world.pass(PAUSE).await;
        tokio::time::sleep(std::time::Duration::from_millis(700)).await;
    }
    assert_eq!(cards_in(&world, &channel).await.len(), 0);
    world.control.shape(shape("add_bot")).await;
    mended(&world).await;
    posted_in(&world, &channel).await;
    silence().await;
    assert_eq!(cards_in(&world, &channel).await.len(), 1);
    assert_eq!(cards_in(&world, &there).await.len(), 1);
    over(&world).await;
    world.stop_well().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thread_deleted_before_its_first_message_leaves_a_card_for_private_answers() {
    let world = World::at_ten().await;
    let general = world.channel("general").await;
    let channel = world.channel("interview-prep").await;
    notices_go_to(&world, &general).await;
    set_up(&world, &[]).await;
    permit(&world, "deny", &channel, "SEND_MESSAGES_IN_THREADS").await;
    organise(&world, "post-now", &[]).await;
    let card = eventually("the card with its thread", async || {
        let cards = cards_in(&world, &channel).await;
        cards.into_iter().find(|card| card.thread().is_some())
    })
    .await;
    until_so(&world, "the hold", async || {
        status(&world).await.says("On hold").then_some(())
    })
    .await;
    delete(&world, card.thread().expect("a thread")).await;
    permit(&world, "allow", &channel, "SEND_MESSAGES_IN_THREADS").await;
    mended(&world).await;
    over(&world).await;
    let newcomer = world.person("newcomer");
    let submitted = newcomer.answer(&card, "Answer", ANSWER).await;
    let reply = newcomer.reply(&submitted).await;
    assert!(reply.is_ephemeral());
    assert_eq!(reply.headings(), ["What I saw", "Next step"]);
    world.pass(SignedDuration::from_hours(32)).await;
    wake(&world).await;
    let next = eventually("the next day's", async || {
        let cards = cards_in(&world, &channel).await;
        cards.into_iter().find(|one| one.id() != card.id())
    })
    .await;
    assert!(next.has_button("Answer"), "{next}");
    silence().await;
    assert_eq!(notices(&world).await.len(), 1, "for the permission alone");
    world.stop_well().await;
}
