//! Which servers have the bot, and which of their channels are to be read after a new session.

use std::collections::{HashSet, VecDeque};
use std::time::Duration;

use jiff::SignedDuration;
use tokio::sync::mpsc;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::discord::intake::{ServerEvent, SessionBegan};
use crate::domain::id::{ChannelId, GuildId, MessageId};
use crate::features::answer::catch_up::LOOK_BACK;
use crate::features::reading::{Shard, Ticket};
use crate::features::{Services, Stop};

/// How long after a new session the servers have been listed, so that threads without anything
/// new are known and need no reading.
const LISTED: Duration = Duration::from_secs(5);
/// How soon that is tried again where the store failed.
const TRY_AGAIN: Duration = Duration::from_secs(30);
/// Data of a server that removed us goes after this time.
const KEPT_AFTER_REMOVAL: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How often servers that removed us are looked for.
const SWEEP: Duration = Duration::from_secs(3600);

/// Takes what is told of servers and sessions until `stop`.
pub async fn hear_of_servers(
    services: Services,
    mut events: mpsc::Receiver<ServerEvent>,
    mut sessions: mpsc::Receiver<SessionBegan>,
    stop: CancellationToken,
) {
    // The oldest first; at most one for each of our shards.
    let mut to_read: VecDeque<(Instant, Shard)> = VecDeque::new();
    let mut sweep = tokio::time::interval(SWEEP);
    loop {
        let next = to_read.front().map(|(at, _)| *at);
        let listed = async {
            match next {
                Some(at) => tokio::time::sleep_until(at).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            () = stop.cancelled() => return,
            () = listed => {
                if let Some((at, shard)) = to_read.pop_front() {
                    let wanted = want_question_threads(&services, shard).await;
                    if wanted.is_err() {
                        to_read.push_back((at + TRY_AGAIN, shard));
                    }
                    log(wanted);
                }
            }
            _ = sweep.tick() => log(erase_left_servers(&services).await),
            Some(began) = sessions.recv() => {
                to_read.retain(|(_, shard)| *shard != began.shard);
                to_read.push_back((Instant::now() + LISTED, began.shard));
                log(notice_departures(&services, &began).await);
            }
            event = events.recv() => match event {
                None => return,
                Some(event) => log(hear(&services, event).await),
            }
        }
    }
}

fn log(outcome: Result<(), Stop>) {
    if let Err(error) = outcome {
        tracing::warn!(%error, "what is known of the servers could not be brought up to date");
    }
}

async fn hear(services: &Services, event: ServerEvent) -> Result<(), Stop> {
    match event {
        ServerEvent::Seen {
            guild,
            threads,
            session,
        } => seen(services, guild, &threads, session).await,
        ServerEvent::Left(guild) => Ok(services.store.server_left(guild, services.now()).await?),
    }
}

async fn seen(
    services: &Services,
    guild: GuildId,
    threads: &[(ChannelId, Option<MessageId>)],
    session: Option<Ticket>,
) -> Result<(), Stop> {
    services.store.server_joined(guild, services.now()).await?;
    for &(thread, newest) in threads {
        if !services.store.is_question_thread(thread).await? {
            continue;
        }
        let read_up_to = services.store.read_mark(thread).await?;
        if newest.is_some() && newest > read_up_to {
            services.reading.want(thread, false);
        } else if let Some(session) = session
            && holds_nothing_recent(services, thread).await?
        {
            services.reading.has_no_gap(thread, session);
        }
    }
    Ok(())
}

/// Whether no words are stored of a thread that may have been changed or deleted meanwhile.
async fn holds_nothing_recent(services: &Services, thread: ChannelId) -> Result<bool, Stop> {
    let since = MessageId::earliest_at(services.now() - LOOK_BACK);
    let stored = services.store.stored_messages(thread, since, 1).await?;
    Ok(stored.is_empty())
}

/// Has the question threads of a shard read, except those that are known to have no gap.
async fn want_question_threads(services: &Services, shard: Shard) -> Result<(), Stop> {
    let since = services.now() - LOOK_BACK;
    for (channel, guild) in services.store.question_threads_since(since).await? {
        if shard.tells_of(guild) && !services.reading.is_caught_up(channel) {
            services.reading.want(channel, false);
        }
    }
    Ok(())
}

/// Notes the servers that removed us while we were away: known ones that a new session of their
/// shard does not tell of.
async fn notice_departures(services: &Services, began: &SessionBegan) -> Result<(), Stop> {
    let here: HashSet<GuildId> = began.guilds.iter().copied().collect();
    // A server that took us in since then is not in the session's list, but here all the same.
    let known = services
        .store
        .servers_since_before(began.session.began)
        .await?;
    for guild in known {
        if began.shard.tells_of(Some(guild)) && !here.contains(&guild) {
            tracing::info!(%guild, "a server removed the bot while it was away");
            services.store.server_left(guild, services.now()).await?;
        }
    }
    Ok(())
}

async fn erase_left_servers(services: &Services) -> Result<(), Stop> {
    let before = services.now() - KEPT_AFTER_REMOVAL;
    for guild in services.store.servers_left_before(before).await? {
        services.store.erase_server(guild).await?;
        tracing::info!(%guild, "erased the data of a server that removed us 30 days ago");
    }
    Ok(())
}

#[cfg(test)]
mod tests;
