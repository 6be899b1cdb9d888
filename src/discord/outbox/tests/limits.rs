//! Limits: Discord's, which are obeyed, and our own, which keep order and memory.
//!
//! Waits that must happen are written as so long that a test would never end: what is refused
//! or passes at once shows that they are known.

use tokio::sync::Semaphore;

use super::*;

fn limited(retry_after: f64, global: bool) -> Reply {
    let scope = if global { "global" } else { "user" };
    let headers = vec![("x-ratelimit-scope", scope.to_owned())];
    let body = json!({"message": "slow", "retry_after": retry_after, "global": global});
    Reply::With(429, headers, body)
}

fn bucket(remaining: u32, reset_after: &str) -> Vec<(&'static str, String)> {
    vec![
        ("x-ratelimit-bucket", "b".to_owned()),
        ("x-ratelimit-remaining", remaining.to_string()),
        ("x-ratelimit-reset-after", reset_after.to_owned()),
    ]
}

#[tokio::test]
async fn a_429_is_obeyed_and_then_the_post_goes_out() {
    let (server, outbox) = start(|asked| match asked.before {
        0 => limited(0.01, false),
        1 => limited(0.01, true),
        _ => posted(5),
    })
    .await;
    assert!(post(&outbox, 3, 1).await.is_ok());
    assert_eq!(server.asked().len(), 3);
    assert_eq!(outbox.post_counters().limited(), 2);
}

#[tokio::test]
async fn endless_429s_are_not_asked_for() {
    let (server, outbox) = start(|_| limited(0.0, false)).await;
    assert_eq!(post(&outbox, 3, 1).await, Err(SendError::Busy));
    assert_eq!(server.asked().len(), 6);
}

#[tokio::test]
async fn a_global_429_stops_all_posts_and_no_interaction() {
    let (server, outbox) = start(|asked| match asked.path.as_str() {
        "/channels/3/messages" => limited(600.0, true),
        _ => no_content(),
    })
    .await;
    assert!(outbox.has_room(1));
    assert_eq!(post(&outbox, 3, 1).await, Err(SendError::Busy));
    assert!(!outbox.has_room(1));
    assert_eq!(post(&outbox, 4, 1).await, Err(SendError::Busy));
    assert_eq!(outbox.delete_reply(&interaction(8)).await, Ok(()));
    assert_eq!(
        paths(&server),
        [
            "POST /channels/3/messages",
            "DELETE /webhooks/77/token-8/messages/@original"
        ]
    );
}

#[tokio::test]
async fn an_empty_bucket_holds_its_channel_alone() {
    let (server, outbox) = start(|_| Reply::With(200, bucket(0, "600"), json!({"id": "5"}))).await;
    assert!(post(&outbox, 3, 1).await.is_ok());
    assert_eq!(post(&outbox, 3, 2).await, Err(SendError::Busy));
    assert!(post(&outbox, 4, 1).await.is_ok());
    assert_eq!(server.asked().len(), 2);
}

#[tokio::test]
async fn an_empty_bucket_is_waited_for() {
    let (server, outbox) = start(|_| Reply::With(200, bucket(0, "0.02"), json!({"id": "5"}))).await;
    assert!(post(&outbox, 3, 1).await.is_ok());
    assert!(post(&outbox, 3, 2).await.is_ok());
    assert_eq!(server.asked().len(), 2);
    assert_eq!(outbox.post_counters().limited(), 0);
}

#[tokio::test]
async fn each_interaction_has_a_bucket_of_its_own() {
    let (_server, outbox) = start(|_| Reply::With(200, bucket(0, "600"), json!({"id": "5"}))).await;
    let view = View::text("x");
    assert_eq!(outbox.edit_reply(&interaction(1), &view).await, Ok(()));
    assert_eq!(outbox.edit_reply(&interaction(2), &view).await, Ok(()));
    assert_eq!(
        outbox.edit_reply(&interaction(1), &view).await,
        Err(SendError::Busy)
    );
}

