//! Interactions: asked, answered once, in time, and to whom.

use reqwest::Method;
use serde_json::{Value, json};

use crate::bench::{Bench, INTENTS, Socket, id};

/// A bench with `/ask`, a message command, and a bot that listens.
async fn with_commands() -> (Bench, Socket) {
    let bench = Bench::new().await;
    bench
        .register(json!([
            {"name": "ask", "description": "Asks", "options": [
                {"type": 3, "name": "topic", "description": "What about", "autocomplete": true},
                {"type": 6, "name": "who", "description": "Whom"},
            ]},
            {"name": "Submit as answer", "type": 3},
        ]))
        .await;
    let socket = bench.identified(INTENTS).await;
    (bench, socket)
}

fn slash(bench: &Bench) -> Value {
    json!({"do": "slash", "channel": bench.text, "name": "ask", "options": []})
}

#[tokio::test]
async fn a_slash_command_arrives_whole_and_its_answer_is_seen() {
    let (bench, mut socket) = with_commands().await;
    let body = json!({"do": "slash", "channel": bench.text, "name": "ask", "options": [
        {"name": "topic", "value": "rust"}, {"name": "who", "value": bench.other},
    ]});
    let sent = bench.act(&bench.member, body).await;
    let interaction = socket.event("INTERACTION_CREATE").await;
    assert_eq!(id(&interaction), sent);
    assert_eq!(interaction["type"], 2);
    assert_eq!(interaction["member"]["user"]["id"], bench.member.as_str());
    assert_eq!(interaction["guild_id"], bench.guild.as_str());
    assert_eq!(interaction["channel"]["id"], bench.text.as_str());
    assert_eq!(interaction["entitlements"], json!([]));
    assert_eq!(interaction["context"], 0);
    assert!(interaction["app_permissions"].is_string());
    assert!(interaction["member"]["permissions"].is_string());
    assert_eq!(interaction["data"]["options"][0]["type"], 3);
    let users = &interaction["data"]["resolved"]["users"];
    assert_eq!(users[&bench.other]["username"], "regular");

    let answer = json!({"type": 4, "data": {"content": "Here is one."}});
    assert_eq!(bench.answer(&interaction, answer.clone()).await.0, 204);
    let created = socket.event("MESSAGE_CREATE").await;
    assert_eq!(created["type"], 20);
    assert_eq!(created["interaction_metadata"]["id"], sent.as_str());

    let (status, body) = bench.answer(&interaction, answer).await;
    assert_eq!((status, &body["code"]), (400, &json!(40_060)));
    let (_, outcome) = bench.control(&format!("/interactions/{sent}"), None).await;
    assert_eq!(outcome["status"], "acknowledged");
    assert_eq!(outcome["response_type"], 4);
    assert_eq!(outcome["message_id"], created["id"]);
}

#[tokio::test]
async fn an_ephemeral_answer_is_for_its_person_alone() {
    let (bench, mut socket) = with_commands().await;
    bench.act(&bench.member, slash(&bench)).await;
    let interaction = socket.event("INTERACTION_CREATE").await;
    let answer = json!({"type": 4, "data": {"content": "For you.", "flags": 64}});
    bench.answer(&interaction, answer).await;
    let contents = |messages: Vec<Value>| -> Vec<String> {
        let texts = messages.iter().filter_map(|one| one["content"].as_str());
        texts.map(str::to_owned).collect()
    };
    let mine = contents(bench.seen(&bench.member, &bench.text).await);
    assert_eq!(mine, ["For you."]);
    let theirs = contents(bench.seen(&bench.admin, &bench.text).await);
    assert_eq!(theirs, Vec::<String>::new());
    let (_, listed) = bench
        .get(&format!("/channels/{}/messages", bench.text))
        .await;
    assert_eq!(listed, json!([]));
    let (_, original) = bench
        .get(&format!(
            "{}/messages/@original",
            bench.webhook(&interaction)
        ))
        .await;
    let path = format!("/channels/{}/messages/{}", bench.text, id(&original));
    let (status, body) = bench.get(&path).await;
    assert_eq!((status, &body["code"]), (404, &json!(10_008)));
}

