//! Schedules: kept, changed, stopped, brought back, and never two for the same day of a channel.

use super::fixtures::{day, days, keep, kept, occurrence, schedule, schedule_id, wake};
use crate::domain::id::{RoleId, ScheduleId};
use crate::domain::schedule::{Answers, Cause, Days, Pause, RevealAfter, Schedule, Trouble};
use crate::domain::select::Filter;
use crate::store::tests::databases::on_both;
use crate::store::tests::fixtures::{CHANNEL, GUILD, at, channel, guild};
use crate::store::{Kept, SCHEDULES_PER_SERVER, Store};

on_both!(
    a_schedule_comes_back_as_it_was_kept,
    schedules_of_a_channel_share_no_day,
    of_many_that_overlap_one_is_kept,
    a_server_has_so_many_schedules,
    a_stopped_schedule_makes_room_and_may_come_back,
    every_schedule_is_met_once,
    trouble_is_news_once,
);

async fn read(store: &Store, id: ScheduleId) -> Option<Schedule> {
    store.schedule(id).await.expect("a read")
}

async fn a_schedule_comes_back_as_it_was_kept(store: Store) {
    let plain = kept(&store).await;
    assert_eq!(read(&store, plain.id).await, Some(plain.clone()));
    let told = Trouble {
        cause: Cause::MayNot,
        since: at(7),
        told: Some(at(8)),
    };
    let untold = Trouble {
        told: None,
        ..told.clone()
    };
    for (paused, trouble, next) in [
        (Some(Pause::UntilResumed), Some(told), None),
        (Some(Pause::Until(day(40))), Some(untold), Some(40)),
        (None, None, Some(1)),
    ] {
        let changed = Schedule {
            channel: channel(u64::MAX),
            days: days("mon,wed"),
            zone: "Pacific/Kiritimati".to_owned(),
            filter: Filter::default(),
            role: None,
            reveal_after: RevealAfter::hours(72).expect("in range"),
            answers: Answers::Open,
            effective: at(60),
            paused,
            next: next.map(occurrence),
            trouble,
            ..plain.clone()
        };
        assert_eq!(keep(&store, &changed).await, Kept::Done);
        assert_eq!(read(&store, plain.id).await, Some(changed.clone()));
        let all = store.schedules_of(plain.guild).await.expect("a read");
        assert_eq!(all, [changed]);
        let wakes = store.next_wake().await.expect("a read");
        assert_eq!(wakes, next.map(wake));
    }
    assert_eq!(read(&store, schedule_id()).await, None);
    assert_eq!(store.schedules_of(guild(1)).await.expect("a read"), []);
}

/// Another schedule in the same channel on these days.
fn on(text: &str) -> Schedule {
    Schedule {
        days: days(text),
        ..schedule()
    }
}

async fn schedules_of_a_channel_share_no_day(store: Store) {
    let mut first = on("mon,tue");
    let second = on("thu,fri");
    for schedule in [&first, &second] {
        assert_eq!(keep(&store, schedule).await, Kept::Done);
    }
    let third = on("tue,wed,thu");
    let overlaps = Kept::Overlaps(Box::new(first.clone()));
    assert_eq!(keep(&store, &third).await, overlaps);
    assert_eq!(read(&store, third.id).await, None);
    // Itself is in nobody's way, unless it grows into the other.
    first.days = days("mon,tue,wed");
    assert_eq!(keep(&store, &first).await, Kept::Done);
    let grown = Schedule {
        days: Days::WEEKDAYS,
        ..first.clone()
    };
    let overlaps = Kept::Overlaps(Box::new(second));
    assert_eq!(keep(&store, &grown).await, overlaps);
    assert_eq!(read(&store, first.id).await, Some(first.clone()));
    // Other channels and servers have their own days.
    let elsewhere = Schedule {
        channel: channel(1),
        ..on("mon")
    };
    let of_others = Schedule {
        guild: guild(1),
        ..on("mon")
    };
    for schedule in [&elsewhere, &of_others] {
        assert_eq!(keep(&store, schedule).await, Kept::Done);
    }
    // It can't be moved into a channel whose days are taken either.
    let moved = Schedule {
        channel: channel(CHANNEL),
        ..elsewhere
    };
    let overlaps = Kept::Overlaps(Box::new(first));
    assert_eq!(keep(&store, &moved).await, overlaps);
}

async fn of_many_that_overlap_one_is_kept(store: Store) {
    // Several times, since the first connections come one by one.
    for server in (1..=8).map(guild) {
        let keepers: Vec<_> = (0..10)
            .map(|_| {
                let schedule = Schedule {
                    guild: server,
                    ..on("mon,wed")
                };
                let store = store.clone();
                tokio::spawn(async move { (schedule.id, keep(&store, &schedule).await) })
            })
            .collect();
        let (mut done, mut others) = (Vec::new(), Vec::new());
        for keeper in keepers {
            match keeper.await.expect("no panic") {
                (id, Kept::Done) => done.push(id),
                (_, Kept::Overlaps(other)) => others.push(other.id),
                (_, Kept::TooMany) => panic!("there is room"),
            }
        }
        assert_eq!((done.len(), others.len()), (1, 9));
        assert!(others.iter().all(|other| *other == done[0]));
        let all = store.schedules_of(server).await.expect("a read");
        assert_eq!(all.len(), 1);
    }
}

