//! A faithful local stand-in of the part of Discord that bots use.
//!
//! It listens on one address: the REST API under `/api/v10`, the gateway under `/gateway`, a web
//! page at `/`, and a control interface for the page and for tests under `/playground/`. A bot
//! connects to it as it would to Discord, with the base address swapped.
//!
//! It refuses what Discord refuses, with Discord's codes. It knows nothing of any particular
//! bot, and nothing it does leaves the machine.
//!
//! ```no_run
//! # async fn example() -> Result<(), playground::StartError> {
//! let playground = playground::Playground::start(playground::Options::default()).await?;
//! println!("open {}", playground.base_url());
//! playground.stop().await;
//! # Ok(())
//! # }
//! ```

mod app;
mod control;
mod faults;
mod gateway;
mod limits;
mod listener;
mod openapi;
mod options;
mod page;
mod random;
mod rest;
mod server;
mod state_file;
mod traffic;
mod wire;
mod world;

pub use options::{Options, StartWorld};
pub use server::{Playground, StartError};
