//! The application object and its flags.

use serde_json::{Value, json};

use super::user;
use crate::world::World;
use crate::world::model::User;

/// The flag of an application with message content that is in few servers.
const MESSAGE_CONTENT_LIMITED: u64 = 1 << 19;

/// The flags that tell which privileged intents the application has.
pub fn flags(world: &World) -> u64 {
    if world.application.message_content {
        MESSAGE_CONTENT_LIMITED
    } else {
        0
    }
}

/// The application object, for itself.
pub fn render(world: &World) -> Value {
    let owner = User {
        id: world.application.id,
        name: "owner".to_owned(),
        display_name: "Owner".to_owned(),
        bot: false,
        color: 0,
    };
    json!({
        "id": world.application.id,
        "name": world.bot.display_name,
        "icon": null,
        "description": "",
        "type": null,
        "summary": "",
        "bot": user(&world.bot),
        "bot_public": true,
        "bot_require_code_grant": false,
        "verify_key": "00",
        "flags": flags(world),
        "owner": user(&owner),
        "team": null,
        "rpc_origins": [],
        "redirect_uris": [],
        "interactions_endpoint_url": null,
        "role_connections_verification_url": null,
        "approximate_guild_count": world.guilds.len(),
        "integration_types_config": {"0": {}},
    })
}
