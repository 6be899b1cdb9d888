//! Read marks, what is stored of a channel, and servers that went unnoticed.

use super::databases::on_both;
use super::fixtures::{
    CHANNEL, GUILD, at, channel, guild, message, message_id, stored_card, typed, user,
};
use crate::store::{NewDraft, Store};

on_both!(
    a_mark_goes_back_only_for_a_gap,
    stored_messages_of_a_thread_are_known,
    the_card_that_stood_there_first_is_answered,
    servers_that_went_unnoticed_are_known,
);

async fn a_mark_goes_back_only_for_a_gap(store: Store) {
    let mark = async || {
        store
            .read_mark(channel(1))
            .await
            .expect("a read")
            .map(|mark| mark.get())
    };
    let again = store.read_again_after(channel(1), message_id(5)).await;
    again.expect("nothing to do");
    assert_eq!(mark().await, None);
    store
        .mark_read(channel(1), message_id(20))
        .await
        .expect("noted");
    for (after, expected) in [(30, 20), (12, 12), (15, 12)] {
        let again = store.read_again_after(channel(1), message_id(after)).await;
        again.expect("noted");
        assert_eq!(mark().await, Some(expected));
    }
}

async fn stored_messages_of_a_thread_are_known(store: Store) {
    let card = stored_card(&store, "a").await;
    let thread = channel(CHANNEL);
    store
        .thread_opened(card.session.id, thread, at(0))
        .await
        .expect("noted");
    let new = typed(card.id, 1, &[(11, "one"), (14, "two")], at(0));
    store.add_attempt(&new, None).await.expect("an answer");
    for id in [10, 13] {
        let draft = NewDraft {
            card: card.id,
            person: user(2),
            message: message(id),
            text: format!("draft {id}"),
            at: at(1),
        };
        store.add_draft(&draft).await.expect("gathered");
    }
    let stored = async |since, limit| {
        let stored = store.stored_messages(thread, message_id(since), limit);
        let stored = stored.await.expect("a read").into_iter();
        stored.map(|id| id.get()).collect::<Vec<_>>()
    };
    assert_eq!(stored(1, 9).await, [10, 11, 13, 14]);
    assert_eq!(stored(12, 9).await, [10, 13, 14], "drafts of any age");
    assert_eq!(stored(1, 2).await, [13, 14], "the newest");
    let elsewhere = store.stored_messages(channel(1), message_id(1), 9).await;
    assert_eq!(elsewhere.expect("a read"), []);
    for (id, words) in [(13, Some("draft 13")), (14, Some("two")), (15, None)] {
        let stored = store.words_of_message(message_id(id)).await;
        assert_eq!(stored.expect("a read").as_deref(), words);
    }
}

async fn the_card_that_stood_there_first_is_answered(store: Store) {
    let first = stored_card(&store, "a").await;
    let second = stored_card(&store, "b").await;
    let thread = channel(CHANNEL);
    for (card, shown) in [(&first, 10), (&second, 20)] {
        store
            .thread_opened(card.session.id, thread, at(0))
            .await
            .expect("noted");
        let noted = store.card_shown(card.id, message_id(shown), at(0)).await;
        noted.expect("noted");
    }
    let answered = async |id| {
        let card = store.card_before(thread, message_id(id)).await;
        card.expect("a read").map(|card| card.id)
    };
    assert_eq!(answered(15).await, Some(first.id));
    assert_eq!(answered(25).await, Some(second.id));
    assert_eq!(answered(5).await, Some(second.id), "the newest, if none");
    let nowhere = store.card_before(channel(1), message_id(15)).await;
    assert_eq!(nowhere.expect("a read"), None);
}

async fn servers_that_went_unnoticed_are_known(store: Store) {
    for (id, joined) in [(1, 0), (2, 0), (3, 9)] {
        store
            .server_joined(guild(id), at(joined))
            .await
            .expect("noted");
    }
    store.server_left(guild(2), at(1)).await.expect("noted");
    let known = async || {
        let known = store.servers_since_before(at(5)).await.expect("a read");
        known.into_iter().map(|id| id.get()).collect::<Vec<_>>()
    };
    assert_eq!(known().await, [1], "2 left, 3 is newer");
    stored_card(&store, "a").await;
    assert_eq!(known().await, [1, GUILD], "a question tells of it");
    store.server_left(guild(GUILD), at(1)).await.expect("noted");
    assert_eq!(known().await, [1]);
}
