//! Sessions and their cards.

use super::databases::on_both;
use super::fixtures::{
    CHANNEL, GUILD, answer, at, card_id, channel, drill, due, guild, interaction, job, message_id,
    question, session_id, stored_card, user,
};
use crate::domain::session::{Place, SessionKind};
use crate::store::{JobKind, NewCard, NewSession, Opened, Store, StoreError};

on_both!(
    a_drill_comes_back_as_it_was_stored,
    the_same_interaction_opens_one_session,
    cards_of_a_session_are_numbered,
    a_card_needs_its_session,
    steps_are_noted,
    the_newest_card_of_a_place,
    places_move,
    history_is_the_persons_over_all_servers,
);

async fn a_drill_comes_back_as_it_was_stored(store: Store) {
    let new = drill("rollouts");
    let Opened::New(card) = store.open_session(&new, None).await.expect("a drill") else {
        panic!("it is new");
    };
    assert_eq!(
        store.card(card.id).await.expect("a read"),
        Some(card.clone())
    );
    assert_eq!(card.question, new.card.question);
    assert_eq!(card.session.filter, new.filter);
    assert_eq!((card.position, card.session.guild), (0, Some(guild(GUILD))));
    assert_eq!(store.card(card_id()).await.expect("a read"), None);

    let daily = NewSession {
        kind: SessionKind::Daily,
        starter: None,
        guild: None,
        ..drill("daily")
    };
    let card = store
        .open_session(&daily, None)
        .await
        .expect("a day")
        .card();
    assert_eq!(
        store.card(card.id).await.expect("a read"),
        Some(card.clone())
    );
    assert_eq!((card.session.starter, card.session.guild), (None, None));
}

async fn the_same_interaction_opens_one_session(store: Store) {
    let first = NewSession {
        interaction: Some(interaction(42)),
        ..drill("a")
    };
    let second = NewSession {
        interaction: Some(interaction(42)),
        ..drill("b")
    };
    let jobs = [job(JobKind::Drill, 1), job(JobKind::Drill, 2)];
    let made = store
        .open_session(&first, Some(&jobs[0]))
        .await
        .expect("a drill");
    let again = store
        .open_session(&second, Some(&jobs[1]))
        .await
        .expect("a repetition");
    assert_eq!(again, Opened::Already(made.card()));
    assert_eq!(due(&store, at(0), 9).await, [jobs[0].id]);
    assert_eq!(store.card(second.card.id).await.expect("a read"), None);

    // No interaction is not an interaction.
    for slug in ["c", "d"] {
        let opened = store.open_session(&drill(slug), None).await;
        assert!(matches!(opened, Ok(Opened::New(_))), "{slug}");
    }
}

async fn cards_of_a_session_are_numbered(store: Store) {
    let first = stored_card(&store, "a").await;
    let session = first.session.id;
    let new = |slug| NewCard {
        id: card_id(),
        question: question(slug),
    };
    let press = Some(interaction(7));
    let second = store
        .add_card(session, 0, &new("b"), press, at(60), None)
        .await
        .expect("a card");
    let again = store
        .add_card(session, 1, &new("c"), press, at(61), None)
        .await
        .expect("a card");
    let third = store
        .add_card(session, 1, &new("c"), None, at(62), None)
        .await
        .expect("a card");
    let (second, third) = (second.card(), third.card());
    assert_eq!(again, Opened::Already(second.clone()));
    assert_eq!((second.position, third.position), (1, 2));
    assert_eq!(second.session, first.session);
    assert_eq!(store.card(third.id).await.expect("a read"), Some(third));
}

async fn a_card_needs_its_session(store: Store) {
    let new = NewCard {
        id: card_id(),
        question: question("a"),
    };
    let added = store
        .add_card(session_id(), 0, &new, None, at(0), None)
        .await;
    assert!(
        matches!(added, Err(StoreError::Missing("session"))),
        "{added:?}"
    );
}

