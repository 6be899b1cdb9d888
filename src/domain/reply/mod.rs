//! Every word that people read, as pure functions from values to [`View`]s.
//!
//! One file a subject. The words are English and take a [`Language`] so that others can follow;
//! labels of buttons and headings are part of the product's contract. Length is kept in mind
//! here (phones are small), but Discord's limits are held in `discord::limits` alone.
//!
//! [`View`]: crate::domain::view::View
//! [`Language`]: crate::domain::language::Language

pub mod bank;
pub mod card;
pub mod coaching;
pub mod daily;
pub mod help;
pub mod notices;
pub mod organiser;
pub mod own;
pub mod privacy;
pub mod sections;
pub mod suggestions;

use crate::domain::id::{ChannelId, GuildId, MessageId};
use crate::domain::question::{Difficulty, Kind};
use crate::domain::schedule::Answers;

/// A kind as people read it.
pub const fn kind_label(kind: Kind) -> &'static str {
    match kind {
        Kind::Behavioral => "Behavioral",
        Kind::Technical => "Technical",
        Kind::Situational => "Situational",
        Kind::Design => "Design",
    }
}

/// A difficulty as people read it.
pub const fn difficulty_label(difficulty: Difficulty) -> &'static str {
    match difficulty {
        Difficulty::Easy => "Easy",
        Difficulty::Medium => "Medium",
        Difficulty::Hard => "Hard",
    }
}

/// When others' answers may be read, as people choose it.
pub const fn answers_label(answers: Answers) -> &'static str {
    match answers {
        Answers::Open => "Open: as they come",
        Answers::AfterOwn => "After your own: once you have answered",
    }
}

/// The address of a message, for links. Direct messages stand under `@me`.
pub fn message_link(guild: Option<GuildId>, channel: ChannelId, message: MessageId) -> String {
    match guild {
        Some(guild) => format!("https://discord.com/channels/{guild}/{channel}/{message}"),
        None => format!("https://discord.com/channels/@me/{channel}/{message}"),
    }
}

/// A number with its noun: `1 answer`, `3 answers`.
fn counted(count: u64, noun: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{ending}")
}

/// A text with its first letter as a capital.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// Names in a sentence: `a, b and c`.
fn and<T: AsRef<str>>(names: &[T]) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [front @ .., last] => format!("{} and {last}", front.join(", ")),
    }
}

/// A list with a dash before each entry.
fn bullets<T: AsRef<str>>(entries: impl IntoIterator<Item = T>) -> String {
    entries
        .into_iter()
        .map(|entry| format!("- {}", entry.as_ref()))
        .collect::<Vec<_>>()
        .join("\n")
}

#[cfg(test)]
mod tests;
