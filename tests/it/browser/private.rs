//! What is done in private is marked so, and nobody else has it on their page.

use super::{Browser, Tab, drill, is_card, is_coaching, wanted};
use crate::world::{ANSWER, QUESTION, World};

/// Whether anything but these words is on the page of somebody who watched: they are written after
/// what must not be seen, so that this does not pass merely by looking too early.
async fn assert_sees_only(watcher: &Tab<'_>, writer: &Tab<'_>, count: usize) {
    writer.say("that is all from me").await;
    watcher.see_words("that is all from me").await;
    let seen = watcher.messages().await;
    assert_eq!(seen.len(), count, "{seen:#?}");
    assert!(
        !seen
            .iter()
            .any(|one| one.ephemeral || one.says("placeholder pods"))
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_private_drill_is_on_one_page_alone() {
    if !wanted() {
        return;
    }
    let world = World::start().await;
    let (newcomer, regular) = (world.person("newcomer"), world.person("regular"));
    let channel = world.channel("interview-prep").await;
    let browser = Browser::start(&world).await;
    let tab = browser.open(&newcomer, &channel).await;
    let watcher = browser.open(&regular, &channel).await;

    tab.command("/drill", "drill").await;
    tab.option("question", "autoscaling that", QUESTION).await;
    tab.option("private", "tr", "true").await;
    tab.run().await;
    let card = tab.see("the card", is_card).await;
    assert!(card.ephemeral && card.marked, "{card:?}");
    tab.press(&card, "Answer").await;
    tab.rewrite(ANSWER).await;
    tab.submit().await;
    let coaching = tab.see("the coaching", is_coaching).await;
    assert!(coaching.ephemeral && coaching.marked, "{coaching:?}");
    tab.picture("private-drill").await;
    tab.press(&coaching, "Good").await;
    assert!(tab.see_words("Noted: Good").await.marked);
    assert_sees_only(&watcher, &tab, 1).await;
    watcher.picture("private-drill").await;
    browser.end().await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn answering_privately_shows_nothing_to_the_thread() {
    if !wanted() {
        return;
    }
    let world = World::start().await;
    let (newcomer, regular) = (world.person("newcomer"), world.person("regular"));
    let channel = world.channel("interview-prep").await;
    let browser = Browser::start(&world).await;
    let tab = browser.open(&newcomer, &channel).await;
    let opening = drill(&tab).await;
    let watcher = browser.open(&regular, &tab.channel().await).await;
    let before = watcher.messages().await.len();

    tab.press(&opening, "Answer privately").await;
    tab.rewrite(ANSWER).await;
    tab.submit().await;
    let coaching = tab.see("the coaching", is_coaching).await;
    assert!(coaching.ephemeral && coaching.marked, "{coaching:?}");
    tab.picture("answered-privately").await;
    assert_sees_only(&watcher, &tab, before + 1).await;
    browser.end().await;
    world.end().await;
}
