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
        Suggested::Topic => choices(suggest_names(&names.topics, typed, SHOWN)),
        Suggested::Round => choices(suggest_names(&names.rounds, typed, SHOWN)),
        Suggested::Framework => choices(suggest_names(&framework::names(services), typed, SHOWN)),
        Suggested::Question => shelf
            .index
            .suggest(&shelf.bank, typed, SHOWN)
            .into_iter()
            .map(|question| Choice {
                label: question.title.clone(),
                value: question.id.as_str().to_owned(),
            })
            .collect(),
        Suggested::Query => shelf
            .index
            .suggest(&shelf.bank, typed, SHOWN)
            .into_iter()
            .map(|question| Choice {
                label: question.title.clone(),
                value: question.title.clone(),
            })
            .collect(),
    })
}

fn choices(names: Vec<&Named>) -> Vec<Choice> {
    names
        .into_iter()
        .map(|named| Choice {
            label: named.name.clone(),
            value: named.id.clone(),
        })
        .collect()
}
