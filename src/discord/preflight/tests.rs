//! The questions before a start, against a server that answers well, late, wrongly or never.

use serde_json::{Value, json};

use super::*;
use crate::discord::stand_in::{Asked, Reply, StandIn};

fn discord(asked: &Asked, flags: u64, remaining: u32, gateway: &str) -> Reply {
    let body = match asked.path.as_str() {
        "/users/@me" => json!({"id": "9", "username": "Greenroom"}),
        "/applications/@me" => json!({"id": "77", "flags": flags}),
        "/gateway/bot" => json!({
            "url": gateway, "shards": 2,
            "session_start_limit": {
                "total": 1000, "remaining": remaining, "reset_after": 90_000, "max_concurrency": 16,
            },
        }),
        _ => return Reply::Json(404, Value::Null),
    };
    Reply::Json(200, body)
}

async fn ask(
    script: impl Fn(&Asked) -> Reply + Send + Sync + 'static,
    shards: u32,
) -> (StandIn, Result<Preflight, PreflightError>) {
    let server = StandIn::start(script).await;
    let rest = Rest::new("a-bot-token", &server.base).expect("a usable address");
    let questions = Questions {
        rest: &rest,
        pauses: [Duration::from_millis(1); PAUSES.len()],
    };
    let result = questions.all(shards).await;
    (server, result)
}

const GATEWAY: &str = "ws://127.0.0.1:1";

#[tokio::test]
async fn all_is_well() {
    let (server, result) = ask(|asked| discord(asked, 1 << 19, 5, GATEWAY), 1).await;
    let expected = Preflight {
        me: UserId::new(9).expect("not zero"),
        name: "Greenroom".to_owned(),
        application: ApplicationId::new(77),
        message_content: true,
        gateway: GATEWAY.to_owned(),
        shards: 2,
        sessions_left: 5,
        max_concurrency: 16,
    };
    assert_eq!(result, Ok(expected));
    for asked in server.asked() {
        assert_eq!(asked.headers["authorization"], "Bot a-bot-token");
    }
}

#[tokio::test]
async fn the_message_content_intent_is_known_from_the_flags() {
    for (flags, expected) in [
        (0, false),
        (1 << 17, false),
        (1 << 18, true),
        (1 << 19, true),
    ] {
        let (_server, result) = ask(move |asked| discord(asked, flags, 5, GATEWAY), 1).await;
        assert_eq!(
            result.map(|preflight| preflight.message_content),
            Ok(expected)
        );
    }
}

#[tokio::test]
async fn a_wrong_token_is_said_at_once() {
    let (server, result) = ask(|_| Reply::Json(401, json!({"code": 0})), 1).await;
    let error = result.expect_err("a wrong token");
    assert_eq!(error, PreflightError::WrongToken);
    assert_eq!(error.exit_code(), 3);
    assert_eq!(server.asked().len(), 1);
}

#[tokio::test]
async fn too_few_sessions_are_kept_for_later() {
    let (_server, result) = ask(|asked| discord(asked, 0, 2, GATEWAY), 3).await;
    let error = result.expect_err("too few");
    let expected = PreflightError::NoSessionsLeft {
        left: 2,
        needed: 3,
        reset_after: Duration::from_secs(90),
    };
    assert_eq!(error, expected);
    assert!(error.to_string().contains("wait 2 min"), "{error}");
}

#[tokio::test]
async fn a_failing_discord_is_asked_a_few_times() {
    let (_server, result) = ask(
        |asked| match asked.before {
            0 => Reply::Json(503, Value::Null),
            1 => Reply::Broken,
            2 => Reply::With(429, vec![("retry-after", "0".to_owned())], json!({})),
            _ => discord(asked, 0, 5, GATEWAY),
        },
        1,
    )
    .await;
    assert!(result.is_ok());
    let (server, result) = ask(|_| Reply::Json(503, Value::Null), 1).await;
    assert!(matches!(result, Err(PreflightError::Unreachable { .. })));
    assert_eq!(server.asked().len(), 4);
}

#[tokio::test]
async fn a_ban_is_not_waited_for() {
    let (server, result) = ask(
        |_| {
            Reply::With(
                429,
                vec![("retry-after", "3600".to_owned())],
                json!("banned"),
            )
        },
        1,
    )
    .await;
    let error = result.expect_err("banned").to_string();
    assert!(error.contains("3600 s"), "{error}");
    assert_eq!(server.asked().len(), 1);
}

#[tokio::test]
async fn a_strange_gateway_is_not_connected_to() {
    for gateway in ["", "http://127.0.0.1:1", "gateway"] {
        let (_server, result) = ask(move |asked| discord(asked, 0, 5, gateway), 1).await;
        assert!(
            matches!(result, Err(PreflightError::Unreachable { .. })),
            "{gateway}"
        );
    }
}

#[tokio::test]
async fn commands_are_replaced_as_a_whole() {
    let server = StandIn::start(|asked| match asked.body[0]["name"].as_str() {
        Some("drill") => Reply::Json(200, json!([])),
        _ => Reply::Json(400, json!({"code": 50_035, "message": "Invalid Form Body"})),
    })
    .await;
    let rest = Rest::new("a-bot-token", &server.base).expect("a usable address");
    let application = ApplicationId::new(77);
    let command = |name: &str| CreateCommand::new(name).description("A question");
    assert_eq!(
        put_commands(&rest, application, &[command("drill")]).await,
        Ok(())
    );
    let error = put_commands(&rest, application, &[command("")]).await;
    assert!(matches!(
        error,
        Err(PreflightError::Refused { code: 50_035, .. })
    ));
    assert_eq!(server.asked()[0].method, "PUT");
    assert_eq!(server.asked()[0].path, "/applications/77/commands");
}
