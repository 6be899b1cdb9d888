//! What happens, as server-sent events, for one person.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::Query;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::Stream;
use futures_util::stream::unfold;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use super::App;
use crate::app::Shared;
use crate::world::snowflake::Snowflake;
use crate::world::{Notice, World};

/// How often an idle stream shows that it lives.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

struct Listener {
    app: Shared,
    notices: Receiver<Notice>,
    person: Snowflake,
}

/// `GET /playground/events?as=ID`. A listener that is too slow is told to fetch the state.
pub async fn events(
    app: App,
    Query(query): Query<HashMap<String, String>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let asked = query.get("as").and_then(|text| text.parse().ok());
    let listener = {
        let world = app.world();
        Listener {
            app: Arc::clone(&app),
            notices: world.notices.subscribe(),
            person: asked
                .or_else(|| world.people.keys().next().copied())
                .unwrap_or_default(),
        }
    };
    let stream = unfold(listener, |mut listener| async move {
        let event = listener.next().await?;
        Some((Ok(event), listener))
    });
    Sse::new(stream).keep_alive(KeepAlive::new().interval(KEEP_ALIVE))
}

impl Listener {
    async fn next(&mut self) -> Option<Event> {
        loop {
            let app = Arc::clone(&self.app);
            let notice = tokio::select! {
                notice = self.notices.recv() => notice,
                () = app.stopped() => return None,
            };
            match notice {
                Ok(notice) if self.hears(&notice) => {
                    let event = Event::default().event(notice.name);
                    return Some(event.data(notice.data.to_string()));
                }
                Ok(_) => {}
                Err(RecvError::Lagged(_)) => {
                    return Some(Event::default().event("state").data("{}"));
                }
                Err(RecvError::Closed) => return None,
            }
        }
    }

    fn hears(&self, notice: &Notice) -> bool {
        if notice.only.is_some_and(|only| only != self.person) {
            return false;
        }
        notice
            .channel
            .is_none_or(|channel| sees(&self.app.world(), self.person, channel))
    }
}

fn sees(world: &World, person: Snowflake, channel: Snowflake) -> bool {
    world
        .channels
        .get(&channel)
        .is_some_and(|channel| world.can_view(person, channel))
}
