//! Several processes, each with the servers of its shards.

use jiff::SignedDuration;

use super::every_day;
use crate::domain::id::{ChannelId, GuildId};
use crate::domain::schedule::Schedule;
use crate::features::daily::due;
use crate::features::request::DailyCommand;
use crate::features::services::Shards;
use crate::features::tests::setting::Setting;
use crate::store::Kept;

/// More than the scheduler looks at together.
const OTHERS: u64 = 300;

/// A server of this shard of two.
fn server(number: u64, shard: u64) -> GuildId {
    GuildId::new((number * 2 + shard) << 22).expect("not zero")
}

/// A schedule like `like` for a server, longer due than those of higher numbers.
async fn keep(setting: &Setting, like: &Schedule, guild: GuildId, number: u64) {
    let schedule = Schedule {
        id: setting.services.schedule_id(),
        guild,
        channel: ChannelId::new(guild.get() + 1).expect("not zero"),
        ..like.clone()
    };
    let wake = like.next.expect("a next one").at + milliseconds(number);
    let kept = setting.services.store.keep_schedule(&schedule, Some(wake));
    assert_eq!(kept.await.expect("a write"), Kept::Done);
}

fn milliseconds(number: u64) -> SignedDuration {
    SignedDuration::from_millis(i64::try_from(number).expect("a small number"))
}

#[tokio::test]
async fn what_is_left_to_others_keeps_nobodys_own_waiting_and_is_done_where_they_died() {
    let mut setting = Setting::with_questions(5).await;
    setting.services.shards = Shards {
        first: 0,
        count: 1,
        total: 2,
    };
    let like = setting.daily(every_day()).await;
    let like = setting.services.store.schedule(like).await;
    let like = like.expect("a read").expect("a schedule");
    setting.organise(DailyCommand::Off).await;
    for number in 1..=OTHERS {
        keep(&setting, &like, server(number, 1), number).await;
    }
    let own = OTHERS + 1;
    keep(&setting, &like, server(own, 0), own).await;

    let now = like.next.expect("a next one").at + SignedDuration::from_secs(1);
    let outcome = due::step(&setting.services, now).await.expect("a step");
    assert_eq!((outcome.claimed, outcome.missed, outcome.failed), (1, 0, 0));
    let again = now + SignedDuration::from_secs(1);
    assert_eq!(outcome.next, Some(again), "it keeps an eye on them");
    let outcome = due::step(&setting.services, again).await.expect("a step");
    assert_eq!(outcome.claimed, 0, "they may be at it");

    let later = now + SignedDuration::from_secs(30);
    let mut claimed = 0;
    for _ in 0..2 {
        let outcome = due::step(&setting.services, later).await.expect("a step");
        claimed += outcome.claimed;
    }
    assert_eq!(claimed, 300);
}