async fn steps_are_noted(store: Store) {
    let card = stored_card(&store, "a").await;
    assert!(
        !store
            .is_question_thread(channel(3000))
            .await
            .expect("a read")
    );
    store
        .card_shown(card.id, message_id(3000), at(1))
        .await
        .expect("noted");
    store
        .thread_opened(card.session.id, channel(3000), at(2))
        .await
        .expect("noted");
    store
        .opening_sent(card.id, message_id(3001), at(3))
        .await
        .expect("noted");
    let card = store
        .card(card.id)
        .await
        .expect("a read")
        .expect("the card");
    assert_eq!(card.message, Some(message_id(3000)));
    assert_eq!(card.opening, Some(message_id(3001)));
    assert_eq!(card.session.thread, Some(channel(3000)));
    for id in [3000, 3001] {
        let found = store.card_of_message(message_id(id)).await.expect("a read");
        assert_eq!(found.as_ref(), Some(&card), "{id}");
    }
    assert_eq!(
        store.card_of_message(message_id(1)).await.expect("a read"),
        None
    );
    assert!(
        store
            .is_question_thread(channel(3000))
            .await
            .expect("a read")
    );
    assert!(
        !store
            .is_question_thread(channel(CHANNEL))
            .await
            .expect("a read")
    );
    let since = |seconds| store.question_threads_since(at(seconds));
    assert_eq!(
        since(0).await.expect("a read"),
        [(channel(3000), Some(guild(GUILD)))]
    );
    assert_eq!(since(1).await.expect("a read"), []);
}

async fn the_newest_card_of_a_place(store: Store) {
    let dm = channel(CHANNEL);
    assert_eq!(store.newest_card_in(dm).await.expect("a read"), None);
    stored_card(&store, "elsewhere").await;
    assert_eq!(store.newest_card_in(dm).await.expect("a read"), None);
    let here = |slug, seconds| NewSession {
        place: Place::Here,
        guild: None,
        now: at(seconds),
        ..drill(slug)
    };
    let old = store
        .open_session(&here("a", 0), None)
        .await
        .expect("a drill")
        .card();
    assert_eq!(
        store.newest_card_in(dm).await.expect("a read"),
        Some(old.clone())
    );
    let new = store
        .open_session(&here("b", 5), None)
        .await
        .expect("a drill")
        .card();
    assert_eq!(store.newest_card_in(dm).await.expect("a read"), Some(new));
    let further = NewCard {
        id: card_id(),
        question: question("c"),
    };
    let further = store
        .add_card(old.session.id, 0, &further, None, at(9), None)
        .await
        .expect("a card")
        .card();
    assert_eq!(
        store.newest_card_in(dm).await.expect("a read"),
        Some(further)
    );
}

async fn places_move(store: Store) {
    let card = stored_card(&store, "a").await;
    let thread_at = async |place| {
        store
            .set_place(card.session.id, place)
            .await
            .expect("moved");
        let session = store
            .card(card.id)
            .await
            .expect("a read")
            .expect("the card")
            .session;
        assert_eq!(session.place, place);
        session.thread
    };
    assert_eq!(thread_at(Place::Here).await, Some(channel(CHANNEL)));
    assert_eq!(thread_at(Place::Private).await, None);
    assert_eq!(thread_at(Place::OwnThread).await, None);
}

async fn history_is_the_persons_over_all_servers(store: Store) {
    let started = |slug, person, server, seconds| NewSession {
        starter: Some(user(person)),
        guild: Some(guild(server)),
        now: at(seconds),
        ..drill(slug)
    };
    for (slug, person, server, seconds) in [
        ("a", 1, 1, 0),
        ("b", 1, 2, 10),
        ("others", 2, 1, 20),
        ("a", 1, 2, 30),
    ] {
        let new = started(slug, person, server, seconds);
        let card = store
            .open_session(&new, None)
            .await
            .expect("a drill")
            .card();
        if slug == "others" {
            let new = answer(card.id, 1, "mine", at(25));
            store.add_attempt(&new, None).await.expect("an answer");
        }
    }
    let history = |limit| store.history(user(1), limit);
    let found: Vec<_> = history(10)
        .await
        .expect("a read")
        .into_iter()
        .map(|met| (met.question.slug().to_owned(), met.at, met.answered))
        .collect();
    let expected = [
        ("a", at(30), false),
        ("others", at(25), true),
        ("b", at(10), false),
    ];
    assert_eq!(
        found,
        expected.map(|(slug, at, answered)| (slug.to_owned(), at, answered))
    );
    assert_eq!(history(1).await.expect("a read").len(), 1);
    assert_eq!(store.history(user(3), 10).await.expect("a read"), []);
}
