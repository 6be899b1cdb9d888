//! `/framework`: explains an answer framework.

use crate::domain::bank::Named;
use crate::domain::reply::{help as words, notices};
use crate::domain::search::suggest_names;
use crate::domain::view::Response;

use super::{Services, Stop};

/// Explains the framework of this name (or title).
///
/// # Errors
/// When the bank does not know it.
pub fn explain(services: &Services, typed: &str) -> Result<Response, Stop> {
    let shelf = services.shelf();
    let typed = typed.trim();
    let lower = typed.to_lowercase();
    let found = shelf
        .bank
        .frameworks()
        .find(|framework| framework.name == lower || framework.title.to_lowercase() == lower);
    match found {
        Some(framework) => Ok(Response::Ephemeral(words::framework(
            services.language(),
            framework,
        ))),
        None => {
            let known = names(services);
            let near: Vec<String> = suggest_names(Named::pairs(&known), typed, 3)
                .into_iter()
                .map(|(_, name)| name.to_owned())
                .collect();
            Err(Stop::say(notices::unknown_name(
                services.language(),
                "framework",
                typed,
                &near,
            )))
        }
    }
}

/// Every framework's name and title.
pub fn names(services: &Services) -> Vec<Named> {
    let shelf = services.shelf();
    shelf
        .bank
        .frameworks()
        .map(|framework| Named {
            id: framework.name.clone(),
            name: framework.title.clone(),
        })
        .collect()
}
