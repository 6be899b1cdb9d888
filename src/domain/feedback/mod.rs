//! What can be seen in an answer: pure, offline, deterministic, and linear in the answer's length.
//!
//! [`observe`] reads an answer against its question and gives a [`Report`] of observations;
//! [`words`] says them to people. Invariants: nothing here judges the person, nothing shown is a
//! mark, and every claim that something *was* said points at the words that say it. A claim that
//! something was *not* said is always worded as "I found no words about ...": matching is by
//! authored cues and can miss.

pub mod coverage;
pub mod cue;
pub mod delivery;
mod forms;
mod guard;
pub mod lexicon;
mod next;
mod region;
pub mod report;
pub mod similarity;
pub mod stem;
pub mod text;
mod tongue;
pub mod words;

pub use report::{ENGINE, Evidence, Guard, NextStep, PointSeen, Report, observe};
