//! Changes to answers: edits, additions, deletions.

use super::databases::on_both;
use super::fixtures::{
    answer, at, attempt_id, due, job, job_id, message, message_id, stored_card, typed, user,
};
use crate::domain::action::Rating;
use crate::store::{JobKind, Store, StoreError};

on_both!(
    messages_join_and_are_revised,
    a_modal_answer_is_revised,
    an_erased_message_leaves_no_copy,
    the_last_message_takes_the_attempt_along,
    an_erased_attempt_is_gone,
);

async fn messages_join_and_are_revised(store: Store) {
    let card = stored_card(&store, "a").await;
    let new = typed(card.id, 1, &[(11, "one"), (12, "two")], at(0));
    let id = store
        .add_attempt(&new, None)
        .await
        .expect("an answer")
        .attempt()
        .id;
    let [renew, superfluous] = [(); 2].map(|()| job(JobKind::Coach, id.get()));
    let joined = store
        .join_message(id, message(13), "three", Some(&renew), at(5))
        .await
        .expect("joined");
    assert_eq!(joined.text, "one\ntwo\nthree");
    let twice = store
        .join_message(id, message(13), "three", Some(&superfluous), at(6))
        .await
        .expect("known");
    assert_eq!(twice, joined);
    let due = due(&store, at(9), 9).await;
    assert_eq!(due, [renew.id], "stored with the message, once");
    let revised = store
        .revise_message(message_id(12), "TWO", at(7))
        .await
        .expect("revised");
    assert_eq!(
        revised.map(|attempt| attempt.text).as_deref(),
        Some("one\nTWO\nthree")
    );
    assert_eq!(
        store
            .revise_message(message_id(99), "x", at(8))
            .await
            .expect("none"),
        None
    );
    let whole = store
        .revise(id, "all new", at(9))
        .await
        .expect("revised")
        .expect("there");
    assert_eq!(whole.text, "all new");
    let rebuilt = store
        .revise_message(message_id(13), "more", at(10))
        .await
        .expect("revised");
    assert_eq!(
        rebuilt.map(|attempt| attempt.text).as_deref(),
        Some("all new\nmore")
    );

    let export = store.export(user(1)).await.expect("an export");
    let former: Vec<_> = export.answers[0]
        .revisions
        .iter()
        .map(|it| it.text.as_str())
        .collect();
    assert_eq!(
        former,
        ["one\ntwo", "one\ntwo\nthree", "one\nTWO\nthree", "all new"]
    );
    let gone = store
        .join_message(attempt_id(), message(14), "x", None, at(9))
        .await;
    assert!(
        matches!(gone, Err(StoreError::Missing("answer"))),
        "{gone:?}"
    );
}

async fn a_modal_answer_is_revised(store: Store) {
    let card = stored_card(&store, "a").await;
    let new = answer(card.id, 1, "before", at(0));
    let id = store
        .add_attempt(&new, None)
        .await
        .expect("an answer")
        .attempt()
        .id;
    let after = store.revise(id, "after", at(1)).await.expect("revised");
    assert_eq!(after, store.attempt(id).await.expect("a read"));
    assert_eq!(after.map(|attempt| attempt.text).as_deref(), Some("after"));
    store
        .revise(id, "after", at(2))
        .await
        .expect("nothing to revise");
    let export = store.export(user(1)).await.expect("an export");
    assert_eq!(export.answers[0].revisions.len(), 1);
    assert_eq!(
        store.revise(attempt_id(), "x", at(2)).await.expect("none"),
        None
    );
    let joined = store.join_message(id, message(11), "x", None, at(3)).await;
    assert!(
        matches!(joined, Err(StoreError::NotOfMessages)),
        "{joined:?}"
    );
}

async fn an_erased_message_leaves_no_copy(store: Store) {
    let card = stored_card(&store, "a").await;
    let new = typed(card.id, 1, &[(11, "keep"), (12, "erase")], at(0));
    let id = store
        .add_attempt(&new, None)
        .await
        .expect("an answer")
        .attempt()
        .id;
    store
        .join_message(id, message(13), "also", None, at(5))
        .await
        .expect("joined");
    store
        .add_report(id, 1, r#"{"quote":"erase"}"#, at(6))
        .await
        .expect("a report");
    let refresh = job(JobKind::Coach, id.get());
    let erased = store
        .erase_message(message_id(12), Some(&refresh), at(7))
        .await
        .expect("erased")
        .expect("a part");
    assert!(!erased.whole);
    assert_eq!(erased.attempt.text, "keep\nalso");
    assert_eq!(
        store.attempt(id).await.expect("a read"),
        Some(erased.attempt)
    );
    assert_eq!(store.latest_report(id).await.expect("a read"), None);
    let json = store
        .export(user(1))
        .await
        .expect("an export")
        .to_json()
        .expect("JSON");
    assert!(json.contains("keep") && !json.contains("erase"), "{json}");
    assert_eq!(due(&store, at(7), 9).await, [refresh.id]);
    let again = store
        .erase_message(message_id(12), Some(&job(JobKind::Coach, 1)), at(8))
        .await;
    assert_eq!(again.expect("nothing"), None);
    assert_eq!(due(&store, at(9), 9).await, [refresh.id]);
}

async fn the_last_message_takes_the_attempt_along(store: Store) {
    let card = stored_card(&store, "a").await;
    let new = typed(card.id, 1, &[(11, "one"), (12, " ")], at(0));
    let id = store
        .add_attempt(&new, None)
        .await
        .expect("an answer")
        .attempt()
        .id;
    let erased = store
        .erase_message(message_id(11), None, at(1))
        .await
        .expect("erased");
    assert!(erased.expect("a part").whole);
    assert_eq!(store.attempt(id).await.expect("a read"), None);
    assert_eq!(
        store
            .attempt_of_message(message_id(12))
            .await
            .expect("a read"),
        None
    );
}

async fn an_erased_attempt_is_gone(store: Store) {
    let card = stored_card(&store, "a").await;
    let new = typed(card.id, 1, &[(11, "one")], at(0));
    let made = store
        .add_attempt(&new, None)
        .await
        .expect("an answer")
        .attempt();
    store
        .rate(made.id, Rating::Good, at(1))
        .await
        .expect("a rating");
    assert!(store.shown(made.id, message(51)).await.expect("noted"));
    assert!(store.coached(made.id, message(52)).await.expect("noted"));
    let jobs = store
        .erase_attempt(made.id, at(2), job_id)
        .await
        .expect("erased");
    assert_eq!(store.attempt(made.id).await.expect("a read"), None);
    assert_eq!(store.latest_rating(made.id).await.expect("a read"), None);
    assert_eq!(due(&store, at(2), 9).await, jobs);
    let late = store.erase_attempt(made.id, at(3), job_id).await;
    assert_eq!(late.expect("nothing"), []);
    assert_eq!(due(&store, at(3), 9).await.len(), 2);
    assert!(!store.shown(made.id, message(50)).await.expect("gone"));
    assert!(!store.coached(made.id, message(50)).await.expect("gone"));
    assert!(
        !store
            .add_report(made.id, 1, "{}", at(4))
            .await
            .expect("gone")
    );
    assert!(
        !store
            .rate(made.id, Rating::Good, at(4))
            .await
            .expect("gone")
    );
}
