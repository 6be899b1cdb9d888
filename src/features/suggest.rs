//! Suggestions while an option is typed. From memory alone: they must come at once.

use crate::domain::bank::Named;
use crate::domain::search::suggest_names;
use crate::domain::view::{Choice, Response};

use super::request::{Suggest, Suggested};
use super::{Services, framework};

/// As many as Discord shows.
const SHOWN: usize = 25;

/// Names that fit what was typed so far, best first.
pub fn suggest(services: &Services, wanted: &Suggest) -> Response {
    let shelf = services.shelf();
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
        Suggested::Query => shelf
            .index
            .suggest(typed, SHOWN)
            .into_iter()
            .map(|question| Choice {
                label: question.title.clone(),
                value: question.title.clone(),
            })
            .collect(),
    })
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
