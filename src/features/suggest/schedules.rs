//! A server's schedules.

use crate::domain::reply::suggestions;
use crate::domain::search::Typed;
use crate::domain::view::Choice;
use crate::features::{Caller, Services};

use super::SHOWN;

/// Schedules that fit what was typed so far: those of this channel first, then the best.
pub(super) async fn suggest(services: &Services, caller: &Caller, typed: &str) -> Vec<Choice> {
    let Some(guild) = caller.guild else {
        return Vec::new();
    };
    let schedules = match services.store.schedules_of(guild).await {
        Ok(schedules) => schedules,
        Err(error) => {
            tracing::warn!(%error, "schedules could not be suggested");
            return Vec::new();
        }
    };
    let shelf = services.shelf_for(guild).await;
    let mut looked_for = Typed::new(typed);
    let mut fitting = Vec::new();
    for schedule in &schedules {
        let here = schedule.channel == caller.channel;
        let names = shelf.bank.vocabulary();
        let label = suggestions::schedule(services.language(), schedule, here, names);
        let value = schedule.id.to_string();
        if let Some(fit) = looked_for.fit([label.as_str(), value.as_str()]) {
            fitting.push(((!here, fit), Choice { label, value }));
        }
    }
    fitting.sort_by_key(|&(order, _)| order);
    let choices = fitting.into_iter().map(|(_, choice)| choice);
    choices.take(SHOWN).collect()
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::domain::id::{ChannelId, GuildId, ScheduleId};
    use crate::domain::schedule::{Answers, Days, LocalTime, RevealAfter, Schedule};
    use crate::domain::select::Filter;
    use crate::features::tests::setting::Setting;

    fn schedule(id: i64, guild: u64, channel: u64, time: &str) -> Schedule {
        Schedule {
            id: ScheduleId::new(id).expect("positive"),
            guild: GuildId::new(guild).expect("not zero"),
            channel: ChannelId::new(channel).expect("not zero"),
            days: Days::EVERY_DAY,
            time: LocalTime::parse(time).expect("a time"),
            zone: "Europe/Paris".to_owned(),
            filter: Filter::default(),
            role: None,
            reveal_after: RevealAfter::USUAL,
            answers: Answers::Open,
            effective: Timestamp::UNIX_EPOCH,
            ended: false,
            paused: None,
            next: None,
            trouble: None,
        }
    }

    async fn values(setting: &mut Setting, guild: Option<u64>, typed: &str) -> Vec<String> {
        let mut caller = setting.caller(7);
        caller.guild = guild.and_then(GuildId::new);
        let found = suggest(&setting.services, &caller, typed).await;
        found.into_iter().map(|choice| choice.value).collect()
    }

    #[tokio::test]
    async fn schedules_of_the_server_are_suggested_with_those_here_first() {
        let mut setting = Setting::new().await;
        let store = setting.services.store.clone();
        for each in [
            schedule(1, 1, 8, "09:00"),
            schedule(2, 1, 5, "18:30"),
            schedule(3, 2, 5, "07:00"),
            schedule(4, 1, 6, "12:00"),
        ] {
            let kept = store.keep_schedule(&each, None).await;
            kept.expect("the store works");
        }
        let stopped = ScheduleId::new(4).expect("positive");
        let now = setting.services.now();
        let ended = store.end_schedule(stopped, now).await;
        ended.expect("the store works");
        assert_eq!(values(&mut setting, Some(1), "").await, ["2", "1"]);
        assert_eq!(values(&mut setting, Some(1), "09").await, ["1"]);
        assert_eq!(values(&mut setting, Some(1), "in this").await, ["2"]);
        assert_eq!(values(&mut setting, Some(2), "paris").await, ["3"]);
        assert!(values(&mut setting, Some(3), "").await.is_empty());
        assert!(values(&mut setting, None, "").await.is_empty());
    }
}
