//! Threads: begun once, archived, locked, woken, counted.

use reqwest::Method;
use serde_json::{Value, json};

use crate::bench::{Bench, INTENTS, id};

async fn thread(bench: &Bench) -> (String, String) {
    let message = bench.say(&bench.text, "question").await;
    let path = format!("/channels/{}/messages/{message}/threads", bench.text);
    let (status, thread) = bench.post(&path, json!({"name": "Question"})).await;
    assert_eq!(status, 201, "{thread}");
    (message, id(&thread))
}

#[tokio::test]
async fn a_thread_takes_the_id_of_its_message_and_begins_once() {
    let bench = Bench::new().await;
    let mut socket = bench.identified(INTENTS).await;
    let (message, begun) = thread(&bench).await;
    assert_eq!(message, begun);
    let event = socket.event("THREAD_CREATE").await;
    assert_eq!(
        (id(&event), &event["newly_created"]),
        (begun.clone(), &json!(true))
    );
    assert_eq!(
        socket.event("MESSAGE_UPDATE").await["thread"]["id"],
        begun.as_str()
    );

    let path = format!("/channels/{}/messages/{message}/threads", bench.text);
    let (status, body) = bench.post(&path, json!({"name": "Again"})).await;
    assert_eq!((status, &body["code"]), (400, &json!(160_004)));
    let (_, active) = bench
        .get(&format!("/guilds/{}/threads/active", bench.guild))
        .await;
    assert_eq!(active["threads"][0]["id"], begun.as_str());
    let (status, body) = bench
        .post(
            &format!("/channels/{begun}/threads"),
            json!({"name": "Inside", "type": 11}),
        )
        .await;
    assert_eq!((status, &body["code"]), (400, &json!(50_024)));
}

#[tokio::test]
async fn a_message_wakes_an_archived_thread_but_not_a_locked_one() {
    let bench = Bench::new().await;
    let (_, thread) = thread(&bench).await;
    let messages = format!("/channels/{thread}/messages");
    let path = format!("/channels/{thread}");
    let archived = async || bench.get(&path).await.1["thread_metadata"]["archived"].clone();
    let (_, first) = bench.post(&messages, json!({"content": "one"})).await;

    bench
        .call(Method::PATCH, &path, json!({"archived": true}))
        .await;
    assert_eq!(archived().await, true);
    let edit = format!("{messages}/{}", id(&first));
    let (status, body) = bench
        .call(Method::PATCH, &edit, json!({"content": "two"}))
        .await;
    assert_eq!((status, &body["code"]), (400, &json!(50_083)));
    bench.say(&thread, "awake").await;
    assert_eq!(archived().await, false);

    bench
        .shape(json!({"do": "deny", "guild": bench.guild, "permissions": ["MANAGE_THREADS"]}))
        .await;
    bench
        .shape(json!({"do": "archive", "channel": thread}))
        .await;
    bench.shape(json!({"do": "lock", "channel": thread})).await;
    let (status, body) = bench.post(&messages, json!({"content": "three"})).await;
    assert_eq!((status, &body["code"]), (400, &json!(50_083)));
    assert_eq!(archived().await, true);
    let say = json!({"do": "say", "channel": thread, "content": "let me in"});
    assert_eq!(bench.act_refused(&bench.member, say).await, 403);
    bench
        .shape(json!({"do": "unlock", "channel": thread}))
        .await;
    bench.say(&thread, "four").await;
    assert_eq!(archived().await, false);
}

#[tokio::test]
async fn a_full_server_refuses_threads_until_one_is_archived() {
    let bench = Bench::new().await;
    bench
        .shape(json!({"do": "fill_threads", "guild": bench.guild}))
        .await;
    let message = bench.say(&bench.text, "question").await;
    let path = format!("/channels/{}/messages/{message}/threads", bench.text);
    let (status, body) = bench.post(&path, json!({"name": "Full"})).await;
    assert_eq!((status, &body["code"]), (400, &json!(160_006)));
    bench
        .shape(json!({"do": "empty_threads", "guild": bench.guild}))
        .await;
    assert_eq!(bench.post(&path, json!({"name": "Room"})).await.0, 201);
}

#[tokio::test]
async fn a_forum_takes_posts_and_no_messages() {
    let bench = Bench::new().await;
    let path = format!("/channels/{}/threads", bench.forum);
    let post = json!({"name": "Post", "message": {"content": "first"}});
    let (status, body) = bench.post(&path, post).await;
    assert_eq!(status, 201, "{body}");
    assert_eq!(body["message"]["id"], body["id"]);
    assert_eq!(body["message"]["content"], "first");
    let (status, body) = bench.post(&path, json!({"name": "No message"})).await;
    assert_eq!((status, &body["code"]), (400, &json!(50_035)));
    let messages = format!("/channels/{}/messages", bench.forum);
    let (status, body) = bench.post(&messages, json!({"content": "no"})).await;
    assert_eq!((status, &body["code"]), (400, &json!(50_008)));
}

#[tokio::test]
async fn names_and_durations_of_threads_are_checked() {
    let bench = Bench::new().await;
    let path = format!("/channels/{}/threads", bench.text);
    for (body, place) in [
        (json!({"name": "n".repeat(101), "type": 11}), "name"),
        (json!({"name": "", "type": 11}), "name"),
        (
            json!({"name": "n", "type": 11, "auto_archive_duration": 5}),
            "auto_archive_duration",
        ),
        (json!({"name": "n", "type": 15}), "type"),
    ] {
        let (status, answer) = bench.post(&path, body).await;
        assert_eq!((status, &answer["code"]), (400, &json!(50_035)));
        assert!(answer["errors"][place]["_errors"].is_array(), "{answer}");
    }
}

#[tokio::test]
async fn members_come_go_and_are_listed() {
    let bench = Bench::new().await;
    let (_, thread) = thread(&bench).await;
    let members = format!("/channels/{thread}/thread-members");
    let member = format!("{members}/{}", bench.member);
    assert_eq!(bench.call(Method::PUT, &member, Value::Null).await.0, 204);
    assert_eq!(bench.get(&members).await.1.as_array().unwrap().len(), 2);
    assert_eq!(
        bench.call(Method::DELETE, &member, Value::Null).await.0,
        204
    );
    assert_eq!(bench.get(&member).await.0, 404);
}

#[tokio::test]
async fn archived_threads_are_listed_and_a_deleted_one_is_gone() {
    let bench = Bench::new().await;
    let mut socket = bench.identified(INTENTS).await;
    let (_, thread) = thread(&bench).await;
    bench
        .shape(json!({"do": "archive", "channel": thread}))
        .await;
    let path = format!("/channels/{}/threads/archived/public", bench.text);
    let (_, archived) = bench.get(&path).await;
    assert_eq!(archived["threads"][0]["id"], thread.as_str());
    bench
        .shape(json!({"do": "delete_channel", "channel": thread}))
        .await;
    assert_eq!(socket.event("THREAD_DELETE").await["id"], thread.as_str());
    let (status, body) = bench.get(&format!("/channels/{thread}")).await;
    assert_eq!((status, &body["code"]), (404, &json!(10_003)));
}
