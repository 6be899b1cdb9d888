//! What the outbox reads of servers, held against what the stand-in then allows: each computes
//! permissions by itself.

use std::num::NonZeroU32;

use greenroom::discord::outbox::{DiscordOutbox, OutboxOptions};
use greenroom::discord::preflight::preflight;
use greenroom::discord::rest::Rest;
use greenroom::domain::id::{ChannelId, GuildId, RoleId, UserId};
use greenroom::domain::permission::Permission;
use greenroom::domain::view::{Embed, View};
use greenroom::outbox::{Nonce, Outbox, Rests, SendError};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use serde_json::{Value, json};

use crate::world::{Setup, World};

/// A world without a bot, and an outbox in the bot's place.
async fn start() -> (World, DiscordOutbox) {
    let world = World::with(Setup {
        start: false,
        embedded: true,
        ..Setup::default()
    })
    .await;
    let rest = Rest::new(world.token(), &world.api()).expect("a usable address");
    let found = preflight(&rest, 1).await.expect("a stand-in that answers");
    let outbox = DiscordOutbox::new(
        &rest,
        found.application,
        found.me,
        &OutboxOptions::shared_by(NonZeroU32::MIN),
        ChaCha8Rng::seed_from_u64(1),
    );
    (world, outbox)
}

fn id<T: std::str::FromStr>(text: &str) -> T
where
    T::Err: std::fmt::Debug,
{
    text.parse().expect("an id")
}

