//! `/bank suggest`: the modal, and what comes of it. Nothing typed is lost: where it can't be
//! kept, it is handed back.

use crate::domain::action::FormAction;
use crate::domain::proposal::Proposal;
use crate::domain::reply::own as words;
use crate::domain::view::Response;
use crate::features::{Caller, Services, Stop};
use crate::store::{NewSuggestion, Suggested};

use super::{WAITING, server};

/// Opens the modal, unless it would be typed in vain.
///
/// # Errors
/// When it is no server, too much waits already, or the store fails.
pub async fn form(services: &Services, caller: &Caller) -> Result<Response, Stop> {
    let language = services.language();
    let guild = server(services, caller)?;
    if services.store.waiting_of(guild, caller.person).await? >= WAITING.of_person {
        return Err(Stop::say(words::too_many_of_yours(
            language,
            WAITING.of_person,
        )));
    }
    Ok(Response::Form(words::proposal_form(
        language,
        FormAction::Suggest,
        &Proposal::default(),
    )))
}

/// Takes what was typed into it.
///
/// # Errors
/// When it has no words, too much waits already, or the store fails; with the words.
pub async fn submit(
    services: &Services,
    caller: &Caller,
    proposal: Proposal,
) -> Result<Response, Stop> {
    match keep(services, caller, &proposal).await {
        Ok(()) => Ok(Response::Ephemeral(words::thanks(services.language()))),
        Err(stop) => Err(Stop::NotKept(
            Box::new(stop),
            words::proposal_text(&proposal),
        )),
    }
}

async fn keep(services: &Services, caller: &Caller, proposal: &Proposal) -> Result<(), Stop> {
    let language = services.language();
    let guild = server(services, caller)?;
    proposal
        .check()
        .map_err(|_| Stop::say(words::nothing_asked(language)))?;
    let new = NewSuggestion {
        id: services.suggestion_id(),
        guild,
        author: caller.person,
        proposal: proposal.clone(),
        interaction: caller.interaction.id,
        now: services.now(),
    };
    match services.store.add_suggestion(&new, WAITING).await? {
        Suggested::Kept => Ok(()),
        Suggested::FullForPerson => Err(Stop::say(words::too_many_of_yours(
            language,
            WAITING.of_person,
        ))),
        Suggested::FullForServer => {
            Err(Stop::say(words::too_many_here(language, WAITING.of_server)))
        }
    }
}
