//! Where a drill takes place, decided from the channel and the bot's permissions in it.

use crate::domain::id::ChannelId;
use crate::domain::permission::Permission;
use crate::domain::reply::notices::NoThread;
use crate::domain::session::Place;
use crate::features::{Caller, ChannelKind};

/// A decision, with the reason where a thread was wanted and is not possible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// Where.
    pub place: Place,
    /// Why no thread.
    pub why: Option<NoThread>,
}

/// Where the caller's drill takes place; `chosen` is the one channel for drills, where the
/// organisers named one.
pub fn decide(caller: &Caller, private: bool, chosen: Option<ChannelId>) -> Decided {
    if private {
        return Decided {
            place: Place::Private,
            why: None,
        };
    }
    match caller.channel_kind {
        ChannelKind::Direct => Decided {
            place: Place::Here,
            why: None,
        },
        ChannelKind::Thread => unless_missing(caller, &Permission::IN_THREADS, Place::Here),
        ChannelKind::Text if chosen.is_some_and(|chosen| chosen != caller.channel) => Decided {
            place: Place::Private,
            why: chosen.map(NoThread::OtherChannel),
        },
        ChannelKind::Text => unless_missing(caller, &Permission::FOR_THREADS, Place::OwnThread),
        ChannelKind::Other => Decided {
            place: Place::Private,
            why: Some(NoThread::KindOfChannel),
        },
    }
}

fn unless_missing(caller: &Caller, needed: &[Permission], place: Place) -> Decided {
    let missing = caller.bot_may.missing(needed);
    if missing.is_empty() {
        Decided { place, why: None }
    } else {
        Decided {
            place: Place::Private,
            why: Some(NoThread::Missing(missing)),
        }
    }
}
