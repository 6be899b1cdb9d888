//! Interactions, decoded into plain requests. Foreign types stop here.
//!
//! Nothing is trusted that a person could have made up: custom ids are parsed, options are looked
//! up by name and type, and what does not fit is told politely instead of unwrapped.

use serenity::model::application::{
    ActionRowComponent, CommandInteraction, ComponentInteraction, ComponentInteractionDataKind,
    Interaction, ModalInteraction, ResolvedOption, ResolvedTarget, ResolvedValue,
};
use serenity::model::channel::{ChannelType, Message as DiscordMessage, PartialChannel};
use serenity::model::guild::Member;
use serenity::model::user::User;

use crate::domain::action::{Section, SelectAction};
use crate::domain::id::{ChannelId, GuildId, InteractionId, MessageId, UserId};
use crate::domain::permission::Permissions;
use crate::domain::question::{Difficulty, Kind};
use crate::domain::session::Message;
use crate::features::request::{DrillRequest, Suggest, Suggested, TypedMessage};
use crate::features::{Caller, ChannelKind, Request};
use crate::outbox::{InteractionHandle, InteractionToken};

use super::commands::SUBMIT_AS_ANSWER;
use super::custom_id::{self, Parsed};

/// An interaction that was understood.
#[derive(Debug)]
pub struct Decoded {
    /// Who asks.
    pub caller: Caller,
    /// What for.
    pub request: Request,
}

/// An interaction that was not understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// A component, modal or option of no known version of ours. The handle answers it.
    #[error("not one of ours: {what}")]
    NotOurs {
        /// Answers it.
        handle: InteractionHandle,
        /// What was not known; names only, no text of people.
        what: String,
    },
    /// A kind of interaction that has no person behind it.
    #[error("an interaction without a person")]
    Ignored,
}

/// Decodes an interaction.
///
/// # Errors
/// When it is not one of ours.
pub fn interaction(interaction: &Interaction, us: UserId) -> Result<Decoded, DecodeError> {
    match interaction {
        Interaction::Command(command) => {
            let caller = command_caller(command).ok_or(DecodeError::Ignored)?;
            let request = self::command(command, us);
            with(caller, request, || format!("command {}", command.data.name))
        }
        Interaction::Autocomplete(command) => {
            let caller = command_caller(command).ok_or(DecodeError::Ignored)?;
            let request = suggest(command).map(Request::Suggest);
            with(caller, request, || {
                format!("suggestions for {}", command.data.name)
            })
        }
        Interaction::Component(component) => {
            let caller = component_caller(component).ok_or(DecodeError::Ignored)?;
            with(caller, self::component(component), || {
                "component".to_owned()
            })
        }
        Interaction::Modal(modal) => {
            let caller = modal_caller(modal).ok_or(DecodeError::Ignored)?;
            with(caller, self::modal(modal), || "modal".to_owned())
        }
        _ => Err(DecodeError::Ignored),
    }
}

fn with(
    caller: Caller,
    request: Option<Request>,
    what: impl Fn() -> String,
) -> Result<Decoded, DecodeError> {
    match request {
        Some(request) => Ok(Decoded { caller, request }),
        None => Err(DecodeError::NotOurs {
            handle: caller.interaction,
            what: what(),
        }),
    }
}

fn command(command: &CommandInteraction, us: UserId) -> Option<Request> {
    let options = command.data.options();
    match command.data.name.as_str() {
        "drill" => Some(Request::Drill(drill(&options))),
        "bank" => {
            let (name, options) = subcommand(&options)?;
            match name {
                "search" => Some(Request::BankSearch {
                    query: text(options, "query")?,
                    topic: text(options, "topic"),
                }),
                "show" => Some(Request::BankShow {
                    question: text(options, "question")?,
                }),
                "stats" => Some(Request::BankStats),
                _ => None,
            }
        }
        "framework" => Some(Request::Framework {
            name: text(&options, "name")?,
        }),
        "privacy" => match subcommand(&options)?.0 {
            "show" => Some(Request::PrivacyShow),
            "export" => Some(Request::PrivacyExport),
            "forget" => Some(Request::PrivacyForget),
            _ => None,
        },
        "help" => Some(Request::Help),
        SUBMIT_AS_ANSWER => match command.data.target()? {
            ResolvedTarget::Message(message) => {
                let guild = command.guild_id.and_then(|guild| GuildId::new(guild.get()));
                typed_message(message, guild, us).map(Request::SubmitAsAnswer)
            }
            _ => None,
        },
        _ => None,
    }
}

