//! One at a time per key, first come first served; keys that nobody uses cost no memory.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::OwnedMutexGuard;

type Lock = Arc<tokio::sync::Mutex<()>>;

/// Hands out turns.
pub(super) struct Turns<K: Eq + Hash + Copy> {
    // A std mutex: held for a look-up, never across an await.
    locks: Mutex<HashMap<K, Lock>>,
}

/// A turn; ends when dropped.
pub(super) struct Turn<'a, K: Eq + Hash + Copy> {
    turns: &'a Turns<K>,
    key: K,
    guard: Option<OwnedMutexGuard<()>>,
}

impl<K: Eq + Hash + Copy> Turns<K> {
    pub(super) fn new() -> Self {
        Self {
            locks: Mutex::new(HashMap::new()),
        }
    }

    /// Waits for this key's turn. Dropping the future gives the place up.
    pub(super) async fn take(&self, key: K) -> Turn<'_, K> {
        let mut turn = Turn {
            turns: self,
            key,
            guard: None,
        };
        let lock = {
            let mut locks = self.locks.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(locks.entry(key).or_default())
        };
        turn.guard = Some(lock.lock_owned().await);
        turn
    }

    #[cfg(test)]
    fn keys(&self) -> usize {
        self.locks
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .len()
    }
}

impl<K: Eq + Hash + Copy> Drop for Turn<'_, K> {
    fn drop(&mut self) {
        let mut locks = self
            .turns
            .locks
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        self.guard = None;
        // Whoever waits holds a clone, made under this same lock.
        if locks
            .get(&self.key)
            .is_some_and(|lock| Arc::strong_count(lock) == 1)
        {
            locks.remove(&self.key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn turns_are_in_order_and_idle_keys_are_forgotten() {
        let turns = Arc::new(Turns::new());
        let order = Arc::new(Mutex::new(Vec::new()));
        let first = turns.take(7).await;
        let waiting: Vec<_> = (0..5)
            .map(|number| {
                let (turns, order) = (Arc::clone(&turns), Arc::clone(&order));
                tokio::spawn(async move {
                    let _turn = turns.take(7).await;
                    order.lock().expect("no test panics here").push(number);
                })
            })
            .collect();
        tokio::task::yield_now().await;
        drop(turns.take(8).await);
        assert_eq!(turns.keys(), 1);
        assert!(order.lock().expect("no test panics here").is_empty());
        drop(first);
        for task in waiting {
            task.await.expect("the task ends");
        }
        assert_eq!(*order.lock().expect("no test panics here"), [0, 1, 2, 3, 4]);
        assert_eq!(turns.keys(), 0);
    }

    #[tokio::test]
    async fn who_gives_up_leaves_nothing_behind() {
        let turns = Arc::new(Turns::new());
        let first = turns.take(7).await;
        let (again, waiting) = (Arc::clone(&turns), Arc::clone(&turns));
        let task = tokio::spawn(async move { drop(waiting.take(7).await) });
        tokio::task::yield_now().await;
        task.abort();
        assert!(task.await.is_err());
        drop(first);
        drop(again.take(7).await);
        assert_eq!(turns.keys(), 0);
    }
}
