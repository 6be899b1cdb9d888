//! The way through a channel that is read: by every stored message, then by everything new.

use crate::domain::id::{ChannelId, GuildId, MessageId};
use crate::features::answer::gone;
use crate::features::reading::{Gap, Ticket};
use crate::features::request::TypedMessage;
use crate::features::{Services, Stop};
use crate::outbox::{SeenMessage, SendError};

use super::{LOOK_BACK, Page, TakesPages};

/// How many pages of new messages are read of one channel before others have their turn.
const PAGES: usize = 10;
/// How many stored messages of one channel are compared, the newest.
const COMPARED: u32 = 1000;

/// How far reading a channel came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// To its end, in this session; `None` for a channel that is none of ours to read.
    Done(Option<Ticket>),
    /// There is more.
    More,
}

/// Reads a channel from its gap to its end.
///
/// # Errors
/// When store or Discord fail, or a page can't be taken in. What was read till then is kept.
pub async fn read_channel(
    services: &Services,
    pages: &dyn TakesPages,
    channel: ChannelId,
    gap: &Gap,
) -> Result<Progress, Stop> {
    if gap.is_gone {
        gone::channel_gone(services, channel).await?;
        return Ok(Progress::Done(None));
    }
    let Some(mut walk) = Walk::begin(services, channel, gap).await? else {
        return Ok(Progress::Done(None));
    };
    let mut new_pages = 0;
    while new_pages < PAGES {
        let read = services.outbox.read(channel, Some(walk.after)).await;
        let seen = match read {
            Ok(seen) => seen,
            // The channel is gone, or closed to us: there is nothing to wait for.
            Err(refusal @ SendError::Refused { .. }) => {
                gone::is_found_gone(services, channel, &refusal).await?;
                return Ok(Progress::Done(Some(walk.ticket)));
            }
            Err(error) => return Err(error.into()),
        };
        let last = seen.last().map(|message| message.at.id);
        let page = walk.page(services, seen).await?;
        if !page.is_without_news() && !pages.take(page).await {
            return Err(Stop::Broken("what was read could not be taken in"));
        }
        let Some(last) = last else {
            return Ok(Progress::Done(Some(walk.ticket)));
        };
        new_pages += usize::from(last > walk.heard_up_to);
        walk.go_on(last);
    }
    Ok(Progress::More)
}

/// A way through a channel: by every stored message, then by everything new.
struct Walk {
    channel: ChannelId,
    guild: Option<GuildId>,
    ticket: Ticket,
    stored: Vec<MessageId>,
    heard_up_to: MessageId,
    /// The next page begins after this message.
    after: MessageId,
    /// Whether any message could be read so far.
    is_readable: bool,
}

impl Walk {
    /// `None` for a channel without a question, or of another process's shards.
    async fn begin(
        services: &Services,
        channel: ChannelId,
        gap: &Gap,
    ) -> Result<Option<Self>, Stop> {
        let Some(card) = services.store.newest_card_in(channel).await? else {
            return Ok(None);
        };
        let guild = card.session.guild;
        let Some(ticket) = services.reading.ticket(guild) else {
            return Ok(None);
        };
        if let Some(after) = gap.hear_after {
            services.store.read_again_after(channel, after).await?;
        }
        let mark = services.store.read_mark(channel).await?;
        let heard_up_to = mark
            .into_iter()
            .chain(gap.hear_after)
            .min()
            .unwrap_or_else(|| MessageId::earliest_at(card.session.created));
        let usual = MessageId::earliest_at(services.now() - LOOK_BACK);
        let since = gap.compare_from.map_or(usual, |from| from.min(usual));
        let stored = services
            .store
            .stored_messages(channel, since, COMPARED)
            .await?;
        let after = stored
            .first()
            .map_or(heard_up_to, |first| first.before().min(heard_up_to));
        Ok(Some(Self {
            channel,
            guild,
            ticket,
            stored,
            heard_up_to,
            after,
            is_readable: false,
        }))
    }

    async fn page(&mut self, services: &Services, seen: Vec<SeenMessage>) -> Result<Page, Stop> {
        let last = seen.last().map(|message| message.at.id);
        let here = |id: &&MessageId| **id > self.after && last.is_none_or(|last| **id <= last);
        let mut stored: Vec<MessageId> = self.stored.iter().filter(here).copied().collect();
        self.is_readable |= !seen.is_empty();
        if !stored.is_empty() && !self.is_readable {
            let newest = services.outbox.read(self.channel, None).await?;
            self.is_readable = !newest.is_empty();
        }
        if !self.is_readable {
            stored.clear();
        }
        let us = services.identity.user;
        let theirs = seen.into_iter().filter(|message| message.author != us);
        Ok(Page {
            channel: self.channel,
            messages: theirs
                .map(|message| theirs_as_typed(message, self.guild))
                .collect(),
            stored,
            heard_up_to: self.heard_up_to,
            last,
        })
    }

    /// Goes on behind `last`: to the next stored message, or to where new ones begin.
    fn go_on(&mut self, last: MessageId) {
        self.after = if last < self.heard_up_to {
            let next = self.stored.iter().find(|&&id| id > last);
            next.map_or(self.heard_up_to, |next| next.before().min(self.heard_up_to))
        } else {
            last
        };
    }
}

fn theirs_as_typed(message: SeenMessage, guild: Option<GuildId>) -> TypedMessage {
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
