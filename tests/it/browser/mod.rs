//! The whole way once more, as people go it: the playground's page in a real browser, with the
//! bot behind it. Several people are several windows of one browser.
//!
//! What is asserted is what stands on the page. Everything that a flow needs of the page are its
//! hooks for tests and the words that people read.
//!
//! `GREENROOM_TEST_SCREENSHOTS` (a folder) keeps pictures of the flows, and of what was on the
//! screen when one failed.

mod chrome;
mod command;
mod daily;
mod drill;
mod message;
mod mishaps;
mod organiser;
mod phone;
mod private;
mod tab;
mod together;

pub use chrome::{Browser, wanted};
pub use message::Shown;
pub use tab::Tab;

/// The parts of a first coaching reply, in order.
const PARTS: [&str; 5] = [
    "What I saw",
    "Next step",
    "Framework",
    "STAR example",
    "Mistakes to avoid",
];

/// Whether a message is a question card.
fn is_card(message: &Shown) -> bool {
    message.has_button("Answer") && message.says("Difficulty")
}

/// Whether a message is the first one in a drill's thread.
fn is_opening(message: &Shown) -> bool {
    message.has_button("Answer") && message.says("How to answer here")
}

/// Whether a message is a first coaching reply.
fn is_coaching(message: &Shown) -> bool {
    message.headings == PARTS
}

/// Asks for a drill on the usual question and goes to its thread; the opening message.
async fn drill(tab: &Tab<'_>) -> Shown {
    tab.command("/drill", "drill").await;
    tab.option("question", "autoscaling that", crate::world::QUESTION)
        .await;
    tab.run().await;
    let reply = tab.see_words("Your drill is ready").await;
    assert!(reply.ephemeral && reply.marked, "{reply:?}");
    tab.follow(&reply).await;
    tab.see("the opening message", is_opening).await
}
