//! Interaction ids that were seen lately.

use std::collections::{HashSet, VecDeque};

/// The newest ids, so that an event that comes twice is known again.
#[derive(Debug, Default)]
pub(super) struct Recent {
    known: HashSet<u64>,
    order: VecDeque<u64>,
}

impl Recent {
    const REMEMBERED: usize = 4096;

    /// Remembers an id; whether it was new.
    pub(super) fn insert(&mut self, id: u64) -> bool {
        if !self.known.insert(id) {
            return false;
        }
        self.order.push_back(id);
        if self.order.len() > Self::REMEMBERED
            && let Some(oldest) = self.order.pop_front()
        {
            self.known.remove(&oldest);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_new_once_and_memory_is_bounded() {
        let mut recent = Recent::default();
        assert!(recent.insert(7));
        assert!(!recent.insert(7));
        for id in 100..100 + Recent::REMEMBERED as u64 {
            assert!(recent.insert(id));
        }
        assert_eq!(recent.known.len(), Recent::REMEMBERED);
        assert!(recent.insert(7), "the oldest was forgotten");
    }
}
