//! The features against a real embedded store, with doubles for clock and outbox only.
//!
//! What Discord would show is in the double's channels; "dying" is an outbox that fails at a
//! chosen request, before or after it took effect, and a second run on the same store.

mod catching_up;
mod coaching;
mod daily;
mod double;
mod dying;
mod gathering;
mod own;
pub(crate) mod setting;
