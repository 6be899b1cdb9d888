//! Messages: written, read in pages, changed, with files, once per nonce.

use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

use crate::bench::{Bench, INTENTS, id};

#[tokio::test]
async fn the_same_enforced_nonce_gives_the_first_message_for_a_few_minutes() {
    let bench = Bench::new().await;
    let path = format!("/channels/{}/messages", bench.text);
    let body = json!({"content": "once", "nonce": "abc", "enforce_nonce": true});
    let (_, first) = bench.post(&path, body.clone()).await;
    let (status, second) = bench.post(&path, body.clone()).await;
    assert_eq!((status, id(&second)), (200, id(&first)));
    assert_eq!(bench.seen(&bench.member, &bench.text).await.len(), 1);
    bench
        .shape(json!({"do": "advance_clock", "ms": 301_000}))
        .await;
    let (_, third) = bench.post(&path, body).await;
    assert_ne!(id(&third), id(&first));
}

#[tokio::test]
async fn pages_are_newest_first_and_meet_without_gap() {
    let bench = Bench::new().await;
    let mut ids = Vec::new();
    for number in 0..7 {
        ids.push(bench.say(&bench.text, &number.to_string()).await);
    }
    let page = async |query: String| -> Vec<String> {
        let (_, body) = bench
            .get(&format!("/channels/{}/messages?{query}", bench.text))
            .await;
        body.as_array().unwrap().iter().map(id).collect()
    };
    let newest_first = |range: std::ops::Range<usize>| -> Vec<String> {
        ids[range].iter().rev().cloned().collect()
    };
    assert_eq!(page("limit=3".to_owned()).await, newest_first(4..7));
    assert_eq!(
        page(format!("limit=3&before={}", ids[4])).await,
        newest_first(1..4)
    );
    assert_eq!(
        page(format!("limit=3&after={}", ids[1])).await,
        newest_first(2..5)
    );
    assert_eq!(
        page(format!("limit=3&around={}", ids[3])).await,
        newest_first(2..5)
    );
    let (status, _) = bench
        .get(&format!("/channels/{}/messages?limit=101", bench.text))
        .await;
    assert_eq!(status, 400);
}

#[tokio::test]
async fn only_ones_own_messages_can_be_edited() {
    let bench = Bench::new().await;
    let mut socket = bench.identified(INTENTS).await;
    let say = json!({"do": "say", "channel": bench.text, "content": "mine"});
    let theirs = bench.act(&bench.member, say).await;
    let path = format!("/channels/{}/messages/{theirs}", bench.text);
    let (status, body) = bench
        .call(Method::PATCH, &path, json!({"content": "no"}))
        .await;
    assert_eq!((status, &body["code"]), (403, &json!(50_005)));
    let (status, body) = bench.call(Method::DELETE, &path, Value::Null).await;
    assert_eq!((status, &body["code"]), (403, &json!(50_013)));

    let own = bench.say(&bench.text, "draft").await;
    let path = format!("/channels/{}/messages/{own}", bench.text);
    let (_, body) = bench
        .call(Method::PATCH, &path, json!({"content": "final"}))
        .await;
    assert!(body["edited_timestamp"].is_string());
    assert_eq!(socket.event("MESSAGE_UPDATE").await["content"], "final");
    let (status, body) = bench
        .call(Method::PATCH, &path, json!({"content": ""}))
        .await;
    assert_eq!((status, &body["code"]), (400, &json!(50_006)));
    assert_eq!(bench.call(Method::DELETE, &path, Value::Null).await.0, 204);
    assert_eq!(socket.event("MESSAGE_DELETE").await["id"], own.as_str());
    let (status, body) = bench.get(&path).await;
    assert_eq!((status, &body["code"]), (404, &json!(10_008)));
}

