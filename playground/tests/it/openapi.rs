//! Bodies held against a description.

use playground::{Options, Playground, StartError};
use serde_json::json;

use crate::bench::Bench;

fn description() -> serde_json::Value {
    json!({
        "paths": {"/channels/{channel_id}/messages": {"post": {"requestBody": {"content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/NewMessage"}},
        }}}}},
        "components": {"schemas": {"NewMessage": {
            "type": "object",
            "properties": {"content": {"type": ["string", "null"]}},
        }}},
    })
}

#[tokio::test]
async fn a_body_that_the_description_refuses_is_counted_and_explained() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("openapi.json");
    std::fs::write(&path, description().to_string()).unwrap();
    let bench = Bench::with(Options {
        openapi: Some(path),
        ..Options::default()
    })
    .await;
    let messages = format!("/channels/{}/messages", bench.text);
    bench.post(&messages, json!({"content": "fine"})).await;
    assert_eq!(bench.counters().await["openapi_refused"], 0);
    bench.post(&messages, json!({"content": 7})).await;
    assert_eq!(bench.counters().await["openapi_refused"], 1);
    let (_, traffic) = bench.control("/traffic", None).await;
    let problem = traffic[1]["problem"].as_str().unwrap();
    assert!(problem.starts_with("/content"), "{problem}");
}

#[tokio::test]
async fn an_unusable_description_is_refused_at_the_start() {
    let options = Options {
        openapi: Some("does-not-exist.json".into()),
        ..Options::default()
    };
    let refused = Playground::start(options).await.err();
    assert!(matches!(refused, Some(StartError::OpenApi { .. })));
}
