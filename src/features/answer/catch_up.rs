//! What was written, changed or deleted while we did not hear it: read over REST and held against
//! what is stored.
//!
//! A page goes through its channel's queue like a live event, so that nothing overtakes it. A
//! message read twice is harmless. Words are taken for deleted only where the channel's history
//! can be read at all: without that permission Discord gives an empty page and no error.

mod walk;

use std::collections::HashSet;

use async_trait::async_trait;
use jiff::SignedDuration;

use crate::domain::answer::given_on_purpose;
use crate::domain::id::{CardId, ChannelId, GuildId, MessageId};
use crate::features::request::{TypedMessage, without_mention};
use crate::features::{Services, Stop};

use super::typed;

pub use walk::{Progress, read_channel};

/// For how long stored words are compared with what stands on Discord, after a gap.
pub const LOOK_BACK: SignedDuration = SignedDuration::from_hours(48);

/// A part of a channel as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The channel.
    pub channel: ChannelId,
    /// Its messages but ours, oldest first.
    pub messages: Vec<TypedMessage>,
    /// The messages in this part that were stored before it was read: what is missing of them is
    /// deleted.
    pub stored: Vec<MessageId>,
    /// Messages up to this one were heard before and are compared only.
    pub heard_up_to: MessageId,
    /// The last message of the part, of whoever it is.
    pub last: Option<MessageId>,
}

/// What takes pages in the order of their channel's events.
#[async_trait]
pub trait TakesPages: Send + Sync {
    /// Takes one and waits until it is taken in; false where that failed.
    async fn take(&self, page: Page) -> bool;
}

impl Page {
    fn is_without_news(&self) -> bool {
        self.messages.is_empty() && self.stored.is_empty() && self.last.is_none()
    }
}

/// Takes a page in: deletions and changes of what is stored, then what is new.
///
/// # Errors
/// The first failure; the other messages are taken in all the same, and the read mark stays
/// before the one that failed.
pub async fn take_page(services: &Services, page: &Page) -> Result<(), Stop> {
    let there: HashSet<MessageId> = page.messages.iter().map(|one| one.at.id).collect();
    let mut failure = None;
    let mut good_up_to = page.last;
    for &gone in page.stored.iter().filter(|id| !there.contains(id)) {
        failure = failure.or(typed::deleted(services, gone).await.err());
    }
    for message in &page.messages {
        if let Err(stop) = take_one(services, page, message).await {
            good_up_to = good_up_to.min(Some(message.at.id.before()));
            failure = failure.or(Some(stop));
        }
    }
    if let Some(good) = good_up_to
        && good > page.heard_up_to
    {
        services.store.mark_read(page.channel, good).await?;
    }
    failure.map_or(Ok(()), Err)
}

async fn take_one(services: &Services, page: &Page, message: &TypedMessage) -> Result<(), Stop> {
    if page.stored.contains(&message.at.id) {
        compare(services, message).await
    } else if message.at.id > page.heard_up_to {
        typed::written(services, message).await
    } else {
        Ok(())
    }
}

/// Notices that a stored message has another text now.
async fn compare(services: &Services, message: &TypedMessage) -> Result<(), Stop> {
    let Some(stored) = services.store.words_of_message(message.at.id).await? else {
        return Ok(());
    };
    // A live change is newer than the page, or is what the page shows.
    let changed = services.reading.change_of(message.at.id).is_some();
    let now = without_mention(&message.text, services.identity.user);
    // Where `Edit` put the whole answer into its first part, the others stand empty.
    if changed || stored.is_empty() || bare(&stored) == bare(&now) {
        return Ok(());
    }
    typed::edited(services, message.at, &message.text).await
}

/// The words alone: some ways of answering store them without what surrounds them.
fn bare(text: &str) -> String {
    given_on_purpose(text).unwrap_or_default().replace('\0', "")
}

/// Whether everything that was written in a channel so far reached us in this session.
///
/// # Errors
/// When the store fails.
pub async fn is_caught_up(
    services: &Services,
    channel: ChannelId,
    guild: Option<GuildId>,
) -> Result<bool, Stop> {
    if services.reading.is_caught_up(channel) {
        return Ok(true);
    }
    let Some(ticket) = services.reading.ticket(guild) else {
        return Ok(false);
    };
    // Where the first question was put in this session, there is nothing from before it.
    let first = services.store.first_session_in(channel).await?;
    Ok(first.is_some_and(|first| first >= ticket.began)
        && services.reading.has_no_gap(channel, ticket))
}

/// Whether a card's drafts may become answers: what was changed or deleted while we were away is
/// known. Otherwise the channel is read soon.
///
/// # Errors
/// When the store fails.
pub async fn may_gather(services: &Services, card: CardId) -> Result<bool, Stop> {
    let Some(card) = services.store.card(card).await? else {
        return Ok(false);
    };
    let (Some(thread), guild) = (card.session.thread, card.session.guild) else {
        return Ok(true);
    };
    if is_caught_up(services, thread, guild).await? {
        return Ok(true);
    }
    if services.reading.ticket(guild).is_some() {
        services.reading.want(thread, true);
    }
    Ok(false)
}
