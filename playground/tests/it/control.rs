//! The control interface itself: who may use it, what it shows, what it sends.

use futures_util::StreamExt;
use serde_json::{Value, json};

use crate::bench::{Bench, INTENTS};

#[tokio::test]
async fn other_hosts_and_other_sites_are_refused() {
    let bench = Bench::new().await;
    let url = format!("{}/playground/state", bench.playground.base_url());
    for (name, value) in [
        ("host", "discord.example"),
        ("origin", "http://evil.example"),
    ] {
        let answer = bench
            .http
            .get(&url)
            .header(name, value)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 403, "{name}");
    }
    let own = bench.playground.base_url();
    let answer = bench
        .http
        .get(&url)
        .header("origin", own)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 200);
}

#[tokio::test]
async fn the_page_and_its_files_are_served() {
    let bench = Bench::new().await;
    let page = bench
        .http
        .get(bench.playground.base_url())
        .send()
        .await
        .unwrap();
    assert_eq!(page.headers()["content-type"], "text/html; charset=utf-8");
    let mut names = 0;
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/assets")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let served = [".html", ".css", ".js", ".svg"];
        if !served.iter().any(|ending| name.ends_with(ending)) {
            continue;
        }
        let url = format!("{}/assets/{name}", bench.playground.base_url());
        let answer = bench.http.get(url).send().await.unwrap();
        assert_eq!(
            answer.status(),
            200,
            "{name} is missing in the table of page.rs"
        );
        names += 1;
    }
    assert!(names >= 3);
}

#[tokio::test]
async fn the_state_shows_each_person_their_own_world() {
    let bench = Bench::new().await;
    let added = bench
        .shape(json!({"do": "add_person", "name": "Guest"}))
        .await;
    let guest = added["id"].as_str().unwrap();
    assert_eq!(bench.state(Some(guest)).await["guilds"], json!([]));
    let join = json!({"do": "join", "person": guest, "guild": bench.guild});
    bench.shape(join).await;
    let state = bench.state(Some(guest)).await;
    assert_eq!(state["guilds"].as_array().unwrap().len(), 1);
    assert_eq!(state["guilds"][0]["channels"][0]["can_send"], true);
    assert_eq!(state["me"]["id"], guest);
    assert_eq!(state["bot_connected"], false);
    let _socket = bench.identified(INTENTS).await;
    assert_eq!(bench.state(None).await["bot_connected"], true);
}

#[tokio::test]
async fn events_reach_those_who_may_see_them() {
    let bench = Bench::new().await;
    let (_, direct) = bench
        .post("/users/@me/channels", json!({"recipient_id": bench.other}))
        .await;
    let url = format!(
        "{}/playground/events?as={}",
        bench.playground.base_url(),
        bench.member
    );
    let mut stream = bench.http.get(url).send().await.unwrap().bytes_stream();
    bench
        .say(direct["id"].as_str().unwrap(), "not for the member")
        .await;
    bench.say(&bench.text, "for all").await;
    let mut text = String::new();
    while !text.contains("for all") {
        let chunk = stream.next().await.unwrap().unwrap();
        text.push_str(std::str::from_utf8(&chunk).unwrap());
    }
    assert!(text.contains("event: message_create"));
    assert!(!text.contains("not for the member"));
    assert!(text.contains("event: traffic"));
}

#[tokio::test]
async fn each_listener_sees_their_own_reactions_marked() {
    let bench = Bench::new().await;
    let message = bench.say(&bench.text, "react").await;
    let listen = async |person: &str| {
        let url = format!(
            "{}/playground/events?as={person}",
            bench.playground.base_url()
        );
        bench.http.get(url).send().await.unwrap().bytes_stream()
    };
    let streams = [
        (listen(&bench.member).await, true),
        (listen(&bench.other).await, false),
    ];
    let react = json!({"do": "react", "channel": bench.text, "message": message, "emoji": "👍"});
    bench.act(&bench.member, react).await;
    for (mut stream, mine) in streams {
        let mut text = String::new();
        while !text.contains("message_update") || !text.ends_with("\n\n") {
            let chunk = stream.next().await.unwrap().unwrap();
            text.push_str(std::str::from_utf8(&chunk).unwrap());
        }
        assert!(text.contains(&format!("\"me\":{mine}")), "{text}");
    }
}

#[tokio::test]
async fn traffic_tells_what_was_asked_and_refused() {
    let bench = Bench::new().await;
    bench.get("/channels/1").await;
    let (_, entries) = bench.control("/traffic?since=0", None).await;
    let last = entries.as_array().unwrap().last().unwrap();
    assert_eq!(last["method"], "GET");
    assert_eq!(last["path"], "/channels/1");
    assert_eq!(last["route"], "/channels/{channel_id}");
    assert_eq!(
        (&last["status"], &last["code"]),
        (&json!(404), &json!(10_003))
    );
    assert_eq!(last["message"], "Unknown Channel");
    bench
        .post(
            &format!("/channels/{}/messages", bench.text),
            json!({"embeds": [{"color": -1}]}),
        )
        .await;
    let (_, entries) = bench.control("/traffic", None).await;
    let words = entries[1]["message"].as_str().unwrap();
    assert!(words.starts_with("embeds.0.color: "), "{words}");
    let last = entries.as_array().unwrap().last().unwrap();
    let seq = last["seq"].as_u64().unwrap();
    let (_, later) = bench.control(&format!("/traffic?since={seq}"), None).await;
    assert_eq!(later, Value::Array(Vec::new()));
}

#[tokio::test]
async fn people_cannot_do_what_their_client_would_not_let_them() {
    let bench = Bench::new().await;
    let message = bench.say(&bench.text, "of the bot").await;
    let at =
        |verb: &str| json!({"do": verb, "channel": bench.text, "message": message, "content": "x"});
    assert_eq!(bench.act_refused(&bench.member, at("edit")).await, 403);
    assert_eq!(bench.act_refused(&bench.member, at("delete")).await, 403);
    bench.act(&bench.admin, at("delete")).await;
    let say = |content: String| json!({"do": "say", "channel": bench.text, "content": content});
    assert_eq!(
        bench
            .act_refused(&bench.member, say("x".repeat(2_001)))
            .await,
        400
    );
    assert_eq!(
        bench.act_refused(&bench.member, say(String::new())).await,
        400
    );
    let nowhere = json!({"do": "say", "channel": "1", "content": "x"});
    assert_eq!(bench.act_refused(&bench.member, nowhere).await, 404);
    assert_eq!(
        bench.act_refused(&bench.member, json!({"do": "fly"})).await,
        400
    );
}
