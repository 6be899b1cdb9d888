//! What people ask for, decoded: no wire format, no serenity.

use crate::domain::action::{Action, FormAction, Section, SelectAction};
use crate::domain::answer::{self, NotAnAnswer};
use crate::domain::id::{ChannelId, GuildId, MessageId, RoleId, SuggestionId, UserId};
use crate::domain::permission::{Permission, Permissions};
use crate::domain::proposal::Proposal;
use crate::domain::question::{Difficulty, Kind};
use crate::domain::schedule::Answers;
use crate::domain::session::Message;
use crate::domain::view::Author;
use crate::outbox::InteractionHandle;

/// Who asks, where, and what may be done there.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The person.
    pub person: UserId,
    /// Their name as this server knows it.
    pub name: String,
    /// The address of their picture.
    pub picture: Option<String>,
    /// The server; `None` in direct messages.
    pub guild: Option<GuildId>,
    /// The channel, thread or direct-message channel.
    pub channel: ChannelId,
    /// What kind of channel it is.
    pub channel_kind: ChannelKind,
    /// What the bot may do there.
    pub bot_may: Permissions,
    /// What the person may do there.
    pub may: Permissions,
    /// The person's roles on the server.
    pub roles: Vec<RoleId>,
    /// The interaction to answer.
    pub interaction: InteractionHandle,
}

impl Caller {
    /// The person as an embed's author.
    pub fn as_author(&self) -> Author {
        Author {
            name: self.name.clone(),
            picture: self.picture.clone(),
        }
    }

    /// Whether they may remove other people's messages there.
    pub fn may_manage_messages(&self) -> bool {
        self.guild.is_some() && self.may.has(Permission::ManageMessages)
    }
}

/// A kind of channel, as far as it matters for drills.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChannelKind {
    /// Can have threads made from messages (text and announcement channels).
    Text,
    /// Is a thread, a forum's post included.
    Thread,
    /// Direct messages with the bot.
    Direct,
    /// Anything else: voice, stage, a forum itself, group messages.
    Other,
}

/// Something that a person asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// `/drill`.
    Drill(DrillRequest),
    /// `/bank search`.
    BankSearch {
        /// The words searched for.
        query: String,
        /// Only this topic, by id or name.
        topic: Option<String>,
    },
    /// `/bank show`.
    BankShow {
        /// The question's id, or its title as typed.
        question: String,
    },
    /// `/bank stats`.
    BankStats,
    /// `/bank suggest`.
    BankSuggest,
    /// The modal of a proposal with what was typed into it; an organiser changes that suggestion.
    Propose(Option<SuggestionId>, Proposal),
    /// `/bank-admin`.
    BankAdmin(BankAdmin),
    /// `/daily setup`.
    DailySetup(Box<DailySetup>),
    /// Another subcommand of `/daily`.
    Daily {
        /// The schedule: its id as suggested, or what was typed; needed where there are several.
        schedule: Option<String>,
        /// What to do with it.
        what: DailyCommand,
    },
    /// `/settings show`.
    SettingsShow,
    /// `/settings set`.
    SettingsSet(SettingsChange),
    /// `/framework`.
    Framework {
        /// The framework's name, or what was typed.
        name: String,
    },
    /// `/privacy show`.
    PrivacyShow,
    /// `/privacy export`.
    PrivacyExport,
    /// `/privacy forget`.
    PrivacyForget,
    /// `/help`.
    Help,
    /// The message command `Submit as answer`.
    SubmitAsAnswer(TypedMessage),
    /// A button.
    Press(Action),
    /// A select of ours, with the chosen section.
    Choose(SelectAction, Section),
    /// A modal with what was typed into it.
    Submit(FormAction, String),
    /// Suggestions for an option.
    Suggest(Suggest),
}

/// The options of `/drill`; names are as typed and not checked yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DrillRequest {
    /// A topic, by id or name.
    pub topic: Option<String>,
    /// A difficulty.
    pub difficulty: Option<Difficulty>,
    /// A kind.
    pub kind: Option<Kind>,
    /// A round, by id or name.
    pub round: Option<String>,
    /// A question, by id or title.
    pub question: Option<String>,
    /// Whether only the caller sees the drill.
    pub private: bool,
}

/// The options of `/daily setup`; texts are as typed and not checked yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DailySetup {
    /// Where to post.
    pub channel: ChannelId,
    /// What kind of channel that is.
    pub channel_kind: ChannelKind,
    /// The local time.
    pub time: String,
    /// The zone's name.
    pub timezone: String,
    /// The days; every day where nothing was said.
    pub days: Option<String>,
    /// Topics, by id or name, separated by commas.
    pub topic: Option<String>,
    /// A difficulty.
    pub difficulty: Option<Difficulty>,
    /// Whom to mention.
    pub role: Option<RoleId>,
    /// Hours until the reference material is shown.
    pub reveal_after: Option<i64>,
    /// When others' answers may be read.
    pub answers: Answers,
}

