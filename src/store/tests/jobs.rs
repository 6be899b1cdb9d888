//! Jobs: claimed by one, tried again, finished.

use super::databases::on_both;
use super::fixtures::{at, due, job};
use crate::store::{JobKind, NewJob, Store};

on_both!(
    a_job_is_claimed_by_one_at_a_time,
    a_failed_job_comes_again,
    a_job_is_stored_once,
    a_job_that_waits_can_be_hastened,
    of_many_claims_one_succeeds,
    a_claim_is_renewed_by_who_holds_it,
    a_job_waits_for_its_hour,
    what_nobody_waits_for_is_asked_for_apart,
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
    let stored = NewJob {
        due: Some(at(10)),
        ..new.clone()
    };
    assert_eq!((claimed.tries, claimed.work.clone()), (1, stored));
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

async fn a_job_that_waits_can_be_hastened(store: Store) {
    let new = NewJob {
        due: Some(at(500)),
        ..job(JobKind::Daily, 7)
    };
    let other = NewJob {
        due: Some(at(500)),
        ..job(JobKind::Reveal, 7)
    };
    let jobs = [new.clone(), other];
    store.add_jobs(&jobs, at(0)).await.expect("jobs");
    let hastened = store.hasten_job(JobKind::Daily, 7, at(100)).await;
    assert_eq!(hastened.expect("a write"), Some(new.id));
    let claimed = store.claim_job(new.id, "us", at(100), at(160)).await;
    assert!(claimed.expect("a claim").is_some());
    let claimed = store.claim_job(jobs[1].id, "us", at(100), at(160)).await;
    assert_eq!(claimed.expect("a claim"), None, "of another kind");
    let again = store.hasten_job(JobKind::Daily, 7, at(300)).await;
    assert_eq!(again.expect("a write"), Some(new.id));
    let claimed = store.claim_job(new.id, "us", at(130), at(190)).await;
    assert_eq!(claimed.expect("a claim"), None, "somebody runs it");
    let none = store.hasten_job(JobKind::Daily, 8, at(100)).await;
    assert_eq!(none.expect("a write"), None);
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

async fn a_claim_is_renewed_by_who_holds_it(store: Store) {
    let new = job(JobKind::Daily, 5);
    store.add_job(&new, at(0)).await.expect("a job");
    let claim = |owner: &'static str, now, until| {
        let (store, id) = (store.clone(), new.id);
        async move { store.claim_job(id, owner, at(now), at(until)).await }
    };
    let renew = |owner: &'static str, until| {
        let (store, id) = (store.clone(), new.id);
        async move { store.renew_claim(id, owner, at(until)).await }
    };
    // Nobody holds it yet: there is nothing to renew.
    renew("us", 500).await.expect("nothing");
    let claimed = claim("us", 10, 50).await.expect("a claim");
    assert!(claimed.is_some());
    renew("them", 500).await.expect("not theirs");
    renew("us", 60).await.expect("renewed");
    assert_eq!(claim("them", 59, 99).await.expect("held"), None);
    let claimed = claim("them", 60, 99).await.expect("a claim");
    assert_eq!(claimed.map(|job| job.tries), Some(2));
    renew("us", 500).await.expect("not ours any more");
    store
        .fail_job(new.id, "later", at(70))
        .await
        .expect("given back");
    renew("them", 500).await.expect("given back, not held");
    let claimed = claim("us", 70, 99).await.expect("a claim");
    assert_eq!(claimed.map(|job| job.tries), Some(3));
}

async fn a_job_waits_for_its_hour(store: Store) {
    let later = NewJob {
        due: Some(at(60)),
        ..job(JobKind::Drill, 5)
    };
    store.add_job(&later, at(0)).await.expect("a job");
    assert_eq!(due(&store, at(59), 9).await, []);
    let early = store.claim_job(later.id, "us", at(59), at(99)).await;
    assert_eq!(early.expect("not due"), None);
    assert_eq!(store.next_job_due().await.expect("a read"), Some(at(60)));
    assert_eq!(due(&store, at(60), 9).await, [later.id]);
    let claimed = store.claim_job(later.id, "us", at(60), at(99)).await;
    let claimed = claimed.expect("a claim").expect("it is free");
    assert_eq!((claimed.work, claimed.created), (later, at(0)));
}

async fn what_nobody_waits_for_is_asked_for_apart(store: Store) {
    let of = |kind| job(kind, 1);
    let waited_for = [JobKind::Drill, JobKind::Coach, JobKind::Erase].map(of);
    let background = [JobKind::Daily, JobKind::Reveal, JobKind::Notice].map(of);
    for jobs in [&waited_for, &background] {
        store.add_jobs(jobs, at(0)).await.expect("jobs");
    }
    assert_eq!(
        due(&store, at(0), 9).await,
        waited_for.each_ref().map(|job| job.id)
    );
    let ids = async |limit| {
        let due = store.due_background_jobs(at(0), limit).await;
        let due = due.expect("a read").into_iter();
        due.map(|(job, place)| {
            assert_eq!(place, background[0].channel);
            job
        })
        .collect::<Vec<_>>()
    };
    let expected = background.each_ref().map(|job| job.id);
    assert_eq!(ids(9).await, expected);
    assert_eq!(ids(2).await, expected[..2]);
    for (id, kind) in expected
        .into_iter()
        .zip(background.each_ref().map(|job| job.kind))
    {
        let claimed = store.claim_job(id, "us", at(0), at(9)).await;
        let claimed = claimed.expect("a claim").expect("it is free");
        assert_eq!(claimed.work.kind, kind);
    }
    assert_eq!(ids(9).await, []);
}
