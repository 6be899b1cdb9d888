//! The ledger: one post a schedule and date, claimed all or nothing.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

use jiff::SignedDuration;

use super::fixtures::{
    background, claim, day, keep, kept, next, occurrence, post, post_id, schedule, sessions, wake,
};
use crate::domain::schedule::{Answers, Occurrence, Post, Schedule};
use crate::domain::session::SessionKind;
use crate::store::tests::databases::on_both;
use crate::store::tests::fixtures::{CHANNEL, at, channel, question, stored_card};
use crate::store::{Claimed, Kept, NewPost, Plan, Planned, Store, StoreError};

on_both!(
    a_claimed_post_comes_back_as_it_was_stored,
    of_many_claimers_one_posts,
    a_missed_post_may_be_claimed,
    a_claimed_post_is_never_missed,
    a_post_moves_its_schedule_forward_only,
    a_post_leaves_a_time_alone_that_was_changed_meanwhile,
    a_claim_uses_up_what_was_planned,
    a_claim_that_fails_leaves_nothing,
    a_claim_that_is_cut_off_leaves_all_or_nothing,
);

async fn a_claimed_post_comes_back_as_it_was_stored(store: Store) {
    let schedule = kept(&store).await;
    let new = NewPost {
        late: true,
        ..post(&schedule, 0, "a")
    };
    let card = claim(&store, &new).await;
    assert_eq!((card.id, card.position), (new.session.card.id, 0));
    assert_eq!(card.session.kind, SessionKind::Daily);
    assert_eq!(card.session.starter, None);
    assert_eq!(card.question, question("a"));
    assert_eq!(
        store.card(card.id).await.expect("a read"),
        Some(card.clone())
    );

    let expected = Post {
        id: new.id,
        schedule: schedule.id,
        date: day(0),
        due: at(0),
        card: Some(card.id),
        late: true,
        answers: Answers::AfterOwn,
        reveal_at: at(80),
        revealed: None,
        tries: 0,
        error: String::new(),
    };
    let by_id = store.post(new.id).await;
    let on = store.post_on(schedule.id, day(0)).await.expect("a read");
    let of_card = store.post_of_card(card.id).await.expect("a read");
    assert_eq!(by_id.expect("a read").as_ref(), Some(&expected));
    assert_eq!(on.as_ref(), Some(&expected));
    assert_eq!(of_card.as_ref(), Some(&expected));
    assert_eq!(background(&store).await, [new.jobs[0].id]);
    assert_eq!(next(&store, schedule.id).await, Some(1));
    assert_eq!(store.next_wake().await.expect("a read"), Some(wake(1)));

    // The same again, as after a crash that hid the outcome.
    let again = store.claim_post(&new).await.expect("no failure");
    assert_eq!(again, Claimed::Already(expected));
    for nothing in [
        store.post(post_id()).await,
        store.post_on(schedule.id, day(1)).await,
        store.post_of_card(stored_card(&store, "b").await.id).await,
    ] {
        assert_eq!(nothing.expect("a read"), None);
    }
}

async fn of_many_claimers_one_posts(store: Store) {
    let schedule = kept(&store).await;
    for number in 0..5 {
        let claimers: Vec<_> = (0..16)
            .map(|_| {
                let store = store.clone();
                let new = post(&schedule, number, "a");
                tokio::spawn(async move {
                    let claimed = store.claim_post(&new).await.expect("no failure");
                    match claimed {
                        Claimed::New(card) => (true, card.id),
                        Claimed::Already(post) => (false, post.card.expect("claimed")),
                        Claimed::Replanned => panic!("nothing was planned"),
                    }
                })
            })
            .collect();
        let (mut first, mut cards) = (0, std::collections::BTreeSet::new());
        for claimer in claimers {
            let (is_first, card) = claimer.await.expect("no panic");
            first += usize::from(is_first);
            cards.insert(card);
        }
        assert_eq!((first, cards.len()), (1, 1), "day {number}");
        assert_eq!(next(&store, schedule.id).await, Some(number + 1));
    }
    // What the others had prepared is not there.
    assert_eq!(background(&store).await.len(), 5);
    let asked = store.posted_in(channel(CHANNEL)).await.expect("a read");
    assert_eq!(asked.len(), 5);
    assert_eq!(sessions(&store).await, 5);
}

