//! The playground over real sockets, as a bot and as its people see it.

#[path = "it/bench.rs"]
mod bench;
#[path = "it/commands.rs"]
mod commands;
#[path = "it/control.rs"]
mod control;
#[path = "it/faults.rs"]
mod faults;
#[path = "it/gateway.rs"]
mod gateway;
#[path = "it/interactions.rs"]
mod interactions;
#[path = "it/limits.rs"]
mod limits;
#[path = "it/messages.rs"]
mod messages;
#[path = "it/modals.rs"]
mod modals;
#[cfg(feature = "openapi")]
#[path = "it/openapi.rs"]
mod openapi;
#[path = "it/permissions.rs"]
mod permissions;
#[path = "it/rates.rs"]
mod rates;
#[path = "it/roles.rs"]
mod roles;
#[path = "it/saved.rs"]
mod saved;
#[path = "it/threads.rs"]
mod threads;
#[path = "it/wire.rs"]
mod wire;