#[tokio::test]
async fn the_pace_holds_posts_back() {
    let server = StandIn::start(|_| posted(5)).await;
    let mut options = quick();
    options.period = Duration::from_secs(3_600);
    options.burst = NonZeroU32::new(2).expect("not zero");
    let outbox = outbox(&server, &options);
    assert!(post(&outbox, 3, 1).await.is_ok());
    assert!(post(&outbox, 4, 1).await.is_ok());
    let third = tokio::spawn({
        let outbox = outbox.clone();
        async move { post(&outbox, 5, 1).await }
    });
    // An interaction goes there and back meanwhile.
    let reply = outbox.follow_up(&interaction(8), &View::text("x")).await;
    assert_eq!(reply, Ok(()));
    let posts = paths(&server)
        .iter()
        .filter(|path| path.contains("/channels/"))
        .count();
    assert_eq!(posts, 2);
    third.abort();
}

#[tokio::test]
async fn a_channel_gets_one_post_at_a_time_in_order() {
    let (server, outbox) = start(|_| posted(5)).await;
    let mut tasks = Vec::new();
    for row in 0..20 {
        let outbox = outbox.clone();
        tasks.push(tokio::spawn(async move { post(&outbox, 3, row).await }));
        tokio::task::yield_now().await;
    }
    for task in tasks {
        assert!(task.await.expect("the task ends").is_ok());
    }
    let nonces: Vec<String> = server
        .asked()
        .iter()
        .map(|asked| asked.body["nonce"].as_str().unwrap_or_default().to_owned())
        .collect();
    let expected: Vec<String> = (0..20).map(|row| format!("gt{row}")).collect();
    assert_eq!(nonces, expected);
    assert_eq!(server.peak("/channels/3/messages"), 1);
}

#[tokio::test]
async fn channels_do_not_wait_for_each_other_and_few_are_in_flight() {
    let gate = Arc::new(Semaphore::new(0));
    let held = Arc::clone(&gate);
    let server = StandIn::start(move |asked| {
        if asked.path.starts_with("/channels") {
            Reply::Held(Arc::clone(&held), Box::new(posted(5)))
        } else {
            no_content()
        }
    })
    .await;
    let mut options = quick();
    options.posts_in_flight = 5;
    let outbox = outbox(&server, &options);
    let tasks: Vec<_> = (1..=12)
        .map(|to| {
            let outbox = outbox.clone();
            tokio::spawn(async move { post(&outbox, to, 1).await })
        })
        .collect();
    server.arrived(5).await;
    assert_eq!(outbox.delete_reply(&interaction(8)).await, Ok(()));
    assert_eq!(server.asked().len(), 6);
    gate.add_permits(12);
    for task in tasks {
        assert!(task.await.expect("the task ends").is_ok());
    }
    assert_eq!(server.asked().len(), 13);
}

#[tokio::test]
async fn a_full_lane_says_so() {
    let gate = Arc::new(Semaphore::new(0));
    let held = Arc::clone(&gate);
    let server = StandIn::start(move |_| Reply::Held(Arc::clone(&held), Box::new(posted(5)))).await;
    let mut options = quick();
    options.period = Duration::from_secs(2);
    options.most_waiting = 6;
    let outbox = outbox(&server, &options);
    assert!(outbox.has_room(5) && !outbox.has_room(6));
    let tasks: Vec<_> = (1..=3)
        .map(|to| {
            let outbox = outbox.clone();
            tokio::spawn(async move { post(&outbox, to, 1).await })
        })
        .collect();
    server.arrived(3).await;
    assert!(outbox.has_room(2) && !outbox.has_room(3));
    // Backfill takes no room from people.
    let reads: Vec<_> = (1..=3)
        .map(|from| {
            let outbox = outbox.clone();
            tokio::spawn(async move { outbox.read(channel(from), None).await })
        })
        .collect();
    server.arrived(6).await;
    assert!(outbox.has_room(2));
    assert_eq!(outbox.post_counters().waiting(), 6);
    assert_eq!(post(&outbox, 9, 1).await, Err(SendError::Busy));
    gate.add_permits(6);
    for task in tasks {
        assert!(task.await.expect("the task ends").is_ok());
    }
    for task in reads {
        task.abort();
    }
}
