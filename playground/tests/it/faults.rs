//! Routes that misbehave on request.

use std::time::Duration;

use reqwest::Method;
use serde_json::json;

use crate::bench::Bench;

const ROUTE: &str = "POST /channels/{id}/messages";

#[tokio::test]
async fn a_route_fails_as_often_as_asked_and_then_works() {
    let bench = Bench::new().await;
    let path = format!("/channels/{}/messages", bench.text);
    let body = json!({"content": "c"});
    bench.fault(ROUTE, "502", 2).await;
    for expected in [502, 502, 200] {
        assert_eq!(bench.post(&path, body.clone()).await.0, expected);
    }
    assert_eq!(bench.seen(&bench.member, &bench.text).await.len(), 1);
    bench.fault(ROUTE, "429", 1).await;
    let answer = bench.send(Method::POST, &path, Some(body)).await;
    assert_eq!(answer.status(), 429);
    assert!(answer.headers().contains_key("retry-after"));
}

#[tokio::test]
async fn a_reset_happens_before_or_after_the_effect() {
    let bench = Bench::new().await;
    let url = format!(
        "{}/api/v10/channels/{}/messages",
        bench.playground.base_url(),
        bench.text
    );
    for (what, effects) in [("reset_before", 0), ("reset_after", 1)] {
        bench.fault(ROUTE, what, 1).await;
        let request = bench.http.post(&url).json(&json!({"content": what}));
        let request = request.header("authorization", format!("Bot {}", bench.playground.token()));
        assert!(request.send().await.is_err(), "{what}");
        assert_eq!(
            bench.seen(&bench.member, &bench.text).await.len(),
            effects,
            "{what}"
        );
    }
}

#[tokio::test]
async fn a_route_hangs_until_the_client_gives_up() {
    let bench = Bench::new().await;
    bench.fault("GET /users/@me", "hang", 1).await;
    let url = format!("{}/api/v10/users/@me", bench.playground.base_url());
    let request = bench.http.get(url).timeout(Duration::from_millis(200));
    let request = request.header("authorization", format!("Bot {}", bench.playground.token()));
    assert!(request.send().await.unwrap_err().is_timeout());
    assert_eq!(bench.get("/users/@me").await.0, 200);
}

#[tokio::test]
async fn faults_are_shown_taken_back_and_checked() {
    let bench = Bench::new().await;
    bench.fault("*", "500", 3).await;
    let state = bench.state(None).await;
    assert_eq!(state["faults"][0]["what"], "500");
    let url = format!("{}/playground/faults", bench.playground.base_url());
    bench.http.delete(&url).send().await.unwrap();
    assert_eq!(bench.get("/users/@me").await.0, 200);
    for wrong in [
        json!({"route": "*", "what": "explode"}),
        json!({"route": "gateway", "what": "502"}),
        json!({"route": "*", "what": "delay:soon"}),
        json!({"what": "500"}),
    ] {
        let (status, answer) = bench.control("/faults", Some(wrong)).await;
        assert_eq!(status, 400);
        assert!(answer["error"].is_string());
    }
}
