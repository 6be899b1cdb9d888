//! At its hour, late after an absence, or missed; and the reveal.

use jiff::SignedDuration;
use serde_json::json;

use super::{cards_in, organise, posted_in, set_up, status, wake};
use crate::world::{World, silence};

const MINUTE: SignedDuration = SignedDuration::from_mins(1);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_comes_at_its_hour_with_a_thread_and_notifies_the_role_alone() {
    let mut world = World::at_ten().await;
    let channel = world.channel("interview-prep").await;
    let role = world.role("Study hall", "Daily").await;
    world.may_be_notified(&role);
    set_up(&world, &[("role", json!(role)), ("time", json!("18:00"))]).await;
    let preview = organise(&world, "preview", &[]).await;
    world.pass(MINUTE * (8 * 60 - 1)).await;
    silence().await;
    assert_eq!(cards_in(&world, &channel).await.len(), 0, "not before");
    world.pass(MINUTE).await;
    wake(&world).await;
    let posted = posted_in(&world, &channel).await;
    assert_eq!(posted.card.headings(), preview.headings());
    assert_eq!(posted.card.content(), format!("<@&{role}>"));
    let thread = world.person("newcomer").thread(&posted.thread).await;
    let name = thread.expect("the thread")["name"].clone();
    let title = posted.card.headings()[0];
    assert_eq!(name, format!("Daily · {title}"));
    assert_eq!(
        posted.card.rows(),
        [
            vec!["Answer", "Answer privately", "Hint", "My feedback"],
            vec!["Framework", "STAR example", "Mistakes"],
            vec!["More..."],
        ]
    );
    silence().await;
    assert_eq!(cards_in(&world, &channel).await.len(), 1);
    assert!(!posted.opening.says("<@&"), "{}", posted.opening);
    let mut notified = posted.card.notified();
    notified.sort_unstable();
    let (newcomer, regular) = (world.person("newcomer"), world.person("regular"));
    let mut with_role = [newcomer.id.as_str(), regular.id.as_str()];
    with_role.sort_unstable();
    assert_eq!(notified, with_role);
    for message in newcomer.everything().await {
        let quiet = message.id() == posted.card.id() || message.notified().is_empty();
        assert!(quiet, "{message}");
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_an_absence_it_comes_late_and_says_so_or_is_missed() {
    let mut world = World::at_ten().await;
    let channel = world.channel("interview-prep").await;
    set_up(&world, &[]).await;
    world.stop_bot().await;
    world.pass(SignedDuration::from_hours(8 + 3)).await;
    world.start_bot().await;
    let late = posted_in(&world, &channel).await;
    assert!(late.card.says("I was away then"), "{}", late.card);
    assert!(status(&world).await.says("[posted, late]"));

    world.kill_bot().await;
    world.pass(SignedDuration::from_hours(24 + 6)).await;
    world.start_bot().await;
    silence().await;
    assert_eq!(cards_in(&world, &channel).await.len(), 1);
    let told = status(&world).await;
    assert!(told.says("missed: I was away"), "{told}");
    assert!(told.says("Next: <t:"), "{told}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_reveal_survives_a_restart_and_comes_once() {
    let mut world = World::at_ten().await;
    let channel = world.channel("interview-prep").await;
    set_up(&world, &[("reveal-after", json!(2))]).await;
    organise(&world, "post-now", &[]).await;
    let posted = posted_in(&world, &channel).await;
    world.kill_bot().await;
    world.pass(SignedDuration::from_hours(3)).await;
    world.start_bot().await;
    let newcomer = world.person("newcomer");
    let reveal = newcomer
        .wait_for(&posted.thread, "the reveal", |one| {
            one.has_button("Show reference")
        })
        .await;
    assert!(reveal.says("Nobody has answered yet"), "{reveal}");
    world.restart_bot().await;
    silence().await;
    let mut reveals = newcomer.messages(&posted.thread).await;
    reveals.retain(|one| one.has_button("Show reference"));
    assert_eq!(reveals.len(), 1);
    let open = newcomer.pressing(&posted.card, "STAR example").await;
    assert_eq!(
        open.headings(),
        ["STAR example"],
        "open to those without an answer"
    );
    world.end().await;
}
