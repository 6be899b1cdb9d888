//! The lane for interactions: acknowledgements, and what follows them for 15 minutes.
//!
//! Webhook bodies have no nonce, so that a repeated follow-up may be seen twice: what must exist
//! exactly once goes as a post.

use std::sync::Arc;
use std::time::Duration;

use serenity::builder::CreateInteractionResponse;
use serenity::http::{LightMethod, Request, Route};
use serenity::model::id::{ApplicationId, InteractionId};

use super::call::{Call, Operation};
use super::counters::Counters;
use super::lane::Lane;
use super::options::OutboxOptions;
use super::pace::Priority;
use super::retry::Jitter;
use super::sends::{gone_is_done, invalid};
use crate::discord::encode::{self, Encoded};
use crate::discord::rest::{Answer, Rest, with_body};
use crate::domain::view::View;
use crate::outbox::{InteractionHandle, SendError};

/// "Interaction has already been acknowledged."
const ALREADY_ACKNOWLEDGED: u32 = 40_060;
/// "Unknown interaction": its three seconds were over, or it never was.
const UNKNOWN_INTERACTION: u32 = 10_062;
/// Between an interaction's arrival and the end of our tries; Discord waits 3 s.
const DEADLINE: Duration = Duration::from_millis(2_700);

/// What became of the first answer to an interaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use = "an expired interaction can't be followed up"]
pub enum Acknowledged {
    /// Discord took it.
    Done,
    /// There was an answer before: almost always our own, whose success we did not hear of.
    /// The interaction can be followed up.
    Already,
    /// Too late: Discord knows the interaction no more, and nothing can follow.
    Expired,
}

/// Answers interactions. Clones share their lane.
#[derive(Clone)]
pub struct Interactions(Arc<Inner>);

struct Inner {
    application: ApplicationId,
    acknowledge: Lane,
    follow: Lane,
    most_waiting: u64,
}

impl Interactions {
    pub(super) fn new(
        rest: &Rest,
        application: ApplicationId,
        options: &OutboxOptions,
        jitter: &Arc<Jitter>,
    ) -> Self {
        Self(Arc::new(Inner {
            application,
            acknowledge: options.acknowledge_lane(rest, Arc::clone(jitter)),
            follow: options.interactions_lane(rest, Arc::clone(jitter)),
            most_waiting: options.most_interactions,
        }))
    }

    /// What the acknowledgements came to.
    pub fn acknowledge_counters(&self) -> &Counters {
        &self.0.acknowledge.counters
    }

    /// What the edits and follow-ups came to.
    pub fn follow_counters(&self) -> &Counters {
        &self.0.follow.counters
    }

    /// Answers an interaction for the first time, within the three seconds that Discord gives.
    pub async fn respond(
        &self,
        to: &InteractionHandle,
        response: impl Into<Encoded<CreateInteractionResponse>>,
    ) -> Result<Acknowledged, SendError> {
        let Encoded { body, files } = response.into();
        let route = Route::InteractionResponse {
            interaction_id: InteractionId::new(to.id.get()),
            token: &to.token.0,
        };
        let request = with_body(Request::new(route, LightMethod::Post), &body, files);
        let call = Call {
            operation: Operation::Callback,
            major: to.id.get(),
            request: request.map_err(invalid)?,
        };
        let lane = &self.0.acknowledge;
        let _place = lane.counters.enter(Priority::Live, self.0.most_waiting)?;
        let answer = tokio::time::timeout(DEADLINE, lane.run(&call, Priority::Live)).await;
        match answer {
            Ok(Ok(_)) => Ok(Acknowledged::Done),
            Ok(Err(error)) => match error.code() {
                Some(ALREADY_ACKNOWLEDGED) => Ok(Acknowledged::Already),
                Some(UNKNOWN_INTERACTION) => Ok(Acknowledged::Expired),
                _ => Err(error),
            },
            Err(_) => Err(SendError::Unreachable(
                "the interaction's three seconds were over".to_owned(),
            )),
        }
    }

    /// Replaces the first reply, or fills it where it was deferred.
    pub async fn edit_reply(&self, to: &InteractionHandle, view: &View) -> Result<(), SendError> {
        let Encoded { body, files } = encode::edit_reply(view);
        let request = with_body(
            Request::new(self.original(to), LightMethod::Patch),
            &body,
            files,
        );
        self.follow(Operation::EditReply, to, request.map_err(invalid)?)
            .await
            .map(drop)
    }

    /// Adds an ephemeral reply.
    pub async fn follow_up(&self, to: &InteractionHandle, view: &View) -> Result<(), SendError> {
        let Encoded { body, files } = encode::follow_up(view);
        let route = Route::WebhookFollowupMessages {
            application_id: self.0.application,
            token: &to.token.0,
        };
        let request = with_body(Request::new(route, LightMethod::Post), &body, files);
        self.follow(Operation::FollowUp, to, request.map_err(invalid)?)
            .await
            .map(drop)
    }

    /// Deletes the first reply; one that is gone already counts as done.
    pub async fn delete_reply(&self, to: &InteractionHandle) -> Result<(), SendError> {
        let request = Request::new(self.original(to), LightMethod::Delete);
        gone_is_done(self.follow(Operation::DeleteReply, to, request).await)
    }

    fn original<'a>(&self, to: &'a InteractionHandle) -> Route<'a> {
        Route::WebhookOriginalInteractionResponse {
            application_id: self.0.application,
            token: &to.token.0,
        }
    }

    async fn follow(
        &self,
        operation: Operation,
        to: &InteractionHandle,
        request: Request<'_>,
    ) -> Result<Answer, SendError> {
        let lane = &self.0.follow;
        let _place = lane.counters.enter(Priority::Live, self.0.most_waiting)?;
        let call = Call {
            operation,
            major: to.id.get(),
            request,
        };
        lane.run(&call, Priority::Live).await
    }
}

impl From<CreateInteractionResponse> for Encoded<CreateInteractionResponse> {
    fn from(body: CreateInteractionResponse) -> Self {
        Self {
            body,
            files: Vec::new(),
        }
    }
}
