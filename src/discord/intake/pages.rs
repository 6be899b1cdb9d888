//! Pages that were read over REST, put behind the live events of their channel.

use serenity::async_trait;
use tokio::sync::oneshot;

use crate::features::answer::catch_up::{Page, TakesPages};

use super::{Intake, Queued, queue_of};

#[async_trait]
impl TakesPages for Intake {
    async fn take(&self, page: Page) -> bool {
        let (taken, is_taken) = oneshot::channel();
        let queue = &self.messages[queue_of(page.channel)];
        // Both fail at shutdown only: the page is left for the next start.
        queue.send(Queued::Page(page, taken)).await.is_ok() && is_taken.await.unwrap_or(false)
    }
}
