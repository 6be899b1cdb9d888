//! Three people in one thread: what is typed, what is submitted, and what belongs to one of them.

use super::{Browser, drill, is_coaching, is_opening, wanted};
use crate::world::{ANSWER, World};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_group_answers_in_one_thread() {
    if !wanted() {
        return;
    }
    let world = World::start().await;
    let [newcomer, regular, organiser] =
        ["newcomer", "regular", "organiser"].map(|name| world.person(name));
    let channel = world.channel("interview-prep").await;
    let browser = Browser::start(&world).await;
    let starter = browser.open(&newcomer, &channel).await;
    let second = browser.open(&regular, &channel).await;
    let third = browser.open(&organiser, &channel).await;
    drill(&starter).await;
    let chip = format!("thread-chip-{}", starter.channel().await);
    for tab in [&second, &third] {
        tab.press_hook(&chip).await;
        tab.see("the opening message", is_opening).await;
    }
    second.say(ANSWER).await;
    let coaching = starter.see("a reply to the second", is_coaching).await;
    assert!(coaching.says("Regular"), "to whom it speaks: {coaching:?}");
    second.picture("typed").await;

    // Too short to be taken for an answer by itself.
    third.say("I would scale ahead of the rush").await;
    let short = third.see_words("scale ahead of the rush").await;
    assert_eq!(short.author, organiser.id);
    third.menu(&short, "Submit as answer").await;
    let taken = third.see_words("Taken as your answer").await;
    assert!(taken.marked, "{taken:?}");
    let own = third
        .see("a reply to the third", |one| {
            is_coaching(one) && one.says("Organiser")
        })
        .await;
    assert_ne!(own.id, coaching.id);
    third.picture("submitted").await;

    let opening = second.see("the opening message", is_opening).await;
    second.press(&opening, "Skip").await;
    let refused = second.see_words("This drill belongs to").await;
    assert!(refused.marked && refused.says("Newcomer"), "{refused:?}");
    second.picture("refused").await;
    let seen = starter.messages().await;
    assert!(!seen.iter().any(|one| one.says("This drill belongs to")));
    browser.end().await;
    world.end().await;
}
