//! What every feature works with, bundled: cheap to clone, made once by `app`.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, RwLock};

use jiff::Timestamp;
use tokio::sync::mpsc;

use crate::clock::{Clock, Ids};
use crate::domain::answer::AnswerRules;
use crate::domain::bank::Bank;
use crate::domain::id::{AttemptId, CardId, ChannelId, JobId, SessionId, UserId};
use crate::domain::language::Language;
use crate::domain::search::SearchIndex;
use crate::outbox::Outbox;
use crate::store::Store;

use super::reading::Reading;

/// Who we are on Discord.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Our user.
    pub user: UserId,
    /// Our name.
    pub name: String,
}

/// A bank with the index that searches it.
pub struct Shelf {
    /// The questions.
    pub bank: Bank,
    /// Finds them.
    pub index: SearchIndex,
}

impl Shelf {
    /// A shelf of this bank.
    pub fn new(bank: Bank) -> Self {
        let index = SearchIndex::new(&bank);
        Self { bank, index }
    }
}

/// A job that was stored and waits to be run.
#[derive(Debug)]
pub struct Promised {
    /// The job.
    pub job: JobId,
    /// The channel that it sends to.
    pub channel: Option<ChannelId>,
}

/// Everything that features need.
#[derive(Clone)]
pub struct Services {
    /// What is kept.
    pub store: Store,
    /// What sends.
    pub outbox: Arc<dyn Outbox>,
    /// What tells the time.
    pub clock: Clock,
    /// Who we are.
    pub identity: Arc<Identity>,
    /// The rules for typed answers.
    pub rules: AnswerRules,
    /// How far we are with what people wrote.
    pub reading: Arc<Reading>,
    /// Where job ids go to be run soon.
    pub promised: mpsc::Sender<Promised>,
    /// Names this process in the claims of jobs.
    pub owner: Arc<str>,
    ids: Arc<Ids>,
    shelf: Arc<RwLock<Arc<Shelf>>>,
    reads_messages: Arc<AtomicBool>,
}

/// What [`Services`] is made of; the receiving end of `promised` belongs to the job runner.
pub struct Parts {
    /// What is kept.
    pub store: Store,
    /// What sends.
    pub outbox: Arc<dyn Outbox>,
    /// What tells the time.
    pub clock: Clock,
    /// Makes row ids.
    pub ids: Arc<Ids>,
    /// Who we are.
    pub identity: Identity,
    /// The rules for typed answers.
    pub rules: AnswerRules,
    /// The question bank.
    pub bank: Bank,
    /// Whether the application may read messages.
    pub reads_messages: bool,
    /// Names this process in the claims of jobs.
    pub owner: String,
}

/// How many jobs may wait in memory; those beyond are found in the store a little later.
const PROMISED: usize = 1024;

impl Services {
    /// Bundles the parts.
    pub fn new(parts: Parts) -> (Self, mpsc::Receiver<Promised>) {
        let (promised, waiting) = mpsc::channel(PROMISED);
        let services = Self {
            store: parts.store,
            outbox: parts.outbox,
            reading: Arc::new(Reading::new(parts.clock.clone())),
            clock: parts.clock,
            identity: Arc::new(parts.identity),
            rules: parts.rules,
            promised,
            owner: parts.owner.into(),
            ids: parts.ids,
            shelf: Arc::new(RwLock::new(Arc::new(Shelf::new(parts.bank)))),
            reads_messages: Arc::new(AtomicBool::new(parts.reads_messages)),
        };
        (services, waiting)
    }

    /// The bank as it is now; hold it for one request at most.
    pub fn shelf(&self) -> Arc<Shelf> {
        // The lock is held for a clone of an `Arc` only, never across an await.
        let shelf = self
            .shelf
            .read()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        Arc::clone(&shelf)
    }

    /// The present instant.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The language of the bot's words.
    pub const fn language(&self) -> Language {
        Language::English
    }

    /// Whether the application may read messages.
    pub fn reads_messages(&self) -> bool {
        self.reads_messages.load(Ordering::Relaxed)
    }

    /// Learns that the application may read messages, or no longer may.
    pub fn set_reads_messages(&self, may: bool) {
        self.reads_messages.store(may, Ordering::Relaxed);
    }

    /// Has a stored job run soon. With a full queue it is found in the store a little later.
    pub fn promise(&self, job: JobId, channel: Option<ChannelId>) {
        if self.promised.try_send(Promised { job, channel }).is_err() {
            tracing::debug!(%job, "the queue of jobs is full; it will be found in the store");
        }
    }

    /// A number that was not given before.
    pub fn fresh(&self) -> i64 {
        self.ids.next()
    }

    /// An id for a new session.
    pub fn session_id(&self) -> SessionId {
        SessionId::new(self.fresh()).expect("made ids are positive")
    }

    /// An id for a new card.
    pub fn card_id(&self) -> CardId {
        CardId::new(self.fresh()).expect("made ids are positive")
    }

    /// An id for a new attempt.
    pub fn attempt_id(&self) -> AttemptId {
        AttemptId::new(self.fresh()).expect("made ids are positive")
    }

    /// An id for a new job.
    pub fn job_id(&self) -> JobId {
        JobId::new(self.fresh()).expect("made ids are positive")
    }
}
