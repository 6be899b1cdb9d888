//! Which question a drill asks: names resolved, history read, the choice made by the core.

use std::sync::Arc;

use crate::domain::bank::Named;
use crate::domain::question::{Question, QuestionId};
use crate::domain::reply::{difficulty_label, kind_label, notices};
use crate::domain::search::suggest_names;
use crate::domain::seed;
use crate::domain::select::{Filter, select};
use crate::features::request::DrillRequest;
use crate::features::services::Shelf;
use crate::features::{Caller, Services, Stop};

/// What a drill asks for, with every name known to the bank.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// What the question must be like.
    pub filter: Filter,
    /// The very question.
    pub question: Option<Arc<Question>>,
}

/// How many of a person's past questions are looked at.
const REMEMBERED: u32 = 2000;

/// Resolves the names in a request.
///
/// # Errors
/// When a topic, round or question is unknown; the person is told the nearest names.
pub async fn resolve(
    services: &Services,
    caller: &Caller,
    request: &DrillRequest,
) -> Result<Wanted, Stop> {
    let shelf = services.shelf_for(caller.guild).await;
    let names = shelf.bank.vocabulary();
    let topic = named(services, "topic", &names.topics, request.topic.as_deref())?;
    let round = named(services, "round", &names.rounds, request.round.as_deref())?;
    let question = request
        .question
        .as_deref()
        .map(|typed| question(services, &shelf, typed))
        .transpose()?;
    let filter = Filter {
        topics: topic.into_iter().collect(),
        difficulty: request.difficulty,
        kind: request.kind,
        round,
    };
    Ok(Wanted { filter, question })
}

/// The id of a name that was typed or chosen.
///
/// # Errors
/// When the bank does not know it.
pub fn named(
    services: &Services,
    what: &str,
    known: &[Named],
    typed: Option<&str>,
) -> Result<Option<String>, Stop> {
    let Some(typed) = typed.map(str::trim) else {
        return Ok(None);
    };
    let found = known.iter().find(|named| {
        named.id.eq_ignore_ascii_case(typed) || named.name.to_lowercase() == typed.to_lowercase()
    });
    match found {
        Some(named) => Ok(Some(named.id.clone())),
        None => {
            let near: Vec<String> = suggest_names(Named::pairs(known), typed, 3)
                .into_iter()
                .map(|(_, name)| name.to_owned())
                .collect();
            Err(Stop::say(notices::unknown_name(
                services.language(),
                what,
                typed,
                &near,
            )))
        }
    }
}

/// The question of this id or title.
///
/// # Errors
/// When the bank does not know it.
pub fn question(services: &Services, shelf: &Shelf, typed: &str) -> Result<Arc<Question>, Stop> {
    let typed = typed.trim();
    let by_id = typed
        .parse::<QuestionId>()
        .ok()
        .and_then(|id| shelf.bank.question(&id));
    let by_title = || {
        let lower = typed.to_lowercase();
        shelf
            .bank
            .questions()
            .iter()
            .find(|question| question.title.to_lowercase() == lower)
    };
    by_id.or_else(by_title).cloned().ok_or_else(|| {
        let near: Vec<String> = shelf
            .index
            .search(typed, None, 3)
            .into_iter()
            .map(|question| question.title.clone())
            .collect();
        Stop::say(notices::unknown_name(
            services.language(),
            "question",
            typed,
            &near,
        ))
    })
}

/// Chooses the question: the one that was named, or the best for this person now.
///
/// # Errors
/// When none fits, or the store fails.
pub async fn pick(
    services: &Services,
    caller: &Caller,
    wanted: &Wanted,
) -> Result<Arc<Question>, Stop> {
    if let Some(question) = &wanted.question {
        return Ok(Arc::clone(question));
    }
    let history = services.store.history(caller.person, REMEMBERED).await?;
    let shelf = services.shelf_for(caller.guild).await;
    let interaction = caller.interaction.id.to_string();
    let mut generator = seed::generator(["drill", &interaction]);
    select(
        &shelf.bank,
        &wanted.filter,
        &history,
        services.now(),
        &mut generator,
    )
    .ok_or_else(|| {
        Stop::say(notices::no_question(
            services.language(),
            &describe(&wanted.filter, &shelf),
        ))
    })
}

fn describe(filter: &Filter, shelf: &Shelf) -> String {
    let names = shelf.bank.vocabulary();
    let mut parts = Vec::new();
    if !filter.topics.is_empty() {
        let topics: Vec<&str> = filter
            .topics
            .iter()
            .map(|topic| names.topic(topic))
            .collect();
        parts.push(format!("on {}", topics.join(" or ")));
    }
    if let Some(kind) = filter.kind {
        parts.push(format!("of kind {}", kind_label(kind)));
    }
    if let Some(difficulty) = filter.difficulty {
        parts.push(format!("of difficulty {}", difficulty_label(difficulty)));
    }
    if let Some(round) = &filter.round {
        parts.push(format!("for the round {}", names.round(round)));
    }
    if parts.is_empty() {
        "at all".to_owned()
    } else {
        parts.join(", ")
    }
}
