//! What came of something that a person did with the bot.

use serde_json::Value;

use super::text;

/// What came of a command, a press or a submitted modal.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The interaction.
    pub id: String,
    pub(super) channel: String,
    pub(super) value: Value,
}

impl Outcome {
    /// Whether the reply is for this person alone.
    pub fn is_ephemeral(&self) -> bool {
        self.value["ephemeral"] == true
    }

    /// Whether Discord would show "The application did not respond".
    pub fn failed(&self) -> bool {
        self.value["status"] == "failed"
    }

    fn modal(&self) -> &Value {
        let modal = &self.value["modal"];
        assert!(modal.is_object(), "no modal was opened: {}", self.value);
        modal
    }

    /// The title of the modal that it opened.
    pub fn modal_title(&self) -> &str {
        text(&self.modal()["title"])
    }

    /// The modal's custom id.
    pub fn modal_id(&self) -> &str {
        text(&self.modal()["custom_id"])
    }

    pub(super) fn input(&self) -> &Value {
        &self.modal()["components"][0]["components"][0]
    }

    /// What the modal's input holds at first.
    pub fn prefilled(&self) -> &str {
        self.input()["value"].as_str().unwrap_or_default()
    }
}