async fn a_missed_post_may_be_claimed(store: Store) {
    let schedule = kept(&store).await;
    let missed = post_id();
    store
        .miss_post(
            missed,
            schedule.id,
            day(0),
            at(0),
            "away",
            at(9),
            Some(occurrence(1)),
            Some(wake(1)),
        )
        .await
        .expect("noted");
    let found = store.post_on(schedule.id, day(0)).await.expect("a read");
    let found = found.expect("noted");
    assert_eq!((found.id, found.card), (missed, None));
    assert_eq!((found.error.as_str(), found.due), ("away", at(0)));
    assert_eq!(found.answers, schedule.answers);
    assert_eq!(next(&store, schedule.id).await, Some(1));

    let new = NewPost {
        due: at(40),
        ..post(&schedule, 0, "a")
    };
    let card = claim(&store, &new).await;
    let found = store.post_on(schedule.id, day(0)).await.expect("a read");
    let found = found.expect("claimed");
    assert_eq!((found.id, found.card), (new.id, Some(card.id)));
    assert_eq!((found.error.as_str(), found.due), ("", at(40)));
    assert_eq!(store.post(missed).await.expect("a read"), None);
    assert_eq!(next(&store, schedule.id).await, Some(1));
}

async fn a_claimed_post_is_never_missed(store: Store) {
    let schedule = kept(&store).await;
    let new = post(&schedule, 0, "a");
    let card = claim(&store, &new).await;
    for _ in 0..2 {
        let (next, wake_at) = (Some(occurrence(1)), Some(wake(1)));
        store
            .miss_post(
                post_id(),
                schedule.id,
                day(0),
                at(0),
                "why",
                at(9),
                next,
                wake_at,
            )
            .await
            .expect("nothing to note");
    }
    let found = store.post_on(schedule.id, day(0)).await.expect("a read");
    let found = found.expect("claimed");
    assert_eq!((found.id, found.card), (new.id, Some(card.id)));
    assert_eq!(found.error, "");
}

async fn a_post_moves_its_schedule_forward_only(store: Store) {
    let schedule = kept(&store).await;
    claim(&store, &post(&schedule, 0, "a")).await;
    claim(&store, &post(&schedule, 1, "b")).await;
    assert_eq!(next(&store, schedule.id).await, Some(2));
    // Somebody who was slow.
    let late = store.claim_post(&post(&schedule, 0, "c")).await;
    assert!(matches!(late, Ok(Claimed::Already(_))), "{late:?}");
    assert_eq!(next(&store, schedule.id).await, Some(2));
    let (slow, wake_at) = (Some(occurrence(1)), Some(wake(1)));
    store
        .miss_post(
            post_id(),
            schedule.id,
            day(0),
            at(0),
            "why",
            at(9),
            slow,
            wake_at,
        )
        .await
        .expect("nothing to note");
    assert_eq!(next(&store, schedule.id).await, Some(2));
    // What comes after a date is never that date again.
    let stuck = NewPost {
        next: Some(occurrence(2)),
        ..post(&schedule, 2, "d")
    };
    claim(&store, &stuck).await;
    assert_eq!(next(&store, schedule.id).await, Some(2));
    claim(&store, &post(&schedule, 3, "e")).await;
    assert_eq!(next(&store, schedule.id).await, Some(4));
    // The last one.
    let last = NewPost {
        next: None,
        wake_at: None,
        ..post(&schedule, 4, "f")
    };
    claim(&store, &last).await;
    assert_eq!(next(&store, schedule.id).await, None);
    assert_eq!(store.next_wake().await.expect("a read"), None);
    // A schedule that rests is not woken by a post.
    claim(&store, &post(&schedule, 5, "g")).await;
    assert_eq!(next(&store, schedule.id).await, None);
    assert_eq!(store.next_wake().await.expect("a read"), None);
}

async fn a_post_leaves_a_time_alone_that_was_changed_meanwhile(store: Store) {
    let mut schedule = kept(&store).await;
    let before = post(&schedule, 0, "a");
    // While somebody is about to claim it, an organiser moves the day 0 to 40 s later, and with
    // it all that follow.
    let later = |number| Occurrence {
        at: occurrence(number).at + SignedDuration::from_secs(40),
        ..occurrence(number)
    };
    schedule.next = Some(later(0));
    assert_eq!(keep(&store, &schedule).await, Kept::Done);
    claim(&store, &before).await;
    let next = async || {
        let found = store.schedule(schedule.id).await.expect("a read");
        found.expect("a schedule").next
    };
    assert_eq!(next().await, Some(later(0)), "not the day 1 as of before");
    // At the new time the date is taken, and all goes on as it was changed.
    let mut woken = NewPost {
        due: later(0).at,
        next: Some(later(1)),
        wake_at: Some(later(1).at),
        ..post(&schedule, 0, "b")
    };
    woken.session.now = at(43);
    let taken = store.claim_post(&woken).await.expect("no failure");
    assert!(matches!(taken, Claimed::Already(_)), "{taken:?}");
    assert_eq!(next().await, Some(later(1)));
    // What is past is left behind at any rate, or it would be woken for again and again.
    let mut slow = post(&schedule, 1, "c");
    slow.session.now = later(1).at;
    claim(&store, &slow).await;
    assert_eq!(next().await, Some(occurrence(2)));
    // A post that is made before its hour takes its place.
    let mut early = post(&schedule, 2, "d");
    early.session.now = at(150);
    claim(&store, &early).await;
    assert_eq!(next().await, Some(occurrence(3)));
}