#[tokio::test]
async fn uploaded_files_are_served_and_kept_through_an_edit() {
    let bench = Bench::new().await;
    let payload = json!({"attachments": [{"id": 0, "description": "a list"}]});
    let form = Form::new().text("payload_json", payload.to_string()).part(
        "files[0]",
        Part::bytes(b"a,b".to_vec()).file_name("list.csv"),
    );
    let url = format!("/api/v10/channels/{}/messages", bench.text);
    let request = bench
        .http
        .post(format!("{}{url}", bench.playground.base_url()));
    let request = request.header("authorization", format!("Bot {}", bench.playground.token()));
    let message: Value = request
        .multipart(form)
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    let file = &message["attachments"][0];
    assert_eq!(file["filename"], "list.csv");
    assert_eq!(file["description"], "a list");
    let served = bench
        .http
        .get(file["url"].as_str().unwrap())
        .send()
        .await
        .unwrap();
    assert_eq!(served.bytes().await.unwrap().as_ref(), b"a,b");

    let path = format!("/channels/{}/messages/{}", bench.text, id(&message));
    let (_, edited) = bench
        .call(Method::PATCH, &path, json!({"content": "with words"}))
        .await;
    assert_eq!(edited["attachments"][0]["id"], file["id"]);
    let (_, edited) = bench
        .call(Method::PATCH, &path, json!({"attachments": []}))
        .await;
    assert_eq!(edited["attachments"], json!([]));
}

#[tokio::test]
async fn reactions_are_counted_and_bounded() {
    let bench = Bench::new().await;
    let mut socket = bench.identified(INTENTS | 1 << 10).await;
    let message = bench.say(&bench.text, "react").await;
    let emoji = |text: &str| {
        format!(
            "/channels/{}/messages/{message}/reactions/{text}/@me",
            bench.text
        )
    };
    assert_eq!(
        bench
            .call(Method::PUT, &emoji("%E2%9C%85"), Value::Null)
            .await
            .0,
        204
    );
    let react = json!({"do": "react", "channel": bench.text, "message": message, "emoji": "✅"});
    bench.act(&bench.member, react).await;
    socket.event("MESSAGE_REACTION_ADD").await;
    let theirs = socket.event("MESSAGE_REACTION_ADD").await;
    assert_eq!(theirs["user_id"], bench.member.as_str());
    let (_, read) = bench
        .get(&format!("/channels/{}/messages/{message}", bench.text))
        .await;
    assert_eq!(read["reactions"][0]["count"], 2);
    assert_eq!(read["reactions"][0]["me"], true);
    let (status, body) = bench.call(Method::PUT, &emoji("word"), Value::Null).await;
    assert_eq!((status, &body["code"]), (400, &json!(10_014)));
}

#[tokio::test]
async fn mentions_obey_what_is_allowed() {
    let bench = Bench::new().await;
    let path = format!("/channels/{}/messages", bench.text);
    let content = format!("<@{}> and <@{}>", bench.member, bench.other);
    let (_, all) = bench.post(&path, json!({"content": content})).await;
    assert_eq!(all["mentions"].as_array().unwrap().len(), 2);
    let none = json!({"content": content, "allowed_mentions": {"parse": []}});
    assert_eq!(bench.post(&path, none).await.1["mentions"], json!([]));
    let one = json!({"content": content, "allowed_mentions": {"users": [bench.other]}});
    let (_, one) = bench.post(&path, one).await;
    assert_eq!(one["mentions"][0]["id"], bench.other.as_str());
    let (_, loud) = bench.post(&path, json!({"content": "@everyone"})).await;
    assert_eq!(
        loud["mention_everyone"], false,
        "the bot lacks the permission"
    );
}

#[tokio::test]
async fn pins_announce_themselves() {
    let bench = Bench::new().await;
    let message = bench.say(&bench.text, "keep").await;
    let path = format!("/channels/{}/pins/{message}", bench.text);
    assert_eq!(bench.call(Method::PUT, &path, Value::Null).await.0, 204);
    let (_, pins) = bench.get(&format!("/channels/{}/pins", bench.text)).await;
    assert_eq!(pins[0]["id"], message.as_str());
    let seen = bench.seen(&bench.member, &bench.text).await;
    assert_eq!(seen[1]["type"], 6);
}
