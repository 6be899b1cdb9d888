//! What a server's organisers decided about the bot as a whole.

use super::id::{ChannelId, RoleId};
use super::language::Language;

/// A server's settings; the default is what a server has that never changed any.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Settings {
    /// Who may use organisers' buttons besides those with Manage Server.
    pub organiser_role: Option<RoleId>,
    /// Where trouble is told; by direct message to the server's owner where there is none.
    pub notices_channel: Option<ChannelId>,
    /// The one channel where drills open threads; any channel where there is none.
    pub drill_channel: Option<ChannelId>,
    /// The bot's language.
    pub language: Language,
}
