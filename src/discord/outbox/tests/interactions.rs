//! Interactions: quick, never behind posts, and clear about what became of them.

use tokio::sync::Semaphore;

use super::*;
use crate::discord::encode;

async fn respond(outbox: &DiscordOutbox, id: u64) -> Result<Acknowledged, SendError> {
    outbox
        .interactions()
        .respond(&interaction(id), encode::defer_ephemeral())
        .await
}

#[tokio::test]
async fn a_response_goes_out_once() {
    let (server, outbox) = start(|_| no_content()).await;
    assert_eq!(respond(&outbox, 8).await, Ok(Acknowledged::Done));
    assert_eq!(paths(&server), ["POST /interactions/8/token-8/callback"]);
    assert_eq!(server.asked()[0].body["type"], 5);
    assert_eq!(server.asked()[0].body["data"]["flags"], 64);
    assert_eq!(outbox.interactions().acknowledge_counters().sent(), 1);
}

#[tokio::test]
async fn an_unclear_response_is_tried_once_more() {
    let (server, outbox) = start(|asked| match (asked.path.as_str(), asked.before) {
        ("/interactions/1/token-1/callback", 0) => Reply::Json(503, Value::Null),
        ("/interactions/1/token-1/callback", _) => no_content(),
        ("/interactions/2/token-2/callback", 0) => Reply::Broken,
        ("/interactions/2/token-2/callback", _) => refused(400, 40_060),
        _ => Reply::Broken,
    })
    .await;
    assert_eq!(respond(&outbox, 1).await, Ok(Acknowledged::Done));
    assert_eq!(respond(&outbox, 2).await, Ok(Acknowledged::Already));
    assert!(matches!(
        respond(&outbox, 3).await,
        Err(SendError::Unreachable(_))
    ));
    assert_eq!(server.asked().len(), 6);
}

#[tokio::test]
async fn too_late_is_said_and_a_mistake_is_refused() {
    let (server, outbox) = start(|asked| {
        if asked.path.starts_with("/interactions/1/") {
            refused(404, 10_062)
        } else {
            refused(400, 50_035)
        }
    })
    .await;
    assert_eq!(respond(&outbox, 1).await, Ok(Acknowledged::Expired));
    assert_eq!(
        respond(&outbox, 2).await.expect_err("refused").code(),
        Some(50_035)
    );
    assert_eq!(server.asked().len(), 2);
}

#[tokio::test]
async fn people_do_not_wait_behind_posts() {
    let gate = Arc::new(Semaphore::new(0));
    let held = Arc::clone(&gate);
    let (server, outbox) = start(move |asked| {
        if asked.path.starts_with("/channels") {
            Reply::Held(Arc::clone(&held), Box::new(posted(5)))
        } else {
            no_content()
        }
    })
    .await;
    let tasks: Vec<_> = (1..=80)
        .map(|to| {
            let outbox = outbox.clone();
            tokio::spawn(async move { post(&outbox, to, 1).await })
        })
        .collect();
    server.arrived(50).await;
    assert_eq!(respond(&outbox, 8).await, Ok(Acknowledged::Done));
    let view = View::text("x");
    assert_eq!(outbox.edit_reply(&interaction(8), &view).await, Ok(()));
    assert_eq!(outbox.follow_up(&interaction(8), &view).await, Ok(()));
    assert_eq!(outbox.delete_reply(&interaction(8)).await, Ok(()));
    assert_eq!(
        paths(&server)[50..],
        [
            "POST /interactions/8/token-8/callback",
            "PATCH /webhooks/77/token-8/messages/@original",
            "POST /webhooks/77/token-8",
            "DELETE /webhooks/77/token-8/messages/@original",
        ]
    );
    gate.add_permits(80);
    for task in tasks {
        assert!(task.await.expect("the task ends").is_ok());
    }
}
