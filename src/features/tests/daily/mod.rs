//! The question of the day, with a clock that is moved by hand.

mod organising;
mod posting;
mod processes;
mod thread;
mod trouble;

use crate::domain::id::{CardId, ChannelId, ScheduleId};
use crate::domain::schedule::{Answers, Post};
use crate::domain::view::{Response, View};
use crate::features::request::{DailyCommand, DailySetup};
use crate::features::tests::setting::{Setting, channel};
use crate::features::{ChannelKind, Request, Stop};

/// Nine in the morning, every day, in UTC; the tests begin at ten on a Monday.
pub fn every_day() -> DailySetup {
    DailySetup {
        channel: channel(),
        channel_kind: ChannelKind::Text,
        time: "09:00".to_owned(),
        timezone: "UTC".to_owned(),
        days: None,
        topic: None,
        difficulty: None,
        role: None,
        reveal_after: None,
        answers: Answers::Open,
    }
}

impl Setting {
    /// Sets a schedule up; gives its id.
    pub async fn daily(&mut self, wanted: DailySetup) -> ScheduleId {
        self.set_up(wanted).await.expect("scheduled");
        let all = self.schedules().await;
        all.last().expect("a schedule").id
    }

    pub async fn set_up(&mut self, wanted: DailySetup) -> Result<Response, Stop> {
        self.ask(1, Request::DailySetup(Box::new(wanted))).await
    }

    pub async fn schedules(&self) -> Vec<crate::domain::schedule::Schedule> {
        let guild = crate::domain::id::GuildId::new(1).expect("not zero");
        let store = &self.services.store;
        store.schedules_of(guild).await.expect("a read")
    }

    /// A subcommand of an organiser's; what they see.
    pub async fn organise(&mut self, what: DailyCommand) -> View {
        match self.organise_or_not(what).await {
            Ok(Response::Ephemeral(view)) => view,
            other => panic!("{other:?}"),
        }
    }

    pub async fn organise_or_not(&mut self, what: DailyCommand) -> Result<Response, Stop> {
        let schedule = None;
        self.ask(1, Request::Daily { schedule, what }).await
    }

    /// The newest post of a schedule.
    pub async fn latest(&self, schedule: ScheduleId) -> Post {
        let mut posts = self.posts(schedule).await;
        assert!(!posts.is_empty(), "a post");
        posts.remove(0)
    }

    pub async fn posts(&self, schedule: ScheduleId) -> Vec<Post> {
        let store = &self.services.store;
        store.latest_posts(schedule, 99).await.expect("a read")
    }

    /// The card and thread of a schedule's newest post.
    pub async fn latest_thread(&self, schedule: ScheduleId) -> (CardId, ChannelId) {
        let card = self.latest(schedule).await.card.expect("a card");
        let card = self.services.store.card(card).await.expect("a read");
        let card = card.expect("a card");
        (card.id, card.session.thread.expect("a thread"))
    }

    /// The titles of the questions in the channel, in order.
    pub fn asked(&self) -> Vec<String> {
        let there = self.outbox.channel(channel());
        let titles = there.iter().filter_map(|view| view.embeds.first());
        titles.map(|embed| embed.title.clone()).collect()
    }
}
