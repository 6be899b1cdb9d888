//! A server on a free port that answers as a test says, and remembers what it was asked.
//!
//! Much smaller than the playground: no state of Discord, only scripted answers and faults.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Response};
use serde_json::{Value, json};
use tokio::sync::{Semaphore, watch};

/// A request as it arrived.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub method: String,
    /// Below `/api/v10`.
    pub path: String,
    pub query: String,
    pub headers: HeaderMap,
    /// The JSON body, or the text of any other.
    pub body: Value,
    /// How often this method and path were asked before.
    pub before: usize,
}

/// What a test answers.
pub(super) enum Reply {
    /// A status and a JSON body.
    Json(u16, Value),
    /// The same with headers.
    With(u16, Vec<(&'static str, String)>, Value),
    /// The connection breaks within the answer: the asker can't know what became of it.
    Broken,
    /// Waits for a permit first.
    Held(Arc<Semaphore>, Box<Reply>),
}

type Script = Box<dyn Fn(&Asked) -> Reply + Send + Sync>;

struct Inner {
    script: Script,
    asked: Mutex<Vec<Asked>>,
    now: Mutex<HashMap<String, (usize, usize)>>,
    count: watch::Sender<usize>,
}

/// The server; ends when dropped.
pub(super) struct StandIn {
    pub base: String,
    inner: Arc<Inner>,
    server: tokio::task::JoinHandle<()>,
}

impl Drop for StandIn {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl StandIn {
    pub(super) async fn start(script: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Self {
        let inner = Arc::new(Inner {
            script: Box::new(script),
            asked: Mutex::default(),
            now: Mutex::default(),
            count: watch::Sender::new(0),
        });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a loopback port is free");
        let address = listener
            .local_addr()
            .expect("a bound listener has an address");
        let app = axum::Router::new()
            .fallback(answer)
            .with_state(Arc::clone(&inner));
        let server = tokio::spawn(async move {
            axum::serve(listener, app)
                .await
                .expect("serving ends only by abort");
        });
        Self {
            base: format!("http://{address}"),
            inner,
            server,
        }
    }

    /// Everything that was asked so far.
    pub(super) fn asked(&self) -> Vec<Asked> {
        self.inner.asked.lock().expect("no script panics").clone()
    }

    /// Waits until this many requests have arrived.
    pub(super) async fn arrived(&self, count: usize) {
        let mut arrived = self.inner.count.subscribe();
        arrived
            .wait_for(|now| *now >= count)
            .await
            .expect("the server holds the sender");
    }

    /// The most requests to one path ("" for all together) that were open at once.
    pub(super) fn peak(&self, path: &str) -> usize {
        let now = self.inner.now.lock().expect("no script panics");
        now.get(path).map_or(0, |(_, peak)| *peak)
    }
}

impl Inner {
    fn open(&self, path: &str) {
        let mut now = self.now.lock().expect("no script panics");
        for key in ["", path] {
            let (open, peak) = now.entry(key.to_owned()).or_default();
            *open += 1;
            *peak = (*peak).max(*open);
        }
    }

    fn close(&self, path: &str) {
        let mut now = self.now.lock().expect("no script panics");
        for key in ["", path] {
            now.entry(key.to_owned()).or_default().0 -= 1;
        }
    }
}

async fn answer(State(inner): State<Arc<Inner>>, request: Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let bytes = axum::body::to_bytes(body, usize::MAX)
        .await
        .expect("tests send whole bodies");
    let path = parts.uri.path().trim_start_matches("/api/v10").to_owned();
    let method = parts.method.to_string();
    let asked = {
        let mut all = inner.asked.lock().expect("no script panics");
        let before = all
            .iter()
            .filter(|other| other.method == method && other.path == path)
            .count();
        let asked = Asked {
            query: parts.uri.query().unwrap_or_default().to_owned(),
            headers: parts.headers,
            body: serde_json::from_slice(&bytes)
                .unwrap_or_else(|_| json!(String::from_utf8_lossy(&bytes))),
            method,
            path,
            before,
        };
        all.push(asked.clone());
        asked
    };
    inner.open(&asked.path);
    inner.count.send_modify(|count| *count += 1);
    let mut reply = (inner.script)(&asked);
    while let Reply::Held(gate, then) = reply {
        gate.acquire()
            .await
            .expect("tests never close gates")
            .forget();
        reply = *then;
    }
    // Others get a chance to be open at the same time.
    tokio::task::yield_now().await;
    inner.close(&asked.path);
    response(reply)
}

fn response(reply: Reply) -> Response<Body> {
    let (status, headers, body) = match reply {
        Reply::Json(status, value) => (status, Vec::new(), value.to_string().into()),
        Reply::With(status, headers, value) => (status, headers, value.to_string().into()),
        Reply::Broken | Reply::Held(..) => {
            let broken = Err::<Vec<u8>, _>(std::io::Error::other("broken by the test"));
            let body = Body::from_stream(futures_util::stream::iter([Ok(b"{".to_vec()), broken]));
            (200, Vec::new(), body)
        }
    };
    let mut response = Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(name, value);
    }
    response.body(body).expect("tests write valid headers")
}
