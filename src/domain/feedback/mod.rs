//! What can be seen in an answer: pure, offline, deterministic, and linear in the answer's length.
//!
//! An [`Observer`] reads answers against their question and gives a [`Report`] of observations;
//! [`words`] says them to people. Invariants: nothing here judges the person, nothing shown is a
//! mark, and every claim that something *was* said points at the words that say it. A claim that
//! something was *not* said is always worded as "I found no words about ...": matching is by
//! authored cues and can miss.

mod common_words;
mod copied;
pub mod coverage;
pub mod cue;
pub mod delivery;
mod disorder;
pub mod evidence;
mod forms;
mod gist;
pub mod guard;
pub mod lexicon;
mod next;
mod observer;
mod observers;
mod phrase;
pub mod plan;
pub mod reasoning;
mod region;
pub mod report;
pub mod similarity;
mod spelt;
pub mod star;
pub mod stem;
mod suggestion;
pub mod text;
mod tongue;
mod typing;
mod verbs;
pub mod words;
mod work;

pub use evidence::Evidence;
pub use guard::{Guard, GuardSeen};
pub use observer::{Observer, observe};
pub use observers::Observers;
pub use report::{ENGINE, NextStep, PointSeen, Report, Unsaid};
