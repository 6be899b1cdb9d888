//! Plans for single dates, and what was passed over.

use super::fixtures::{claim, day, kept, occurrence, post, schedule_id, wake};
use crate::domain::question::QuestionId;
use crate::store::tests::databases::on_both;
use crate::store::{Claimed, NewPost, Plan, Planned, Store};

on_both!(
    a_plan_comes_back_as_it_was_made,
    what_was_passed_over_is_remembered,
    not_everything_is_remembered,
    a_choice_goes_to_the_next_date_without_a_post,
    a_choice_beside_a_claim_is_never_lost,
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

async fn a_choice_goes_to_the_next_date_without_a_post(store: Store) {
    let daily = kept(&store).await;
    let [wanted] = ids(&["wanted"]).try_into().expect("one");
    let later = [0, 1, 2, 3].map(occurrence);
    let choose = async || {
        let chosen = store.plan_next(daily.id, &wanted, &later).await;
        chosen.expect("no failure")
    };
    skip(&store, daily.id, 0, &["a"]).await;
    assert_eq!(choose().await, Some(occurrence(0)));
    let plan = store.plan(daily.id, day(0)).await.expect("a read");
    assert_eq!(plan.question.as_ref(), Some(&wanted));
    assert_eq!(plan.skipped, ids(&["a"]), "what was passed over stays");
    let new = NewPost {
        planned: Planned {
            date: day(0),
            question: Some(wanted.clone()),
        },
        ..post(&daily, 0, "wanted")
    };
    claim(&store, &new).await;
    assert_eq!(choose().await, Some(occurrence(1)), "the schedule went on");
    let used_up = store.plan(daily.id, day(0)).await.expect("a read");
    assert_eq!(used_up.question, None);
    // Where the schedule's own note is behind the ledger, the ledger is right.
    let back = (Some(occurrence(1)), Some(occurrence(0)), Some(wake(0)));
    let set = store.set_next(daily.id, back.0, back.1, back.2).await;
    assert!(set.expect("no failure"));
    assert_eq!(choose().await, Some(occurrence(1)));
    let used_up = store.plan(daily.id, day(0)).await.expect("a read");
    assert_eq!(used_up.question, None);
    store.end_schedule(daily.id, wake(1)).await.expect("ended");
    assert_eq!(choose().await, None);
    let nothing = store.plan_next(schedule_id(), &wanted, &later).await;
    assert_eq!(nothing.expect("no failure"), None);
}

async fn a_choice_beside_a_claim_is_never_lost(store: Store) {
    let daily = kept(&store).await;
    let later = [0, 1, 2, 3, 4, 5, 6, 7, 8].map(occurrence);
    for number in 0..8 {
        let [wanted] = ids(&[&format!("wanted-{number}")]).try_into().expect("one");
        let claiming = tokio::spawn({
            let (store, daily) = (store.clone(), daily.clone());
            async move {
                loop {
                    let plan = store.plan(daily.id, day(number)).await.expect("a read");
                    let slug = if plan.question.is_some() {
                        "chosen"
                    } else {
                        "picked"
                    };
                    let mut new = post(&daily, number, slug);
                    new.planned.question = plan.question.clone();
                    match store.claim_post(&new).await.expect("no failure") {
                        Claimed::New(_) => return plan.question,
                        Claimed::Already(post) => panic!("{post:?}"),
                        Claimed::Replanned => {}
                    }
                }
            }
        });
        let chosen = store.plan_next(daily.id, &wanted, &later).await;
        let chosen = chosen.expect("no failure").expect("a date");
        let asked = claiming.await.expect("no panic");
        if chosen == occurrence(number) {
            assert_eq!(asked, Some(wanted), "day {number} asks it");
        } else {
            assert_eq!(chosen, occurrence(number + 1));
            let plan = store.plan(daily.id, chosen.date).await.expect("a read");
            assert_eq!(plan.question, Some(wanted), "the day after will");
        }
    }
}
