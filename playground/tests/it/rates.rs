//! Rate limits and their headers.

use playground::Options;
use reqwest::Method;
use serde_json::{Value, json};

use crate::bench::{Bench, INTENTS};

async fn limited() -> Bench {
    Bench::with(Options {
        rate_limits: true,
        ..Options::default()
    })
    .await
}

#[tokio::test]
async fn the_sixth_message_within_five_seconds_is_refused() {
    let bench = limited().await;
    let path = format!("/channels/{}/messages", bench.text);
    let body = json!({"content": "c"});
    for left in (0..5).rev() {
        let answer = bench.send(Method::POST, &path, Some(body.clone())).await;
        assert_eq!(answer.status(), 200);
        let headers = answer.headers();
        assert_eq!(headers["x-ratelimit-limit"], "5");
        assert_eq!(headers["x-ratelimit-remaining"], left.to_string().as_str());
        for name in ["x-ratelimit-reset", "x-ratelimit-reset-after"] {
            assert!(headers[name].to_str().unwrap().parse::<f64>().is_ok());
        }
        assert!(headers.contains_key("x-ratelimit-bucket"));
    }
    let answer = bench.send(Method::POST, &path, Some(body.clone())).await;
    assert_eq!(answer.status(), 429);
    assert_eq!(answer.headers()["x-ratelimit-scope"], "user");
    assert!(answer.headers().contains_key("retry-after"));
    let words: Value = answer.json().await.unwrap();
    assert_eq!(words["global"], false);
    assert!(words["retry_after"].as_f64().unwrap() > 0.0);
    assert_eq!(bench.counters().await["rate_limited"], 1);

    bench
        .say(
            &bench.forum_thread().await,
            "another channel has its own bucket",
        )
        .await;
    bench.shape(json!({"do": "rate_limits", "on": false})).await;
    bench.say(&bench.text, "off").await;
}

#[tokio::test]
async fn the_token_has_a_limit_over_all_that_callbacks_do_not_touch() {
    let bench = limited().await;
    bench
        .register(json!([{"name": "ask", "description": "Asks"}]))
        .await;
    let mut socket = bench.identified(INTENTS).await;
    let slash = json!({"do": "slash", "channel": bench.text, "name": "ask"});
    bench.act(&bench.member, slash).await;
    let interaction = socket.event("INTERACTION_CREATE").await;
    let flood = (0..400).map(|_| bench.get("/users/@me"));
    let answers = futures_util::future::join_all(flood).await;
    let refused = answers
        .iter()
        .filter(|(status, body)| *status == 429 && body["global"] == true);
    assert!(refused.count() > 0);
    let (status, _) = bench.answer(&interaction, json!({"type": 5})).await;
    assert_eq!(status, 204);
}

#[tokio::test]
async fn two_identifies_at_once_are_too_many() {
    let bench = limited().await;
    bench.identified(INTENTS).await;
    let mut second = bench.socket().await;
    second.identify(bench.playground.token(), INTENTS).await;
    assert_eq!(second.payload().await["op"], 9);
}

impl Bench {
    async fn forum_thread(&self) -> String {
        let path = format!("/channels/{}/threads", self.forum);
        let post = json!({"name": "Post", "message": {"content": "first"}});
        let (_, body) = self.post(&path, post).await;
        body["id"].as_str().unwrap().to_owned()
    }
}
