//! Suggestions while an option is typed. They must come at once, and at every key: from memory
//! alone, but for a server's schedules and the version of its bank.

mod schedules;
mod topics;
mod zones;

use crate::domain::bank::Named;
use crate::domain::search::suggest_names;
use crate::domain::view::{Choice, Response};

use super::request::{Suggest, Suggested};
use super::services::Shelf;
use super::{Caller, Services, framework};

/// As many as Discord shows.
const SHOWN: usize = 25;

/// Names that fit what was typed so far, best first.
pub async fn suggest(services: &Services, caller: &Caller, wanted: &Suggest) -> Response {
    let shelf = services.shelf_for(caller.guild).await;
    let names = shelf.bank.vocabulary();
    let typed = &wanted.typed;
    Response::Suggestions(match wanted.what {
        Suggested::Topic => choices(suggest_names(Named::pairs(&names.topics), typed, SHOWN)),
        Suggested::Round => choices(suggest_names(Named::pairs(&names.rounds), typed, SHOWN)),
        Suggested::Framework => {
            let known = framework::names(services);
            choices(suggest_names(Named::pairs(&known), typed, SHOWN))
        }
        Suggested::Question => shelf
            .index
            .suggest(typed, SHOWN)
            .into_iter()
            .map(|question| Choice {
                label: question.title.clone(),
                value: question.id.as_str().to_owned(),
            })
            .collect(),
        Suggested::HiddenQuestion => hidden(&shelf, typed),
        Suggested::Query => shelf
            .index
            .suggest(typed, SHOWN)
            .into_iter()
            .map(|question| Choice {
                label: question.title.clone(),
                value: question.title.clone(),
            })
            .collect(),
        Suggested::Topics => topics::suggest(services.language(), &names.topics, typed),
        Suggested::TimeZone => zones::suggest(services.language(), typed, services.now()),
        Suggested::Schedule => schedules::suggest(services, caller, typed).await,
    })
}

fn hidden(shelf: &Shelf, typed: &str) -> Vec<Choice> {
    let names = shelf
        .hidden
        .iter()
        .map(|question| (question.id.as_str(), question.title.as_str()));
    choices(suggest_names(names, typed, SHOWN))
}

fn choices(names: Vec<(&str, &str)>) -> Vec<Choice> {
    names
        .into_iter()
        .map(|(id, name)| Choice {
            label: name.to_owned(),
            value: id.to_owned(),
        })
        .collect()
}
