//! One person's drill from the command to the next question.

use super::{Browser, Tab, drill, is_card, is_coaching, is_opening, wanted};
use crate::world::{ANSWER, BETTER, World};

/// Looks at the reference before answering, and after.
async fn look_first(tab: &Tab<'_>) {
    let opening = tab.see("the opening message", is_opening).await;
    tab.press(&opening, "Hint").await;
    let hint = tab.see_words("Hint 1.").await;
    assert!(hint.marked, "{hint:?}");
    tab.press(&opening, "Hint").await;
    let other = tab.see_words("Hint 2.").await;
    assert_ne!(hint.words, other.words);

    tab.press(&opening, "STAR example").await;
    let nudge = tab
        .see("the question whether to", |one| {
            one.has_button("Show it anyway")
        })
        .await;
    assert!(nudge.marked && nudge.headings.is_empty(), "{nudge:?}");
    tab.picture("nudge").await;
    tab.press(&nudge, "Show it anyway").await;
    let example = tab
        .see("the example", |one| one.headings == ["STAR example"])
        .await;
    assert!(example.marked, "{example:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_drill_from_the_command_to_the_next_question() {
    if !wanted() {
        return;
    }
    let world = World::start().await;
    let newcomer = world.person("newcomer");
    let channel = world.channel("interview-prep").await;
    let browser = Browser::start(&world).await;
    let tab = browser.open(&newcomer, &channel).await;

    tab.command("/dri", "drill").await;
    tab.picture("command").await;
    tab.option("topic", "kuber", "kubernetes").await;
    tab.run().await;
    let reply = tab.see_words("Your drill is ready").await;
    assert!(reply.ephemeral && reply.marked, "{reply:?}");
    let card = tab.see("the card", is_card).await;
    assert!(card.says("Kubernetes") && !card.marked, "{card:?}");
    tab.picture("channel").await;
    tab.follow(&reply).await;
    let opening = tab.see("the opening message", is_opening).await;
    tab.picture("thread").await;
    look_first(&tab).await;

    tab.press(&opening, "Answer").await;
    assert_eq!(tab.modal().await, "");
    tab.rewrite(ANSWER).await;
    tab.picture("modal").await;
    tab.submit().await;
    let shown = tab.see("the answer", |one| one.has_button("Edit")).await;
    assert!(shown.says(ANSWER), "{shown:?}");
    let named = shown.words.lines().any(|line| line == "Newcomer");
    assert!(named, "the person's name stands above it: {shown:?}");
    assert!(!shown.marked, "{shown:?}");
    let coaching = tab.see("the coaching", is_coaching).await;
    tab.picture("coaching").await;

    tab.press(&coaching, "Good").await;
    let rated = tab.see_words("Noted: Good").await;
    assert!(rated.marked, "{rated:?}");
    tab.press(&coaching, "Try again").await;
    assert_eq!(tab.modal().await, ANSWER);
    tab.rewrite(BETTER).await;
    tab.submit().await;
    let second = tab.see_words("What changed").await;
    assert_eq!(second.headings, ["What I saw", "What changed", "Next step"]);
    tab.picture("second").await;

    tab.press(&second, "Next question").await;
    let next = tab.see("the next card", is_card).await;
    assert_ne!(next.words, card.words);
    tab.picture("next").await;
    browser.end().await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_reference_is_one_choice_away_once_answered() {
    if !wanted() {
        return;
    }
    let world = World::start().await;
    let newcomer = world.person("newcomer");
    let channel = world.channel("interview-prep").await;
    let browser = Browser::start(&world).await;
    let tab = browser.open(&newcomer, &channel).await;
    let opening = drill(&tab).await;
    tab.press(&opening, "Answer").await;
    tab.rewrite(ANSWER).await;
    tab.submit().await;
    let coaching = tab.see("the coaching", is_coaching).await;
    tab.choose(&opening, "More...", "Key points").await;
    let points = tab
        .see("the key points", |one| one.marked && one.says("Key points"))
        .await;
    assert!(!points.has_button("Show it anyway"), "{points:?}");
    assert!(coaching.id < points.id);
    tab.picture("key-points").await;
    browser.end().await;
    world.end().await;
}
