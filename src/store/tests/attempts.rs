//! Attempts: stored once, with what belongs to them.

use super::databases::on_both;
use super::fixtures::{
    answer, at, due, interaction, job, message, message_id, stored_card, typed, user,
};
use crate::domain::action::Rating;
use crate::store::{Added, JobKind, NewAttempt, Store};

on_both!(
    attempts_are_numbered_per_card_and_person,
    the_same_interaction_or_message_is_one_attempt,
    the_same_words_at_once_are_one_attempt,
    our_messages_are_noted,
    reports_and_ratings_are_added_to,
    every_character_can_be_stored,
);

async fn attempts_are_numbered_per_card_and_person(store: Store) {
    let (one, other) = (
        stored_card(&store, "a").await,
        stored_card(&store, "b").await,
    );
    let mut numbers = Vec::new();
    for (card, person, text) in [
        (one.id, 1, "first"),
        (one.id, 1, "second"),
        (one.id, 2, "first"),
        (other.id, 1, "first"),
        (one.id, 1, "third"),
    ] {
        let added = store
            .add_attempt(&answer(card, person, text, at(0)), None)
            .await;
        numbers.push(added.expect("an answer").attempt().number);
    }
    assert_eq!(numbers, [1, 2, 1, 1, 3]);
    let all = store.attempts(one.id, user(1)).await.expect("a read");
    let texts: Vec<_> = all.iter().map(|attempt| attempt.text.as_str()).collect();
    assert_eq!(texts, ["first", "second", "third"]);
    let last = store.last_attempt(one.id, user(1)).await.expect("a read");
    assert_eq!(last.as_ref(), all.last());
    assert_eq!(
        store.last_attempt(one.id, user(3)).await.expect("a read"),
        None
    );
}

async fn the_same_interaction_or_message_is_one_attempt(store: Store) {
    let card = stored_card(&store, "a").await;
    let pressed = |text: &str| NewAttempt {
        interaction: Some(interaction(5)),
        ..answer(card.id, 1, text, at(0))
    };
    let jobs = [job(JobKind::Coach, 1), job(JobKind::Coach, 2)];
    let made = store
        .add_attempt(&pressed("one"), Some(&jobs[0]))
        .await
        .expect("an answer");
    let again = store
        .add_attempt(&pressed("two"), Some(&jobs[1]))
        .await
        .expect("an answer");
    assert_eq!(again, Added::Already(made.attempt()));
    assert_eq!(due(&store, at(0), 9).await, [jobs[0].id]);

    let first = typed(card.id, 1, &[(11, "x"), (12, "y")], at(0));
    let made = store
        .add_attempt(&first, None)
        .await
        .expect("an answer")
        .attempt();
    assert_eq!(made.text, "x\ny");
    let second = typed(card.id, 1, &[(13, "z"), (12, "y")], at(999));
    let again = store.add_attempt(&second, None).await.expect("an answer");
    assert_eq!(again, Added::Already(made.clone()));
    let of = |id| store.attempt_of_message(message_id(id));
    assert_eq!(of(12).await.expect("a read"), Some(made.clone()));
    assert_eq!(of(13).await.expect("a read"), None);
    assert_eq!(
        store.attempt(made.id).await.expect("a read"),
        Some(made.clone())
    );
    assert_eq!(
        store.attempt_messages(made.id).await.expect("a read"),
        [(message(11), "x".to_owned()), (message(12), "y".to_owned())]
    );
}

async fn the_same_words_at_once_are_one_attempt(store: Store) {
    let card = stored_card(&store, "a").await;
    let mut is_new = Vec::new();
    for (person, private, seconds) in [
        (1, false, 0),
        (1, false, 120),
        (2, false, 1),
        (1, true, 2),
        (1, false, 121),
    ] {
        let new = NewAttempt {
            private,
            ..answer(card.id, person, "same", at(seconds))
        };
        let added = store.add_attempt(&new, None).await.expect("an answer");
        is_new.push(matches!(added, Added::New(_)));
    }
    assert_eq!(is_new, [true, false, true, true, true]);
}

async fn our_messages_are_noted(store: Store) {
    let card = stored_card(&store, "a").await;
    let new = answer(card.id, 1, "words", at(0));
    let id = store
        .add_attempt(&new, None)
        .await
        .expect("an answer")
        .attempt()
        .id;
    assert!(store.shown(id, message(50)).await.expect("noted"));
    assert!(store.coached(id, message(51)).await.expect("noted"));
    let attempt = store
        .attempt(id)
        .await
        .expect("a read")
        .expect("the answer");
    assert_eq!(
        (attempt.shown, attempt.coached),
        (Some(message(50)), Some(message(51)))
    );
}

async fn reports_and_ratings_are_added_to(store: Store) {
    let card = stored_card(&store, "a").await;
    let new = answer(card.id, 1, "words", at(0));
    let id = store
        .add_attempt(&new, None)
        .await
        .expect("an answer")
        .attempt()
        .id;
    assert_eq!(store.latest_report(id).await.expect("a read"), None);
    assert_eq!(store.latest_rating(id).await.expect("a read"), None);
    for (version, body) in [(1, "{}"), (2, r#"{"points":[1]}"#)] {
        assert!(
            store
                .add_report(id, version, body, at(1))
                .await
                .expect("a report")
        );
    }
    for rating in [Rating::Again, Rating::Easy] {
        assert!(store.rate(id, rating, at(2)).await.expect("a rating"));
    }
    let report = store
        .latest_report(id)
        .await
        .expect("a read")
        .expect("a report");
    assert_eq!(
        (report.engine_version, report.body.as_str()),
        (2, r#"{"points":[1]}"#)
    );
    assert_eq!(
        store.latest_rating(id).await.expect("a read"),
        Some(Rating::Easy)
    );
    let counts = store.what_is_kept(user(1)).await.expect("counts");
    assert_eq!((counts.answers, counts.reports, counts.ratings), (1, 2, 2));
}

async fn every_character_can_be_stored(store: Store) {
    let card = stored_card(&store, "a").await;
    let text = "a\0b 👩‍🚀 \u{202e} 'quoted' \"twice\" $1 %s\r\n\t\u{fffd}";
    let new = typed(card.id, 1, &[(11, text)], at(0));
    let attempt = store
        .add_attempt(&new, None)
        .await
        .expect("an answer")
        .attempt();
    assert_eq!(attempt.text, text.replace('\0', ""));
    assert_eq!(
        store.attempt(attempt.id).await.expect("a read"),
        Some(attempt)
    );
}
