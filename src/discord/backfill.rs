//! Reads over REST what was written while we were not listening.
//!
//! After each new session: question threads whose newest message is newer than the last one read,
//! and those of ours that Discord did not list (archived, or direct messages). Reading goes in
//! the background lane and never before answers to people. A message read twice is harmless.

use std::collections::HashSet;
use std::time::Duration;

use jiff::SignedDuration;
use tokio::sync::mpsc;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::domain::id::{ChannelId, GuildId, MessageId};
use crate::features::request::{MessageEvent, TypedMessage};
use crate::features::{Services, Stop};
use crate::outbox::{SeenMessage, SendError};

use super::intake::{Intake, ServerEvent};

/// Threads without a card since then are not read any more.
const LOOK_BACK: SignedDuration = SignedDuration::from_hours(48);
/// How long after a new session the servers have been listed.
const LISTED: Duration = Duration::from_secs(5);
/// How many pages of 100 messages are read of one channel.
const PAGES: usize = 10;
/// Data of a server that removed us goes after this time.
const KEPT_AFTER_REMOVAL: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How often servers that removed us are looked for.
const SWEEP: Duration = Duration::from_secs(3600);

/// Takes server events until `stop`.
pub async fn keep_up(
    services: Services,
    intake: Intake,
    mut events: mpsc::Receiver<ServerEvent>,
    stop: CancellationToken,
) {
    let mut listed = HashSet::new();
    let mut catch_up_at: Option<Instant> = None;
    let mut sweep = tokio::time::interval(SWEEP);
    loop {
        let caught_up = async {
            match catch_up_at {
                Some(at) => tokio::time::sleep_until(at).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            () = stop.cancelled() => return,
            () = caught_up => {
                catch_up_at = None;
                let known = std::mem::take(&mut listed);
                log(read_unlisted(&services, &intake, &known).await);
            }
            _ = sweep.tick() => log(erase_left_servers(&services).await),
            event = events.recv() => match event {
                None => return,
                Some(ServerEvent::SessionBegan) => {
                    catch_up_at = Some(Instant::now() + LISTED);
                }
                Some(ServerEvent::Seen { guild, threads }) => {
                    listed.extend(threads.iter().map(|(thread, _)| *thread));
                    log(seen(&services, &intake, guild, &threads).await);
                }
                Some(ServerEvent::Left(guild)) => {
                    log(services.store.server_left(guild, services.now()).await.map_err(Stop::from));
                }
                Some(ServerEvent::Missed(channel)) => {
                    log(read(&services, &intake, channel, None).await);
                }
            }
        }
    }
}

fn log(outcome: Result<(), Stop>) {
    if let Err(error) = outcome {
        tracing::warn!(%error, "could not catch up; the next session tries again");
    }
}

async fn seen(
    services: &Services,
    intake: &Intake,
    guild: GuildId,
    threads: &[(ChannelId, Option<MessageId>)],
) -> Result<(), Stop> {
    services.store.server_joined(guild, services.now()).await?;
    for &(thread, newest) in threads {
        let Some(newest) = newest else { continue };
        if !services.store.is_question_thread(thread).await? {
            continue;
        }
        let read_up_to = services.store.read_mark(thread).await?;
        if read_up_to.is_none_or(|mark| mark < newest) {
            read(services, intake, thread, Some(guild)).await?;
        }
    }
    Ok(())
}

async fn read_unlisted(
    services: &Services,
    intake: &Intake,
    listed: &HashSet<ChannelId>,
) -> Result<(), Stop> {
    let since = services.now() - LOOK_BACK;
    for (channel, guild) in services.store.question_threads_since(since).await? {
        if !listed.contains(&channel) {
            read(services, intake, channel, guild).await?;
        }
    }
    Ok(())
}

/// Reads a channel from the last message that was read, or from its newest card on.
async fn read(
    services: &Services,
    intake: &Intake,
    channel: ChannelId,
    guild: Option<GuildId>,
) -> Result<(), Stop> {
    let Some(card) = services.store.newest_card_in(channel).await? else {
        return Ok(());
    };
    let guild = guild.or(card.session.guild);
    let mark = services.store.read_mark(channel).await?;
    let mut after = mark.unwrap_or_else(|| MessageId::earliest_at(card.session.created));
    for _ in 0..PAGES {
        let page = match services.outbox.read(channel, Some(after)).await {
            Ok(page) => page,
            Err(SendError::Refused { .. }) => return Ok(()),
            Err(error) => return Err(error.into()),
        };
        let Some(last) = page.last() else {
            return Ok(());
        };
        after = last.at.id;
        for message in page {
            if message.author != services.identity.user {
                let message = MessageEvent::Written(typed(message, guild));
                intake.take_read(channel, message).await;
            }
        }
    }
    Ok(())
}

fn typed(message: SeenMessage, guild: Option<GuildId>) -> TypedMessage {
    TypedMessage {
        at: message.at,
        author: message.author,
        by_bot: message.by_bot,
        guild,
        text: message.text,
        mentions_us: message.mentions_us,
        replies_to: message.replies_to,
        has_other_content: message.has_other_content,
    }
}

async fn erase_left_servers(services: &Services) -> Result<(), Stop> {
    let before = services.now() - KEPT_AFTER_REMOVAL;
    for guild in services.store.servers_left_before(before).await? {
        services.store.erase_server(guild).await?;
        tracing::info!(%guild, "erased the data of a server that removed us 30 days ago");
    }
    Ok(())
}
