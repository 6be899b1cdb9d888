//! Erasing a person: nothing of theirs stays, nothing of others goes.

use sqlx::{AssertSqlSafe, Row};

use super::databases::{on_both, start};
use super::fixtures::{
    answer, at, channel, drill, guild, job, job_id, message, message_id, suggest, typed, user,
};
use crate::domain::action::{Rating, Section};
use crate::domain::session::Message;
use crate::store::{JobKind, Kind, NewDraft, NewSession, OwnMessage, Store};

on_both!(a_forgotten_person_leaves_no_trace);

const WORD: &str = "xylophonequartz";
const PERSON: u64 = 987_654_321_012_345;

/// Leaves something of the person in every table that can hold it.
async fn live(store: &Store) -> Vec<Message> {
    let new = NewSession {
        starter: Some(user(PERSON)),
        ..drill("a")
    };
    let card = store
        .open_session(&new, None)
        .await
        .expect("a drill")
        .card()
        .id;
    let text = format!("I said {WORD}");
    let modal = answer(card, PERSON, &text, at(0));
    let coach = job(JobKind::Coach, modal.id.get());
    store
        .add_attempt(&modal, Some(&coach))
        .await
        .expect("an answer");
    let messages = typed(card, PERSON, &[(11, &text), (12, WORD)], at(1));
    store.add_attempt(&messages, None).await.expect("an answer");
    for id in [modal.id, messages.id] {
        let report = format!(r#"{{"quote":"{WORD}"}}"#);
        assert!(
            store
                .add_report(id, 1, &report, at(2))
                .await
                .expect("a report")
        );
        assert!(store.rate(id, Rating::Good, at(2)).await.expect("a rating"));
    }
    store
        .join_message(messages.id, message(13), WORD, None, at(3))
        .await
        .expect("joined");
    store
        .revise(modal.id, &format!("{WORD} again"), at(3))
        .await
        .expect("revised");
    store.hint_given(card, user(PERSON)).await.expect("a hint");
    store
        .section_opened(card, user(PERSON), Section::Terms, true, at(4))
        .await
        .expect("noted");
    store
        .skipped(card, user(PERSON), at(4))
        .await
        .expect("noted");
    store
        .dispute(card, user(PERSON), 1, at(4))
        .await
        .expect("noted");
    store.nudged(channel(1), user(PERSON)).await.expect("noted");
    let question = "core/a".parse().expect("an id");
    store
        .question_opened(user(PERSON), &question, at(4))
        .await
        .expect("noted");
    let draft = NewDraft {
        card,
        person: user(PERSON),
        message: message(14),
        text: WORD.to_owned(),
        at: at(5),
    };
    assert!(store.add_draft(&draft).await.expect("gathered"));
    let suggestion = suggest(store, PERSON, 61, &format!("Why {WORD}?")).await;
    let told = message(54);
    assert!(
        store
            .suggestion_told(suggestion, told)
            .await
            .expect("noted")
    );
    suggest(store, PERSON, 62, WORD).await;
    let ours = [message(51), message(52), message(53), told];
    assert!(store.shown(modal.id, ours[0]).await.expect("noted"));
    assert!(store.coached(modal.id, ours[1]).await.expect("noted"));
    assert!(store.coached(messages.id, ours[2]).await.expect("noted"));
    ours.to_vec()
}

async fn a_forgotten_person_leaves_no_trace(store: Store) {
    let ours = live(&store).await;
    let other = super::fixtures::stored_card(&store, "b").await;
    store
        .add_attempt(&answer(other.id, 2, "others", at(0)), None)
        .await
        .expect("an answer");
    let found = traces(&store).await;
    for place in [
        "attempts.text",
        "attempt_parts.text",
        "attempt_revisions.text",
        "reports.body",
        "draft_parts.text",
        "sessions.starter",
        "attempts.person",
        "draft_parts.person",
        "hints.person",
        "skips.person",
        "openings.person",
        "disputes.person",
        "nudges.person",
        "lookups.person",
        "suggestions.title",
        "suggestions.author",
    ] {
        assert!(
            found.iter().any(|it| it == place),
            "{place} is searched: {found:?}"
        );
    }

    let forgotten = store
        .forget(user(PERSON), at(9), job_id)
        .await
        .expect("forgotten");
    assert_eq!(forgotten.bot_messages, ours);
    let own = |id| OwnMessage {
        guild: Some(guild(super::fixtures::GUILD)),
        message: message(id),
    };
    assert_eq!(forgotten.own_messages, [own(11), own(12), own(13), own(14)]);
    assert_eq!(traces(&store).await, Vec::<String>::new());
    if let Some(file) = store.file() {
        for file in [
            file.to_owned(),
            crate::store::backup::with_ending(file, "-wal"),
        ] {
            let bytes = std::fs::read(&file).expect("the database's file");
            let word = WORD.as_bytes();
            assert!(
                !bytes.windows(word.len()).any(|it| it == word),
                "{}",
                file.display()
            );
        }
    }

    // What is left to do is to delete our messages. The promise to coach stays: whoever keeps it
    // finds the answer gone, and takes back what was posted about it in the meantime.
    let mut erased = Vec::new();
    let mut promised = 0;
    for (id, _) in store.due_jobs(at(9), 99).await.expect("a read") {
        let job = store
            .claim_job(id, "us", at(9), at(99))
            .await
            .expect("a claim")
            .expect("due");
        match job.work.kind {
            JobKind::Erase => erased.push(job.work.message.expect("a message")),
            JobKind::Coach => promised += 1,
            other => panic!("{other:?} was not promised"),
        }
    }
    assert_eq!(promised, 1);
    assert_eq!(erased, [51, 52, 53, 54].map(message_id));
    let counts = store.what_is_kept(user(PERSON)).await.expect("counts");
    assert_eq!((counts.answers, counts.drills, counts.since), (0, 0, None));
    let others = store.what_is_kept(user(2)).await.expect("counts");
    assert_eq!((others.answers, others.since), (1, Some(start())));
    let again = store
        .forget(user(PERSON), at(10), job_id)
        .await
        .expect("nothing");
    assert_eq!(again, crate::store::Forgotten::default());
}

/// Every column of every table where the word or the person's id is.
async fn traces(store: &Store) -> Vec<String> {
    let columns = match store.kind() {
        Kind::Sqlite => {
            "SELECT m.name AS tbl, p.name AS col, p.type AS kind
             FROM sqlite_schema m JOIN pragma_table_info(m.name) p WHERE m.type = 'table'"
        }
        Kind::Postgres => {
            "SELECT CAST(table_name AS TEXT) AS tbl, CAST(column_name AS TEXT) AS col,
                    CAST(upper(data_type) AS TEXT) AS kind
             FROM information_schema.columns WHERE table_schema = current_schema()"
        }
    };
    let columns = sqlx::query(columns)
        .fetch_all(store.readers())
        .await
        .expect("the columns");
    assert!(columns.len() > 90, "all columns are listed");
    let mut found = Vec::new();
    for row in columns {
        let [table, column, kind]: [String; 3] = ["tbl", "col", "kind"].map(|name| row.get(name));
        let condition = match kind.as_str() {
            "TEXT" => format!("{column} LIKE '%{WORD}%'"),
            "BIGINT" => format!("{column} = {PERSON}"),
            _ if table == "_sqlx_migrations" => continue,
            other => panic!("{table}.{column} is {other}, neither BIGINT nor TEXT"),
        };
        let query = format!("SELECT COUNT(*) AS found FROM {table} WHERE {condition}");
        let row = sqlx::query(AssertSqlSafe(query))
            .fetch_one(store.readers())
            .await;
        if row.expect("a count").get::<i64, _>("found") > 0 {
            found.push(format!("{table}.{column}"));
        }
    }
    found
}
