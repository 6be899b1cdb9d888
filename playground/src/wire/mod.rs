//! How the records look on the wire: the JSON objects of Discord's API.
//!
//! Nothing here changes the world. Whether these objects are right is checked in the tests by
//! reading them with twilight's types, which are made independently of this crate.

use serde_json::{Value, json};
use twilight_model::util::Timestamp;

use crate::world::model::User;

pub mod application;
pub mod channel;
pub mod guild;
pub mod interaction;
pub mod message;

/// A Unix time in milliseconds as ISO 8601 in UTC, as Discord writes it.
pub fn time(unix_ms: i64) -> String {
    Timestamp::from_micros(unix_ms.saturating_mul(1_000))
        .map(|time| time.iso_8601().to_string())
        .unwrap_or_default()
}

/// A user object.
pub fn user(user: &User) -> Value {
    json!({
        "id": user.id,
        "username": user.name,
        "global_name": if user.bot { None } else { Some(&user.display_name) },
        "discriminator": if user.bot { "0001" } else { "0" },
        "avatar": null,
        "bot": user.bot,
        "system": false,
        "banner": null,
        "accent_color": null,
        "public_flags": 0,
        "flags": 0,
    })
}

/// The bot's own user object, with what only its owner sees.
pub fn current_user(bot: &User) -> Value {
    let mut value = user(bot);
    value["mfa_enabled"] = json!(true);
    value["verified"] = json!(true);
    value["email"] = json!(null);
    value["locale"] = json!("en-US");
    value
}
