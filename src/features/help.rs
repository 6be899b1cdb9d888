//! `/help`.

use crate::domain::reply::help as words;
use crate::domain::view::Response;

use super::Services;

/// What the bot does here.
pub fn help(services: &Services) -> Response {
    let questions = services.shelf().bank.questions().len();
    Response::Ephemeral(words::help(
        services.language(),
        questions,
        services.reads_messages(),
    ))
}
