//! The workers of a running bot, started together and drained in order.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::reload::{self, Listening};
use crate::discord::intake::{Intake, IntakeCounts, Queues};
use crate::discord::outbox::{Counters, DiscordOutbox};
use crate::discord::serve::Server;
use crate::discord::{backfill, workers};
use crate::features::answer::gather;
use crate::features::services::Promised;
use crate::features::{Services, jobs};
use crate::http::{self, Health, Sample};
use crate::scheduler;

/// What the workers are made of.
pub(super) struct Wanted {
    pub services: Services,
    pub outbox: DiscordOutbox,
    pub intake: Intake,
    pub queues: Queues,
    pub promised: mpsc::Receiver<Promised>,
    pub http: Option<SocketAddr>,
    pub connected: watch::Receiver<bool>,
    pub listening: Listening,
}

/// Workers that run.
pub(super) struct Workers {
    /// Stops what brings new work: reading, gathering, queues.
    no_more: CancellationToken,
    first: Vec<JoinHandle<()>>,
    /// Stops the jobs, which the others still feed while they finish.
    no_more_jobs: CancellationToken,
    last: Vec<JoinHandle<()>>,
}

/// Starts them.
pub(super) fn start(wanted: Wanted) -> Workers {
    let Wanted {
        services,
        outbox,
        intake,
        queues,
        promised,
        http,
        connected,
        listening,
    } = wanted;
    let (no_more, no_more_jobs) = (CancellationToken::new(), CancellationToken::new());
    let server = Server::new(services.clone(), outbox.interactions().clone());
    let mut first = vec![
        tokio::spawn(workers::serve_interactions(
            server,
            queues.interactions,
            no_more.clone(),
        )),
        tokio::spawn(reload::keep_fresh(
            services.clone(),
            listening,
            no_more.clone(),
        )),
        tokio::spawn(gather::keep_gathering(services.clone(), no_more.clone())),
        tokio::spawn(scheduler::keep_time(services.clone(), no_more.clone())),
        tokio::spawn(backfill::hear_of_servers(
            services.clone(),
            queues.servers,
            queues.sessions,
            no_more.clone(),
        )),
        tokio::spawn(backfill::keep_reading(
            services.clone(),
            intake.clone(),
            no_more.clone(),
        )),
    ];
    for queue in queues.messages {
        let taking = workers::take_messages(services.clone(), queue, no_more.clone());
        first.push(tokio::spawn(taking));
    }
    let mut last = vec![tokio::spawn(jobs::keep_running(
        services.clone(),
        promised,
        no_more_jobs.clone(),
    ))];
    last.push(tokio::spawn(jobs::keep_running_in_background(
        services.in_background(),
        no_more_jobs.clone(),
    )));
    if let Some(address) = http {
        let health = health(&services, &outbox, &intake, connected);
        let stop = no_more_jobs.clone();
        last.push(tokio::spawn(async move {
            if let Err(error) = http::serve(address, health, stop).await {
                tracing::error!("{error:#}");
            }
        }));
    }
    Workers {
        no_more,
        first,
        no_more_jobs,
        last,
    }
}

impl Workers {
    /// Lets work in flight finish, at most for `limit`. What does not finish is in the store and
    /// goes on at the next start.
    pub(super) async fn drain(self, limit: Duration) {
        let drained = async {
            self.no_more.cancel();
            futures_util::future::join_all(self.first).await;
            self.no_more_jobs.cancel();
            futures_util::future::join_all(self.last).await;
        };
        if tokio::time::timeout(limit, drained).await.is_err() {
            tracing::warn!(
                "some work did not finish in {} s; it goes on at the next start",
                limit.as_secs()
            );
        }
    }
}

fn health(
    services: &Services,
    outbox: &DiscordOutbox,
    intake: &Intake,
    connected: watch::Receiver<bool>,
) -> Health {
    let counts = intake.counts();
    let began = Arc::clone(&counts);
    let outbox = outbox.clone();
    Health {
        store: services.store.clone(),
        connected: Arc::new(move || {
            *connected.borrow() && began.sessions.load(Ordering::Relaxed) > 0
        }),
        metrics: Arc::new(move || samples(&outbox, &counts)),
    }
}

fn samples(outbox: &DiscordOutbox, counts: &IntakeCounts) -> Vec<Sample> {
    let interactions = outbox.interactions();
    let mut samples = intake_samples(counts);
    samples.extend(lane_samples(outbox.post_counters(), POSTS));
    samples.extend(lane_samples(
        interactions.acknowledge_counters(),
        ACKNOWLEDGEMENTS,
    ));
    samples.extend(lane_samples(interactions.follow_counters(), REPLIES));
    samples
}

fn intake_samples(counts: &IntakeCounts) -> Vec<Sample> {
    let count = |name, help, value: &std::sync::atomic::AtomicU64| Sample {
        name,
        help,
        counter: true,
        value: value.load(Ordering::Relaxed),
    };
    vec![
        count(
            "gateway_sessions_total",
            "Gateway sessions begun.",
            &counts.sessions,
        ),
        count(
            "interactions_total",
            "Interactions taken.",
            &counts.interactions,
        ),
        count(
            "interactions_twice_total",
            "Interactions that came twice.",
            &counts.twice,
        ),
        count(
            "interactions_lost_total",
            "Interactions that found the queue full.",
            &counts.interactions_lost,
        ),
        count(
            "messages_missed_total",
            "Message events that found the queue full and are read over REST.",
            &counts.messages_missed,
        ),
        count(
            "events_unknown_total",
            "Events that could not be parsed.",
            &counts.unknown,
        ),
    ]
}

type LaneNames = [&'static str; 5];

const POSTS: LaneNames = [
    "posts_sent_total",
    "posts_retried_total",
    "posts_limited_total",
    "posts_refused_total",
    "posts_waiting",
];
const ACKNOWLEDGEMENTS: LaneNames = [
    "acknowledgements_sent_total",
    "acknowledgements_retried_total",
    "acknowledgements_limited_total",
    "acknowledgements_refused_total",
    "acknowledgements_waiting",
];
const REPLIES: LaneNames = [
    "replies_sent_total",
    "replies_retried_total",
    "replies_limited_total",
    "replies_refused_total",
    "replies_waiting",
];

fn lane_samples(counters: &Counters, names: LaneNames) -> [Sample; 5] {
    let [sent, retried, limited, refused, waiting] = names;
    let sample = |name, help, counter, value| Sample {
        name,
        help,
        counter,
        value,
    };
    [
        sample(sent, "Requests that Discord took.", true, counters.sent()),
        sample(
            retried,
            "Requests sent again after a failure.",
            true,
            counters.retried(),
        ),
        sample(
            limited,
            "Answers that asked to slow down.",
            true,
            counters.limited(),
        ),
        sample(
            refused,
            "Requests that Discord refused.",
            true,
            counters.refused(),
        ),
        sample(
            waiting,
            "Requests that wait or are under way.",
            false,
            counters.waiting(),
        ),
    ]
}