fn drill(options: &[ResolvedOption<'_>]) -> DrillRequest {
    DrillRequest {
        topic: text(options, "topic"),
        difficulty: text(options, "difficulty").and_then(|name| Difficulty::parse(&name)),
        kind: text(options, "kind").and_then(|name| Kind::parse(&name)),
        round: text(options, "round"),
        question: text(options, "question"),
        private: options.iter().any(|option| {
            option.name == "private" && matches!(option.value, ResolvedValue::Boolean(true))
        }),
    }
}

fn subcommand<'a>(
    options: &'a [ResolvedOption<'a>],
) -> Option<(&'a str, &'a [ResolvedOption<'a>])> {
    options.iter().find_map(|option| match &option.value {
        ResolvedValue::SubCommand(inner) => Some((option.name, inner.as_slice())),
        _ => None,
    })
}

fn text(options: &[ResolvedOption<'_>], name: &str) -> Option<String> {
    options
        .iter()
        .find(|option| option.name == name)
        .and_then(|option| match option.value {
            ResolvedValue::String(text) => Some(text.to_owned()),
            _ => None,
        })
}

fn suggest(command: &CommandInteraction) -> Option<Suggest> {
    let option = command.data.autocomplete()?;
    let what = match (command.data.name.as_str(), option.name) {
        ("drill" | "bank", "topic") => Suggested::Topic,
        ("drill", "round") => Suggested::Round,
        ("drill" | "bank", "question") => Suggested::Question,
        ("bank", "query") => Suggested::Query,
        ("framework", "name") => Suggested::Framework,
        _ => return None,
    };
    Some(Suggest {
        what,
        typed: option.value.to_owned(),
    })
}

fn component(component: &ComponentInteraction) -> Option<Request> {
    match custom_id::parse(&component.data.custom_id).ok()? {
        Parsed::Action(action) => Some(Request::Press(action)),
        Parsed::Select(select @ SelectAction::More(_)) => {
            let ComponentInteractionDataKind::StringSelect { values } = &component.data.kind else {
                return None;
            };
            Some(Request::Choose(select, Section::parse(values.first()?)?))
        }
        Parsed::Form(_) => None,
    }
}

fn modal(modal: &ModalInteraction) -> Option<Request> {
    let Parsed::Form(form) = custom_id::parse(&modal.data.custom_id).ok()? else {
        return None;
    };
    let text = modal
        .data
        .components
        .iter()
        .flat_map(|row| &row.components)
        .find_map(|component| match component {
            ActionRowComponent::InputText(input) => Some(input.value.clone().unwrap_or_default()),
            _ => None,
        })
        .unwrap_or_default();
    Some(Request::Submit(form, text))
}

/// A typed message, from the gateway, from REST or from a message command.
pub fn typed_message(
    message: &DiscordMessage,
    guild: Option<GuildId>,
    us: UserId,
) -> Option<TypedMessage> {
    let replied = message.referenced_message.as_deref();
    Some(TypedMessage {
        at: Message {
            channel: ChannelId::new(message.channel_id.get())?,
            id: MessageId::new(message.id.get())?,
        },
        author: UserId::new(message.author.id.get())?,
        by_bot: message.author.bot || message.webhook_id.is_some(),
        guild,
        text: message.content.clone(),
        mentions_us: message
            .mentions
            .iter()
            .any(|user| user.id.get() == us.get()),
        replies_to: replied.and_then(|message| UserId::new(message.author.id.get())),
        has_other_content: !message.attachments.is_empty() || !message.sticker_items.is_empty(),
    })
}

fn command_caller(interaction: &CommandInteraction) -> Option<Caller> {
    caller(&Parts {
        id: interaction.id.get(),
        token: &interaction.token,
        user: &interaction.user,
        member: interaction.member.as_deref(),
        guild: interaction.guild_id.map(|guild| guild.get()),
        channel: interaction.channel_id.get(),
        kind: interaction.channel.as_ref(),
        bot_may: interaction
            .app_permissions
            .map(|permissions| permissions.bits()),
    })
}

fn component_caller(interaction: &ComponentInteraction) -> Option<Caller> {
    caller(&Parts {
        id: interaction.id.get(),
        token: &interaction.token,
        user: &interaction.user,
        member: interaction.member.as_ref(),
        guild: interaction.guild_id.map(|guild| guild.get()),
        channel: interaction.channel_id.get(),
        kind: interaction.channel.as_ref(),
        bot_may: interaction
            .app_permissions
            .map(|permissions| permissions.bits()),
    })
}

fn modal_caller(interaction: &ModalInteraction) -> Option<Caller> {
    caller(&Parts {
        id: interaction.id.get(),
        token: &interaction.token,
        user: &interaction.user,
        member: interaction.member.as_ref(),
        guild: interaction.guild_id.map(|guild| guild.get()),
        channel: interaction.channel_id.get(),
        kind: interaction.channel.as_ref(),
        bot_may: interaction
            .app_permissions
            .map(|permissions| permissions.bits()),
    })
}

/// What the three kinds of interactions have in common.
struct Parts<'a> {
    id: u64,
    token: &'a str,
    user: &'a User,
    member: Option<&'a Member>,
    guild: Option<u64>,
    channel: u64,
    kind: Option<&'a PartialChannel>,
    bot_may: Option<u64>,
}

fn caller(parts: &Parts<'_>) -> Option<Caller> {
    let name = parts.member.map_or_else(
        || parts.user.display_name().to_owned(),
        |member| member.display_name().to_owned(),
    );
    let picture = parts.member.map_or_else(|| parts.user.face(), Member::face);
    let may = parts.member.and_then(|member| member.permissions);
    let guild = parts.guild.and_then(GuildId::new);
    Some(Caller {
        person: UserId::new(parts.user.id.get())?,
        name,
        picture: Some(picture),
        guild,
        channel: ChannelId::new(parts.channel)?,
        channel_kind: channel_kind(parts.kind.map(|channel| channel.kind), guild),
        bot_may: parts.bot_may.map_or_else(Permissions::default, Permissions),
        may: may.map_or_else(Permissions::default, |may| Permissions(may.bits())),
        interaction: InteractionHandle {
            id: InteractionId::new(parts.id)?,
            token: InteractionToken(parts.token.to_owned()),
        },
    })
}

fn channel_kind(kind: Option<ChannelType>, guild: Option<GuildId>) -> ChannelKind {
    match kind {
        Some(ChannelType::Text | ChannelType::News) => ChannelKind::Text,
        Some(ChannelType::NewsThread | ChannelType::PublicThread | ChannelType::PrivateThread) => {
            ChannelKind::Thread
        }
        Some(ChannelType::Private) => ChannelKind::Direct,
        None if guild.is_none() => ChannelKind::Direct,
        _ => ChannelKind::Other,
    }
}
