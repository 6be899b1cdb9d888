//! Which schedules to wake for, and changes of what comes next that do not undo each other.

use super::fixtures::{keep, kept, next, occurrence, schedule, wake};
use crate::domain::id::ScheduleId;
use crate::domain::schedule::{Pause, Schedule};
use crate::store::tests::databases::on_both;
use crate::store::tests::fixtures::{at, guild};
use crate::store::{Kept, Store};

on_both!(
    due_schedules_are_woken_for_in_order,
    a_server_that_left_is_not_woken_for,
    what_comes_next_changes_only_where_it_was_seen,
    of_many_changes_from_the_same_sight_one_counts,
    a_rest_ends_when_somebody_says_so,
);

/// A schedule of a server of its own that posts next on that day.
async fn kept_for(store: &Store, server: u64, number: i32) -> Schedule {
    let schedule = Schedule {
        guild: guild(server),
        next: Some(occurrence(number)),
        ..schedule()
    };
    assert_eq!(keep(store, &schedule).await, Kept::Done);
    schedule
}

async fn due(store: &Store, now: i64, limit: u32) -> Vec<ScheduleId> {
    let due = store.due_schedules(at(now), 0, limit).await;
    due.expect("a read").iter().map(|due| due.id).collect()
}

async fn due_schedules_are_woken_for_in_order(store: Store) {
    assert_eq!(store.next_wake().await.expect("a read"), None);
    let [third, first, second] = [
        kept_for(&store, 1, 3).await,
        kept_for(&store, 2, 1).await,
        kept_for(&store, 3, 2).await,
    ];
    let resting = Schedule {
        guild: guild(4),
        next: None,
        ..schedule()
    };
    assert_eq!(keep(&store, &resting).await, Kept::Done);
    let next_wake = async || store.next_wake().await.expect("a read");
    assert_eq!(next_wake().await, Some(wake(1)));
    assert_eq!(due(&store, 102, 9).await, [], "a moment too early");
    assert_eq!(due(&store, 103, 9).await, [first.id]);
    let all = [first.id, second.id, third.id];
    assert_eq!(due(&store, 999, 9).await, all);
    assert_eq!(due(&store, 999, 2).await, all[..2]);
    let behind = store.due_schedules(at(999), 1, 9).await.expect("a read");
    assert_eq!(behind, [second.clone(), third.clone()]);
    let whole = store.due_schedules(at(103), 0, 1).await.expect("a read");
    assert_eq!(whole, std::slice::from_ref(&first));
    store.end_schedule(first.id, at(104)).await.expect("ended");
    assert_eq!(due(&store, 999, 9).await, all[1..]);
    assert_eq!(next_wake().await, Some(wake(2)));
}

async fn a_server_that_left_is_not_woken_for(store: Store) {
    let schedule = kept_for(&store, 5, 1).await;
    let other = kept_for(&store, 6, 2).await;
    store.server_joined(guild(5), at(0)).await.expect("noted");
    assert_eq!(due(&store, 999, 9).await, [schedule.id, other.id]);
    store.server_left(guild(5), at(1)).await.expect("noted");
    assert_eq!(due(&store, 999, 9).await, [other.id]);
    let next_wake = store.next_wake().await.expect("a read");
    assert_eq!(next_wake, Some(wake(2)), "it would be woken for ever");
    store.server_joined(guild(5), at(2)).await.expect("noted");
    assert_eq!(due(&store, 999, 9).await, [schedule.id, other.id]);
}

async fn set_next(store: &Store, id: ScheduleId, seen: Option<i32>, next: Option<i32>) -> bool {
    let (seen, wake_at) = (seen.map(occurrence), next.map(wake));
    let changed = store
        .set_next(id, seen, next.map(occurrence), wake_at)
        .await;
    changed.expect("no failure")
}

async fn what_comes_next_changes_only_where_it_was_seen(store: Store) {
    let id = kept(&store).await.id;
    assert!(!set_next(&store, id, Some(1), Some(2)).await);
    assert!(!set_next(&store, id, None, Some(2)).await);
    assert_eq!(next(&store, id).await, Some(0));
    // The same date at another time is another sight.
    let mut seen = occurrence(0);
    seen.at += jiff::SignedDuration::from_mins(1);
    let (to, wake_at) = (Some(occurrence(2)), Some(wake(2)));
    let changed = store.set_next(id, Some(seen), to, wake_at).await;
    assert!(!changed.expect("no failure"));
    assert_eq!(next(&store, id).await, Some(0));

    for (seen, to) in [
        (Some(0), Some(2)),
        (Some(2), Some(2)),
        (Some(2), Some(1)),
        (Some(1), None),
        (None, Some(4)),
    ] {
        assert!(set_next(&store, id, seen, to).await);
        assert_eq!(next(&store, id).await, to);
        assert_eq!(store.next_wake().await.expect("a read"), to.map(wake));
    }
    store.end_schedule(id, at(1)).await.expect("stopped");
    assert!(!set_next(&store, id, None, Some(5)).await);
    assert_eq!(next(&store, id).await, None);
    assert_eq!(store.next_wake().await.expect("a read"), None);
}

async fn of_many_changes_from_the_same_sight_one_counts(store: Store) {
    let id = kept(&store).await.id;
    let changes: Vec<_> = (1..=16)
        .map(|number| {
            let store = store.clone();
            tokio::spawn(async move {
                let changed = set_next(&store, id, Some(0), Some(number)).await;
                changed.then_some(number)
            })
        })
        .collect();
    let mut counted = Vec::new();
    for change in changes {
        counted.extend(change.await.expect("no panic"));
    }
    assert_eq!(counted.len(), 1);
    assert_eq!(next(&store, id).await, Some(counted[0]));
}

async fn a_rest_ends_when_somebody_says_so(store: Store) {
    let plain = kept(&store).await;
    let paused = Some(Pause::UntilResumed);
    store
        .pause_schedule(plain.id, paused, at(10), None, None)
        .await
        .expect("paused");
    let resting = Schedule {
        paused,
        effective: at(10),
        next: None,
        ..plain.clone()
    };
    let read = async || store.schedule(plain.id).await.expect("a read");
    assert_eq!(read().await, Some(resting));
    assert_eq!(due(&store, 999, 9).await, []);
    let (next, wake_at) = (Some(occurrence(3)), Some(wake(3)));
    store
        .pause_schedule(plain.id, None, at(20), next, wake_at)
        .await
        .expect("resumed");
    let resumed = Schedule {
        effective: at(20),
        next,
        ..plain.clone()
    };
    assert_eq!(read().await, Some(resumed.clone()));
    assert_eq!(due(&store, 999, 9).await, [plain.id]);

    store.end_schedule(plain.id, at(30)).await.expect("stopped");
    store
        .pause_schedule(plain.id, None, at(40), next, wake_at)
        .await
        .expect("nothing to resume");
    let stopped = Schedule {
        ended: true,
        next: None,
        ..resumed
    };
    assert_eq!(read().await, Some(stopped));
    assert_eq!(due(&store, 999, 9).await, []);
}
