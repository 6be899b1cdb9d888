//! The real serenity against a gateway that closes with each of the codes.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

use futures_util::{SinkExt, StreamExt};
use serenity::gateway::{ShardManager, ShardManagerOptions};
use serenity::http::Http;
use serenity::model::gateway::GatewayIntents;
use tokio_tungstenite::tungstenite::Message as Frame;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tracing_subscriber::layer::SubscriberExt;

use super::*;

/// A gateway that says hello, waits for the identification and closes with this code.
async fn closing_gateway(code: u16) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a loopback port is free");
    let address = listener
        .local_addr()
        .expect("a bound listener has an address");
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let Ok(mut socket) = tokio_tungstenite::accept_async(stream).await else {
                continue;
            };
            // A short interval: the missing acknowledgement ends serenity's endless loop soon.
            let hello = r#"{"op":10,"d":{"heartbeat_interval":50}}"#;
            let _ = socket.send(Frame::Text(hello.to_owned())).await;
            let _ = socket.next().await;
            let close = CloseFrame {
                code: code.into(),
                reason: "test".into(),
            };
            let _ = socket.close(Some(close)).await;
        }
    });
    format!("ws://{address}")
}

/// Runs serenity's shard 0 on a thread of its own, since it may hog it.
fn run_serenity(
    gateway: String,
    watchdog: Watchdog,
) -> (Receiver<()>, tokio::sync::oneshot::Sender<()>) {
    let (stop, stopped) = tokio::sync::oneshot::channel();
    let (ended, end) = channel();
    std::thread::spawn(move || {
        let subscriber = tracing_subscriber::registry().with(watchdog.layer());
        tracing::subscriber::with_default(subscriber, || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .expect("a runtime starts");
            runtime.block_on(async {
                let (manager, _result) = ShardManager::new(ShardManagerOptions {
                    data: Arc::default(),
                    event_handlers: Vec::new(),
                    raw_event_handlers: Vec::new(),
                    shard_index: 0,
                    shard_init: 1,
                    shard_total: 1,
                    ws_url: Arc::new(tokio::sync::Mutex::new(gateway)),
                    http: Arc::new(Http::new("a-bot-token")),
                    intents: GatewayIntents::GUILDS,
                    presence: None,
                });
                manager.initialize().expect("booting only sends a message");
                let _ = stopped.await;
            });
        });
        let _ = ended.send(());
    });
    (end, stop)
}

async fn heard(code: u16) -> GatewayFault {
    let (said, fault) = tokio::sync::oneshot::channel();
    let watchdog = Watchdog::start(move |fault| {
        let _ = said.send(fault);
    })
    .expect("a thread starts");
    let gateway = closing_gateway(code).await;
    let (end, stop) = run_serenity(gateway, watchdog);
    let fault = fault.await.expect("the watchdog calls before it ends");
    let _ = stop.send(());
    let end = tokio::task::spawn_blocking(move || end.recv());
    end.await
        .expect("no panic")
        .expect("serenity's thread ends");
    fault
}

#[tokio::test]
async fn serenitys_endless_faults_are_heard() {
    for (code, expected) in [
        (4003, GatewayFault::NotAuthenticated),
        (4010, GatewayFault::InvalidShard),
        (4011, GatewayFault::ShardingRequired),
        (4012, GatewayFault::InvalidApiVersion),
    ] {
        assert_eq!(heard(code).await, expected, "{code}");
    }
}

#[test]
fn only_those_messages_are_faults() {
    for message in [
        "",
        "Shard handler received err: Gateway(InvalidAuthentication)",
        "Shard handler received err: Gateway(DisallowedGatewayIntents)",
        "Unknown unclean close 4000: Some(\"4012\")",
        "Unknown unclean close",
        "somebody writes Gateway(InvalidShardData) in a message",
    ] {
        assert_eq!(GatewayFault::of_log(message), None, "{message}");
    }
}

#[test]
fn the_first_fault_ends_and_others_do_no_harm() {
    let (said, heard) = channel();
    let watchdog = Watchdog::start(move |fault| {
        let _ = said.send(fault);
    })
    .expect("a thread starts");
    watchdog.report(GatewayFault::WrongToken);
    assert_eq!(heard.recv(), Ok(GatewayFault::WrongToken));
    watchdog.report(GatewayFault::InvalidShard);
    watchdog.report(GatewayFault::InvalidShard);
    assert!(heard.recv().is_err(), "the thread has ended");
}

#[test]
fn faults_that_end_serenitys_start_have_their_exit_codes() {
    let of = |error| GatewayFault::of_start(&serenity::Error::Gateway(error));
    let wrong_token = of(GatewayError::InvalidAuthentication).expect("a fault");
    assert_eq!(
        (wrong_token, wrong_token.exit_code()),
        (GatewayFault::WrongToken, 3)
    );
    let intents = of(GatewayError::DisallowedGatewayIntents).expect("a fault");
    assert_eq!(
        (intents, intents.exit_code()),
        (GatewayFault::DisallowedIntents, 1)
    );
    assert_eq!(of(GatewayError::HeartbeatFailed), None);
}
