//! Slash commands and modals, as a person fills them in.

use thirtyfour::prelude::*;

use super::tab::Tab;

impl Tab<'_> {
    /// Types the beginning of a slash command and takes the suggestion.
    pub async fn command(&self, typed: &str, name: &str) {
        self.type_into("composer", typed).await;
        self.until("the command to be suggested", async || {
            let place = format!("//li[@role='option'][@data-value='{name}']");
            let entry = self.find_by(By::XPath(place)).await?;
            let marked = entry.attr("aria-selected").await?;
            Ok((marked.as_deref() == Some("true")).then_some(()))
        })
        .await;
        self.type_into("composer", Key::Enter).await;
        self.until("the command's form", async || {
            let form = self.find("command-form").await?;
            let shown = form.attr("data-command").await?;
            Ok((shown.as_deref() == Some(name)).then_some(()))
        })
        .await;
    }

    /// Types into an option and takes the first suggestion, which has this value, by the keyboard.
    pub async fn option(&self, name: &str, typed: &str, value: &str) {
        let input = format!("command-option-{name}");
        self.type_into(&input, typed).await;
        self.suggested(&input, value, "[@aria-selected='true']")
            .await;
        self.type_into(&input, Key::Enter).await;
    }

    /// Types into an option and presses the suggestion with this value.
    pub async fn tap_option(&self, name: &str, typed: &str, value: &str) {
        let input = format!("command-option-{name}");
        self.type_into(&input, typed).await;
        let entry = self.suggested(&input, value, "").await;
        self.press_on(value, entry).await;
    }

    /// Waits for a suggestion below an input.
    async fn suggested(&self, input: &str, value: &str, which: &str) -> By {
        let entry = By::XPath(format!(
            "//div[input[@data-testid='{input}']]//li[@role='option'][@data-value='{value}']{which}"
        ));
        self.until(&format!("{value} among the suggestions"), async || {
            self.find_by(entry.clone()).await.map(Some)
        })
        .await;
        self.picture(input).await;
        entry
    }

    /// Runs the command that is filled in.
    pub async fn run(&self) {
        self.press_hook("send").await;
        self.until("the command to be taken", async || {
            let forms = self.find_all("command-form").await?;
            Ok(forms.is_empty().then_some(()))
        })
        .await;
    }

    /// What stands in the modal, once one is open.
    pub async fn modal(&self) -> String {
        self.until("a modal", async || self.input().await?.value().await)
            .await
    }

    async fn input(&self) -> WebDriverResult<WebElement> {
        self.find("modal").await?.find(By::Css("textarea")).await
    }

    /// Puts other words in the place of those in the modal.
    pub async fn rewrite(&self, words: &str) {
        self.modal().await;
        self.until("the modal's input", async || {
            let input = self.input().await?;
            input.clear().await?;
            input.send_keys(words).await.map(Some)
        })
        .await;
    }

    /// Sends the modal and waits until it is gone.
    pub async fn submit(&self) {
        self.press_hook("modal-submit").await;
        self.until("the modal to be taken", async || {
            Ok(self.find_all("modal").await?.is_empty().then_some(()))
        })
        .await;
    }

    /// Sends the modal and reads what the page says against it.
    pub async fn submit_in_vain(&self) -> String {
        self.press_hook("modal-submit").await;
        self.until("a word about the failure", async || {
            let words = self.find("modal-problem").await?.text().await?;
            Ok((!words.is_empty()).then_some(words))
        })
        .await
    }
}
