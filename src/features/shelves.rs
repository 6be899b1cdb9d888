//! The question bank as each server sees it: the core bank, without what the server hides, with
//! its own questions.
//!
//! Servers that changed nothing share the core's shelf. The others' are kept in memory as long as
//! there is room, and are known to be old by a version in the store, which is read each time: a
//! change counts at once, in every process. A change of the core makes all of them old.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use crate::domain::bank::Bank;
use crate::domain::feedback::{Observer, Observers};
use crate::domain::id::GuildId;
use crate::domain::question::{Question, QuestionId};
use crate::domain::search::SearchIndex;
use crate::store::{Store, StoreError};

/// How many questions all kept shelves list together. An entry of the list takes some 200 bytes,
/// since the questions themselves are shared.
const ROOM: usize = 200_000;

/// A bank with the index that searches it.
pub struct Shelf {
    /// The questions.
    pub bank: Bank,
    /// Finds them.
    pub index: SearchIndex,
    /// The questions that the server hides.
    pub hidden: Vec<Arc<Question>>,
    /// How many of the server's own it holds, hidden ones among them.
    pub own: usize,
    /// Shared by all servers' shelves, so that they are bounded together.
    observers: Arc<Observers>,
}

impl Shelf {
    /// A shelf of this bank.
    pub fn new(bank: Bank) -> Self {
        let index = SearchIndex::new(&bank);
        Self {
            bank,
            index,
            hidden: Vec::new(),
            own: 0,
            observers: Arc::default(),
        }
    }

    /// What observes answers to this question, which need not be in the bank.
    pub fn observer(&self, question: &Arc<Question>) -> Arc<Observer> {
        self.observers.of(question, self.bank.lexicon())
    }

    /// The shelf of a server that hides these ids and has these questions of its own.
    fn for_server(&self, hidden: &HashSet<QuestionId>, own: Vec<Arc<Question>>) -> Self {
        let count = own.len();
        let all = self.bank.questions().iter().chain(&own);
        let unseen = all.filter(|question| question.is_any_of(hidden));
        let unseen = unseen.cloned().collect();
        let bank = self.bank.for_server(hidden, own.clone());
        let index = self
            .index
            .for_server(hidden.clone(), &own, bank.vocabulary());
        Self {
            bank,
            index,
            hidden: unseen,
            own: count,
            observers: Arc::clone(&self.observers),
        }
    }

    fn size(&self) -> usize {
        self.bank.questions().len() + self.hidden.len()
    }
}

/// The core's shelf, and those of servers that see something else.
pub struct Shelves {
    core: RwLock<Arc<Shelf>>,
    /// A std mutex: held for look-ups only, never across an await.
    servers: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    shelves: HashMap<GuildId, KeptShelf>,
    /// Counts up with each use.
    uses: u64,
}

struct KeptShelf {
    /// What it was made of.
    core: Arc<Shelf>,
    version: i64,
    shelf: Arc<Shelf>,
    last_use: u64,
}

impl Shelves {
    /// The core's shelf alone.
    pub fn new(core: Shelf) -> Self {
        Self {
            core: RwLock::new(Arc::new(core)),
            servers: Mutex::default(),
        }
    }

    /// The core's shelf.
    pub fn core(&self) -> Arc<Shelf> {
        // The lock is held for a clone of an `Arc` only, never across an await.
        Arc::clone(&self.core.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Puts another bank in the core's place, for every server at once.
    pub fn replace_core(&self, core: Shelf) {
        *self.core.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(core);
        // Each would be made anew at its next use; their questions may go now.
        self.kept().shelves.clear();
    }

    /// The shelf as this server sees it. Where the store fails, it is the last one that was seen.
    pub async fn of_server(&self, store: &Store, guild: GuildId) -> Arc<Shelf> {
        match self.look(store, guild).await {
            Ok(shelf) => shelf,
            Err(error) => {
                tracing::error!(%error, "a server's own bank could not be read");
                let kept = self.kept();
                let last = kept.shelves.get(&guild);
                last.map_or_else(|| self.core(), |last| Arc::clone(&last.shelf))
            }
        }
    }

    async fn look(&self, store: &Store, guild: GuildId) -> Result<Arc<Shelf>, StoreError> {
        let version = store.own_version(guild).await?;
        let core = self.core();
        if version == 0 {
            self.kept().shelves.remove(&guild);
            return Ok(core);
        }
        if let Some(shelf) = self.kept().find(guild, &core, version) {
            return Ok(shelf);
        }
        // Read after the version: what changes meanwhile has another version, and is seen next.
        let own = store.own_questions(guild).await?;
        let hidden: HashSet<_> = store.hidden_questions(guild).await?.into_iter().collect();
        let own = own.into_iter().map(|own| Arc::new(own.question)).collect();
        let base = Arc::clone(&core);
        let made = tokio::task::spawn_blocking(move || base.for_server(&hidden, own)).await;
        let Ok(shelf) = made.map(Arc::new) else {
            tracing::error!("a server's shelf could not be made");
            return Ok(core);
        };
        self.kept().keep(guild, core, version, Arc::clone(&shelf));
        Ok(shelf)
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.servers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    fn find(&mut self, guild: GuildId, core: &Arc<Shelf>, version: i64) -> Option<Arc<Shelf>> {
        self.uses += 1;
        let kept = self.shelves.get_mut(&guild)?;
        if kept.version != version || !Arc::ptr_eq(&kept.core, core) {
            return None;
        }
        kept.last_use = self.uses;
        Some(Arc::clone(&kept.shelf))
    }

    /// Keeps a shelf; those that were not used for the longest time make room for it.
    fn keep(&mut self, guild: GuildId, core: Arc<Shelf>, version: i64, shelf: Arc<Shelf>) {
        self.uses += 1;
        let kept = KeptShelf {
            core,
            version,
            shelf,
            last_use: self.uses,
        };
        self.shelves.insert(guild, kept);
        let mut size: usize = self.shelves.values().map(|kept| kept.shelf.size()).sum();
        while size > ROOM && self.shelves.len() > 1 {
            let oldest = self.shelves.iter().min_by_key(|(_, kept)| kept.last_use);
            let Some((&oldest, kept)) = oldest else { break };
            size -= kept.shelf.size();
            self.shelves.remove(&oldest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::bank::Vocabulary;
    use crate::domain::fixture::bare;
    use crate::domain::question::Kind;

    fn shelf(questions: usize) -> Arc<Shelf> {
        let questions = (0..questions).map(|number| bare(&format!("q{number}"), Kind::Design));
        let bank = Bank::new(Vocabulary::default(), questions.collect(), Vec::new());
        Arc::new(Shelf::new(bank))
    }

    #[test]
    fn what_was_not_used_for_long_makes_room() {
        let core = shelf(1);
        let large = shelf(ROOM / 20);
        let mut kept = Kept::default();
        let guild = |id| GuildId::new(id).expect("not zero");
        for id in 1..=20 {
            kept.keep(guild(id), Arc::clone(&core), 7, Arc::clone(&large));
        }
        assert_eq!(kept.shelves.len(), 20);
        assert!(kept.find(guild(1), &core, 7).is_some());
        kept.keep(guild(21), Arc::clone(&core), 7, Arc::clone(&large));
        assert_eq!(kept.shelves.len(), 20);
        assert!(kept.find(guild(1), &core, 7).is_some(), "used just now");
        assert!(kept.find(guild(2), &core, 7).is_none(), "the oldest");
        assert!(kept.find(guild(3), &core, 8).is_none(), "changed since");
        assert!(kept.find(guild(3), &large, 7).is_none(), "of another core");
    }
}
