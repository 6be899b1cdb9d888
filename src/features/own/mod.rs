//! A server's own questions: suggested by anybody, decided by organisers; files in and out; and
//! what a server hides.
//!
//! Commands of organisers are checked by Discord, their buttons and modals here, each time.
//! Approved and imported questions join one server's bank alone. Limits keep a server's bank
//! small enough to be held in memory and to fit into one file.

pub mod files;
pub mod hide;
pub mod queue;
pub mod suggest;
pub mod tell;

use crate::domain::id::GuildId;
use crate::domain::reply::organiser::only_in_servers;
use crate::domain::view::Response;
use crate::store::{BankLimits, WaitingLimits};

use super::request::BankAdmin;
use super::{Caller, Services, Stop};

/// What a server's own bank may hold.
pub const ROOM: BankLimits = BankLimits {
    questions: 500,
    bytes: 4 * 1024 * 1024,
};
/// How many suggestions may wait.
pub const WAITING: WaitingLimits = WaitingLimits {
    of_server: 100,
    of_person: 5,
};

/// `/bank-admin`.
///
/// # Errors
/// When it can't be done; see [`Stop`].
pub async fn command(
    services: &Services,
    caller: &Caller,
    what: BankAdmin,
) -> Result<Response, Stop> {
    match what {
        BankAdmin::Queue => queue::show(services, caller).await,
        BankAdmin::Import {
            file,
            format,
            topic,
        } => files::import(services, caller, &file, &format, topic.as_deref()).await,
        BankAdmin::Export => files::export(services, caller).await,
        BankAdmin::Hide(question) => hide::hide(services, caller, &question).await,
        BankAdmin::Unhide(question) => hide::unhide(services, caller, &question).await,
    }
}

/// The server where it happens.
fn server(services: &Services, caller: &Caller) -> Result<GuildId, Stop> {
    caller
        .guild
        .ok_or_else(|| Stop::say(only_in_servers(services.language())))
}
