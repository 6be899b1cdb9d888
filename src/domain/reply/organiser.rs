//! What is said about who may do an organiser's work.

use crate::domain::id::RoleId;
use crate::domain::language::Language;
use crate::domain::view::View;

/// To somebody who is no organiser.
pub fn organisers_only(_language: Language, role: Option<RoleId>) -> View {
    View::text(match role {
        Some(role) => format!(
            "This is for organisers: people with Manage Server or the role <@&{role}>. Ask one of \
             them to press it."
        ),
        None => "This is for organisers: people with Manage Server. Ask one of them to press it, \
                 or to name an organiser role with `/settings set`."
            .to_owned(),
    })
}

/// To somebody who asks outside of a server.
pub fn only_in_servers(_language: Language) -> View {
    View::text("This works in a server only. Use it there, in the channel it is about.")
}