/// What `/bank-admin` does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BankAdmin {
    /// Shows suggestions that wait.
    Queue,
    /// Takes a list of questions in.
    Import {
        /// The list.
        file: SharedFile,
        /// Its format, by name.
        format: String,
        /// The topic of questions that have none of their own, as typed.
        topic: Option<String>,
    },
    /// Gives the server's own questions out.
    Export,
    /// Keeps a question out of the server's picks (its id or title).
    Hide(String),
    /// Lets it in again (its id or title).
    Unhide(String),
}

/// A file that somebody attached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedFile {
    /// Its name.
    pub name: String,
    /// Where it is.
    pub url: String,
    /// Its size in bytes, as Discord says.
    pub size: u64,
}

/// What `/daily` does with a schedule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DailyCommand {
    /// Says what is scheduled and what failed last.
    Status,
    /// Shows the next question to the caller.
    Preview,
    /// Makes today's post now.
    PostNow,
    /// Chooses another question for the next post.
    Skip,
    /// Chooses this question for the next post (its id or title).
    Next(String),
    /// Rests, until a date where one was typed.
    Pause(Option<String>),
    /// Goes on after a rest.
    Resume,
    /// Stops for good.
    Off,
}

/// The options of `/settings set`; what was not named stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SettingsChange {
    /// Who else may use organisers' buttons.
    pub organiser_role: Option<RoleId>,
    /// Where trouble is told.
    pub notices_channel: Option<ChannelId>,
    /// Where drills may open threads.
    pub drill_channel: Option<ChannelId>,
    /// The bot's language, by its code.
    pub language: Option<String>,
}

/// An option for which suggestions are wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggest {
    /// Which names.
    pub what: Suggested,
    /// What was typed so far.
    pub typed: String,
}

/// What an option names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suggested {
    /// Topics.
    Topic,
    /// Rounds.
    Round,
    /// Questions, by title.
    Question,
    /// Questions that the server hides, by title.
    HiddenQuestion,
    /// Words to search for: titles stand for themselves.
    Query,
    /// Frameworks.
    Framework,
    /// Several topics, separated by commas; the last one is being typed.
    Topics,
    /// Time zones.
    TimeZone,
    /// The server's schedules.
    Schedule,
}

/// A message that a person typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedMessage {
    /// Its address.
    pub at: Message,
    /// Its author.
    pub author: UserId,
    /// Whether a program wrote it.
    pub by_bot: bool,
    /// Its server.
    pub guild: Option<GuildId>,
    /// Its text; empty where we may not read it.
    pub text: String,
    /// Whether its text mentions us; a reply to us alone does not.
    pub mentions_us: bool,
    /// The author of the message that it replies to.
    pub replies_to: Option<UserId>,
    /// Whether it carries something other than text (a file, a sticker), which we can't read.
    pub has_other_content: bool,
}

impl TypedMessage {
    /// Its words as an answer, without mentions of us.
    ///
    /// # Errors
    /// When there is no word in it.
    pub fn answer(&self, us: UserId) -> Result<String, NotAnAnswer> {
        let text = without_mention(&self.text, us);
        answer::given_on_purpose(&text).map(str::to_owned)
    }
}

/// A text without mentions of this user.
pub fn without_mention(text: &str, user: UserId) -> String {
    let [plain, older] = mentions_of(user);
    text.replace(&plain, "").replace(&older, "")
}

/// Whether a text mentions this user in so many words. Discord's own list of mentions also holds
/// the author of a message that is replied to, which nobody means by pressing "Reply".
pub fn mentions(text: &str, user: UserId) -> bool {
    mentions_of(user).iter().any(|form| text.contains(form))
}

/// The two forms of a mention.
///
/// Source: <https://docs.discord.com/developers/reference#message-formatting>.
fn mentions_of(user: UserId) -> [String; 2] {
    [format!("<@{user}>"), format!("<@!{user}>")]
}

/// Something that happened to a message in a channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MessageEvent {
    /// It was written.
    Written(TypedMessage),
    /// Its text was changed.
    Edited {
        /// Its address.
        at: Message,
        /// Its new text.
        text: String,
    },
    /// Some were deleted.
    Deleted {
        /// Their channel.
        channel: ChannelId,
        /// Which ones.
        ids: Vec<MessageId>,
    },
    /// All of them, with the channel or thread itself.
    Gone(ChannelId),
}

impl MessageEvent {
    /// The channel where it happened.
    pub fn channel(&self) -> ChannelId {
        match self {
            Self::Written(message) => message.at.channel,
            Self::Edited { at, .. } => at.channel,
            Self::Deleted { channel, .. } | Self::Gone(channel) => *channel,
        }
    }
}
