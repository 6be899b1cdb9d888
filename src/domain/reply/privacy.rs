//! `/privacy`: what is kept, the caller's data as a file, and forgetting.

use jiff::Timestamp;

use crate::domain::action::Action;
use crate::domain::id::GuildId;
use crate::domain::language::Language;
use crate::domain::session::Message;
use crate::domain::view::{Button, Embed, File, Row, Tone, View};

use super::{counted, message_link};

/// How much is kept of a person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Kept {
    /// Answers.
    pub answers: u64,
    /// Observations about them.
    pub reports: u64,
    /// Self-ratings.
    pub ratings: u64,
    /// Drills started.
    pub drills: u64,
    /// Questions suggested.
    pub suggestions: u64,
    /// The first of these.
    pub since: Option<Timestamp>,
}

/// The reply to `/privacy show`.
pub fn show(_language: Language, kept: Kept) -> View {
    let since = kept.since.map_or(String::new(), |since| {
        format!(", since <t:{}:D>", since.as_second())
    });
    let description = format!(
        "**Kept of you now**: {}, {} on them, {}, {} started, {} suggested{since}.\n\n\
         **What**: the text of your answers, what I observed, your self-ratings, which \
         hints and references you opened, questions you suggested, and your Discord id; with an answer \
         that the others see later, your name and your picture's address. Nothing else you write.\n\
         **How long**: until you erase it. Data of a server that removes me goes after 30 days.\n\
         **Who can read it**: you. Members see what you post in a thread. Whoever hosts this bot \
         can read its database. I don't send your answers to anybody.\n\n\
         `/privacy export` gives you all of it as a file; `/privacy forget` erases it.",
        counted(kept.answers, "answer"),
        counted(kept.reports, "observation"),
        counted(kept.ratings, "self-rating"),
        counted(kept.drills, "drill"),
        counted(kept.suggestions, "question"),
    );
    View::embed(Embed {
        title: "Your data".to_owned(),
        description,
        tone: Tone::Reference,
        ..Embed::default()
    })
}

/// The reply to `/privacy export`.
pub fn export(_language: Language, json: String) -> View {
    View {
        text: "Everything that I keep of you is in this file.".to_owned(),
        file: Some(File {
            name: "greenroom-data.json".to_owned(),
            bytes: json.into_bytes(),
        }),
        ..View::default()
    }
}

/// Asks before erasing.
pub fn confirm(_language: Language, kept: Kept) -> View {
    View::text(format!(
        "This erases {} of yours with everything observed about them and {}, on every server, and deletes my messages that repeat your words.{} It \
         can't be undone. `/privacy export` first, if you want a copy.",
        counted(kept.answers, "answer"),
        counted(kept.ratings, "self-rating"),
        match kept.suggestions {
            0 => "",
            _ =>
                " Questions you suggested go too; one that organisers approved stays in their \
                 bank, without your name.",
        }
    ))
    .row(Row::Buttons(vec![
        Button::danger("Erase everything", Action::Forget),
        Button::plain("Keep it", Action::KeepData),
    ]))
}

/// The caller changed their mind.
pub fn kept(_language: Language) -> View {
    View::text("Nothing was erased.")
}

/// Said once everything is erased; names what only the caller can delete.
pub fn forgotten(_language: Language, own: &[(Option<GuildId>, Message)]) -> View {
    const LISTED: usize = 12;
    let mut text = "Done: I erased your answers, observations and ratings, and I am deleting my \
                    messages that repeat your words."
        .to_owned();
    if !own.is_empty() {
        text.push_str("\n\nThese messages are your own; only you can delete them:");
        for (guild, message) in own.iter().take(LISTED) {
            text.push_str("\n- ");
            text.push_str(&message_link(*guild, message.channel, message.id));
        }
    }
    let mut view = View::text(text);
    if own.len() > LISTED {
        let all: Vec<String> = own
            .iter()
            .map(|(guild, message)| message_link(*guild, message.channel, message.id))
            .collect();
        view.text.push_str("\n- and the others in the file.");
        view.file = Some(File {
            name: "your-messages.txt".to_owned(),
            bytes: all.join("\n").into_bytes(),
        });
    }
    view
}
