//! Who answered a question of the day, and forgetting it.

use super::fixtures::{kept, post};
use crate::domain::id::CardId;
use crate::domain::session::Attempt;
use crate::domain::view::Author;
use crate::store::tests::databases::on_both;
use crate::store::tests::fixtures::{answer, at, job_id, message, typed, user};
use crate::store::{Claimed, NewAttempt, Store, Took};

on_both!(
    who_took_part_is_known_and_the_private_are_only_counted,
    public_answers_are_read_and_held_ones_wait,
    a_held_answer_keeps_its_authors_name_and_picture_until_it_goes,
    a_forgotten_person_leaves_the_question_of_the_day,
);

async fn daily_card(store: &Store) -> CardId {
    let new = post(&kept(store).await, 0, "a");
    match store.claim_post(&new).await.expect("no failure") {
        Claimed::New(card) => card.id,
        other => panic!("{other:?}"),
    }
}

async fn add(store: &Store, new: &NewAttempt) -> Attempt {
    let added = store.add_attempt(new, None).await;
    added.expect("an answer").attempt()
}

/// So many seconds after the start a person answers a card.
async fn answered(store: &Store, card: CardId, person: u64, private: bool, second: i64) -> Attempt {
    let words = format!("words of {person} at {second}");
    let new = NewAttempt {
        private,
        ..answer(card, person, &words, at(second))
    };
    add(store, &new).await
}

async fn who_took_part_is_known_and_the_private_are_only_counted(store: Store) {
    let card = daily_card(&store).await;
    let took = async || store.took_part(card).await.expect("a read");
    assert_eq!(took().await, Took::default());
    // Person 2 answered before 3 in private, but after 3 for all to see.
    for (person, private, second) in [
        (2, true, 10),
        (4, true, 11),
        (3, false, 20),
        (2, false, 30),
        (1, false, 40),
        (3, false, 50),
        (1, true, 60),
        (5, true, 70),
        (5, true, 80),
    ] {
        answered(&store, card, person, private, second).await;
    }
    let expected = Took {
        public: [3, 2, 1].map(user).to_vec(),
        private: 2,
    };
    assert_eq!(took().await, expected);
}

async fn public_answers_are_read_and_held_ones_wait(store: Store) {
    let card = daily_card(&store).await;
    let modal = answered(&store, card, 1, false, 10).await;
    let said = add(&store, &typed(card, 2, &[(11, "said")], at(20))).await;
    answered(&store, card, 3, true, 30).await;
    let second = answered(&store, card, 1, false, 40).await;
    let all = store.public_attempts(card).await.expect("a read");
    assert_eq!(all, [modal.clone(), said, second.clone()]);
    let held = async || store.held_attempts(card).await.expect("a read");
    assert_eq!(held().await, [modal.clone(), second.clone()]);
    store.shown(modal.id, message(70)).await.expect("noted");
    assert_eq!(held().await, [second]);
}

async fn a_held_answer_keeps_its_authors_name_and_picture_until_it_goes(store: Store) {
    let card = daily_card(&store).await;
    let named = |name: &str, picture: Option<&str>| Author {
        name: name.to_owned(),
        picture: picture.map(str::to_owned),
    };
    let known = named("As Known There", Some("https://cdn.example/1.png"));
    for (person, author) in [(1, known.clone()), (2, named("Faceless", None))] {
        let new = NewAttempt {
            author: Some(author.clone()),
            ..answer(card, person, "words", at(10))
        };
        assert_eq!(add(&store, &new).await.author, Some(author.clone()));
        let attempt = store.attempt(new.id).await.expect("a read");
        assert_eq!(attempt.expect("it is there").author, Some(author));
    }
    let plain = answered(&store, card, 3, false, 20).await;
    assert_eq!(plain.author, None);
    let held = store.held_attempts(card).await.expect("a read");
    assert_eq!(held[0].author, Some(known));
    let exported = async || {
        let export = store.export(user(1)).await.expect("an export");
        export.to_json().expect("JSON")
    };
    let json = exported().await;
    assert!(json.contains("As Known There"), "{json}");
    assert!(json.contains("https://cdn.example/1.png"), "{json}");
    assert!(!json.contains("Faceless"), "{json}");
    let forgotten = store.forget(user(1), at(30), job_id).await;
    forgotten.expect("forgotten");
    assert!(!exported().await.contains("As Known There"));
    let left = store.held_attempts(card).await.expect("a read");
    assert_eq!(left.len(), 2);
}

async fn a_forgotten_person_leaves_the_question_of_the_day(store: Store) {
    let card = daily_card(&store).await;
    let shown = answered(&store, card, 1, false, 10).await;
    store.shown(shown.id, message(70)).await.expect("noted");
    let kept = answered(&store, card, 2, false, 20).await;
    let now = at(30);
    let forgotten = store.forget(user(1), now, job_id).await.expect("forgotten");
    assert_eq!(forgotten.bot_messages, [message(70)]);
    let all = store.public_attempts(card).await.expect("a read");
    assert_eq!(all, [kept]);
    let took = store.took_part(card).await.expect("a read");
    assert_eq!(took.public, [user(2)]);
    let card = store.card(card).await.expect("a read").expect("it stays");
    assert_eq!(card.session.starter, None);
    let exported = store.export(user(2)).await.expect("an export");
    let json = exported.to_json().expect("JSON");
    assert!(json.contains("words of 2") && !json.contains("words of 1"));
    assert!(
        json.contains(r#""drills": []"#),
        "nobody started it: {json}"
    );
}
