//! Plans for single dates, and what was passed over.

use super::fixtures::{day, kept, post, schedule_id};
use crate::domain::question::QuestionId;
use crate::store::tests::databases::on_both;
use crate::store::{Plan, Store};

on_both!(
    a_plan_comes_back_as_it_was_made,
    what_was_passed_over_is_remembered,
    not_everything_is_remembered,
);

fn ids(slugs: &[&str]) -> Vec<QuestionId> {
    let id = |slug: &&str| format!("guild-1/{slug}").parse().expect("an id");
    slugs.iter().map(id).collect()
}

async fn a_plan_comes_back_as_it_was_made(store: Store) {
    let schedule = kept(&store).await.id;
    let planned = async |number| store.plan(schedule, day(number)).await.expect("a read");
    assert_eq!(planned(0).await, Plan::default());
    for (chosen, skipped) in [
        (Some("b"), vec!["a", "c"]),
        (None, vec!["c"]),
        (Some("a"), vec![]),
        (None, vec![]),
    ] {
        let plan = Plan {
            question: chosen.map(|slug| ids(&[slug]).remove(0)),
            skipped: ids(&skipped),
        };
        let done = store.set_plan(schedule, day(0), &plan).await;
        done.expect("planned");
        assert_eq!(planned(0).await, plan);
        assert_eq!(planned(1).await, Plan::default());
    }
    let of_nothing = store.plan(schedule_id(), day(0)).await;
    assert_eq!(of_nothing.expect("a read"), Plan::default());
}

async fn skip(store: &Store, schedule: crate::domain::id::ScheduleId, number: i32, slugs: &[&str]) {
    let plan = Plan {
        question: None,
        skipped: ids(slugs),
    };
    let done = store.set_plan(schedule, day(number), &plan).await;
    done.expect("planned");
}

async fn what_was_passed_over_is_remembered(store: Store) {
    let daily = kept(&store).await;
    let skipped = async || {
        let skipped = store.skipped_lately(daily.id).await;
        skipped.expect("a read")
    };
    assert_eq!(skipped().await, []);
    skip(&store, daily.id, -2, &["a", "b"]).await;
    skip(&store, daily.id, -1, &[]).await;
    skip(&store, daily.id, 0, &["c", "d"]).await;
    // The day 0 comes next: what was passed over for it is in its own plan.
    assert_eq!(skipped().await, ids(&["b", "a"]));
    let done = store.claim_post(&post(&daily, 0, "x")).await;
    done.expect("posted");
    assert_eq!(skipped().await, ids(&["d", "c", "b", "a"]));
    // Each once, where it was passed over last.
    skip(&store, daily.id, -1, &["d", "a"]).await;
    assert_eq!(skipped().await, ids(&["d", "c", "a", "b"]));
    skip(&store, daily.id, 1, &["e"]).await;
    assert_eq!(skipped().await, ids(&["d", "c", "a", "b"]));
    let others = store.skipped_lately(schedule_id()).await;
    assert_eq!(others.expect("a read"), []);
}

async fn not_everything_is_remembered(store: Store) {
    let daily = kept(&store).await;
    for number in 1..=3 {
        let slugs: Vec<_> = (0..200).map(|it| format!("q{number}-{it}")).collect();
        let slugs: Vec<_> = slugs.iter().map(String::as_str).collect();
        skip(&store, daily.id, -number, &slugs).await;
    }
    let skipped = store.skipped_lately(daily.id).await.expect("a read");
    assert_eq!(skipped.len(), 500);
    assert_eq!(skipped[0], ids(&["q1-199"])[0]);
    assert_eq!(skipped[499], ids(&["q3-100"])[0]);
}
