//! One WebSocket: HELLO, heartbeats, IDENTIFY or RESUME, and the events of its session.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::ws::{CloseFrame, Message, WebSocket};
use serde_json::{Value, json};
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};
use tokio::time::Instant;

use super::hub::Frame;
use super::identify::{self, Refusal};
use crate::app::{App, Shared};
use crate::faults::GatewayFault;

/// How often a client shall send a heartbeat, in milliseconds.
const HEARTBEAT_MS: u64 = 41_250;

/// Frames that a client may send in a minute.
const FRAMES_PER_MINUTE: u32 = 120;

/// Why a socket's loop goes on or ends.
enum Step {
    Go,
    Close(u16),
    /// The client closed; a clean close ends the session.
    Gone {
        clean: bool,
    },
}

struct Connection {
    app: Shared,
    sender: UnboundedSender<Frame>,
    session: Option<(String, u64)>,
    last_heartbeat: Instant,
    minute: (Instant, u32),
}

/// Serves a socket until it ends.
pub async fn run(app: Shared, mut socket: WebSocket, version_known: bool) {
    if !version_known {
        close(&mut socket, 4_012).await;
        return;
    }
    let (sender, mut receiver) = mpsc::unbounded_channel();
    let hello = json!({
        "op": 10, "s": null, "t": null,
        "d": {"heartbeat_interval": HEARTBEAT_MS, "_trace": []},
    });
    if socket.send(text(&hello)).await.is_err() {
        return;
    }
    let mut connection = Connection {
        app,
        sender,
        session: None,
        last_heartbeat: Instant::now(),
        minute: (Instant::now(), 0),
    };
    let clean = connection.serve(&mut socket, &mut receiver).await;
    if let Some((id, number)) = connection.session.take() {
        let mut world = connection.app.world();
        world.hub.socket_ended(&id, number, clean);
        world.notify_state();
    }
}

impl Connection {
    /// Whether the client closed in the way that ends the session as well.
    async fn serve(
        &mut self,
        socket: &mut WebSocket,
        receiver: &mut UnboundedReceiver<Frame>,
    ) -> bool {
        let app = Arc::clone(&self.app);
        let stopped = app.stopped();
        tokio::pin!(stopped);
        loop {
            let silence = self.last_heartbeat + Duration::from_millis(HEARTBEAT_MS * 2);
            tokio::select! {
                frame = receiver.recv() => match frame {
                    Some(Frame::Text(text)) => {
                        if socket.send(Message::Text(text.as_ref().into())).await.is_err() {
                            return false;
                        }
                    }
                    Some(Frame::Close(code)) => {
                        close(socket, code).await;
                        return false;
                    }
                    Some(Frame::Drop) | None => return false,
                },
                message = socket.recv() => match self.read(message) {
                    Step::Go => {}
                    Step::Close(code) => {
                        close(socket, code).await;
                        return false;
                    }
                    Step::Gone { clean } => return clean,
                },
                () = tokio::time::sleep_until(silence) => {
                    close(socket, 4_009).await;
                    return false;
                }
                () = &mut stopped => {
                    close(socket, 1_001).await;
                    return false;
                }
            }
        }
    }

    fn read(&mut self, message: Option<Result<Message, axum::Error>>) -> Step {
        let text = match message {
            Some(Ok(Message::Text(text))) => text,
            Some(Ok(Message::Binary(_))) => return Step::Close(4_002),
            Some(Ok(Message::Ping(_) | Message::Pong(_))) => return Step::Go,
            Some(Ok(Message::Close(frame))) => {
                let clean = frame.is_none_or(|frame| matches!(frame.code, 1_000 | 1_001));
                return Step::Gone { clean };
            }
            Some(Err(_)) | None => return Step::Gone { clean: false },
        };
        if self.too_many_frames() {
            return Step::Close(4_008);
        }
        let Ok(payload) = serde_json::from_str::<Value>(&text) else {
            return Step::Close(4_002);
        };
        self.obey(&payload)
    }

    fn too_many_frames(&mut self) -> bool {
        if self.minute.0.elapsed() >= Duration::from_secs(60) {
            self.minute = (Instant::now(), 0);
        }
        self.minute.1 += 1;
        self.minute.1 > FRAMES_PER_MINUTE
    }

