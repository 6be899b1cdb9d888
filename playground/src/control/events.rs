//! What happens, as server-sent events, for one person.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::Query;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::Stream;
use futures_util::stream::unfold;
use serde_json::Value;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use super::{App, look};
use crate::app::Shared;
use crate::world::snowflake::Snowflake;
use crate::world::{Notice, NoticeContent};

/// How often an idle stream shows that it lives.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

struct Listener {
    app: Shared,
    notices: Receiver<Notice>,
    person: Snowflake,
}

/// `GET /playground/events?as=ID`. The stream of a listener that is too slow ends,
/// so that it connects anew and fetches what it missed.
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
                Ok(notice) => {
                    if let Some(data) = self.data(&notice) {
                        let event = Event::default().event(notice.name);
                        return Some(event.data(data.to_string()));
                    }
                }
                Err(RecvError::Lagged(_) | RecvError::Closed) => return None,
            }
        }
    }

    /// What the person hears of a notice, if anything.
    fn data(&self, notice: &Notice) -> Option<Value> {
        if notice.only.is_some_and(|only| only != self.person) {
            return None;
        }
        let world = self.app.world();
        let place = match notice.channel {
            Some(id) => Some(world.channels.get(&id)?),
            None => None,
        };
        if place.is_some_and(|place| !world.can_view(self.person, place)) {
            return None;
        }
        match &notice.content {
            NoticeContent::Data(data) => Some(data.clone()),
            NoticeContent::Message(id) => {
                let place = place?;
                let message = place.messages.get(id)?;
                Some(look::seen(&world, place, message, self.person))
            }
        }
    }
}
