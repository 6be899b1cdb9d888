//! What all handlers share.
//!
//! Four locks, always taken in this order when two are needed: world, limits, faults, traffic.
//! None is held across an await.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::watch;

use crate::faults::Faults;
use crate::limits::Limiter;
use crate::openapi::Description;
use crate::options::Options;
use crate::traffic::{Entry, Traffic};
use crate::world::World;
use crate::world::interaction::ANSWER_WITHIN_MS;
use crate::world::snowflake::Snowflake;

/// The application's state as axum hands it around.
pub type Shared = Arc<App>;

/// Everything that a running playground is.
pub struct App {
    world: Mutex<World>,
    limits: Mutex<Limiter>,
    faults: Mutex<Faults>,
    traffic: Mutex<Traffic>,
    token: String,
    pub description: Option<Description>,
    stopping: watch::Receiver<bool>,
}

impl App {
    pub fn new(
        options: &Options,
        world: World,
        description: Option<Description>,
        stopping: watch::Receiver<bool>,
    ) -> Self {
        Self {
            world: Mutex::new(world),
            limits: Mutex::new(Limiter::new(options.rate_limits)),
            faults: Mutex::default(),
            traffic: Mutex::default(),
            token: options.token.clone(),
            description,
            stopping,
        }
    }

    pub fn world(&self) -> MutexGuard<'_, World> {
        lock(&self.world)
    }

    pub fn limits(&self) -> MutexGuard<'_, Limiter> {
        lock(&self.limits)
    }

    pub fn faults(&self) -> MutexGuard<'_, Faults> {
        lock(&self.faults)
    }

    pub fn traffic(&self) -> MutexGuard<'_, Traffic> {
        lock(&self.traffic)
    }

    /// The bot token, without prefix.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Waits until the playground stops.
    pub async fn stopped(&self) {
        let mut stopping = self.stopping.clone();
        // An error means that it was dropped, which is a stop as well.
        let _ = stopping.wait_for(|stop| *stop).await;
    }

    /// Logs a request and shows it to the page.
    pub fn record(&self, entry: Entry) {
        let entry = self.traffic().record(entry);
        let world = self.world();
        if world.notices.receiver_count() > 0 {
            let data = serde_json::to_value(entry).unwrap_or_default();
            world.notify("traffic", None, None, data);
        }
    }
}

/// Lets an interaction fail when its three seconds are over.
pub fn watch_interaction(app: &Shared, id: Snowflake) {
    let app = Arc::clone(app);
    tokio::spawn(async move {
        tokio::time::sleep(Duration::from_millis(ANSWER_WITHIN_MS.cast_unsigned())).await;
        app.world().expire_interaction(id);
    });
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // A panic in a handler is a bug that its test sees; the others shall go on.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
