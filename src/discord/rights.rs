//! What the bot may do on its servers, and the link that invites it; for `greenroom doctor`.

use serde::Deserialize;
use serenity::model::id::ApplicationId;

use super::rest::{Rest, TIME_OUT};
use crate::domain::permission::{Permission, Permissions};

/// The bot's rights on one server, before channels narrow them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerRights {
    /// The server's name.
    pub name: String,
    /// What the bot may do there.
    pub permissions: Permissions,
}

#[derive(Deserialize)]
struct RawServer {
    id: String,
    name: String,
    #[serde(default)]
    permissions: String,
}

/// How many servers one request lists, and how many requests are made at most.
const PAGE: usize = 200;
const PAGES: usize = 50;

/// The bot's rights on its servers, up to 10,000 of them.
///
/// # Errors
/// When Discord can't be reached or refuses; its words.
pub async fn servers(rest: &Rest) -> Result<Vec<ServerRights>, String> {
    let mut found = Vec::new();
    let mut after = "0".to_owned();
    for _ in 0..PAGES {
        let path = format!("/users/@me/guilds?limit={PAGE}&after={after}");
        let answer = rest
            .get(&path, TIME_OUT)
            .await
            .map_err(|error| error.to_string())?;
        if !answer.is_success() {
            return Err(format!("{} (HTTP {})", answer.message(), answer.status));
        }
        let page: Vec<RawServer> = answer
            .json()
            .ok_or_else(|| "the answer is not one of Discord's".to_owned())?;
        let full = page.len() == PAGE;
        if let Some(last) = page.last() {
            last.id.clone_into(&mut after);
        }
        found.extend(page.into_iter().map(|server| ServerRights {
            name: server.name,
            permissions: Permissions(server.permissions.parse().unwrap_or(0)),
        }));
        if !full {
            break;
        }
    }
    Ok(found)
}

/// The link that invites the bot with the least permissions that everything needs.
pub fn invite_link(application: ApplicationId) -> String {
    let permissions = Permissions::of(&Permission::INVITED_WITH).0;
    format!(
        "https://discord.com/oauth2/authorize?client_id={application}&scope=bot%20applications.commands&permissions={permissions}"
    )
}
