//! The one integration binary: the real bot against a local stand-in of Discord.
//!
//! Every test has a world of its own: a playground on a free port, a database and people who act
//! through the playground's control interface. What is asserted is what people see. A test waits
//! for what it expects ([`world::eventually`]) and sleeps only to show that nothing happens.
//!
//! `GREENROOM_TEST_POSTGRES` (a PostgreSQL URL) runs every world on that server, each in a schema
//! of its own, in place of the embedded database. `GREENROOM_KILL_ROUNDS` says how often
//! [`restart`] and [`daily_kills`] kill the bot.

mod answers;
mod architecture;
mod away;
mod bad_input;
mod bank;
mod browser;
mod cli;
mod cli_bot;
mod coverage;
mod daily;
mod daily_kills;
mod drill;
mod faults;
mod grade;
mod hosting;
mod import;
mod organising;
mod own_bank;
mod privacy;
mod private;
mod processes;
mod reload;
mod restart;
mod rights;
mod servers;
mod typed;
mod typed_unread;
mod world;
