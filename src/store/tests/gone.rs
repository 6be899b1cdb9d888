//! What was typed in a thread goes with it; what was not stays.

use super::databases::on_both;
use super::fixtures::{
    CHANNEL, answer, at, attempt_id, channel, job_id, message, stored_card, typed, user,
};
use crate::domain::id::{CardId, ChannelId};
use crate::domain::session::Message;
use crate::store::{ErasedTyped, NewAttempt, NewDraft, Store};

on_both!(
    what_was_typed_in_a_thread_goes_in_batches_and_the_rest_stays,
    the_threads_below_a_channel_are_known,
    nothing_is_known_of_other_channels,
);

/// A card with answers that were typed by persons 1 to 3, given in the modal by 4, in private by
/// 5, and a draft of 6's.
async fn answered(store: &Store, slug: &str, thread: ChannelId, first: u64) -> CardId {
    let card = stored_card(store, slug).await;
    let opened = store.thread_opened(card.session.id, thread, at(0)).await;
    opened.expect("noted");
    let there = |id: u64| Message {
        channel: thread,
        id: message(id).id,
    };
    let said = |person: u64| NewAttempt {
        messages: vec![
            (there(first + 10 * person), "one".to_owned()),
            (there(first + 10 * person + 1), "two".to_owned()),
        ],
        ..typed(card.id, person, &[(1, "one"), (2, "two")], at(1))
    };
    let private = NewAttempt {
        private: true,
        ..answer(card.id, 5, "private words", at(5))
    };
    let modal = answer(card.id, 4, "modal words", at(4));
    let modal_id = modal.id;
    for new in [said(1), said(2), said(3), modal, private] {
        store.add_attempt(&new, None).await.expect("an answer");
    }
    let shown = store.shown(modal_id, there(first + 90)).await;
    assert!(shown.expect("noted"));
    let draft = NewDraft {
        card: card.id,
        person: user(6),
        message: there(first + 60),
        text: "half of".to_owned(),
        at: at(6),
    };
    assert!(store.add_draft(&draft).await.expect("gathered"));
    card.id
}

async fn answers(store: &Store, card: CardId) -> Vec<u64> {
    let mut found = Vec::new();
    for person in 1..=5 {
        let attempts = store.attempts(card, user(person)).await.expect("a read");
        found.extend(attempts.iter().map(|_| person));
    }
    found
}

async fn what_was_typed_in_a_thread_goes_in_batches_and_the_rest_stays(store: Store) {
    let (gone, other) = (channel(71), channel(72));
    let card = answered(&store, "a", gone, 1000).await;
    let untouched = answered(&store, "b", other, 2000).await;
    // A reply of ours there needs no deleting; one that stands elsewhere does.
    let [first, second] = [1, 2].map(user);
    for (person, at) in [(first, gone), (second, other)] {
        let attempt = store.last_attempt(card, person).await.expect("a read");
        let reply = Message {
            channel: at,
            id: message(3000).id,
        };
        let noted = store.coached(attempt.expect("an answer").id, reply).await;
        assert!(noted.expect("noted"));
    }
    let erase = async || {
        let erased = store.erase_typed_in(gone, 2, at(9), job_id).await;
        erased.expect("erased")
    };
    let batch = erase().await;
    assert_eq!((batch.answers, batch.jobs.len()), (2, 1));
    assert_eq!(answers(&store, card).await, [3, 4, 5]);
    assert_eq!(store.draft(card, user(6)).await.expect("a read"), []);
    assert_eq!(erase().await.answers, 1);
    assert_eq!(erase().await, ErasedTyped::default());
    assert_eq!(answers(&store, card).await, [4, 5], "modal and private");
    let modal = store.last_attempt(card, user(4)).await.expect("a read");
    let modal = modal.expect("it stays");
    assert_eq!((modal.text.as_str(), modal.shown), ("modal words", None));
    assert_eq!(answers(&store, untouched).await, [1, 2, 3, 4, 5]);
    assert_eq!(
        store.draft(untouched, user(6)).await.expect("a read").len(),
        1
    );
    let words = store.words_of_message(message(1010).id).await;
    assert_eq!(words.expect("a read"), None);
}

async fn the_threads_below_a_channel_are_known(store: Store) {
    answered(&store, "a", channel(71), 1000).await;
    answered(&store, "b", channel(72), 2000).await;
    let of = async |id| {
        let threads = store.question_threads_of(channel(id)).await;
        threads.expect("a read")
    };
    assert_eq!(of(CHANNEL).await, [71, 72].map(channel));
    assert_eq!(of(71).await, [channel(71)]);
    assert_eq!(of(73).await, []);
}

async fn nothing_is_known_of_other_channels(store: Store) {
    let unknown = store.erase_typed_in(channel(73), 2, at(9), job_id).await;
    assert_eq!(unknown.expect("no failure"), ErasedTyped::default());
    assert!(store.attempt(attempt_id()).await.expect("a read").is_none());
}
