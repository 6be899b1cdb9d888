//! Typed messages that may become an answer.

use super::databases::on_both;
use super::fixtures::{at, attempt_id, due, job, message, message_id, stored_card, typed, user};
use crate::domain::id::CardId;
use crate::domain::session::Source;
use crate::store::{JobKind, NewDraft, Store, TakeDraft};

on_both!(
    a_draft_gathers_messages_in_order,
    a_message_is_in_one_answer_at_most,
    quiet_drafts_are_found,
    gathered_messages_change_and_go,
    a_draft_becomes_an_attempt,
);

fn part(card: CardId, person: u64, id: u64, text: &str, seconds: i64) -> NewDraft {
    NewDraft {
        card,
        person: user(person),
        message: message(id),
        text: text.to_owned(),
        at: at(seconds),
    }
}

fn take(card: CardId, person: u64, seconds: i64) -> TakeDraft {
    TakeDraft {
        id: attempt_id(),
        card,
        person: user(person),
        source: Source::Message,
        created: at(seconds),
    }
}

async fn a_draft_gathers_messages_in_order(store: Store) {
    let card = stored_card(&store, "a").await.id;
    for (person, id, text, seconds) in [
        (1, 12, "two", 2),
        (1, 11, "one", 1),
        (2, 21, "other", 1),
        (1, 12, "two", 2),
    ] {
        let added = store
            .add_draft(&part(card, person, id, text, seconds))
            .await;
        assert!(added.expect("gathered"));
    }
    let draft = store.draft(card, user(1)).await.expect("a read");
    let texts: Vec<_> = draft
        .iter()
        .map(|part| (part.message.id.get(), &*part.text))
        .collect();
    assert_eq!(texts, [(11, "one"), (12, "two")]);
    let counted = [message_id(11)];
    store.discard_draft(&counted).await.expect("discarded");
    store.discard_draft(&counted).await.expect("nothing");
    let left = store.draft(card, user(1)).await.expect("a read");
    assert_eq!(left.len(), 1, "what came meanwhile stays");
    assert_eq!(store.draft(card, user(2)).await.expect("a read").len(), 1);
}

async fn a_message_is_in_one_answer_at_most(store: Store) {
    let card = stored_card(&store, "a").await.id;
    let typed_already = typed(card, 1, &[(11, "one")], at(0));
    store
        .add_attempt(&typed_already, None)
        .await
        .expect("an answer");
    assert!(
        !store
            .add_draft(&part(card, 1, 11, "one", 0))
            .await
            .expect("refused")
    );

    assert!(
        store
            .add_draft(&part(card, 1, 12, "two", 0))
            .await
            .expect("gathered")
    );
    let chosen = typed(card, 1, &[(12, "two")], at(1));
    store.add_attempt(&chosen, None).await.expect("an answer");
    assert_eq!(store.draft(card, user(1)).await.expect("a read"), []);
}

async fn quiet_drafts_are_found(store: Store) {
    let card = stored_card(&store, "a").await.id;
    assert_eq!(store.longest_quiet_draft().await.expect("a read"), None);
    for (person, id, seconds) in [(1, 11, 0), (1, 12, 30), (2, 21, 20)] {
        let added = store
            .add_draft(&part(card, person, id, "words", seconds))
            .await;
        assert!(added.expect("gathered"));
    }
    let quiet = async |seconds| -> Vec<u64> {
        let drafts = store.drafts_quiet_since(at(seconds)).await.expect("a read");
        drafts.into_iter().map(|(_, person)| person.get()).collect()
    };
    assert_eq!(quiet(19).await, Vec::<u64>::new());
    assert_eq!(quiet(20).await, [2]);
    assert_eq!(quiet(30).await, [2, 1]);
    assert_eq!(
        store.longest_quiet_draft().await.expect("a read"),
        Some(at(20))
    );
}

async fn gathered_messages_change_and_go(store: Store) {
    let card = stored_card(&store, "a").await.id;
    assert!(
        store
            .add_draft(&part(card, 1, 11, "one", 0))
            .await
            .expect("gathered")
    );
    assert!(
        store
            .revise_draft(message_id(11), "ONE")
            .await
            .expect("revised")
    );
    assert!(
        !store
            .revise_draft(message_id(12), "TWO")
            .await
            .expect("unknown")
    );
    assert_eq!(
        store.draft(card, user(1)).await.expect("a read")[0].text,
        "ONE"
    );
    assert!(
        store
            .drop_draft_message(message_id(11))
            .await
            .expect("dropped")
    );
    assert!(
        !store
            .drop_draft_message(message_id(11))
            .await
            .expect("unknown")
    );
    let taken = store
        .take_draft(&take(card, 1, 9), Some(&job(JobKind::Coach, 1)))
        .await;
    assert_eq!(taken.expect("nothing"), None);
    assert_eq!(due(&store, at(9), 9).await, []);
}

async fn a_draft_becomes_an_attempt(store: Store) {
    let card = stored_card(&store, "a").await.id;
    for (id, text, seconds) in [(11, "one", 0), (12, "two", 1)] {
        store
            .add_draft(&part(card, 1, id, text, seconds))
            .await
            .expect("gathered");
    }
    let coach = job(JobKind::Coach, 1);
    let taken = store
        .take_draft(&take(card, 1, 50), Some(&coach))
        .await
        .expect("taken");
    let attempt = taken.expect("an answer");
    assert_eq!((attempt.text.as_str(), attempt.number), ("one\ntwo", 1));
    assert_eq!((attempt.source, attempt.created), (Source::Message, at(50)));
    assert_eq!(
        store
            .attempt_messages(attempt.id)
            .await
            .expect("a read")
            .len(),
        2
    );
    assert_eq!(store.draft(card, user(1)).await.expect("a read"), []);
    assert_eq!(due(&store, at(50), 9).await, [coach.id]);
    let again = store
        .take_draft(&take(card, 1, 51), None)
        .await
        .expect("nothing");
    assert_eq!(again, None);
}
