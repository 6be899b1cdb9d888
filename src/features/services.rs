//! What every feature works with, bundled: cheap to clone, made once by `app`.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::{SignedDuration, Timestamp};
use tokio::sync::{Notify, mpsc};

use crate::clock::{Clock, Ids};
use crate::domain::answer::AnswerRules;
use crate::domain::bank::Bank;
use crate::domain::id::{
    AttemptId, CardId, ChannelId, GuildId, JobId, OwnQuestionId, PostId, ScheduleId, SessionId,
    SuggestionId, UserId,
};
use crate::domain::language::Language;
use crate::outbox::Outbox;
use crate::store::Store;

use super::reading::Reading;
pub use super::shelves::Shelf;
use super::shelves::Shelves;

/// Who we are on Discord.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Our user.
    pub user: UserId,
    /// Our name.
    pub name: String,
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
    /// What sends where nobody waits for it: scheduled posts, notices, clean-up.
    background: Arc<dyn Outbox>,
    /// What tells the time.
    pub clock: Clock,
    /// Wakes the runner of background jobs.
    pub background_jobs: Arc<Notify>,
    /// How long after its time a post is still made; one that is later is missed.
    pub catch_up: SignedDuration,
    /// Wakes the scheduler when what is due changes.
    pub plans_changed: Arc<Notify>,
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
    pub(super) shards: Shards,
    ids: Arc<Ids>,
    shelves: Arc<Shelves>,
    reads_messages: Arc<AtomicBool>,
}

/// Which shards a process runs: `count` from `first` on, of `total`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shards {
    /// The first one.
    pub first: u32,
    /// How many.
    pub count: u32,
    /// Of how many.
    pub total: u32,
}

impl Shards {
    /// All there are, where one process runs everything.
    pub const ALL: Self = Self {
        first: 0,
        count: 1,
        total: 1,
    };

    /// Whether this server's events come to one of them.
    pub fn serve(self, guild: GuildId) -> bool {
        let shard = guild.shard(self.total);
        (self.first..self.first.saturating_add(self.count)).contains(&shard)
    }
}

/// What [`Services`] is made of; the receiving end of `promised` belongs to the job runner.
pub struct Parts {
    /// What is kept.
    pub store: Store,
    /// What sends.
    pub outbox: Arc<dyn Outbox>,
    /// What sends where nobody waits for it.
    pub background: Arc<dyn Outbox>,
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
    /// How long after its time a post is still made.
    pub catch_up: SignedDuration,
    /// The shards that this process runs.
    pub shards: Shards,
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
            background: parts.background,
            background_jobs: Arc::default(),
            plans_changed: Arc::default(),
            catch_up: parts.catch_up,
            shards: parts.shards,
            reading: Arc::new(Reading::new(parts.clock.clone())),
            clock: parts.clock,
            identity: Arc::new(parts.identity),
            rules: parts.rules,
            promised,
            owner: parts.owner.into(),
            ids: parts.ids,
            shelves: Arc::new(Shelves::new(Shelf::new(parts.bank))),
            reads_messages: Arc::new(AtomicBool::new(parts.reads_messages)),
        };
        (services, waiting)
    }

    /// The core bank as it is now, whatever servers add to it or hide; hold it for one request at
    /// most.
    pub fn shelf(&self) -> Arc<Shelf> {
        self.shelves.core()
    }

    /// The bank as a server sees it now (outside of servers, the core); hold it for one request
    /// at most. Costs one small read.
    pub async fn shelf_for(&self, guild: impl Into<Option<GuildId>>) -> Arc<Shelf> {
        match guild.into() {
            Some(guild) => self.shelves.of_server(&self.store, guild).await,
            None => self.shelf(),
        }
    }

    /// Puts another core bank in the place of the present one. Preparing it takes a while: do it
    /// beside asynchronous work.
    pub fn set_bank(&self, bank: Bank) {
        self.shelves.replace_core(Shelf::new(bank));
    }

    /// The same services for work that nobody waits for: what they send stands back behind what
    /// people wait for.
    #[must_use]
    pub fn in_background(&self) -> Self {
        Self {
            outbox: Arc::clone(&self.background),
            ..self.clone()
        }
    }

    /// Whether this process is the one that serves a server; another does it where this one died.
    pub fn serves(&self, guild: GuildId) -> bool {
        self.shards.serve(guild)
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

    /// An id for a new schedule.
    pub fn schedule_id(&self) -> ScheduleId {
        ScheduleId::new(self.fresh()).expect("made ids are positive")
    }

    /// An id for a new post.
    pub fn post_id(&self) -> PostId {
        PostId::new(self.fresh()).expect("made ids are positive")
    }

    /// An id for a new suggestion.
    pub fn suggestion_id(&self) -> SuggestionId {
        SuggestionId::new(self.fresh()).expect("made ids are positive")
    }

    /// An id for a new question of a server's own.
    pub fn own_question_id(&self) -> OwnQuestionId {
        OwnQuestionId::new(self.fresh()).expect("made ids are positive")
    }

    /// An id for a new job.
    pub fn job_id(&self) -> JobId {
        JobId::new(self.fresh()).expect("made ids are positive")
    }
}
