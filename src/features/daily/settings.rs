//! `/settings`: who else may run things, where trouble is told, where drills may open threads.

use crate::domain::language::Language;
use crate::domain::reply::daily::organising as words;
use crate::domain::settings::Settings;
use crate::domain::view::Response;
use crate::features::request::SettingsChange;
use crate::features::{Caller, Services, Stop};

use super::which;

/// `/settings show`.
///
/// # Errors
/// In direct messages, and when the store fails.
pub async fn show(services: &Services, caller: &Caller) -> Result<Response, Stop> {
    let guild = which::server(services, caller)?;
    let settings = services.store.settings(guild).await?;
    let view = words::settings(services.language(), &settings, false);
    Ok(Response::Ephemeral(view))
}

/// `/settings set`: changes what was named, and shows all.
///
/// # Errors
/// Where nothing was named, the language is unknown, or the store fails.
pub async fn set(
    services: &Services,
    caller: &Caller,
    change: SettingsChange,
) -> Result<Response, Stop> {
    let guild = which::server(services, caller)?;
    if change == SettingsChange::default() {
        return Err(Stop::say(words::nothing_to_set(services.language())));
    }
    let language = match change.language.as_deref() {
        None => None,
        Some(typed) => Some(
            Language::parse(typed)
                .ok_or_else(|| Stop::say(words::unknown_language(services.language(), typed)))?,
        ),
    };
    let before = services.store.settings(guild).await?;
    let settings = Settings {
        organiser_role: change.organiser_role.or(before.organiser_role),
        notices_channel: change.notices_channel.or(before.notices_channel),
        drill_channel: change.drill_channel.or(before.drill_channel),
        language: language.unwrap_or(before.language),
    };
    services.store.set_settings(guild, &settings).await?;
    let view = words::settings(services.language(), &settings, true);
    Ok(Response::Ephemeral(view))
}
