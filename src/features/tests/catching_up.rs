//! What happened while we did not hear it is made good, and nothing passes over a gap.

mod changes;
mod gaps;
mod gone;

use async_trait::async_trait;
use jiff::SignedDuration;

use super::setting::{Setting, person};
use crate::domain::id::{CardId, ChannelId, MessageId};
use crate::domain::session::{Attempt, Message};
use crate::features::Services;
use crate::features::answer::catch_up::{self, Page, Progress, TakesPages};
use crate::features::reading::Shard;
use crate::features::request::TypedMessage;

const FIRST: &str = "I would begin with a readiness probe so that traffic";
const SECOND: &str = "only reaches pods that can really serve it";
const LATER: &str = "I would also drain the old pod with a preStop hook";

/// Takes pages at once, as the queue of a channel does.
struct AtOnce<'a>(&'a Services);

#[async_trait]
impl TakesPages for AtOnce<'_> {
    async fn take(&self, page: Page) -> bool {
        catch_up::take_page(self.0, &page).await.is_ok()
    }
}

/// A session is lost, and another one begins without the events in between.
fn new_session(setting: &Setting) {
    setting
        .services
        .reading
        .session_began(Shard { id: 0, total: 1 });
}

/// Reads every channel that waits for it; gives how many did.
async fn read_gaps(setting: &Setting) -> usize {
    let (services, mut read) = (&setting.services, 0);
    while let Some((channel, gap)) = services.reading.due_gap() {
        read += 1;
        let progress = catch_up::read_channel(services, &AtOnce(services), channel, &gap).await;
        match progress {
            Ok(Progress::Done(session)) => services.reading.finished(channel, session),
            Ok(Progress::More) => {
                services.reading.finished(channel, None);
                services.reading.want(channel, false);
            }
            Err(_) => services.reading.failed(channel, &gap),
        }
    }
    read
}

async fn attempts(setting: &Setting, card: CardId, who: u64) -> Vec<Attempt> {
    let attempts = setting.services.store.attempts(card, person(who)).await;
    attempts.expect("a read")
}

async fn mark(setting: &Setting, thread: ChannelId) -> Option<MessageId> {
    let mark = setting.services.store.read_mark(thread).await;
    mark.expect("a read")
}

/// A person writes while nobody listens.
fn unheard(setting: &Setting, who: u64, thread: ChannelId, text: &str) -> TypedMessage {
    let message = setting.typed(who, thread, text);
    setting.outbox.stands(&message);
    message
}

/// A drill whose thread was read till now, an hour before a new session.
async fn drilled(setting: &mut Setting) -> (CardId, ChannelId, Message) {
    let (card, thread) = setting.drill(1).await;
    let heard = setting.says(3, thread, "good luck!").await;
    assert_eq!(mark(setting, thread).await, Some(heard.id));
    setting.hand.advance(SignedDuration::from_hours(1));
    (card, thread, heard)
}
