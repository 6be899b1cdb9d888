//! `/bank-admin import` and `export`: lists of questions in and out, as files.
//!
//! Nothing of a file is lost in silence: what could not come in stands in the report. What is
//! exported can be imported again, here or elsewhere.

use crate::domain::bank::{Bank, Named};
use crate::domain::proposal::NO_TOPIC;
use crate::domain::reply::own as words;
use crate::domain::slug::slug;
use crate::domain::view::Response;
use crate::features::request::SharedFile;
use crate::features::{Caller, Services, Stop};
use crate::import::{self, Format, ImportError, Names, Questions, Target};
use crate::outbox::DownloadError;
use crate::store::{AddedQuestions, NewQuestion};

use super::{ROOM, server};

/// The names of the formats that bring questions, as `format` offers them.
pub const FORMATS: [&str; 4] = ["markdown-qa", "question-page", "csv", "json"];
/// A larger file is not fetched: a full bank, exported, is smaller.
const LARGEST_FILE: usize = 8 * 1024 * 1024;
/// The longest id of a topic.
const LONGEST_TOPIC: usize = 50;

/// Takes the questions of an attached file into this server's bank, at once.
///
/// # Errors
/// When it is no server, the file is too large, can't be fetched or is not of its format, or the
/// store fails.
pub async fn import(
    services: &Services,
    caller: &Caller,
    file: &SharedFile,
    format: &str,
    topic: Option<&str>,
) -> Result<Response, Stop> {
    let language = services.language();
    let guild = server(services, caller)?;
    let bytes = fetch(services, file).await?;
    let shelf = services.shelf_for(guild).await;
    let target = target(&shelf.bank, file, topic);
    let format = Format::parse(format)
        .filter(|format| FORMATS.contains(&format.name()))
        .ok_or_else(|| Stop::say(words::not_of_this_format(language, "I know no such format")))?;
    // A large file takes its time: others go on meanwhile.
    let reading = tokio::task::spawn_blocking(move || {
        import::questions(format, &bytes, &target, &format!("guild-{guild}"))
    });
    let read = reading
        .await
        .map_err(|_| Stop::Broken("reading an attached list failed"))?
        .map_err(|error| Stop::say(words::not_of_this_format(language, &reason(&error))))?;
    let new: Vec<_> = read
        .questions
        .iter()
        .map(|read| NewQuestion {
            id: services.own_question_id(),
            question: read.question.clone(),
            notes: read.notes.clone(),
            replaces: read.names_itself,
        })
        .collect();
    let (version, now) = (services.fresh(), services.now());
    let added = services
        .store
        .add_own_questions(guild, &new, ROOM, version, now)
        .await?;
    let report = report(&read, &added);
    let counts = words::ImportCounts {
        added: added.added.len(),
        replaced: added.replaced.len(),
        same: added.same,
        without_text: read.report.without_text.len(),
        no_room: added.no_room.len(),
        left_over: read.report.left_over.len(),
    };
    Ok(Response::Ephemeral(words::imported(
        language, counts, report,
    )))
}

async fn fetch(services: &Services, file: &SharedFile) -> Result<Vec<u8>, Stop> {
    let language = services.language();
    let too_large = || Stop::say(words::file_too_large(language, LARGEST_FILE));
    if file.size > LARGEST_FILE as u64 {
        return Err(too_large());
    }
    match services.outbox.download(&file.url, LARGEST_FILE).await {
        Ok(bytes) => Ok(bytes),
        Err(DownloadError::TooLarge) => Err(too_large()),
        Err(error @ (DownloadError::Elsewhere | DownloadError::Failed(_))) => {
            tracing::warn!(%error, "an attached file could not be fetched");
            Err(Stop::say(words::file_not_fetched(language)))
        }
    }
}

/// What the server's bank knows already.
fn target(bank: &Bank, file: &SharedFile, topic: Option<&str>) -> Target {
    let names = bank.vocabulary();
    let steps_of = |framework: &crate::domain::framework::Framework| {
        let steps = framework.steps.iter().map(|step| step.name.clone());
        (framework.name.clone(), steps.collect())
    };
    Target {
        topic: topic_of(&names.topics, topic.unwrap_or_default()),
        names: Names {
            topics: None,
            competencies: Some(names.competencies.clone()),
            rounds: Some(names.rounds.clone()),
            frameworks: Some(bank.frameworks().map(steps_of).collect()),
            scorecards: Some(bank.scorecards().map(|card| card.name.clone()).collect()),
        },
        known_topics: names.topics.clone(),
        source: file
            .name
            .rsplit_once('.')
            .map_or(&*file.name, |(stem, _)| stem)
            .to_owned(),
    }
}

fn topic_of(known: &[Named], typed: &str) -> String {
    let wanted = slug(typed, LONGEST_TOPIC);
    let found = known
        .iter()
        .find(|named| named.id == wanted || slug(&named.name, LONGEST_TOPIC) == wanted);
    match found {
        Some(named) => named.id.clone(),
        None if wanted.is_empty() => NO_TOPIC.to_owned(),
        None => wanted,
    }
}

/// Why a file can't be read, for the person who attached it.
fn reason(error: &ImportError) -> String {
    match error {
        ImportError::Nothing => "I found no questions in it".to_owned(),
        ImportError::Csv(error) => format!("it is not valid CSV ({error})"),
        ImportError::Json(error) => format!("it is not valid JSON ({error})"),
        other => other.to_string(),
    }
}

/// The report as a file: what was found, and the whole text of what did not come in.
fn report(read: &Questions, added: &AddedQuestions) -> String {
    use std::fmt::Write as _;
    let mut text = read.report.to_string();
    let mut list = |heading: &str, entries: Vec<String>| {
        if !entries.is_empty() {
            let _ = write!(text, "\n{heading}: {}\n", entries.len());
            for entry in entries {
                let _ = writeln!(text, "  {entry}");
            }
        }
    };
    let names =
        |ids: &[crate::domain::question::QuestionId]| ids.iter().map(ToString::to_string).collect();
    list("Joined", names(&added.added));
    list("Replaced", names(&added.replaced));
    let no_room = added.no_room.iter().map(|&place| &read.questions[place]);
    let titles = no_room.map(|read| read.question.title.clone());
    list("No room for", titles.collect());
    if !read.rest.is_empty() {
        let _ = write!(text, "\nWhat did not come in, in full:\n\n{}", read.rest);
    }
    text
}

/// This server's own questions as a file.
///
/// # Errors
/// When it is no server, there are none, or the store fails.
pub async fn export(services: &Services, caller: &Caller) -> Result<Response, Stop> {
    let language = services.language();
    let guild = server(services, caller)?;
    let own = services.store.own_questions(guild).await?;
    if own.is_empty() {
        return Err(Stop::say(words::nothing_of_its_own(language)));
    }
    let count = own.len();
    let list = own.iter().map(|own| (&own.question, own.notes.as_slice()));
    let json = import::list(list);
    Ok(Response::Ephemeral(words::exported(language, count, json)))
}
