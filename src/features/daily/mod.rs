//! The question of the day: on time, exactly once, whatever happens.
//!
//! [`due::step`] is what the scheduler calls: it finds the schedules that are due and claims their
//! posts. A claim is one transaction that writes the ledger's row (unique for a schedule and a
//! local date), the session with its card, and the jobs that will post and reveal it. Only then
//! [`steps`] sends anything, each step recorded and safe to repeat.
//!
//! Invariants: nothing is posted without its row in the ledger; one schedule's failure never
//! touches another's; reading (status, preview) changes nothing that is posted.

mod choice;
mod claim;
mod commands;
pub mod due;
mod plan;
mod post_now;
pub mod reveal;
mod settings;
mod setup;
pub mod steps;
pub mod thread;
pub mod trouble;
mod which;

pub use commands::command;
pub use plan::another_question;
pub use post_now::post_now;
pub use settings::{set as settings_set, show as settings_show};
pub use setup::setup;
pub use thread::{my_feedback, read_answers, show_reference};
