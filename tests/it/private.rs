//! Answers that nobody else sees.

use serde_json::{Value, json};

use crate::world::{ANSWER, BETTER, QUESTION, World, silence};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_given_privately_is_for_its_author_alone() {
    let world = World::start().await;
    let (newcomer, regular) = (world.person("newcomer"), world.person("regular"));
    let channel = world.channel("interview-prep").await;
    let drill = newcomer.drill(&channel).await;
    let before = regular.everything().await.len();

    let submitted = newcomer
        .answer(&drill.opening, "Answer privately", ANSWER)
        .await;
    assert!(submitted.is_ephemeral());
    let coaching = newcomer.reply(&submitted).await;
    assert_eq!(
        coaching.headings(),
        [
            "What I saw",
            "Next step",
            "Framework",
            "STAR example",
            "Mistakes to avoid"
        ]
    );
    let again = newcomer.press(&coaching, "Try again").await;
    assert_eq!(again.prefilled(), ANSWER);
    let second = newcomer.submit(&again, BETTER).await;
    assert!(second.is_ephemeral());
    let second = newcomer.reply(&second).await;
    assert_eq!(second.headings()[1], "What changed");
    let rated = newcomer.pressing(&second, "Good").await;
    assert!(rated.is_ephemeral());
    let shown = newcomer.pressing(&drill.card, "Mistakes").await;
    assert_eq!(shown.headings(), ["Mistakes to avoid"], "it is answered");

    silence().await;
    assert_eq!(regular.everything().await.len(), before);
    for message in regular.everything().await {
        assert!(!message.says("placeholder pods of low"), "{message}");
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_private_drill_goes_on_privately() {
    let world = World::start().await;
    let (newcomer, regular) = (world.person("newcomer"), world.person("regular"));
    let channel = world.channel("interview-prep").await;
    let options: [(&str, Value); 2] = [("question", json!(QUESTION)), ("private", json!(true))];
    let card = newcomer.ask(&channel, "drill", &options).await;
    let nudge = newcomer.pressing(&card, "STAR example").await;
    assert!(nudge.has_button("Show it anyway"));
    let submitted = newcomer.answer(&card, "Answer", ANSWER).await;
    let coaching = newcomer.reply(&submitted).await;
    assert!(coaching.is_ephemeral());
    let next = newcomer.pressing(&coaching, "Next question").await;
    assert!(next.is_ephemeral());
    assert!(!next.facts().is_empty(), "a card: {next}");
    assert_ne!(next.headings(), card.headings());
    let skipped = newcomer.pressing(&next, "Skip").await;
    assert!(skipped.is_ephemeral());
    assert_ne!(skipped.headings(), next.headings());

    newcomer
        .say(
            &channel,
            "and here is something that I write in the channel while I think about it all",
        )
        .await;
    silence().await;
    let seen = regular.everything().await;
    assert_eq!(seen.len(), 1, "only what was written in the channel");
    assert_eq!(newcomer.coachings(&channel).await, 1);
    world.end().await;
}