    fn obey(&mut self, payload: &Value) -> Step {
        let Some(operation) = payload["op"].as_u64() else {
            return Step::Close(4_002);
        };
        match operation {
            1 => self.heartbeat(),
            2 | 6 if self.session.is_some() => Step::Close(4_005),
            2 => self.identify(&payload["d"]),
            6 => self.resume(&payload["d"]),
            3 | 4 | 8 | 31 if self.session.is_none() => Step::Close(4_003),
            3 | 4 | 8 | 31 => Step::Go,
            _ => Step::Close(4_001),
        }
    }

    fn heartbeat(&mut self) -> Step {
        self.last_heartbeat = Instant::now();
        self.app.world().hub.heartbeats += 1;
        if self
            .app
            .faults()
            .take_gateway(GatewayFault::is_silence)
            .is_none()
        {
            self.send(&json!({"op": 11, "s": null, "t": null, "d": null}));
        }
        Step::Go
    }

    fn identify(&mut self, data: &Value) -> Step {
        match identify::identify(&self.app, data, &self.sender) {
            Ok(id) => {
                self.session = Some((id, 1));
                self.misbehave()
            }
            Err(Refusal::Close(code)) => Step::Close(code),
            Err(Refusal::TooSoon) => self.invalid_session(),
        }
    }

    fn resume(&mut self, data: &Value) -> Step {
        if identify::bare_token(data) != Some(self.app.token()) {
            return Step::Close(4_004);
        }
        let (Some(id), Some(sequence)) = (data["session_id"].as_str(), data["seq"].as_u64()) else {
            return Step::Close(4_002);
        };
        let sender = self.sender.clone();
        let resumed = {
            let mut world = self.app.world();
            if world
                .hub
                .session(id)
                .is_some_and(|one| sequence > one.sequence)
            {
                return Step::Close(4_007);
            }
            let resumed = world.hub.resume(id, sequence, sender);
            world.notify_state();
            resumed
        };
        match resumed {
            Some(number) => {
                self.session = Some((id.to_owned(), number));
                self.misbehave()
            }
            None => self.invalid_session(),
        }
    }

    /// Whatever fault is still owed to the next connection.
    fn misbehave(&mut self) -> Step {
        let fault = self.app.faults().take_gateway(GatewayFault::is_sudden);
        if let Some(fault) = fault {
            strike(&self.app, &fault);
        }
        Step::Go
    }

    fn invalid_session(&self) -> Step {
        self.send(&json!({"op": 9, "s": null, "t": null, "d": false}));
        Step::Go
    }

    fn send(&self, payload: &Value) {
        // The receiver lives as long as this connection.
        let _ = self
            .sender
            .send(Frame::Text(Arc::from(payload.to_string())));
    }
}

/// Does to all connected sessions what a fault says.
pub fn strike(app: &App, fault: &GatewayFault) {
    let mut world = app.world();
    match fault {
        GatewayFault::Drop => world.hub.broadcast(&Frame::Drop),
        GatewayFault::Close(code) => world.hub.broadcast(&Frame::Close(*code)),
        GatewayFault::InvalidSession => world.hub.invalidate_all(),
        GatewayFault::Reconnect => {
            let payload = json!({"op": 7, "s": null, "t": null, "d": null}).to_string();
            world.hub.broadcast(&Frame::Text(payload.into()));
        }
        GatewayFault::Duplicate(times) => world.hub.duplicates += times,
        GatewayFault::NoAck => {}
    }
}

fn text(payload: &Value) -> Message {
    Message::Text(payload.to_string().into())
}

async fn close(socket: &mut WebSocket, code: u16) {
    let frame = CloseFrame {
        code,
        reason: reason(code).into(),
    };
    // The other side may be gone already.
    let _ = socket.send(Message::Close(Some(frame))).await;
}

fn reason(code: u16) -> &'static str {
    match code {
        4_001 => "Unknown opcode.",
        4_002 => "Error while decoding payload.",
        4_003 => "Not authenticated.",
        4_004 => "Authentication failed.",
        4_005 => "Already authenticated.",
        4_007 => "Invalid seq.",
        4_008 => "Rate limited.",
        4_009 => "Session timed out.",
        4_010 => "Invalid shard.",
        4_011 => "Sharding required.",
        4_012 => "Invalid API version.",
        4_013 => "Invalid intent(s).",
        4_014 => "Disallowed intent(s).",
        _ => "",
    }
}
