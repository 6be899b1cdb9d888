//! What is sent, and what Discord's answers mean.

use super::*;
use crate::domain::view::File;

#[tokio::test]
async fn a_post_has_its_nonce_mentions_nobody_and_says_who_we_are() {
    let (server, outbox) = start(|_| posted(5)).await;
    assert_eq!(post(&outbox, 3, 1).await, Ok(message(3, 5).id));
    let asked = server.asked();
    assert_eq!(paths(&server), ["POST /channels/3/messages"]);
    assert_eq!(asked[0].body["nonce"], "gt1");
    assert_eq!(asked[0].body["enforce_nonce"], true);
    assert_eq!(asked[0].body["allowed_mentions"]["parse"], json!([]));
    assert_eq!(asked[0].headers["authorization"], "Bot a-bot-token");
    let agent = asked[0].headers["user-agent"].to_str().expect("ASCII");
    assert!(agent.starts_with("DiscordBot (https://") && agent.contains("greenroom/"));
    assert_eq!(outbox.post_counters().sent(), 1);
    assert_eq!(outbox.post_counters().waiting(), 0);
}

#[tokio::test]
async fn a_file_goes_as_multipart() {
    let (server, outbox) = start(|_| posted(5)).await;
    let view = View {
        file: Some(File {
            name: "data.json".to_owned(),
            bytes: b"{\"mine\": true}".to_vec(),
        }),
        ..View::text("Here")
    };
    let result = outbox.post(channel(3), &view, &Nonce::of('t', 1)).await;
    assert!(result.is_ok());
    let asked = &server.asked()[0];
    let kind = asked.headers["content-type"].to_str().expect("ASCII");
    assert!(kind.starts_with("multipart/form-data"));
    let body = asked.body.as_str().expect("not JSON");
    for part in [
        "payload_json",
        "files[0]",
        "data.json",
        "{\"mine\": true}",
        "gt1",
    ] {
        assert!(body.contains(part), "{part}");
    }
}

#[tokio::test]
async fn an_answer_that_breaks_off_does_not_post_twice() {
    // As Discord does with `enforce_nonce`: the same nonce gives the first message again.
    let nonces = std::sync::Mutex::new(Vec::new());
    let (server, outbox) = start(move |asked| {
        let mut nonces = nonces.lock().expect("no test panics here");
        let nonce = asked.body["nonce"].to_string();
        let position = nonces.iter().position(|known| *known == nonce);
        let id = position.unwrap_or_else(|| {
            nonces.push(nonce);
            nonces.len() - 1
        });
        if asked.before == 0 {
            Reply::Broken
        } else {
            posted(1_000 + id as u64)
        }
    })
    .await;
    assert_eq!(post(&outbox, 3, 1).await, Ok(message(3, 1_000).id));
    assert_eq!(post(&outbox, 3, 2).await, Ok(message(3, 1_001).id));
    assert_eq!(server.asked().len(), 3);
    assert_eq!(outbox.post_counters().retried(), 1);
}

#[tokio::test]
async fn failures_of_discord_are_tried_again_and_given_up_in_the_end() {
    let (server, outbox) = start(|asked| match (asked.path.as_str(), asked.before) {
        ("/channels/3/messages", 0..=2) => Reply::Json(502, Value::Null),
        ("/channels/3/messages", _) => posted(5),
        _ => Reply::Json(500, Value::Null),
    })
    .await;
    assert!(post(&outbox, 3, 1).await.is_ok());
    assert_eq!(
        post(&outbox, 4, 1).await,
        Err(SendError::Unreachable("HTTP 500".to_owned()))
    );
    assert_eq!(server.asked().len(), 4 + 6);
}

