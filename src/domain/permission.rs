//! Discord's permissions, as far as Greenroom asks about them.
//!
//! Source of the bits: <https://docs.discord.com/developers/topics/permissions>.

/// A set of permissions, as Discord's bit field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Permissions(pub u64);

/// One permission.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permission {
    /// Everything.
    Administrator,
    /// Manage Server.
    ManageServer,
    /// Add Reactions.
    AddReactions,
    /// View Channel.
    ViewChannel,
    /// Send Messages.
    SendMessages,
    /// Manage Messages.
    ManageMessages,
    /// Embed Links.
    EmbedLinks,
    /// Attach Files.
    AttachFiles,
    /// Read Message History.
    ReadMessageHistory,
    /// Mention Everyone, which also stands for roles that nobody may mention.
    MentionEveryone,
    /// Create Public Threads.
    CreatePublicThreads,
    /// Send Messages in Threads.
    SendMessagesInThreads,
}

impl Permission {
    /// What a drill with a thread of its own needs in its channel.
    pub const FOR_THREADS: [Self; 6] = [
        Self::ViewChannel,
        Self::SendMessages,
        Self::EmbedLinks,
        Self::CreatePublicThreads,
        Self::SendMessagesInThreads,
        Self::ReadMessageHistory,
    ];

    /// What the question of the day needs in its channel.
    pub const FOR_DAILY: [Self; 8] = [
        Self::ViewChannel,
        Self::SendMessages,
        Self::EmbedLinks,
        Self::CreatePublicThreads,
        Self::SendMessagesInThreads,
        Self::ReadMessageHistory,
        Self::AddReactions,
        Self::AttachFiles,
    ];

    /// What a drill inside a thread needs there.
    pub const IN_THREADS: [Self; 4] = [
        Self::ViewChannel,
        Self::SendMessagesInThreads,
        Self::EmbedLinks,
        Self::ReadMessageHistory,
    ];

    /// Everything that the invite link asks for: nothing needs more than the question of the day.
    pub const INVITED_WITH: [Self; 8] = Self::FOR_DAILY;

    /// Its bit.
    pub const fn bit(self) -> u64 {
        1 << match self {
            Self::Administrator => 3,
            Self::ManageServer => 5,
            Self::AddReactions => 6,
            Self::ViewChannel => 10,
            Self::SendMessages => 11,
            Self::ManageMessages => 13,
            Self::EmbedLinks => 14,
            Self::AttachFiles => 15,
            Self::ReadMessageHistory => 16,
            Self::MentionEveryone => 17,
            Self::CreatePublicThreads => 35,
            Self::SendMessagesInThreads => 38,
        }
    }

    /// Its name in Discord's settings.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Administrator => "Administrator",
            Self::ManageServer => "Manage Server",
            Self::AddReactions => "Add Reactions",
            Self::ViewChannel => "View Channel",
            Self::SendMessages => "Send Messages",
            Self::ManageMessages => "Manage Messages",
            Self::EmbedLinks => "Embed Links",
            Self::AttachFiles => "Attach Files",
            Self::ReadMessageHistory => "Read Message History",
            Self::MentionEveryone => "Mention @everyone, @here and All Roles",
            Self::CreatePublicThreads => "Create Public Threads",
            Self::SendMessagesInThreads => "Send Messages in Threads",
        }
    }
}

impl Permissions {
    /// Every permission.
    pub const ALL: Self = Self(u64::MAX);

    /// The set of these.
    pub fn of(permissions: &[Permission]) -> Self {
        Self(
            permissions
                .iter()
                .fold(0, |bits, permission| bits | permission.bit()),
        )
    }

    /// Whether this one is among them; an administrator has all.
    pub const fn has(self, permission: Permission) -> bool {
        self.0 & (permission.bit() | Permission::Administrator.bit()) != 0
    }

    /// Those of `wanted` that are not among them.
    pub fn missing(self, wanted: &[Permission]) -> Vec<Permission> {
        wanted
            .iter()
            .copied()
            .filter(|&permission| !self.has(permission))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_administrator_has_everything() {
        let some = Permissions::of(&[Permission::ViewChannel, Permission::SendMessages]);
        assert!(some.has(Permission::ViewChannel));
        assert_eq!(
            some.missing(&[Permission::SendMessages, Permission::EmbedLinks]),
            [Permission::EmbedLinks]
        );
        let admin = Permissions::of(&[Permission::Administrator]);
        assert_eq!(admin.missing(&Permission::INVITED_WITH), []);
    }
}
