//! A playground with a client for its REST API, its gateway and its control interface.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use playground::{Options, Playground, StartWorld};
use reqwest::{Client, Method, Response};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// GUILDS, GUILD_MESSAGES, DIRECT_MESSAGES and MESSAGE_CONTENT.
pub const INTENTS: u64 = 1 | 1 << 9 | 1 << 12 | 1 << 15;

/// How long a test waits for what must come; reaching it is a failure.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running playground and what tests need to know of it.
pub struct Bench {
    pub playground: Playground,
    pub http: Client,
    pub application: String,
    pub guild: String,
    pub text: String,
    pub forum: String,
    pub admin: String,
    pub member: String,
    pub other: String,
}

impl Bench {
    /// The demo world.
    pub async fn new() -> Self {
        Self::with(Options::default()).await
    }

    pub async fn with(options: Options) -> Self {
        let playground = Playground::start(options).await.expect("it starts");
        Self::around(playground).await
    }

    /// A bench around a playground that runs.
    pub async fn around(playground: Playground) -> Self {
        let mut bench = Self {
            playground,
            http: Client::new(),
            application: String::new(),
            guild: String::new(),
            text: String::new(),
            forum: String::new(),
            admin: String::new(),
            member: String::new(),
            other: String::new(),
        };
        let state = bench.state(None).await;
        let guild = &state["guilds"][0];
        let named = |name: &str| {
            let all = guild["channels"].as_array().expect("channels");
            let found = all.iter().find(|one| one["name"] == name);
            id(found.expect("the demo channel"))
        };
        bench.application = id(&state["application"]);
        bench.guild = id(guild);
        bench.text = named("interview-prep");
        bench.forum = named("questions");
        bench.admin = id(&state["people"][0]);
        bench.member = id(&state["people"][1]);
        bench.other = id(&state["people"][2]);
        bench
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.playground.base_url())
    }

    /// A REST request of the bot.
    pub async fn send(&self, method: Method, path: &str, body: Option<Value>) -> Response {
        let request = self
            .http
            .request(method, self.url(&format!("/api/v10{path}")))
            .header("authorization", format!("Bot {}", self.playground.token()));
        let request = match body {
            Some(body) => request.json(&body),
            None => request,
        };
        request.send().await.expect("an answer")
    }

    /// A REST request of the bot: status and body.
    pub async fn call(&self, method: Method, path: &str, body: Value) -> (u16, Value) {
        let body = (!body.is_null()).then_some(body);
        let response = self.send(method, path, body).await;
        let status = response.status().as_u16();
        let text = response.text().await.expect("a body");
        (status, serde_json::from_str(&text).unwrap_or(Value::Null))
    }

    pub async fn get(&self, path: &str) -> (u16, Value) {
        self.call(Method::GET, path, Value::Null).await
    }

    pub async fn post(&self, path: &str, body: Value) -> (u16, Value) {
        self.call(Method::POST, path, body).await
    }

    /// Posts a message and gives its id.
    pub async fn say(&self, channel: &str, content: &str) -> String {
        let path = format!("/channels/{channel}/messages");
        let (status, body) = self.post(&path, json!({"content": content})).await;
        assert_eq!(status, 200, "{body}");
        id(&body)
    }

    /// A request to the control interface: status and body.
    pub async fn control(&self, path: &str, body: Option<Value>) -> (u16, Value) {
        let url = self.url(&format!("/playground{path}"));
        let request = match body {
            Some(body) => self.http.post(url).json(&body),
            None => self.http.get(url),
        };
        let response = request.send().await.expect("an answer");
        let status = response.status().as_u16();
        (status, response.json().await.unwrap_or(Value::Null))
    }

    pub async fn state(&self, viewer: Option<&str>) -> Value {
        let path = viewer.map_or("/state".to_owned(), |id| format!("/state?as={id}"));
        self.control(&path, None).await.1
    }

    /// What a person does; it must be accepted.
    pub async fn act(&self, person: &str, mut body: Value) -> String {
        body["as"] = json!(person);
        let (status, answer) = self.control("/act", Some(body)).await;
        assert_eq!(status, 200, "{answer}");
        id(&answer)
    }

    /// What a person tries and is refused: the status.
    pub async fn act_refused(&self, person: &str, mut body: Value) -> u16 {
        body["as"] = json!(person);
        let (status, answer) = self.control("/act", Some(body)).await;
        assert!(answer["error"].is_string(), "{answer}");
        status
    }

    pub async fn shape(&self, body: Value) -> Value {
        let (status, answer) = self.control("/shape", Some(body)).await;
        assert_eq!(status, 200, "{answer}");
        answer
    }

    pub async fn fault(&self, route: &str, what: &str, times: u32) {
        let body = json!({"route": route, "what": what, "times": times});
        let (status, answer) = self.control("/faults", Some(body)).await;
        assert_eq!(status, 200, "{answer}");
    }

    pub async fn counters(&self) -> Value {
        self.control("/counters", None).await.1
    }

    /// The messages that a person sees in a channel.
    pub async fn seen(&self, person: &str, channel: &str) -> Vec<Value> {
        let path = format!("/channels/{channel}/messages?as={person}");
        let (_, messages) = self.control(&path, None).await;
        messages.as_array().cloned().unwrap_or_default()
    }

    /// Registers commands in the first guild.
    pub async fn register(&self, commands: Value) -> Value {
        let path = format!(
            "/applications/{}/guilds/{}/commands",
            self.application, self.guild
        );
        let (status, body) = self.call(Method::PUT, &path, commands).await;
        assert_eq!(status, 200, "{body}");
        body
    }

    /// Answers an interaction: status and body.
    pub async fn answer(&self, interaction: &Value, body: Value) -> (u16, Value) {
        let path = format!(
            "/interactions/{}/{}/callback",
            id(interaction),
            interaction["token"].as_str().expect("a token")
        );
        self.post(&path, body).await
    }

    /// The path of an interaction's webhook.
    pub fn webhook(&self, interaction: &Value) -> String {
        format!(
            "/webhooks/{}/{}",
            self.application,
            interaction["token"].as_str().expect("a token")
        )
    }

    /// A gateway connection that has said HELLO.
    pub async fn socket(&self) -> Socket {
        let (_, body) = self.get("/gateway/bot").await;
        let url = format!(
            "{}?v=10&encoding=json",
            body["url"].as_str().expect("a url")
        );
        Socket::open(&url).await
    }

    /// A gateway connection that has identified and read READY and its guilds.
    pub async fn identified(&self, intents: u64) -> Socket {
        let mut socket = self.socket().await;
        socket.identify(self.playground.token(), intents).await;
        let ready = socket.event("READY").await;
        for _ in ready["guilds"].as_array().expect("guilds") {
            socket.event("GUILD_CREATE").await;
        }
        socket.session = ready["session_id"].as_str().expect("a session").to_owned();
        socket
    }
}