#[tokio::test]
async fn nobody_at_home_is_said_without_a_secret() {
    let (server, outbox) = start(|_| posted(5)).await;
    let gone = server.base.clone();
    drop(server);
    let rest = Rest::new(TOKEN, &gone).expect("a usable address");
    let lost = DiscordOutbox {
        interactions: Interactions::new(
            &rest,
            ApplicationId::new(77),
            &quick(),
            &Arc::new(Jitter::new(ChaCha8Rng::seed_from_u64(1))),
        ),
        ..outbox
    };
    let error = lost.edit_reply(&interaction(8), &View::text("x")).await;
    let Err(SendError::Unreachable(words)) = error else {
        panic!("nobody answers, yet: {error:?}");
    };
    assert!(!words.contains("token-8"), "{words}");
}

#[tokio::test]
async fn a_refusal_is_final() {
    let (server, outbox) = start(|_| refused(403, 50_013)).await;
    let error = post(&outbox, 3, 1).await.expect_err("refused");
    assert!(error.is_forbidden());
    assert_eq!(server.asked().len(), 1);
    assert_eq!(outbox.post_counters().refused(), 1);
}

#[tokio::test]
async fn repeated_work_counts_as_done() {
    let (server, outbox) = start(|asked| match asked.method.as_str() {
        "POST" => refused(400, 160_004),
        "DELETE" => refused(404, 10_008),
        _ => no_content(),
    })
    .await;
    assert_eq!(
        outbox
            .open_thread(message(3, 5), "Drill", crate::outbox::Rests::AfterADay)
            .await,
        Ok(channel(5))
    );
    assert_eq!(outbox.delete(message(3, 5)).await, Ok(()));
    assert_eq!(outbox.react(message(3, 5), "#️⃣").await, Ok(()));
    assert_eq!(
        outbox
            .add_to_thread(channel(5), UserId::new(8).expect("not zero"))
            .await,
        Ok(())
    );
    assert_eq!(
        paths(&server),
        [
            "POST /channels/3/messages/5/threads",
            "DELETE /channels/3/messages/5",
            "PUT /channels/3/messages/5/reactions/%23%EF%B8%8F%E2%83%A3/@me",
            "PUT /channels/5/thread-members/8",
        ]
    );
    assert_eq!(server.asked()[0].body["auto_archive_duration"], 1_440);
}

#[tokio::test]
async fn a_page_of_messages_comes_oldest_first() {
    let (server, outbox) = start(|_| {
        Reply::Json(
            200,
            json!([
                {"id": "12", "author": {"id": "9", "bot": true}, "nonce": "gt1"},
                {"id": "11", "author": {"id": "8"}, "content": "Hi"},
            ]),
        )
    })
    .await;
    let after = MessageId::new(10);
    let page = outbox.read(channel(3), after).await.expect("a page");
    let ids: Vec<u64> = page.iter().map(|seen| seen.at.id.get()).collect();
    assert_eq!(ids, [11, 12]);
    assert_eq!(page[0].text, "Hi");
    assert!(!page[0].by_bot && page[1].by_bot);
    assert!(server.asked()[0].query.contains("limit=100"));
    assert!(server.asked()[0].query.contains("after=10"));
}

#[tokio::test]
async fn a_rejected_token_ends_all_sending() {
    let (server, outbox) = start(|_| refused(401, 0)).await;
    let rejected = outbox.token_rejected();
    assert!(!*rejected.borrow());
    assert!(post(&outbox, 3, 1).await.is_err());
    assert!(*rejected.borrow());
    assert!(post(&outbox, 4, 1).await.is_err());
    assert!(
        outbox
            .interactions()
            .delete_reply(&interaction(8))
            .await
            .is_err()
    );
    assert_eq!(server.asked().len(), 1);
}

#[tokio::test]
async fn an_expired_interaction_is_no_rejected_token() {
    let (_server, outbox) = start(|_| refused(401, 50_027)).await;
    let result = outbox.edit_reply(&interaction(8), &View::text("x")).await;
    assert_eq!(result.expect_err("refused").code(), Some(50_027));
    assert!(!*outbox.token_rejected().borrow());
}