async fn a_server_has_so_many_schedules(store: Store) {
    let in_channel = |number: u64| Schedule {
        channel: channel(number),
        ..schedule()
    };
    let most = u64::try_from(SCHEDULES_PER_SERVER).expect("a small number");
    let mut all = Vec::new();
    for number in 1..=most {
        let schedule = in_channel(number);
        assert_eq!(keep(&store, &schedule).await, Kept::Done);
        all.push(schedule);
    }
    let superfluous = in_channel(most + 1);
    assert_eq!(keep(&store, &superfluous).await, Kept::TooMany);
    let changed = Schedule {
        role: RoleId::new(5),
        ..all[3].clone()
    };
    assert_eq!(keep(&store, &changed).await, Kept::Done);
    let of_others = Schedule {
        guild: guild(1),
        ..schedule()
    };
    assert_eq!(keep(&store, &of_others).await, Kept::Done);
    store.end_schedule(all[7].id, at(1)).await.expect("stopped");
    assert_eq!(keep(&store, &superfluous).await, Kept::Done);
    assert_eq!(keep(&store, &all[7]).await, Kept::TooMany);
}

async fn a_stopped_schedule_makes_room_and_may_come_back(store: Store) {
    let (guild, place) = (guild(GUILD), channel(CHANNEL));
    let latest = async |days| {
        let found = store.ended_schedule(guild, place, days).await;
        found.expect("a read").map(|schedule| schedule.id)
    };
    let first = kept(&store).await;
    assert_eq!(latest(Days::EVERY_DAY).await, None);
    store.end_schedule(first.id, at(10)).await.expect("stopped");
    store.end_schedule(first.id, at(99)).await.expect("again");
    let stopped = Schedule {
        ended: true,
        next: None,
        ..first.clone()
    };
    assert_eq!(read(&store, first.id).await, Some(stopped));
    assert_eq!(store.schedules_of(guild).await.expect("a read"), []);
    assert_eq!(store.next_wake().await.expect("a read"), None);

    let second = kept(&store).await;
    store
        .end_schedule(second.id, at(20))
        .await
        .expect("stopped");
    assert_eq!(latest(Days::EVERY_DAY).await, Some(second.id));
    assert_eq!(latest(Days::WEEKDAYS).await, None);
    let nowhere = store.ended_schedule(guild, channel(1), Days::EVERY_DAY);
    assert_eq!(nowhere.await.expect("a read"), None);

    assert_eq!(keep(&store, &first).await, Kept::Done);
    assert_eq!(read(&store, first.id).await, Some(first.clone()));
    let all = store.schedules_of(guild).await.expect("a read");
    assert_eq!(all, [first]);
}

async fn every_schedule_is_met_once(store: Store) {
    let mut expected = Vec::new();
    for number in 1..=7 {
        let schedule = Schedule {
            guild: guild(number),
            ..schedule()
        };
        assert_eq!(keep(&store, &schedule).await, Kept::Done);
        expected.push(schedule);
    }
    let stopped = expected.remove(4);
    store
        .end_schedule(stopped.id, at(1))
        .await
        .expect("stopped");
    let (mut met, mut after) = (Vec::new(), None);
    loop {
        let page = store.schedules_after(after, 2).await.expect("a read");
        let Some(last) = page.last() else { break };
        assert!(page.len() <= 2);
        after = Some(last.id);
        met.extend(page);
    }
    assert_eq!(met, expected);
}

async fn trouble_is_news_once(store: Store) {
    let id = kept(&store).await.id;
    let trouble = async || read(&store, id).await.expect("a schedule").trouble;
    let is_news = async |cause, now| {
        let news = store.in_trouble(id, cause, at(now)).await;
        news.expect("noted")
    };
    assert!(!store.trouble_over(id).await.expect("noted"));
    store.trouble_told(id, at(1)).await.expect("nothing to do");
    assert_eq!(trouble().await, None);

    assert!(is_news(Cause::MayNot, 10).await);
    assert!(!is_news(Cause::MayNot, 11).await);
    store.trouble_told(id, at(12)).await.expect("noted");
    assert!(!is_news(Cause::MayNot, 13).await);
    let expected = Trouble {
        cause: Cause::MayNot,
        since: at(10),
        told: Some(at(12)),
    };
    assert_eq!(trouble().await, Some(expected));

    for (now, cause) in (20..).zip(Cause::ALL) {
        assert!(is_news(cause, now).await, "{cause:?}");
        let expected = Trouble {
            cause,
            since: at(now),
            told: None,
        };
        assert_eq!(trouble().await, Some(expected));
    }
    assert!(store.trouble_over(id).await.expect("noted"));
    assert!(!store.trouble_over(id).await.expect("noted"));
    assert_eq!(trouble().await, None);
    let nobody = store.in_trouble(schedule_id(), Cause::MayNot, at(1)).await;
    assert!(!nobody.expect("nothing to note"));
}
