//! Who may do what, and the codes that say no.

use reqwest::Method;
use serde_json::{Value, json};

use crate::bench::Bench;

#[tokio::test]
async fn without_the_token_nothing_is_answered() {
    let bench = Bench::new().await;
    let url = format!("{}/api/v10/users/@me", bench.playground.base_url());
    for token in ["", "Bot wrong", bench.playground.token()] {
        let answer = bench
            .http
            .get(&url)
            .header("authorization", token)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 401);
    }
    assert_eq!(bench.get("/users/@me").await.0, 200);
}

#[tokio::test]
async fn unknown_routes_are_counted() {
    let bench = Bench::new().await;
    let (status, body) = bench.get("/nothing/here").await;
    assert_eq!((status, &body["code"]), (404, &json!(0)));
    assert_eq!(
        bench.call(Method::PUT, "/users/@me", Value::Null).await.0,
        405
    );
    assert_eq!(bench.counters().await["unknown_routes"], 1);
}

#[tokio::test]
async fn each_missing_permission_has_its_refusal() {
    let bench = Bench::new().await;
    let message = bench.say(&bench.text, "hello").await;
    let messages = format!("/channels/{}/messages", bench.text);
    let threads = format!("{messages}/{message}/threads");
    let say = json!({"content": "c"});
    let embed = json!({"embeds": [{"title": "t"}]});
    for (permission, path, body, code) in [
        ("EMBED_LINKS", &messages, &embed, 50_013),
        (
            "CREATE_PUBLIC_THREADS",
            &threads,
            &json!({"name": "n"}),
            50_013,
        ),
        ("SEND_MESSAGES", &messages, &say, 50_013),
        ("VIEW_CHANNEL", &messages, &say, 50_001),
    ] {
        let change =
            |verb: &str| json!({"do": verb, "channel": bench.text, "permissions": [permission]});
        bench.shape(change("deny")).await;
        let (status, answer) = bench.post(path, body.clone()).await;
        assert_eq!(
            (status, &answer["code"]),
            (403, &json!(code)),
            "{permission}"
        );
        bench.shape(change("allow")).await;
    }
    assert_eq!(bench.post(&messages, say).await.0, 200);
}

#[tokio::test]
async fn a_permission_taken_in_a_server_is_taken_from_the_bot_alone() {
    let bench = Bench::new().await;
    let body = json!({"do": "deny", "guild": bench.guild, "permissions": ["SEND_MESSAGES"]});
    bench.shape(body).await;
    let path = format!("/channels/{}/messages", bench.text);
    let (_, answer) = bench.post(&path, json!({"content": "c"})).await;
    assert_eq!(answer["code"], 50_013);
    let say = json!({"do": "say", "channel": bench.text, "content": "still here"});
    bench.act(&bench.member, say).await;
    let (_, roles) = bench.get(&format!("/guilds/{}/roles", bench.guild)).await;
    let everyone: u64 = roles[0]["permissions"].as_str().unwrap().parse().unwrap();
    assert_eq!(everyone & (1 << 11), 0, "the roles show what is missing");
}

#[tokio::test]
async fn a_removed_bot_hears_of_it_and_is_locked_out() {
    let bench = Bench::new().await;
    let mut socket = bench.identified(1).await;
    bench
        .shape(json!({"do": "remove_bot", "guild": bench.guild}))
        .await;
    assert_eq!(
        socket.event("GUILD_DELETE").await["id"],
        bench.guild.as_str()
    );
    let path = format!("/channels/{}/messages", bench.text);
    let (status, answer) = bench.post(&path, json!({"content": "c"})).await;
    assert_eq!((status, &answer["code"]), (403, &json!(50_001)));
    bench
        .shape(json!({"do": "add_bot", "guild": bench.guild}))
        .await;
    assert_eq!(
        socket.event("GUILD_CREATE").await["id"],
        bench.guild.as_str()
    );
    assert_eq!(bench.post(&path, json!({"content": "c"})).await.0, 200);
}

#[tokio::test]
async fn direct_messages_reach_their_person_only() {
    let bench = Bench::new().await;
    let body = json!({"recipient_id": bench.member});
    let (_, channel) = bench.post("/users/@me/channels", body).await;
    let channel = channel["id"].as_str().unwrap();
    bench.say(channel, "hello").await;
    assert_eq!(bench.seen(&bench.member, channel).await.len(), 1);
    assert!(bench.seen(&bench.admin, channel).await.is_empty());
    let (status, body) = bench
        .post("/users/@me/channels", json!({"recipient_id": "1"}))
        .await;
    assert_eq!((status, &body["code"]), (404, &json!(10_013)));
}
