//! Posts after they were claimed: failing, given up, revealed, listed.

use super::fixtures::{
    background, claim, day, keep, kept, next, post, post_id, schedule, sessions,
};
use crate::domain::schedule::Post;
use crate::store::tests::databases::on_both;
use crate::store::tests::fixtures::{CHANNEL, at, channel, drill, message_id};
use crate::store::{Kept, NewPost, Store};

on_both!(
    only_what_was_not_sent_is_given_up,
    failures_are_counted_and_the_reveal_is_noted_once,
    posts_are_listed_by_date_and_by_channel,
);

async fn stored(store: &Store, new: &NewPost) -> Option<Post> {
    store.post(new.id).await.expect("a read")
}

async fn only_what_was_not_sent_is_given_up(store: Store) {
    let schedule = kept(&store).await;
    let new = post(&schedule, 0, "a");
    let card = claim(&store, &new).await;
    let given_up = async |id, now| {
        let done = store.give_up_post(id, "no question", at(now)).await;
        done.expect("no failure")
    };
    assert!(given_up(new.id, 9).await);
    assert!(!given_up(new.id, 10).await, "it is none any more");
    let post_of = stored(&store, &new).await.expect("it is a missed one");
    assert_eq!(
        (post_of.card, post_of.error.as_str()),
        (None, "no question")
    );
    assert_eq!(store.card(card.id).await.expect("a read"), None);
    assert_eq!(sessions(&store).await, 0);
    assert_eq!(background(&store).await, []);
    assert_eq!(next(&store, schedule.id).await, Some(1));

    let second = post(&schedule, 0, "b");
    let card = claim(&store, &second).await;
    store
        .card_shown(card.id, message_id(70), at(11))
        .await
        .expect("noted");
    assert!(!given_up(second.id, 12).await, "people see it");
    let found = stored(&store, &second).await.expect("a post");
    assert_eq!(found.card, Some(card.id));
    assert!(store.card(card.id).await.expect("a read").is_some());
    assert_eq!(background(&store).await.len(), 1);
    assert!(!given_up(post_id(), 13).await, "there is none");
}

async fn failures_are_counted_and_the_reveal_is_noted_once(store: Store) {
    let schedule = kept(&store).await;
    let new = post(&schedule, 0, "a");
    claim(&store, &new).await;
    let long = "é\0".repeat(2_000);
    for error in ["first", long.as_str()] {
        store.post_failed(new.id, error).await.expect("noted");
    }
    let failed = stored(&store, &new).await.expect("a post");
    assert_eq!((failed.tries, failed.error), (2, "é".repeat(500)));
    store.post_done(new.id).await.expect("noted");
    let done = stored(&store, &new).await.expect("a post");
    assert_eq!((done.tries, done.error.as_str()), (2, ""));

    assert_eq!(done.revealed, None);
    let message = Some(message_id(71));
    store
        .revealed(new.id, message, at(80))
        .await
        .expect("noted");
    store.revealed(new.id, None, at(90)).await.expect("noted");
    let revealed = stored(&store, &new).await.expect("a post");
    assert_eq!(revealed.revealed, Some(at(80)));
}

async fn posts_are_listed_by_date_and_by_channel(store: Store) {
    let daily = kept(&store).await;
    for (number, slug) in [(0, "a"), (1, "b"), (3, "a")] {
        claim(&store, &post(&daily, number, slug)).await;
    }
    store
        .miss_post(
            post_id(),
            daily.id,
            day(2),
            at(200),
            "why",
            at(300),
            None,
            None,
        )
        .await
        .expect("noted");
    let latest = store.latest_posts(daily.id, 3).await.expect("a read");
    let dates: Vec<_> = latest.iter().map(|post| post.date).collect();
    assert_eq!(dates, [day(3), day(2), day(1)]);

    // A stopped schedule's posts of the same channel count too, others' and drills do not.
    let mut elsewhere = schedule();
    elsewhere.channel = channel(1);
    let mut stopped = schedule();
    stopped.ended = true;
    for schedule in [&elsewhere, &stopped] {
        let kept = keep(&store, schedule).await;
        assert_eq!(kept, Kept::Done);
    }
    claim(&store, &post(&stopped, -2, "s")).await;
    claim(&store, &post(&elsewhere, 0, "e")).await;
    let drilled = store.open_session(&drill("d"), None).await;
    drilled.expect("a drill");
    let asked = store.posted_in(channel(CHANNEL)).await.expect("a read");
    let asked: Vec<_> = asked
        .iter()
        .map(|(question, due)| (question.slug(), *due))
        .collect();
    let expected = [
        ("a", at(300)),
        ("b", at(100)),
        ("a", at(0)),
        ("s", at(-200)),
    ];
    assert_eq!(asked, expected);
}
