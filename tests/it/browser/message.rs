//! Messages on the page: what they show, and what a person does with them.

use serde::Deserialize;
use thirtyfour::prelude::*;

use super::tab::Tab;

const MESSAGES: &str = r#"
    return [...document.querySelectorAll('li[data-testid^="message-"]')].map((item) => ({
        id: item.dataset.testid.slice("message-".length),
        author: item.dataset.author,
        ephemeral: item.dataset.ephemeral === "true",
        marked: item.querySelector('[data-testid="ephemeral"]') !== null,
        thinking: item.querySelector('[data-testid="thinking"]') !== null,
        buttons: [...item.querySelectorAll("button[data-custom-id]")].map((one) => one.innerText),
        headings: [...item.querySelectorAll("h3")].map((one) => one.innerText),
        words: item.innerText,
    }));"#;

/// A message as it stands on the page.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Shown {
    pub id: String,
    pub author: String,
    /// Whether only this person has it.
    pub ephemeral: bool,
    /// Whether the page says so.
    pub marked: bool,
    /// Whether the bot is still to fill it in.
    pub thinking: bool,
    /// The labels of the bot's buttons and selects.
    pub buttons: Vec<String>,
    /// The titles of its parts, in order.
    pub headings: Vec<String>,
    /// All that can be read in it.
    pub words: String,
}

impl Shown {
    pub fn says(&self, words: &str) -> bool {
        self.words.contains(words)
    }

    pub fn has_button(&self, label: &str) -> bool {
        self.buttons.iter().any(|one| one == label)
    }
}

impl Tab<'_> {
    /// Every message on the page, from top to bottom.
    pub async fn messages(&self) -> Vec<Shown> {
        self.read(MESSAGES).await
    }

    /// The newest message that fits, once there is one.
    pub async fn see(&self, what: &str, fits: impl Fn(&Shown) -> bool) -> Shown {
        self.until(what, async || {
            let messages = self.messages().await;
            Ok(messages
                .into_iter()
                .rev()
                .find(|one| !one.thinking && fits(one)))
        })
        .await
    }

    /// The newest message that says this, once there is one.
    pub async fn see_words(&self, words: &str) -> Shown {
        self.see(words, |one| one.says(words)).await
    }

    /// Presses a button of the bot's, or whatever else has this label, below a message.
    pub async fn press(&self, message: &Shown, label: &str) {
        let (id, what) = (&message.id, format!("`{label}` below a message"));
        let place =
            format!("//li[@data-testid='message-{id}']//button[normalize-space()='{label}']");
        self.press_on(&what, By::XPath(place)).await;
    }

    /// Follows the link in a message.
    pub async fn follow(&self, message: &Shown) {
        let place = format!("//li[@data-testid='message-{}']//p//a", message.id);
        self.press_on("a link in a message", By::XPath(place)).await;
    }

    /// Chooses an entry of a select below a message.
    pub async fn choose(&self, message: &Shown, label: &str, entry: &str) {
        self.press(message, label).await;
        let place = format!("//li[@role='option'][starts-with(normalize-space(), '{entry}')]");
        self.press_on(entry, By::XPath(place)).await;
    }

    /// Chooses from the menu of a message.
    pub async fn menu(&self, message: &Shown, entry: &str) {
        self.press_hook(&format!("menu-{}", message.id)).await;
        let place = format!("//button[@role='menuitem'][normalize-space()='{entry}']");
        self.press_on(entry, By::XPath(place)).await;
    }

    /// Writes a message and sends it.
    pub async fn say(&self, words: &str) {
        self.type_into("composer", words).await;
        self.press_hook("send").await;
        self.until("the message to be sent", async || {
            let left = self.find("composer").await?.value().await?;
            Ok(left.is_some_and(|left| left.is_empty()).then_some(()))
        })
        .await;
    }
}
