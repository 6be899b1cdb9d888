//! Reference material of a card: hints and sections, with a nudge to try first.

use crate::domain::action::Section;
use crate::domain::id::CardId;
use crate::domain::reply::{notices, sections};
use crate::domain::session::SessionKind;
use crate::domain::view::Response;

use super::drill::known;
use super::{Caller, Services, Stop, daily};

/// `Hint`: one key point's direction, a different one at each press.
///
/// # Errors
/// When the card is gone or the store fails.
pub async fn hint(services: &Services, caller: &Caller, card: CardId) -> Result<Response, Stop> {
    let language = services.language();
    let card = known(services, caller, card).await?;
    let hints: Vec<&str> = card
        .question
        .key_points
        .iter()
        .map(|point| point.hint.as_str())
        .filter(|hint| !hint.trim().is_empty())
        .collect();
    if hints.is_empty() {
        return Ok(Response::Ephemeral(notices::no_hints(language)));
    }
    let given = services.store.hint_given(card.id, caller.person).await?;
    let given = usize::try_from(given).unwrap_or(usize::MAX);
    let text = hints[given % hints.len()];
    Ok(Response::Ephemeral(if given < hints.len() {
        notices::hint(language, text, given + 1)
    } else {
        notices::hints_again(language, text)
    }))
}

/// Shows a section; before an answer it asks first, unless `anyway`.
///
/// # Errors
/// When the card is gone or the store fails.
pub async fn show(
    services: &Services,
    caller: &Caller,
    card: CardId,
    section: Section,
    anyway: bool,
) -> Result<Response, Stop> {
    let language = services.language();
    let card = known(services, caller, card).await?;
    let answered = services
        .store
        .last_attempt(card.id, caller.person)
        .await?
        .is_some();
    if let Some(closed) = daily::thread::closed(services, &card, answered, Some(section)).await? {
        return Ok(Response::Ephemeral(closed));
    }
    let daily = card.session.kind == SessionKind::Daily;
    if !answered && !anyway && !daily {
        return Ok(Response::Ephemeral(sections::nudge(
            language, card.id, section,
        )));
    }
    let now = services.now();
    services
        .store
        .section_opened(card.id, caller.person, section, !answered, now)
        .await?;
    let shelf = services.shelf_for(caller.guild).await;
    let view = sections::section(language, &card.question, &shelf.bank, section);
    Ok(if anyway {
        Response::Update(view)
    } else {
        Response::Ephemeral(view)
    })
}
