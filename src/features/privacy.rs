//! `/privacy`: what is kept, the caller's data as a file, and forgetting.

use crate::domain::reply::privacy as words;
use crate::domain::view::Response;

use super::{Caller, Services, Stop};

/// `/privacy show`.
///
/// # Errors
/// When the store fails.
pub async fn show(services: &Services, caller: &Caller) -> Result<Response, Stop> {
    let kept = services.store.what_is_kept(caller.person).await?;
    Ok(Response::Ephemeral(words::show(services.language(), kept)))
}

/// `/privacy export`.
///
/// # Errors
/// When the store fails.
pub async fn export(services: &Services, caller: &Caller) -> Result<Response, Stop> {
    let json = services.store.export(caller.person).await?.to_json()?;
    Ok(Response::Ephemeral(words::export(
        services.language(),
        json,
    )))
}

/// `/privacy forget`: asks first.
///
/// # Errors
/// When the store fails.
pub async fn ask_to_forget(services: &Services, caller: &Caller) -> Result<Response, Stop> {
    let kept = services.store.what_is_kept(caller.person).await?;
    Ok(Response::Ephemeral(words::confirm(
        services.language(),
        kept,
    )))
}

/// Erases everything of the caller's. The jobs that delete our messages are stored in the same
/// transaction.
///
/// # Errors
/// When the store fails.
pub async fn forget(services: &Services, caller: &Caller) -> Result<Response, Stop> {
    let forgotten = services
        .store
        .forget(caller.person, services.now(), || services.job_id())
        .await?;
    for job in &forgotten.jobs {
        services.promise(*job, None);
    }
    let own: Vec<_> = forgotten
        .own_messages
        .iter()
        .map(|own| (own.guild, own.message))
        .collect();
    Ok(Response::Update(words::forgotten(
        services.language(),
        &own,
    )))
}

/// The caller changed their mind.
pub fn keep(services: &Services) -> Response {
    Response::Update(words::kept(services.language()))
}
