//! Counts steps of work in tests, where loops stand in loops: that time is linear in an answer's
//! length is shown by counting and not by a clock. Elsewhere a step is nothing.

#[cfg(test)]
pub(super) use counted::{step, steps_of};

/// Nothing.
#[cfg(not(test))]
#[inline(always)]
pub(super) fn step() {}

#[cfg(test)]
mod counted {
    use std::cell::Cell;

    thread_local! {
        static STEPS: Cell<u64> = const { Cell::new(0) };
    }

    /// One more step.
    pub(in crate::domain::feedback) fn step() {
        STEPS.set(STEPS.get() + 1);
    }

    /// How many steps a piece of work takes on this thread.
    pub(in crate::domain::feedback) fn steps_of<T>(work: impl FnOnce() -> T) -> u64 {
        let before = STEPS.get();
        work();
        STEPS.get() - before
    }
}
