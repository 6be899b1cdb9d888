//! Tokens and people's words never reach the log, whatever its level.

use std::fmt::Write as _;
use std::sync::Mutex;

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::{Context, SubscriberExt};

use super::*;
use crate::discord::encode;

/// Writes down every span and event with all fields.
#[derive(Clone, Default)]
struct Everything(Arc<Mutex<String>>);

struct Fields<'a>(&'a mut String);

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        let _ = write!(self.0, "{}={value:?} ", field.name());
    }
}

impl<S: Subscriber> Layer<S> for Everything {
    fn on_new_span(&self, attributes: &Attributes<'_>, _: &Id, _: Context<'_, S>) {
        attributes.record(&mut Fields(
            &mut self.0.lock().expect("no test panics here"),
        ));
    }

    fn on_record(&self, _: &Id, values: &Record<'_>, _: Context<'_, S>) {
        values.record(&mut Fields(
            &mut self.0.lock().expect("no test panics here"),
        ));
    }

    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        event.record(&mut Fields(
            &mut self.0.lock().expect("no test panics here"),
        ));
    }
}

#[tokio::test]
async fn no_log_level_shows_a_token_or_a_body() {
    // Which places in the program log at all is known to all threads alike, and other tests'
    // subscribers that come and go may hide ours for a moment: then it is heard the next time.
    const TRIES: usize = 20;
    let mut logged = String::new();
    for _ in 0..TRIES {
        logged = log_of_sending().await;
        if logged.contains(HEARD) {
            break;
        }
    }
    assert!(logged.contains(HEARD), "the log is read");
    for secret in [TOKEN, "token-8", "Hello", "72, 101, 108, 108, 111"] {
        assert!(!logged.contains(secret), "{secret} in {logged}");
    }
}

/// What is logged when Discord asks to wait.
const HEARD: &str = "Discord asks us to wait";

/// Everything that is logged, at any level, while messages are sent to a Discord that limits and
/// breaks.
async fn log_of_sending() -> String {
    let everything = Everything::default();
    let subscriber = tracing_subscriber::registry().with(everything.clone());
    let _guard = tracing::subscriber::set_default(subscriber);
    let (_server, outbox) = start(|asked| match asked.before {
        0 => Reply::With(
            429,
            vec![("retry-after", "0".to_owned())],
            json!({"retry_after": 0.0, "message": "Hello"}),
        ),
        1 => Reply::Broken,
        _ => posted(5),
    })
    .await;
    assert!(post(&outbox, 3, 1).await.is_ok());
    let view = View::text("Hello");
    assert_eq!(outbox.edit_reply(&interaction(8), &view).await, Ok(()));
    let response = encode::response(&crate::domain::view::Response::Ephemeral(view), 1);
    let answered = outbox
        .interactions()
        .respond(&interaction(8), response)
        .await;
    assert_eq!(answered, Ok(Acknowledged::Done));
    everything.0.lock().expect("no test panics here").clone()
}
