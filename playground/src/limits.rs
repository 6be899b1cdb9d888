//! Rate limits: one bucket per route and major parameter, one for the whole token, and the
//! pause between two identifies.
//!
//! Discord publishes few of its numbers; these are the ones it shows in its headers, so that a
//! client that reads the headers behaves here as it does there. Time is the machine's, not the
//! playground's clock: a test that moves the clock does not refill buckets.

use std::collections::HashMap;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// Requests that a token may make in a second, over all routes.
const GLOBAL_PER_SECOND: u32 = 50;

/// The pause between two identifies of the same concurrency bucket.
const IDENTIFY_PAUSE: Duration = Duration::from_secs(5);

/// Buckets that are kept; full ones are dropped when there are more.
const BUCKETS_MAX: usize = 20_000;

/// How often a route may be used.
#[derive(Debug, Clone, Copy)]
struct Rule {
    limit: u32,
    window: Duration,
}

#[derive(Debug)]
struct Bucket {
    started: Instant,
    used: u32,
}

/// The state of a bucket after a request, for the headers.
#[derive(Debug, Clone)]
pub struct Standing {
    pub limit: u32,
    pub remaining: u32,
    pub reset_after: Duration,
    pub bucket: String,
}

impl Standing {
    /// When the bucket refills, in Unix seconds.
    pub fn reset_at(&self) -> f64 {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        (now.unwrap_or_default() + self.reset_after).as_secs_f64()
    }
}

/// What the limiter says of a request.
#[derive(Debug)]
pub enum Verdict {
    /// Limits are off.
    Unlimited,
    Pass(Standing),
    Refuse(Standing),
    /// The whole token is over its limit; for how long.
    RefuseGlobally(Duration),
}

/// All buckets of the one token.
#[derive(Debug)]
pub struct Limiter {
    pub enabled: bool,
    buckets: HashMap<String, Bucket>,
    global: Bucket,
    last_identify: Option<Instant>,
    pub identifies_left: u32,
}

impl Limiter {
    pub fn new(enabled: bool) -> Self {
        Self {
            enabled,
            buckets: HashMap::new(),
            global: Bucket {
                started: Instant::now(),
                used: 0,
            },
            last_identify: None,
            identifies_left: 1_000,
        }
    }

    /// Counts a request. `major` is the channel, guild or webhook token of the path.
    pub fn check(&mut self, method: &str, template: &str, major: &str) -> Verdict {
        if !self.enabled {
            return Verdict::Unlimited;
        }
        let exempt = template.starts_with("/webhooks/") || template.starts_with("/interactions/");
        if !exempt && let Some(wait) = self.over_global() {
            return Verdict::RefuseGlobally(wait);
        }
        let rule = rule(method, template);
        let name = bucket_name(method, template);
        if self.buckets.len() > BUCKETS_MAX {
            self.buckets
                .retain(|_, one| one.started.elapsed() < Duration::from_secs(300));
        }
        let bucket = self
            .buckets
            .entry(format!("{name}:{major}"))
            .or_insert_with(|| Bucket {
                started: Instant::now(),
                used: 0,
            });
        let passed = count(bucket, rule);
        let standing = Standing {
            limit: rule.limit,
            remaining: rule.limit.saturating_sub(bucket.used),
            reset_after: rule.window.saturating_sub(bucket.started.elapsed()),
            bucket: name,
        };
        if passed {
            Verdict::Pass(standing)
        } else {
            Verdict::Refuse(standing)
        }
    }

    fn over_global(&mut self) -> Option<Duration> {
        let rule = Rule {
            limit: GLOBAL_PER_SECOND,
            window: Duration::from_secs(1),
        };
        let passed = count(&mut self.global, rule);
        (!passed).then(|| rule.window.saturating_sub(self.global.started.elapsed()))
    }

    /// Whether a shard may identify now. All shards share one concurrency bucket.
    pub fn identify(&mut self, _shard: u32) -> bool {
        let soon = self
            .last_identify
            .is_some_and(|last| last.elapsed() < IDENTIFY_PAUSE);
        if self.enabled && soon {
            return false;
        }
        self.last_identify = Some(Instant::now());
        self.identifies_left = self.identifies_left.saturating_sub(1);
        true
    }
}

fn count(bucket: &mut Bucket, rule: Rule) -> bool {
    if bucket.started.elapsed() >= rule.window {
        bucket.started = Instant::now();
        bucket.used = 0;
    }
    if bucket.used >= rule.limit {
        return false;
    }
    bucket.used += 1;
    true
}

fn rule(method: &str, template: &str) -> Rule {
    let per = |limit, milliseconds| Rule {
        limit,
        window: Duration::from_millis(milliseconds),
    };
    if template.contains("/reactions") && method != "GET" {
        return per(1, 250);
    }
    if template.ends_with("/threads") && method == "POST" {
        return per(50, 300_000);
    }
    match (method, template.split('/').nth(1)) {
        (_, Some("webhooks")) => per(5, 2_000),
        (_, Some("interactions")) => per(1_000, 1_000),
        ("POST" | "PATCH" | "DELETE", Some("channels")) if template.contains("/messages") => {
            per(5, 5_000)
        }
        ("PATCH", Some("channels")) => per(10, 15_000),
        ("POST" | "PATCH" | "PUT" | "DELETE", Some("applications")) => per(20, 20_000),
        ("POST" | "PATCH" | "PUT" | "DELETE", _) => per(10, 10_000),
        (_, Some("channels")) => per(50, 5_000),
        _ => per(50, 1_000),
    }
}

/// A name for the bucket, as opaque as Discord's. Follow-ups of one token share theirs.
fn bucket_name(method: &str, template: &str) -> String {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    if template.contains("/reactions") && method != "GET" {
        "reactions".hash(&mut hasher);
    } else if template.starts_with("/webhooks/") {
        "webhooks".hash(&mut hasher);
    } else {
        (method, template).hash(&mut hasher);
    }
    format!("{:016x}", hasher.finish())
}
