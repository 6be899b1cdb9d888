//! Turns between processes.

use jiff::{SignedDuration, Timestamp};

use super::databases::on_both;
use super::fixtures::at;
use crate::store::Store;

on_both!(
    a_turn_is_free_after_its_pause,
    turns_of_many_are_never_closer_than_the_pause,
    a_wrong_clock_binds_nobody,
);

const PAUSE: SignedDuration = SignedDuration::from_secs(5);

async fn take(store: &Store, name: &str, now: Timestamp) -> Option<Timestamp> {
    let taken = store.take_turn(name, now, PAUSE).await;
    taken.expect("no failure")
}

async fn a_turn_is_free_after_its_pause(store: Store) {
    assert_eq!(take(&store, "identify 0", at(0)).await, None);
    assert_eq!(take(&store, "identify 0", at(0)).await, Some(at(5)));
    assert_eq!(take(&store, "identify 0", at(4)).await, Some(at(5)));
    assert_eq!(take(&store, "identify 1", at(4)).await, None, "its own");
    assert_eq!(take(&store, "identify 0", at(5)).await, None);
    assert_eq!(take(&store, "identify 0", at(5)).await, Some(at(10)));
    assert_eq!(take(&store, "identify 0", at(100)).await, None);
}

/// Each claimer has a clock of its own, which stands until it is told to wait.
async fn turns_of_many_are_never_closer_than_the_pause(store: Store) {
    const CLAIMERS: i64 = 8;
    const TURNS: usize = 4;
    let pause = SignedDuration::from_secs(1);
    let claimers: Vec<_> = (0..CLAIMERS)
        .map(|claimer| {
            let store = store.clone();
            tokio::spawn(async move {
                let mut now = at(0) + SignedDuration::from_millis(claimer * 130);
                let mut taken = Vec::new();
                while taken.len() < TURNS {
                    let answer = store.take_turn("identify", now, pause).await;
                    match answer.expect("no failure") {
                        None => taken.push(now),
                        Some(free) => {
                            assert!(free > now, "asking again at once would be of no use");
                            now = free;
                        }
                    }
                }
                taken
            })
        })
        .collect();
    let mut taken = Vec::new();
    for claimer in claimers {
        taken.extend(claimer.await.expect("no panic"));
    }
    taken.sort();
    assert_eq!(taken.len(), TURNS * 8);
    for two in taken.windows(2) {
        assert!(two[1].duration_since(two[0]) >= pause, "{two:?}");
    }
}

async fn a_wrong_clock_binds_nobody(store: Store) {
    let ahead = SignedDuration::from_secs(50);
    assert_eq!(take(&store, "a", at(0) + ahead).await, None);
    let free = Some(at(5) + ahead);
    assert_eq!(take(&store, "a", at(0)).await, free, "clocks may differ");
    let next_year = SignedDuration::from_hours(24 * 365);
    assert_eq!(take(&store, "b", at(0) + next_year).await, None);
    assert_eq!(take(&store, "b", at(0)).await, None);
    assert_eq!(take(&store, "b", at(1)).await, Some(at(5)));
}
