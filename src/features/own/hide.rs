//! `/bank-admin hide` and `unhide`: what is kept out of a server's picks. Own questions can also
//! be removed for good.

use std::sync::Arc;

use crate::domain::action::Action;
use crate::domain::id::OwnQuestionId;
use crate::domain::question::{Question, QuestionId};
use crate::domain::reply::own as words;
use crate::domain::view::Response;
use crate::features::drill::question;
use crate::features::services::Shelf;
use crate::features::{Caller, Services, Stop, organiser};

use super::server;

/// Hides a question.
///
/// # Errors
/// When it is no server, the question is unknown, or the store fails.
pub async fn hide(services: &Services, caller: &Caller, typed: &str) -> Result<Response, Stop> {
    let guild = server(services, caller)?;
    let shelf = services.shelf_for(guild).await;
    let (question, newly) = match hidden(&shelf, typed) {
        Some(question) => (Arc::clone(question), false),
        None => (question(services, &shelf, typed)?, true),
    };
    let store = &services.store;
    if newly {
        let (version, now) = (services.fresh(), services.now());
        store
            .hide_question(guild, &question.id, version, now)
            .await?;
    }
    let own = match question.id.is_of_server(guild) {
        true => store.own_question(guild, question.id.slug()).await?,
        false => None,
    };
    let remove = own.map(Action::RemoveOwn);
    let view = words::hidden(services.language(), &question, newly, remove);
    Ok(Response::Ephemeral(view))
}

/// Lets a question be seen again.
///
/// # Errors
/// When it is no server, nothing of this name is hidden, or the store fails.
pub async fn unhide(services: &Services, caller: &Caller, typed: &str) -> Result<Response, Stop> {
    let guild = server(services, caller)?;
    let shelf = services.shelf_for(guild).await;
    let (title, ids) = match hidden(&shelf, typed) {
        Some(question) => {
            let former = question.was.iter().cloned();
            let ids = std::iter::once(question.id.clone()).chain(former);
            (question.title.clone(), ids.collect())
        }
        // It may have left the bank since.
        None => {
            let id: Option<QuestionId> = typed.trim().parse().ok();
            (typed.trim().to_owned(), Vec::from_iter(id))
        }
    };
    let version = services.fresh();
    let shown = !ids.is_empty() && services.store.unhide_question(guild, &ids, version).await?;
    let language = services.language();
    if shown {
        Ok(Response::Ephemeral(words::unhidden(language, &title)))
    } else {
        Err(Stop::say(words::not_hidden(language, typed)))
    }
}

/// `Remove it for good`.
///
/// # Errors
/// When the caller is no organiser, or the store fails.
pub async fn remove(
    services: &Services,
    caller: &Caller,
    question: OwnQuestionId,
) -> Result<Response, Stop> {
    organiser::check(services, caller).await?;
    let guild = server(services, caller)?;
    let version = services.fresh();
    let removed = services
        .store
        .remove_own_question(guild, question, version)
        .await?;
    Ok(Response::Update(words::removed(
        services.language(),
        removed,
    )))
}

/// The hidden question of this id or title.
fn hidden<'a>(shelf: &'a Shelf, typed: &str) -> Option<&'a Arc<Question>> {
    let typed = typed.trim();
    let lower = typed.to_lowercase();
    shelf
        .hidden
        .iter()
        .find(|question| question.id.as_str() == typed || question.title.to_lowercase() == lower)
}
