//! Many writers and readers at once.

use std::collections::BTreeSet;

use super::databases::on_both;
use super::fixtures::{answer, at, card_id, drill, interaction, question, stored_card, user};
use crate::store::{Added, NewAttempt, NewCard, NewSession, Opened, Store};

on_both!(
    four_writers_that_read_first_never_fail,
    cards_asked_for_at_once_are_one,
    the_same_press_at_once_is_taken_once,
);

const WRITERS: u64 = 4;
const WRITES: u64 = 200;

async fn four_writers_that_read_first_never_fail(store: Store) {
    let card = stored_card(&store, "a").await.id;
    let writers: Vec<_> = (0..WRITERS)
        .map(|writer| {
            let store = store.clone();
            tokio::spawn(async move {
                for turn in 0..WRITES {
                    // All by one person: each number is read before the next is written.
                    let text = format!("{writer} {turn}");
                    let added = store
                        .add_attempt(&answer(card, 1, &text, at(0)), None)
                        .await;
                    assert!(matches!(added, Ok(Added::New(_))), "{added:?}");
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.expect("no writer fails");
    }
    let attempts = store.attempts(card, user(1)).await.expect("a read");
    let numbers: Vec<_> = attempts.iter().map(|it| u64::from(it.number)).collect();
    let expected: Vec<_> = (1..=WRITERS * WRITES).collect();
    assert_eq!(numbers, expected);
}

async fn cards_asked_for_at_once_are_one(store: Store) {
    let session = stored_card(&store, "a").await.session.id;
    let writers: Vec<_> = (0..20)
        .map(|_| {
            let store = store.clone();
            let new = NewCard {
                id: card_id(),
                question: question("b"),
            };
            tokio::spawn(async move { store.add_card(session, 0, &new, None, at(1), None).await })
        })
        .collect();
    let mut cards = BTreeSet::new();
    for writer in writers {
        let added = writer.await.expect("no panic").expect("no failure");
        let card = added.card();
        cards.insert((card.position, card.id));
    }
    assert_eq!(cards.len(), 1, "{cards:?}");
}

async fn the_same_press_at_once_is_taken_once(store: Store) {
    let presses: Vec<_> = (0..8)
        .map(|_| {
            let store = store.clone();
            let new = NewSession {
                interaction: Some(interaction(42)),
                ..drill("a")
            };
            tokio::spawn(async move {
                let opened = store.open_session(&new, None).await.expect("no failure");
                let is_new = matches!(opened, Opened::New(_));
                let card = opened.card().id;
                let answered = NewAttempt {
                    interaction: Some(interaction(43)),
                    ..answer(card, 1, "words", at(1))
                };
                let added = store
                    .add_attempt(&answered, None)
                    .await
                    .expect("no failure");
                (is_new, card, matches!(added, Added::New(_)))
            })
        })
        .collect();
    let (mut sessions, mut attempts, mut cards) = (0, 0, BTreeSet::new());
    for press in presses {
        let (session, card, attempt) = press.await.expect("no panic");
        sessions += usize::from(session);
        attempts += usize::from(attempt);
        cards.insert(card);
    }
    assert_eq!((sessions, attempts, cards.len()), (1, 1, 1));
}
