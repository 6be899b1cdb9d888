//! What a message may not be.

use serde_json::{Value, json};

use crate::bench::Bench;

fn rows(count: usize, buttons: usize) -> Value {
    let row = |number: usize| {
        let buttons: Vec<_> = (0..buttons)
            .map(|one| json!({"type": 2, "style": 1, "label": "b", "custom_id": format!("{number}-{one}")}))
            .collect();
        json!({"type": 1, "components": buttons})
    };
    (0..count).map(row).collect()
}

fn select(options: usize) -> Value {
    let options: Vec<_> = (0..options)
        .map(|one| json!({"label": "o", "value": one.to_string()}))
        .collect();
    json!({"type": 3, "custom_id": "s", "options": options})
}

fn row(components: Value) -> Value {
    json!({"components": [{"type": 1, "components": components}]})
}

#[tokio::test]
async fn what_is_too_large_or_wrong_is_refused_with_its_place() {
    let bench = Bench::new().await;
    let path = format!("/channels/{}/messages", bench.text);
    let text = |length: usize| "x".repeat(length);
    let embed = |embed: Value| json!({"embeds": [embed]});
    let button = json!({"type": 2, "style": 1, "label": "b", "custom_id": "same"});
    let large = json!({"description": text(3_100)});
    for (body, place) in [
        (json!({"content": text(2_001)}), "/content"),
        // One of these is one character and two units.
        (json!({"content": "🦀".repeat(1_001)}), "/content"),
        (
            embed(json!({"description": text(4_097)})),
            "/embeds/0/description",
        ),
        (embed(json!({"title": text(257)})), "/embeds/0/title"),
        (
            embed(json!({"title": "t", "footer": {"text": text(2_049)}})),
            "/embeds/0/footer/text",
        ),
        (
            embed(json!({"fields": [{"name": "n", "value": text(1_025)}]})),
            "/embeds/0/fields/0/value",
        ),
        (
            embed(json!({"fields": [{"name": "", "value": "v"}]})),
            "/embeds/0/fields/0/name",
        ),
        (embed(json!({"color": 1})), "/embeds/0/description"),
        (json!({"embeds": [large, large]}), "/embeds"),
        (
            json!({"embeds": vec![json!({"title": "t"}); 11]}),
            "/embeds",
        ),
        (json!({"components": rows(6, 1)}), "/components"),
        (
            json!({"components": rows(1, 6)}),
            "/components/0/components",
        ),
        (
            row(json!([button, button])),
            "/components/0/components/1/custom_id",
        ),
        (row(json!([button, select(1)])), "/components/0/components"),
        (
            row(json!([select(26)])),
            "/components/0/components/0/options",
        ),
        (
            row(json!([select(0)])),
            "/components/0/components/0/options",
        ),
        (
            row(json!([{"type": 2, "style": 1, "label": "b", "custom_id": text(101)}])),
            "/components/0/components/0/custom_id",
        ),
        (
            row(json!([{"type": 2, "style": 1, "label": text(81), "custom_id": "i"}])),
            "/components/0/components/0/label",
        ),
        (
            row(json!([{"type": 2, "style": 5, "label": "b", "url": "ftp://x"}])),
            "/components/0/components/0/url",
        ),
        (json!({"content": "c", "nonce": text(26)}), "/nonce"),
        (
            json!({"content": "c", "allowed_mentions": {"parse": ["users"], "users": ["1"]}}),
            "/allowed_mentions",
        ),
        (
            json!({"content": "c", "message_reference": {"message_id": "1"}}),
            "/message_reference",
        ),
    ] {
        let (status, answer) = bench.post(&path, body).await;
        assert_eq!((status, &answer["code"]), (400, &json!(50_035)), "{place}");
        let errors = answer["errors"].pointer(place).map(|one| &one["_errors"]);
        assert!(errors.is_some_and(Value::is_array), "{place}: {answer}");
    }
    assert_eq!(bench.counters().await["refused"], 22);
    assert!(bench.seen(&bench.member, &bench.text).await.is_empty());
}

#[tokio::test]
async fn what_just_fits_is_accepted() {
    let bench = Bench::new().await;
    let path = format!("/channels/{}/messages", bench.text);
    let embeds = json!([
        {"description": "x".repeat(4_096)},
        {"description": "x".repeat(1_904)},
    ]);
    let mut components = rows(4, 5);
    let last = json!({"type": 1, "components": [select(25)]});
    components.as_array_mut().unwrap().push(last);
    let body = json!({"content": "🦀".repeat(1_000), "embeds": embeds,
        "components": components, "nonce": "n".repeat(25)});
    let (status, answer) = bench.post(&path, body).await;
    assert_eq!(status, 200, "{answer}");
}

#[tokio::test]
async fn nothing_at_all_is_an_empty_message() {
    let bench = Bench::new().await;
    let path = format!("/channels/{}/messages", bench.text);
    for body in [json!({}), json!({"content": " \n"}), json!({"embeds": []})] {
        let (status, answer) = bench.post(&path, body).await;
        assert_eq!((status, &answer["code"]), (400, &json!(50_006)));
    }
}

#[tokio::test]
async fn broken_json_and_broken_ids_are_told_apart() {
    let bench = Bench::new().await;
    let url = format!(
        "{}/api/v10/channels/{}/messages",
        bench.playground.base_url(),
        bench.text
    );
    let request = bench
        .http
        .post(url)
        .header("content-type", "application/json");
    let request = request.header("authorization", format!("Bot {}", bench.playground.token()));
    let answer: Value = request
        .body("{")
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert_eq!(answer["code"], 50_109);
    let (status, answer) = bench.get("/channels/general").await;
    assert_eq!((status, &answer["code"]), (400, &json!(50_035)));
}
