//! `/bank search`, `/bank show` and `/bank stats`.

use crate::domain::reply::{bank as words, sections};
use crate::domain::view::{Response, View};

use super::drill::{named, question};
use super::{Caller, Services, Stop};

/// How many questions a search shows.
const SHOWN: usize = 8;

/// Finds questions by words.
///
/// # Errors
/// When the topic is unknown.
pub async fn search(
    services: &Services,
    caller: &Caller,
    query: &str,
    topic: Option<&str>,
) -> Result<Response, Stop> {
    let shelf = services.shelf_for(caller.guild).await;
    let topic = named(services, "topic", &shelf.bank.vocabulary().topics, topic)?;
    let found = shelf.index.search(query, topic.as_deref(), SHOWN);
    let found: Vec<_> = found.iter().map(AsRef::as_ref).collect();
    Ok(Response::Ephemeral(words::found(
        services.language(),
        query,
        &found,
        &shelf.bank,
    )))
}

/// Shows one question with all its reference material, and records that it was opened.
///
/// # Errors
/// When the question is unknown, or store or Discord fail.
pub async fn show(services: &Services, caller: &Caller, typed: &str) -> Result<Response, Stop> {
    let shelf = services.shelf_for(caller.guild).await;
    let question = question(services, &shelf, typed)?;
    services
        .store
        .question_opened(caller.person, &question.id, services.now())
        .await?;
    let language = services.language();
    let mut pages = pages(words::shown(language, &question, &shelf.bank), {
        sections::everything(language, &question, &shelf.bank)
    });
    let first = pages.remove(0);
    if pages.is_empty() {
        return Ok(Response::Ephemeral(first));
    }
    Ok(Response::Pages(first, pages))
}

/// How many characters of embeds a message takes, with room to spare below Discord's 6,000.
const PAGE: usize = 5500;

/// Packs embeds into as few messages as fit, split at section borders.
fn pages(head: View, sections: Vec<View>) -> Vec<View> {
    let mut pages = vec![head];
    for section in sections {
        let room = PAGE.saturating_sub(length(pages.last()));
        match pages.last_mut() {
            Some(page) if length(Some(&section)) <= room => page.embeds.extend(section.embeds),
            _ => pages.push(section),
        }
    }
    pages
}

fn length(view: Option<&View>) -> usize {
    view.map_or(0, |view| {
        view.embeds
            .iter()
            .map(|embed| {
                let texts = [&embed.title, &embed.description, &embed.footer];
                texts
                    .iter()
                    .map(|text| text.encode_utf16().count())
                    .sum::<usize>()
            })
            .sum()
    })
}

/// How many questions there are.
pub async fn stats(services: &Services, caller: &Caller) -> Response {
    let shelf = services.shelf_for(caller.guild).await;
    let here = words::Here {
        own: shelf.own,
        hidden: shelf.hidden.len(),
    };
    Response::Ephemeral(words::stats(services.language(), &shelf.bank, here))
}
