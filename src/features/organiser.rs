//! Who may use organisers' buttons and modals.
//!
//! For commands Discord's own check is trusted, because admins delegate there. A button stands
//! where everybody can press it and lives for ever, so each press is checked here.

use crate::domain::permission::Permission;
use crate::domain::reply::organiser as words;

use super::{Caller, Services, Stop};

/// Lets pass who has Manage Server, or the server's organiser role.
///
/// # Errors
/// [`Stop::Say`] for everybody else, and outside of servers.
pub async fn check(services: &Services, caller: &Caller) -> Result<(), Stop> {
    let language = services.language();
    let Some(guild) = caller.guild else {
        return Err(Stop::say(words::only_in_servers(language)));
    };
    if caller.may.has(Permission::ManageServer) {
        return Ok(());
    }
    let role = services.store.settings(guild).await?.organiser_role;
    if role.is_some_and(|role| caller.roles.contains(&role)) {
        return Ok(());
    }
    Err(Stop::say(words::organisers_only(language, role)))
}
