//! Which intent lets which event through.

use twilight_model::gateway::Intents;

/// Whether a session with these intents hears an event of this name.
pub fn admit(intents: Intents, name: &str, in_guild: bool) -> bool {
    let pick = |guild: Intents, direct: Intents| if in_guild { guild } else { direct };
    let needed = match name {
        "MESSAGE_CREATE" | "MESSAGE_UPDATE" | "MESSAGE_DELETE" | "MESSAGE_DELETE_BULK" => {
            pick(Intents::GUILD_MESSAGES, Intents::DIRECT_MESSAGES)
        }
        "MESSAGE_REACTION_ADD" | "MESSAGE_REACTION_REMOVE" => pick(
            Intents::GUILD_MESSAGE_REACTIONS,
            Intents::DIRECT_MESSAGE_REACTIONS,
        ),
        "TYPING_START" => pick(
            Intents::GUILD_MESSAGE_TYPING,
            Intents::DIRECT_MESSAGE_TYPING,
        ),
        "GUILD_MEMBER_ADD" | "GUILD_MEMBER_REMOVE" => Intents::GUILD_MEMBERS,
        "CHANNEL_PINS_UPDATE" => pick(Intents::GUILDS, Intents::DIRECT_MESSAGES),
        _ if name.starts_with("GUILD_")
            || name.starts_with("CHANNEL_")
            || name.starts_with("THREAD_") =>
        {
            Intents::GUILDS
        }
        _ => Intents::empty(),
    };
    intents.contains(needed)
}
