//! Snapshots of questions, which outlive the bank.

use super::databases::on_both;
use super::fixtures::{drill, question, stored_card};
use crate::domain::question::{Difficulty, Kind, Minutes, Question};
use crate::domain::select::Filter;
use crate::store::snapshot::{
    filter_from_json, filter_to_json, question_from_json, question_to_json,
};
use crate::store::{NewCard, NewSession, Store};

on_both!(cards_share_a_snapshot_until_the_question_changes);

#[test]
fn a_question_survives_its_json() {
    let full = question("a");
    let json = question_to_json(&full).expect("JSON");
    assert_eq!(
        question_from_json(full.id.clone(), &json).expect("a question"),
        *full
    );
}

/// A change here makes every question's next card store a new snapshot: fine, if it is meant.
#[test]
fn the_json_of_a_question_stays_as_it_is() {
    let bare = question_from_json("core/a".parse().expect("a slug"), "{}").expect("a question");
    insta::assert_snapshot!(question_to_json(&bare).expect("JSON"), @r#"{"id":"core/a","title":"","was":[],"ask":"","kind":"technical","difficulty":"medium","topic":"","competencies":[],"rounds":[],"minutes":[5,8],"tags":[],"framework":null,"star":null,"outline":[],"key_points":[],"terms":[],"looks_for":[],"mistakes":[],"follow_ups":[],"sources":[],"example":null}"#);
}

#[test]
fn json_of_other_versions_is_read() {
    let id = || "core/a".parse().expect("a slug");
    let read = question_from_json(
        id(),
        r#"{"title":"T","kind":"mime","difficulty":"absurd","minutes":[9,3],"mood":{"new":1},
            "key_points":[{"say":"S","weight":2}],"was":["not an id","core/b"]}"#,
    )
    .expect("a question");
    assert_eq!(
        (read.kind, read.difficulty),
        (Kind::Technical, Difficulty::Medium)
    );
    assert_eq!((read.minutes, read.was.len()), (Minutes::USUAL, 1));
    assert_eq!((read.key_points[0].say.as_str(), read.star), ("S", None));
    for broken in ["", "7", "{\"title\":7}", "null"] {
        let error = question_from_json(id(), broken).expect_err("not a question");
        assert!(!error.to_string().contains('7'), "{error}");
    }
}

#[test]
fn filters_survive_their_json() {
    let full = Filter {
        topics: vec!["a".to_owned(), "b".to_owned()],
        difficulty: Some(Difficulty::Easy),
        kind: Some(Kind::Situational),
        round: Some("screen".to_owned()),
    };
    for filter in [full, Filter::default()] {
        let json = filter_to_json(&filter).expect("JSON");
        assert_eq!(filter_from_json(&json).expect("a filter"), filter);
    }
    let newer = filter_from_json(r#"{"kind":"mime","mood":1}"#).expect("a filter");
    assert_eq!(newer, Filter::default());
}

async fn cards_share_a_snapshot_until_the_question_changes(store: Store) {
    let before = stored_card(&store, "a").await;
    stored_card(&store, "a").await;
    let changed = Question {
        ask: "asked otherwise".to_owned(),
        ..(*question("a")).clone()
    };
    let new = NewSession {
        card: NewCard {
            question: changed.into(),
            ..drill("a").card
        },
        ..drill("a")
    };
    let after = store
        .open_session(&new, None)
        .await
        .expect("a drill")
        .card();
    let count = sqlx::query("SELECT question_id FROM question_snapshots")
        .fetch_all(store.readers())
        .await
        .expect("a read")
        .len();
    assert_eq!(count, 2);
    for card in [before, after] {
        // Twice: from the database, then from memory.
        for _ in 0..2 {
            let read = store
                .card(card.id)
                .await
                .expect("a read")
                .expect("the card");
            assert_eq!(read.question, card.question);
        }
    }
}