async fn a_claim_uses_up_what_was_planned(store: Store) {
    let schedule = kept(&store).await;
    let plan = Plan {
        question: Some("core/b".parse().expect("an id")),
        skipped: vec!["core/c".parse().expect("an id")],
    };
    for number in [0, 1] {
        store
            .set_plan(schedule.id, day(number), &plan)
            .await
            .expect("planned");
    }
    // Whoever saw another plan has to look again; until then nobody has the post.
    let unaware = store.claim_post(&post(&schedule, 0, "a")).await;
    assert_eq!(unaware.expect("no failure"), Claimed::Replanned);
    assert_eq!(sessions(&store).await, 0);
    assert_eq!(background(&store).await, []);
    let none = store.post_on(schedule.id, day(0)).await;
    assert_eq!(none.expect("a read"), None);
    assert_eq!(next(&store, schedule.id).await, Some(0));

    claim(&store, &aware(&schedule, 0, "b", day(0))).await;
    let left = store.plan(schedule.id, day(0)).await.expect("a read");
    let expected = Plan {
        question: None,
        skipped: plan.skipped.clone(),
    };
    assert_eq!(left, expected, "what was passed over stays known");
    let other = store.plan(schedule.id, day(1)).await.expect("a read");
    assert_eq!(other, plan);
    // Today's post asks what was planned for another day, which is used up by it.
    let instead = aware(&schedule, -1, "b", day(1));
    claim(&store, &instead).await;
    let left = store.plan(schedule.id, day(1)).await.expect("a read");
    assert_eq!(left, expected);
}

/// A claim by somebody who saw that `core/b` is planned for that date.
fn aware(schedule: &Schedule, number: i32, slug: &str, date: jiff::civil::Date) -> NewPost {
    NewPost {
        planned: Planned {
            date,
            question: Some("core/b".parse().expect("an id")),
        },
        ..post(schedule, number, slug)
    }
}

async fn a_claim_that_fails_leaves_nothing(store: Store) {
    let daily = kept(&store).await;
    // Its card can't be stored: the id is taken.
    let taken = stored_card(&store, "x").await;
    let mut broken = post(&daily, 0, "a");
    broken.session.card.id = taken.id;
    let failed = store.claim_post(&broken).await;
    assert!(matches!(failed, Err(StoreError::Conflict(_))), "{failed:?}");
    assert_eq!(store.post(broken.id).await.expect("a read"), None);
    assert_eq!(background(&store).await, []);
    assert_eq!(sessions(&store).await, 1);
    assert_eq!(next(&store, daily.id).await, Some(0));
    // The next one finds the date free.
    claim(&store, &post(&daily, 0, "a")).await;

    let unknown = post(&schedule(), 0, "a");
    let failed = store.claim_post(&unknown).await;
    assert!(
        matches!(failed, Err(StoreError::Missing("schedule"))),
        "{failed:?}"
    );
    assert_eq!(sessions(&store).await, 2);
}

/// Lets a future make so many steps, and drops it: as when the process dies there.
async fn steps<T>(number: usize, future: impl Future<Output = T>) -> Option<T> {
    let mut future = pin!(future);
    let mut left = number;
    poll_fn(|context| {
        if left == 0 {
            return Poll::Ready(None);
        }
        left -= 1;
        future.as_mut().poll(context).map(Some)
    })
    .await
}

async fn a_claim_that_is_cut_off_leaves_all_or_nothing(store: Store) {
    const MORE_THAN_ITS_STEPS: i32 = 32;
    let schedule = kept(&store).await;
    let mut cut_off = 0;
    for number in 0..MORE_THAN_ITS_STEPS {
        let new = post(&schedule, number, "a");
        let after = usize::try_from(number).expect("positive");
        let outcome = steps(after, store.claim_post(&new)).await;
        cut_off += usize::from(outcome.is_none());
        // Somebody takes it up, and finds it free or whole.
        let again = post(&schedule, number, "a");
        let card = match store.claim_post(&again).await.expect("no failure") {
            Claimed::New(card) => card.id,
            Claimed::Already(post) => {
                assert_eq!(post.id, new.id);
                post.card.expect("claimed")
            }
            Claimed::Replanned => panic!("nothing was planned"),
        };
        assert!(store.card(card).await.expect("a read").is_some());
        assert_eq!(background(&store).await.len(), after + 1);
        assert_eq!(sessions(&store).await, i64::from(number + 1));
        assert_eq!(next(&store, schedule.id).await, Some(number + 1));
    }
    assert!(cut_off > 1, "nothing was cut off");
}
