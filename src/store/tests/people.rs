//! What is kept of a person: hints, openings, skips, disputes, nudges.

use super::databases::on_both;
use super::fixtures::{answer, at, channel, due, guild, job, message_id, stored_card, typed, user};
use crate::domain::action::Section;
use crate::store::{JobKind, NewDraft, Store};

on_both!(
    each_hint_is_another,
    marks_count_once,
    reading_never_goes_back,
    servers_come_and_go,
    an_erased_server_leaves_nothing,
    everything_is_exported,
);

async fn each_hint_is_another(store: Store) {
    let card = stored_card(&store, "a").await.id;
    let mut hints = Vec::new();
    for _ in 0..4 {
        hints.push(store.hint_given(card, user(1)).await.expect("a hint"));
    }
    assert_eq!(hints, [0, 1, 2, 3]);
    assert_eq!(store.hint_given(card, user(2)).await.expect("a hint"), 0);
}

async fn marks_count_once(store: Store) {
    let card = stored_card(&store, "a").await.id;
    for point in [2, 0, 2] {
        store
            .dispute(card, user(1), point, at(1))
            .await
            .expect("noted");
    }
    assert_eq!(store.disputes(card, user(1)).await.expect("a read"), [0, 2]);
    assert!(
        store
            .disputes(card, user(2))
            .await
            .expect("a read")
            .is_empty()
    );
    for (before, seconds) in [(true, 1), (false, 2)] {
        let noted = store
            .section_opened(card, user(1), Section::Terms, before, at(seconds))
            .await;
        noted.expect("noted");
        store
            .skipped(card, user(1), at(seconds))
            .await
            .expect("noted");
    }
    let export = store.export(user(1)).await.expect("an export");
    assert_eq!((export.openings.len(), export.skips.len()), (1, 1));
    assert!(export.openings[0].before_answer);
    for _ in 0..2 {
        let noted = store.nudged(channel(1), user(1)).await;
        noted.expect("noted");
    }
    for (thread, person, told) in [(1, 1, true), (2, 1, false), (1, 2, false)] {
        let nudged = store.was_nudged(channel(thread), user(person)).await;
        assert_eq!(nudged.expect("a read"), told, "{thread} {person}");
    }
}

async fn reading_never_goes_back(store: Store) {
    assert_eq!(store.read_mark(channel(1)).await.expect("a read"), None);
    for (message, expected) in [(10, 10), (5, 10), (20, 20)] {
        store
            .mark_read(channel(1), message_id(message))
            .await
            .expect("noted");
        let mark = store.read_mark(channel(1)).await.expect("a read");
        assert_eq!(mark, Some(message_id(expected)));
    }
}

async fn servers_come_and_go(store: Store) {
    let left_before = async |seconds| {
        store
            .servers_left_before(at(seconds))
            .await
            .expect("a read")
    };
    store.server_joined(guild(1), at(0)).await.expect("noted");
    assert_eq!(left_before(999).await, []);
    store.server_left(guild(1), at(10)).await.expect("noted");
    store
        .server_left(guild(1), at(20))
        .await
        .expect("noted again");
    store
        .server_left(guild(2), at(15))
        .await
        .expect("noted without having joined");
    assert_eq!(left_before(10).await, []);
    assert_eq!(left_before(11).await, [guild(1)]);
    assert_eq!(left_before(16).await, [guild(1), guild(2)]);
    store.server_joined(guild(1), at(30)).await.expect("noted");
    assert_eq!(left_before(999).await, [guild(2)]);
}

async fn an_erased_server_leaves_nothing(store: Store) {
    let card = stored_card(&store, "gone").await;
    let server = card.session.guild.expect("a server");
    let kept = crate::store::NewSession {
        guild: Some(guild(1)),
        ..super::fixtures::drill("kept")
    };
    let kept = store
        .open_session(&kept, None)
        .await
        .expect("a drill")
        .card();
    for card in [card.id, kept.id] {
        let new = answer(card, 1, "words", at(0));
        let coach = job(JobKind::Coach, new.id.get());
        store
            .add_attempt(&new, Some(&coach))
            .await
            .expect("an answer");
    }
    store
        .thread_opened(card.session.id, channel(3000), at(1))
        .await
        .expect("noted");
    store
        .mark_read(channel(3000), message_id(1))
        .await
        .expect("noted");
    store.nudged(channel(3000), user(1)).await.expect("noted");
    store.server_left(server, at(1)).await.expect("noted");
    store.erase_server(server).await.expect("erased");

    assert_eq!(store.card(card.id).await.expect("a read"), None);
    assert_eq!(store.read_mark(channel(3000)).await.expect("a read"), None);
    let nudged = store.was_nudged(channel(3000), user(1)).await;
    assert!(!nudged.expect("a read"), "forgotten");
    assert_eq!(store.servers_left_before(at(9)).await.expect("a read"), []);
    assert_eq!(due(&store, at(9), 9).await.len(), 1);
    let history = store.history(user(1), 9).await.expect("a read");
    assert_eq!(history.len(), 1);
    assert_eq!(store.card(kept.id).await.expect("a read"), Some(kept));
    // The same question can be asked again, though its snapshot went.
    stored_card(&store, "gone").await;
}

