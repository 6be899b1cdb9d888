//! Jobs: claimed by one, tried again, finished.

use super::databases::on_both;
use super::fixtures::{at, due, job};
use crate::store::{JobKind, Store};

on_both!(
    a_job_is_claimed_by_one_at_a_time,
    a_failed_job_comes_again,
    a_job_is_stored_once,
    of_many_claims_one_succeeds,
);

async fn a_job_is_claimed_by_one_at_a_time(store: Store) {
    let new = job(JobKind::Drill, 5);
    store.add_job(&new, at(10)).await.expect("a job");
    assert_eq!(store.next_job_due().await.expect("a read"), Some(at(10)));
    assert_eq!(
        store
            .claim_job(new.id, "us", at(9), at(70))
            .await
            .expect("not due"),
        None
    );
    let claimed = store
        .claim_job(new.id, "us", at(10), at(70))
        .await
        .expect("a claim");
    let claimed = claimed.expect("it is free");
    assert_eq!((claimed.tries, claimed.work.clone()), (1, new.clone()));
    assert!(!format!("{claimed:?}").contains("secret-token"));
    assert_eq!(
        store
            .claim_job(new.id, "us", at(69), at(99))
            .await
            .expect("taken"),
        None
    );
    assert_eq!(due(&store, at(69), 9).await, []);
    assert_eq!(store.next_job_due().await.expect("a read"), Some(at(70)));
    assert_eq!(due(&store, at(70), 9).await, [new.id]);
    let again = store
        .claim_job(new.id, "us", at(70), at(99))
        .await
        .expect("a claim");
    assert_eq!(again.map(|job| job.tries), Some(2));
    store.finish_job(new.id).await.expect("finished");
    store.finish_job(new.id).await.expect("finished twice");
    assert_eq!(
        store
            .claim_job(new.id, "us", at(999), at(1999))
            .await
            .expect("gone"),
        None
    );
    assert_eq!(store.next_job_due().await.expect("a read"), None);
}

async fn a_failed_job_comes_again(store: Store) {
    let new = job(JobKind::Erase, 0);
    store.add_job(&new, at(0)).await.expect("a job");
    store
        .claim_job(new.id, "us", at(0), at(60))
        .await
        .expect("a claim");
    let error = "é".repeat(2_000);
    store
        .fail_job(new.id, &error, at(30))
        .await
        .expect("given back");
    assert_eq!(due(&store, at(29), 9).await, []);
    assert_eq!(
        store
            .claim_job(new.id, "us", at(29), at(60))
            .await
            .expect("not due"),
        None
    );
    let again = store
        .claim_job(new.id, "us", at(30), at(90))
        .await
        .expect("a claim")
        .expect("due");
    assert_eq!((again.tries, again.error.as_str()), (2, &*"é".repeat(500)));
}

async fn a_job_is_stored_once(store: Store) {
    let jobs = [job(JobKind::Coach, 1), job(JobKind::Coach, 2)];
    store.add_jobs(&jobs, at(0)).await.expect("jobs");
    store.add_job(&jobs[0], at(5)).await.expect("known");
    let ids = [jobs[0].id, jobs[1].id];
    assert_eq!(due(&store, at(0), 9).await, ids);
    assert_eq!(due(&store, at(0), 1).await, ids[..1]);
}

async fn of_many_claims_one_succeeds(store: Store) {
    let new = job(JobKind::Drill, 5);
    store.add_job(&new, at(0)).await.expect("a job");
    let claims: Vec<_> = (0..16)
        .map(|_| {
            let (store, id) = (store.clone(), new.id);
            tokio::spawn(async move { store.claim_job(id, "us", at(1), at(60)).await })
        })
        .collect();
    let mut successes = 0;
    for claim in claims {
        let claimed = claim.await.expect("no panic").expect("no failure");
        successes += usize::from(claimed.is_some());
    }
    assert_eq!(successes, 1);
}
