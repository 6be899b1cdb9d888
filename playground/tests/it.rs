//! The playground over real sockets, as a bot and as its people see it.

#[path = "it/bench.rs"]
mod bench;
#[path = "it/gateway.rs"]
mod gateway;
