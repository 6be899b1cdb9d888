//! Short replies: where to go, what was noted, what is not possible and what to do instead.

use crate::domain::answer::NotAnAnswer;
use crate::domain::id::{ChannelId, GuildId};
use crate::domain::language::Language;
use crate::domain::permission::Permission;
use crate::domain::session::Message;
use crate::domain::view::{Embed, Tone, View};

use super::{and, message_link};

/// Why a drill got no thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoThread {
    /// The bot lacks permissions there.
    Missing(Vec<Permission>),
    /// The kind of channel has no threads.
    KindOfChannel,
    /// The organisers chose another channel for drills.
    OtherChannel(ChannelId),
    /// The server has as many active threads as Discord allows.
    TooManyThreads,
    /// Discord refused for another reason; its own words.
    Refused(String),
    /// It is not known any more.
    Unknown,
}

/// The line before a drill that became private because no thread was possible.
pub fn no_thread(_language: Language, why: &NoThread) -> String {
    match why {
        NoThread::Missing(permissions) => {
            let names: Vec<String> = permissions
                .iter()
                .map(|permission| format!("**{}**", permission.name()))
                .collect();
            format!(
                "I can't open a thread in this channel. Ask the organisers to give me {} here \
                 (channel settings, Permissions).",
                and(&names)
            )
        }
        NoThread::KindOfChannel => {
            "Threads don't work in this kind of channel. Ask the organisers for a text channel \
             for drills."
                .to_owned()
        }
        NoThread::OtherChannel(channel) => format!(
            "Drills open their threads in <#{channel}>; start one there to practise with others."
        ),
        NoThread::TooManyThreads => {
            "This server has as many active threads as Discord allows. Ask the organisers to \
             close old ones."
                .to_owned()
        }
        NoThread::Unknown => {
            "I couldn't open a thread here. Ask the organisers to look at my permissions in this \
             channel."
                .to_owned()
        }
        NoThread::Refused(reason) => format!(
            "Discord did not let me open a thread here (\"{reason}\"). Ask the organisers to \
             look at my permissions in this channel."
        ),
    }
}

/// The ephemeral reply to `/drill` once its thread stands.
pub fn thread_ready(_language: Language, thread: ChannelId) -> View {
    View::text(format!("Your drill is ready: <#{thread}>"))
}

/// The ephemeral reply to `/drill` inside a thread or direct message.
pub fn card_is_here(_language: Language, guild: Option<GuildId>, card: Message) -> View {
    View::text(format!(
        "Your question: {}",
        message_link(guild, card.channel, card.id)
    ))
}

/// The reply to an answer that was given outside the thread.
pub fn answer_is_in_thread(_language: Language, thread: ChannelId) -> View {
    View::text(format!(
        "Your answer is in <#{thread}>. My reply follows there."
    ))
}

/// The reply to the message command.
pub fn taken_as_answer(_language: Language) -> View {
    View::text("Taken as your answer. My reply follows in this thread.")
}

/// A message that is an answer already.
pub fn is_an_answer_already(
    _language: Language,
    guild: Option<GuildId>,
    reply: Option<Message>,
) -> View {
    let link = reply.map_or(String::new(), |reply| {
        format!(
            " My reply: {}",
            message_link(guild, reply.channel, reply.id)
        )
    });
    View::text(format!(
        "That message is part of your answer already.{link}"
    ))
}

/// The message command on somebody else's message.
pub fn not_your_message(_language: Language) -> View {
    View::text("Only its author can submit a message as an answer. Pick one of your own.")
}

/// The message command where no question was asked.
pub fn no_question_here(_language: Language) -> View {
    View::text("There is no question in this place to answer. Start one with `/drill`.")
}

/// A text that can't be an answer.
pub fn not_an_answer(_language: Language, why: NotAnAnswer) -> View {
    View::text(match why {
        NotAnAnswer::Empty => {
            "I found no text to take as an answer. Write a few sentences as you would say them, \
             then submit again."
        }
        NotAnAnswer::NoWords => {
            "I found no words in it, only symbols or emoji. Write a few sentences as you would \
             say them, then submit again."
        }
    })
}

/// Told once to a person whose messages the bot can't read.
pub fn how_to_submit(_language: Language, application_name: &str) -> View {
    View::text(format!(
        "I can't read messages here, so I don't see your answer yet; nothing is lost. Hold your message and choose Apps, `Submit as answer`. Or mention \
         @{application_name} in it, or press `Answer` above. (I say this once.)"
    ))
}

/// A hint.
pub fn hint(_language: Language, text: &str, number: usize) -> View {
    View::text(format!("**Hint {number}.** {text}"))
}

