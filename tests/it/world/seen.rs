//! A message as a person sees it.

use std::fmt;

use serde_json::Value;

/// Discord's flag of a message that only one person sees.
const EPHEMERAL: u64 = 64;
/// Discord's flag of a reply that is still to come.
const LOADING: u64 = 128;

/// A message.
#[derive(Debug, Clone)]
pub struct Seen(pub Value);

impl Seen {
    pub fn id(&self) -> &str {
        self.0["id"].as_str().expect("an id")
    }

    pub fn channel(&self) -> &str {
        self.0["channel_id"].as_str().expect("an id")
    }

    pub fn by_bot(&self) -> bool {
        self.0["author"]["bot"] == true
    }

    pub fn is_ephemeral(&self) -> bool {
        self.flags() & EPHEMERAL != 0
    }

    pub fn is_loading(&self) -> bool {
        self.flags() & LOADING != 0
    }

    fn flags(&self) -> u64 {
        self.0["flags"].as_u64().unwrap_or_default()
    }

    /// Whom it notified.
    pub fn notified(&self) -> Vec<&str> {
        let people = self.0["notified"].as_array().expect("a list").iter();
        people.filter_map(Value::as_str).collect()
    }

    /// What stands above the embeds.
    pub fn content(&self) -> &str {
        self.0["content"].as_str().unwrap_or_default()
    }

    fn embeds(&self) -> impl Iterator<Item = &Value> {
        self.0["embeds"].as_array().into_iter().flatten()
    }

    /// The titles of the embeds, in order.
    pub fn headings(&self) -> Vec<&str> {
        self.embeds()
            .filter_map(|embed| embed["title"].as_str())
            .collect()
    }

    /// The text below a heading.
    pub fn section(&self, heading: &str) -> &str {
        let embed = self.embeds().find(|embed| embed["title"] == heading);
        let embed = embed.unwrap_or_else(|| panic!("no section {heading} in: {self}"));
        embed["description"].as_str().unwrap_or_default()
    }

    /// The facts of the first embed: names and values.
    pub fn facts(&self) -> Vec<(&str, &str)> {
        let fields = self.0["embeds"][0]["fields"]
            .as_array()
            .into_iter()
            .flatten();
        fields
            .map(|field| {
                let part = |name: &str| field[name].as_str().expect("a text");
                (part("name"), part("value"))
            })
            .collect()
    }

    /// Every word that a person reads in it.
    pub fn words(&self) -> String {
        let mut words = vec![self.content().to_owned()];
        for embed in self.embeds() {
            let parts = [
                &embed["author"]["name"],
                &embed["title"],
                &embed["description"],
                &embed["footer"]["text"],
            ];
            words.extend(
                parts
                    .iter()
                    .filter_map(|part| part.as_str())
                    .map(str::to_owned),
            );
            for field in embed["fields"].as_array().into_iter().flatten() {
                words.push(format!("{}: {}", field["name"], field["value"]));
            }
        }
        words.retain(|part| !part.is_empty());
        words.join("\n")
    }

    pub fn says(&self, words: &str) -> bool {
        self.words().contains(words)
    }

    fn components(&self) -> impl Iterator<Item = &Value> {
        let rows = self.0["components"].as_array().into_iter().flatten();
        rows.flat_map(|row| row["components"].as_array().into_iter().flatten())
    }

    /// The labels of its buttons and the placeholders of its selects, row by row.
    pub fn rows(&self) -> Vec<Vec<&str>> {
        let rows = self.0["components"].as_array().into_iter().flatten();
        rows.map(|row| {
            let parts = row["components"].as_array().into_iter().flatten();
            parts.filter_map(label).collect()
        })
        .collect()
    }

    pub fn has_button(&self, wanted: &str) -> bool {
        self.components().any(|one| label(one) == Some(wanted))
    }

    /// The custom id behind a label.
    pub fn custom_id(&self, wanted: &str) -> &str {
        let component = self.components().find(|one| label(one) == Some(wanted));
        let component = component.unwrap_or_else(|| panic!("no `{wanted}` below: {self}"));
        component["custom_id"].as_str().expect("a custom id")
    }

    /// The values and labels of a select's entries.
    pub fn choices(&self, placeholder: &str) -> Vec<(String, String)> {
        let select = self
            .components()
            .find(|one| label(one) == Some(placeholder));
        let options = select.expect("a select")["options"].as_array();
        let part = |option: &Value, name: &str| option[name].as_str().expect("a text").to_owned();
        options
            .expect("entries")
            .iter()
            .map(|option| (part(option, "value"), part(option, "label")))
            .collect()
    }

    /// The addresses of the files attached to it.
    pub fn files(&self) -> Vec<&str> {
        let files = self.0["attachments"].as_array().into_iter().flatten();
        files.filter_map(|file| file["url"].as_str()).collect()
    }

    /// The thread that starts at it.
    pub fn thread(&self) -> Option<&str> {
        self.0["thread"]["id"].as_str()
    }
}

fn label(component: &Value) -> Option<&str> {
    component["label"]
        .as_str()
        .or_else(|| component["placeholder"].as_str())
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "[{}] {}", self.id(), self.words())?;
        write!(f, "{:?}", self.rows())
    }
}