/// The id in an object.
pub fn id(value: &Value) -> String {
    value["id"].as_str().expect("an id").to_owned()
}

/// A gateway connection.
pub struct Socket {
    stream: WebSocketStream<MaybeTlsStream<TcpStream>>,
    pub sequence: u64,
    pub session: String,
}

impl Socket {
    pub async fn open(url: &str) -> Self {
        let (stream, _) = connect_async(url).await.expect("a connection");
        let mut socket = Self {
            stream,
            sequence: 0,
            session: String::new(),
        };
        let hello = socket.payload().await;
        assert_eq!(hello["op"], 10);
        socket
    }

    pub async fn send(&mut self, payload: Value) {
        let message = Message::Text(payload.to_string().into());
        self.stream.send(message).await.expect("sent");
    }

    pub async fn identify(&mut self, token: &str, intents: u64) {
        self.identify_shard(token, intents, json!([0, 1])).await;
    }

    pub async fn identify_shard(&mut self, token: &str, intents: u64, shard: Value) {
        self.send(json!({"op": 2, "d": {
            "token": token, "intents": intents, "shard": shard,
            "properties": {"os": "linux", "browser": "test", "device": "test"},
        }}))
        .await;
    }

    pub async fn resume(&mut self, token: &str, session: &str, sequence: u64) {
        self.send(json!({"op": 6, "d": {
            "token": token, "session_id": session, "seq": sequence,
        }}))
        .await;
    }

    /// The next frame, whatever it is; nothing when the connection is gone.
    async fn frame(&mut self) -> Option<Message> {
        let next = tokio::time::timeout(PATIENCE, self.stream.next()).await;
        next.expect("a frame in time").and_then(Result::ok)
    }

    /// The next payload.
    pub async fn payload(&mut self) -> Value {
        loop {
            match self.frame().await {
                Some(Message::Text(text)) => {
                    let payload: Value = serde_json::from_str(&text).expect("JSON");
                    if let Some(sequence) = payload["s"].as_u64() {
                        self.sequence = sequence;
                    }
                    return payload;
                }
                Some(Message::Ping(_) | Message::Pong(_)) => {}
                other => panic!("a payload was to come, not {other:?}"),
            }
        }
    }

    /// The data of the next event of this name; others are passed over.
    pub async fn event(&mut self, name: &str) -> Value {
        loop {
            let payload = self.payload().await;
            if payload["t"] == name {
                return payload["d"].clone();
            }
        }
    }

    /// The code with which the other side closes; nothing when it vanished.
    pub async fn close_code(&mut self) -> Option<u16> {
        loop {
            match self.frame().await {
                Some(Message::Close(frame)) => return frame.map(|one| one.code.into()),
                Some(_) => {}
                None => return None,
            }
        }
    }
}

/// Options for a world of a sort.
pub fn of(world: StartWorld) -> Options {
    Options {
        world,
        ..Options::default()
    }
}