#[tokio::test]
async fn a_deferred_answer_is_filled_in_edited_and_deleted() {
    let (bench, mut socket) = with_commands().await;
    bench.act(&bench.member, slash(&bench)).await;
    let interaction = socket.event("INTERACTION_CREATE").await;
    let webhook = bench.webhook(&interaction);

    let (status, body) = bench.post(&webhook, json!({"content": "too early"})).await;
    assert_eq!((status, &body["code"]), (404, &json!(10_015)));
    assert_eq!(bench.answer(&interaction, json!({"type": 5})).await.0, 204);
    let created = socket.event("MESSAGE_CREATE").await;
    assert_eq!(created["flags"], 128);
    let (_, filled) = bench.post(&webhook, json!({"content": "filled in"})).await;
    assert_eq!(id(&filled), id(&created));
    assert_eq!(filled["flags"], 0);
    let (_, more) = bench
        .post(&webhook, json!({"content": "more", "flags": 64}))
        .await;
    assert_ne!(id(&more), id(&created));
    assert_eq!(more["flags"], 64);

    let original = format!("{webhook}/messages/@original");
    let edit = json!({"content": "edited"});
    let (_, edited) = bench.call(Method::PATCH, &original, edit).await;
    assert_eq!(edited["content"], "edited");
    assert_eq!(
        bench.call(Method::DELETE, &original, Value::Null).await.0,
        204
    );
    let (status, body) = bench.get(&original).await;
    assert_eq!((status, &body["code"]), (404, &json!(10_008)));
}

#[tokio::test]
async fn too_late_is_unknown_and_an_old_token_serves_no_more() {
    let (bench, mut socket) = with_commands().await;
    bench.act(&bench.member, slash(&bench)).await;
    let late = socket.event("INTERACTION_CREATE").await;
    bench
        .shape(json!({"do": "advance_clock", "ms": 3_500}))
        .await;
    let (status, body) = bench.answer(&late, json!({"type": 5})).await;
    assert_eq!((status, &body["code"]), (404, &json!(10_062)));
    assert_eq!(bench.counters().await["unknown_interactions"], 1);

    bench.act(&bench.member, slash(&bench)).await;
    let interaction = socket.event("INTERACTION_CREATE").await;
    bench.answer(&interaction, json!({"type": 5})).await;
    bench
        .shape(json!({"do": "advance_clock", "ms": 901_000}))
        .await;
    let follow = json!({"content": "after a quarter of an hour"});
    let (status, body) = bench.post(&bench.webhook(&interaction), follow).await;
    assert_eq!((status, &body["code"]), (401, &json!(50_027)));
}

