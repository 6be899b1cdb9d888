//! Tests of schedules, plans and the ledger.

mod fixtures;
mod ledger;
mod plans;
mod posts;
mod schedules;
mod servers;
mod taking_part;
mod waking;
