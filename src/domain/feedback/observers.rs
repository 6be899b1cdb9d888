//! Observers kept for a while, since answers to a question come close together.
//!
//! Invariants: a question that changed is never observed by an older text of it; bounded, so that
//! it never grows with the bank.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::lexicon::Lexicon;
use super::observer::Observer;
use super::stem::SharedStems;
use crate::domain::question::{Question, QuestionId};

/// No more observers are kept; each holds some hundred kilobytes.
const KEPT: usize = 64;

/// Makes observers and keeps some; shared by threads.
#[derive(Default)]
pub struct Observers {
    kept: Mutex<HashMap<QuestionId, Arc<Observer>>>,
    stems: Arc<SharedStems>,
}

impl Observers {
    /// The observer of answers to this question; `lexicon` must always be the same.
    pub fn of(&self, question: &Arc<Question>, lexicon: &Arc<Lexicon>) -> Arc<Observer> {
        if let Some(observer) = self.kept(question) {
            return observer;
        }
        // Made without the lock: whoever needs another question does not wait for this one.
        let observer = Observer::with_stems(
            Arc::clone(question),
            Arc::clone(lexicon),
            Arc::clone(&self.stems),
        );
        let observer = Arc::new(observer);
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.insert(question.id.clone(), Arc::clone(&observer));
        observer
    }

    fn kept(&self, question: &Question) -> Option<Arc<Observer>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let observer = kept.get(&question.id)?;
        (**observer.question() == *question).then(|| Arc::clone(observer))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fixture;

    #[test]
    fn an_observer_is_kept_until_its_question_changes() {
        let observers = Observers::default();
        let lexicon = Arc::new(Lexicon::default());
        let question = Arc::new(fixture::rollout());
        let first = observers.of(&question, &lexicon);
        assert!(Arc::ptr_eq(&first, &observers.of(&question, &lexicon)));
        let mut changed = fixture::rollout();
        changed.key_points.clear();
        let second = observers.of(&Arc::new(changed), &lexicon);
        assert_eq!(second.observe("A readiness probe.", &[]).points, []);
    }
}
