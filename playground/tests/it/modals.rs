//! Modals: opened, refused, submitted.

use serde_json::{Value, json};

use crate::bench::{Bench, INTENTS, Socket, id};

fn modal(input: &Value) -> Value {
    json!({"type": 9, "data": {"title": "Your answer", "custom_id": "answer",
        "components": [{"type": 1, "components": [input]}]}})
}

fn input() -> Value {
    json!({"type": 4, "custom_id": "text", "label": "Answer", "style": 2,
        "min_length": 3, "max_length": 20})
}

async fn asked() -> (Bench, Socket, Value) {
    let bench = Bench::new().await;
    bench
        .register(json!([{"name": "ask", "description": "Asks"}]))
        .await;
    let mut socket = bench.identified(INTENTS).await;
    let slash = json!({"do": "slash", "channel": bench.text, "name": "ask"});
    bench.act(&bench.member, slash).await;
    let interaction = socket.event("INTERACTION_CREATE").await;
    (bench, socket, interaction)
}

#[tokio::test]
async fn a_modal_that_breaks_a_limit_is_refused_and_the_interaction_stays_open() {
    let (bench, _socket, interaction) = asked().await;
    let mut long = input();
    long["label"] = json!("l".repeat(46));
    let mut kind = input();
    kind["type"] = json!(2);
    let mut range = input();
    range["max_length"] = json!(4_001);
    for (wrong, place) in [(long, "label"), (kind, "type"), (range, "max_length")] {
        let (status, body) = bench.answer(&interaction, modal(&wrong)).await;
        assert_eq!((status, &body["code"]), (400, &json!(50_035)));
        let tree = &body["errors"]["data"]["components"]["0"]["components"]["0"];
        assert!(tree[place]["_errors"].is_array(), "{body}");
    }
    assert_eq!(bench.answer(&interaction, modal(&input())).await.0, 204);
}

#[tokio::test]
async fn a_submitted_modal_carries_its_values() {
    let (bench, mut socket, interaction) = asked().await;
    bench.answer(&interaction, modal(&input())).await;
    let path = format!("/interactions/{}", id(&interaction));
    let (_, outcome) = bench.control(&path, None).await;
    assert_eq!(outcome["modal"]["title"], "Your answer");

    let submit = |text: &str| json!({"do": "submit", "interaction_id": interaction["id"], "fields": {"text": text}});
    assert_eq!(bench.act_refused(&bench.member, submit("no")).await, 400);
    assert_eq!(
        bench.act_refused(&bench.admin, submit("not mine")).await,
        404
    );
    bench.act(&bench.member, submit("my answer")).await;
    let submitted = socket.event("INTERACTION_CREATE").await;
    assert_eq!(submitted["type"], 5);
    assert_eq!(submitted["data"]["custom_id"], "answer");
    let field = &submitted["data"]["components"][0]["components"][0];
    assert_eq!(field["value"], "my answer");

    let (status, _) = bench.answer(&submitted, modal(&input())).await;
    assert_eq!(status, 400, "a modal cannot answer a modal");
    let message = json!({"type": 4, "data": {"content": "thanks", "flags": 64}});
    assert_eq!(bench.answer(&submitted, message).await.0, 204);
}

#[tokio::test]
async fn a_modal_of_a_button_knows_its_message() {
    let (bench, mut socket, _) = asked().await;
    let rows = json!([{"type": 1, "components": [
        {"type": 2, "style": 1, "label": "Answer", "custom_id": "open"},
    ]}]);
    let path = format!("/channels/{}/messages", bench.text);
    let (_, message) = bench.post(&path, json!({"components": rows})).await;
    let press = json!({"do": "press", "channel": bench.text, "message": message["id"],
        "custom_id": "open"});
    let pressed = bench.act(&bench.member, press).await;
    let button = socket.event("INTERACTION_CREATE").await;
    bench.answer(&button, modal(&input())).await;
    let submit = json!({"do": "submit", "interaction_id": pressed, "fields": {"text": "answer"}});
    bench.act(&bench.member, submit).await;
    let submitted = socket.event("INTERACTION_CREATE").await;
    assert_eq!(submitted["message"]["id"], message["id"]);
    let update = json!({"type": 7, "data": {"content": "answered", "components": []}});
    assert_eq!(bench.answer(&submitted, update).await.0, 204);
    assert_eq!(socket.event("MESSAGE_UPDATE").await["content"], "answered");
}