/// One change to what somebody may do: in the channel, or the server as a whole.
fn change(
    draw: &mut impl FnMut(usize) -> usize,
    guild: &str,
    channel: &str,
    roles: &[String],
) -> Value {
    let verb = ["deny", "allow"][draw(2)];
    let permission = ["VIEW_CHANNEL", "SEND_MESSAGES", "EMBED_LINKS"][draw(3)];
    let mut change = json!({"do": verb, "permissions": [permission]});
    match draw(3) {
        0 => change["channel"] = json!(channel),
        1 => {
            change["channel"] = json!(channel);
            change["role"] = json!(roles[draw(roles.len())]);
        }
        _ => {
            change["guild"] = json!(guild);
            change["role"] = json!(roles[draw(roles.len())]);
        }
    }
    change
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_computed_is_what_is_allowed() {
    let (world, outbox) = start().await;
    let guild = world.guild("Study hall").await;
    let channel = world.channel("interview-prep").await;
    let place: ChannelId = id(&channel);
    // Everybody's role, the bot's own, one more that it has, and one that it has not.
    let add = json!({"do": "add_role", "guild": guild, "name": "Extra"});
    world.control.shape(add).await;
    let extra = world.role("Study hall", "Extra").await;
    let bot = world.bot_id().await;
    let give = json!({"do": "give_role", "guild": guild, "person": bot, "role": extra});
    world.control.shape(give).await;
    let roles = [
        guild.clone(),
        world.role("Study hall", "Practice bot").await,
        extra,
        world.role("Study hall", "Daily").await,
    ];
    let mut rng = ChaCha8Rng::seed_from_u64(7);
    let mut draw = |below: usize| usize::try_from(rng.next_u64() % below as u64).expect("small");
    let embed = View::embed(Embed {
        title: "An embed".to_owned(),
        ..Embed::default()
    });
    let mut outcomes = std::collections::HashSet::new();
    for step in 0..60_i64 {
        let change = change(&mut draw, &guild, &channel, &roles);
        world.control.shape(change.clone()).await;
        let found = outbox.examine(id(&guild), place).await;
        let may = found.expect("a channel that exists").may;
        let sees = may.has(Permission::ViewChannel);
        let writes = sees && may.has(Permission::SendMessages);
        let embeds = writes && may.has(Permission::EmbedLinks);
        let text = outbox
            .post(place, &View::text("words"), &Nonce::of('w', step))
            .await;
        let posted = outbox.post(place, &embed, &Nonce::of('e', step)).await;
        assert_eq!(text.is_ok(), writes, "{step}: {change}: {text:?}");
        assert_eq!(posted.is_ok(), embeds, "{step}: {change}: {posted:?}");
        let code = text.err().and_then(|error| error.code());
        let expected = if sees { 50_013 } else { 50_001 };
        assert!(code.is_none_or(|code| code == expected), "{step}: {change}");
        outcomes.insert((sees, writes, embeds));
    }
    assert_eq!(outcomes.len(), 4, "each of them came: {outcomes:?}");
    world.stop_well().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn owners_are_found_and_written_to() {
    let (world, outbox) = start().await;
    let guild: GuildId = id(&world.guild("Study hall").await);
    let owner = outbox.owner(guild).await.expect("an owner");
    let organiser = world.person("organiser");
    assert_eq!(owner, id::<UserId>(&organiser.id));
    let direct = outbox.direct_channel(owner).await.expect("a channel");
    assert_eq!(outbox.direct_channel(owner).await, Ok(direct));
    let words = View::text("The channel is gone.");
    let sent = outbox.post(direct, &words, &Nonce::of('n', 1)).await;
    assert!(sent.is_ok(), "{sent:?}");
    let seen = organiser.messages(&direct.to_string()).await;
    assert!(seen[0].says("The channel is gone."));
    world.assert_well_behaved().await;
    let closed = json!({"do": "direct_messages", "person": organiser.id, "on": false});
    world.control.shape(closed).await;
    let refused = outbox.post(direct, &words, &Nonce::of('n', 2)).await;
    assert_eq!(refused.expect_err("refused").code(), Some(50_007));
    world.stop_well().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn threads_are_archived_and_woken_again() {
    let (world, outbox) = start().await;
    let channel = world.channel("interview-prep").await;
    let place: ChannelId = id(&channel);
    let words = View::text("words");
    let message = outbox.post(place, &words, &Nonce::of('t', 1)).await;
    let message = greenroom::domain::session::Message {
        channel: place,
        id: message.expect("a message"),
    };
    let thread = outbox.open_thread(message, "Today", Rests::AfterThreeDays);
    let thread = thread.await.expect("a thread");
    for _ in 0..2 {
        assert_eq!(outbox.archive_thread(thread).await, Ok(()));
        let state = world.control.get("/playground/state").await;
        let shown = state["guilds"][0]["threads"][0]["thread_metadata"].clone();
        assert_eq!(shown["archived"], true);
        assert_eq!(shown["auto_archive_duration"], 4_320);
    }
    let woken = outbox.post(thread, &words, &Nonce::of('t', 2)).await;
    assert!(woken.is_ok(), "{woken:?}");
    world.assert_well_behaved().await;
    let guild = world.guild("Study hall").await;
    for change in [
        json!({"do": "lock", "channel": thread.to_string()}),
        json!({"do": "deny", "guild": guild, "permissions": ["MANAGE_THREADS"]}),
    ] {
        world.control.shape(change).await;
    }
    let locked = outbox.archive_thread(thread).await;
    assert!(locked.expect_err("locked").is_forbidden());
    world
        .control
        .shape(json!({"do": "delete_channel", "channel": thread.to_string()}))
        .await;
    assert_eq!(outbox.archive_thread(thread).await, Ok(()));
    world.stop_well().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn roles_that_can_be_notified_are_told_apart() {
    let (world, outbox) = start().await;
    let (guild, channel) = (
        world.guild("Study hall").await,
        world.channel("announcements").await,
    );
    let daily: RoleId = id(&world.role("Study hall", "Daily").await);
    let member: RoleId = id(&world.role("Study hall", "Member").await);
    let place: ChannelId = id(&channel);
    let found = outbox.examine(id(&guild), place).await;
    let found = found.expect("a channel that exists");
    assert!(found.takes_threads, "announcements have threads");
    assert_eq!(found.notifies, [daily]);
    assert!(found.roles.contains(&member));
    assert_eq!(outbox.roles(id(&guild)).await, Ok(found.roles));
    let all = json!({"do": "allow", "guild": guild, "permissions": ["MENTION_EVERYONE"]});
    world.control.shape(all).await;
    let found = outbox.examine(id(&guild), place).await;
    let notifies = found.expect("a channel that exists").notifies;
    assert!(notifies.contains(&member) && !notifies.contains(&id(&guild)));
    world.assert_well_behaved().await;
    world
        .control
        .shape(json!({"do": "remove_bot", "guild": guild}))
        .await;
    let left: Result<_, SendError> = outbox.examine(id(&guild), place).await;
    assert!(left.expect_err("not a member").is_forbidden());
    world.stop_well().await;
}