#[tokio::test]
async fn an_unanswered_interaction_fails_for_its_person() {
    let (bench, _socket) = with_commands().await;
    let sent = bench.act(&bench.member, slash(&bench)).await;
    let path = format!("/interactions/{sent}");
    loop {
        let (_, outcome) = bench.control(&path, None).await;
        if outcome["status"] == "failed" {
            break;
        }
        assert_eq!(outcome["status"], "sent");
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn completion_waits_for_the_choices_of_the_bot() {
    let (bench, mut socket) = with_commands().await;
    let asked = json!({"do": "autocomplete", "as": bench.member, "channel": bench.text,
        "name": "ask", "options": [{"name": "topic", "value": "ru", "focused": true}]});
    let typing = bench.control("/act", Some(asked));
    let answering = async {
        let interaction = socket.event("INTERACTION_CREATE").await;
        assert_eq!(interaction["type"], 4);
        assert_eq!(interaction["data"]["options"][0]["focused"], true);
        let (status, _) = bench
            .answer(&interaction, json!({"type": 4, "data": {"content": "no"}}))
            .await;
        assert_eq!(status, 400);
        let choices = json!({"type": 8, "data": {"choices": [{"name": "Rust", "value": "rust"}]}});
        assert_eq!(bench.answer(&interaction, choices).await.0, 204);
    };
    let ((_, typed), ()) = tokio::join!(typing, answering);
    assert_eq!(typed["choices"], json!([{"name": "Rust", "value": "rust"}]));
}

#[tokio::test]
async fn a_message_command_hands_its_message_over_with_content() {
    let bench = Bench::new().await;
    bench
        .register(json!([{"name": "Submit as answer", "type": 3}]))
        .await;
    let mut socket = bench.identified(1).await;
    let say = json!({"do": "say", "channel": bench.text, "content": "my answer"});
    let message = bench.act(&bench.member, say).await;
    let submit = json!({"do": "message_command", "channel": bench.text,
        "name": "Submit as answer", "message": message});
    bench.act(&bench.member, submit).await;
    let interaction = socket.event("INTERACTION_CREATE").await;
    assert_eq!(interaction["data"]["target_id"], message.as_str());
    let resolved = &interaction["data"]["resolved"]["messages"][&message];
    assert_eq!(resolved["content"], "my answer");
}

#[tokio::test]
async fn buttons_and_selects_reach_the_bot_and_update_their_message() {
    let (bench, mut socket) = with_commands().await;
    let rows = json!([
        {"type": 1, "components": [
            {"type": 2, "style": 1, "label": "Go", "custom_id": "go"},
            {"type": 2, "style": 2, "label": "No", "custom_id": "no", "disabled": true},
        ]},
        {"type": 1, "components": [{"type": 3, "custom_id": "pick", "options": [
            {"label": "A", "value": "a"}, {"label": "B", "value": "b"},
        ]}]},
    ]);
    let path = format!("/channels/{}/messages", bench.text);
    let (_, message) = bench
        .post(&path, json!({"content": "q", "components": rows}))
        .await;
    let press = |custom_id: &str| {
        json!({"do": "press", "channel": bench.text,
        "message": message["id"], "custom_id": custom_id})
    };
    let choose = |value: &str| {
        json!({"do": "choose", "channel": bench.text,
        "message": message["id"], "custom_id": "pick", "values": [value]})
    };
    assert_eq!(bench.act_refused(&bench.member, press("no")).await, 403);
    assert_eq!(bench.act_refused(&bench.member, press("absent")).await, 400);
    assert_eq!(bench.act_refused(&bench.member, choose("c")).await, 400);

    bench.act(&bench.member, press("go")).await;
    let interaction = socket.event("INTERACTION_CREATE").await;
    assert_eq!(interaction["message"]["id"], message["id"]);
    assert_eq!(interaction["data"]["custom_id"], "go");
    let update = json!({"type": 7, "data": {"content": "pressed", "components": []}});
    assert_eq!(bench.answer(&interaction, update).await.0, 204);
    let updated = socket.event("MESSAGE_UPDATE").await;
    assert_eq!(updated["content"], "pressed");
    assert_eq!(updated["components"], json!([]));
    assert_eq!(bench.act_refused(&bench.member, choose("a")).await, 400);
}

#[tokio::test]
async fn with_response_tells_which_message_was_made() {
    let (bench, mut socket) = with_commands().await;
    bench.act(&bench.member, slash(&bench)).await;
    let interaction = socket.event("INTERACTION_CREATE").await;
    let path = format!(
        "/interactions/{}/{}/callback?with_response=true",
        id(&interaction),
        interaction["token"].as_str().unwrap()
    );
    let body = json!({"type": 4, "data": {"content": "made"}});
    let (status, answer) = bench.post(&path, body).await;
    assert_eq!(status, 200);
    assert_eq!(answer["resource"]["message"]["content"], "made");
    let message = &answer["interaction"]["response_message_id"];
    assert_eq!(message, &answer["resource"]["message"]["id"]);
}
