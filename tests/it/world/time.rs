//! Time, which tests let pass: the bot's clock and the stand-in's are moved together.

use jiff::civil::time;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::{Setup, World};

impl World {
    /// The usual world at ten in the morning, UTC; the next day's, where that is over for today.
    pub async fn at_ten() -> Self {
        Self::at_ten_with(Setup::default()).await
    }

    /// A world made to measure at that time of day.
    pub async fn at_ten_with(setup: Setup) -> Self {
        let mut world = Self::with(Setup {
            start: false,
            ..setup
        })
        .await;
        let now = world.now().to_zoned(TimeZone::UTC);
        let ten = now.with().time(time(10, 0, 0, 0)).build().expect("a time");
        let next = if ten < now {
            ten.tomorrow().expect("a day")
        } else {
            ten
        };
        world.pass(next.duration_since(&now)).await;
        world.start_bot().await;
        world
    }

    /// What time it is for the bot (where it runs in this process) and for the stand-in.
    pub fn now(&self) -> Timestamp {
        self.clock.0.now()
    }

    /// Lets time pass for both.
    pub async fn pass(&self, time: SignedDuration) {
        assert!(!self.process, "a process has the system's clock");
        let milliseconds = u64::try_from(time.as_millis()).expect("not back");
        let passed = json!({"do": "advance_clock", "ms": milliseconds});
        self.control.shape(passed).await;
        self.clock.1.advance(time);
    }
}