/// Every hint was given; this one comes again.
pub fn hints_again(_language: Language, text: &str) -> View {
    View::text(format!("You have seen every hint. Once more: {text}"))
}

/// A question without hints.
pub fn no_hints(_language: Language) -> View {
    View::text("This question has no hints. `Framework` shows how to order an answer.")
}

/// Something that belongs to the person who started the drill.
pub fn starter_only(_language: Language, starter: Option<crate::domain::id::UserId>) -> View {
    let whose = starter.map_or_else(
        || "the person who started it".to_owned(),
        |starter| format!("<@{starter}>, who started it"),
    );
    View::text(format!(
        "This drill belongs to {whose}. Start your own with `/drill`."
    ))
}

/// `Next question` pressed by somebody who took no part.
pub fn answer_first(_language: Language) -> View {
    View::text("Answer this one first, or start your own drill with `/drill`.")
}

/// Rating somebody else's answer.
pub fn rate_your_own(_language: Language) -> View {
    View::text("How it went is for its author to say. Rate your own answers.")
}

/// A self-rating was kept.
pub fn rated(_language: Language, label: &str) -> View {
    View::text(format!(
        "Noted: **{label}**. It helps me choose when to ask you this again."
    ))
}

/// A disputed observation was believed.
pub fn believed(_language: Language, point: &str) -> View {
    View::text(format!(
        "Noted, I believe you: you covered “{point}”. I won't bring it up again."
    ))
}

/// `I did cover this` where nothing is missing any more.
pub fn nothing_missing(_language: Language) -> View {
    View::text("All settled: there is no point left that I found no words about.")
}

/// Changing or deleting somebody else's answer.
pub fn not_your_answer(_language: Language) -> View {
    View::text("Only its author can do that with an answer.")
}

/// An answer was changed.
pub fn answer_changed(_language: Language) -> View {
    View::text("Changed. For a fresh look at it, press `Try again`.")
}

/// An answer was deleted.
pub fn answer_deleted(_language: Language) -> View {
    View::text("Deleted: the answer and my reply to it.")
}

/// A card, answer or question that is not in the store any more.
pub fn gone(_language: Language) -> View {
    View::text("I don't have that any more. Start a new question with `/drill`.")
}

/// The next question stands below already.
pub fn next_is_below(_language: Language, guild: Option<GuildId>, card: Message) -> View {
    View::text(format!(
        "The next question is there already: {}",
        message_link(guild, card.channel, card.id)
    ))
}

/// No question fits the filter.
pub fn no_question(_language: Language, what: &str) -> View {
    View::text(format!(
        "I have no question {what}. Try fewer options; `/bank stats` shows what there is."
    ))
}

/// A name that the bank does not know, with the nearest ones.
pub fn unknown_name(_language: Language, what: &str, typed: &str, near: &[String]) -> View {
    let near = if near.is_empty() {
        "Pick one from the suggestions while you type.".to_owned()
    } else {
        let near: Vec<String> = near.iter().map(|name| format!("`{name}`")).collect();
        format!("Did you mean {}?", near.join(" or "))
    };
    let typed = crate::domain::markdown::quote_safe(typed);
    View::text(format!("I know no {what} called “{typed}”. {near}"))
}

/// Too much to do at this moment.
pub fn busy(_language: Language) -> View {
    View::text("Many people are starting drills right now. Please try again in a minute.")
}

/// An answer that could not be kept, with its words to copy.
pub fn handed_back(_language: Language, why: View, text: &str) -> View {
    View {
        embeds: vec![Embed {
            title: "Your words, to copy".to_owned(),
            description: text.to_owned(),
            tone: Tone::Answer,
            ..Embed::default()
        }],
        ..why
    }
}

/// Discord does not take the drill at this moment; it is stored and follows by itself.
pub fn on_its_way(_language: Language) -> View {
    View::text("Discord is slow right now. Your drill is on its way; no need to ask again.")
}

/// The same words as a moment ago.
pub fn same_answer(_language: Language) -> View {
    View::text(
        "That is the answer you gave a moment ago; my reply to it stands. Change it a little to try again.",
    )
}

/// Something broke on our side.
pub fn failed(_language: Language, reference: &str) -> View {
    View::text(format!(
        "Something went wrong on my side. Please try again; if it stays, tell the organisers \
         this reference: `{reference}`"
    ))
}

/// A button, select or modal that this version does not know.
pub fn unknown_button(_language: Language) -> View {
    View::text("I don't know that button any more. Start fresh with `/drill`.")
}

/// An answer that is stored, where the reply could not be posted in its thread.
pub fn thread_closed(_language: Language) -> String {
    "I couldn't post in the thread (deleted, locked or closed to me). Your answer is kept; this \
     is my reply, for you alone."
        .to_owned()
}