async fn everything_is_exported(store: Store) {
    let card = stored_card(&store, "a").await.id;
    let new = typed(card, 1, &[(11, "one")], at(1));
    let id = store
        .add_attempt(&new, None)
        .await
        .expect("an answer")
        .attempt()
        .id;
    store
        .revise_message(message_id(11), "two", at(2))
        .await
        .expect("revised");
    store
        .add_report(id, 3, r#"{"points":[1,2]}"#, at(3))
        .await
        .expect("a report");
    store
        .rate(id, crate::domain::action::Rating::Hard, at(4))
        .await
        .expect("a rating");
    store.hint_given(card, user(1)).await.expect("a hint");
    store
        .section_opened(card, user(1), Section::Mistakes, false, at(5))
        .await
        .expect("noted");
    store.skipped(card, user(1), at(6)).await.expect("noted");
    store.dispute(card, user(1), 4, at(7)).await.expect("noted");
    store.nudged(channel(8), user(1)).await.expect("noted");
    let draft = NewDraft {
        card,
        person: user(1),
        message: super::fixtures::message(12),
        text: "draft".to_owned(),
        at: at(8),
    };
    store.add_draft(&draft).await.expect("gathered");
    // Somebody else's, which must not be seen.
    let others = answer(card, 2, "others", at(9));
    store.add_attempt(&others, None).await.expect("an answer");

    let json = store
        .export(user(1))
        .await
        .expect("an export")
        .to_json()
        .expect("JSON");
    insta::allow_duplicates! {
        insta::assert_snapshot!(json, @r#"
        {
          "person": "1",
          "drills": [
            {
              "question": {
                "id": "core/a",
                "title": "title of a, with “quotes”, ünïcode and a\nnew line",
                "server": "900"
              },
              "kind": "drill",
              "asked": "2026-11-04T10:15:00Z"
            }
          ],
          "answers": [
            {
              "question": {
                "id": "core/a",
                "title": "title of a, with “quotes”, ünïcode and a\nnew line",
                "server": "900"
              },
              "number": 1,
              "source": "message",
              "private": false,
              "text": "two",
              "shown_as": null,
              "given": "2026-11-04T10:15:01Z",
              "messages": [
                "11"
              ],
              "revisions": [
                {
                  "text": "one",
                  "replaced": "2026-11-04T10:15:02Z"
                }
              ],
              "reports": [
                {
                  "engine_version": 3,
                  "body": {
                    "points": [
                      1,
                      2
                    ]
                  },
                  "made": "2026-11-04T10:15:03Z"
                }
              ],
              "ratings": [
                {
                  "rating": "hard",
                  "given": "2026-11-04T10:15:04Z"
                }
              ]
            }
          ],
          "drafts": [
            {
              "question": {
                "id": "core/a",
                "title": "title of a, with “quotes”, ünïcode and a\nnew line",
                "server": "900"
              },
              "message": "12",
              "text": "draft",
              "written": "2026-11-04T10:15:08Z"
            }
          ],
          "hints": [
            {
              "question": {
                "id": "core/a",
                "title": "title of a, with “quotes”, ünïcode and a\nnew line",
                "server": "900"
              },
              "given": 1
            }
          ],
          "openings": [
            {
              "question": {
                "id": "core/a",
                "title": "title of a, with “quotes”, ünïcode and a\nnew line",
                "server": "900"
              },
              "section": "mistakes",
              "before_answer": false,
              "opened": "2026-11-04T10:15:05Z"
            }
          ],
          "skips": [
            {
              "question": {
                "id": "core/a",
                "title": "title of a, with “quotes”, ünïcode and a\nnew line",
                "server": "900"
              },
              "skipped": "2026-11-04T10:15:06Z"
            }
          ],
          "disputes": [
            {
              "question": {
                "id": "core/a",
                "title": "title of a, with “quotes”, ünïcode and a\nnew line",
                "server": "900"
              },
              "key_point": 5,
              "disputed": "2026-11-04T10:15:07Z"
            }
          ],
          "lookups": [],
          "suggestions": [],
          "told_how_to_submit": [
            "8"
          ]
        }
        "#);
    }
    let counts = store.what_is_kept(user(1)).await.expect("counts");
    assert_eq!(
        (counts.answers, counts.drills, counts.since),
        (1, 1, Some(at(0)))
    );
    let nobody = store.what_is_kept(user(3)).await.expect("counts");
    assert_eq!((nobody.answers, nobody.drills, nobody.since), (0, 0, None));
}
