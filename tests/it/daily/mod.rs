//! The question of the day, as a group sees it. Days pass by moving the bot's clock and the
//! stand-in's together; each world begins at ten in the morning, UTC.

mod organising;
mod posting;
mod setup;
mod thread;
mod trouble;

use serde_json::{Value, json};

use crate::world::{PLAIN, QUESTION, Seen, World};

/// What somebody types into a command.
type Typed<'a> = (&'a str, Value);

/// Options of `/daily setup` for six in the evening, with others in their place or added.
fn setup_with<'a>(channel: &str, more: &[Typed<'a>]) -> Vec<Typed<'a>> {
    let mut options = vec![
        ("channel", json!(channel)),
        ("time", json!("18:00")),
        ("timezone", json!("UTC")),
    ];
    for (name, value) in more {
        options.retain(|(known, _)| known != name);
        options.push((*name, value.clone()));
    }
    options
}

/// An organiser sets it up in the usual channel; the reply.
async fn set_up(world: &World, more: &[Typed<'_>]) -> Seen {
    let channel = world.channel("interview-prep").await;
    let options = setup_with(&channel, more);
    let organiser = world.person("organiser");
    organiser.ask(&channel, "daily setup", &options).await
}

/// Wakes the scheduler, which otherwise looks every twenty seconds: by a schedule in another place
/// that is not due for long.
async fn wake(world: &World) {
    let channel = world.channel("announcements").await;
    let reply = set_up(
        world,
        &[("channel", json!(channel)), ("time", json!("09:00"))],
    )
    .await;
    assert!(reply.says("at 09:00"), "{reply}");
}

/// An organiser uses another subcommand of `/daily`; the reply.
async fn organise(world: &World, subcommand: &str, options: &[Typed<'_>]) -> Seen {
    let channel = world.channel("general").await;
    let reply = world
        .person("organiser")
        .ask(&channel, &format!("daily {subcommand}"), options)
        .await;
    assert!(reply.is_ephemeral(), "{subcommand}: {reply}");
    reply
}

async fn status(world: &World) -> Seen {
    organise(world, "status", &[]).await
}

/// A question of the day that was posted.
#[derive(Debug, Clone)]
struct Posted {
    /// The card in the channel.
    card: Seen,
    /// Its thread.
    thread: String,
    /// The first message there.
    opening: Seen,
}

/// The newest card in a channel, once its thread is open.
async fn posted_in(world: &World, channel: &str) -> Posted {
    let newcomer = world.person("newcomer");
    let card = newcomer
        .wait_for(channel, "a question of the day with its thread", |one| {
            one.has_button("My feedback") && one.thread().is_some()
        })
        .await;
    let thread = card.thread().expect("a thread").to_owned();
    let opening = newcomer
        .wait_for(&thread, "the opening message", |one| {
            one.has_button("My feedback")
        })
        .await;
    Posted {
        card,
        thread,
        opening,
    }
}

/// The cards in a channel, oldest first.
async fn cards_in(world: &World, channel: &str) -> Vec<Seen> {
    let mut messages = world.person("newcomer").messages(channel).await;
    messages.retain(|one| one.has_button("My feedback") && !one.is_ephemeral());
    messages
}

/// A world in which the usual question was just posted.
async fn with_question(more: &[Typed<'_>]) -> (World, Posted) {
    let world = World::at_ten().await;
    let posted = post_question(&world, more).await;
    (world, posted)
}

/// Sets it up and posts the usual question.
async fn post_question(world: &World, more: &[Typed<'_>]) -> Posted {
    set_up(world, more).await;
    organise(world, "next", &[("question", json!(QUESTION))]).await;
    organise(world, "post-now", &[]).await;
    let channel = world.channel("interview-prep").await;
    posted_in(world, &channel).await
}

/// `/settings show` of an organiser's.
async fn settings(world: &World) -> Seen {
    let channel = world.channel("general").await;
    let organiser = world.person("organiser");
    organiser.ask(&channel, "settings show", PLAIN).await
}
