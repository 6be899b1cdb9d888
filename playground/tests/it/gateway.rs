//! Sessions: opened, refused, resumed, sharded, filtered.

use playground::{Options, StartWorld};
use serde_json::json;

use crate::bench::{Bench, INTENTS, Socket, id, of};

#[tokio::test]
async fn a_session_begins_with_ready_and_its_guilds() {
    let bench = Bench::new().await;
    let mut socket = bench.socket().await;
    socket.identify(bench.playground.token(), INTENTS).await;
    let ready = socket.event("READY").await;
    assert_eq!(ready["v"], 10);
    assert_eq!(ready["guilds"].as_array().unwrap().len(), 2);
    let guild = socket.event("GUILD_CREATE").await;
    assert_eq!(guild["name"], "Study hall");
    assert_eq!(guild["members"][0]["user"]["id"], ready["user"]["id"]);
}

#[tokio::test]
async fn a_wrong_token_and_wrong_intents_are_closed_with_their_codes() {
    let bench = Bench::with(Options {
        message_content: false,
        ..Options::default()
    })
    .await;
    let token = bench.playground.token();
    for (token, intents, shard, code) in [
        ("wrong", INTENTS, json!([0, 1]), 4_004),
        (token, 1 << 60, json!([0, 1]), 4_013),
        (token, INTENTS, json!([0, 1]), 4_014),
        (token, 1, json!([2, 2]), 4_010),
    ] {
        let mut socket = bench.socket().await;
        socket.identify_shard(token, intents, shard).await;
        assert_eq!(socket.close_code().await, Some(code));
    }
}

#[tokio::test]
async fn what_comes_before_identifying_is_not_authenticated() {
    let bench = Bench::new().await;
    let mut socket = bench.socket().await;
    socket.send(json!({"op": 3, "d": {}})).await;
    assert_eq!(socket.close_code().await, Some(4_003));
}

#[tokio::test]
async fn a_heartbeat_is_acknowledged() {
    let bench = Bench::new().await;
    let mut socket = bench.socket().await;
    socket.send(json!({"op": 1, "d": null})).await;
    assert_eq!(socket.payload().await["op"], 11);
}

#[tokio::test]
async fn a_resumed_session_hears_what_it_missed_and_nothing_twice() {
    let bench = Bench::new().await;
    let mut socket = bench.identified(INTENTS).await;
    bench.fault("gateway", "drop", 1).await;
    assert_eq!(socket.close_code().await, None);
    let missed = bench.say(&bench.text, "missed").await;

    let mut second = bench.socket().await;
    let token = bench.playground.token();
    second.resume(token, &socket.session, socket.sequence).await;
    let first = second.payload().await;
    assert_eq!(first["t"], "MESSAGE_CREATE");
    assert_eq!(id(&first["d"]), missed);
    assert_eq!(second.payload().await["t"], "RESUMED");
}

#[tokio::test]
async fn an_unknown_session_must_identify_anew() {
    let bench = Bench::new().await;
    let mut socket = bench.socket().await;
    socket.resume(bench.playground.token(), "nobody", 1).await;
    let answer = socket.payload().await;
    assert_eq!((&answer["op"], &answer["d"]), (&json!(9), &json!(false)));
    socket.identify(bench.playground.token(), INTENTS).await;
    socket.event("READY").await;
}

#[tokio::test]
async fn each_shard_hears_of_its_own_guilds_only() {
    let bench = Options {
        ..of(StartWorld::Large {
            guilds: 10,
            people: 1,
        })
    };
    let playground = playground::Playground::start(bench).await.unwrap();
    let url = format!("ws://{}/gateway?v=10&encoding=json", playground.address());
    let mut counts = Vec::new();
    for shard in 0..2 {
        let mut socket = Socket::open(&url).await;
        let shard = json!([shard, 2]);
        socket.identify_shard(playground.token(), 1, shard).await;
        let ready = socket.event("READY").await;
        let guilds = ready["guilds"].as_array().unwrap().clone();
        for guild in &guilds {
            assert_eq!(socket.event("GUILD_CREATE").await["id"], guild["id"]);
        }
        counts.push(guilds.len());
    }
    assert_eq!(counts, [5, 5]);
}

#[tokio::test]
async fn content_is_empty_without_the_intent_except_where_it_is_free() {
    let bench = Bench::new().await;
    let mut socket = bench.identified(1 | 1 << 9 | 1 << 12).await;
    let say =
        |channel: &str, content: &str| json!({"do": "say", "channel": channel, "content": content});
    bench.act(&bench.member, say(&bench.text, "hidden")).await;
    let hidden = socket.event("MESSAGE_CREATE").await;
    assert_eq!(hidden["content"], "");
    assert_eq!(hidden["author"]["id"], bench.member.as_str());

    let reply = json!({"do": "say", "channel": bench.text, "content": "hidden too",
        "reply_to": hidden["id"]});
    bench.act(&bench.other, reply).await;
    let reply = socket.event("MESSAGE_CREATE").await;
    assert_eq!(reply["referenced_message"]["content"], "");

    let mention = format!("<@{}> hello", bench.application);
    bench.act(&bench.member, say(&bench.text, &mention)).await;
    assert_eq!(socket.event("MESSAGE_CREATE").await["content"], mention);

    let direct = bench.act(&bench.member, json!({"do": "open_dm"})).await;
    bench.act(&bench.member, say(&direct, "in private")).await;
    let direct = socket.event("MESSAGE_CREATE").await;
    assert_eq!(direct["content"], "in private");
    assert!(direct.get("guild_id").is_none());
}

#[tokio::test]
async fn without_an_intent_its_events_do_not_come() {
    let bench = Bench::new().await;
    let mut socket = bench.identified(1).await;
    bench.say(&bench.text, "nobody hears this").await;
    bench
        .shape(json!({"do": "add_channel", "guild": bench.guild, "name": "new", "type": 0}))
        .await;
    assert_eq!(socket.payload().await["t"], "CHANNEL_CREATE");
}

#[tokio::test]
async fn the_gateway_can_be_made_to_misbehave() {
    let bench = Bench::new().await;
    let mut socket = bench.identified(INTENTS).await;

    bench.fault("gateway", "duplicate_events", 1).await;
    bench.say(&bench.text, "twice").await;
    let first = socket.payload().await;
    assert_eq!(first, socket.payload().await);

    bench.fault("gateway", "no_ack", 1).await;
    socket.send(json!({"op": 1, "d": null})).await;
    socket.send(json!({"op": 1, "d": null})).await;
    bench.say(&bench.text, "after").await;
    let operations = [socket.payload().await, socket.payload().await].map(|one| one["op"].clone());
    assert_eq!(operations.iter().filter(|one| **one == 11).count(), 1);

    bench.fault("gateway", "reconnect", 1).await;
    assert_eq!(socket.payload().await["op"], 7);
    bench.fault("gateway", "invalid_session", 1).await;
    assert_eq!(socket.payload().await["op"], 9);

    let mut socket = bench.identified(INTENTS).await;
    bench.fault("gateway", "close:4000", 1).await;
    assert_eq!(socket.close_code().await, Some(4_000));
}
