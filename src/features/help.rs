//! `/help`.

use crate::domain::reply::help as words;
use crate::domain::view::Response;

use super::{Caller, Services, Stop};

/// What the bot does here.
///
/// # Errors
/// When the store fails.
pub async fn help(services: &Services, caller: &Caller) -> Result<Response, Stop> {
    let schedules = match caller.guild {
        Some(guild) => Some(services.store.schedules_of(guild).await?),
        None => None,
    };
    let shelf = services.shelf_for(caller.guild).await;
    let questions = shelf.bank.questions().len();
    Ok(Response::Ephemeral(words::help(
        services.language(),
        questions,
        services.reads_messages(),
        schedules.as_deref(),
    )))
}
