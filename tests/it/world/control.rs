//! The stand-in's control interface, over HTTP.

use serde_json::{Value, json};

/// A connection to it; cheap to clone.
#[derive(Clone)]
pub struct Control {
    http: reqwest::Client,
    base: String,
}

impl Control {
    pub fn new(base: &str) -> Self {
        Self {
            http: reqwest::Client::new(),
            base: base.to_owned(),
        }
    }

    /// Asks; anything but success fails the test.
    pub async fn get(&self, path: &str) -> Value {
        self.try_get(path).await.expect("an answer")
    }

    /// Asks; an error is what the stand-in says against it.
    pub async fn try_get(&self, path: &str) -> Result<Value, String> {
        let request = self.http.get(format!("{}{path}", self.base));
        answer(request).await
    }

    /// A file that the stand-in serves.
    pub async fn file(&self, url: &str) -> Vec<u8> {
        let response = self.http.get(url).send().await.expect("a response");
        assert!(response.status().is_success(), "{url}");
        response.bytes().await.expect("a body").to_vec()
    }

    pub async fn post(&self, path: &str, body: &Value) -> Value {
        self.try_post(path, body)
            .await
            .unwrap_or_else(|error| panic!("{body} was refused: {error}"))
    }

    pub async fn try_post(&self, path: &str, body: &Value) -> Result<Value, String> {
        let request = self
            .http
            .post(format!("{}{path}", self.base))
            .header("content-type", "application/json")
            .body(body.to_string());
        answer(request).await
    }

    /// Changes the world.
    pub async fn shape(&self, body: Value) -> Value {
        self.post("/playground/shape", &body).await
    }

    /// Takes every fault back.
    pub async fn clear_faults(&self) {
        let request = self.http.delete(format!("{}/playground/faults", self.base));
        request.send().await.expect("a response");
    }

    /// Posts to a channel with the bot's token, as an older version of the bot may have done.
    pub async fn post_as_bot(&self, token: &str, channel: &str, body: &Value) -> Value {
        let request = self
            .http
            .post(format!("{}/api/v10/channels/{channel}/messages", self.base))
            .header("authorization", format!("Bot {token}"))
            .header("content-type", "application/json")
            .body(body.to_string());
        answer(request).await.expect("a message")
    }
}

async fn answer(request: reqwest::RequestBuilder) -> Result<Value, String> {
    let response = request.send().await.map_err(|error| error.to_string())?;
    let ok = response.status().is_success();
    let body = response.text().await.map_err(|error| error.to_string())?;
    let value: Value = serde_json::from_str(&body).unwrap_or_else(|_| json!({"error": body}));
    if ok {
        Ok(value)
    } else {
        Err(value["error"].as_str().unwrap_or(&body).to_owned())
    }
}
