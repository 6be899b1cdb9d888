//! One interaction from event to reply, and the one place where errors turn into what a person
//! sees.
//!
//! Discord wants a first reply within 3 seconds. What a feature does before it replies is to store
//! what was asked for, so that nothing acknowledged is lost; it has [`PATIENCE`] to do so, and is
//! acknowledged then all the same. A modal can't follow an acknowledgement, so features that open
//! one do little work. An interaction that comes twice is served once.

use std::time::Duration;

use serenity::builder::CreateInteractionResponse;
use serenity::model::application::Interaction;

use crate::domain::action::{Action, FormAction};
use crate::domain::id::JobId;
use crate::domain::reply::notices;
use crate::domain::view::{Response, View};
use crate::features::drill::steps;
use crate::features::{Caller, Request, Services, Stop, carry_out};
use crate::outbox::{InteractionHandle, SendError};

use super::decode::{self, DecodeError, Decoded};
use super::encode::{self, Encoded};
use super::outbox::{Acknowledged, Interactions};

/// How long a feature may take before its interaction is acknowledged without it.
pub const PATIENCE: Duration = Duration::from_millis(1500);

/// Serves interactions.
#[derive(Clone)]
pub struct Server {
    services: Services,
    interactions: Interactions,
}

impl Server {
    /// A server that works with these.
    pub fn new(services: Services, interactions: Interactions) -> Self {
        Self {
            services,
            interactions,
        }
    }

    /// Serves one interaction to its end.
    pub async fn serve(&self, interaction: Interaction) {
        match decode::interaction(&interaction, self.services.identity.user) {
            Ok(Decoded { caller, request }) => {
                drop(interaction);
                self.answer(&caller, request).await;
            }
            Err(DecodeError::NotOurs { handle, what }) => {
                tracing::warn!(what, "an interaction that is not ours");
                let view = notices::unknown_button(self.services.language());
                self.reply(&handle, Response::Ephemeral(view)).await;
            }
            Err(DecodeError::Ignored) => {}
        }
    }

    async fn answer(&self, caller: &Caller, request: Request) {
        let handle = caller.interaction.clone();
        match Acknowledge::of(&request) {
            Acknowledge::WithTheReply => {
                let outcome = carry_out(&self.services, caller, request).await;
                self.reply(&handle, self.response(outcome)).await;
            }
            Acknowledge::WhenSlow => self.answer_in_time(caller, request).await,
        }
    }

    async fn answer_in_time(&self, caller: &Caller, request: Request) {
        let handle = caller.interaction.clone();
        let work = carry_out(&self.services, caller, request);
        tokio::pin!(work);
        match tokio::time::timeout(PATIENCE, &mut work).await {
            Ok(outcome) => self.reply(&handle, self.response(outcome)).await,
            Err(_elapsed) => {
                // Whether or not the acknowledgement arrives, the work is finished: an answer
                // that was sent must be stored.
                let acknowledged = self.respond(&handle, encode::defer_ephemeral()).await;
                let outcome = work.await;
                if acknowledged {
                    self.finish(&handle, self.response(outcome)).await;
                }
            }
        }
    }

    /// What a person sees of an outcome.
    fn response(&self, outcome: Result<Response, Stop>) -> Response {
        match outcome {
            Ok(response) => response,
            Err(stop) => Response::Ephemeral(self.say(stop)),
        }
    }

    /// The words for a person of what stopped their request. What is our own fault is logged here,
    /// once, with the reference that they see.
    fn say(&self, stop: Stop) -> View {
        let language = self.services.language();
        match stop {
            Stop::Say(view) => *view,
            Stop::NotKept(why, text) => notices::handed_back(language, self.say(*why), &text),
            Stop::Send(SendError::Busy) => notices::busy(language),
            stop => {
                let reference = format!("{:x}", self.services.fresh());
                tracing::error!(error = %stop, reference, "a request failed");
                notices::failed(language, &reference)
            }
        }
    }

    /// The first reply to an interaction.
    async fn reply(&self, handle: &InteractionHandle, response: Response) {
        let unique = self.services.fresh().unsigned_abs();
        if !self
            .respond(handle, encode::response(&response, unique))
            .await
        {
            return;
        }
        match response {
            Response::Pages(_, rest) => self.follow_up(handle, &rest).await,
            Response::Later(job) => self.run(handle, job).await,
            _ => {}
        }
    }

    /// Runs the job of an interaction that was acknowledged just now.
    async fn run(&self, handle: &InteractionHandle, job: JobId) {
        let outcome = steps::run_for(&self.services, job).await;
        let response = self.response(outcome);
        Box::pin(self.finish(handle, response)).await;
    }

    /// The reply to an interaction that was acknowledged already.
    async fn finish(&self, handle: &InteractionHandle, response: Response) {
        let sent = match response {
            Response::Ephemeral(view) | Response::Update(view) => {
                self.services.outbox.edit_reply(handle, &view).await
            }
            Response::Pages(view, rest) => {
                let sent = self.services.outbox.edit_reply(handle, &view).await;
                self.follow_up(handle, &rest).await;
                sent
            }
            Response::Later(job) => {
                self.run(handle, job).await;
                Ok(())
            }
            Response::Silent => self.services.outbox.delete_reply(handle).await,
            Response::Told => Ok(()),
            Response::Form(_) | Response::Suggestions(_) => {
                let view = notices::busy(self.services.language());
                self.services.outbox.edit_reply(handle, &view).await
            }
        };
        if let Err(error) = sent {
            tracing::warn!(%error, "a reply could not be sent");
        }
    }

    async fn follow_up(&self, handle: &InteractionHandle, views: &[View]) {
        for view in views {
            if let Err(error) = self.services.outbox.follow_up(handle, view).await {
                tracing::warn!(%error, "a further part of a reply could not be sent");
                return;
            }
        }
    }

    /// Sends the first reply; whether it is ours to go on.
    async fn respond(
        &self,
        handle: &InteractionHandle,
        body: impl Into<Encoded<CreateInteractionResponse>>,
    ) -> bool {
        match self.interactions.respond(handle, body).await {
            // "Already" is our own first try, whose success we did not hear of: events that come
            // twice were left out before.
            Ok(Acknowledged::Done | Acknowledged::Already) => true,
            Ok(Acknowledged::Expired) => {
                tracing::warn!("an interaction could not be answered within Discord's time");
                false
            }
            Err(error) => {
                tracing::warn!(%error, "an interaction could not be answered");
                false
            }
        }
    }
}

/// When an interaction is acknowledged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Acknowledge {
    /// With its reply, or when the work turns out slow.
    WhenSlow,
    /// With its reply alone: a modal or suggestions can't follow an acknowledgement.
    WithTheReply,
}

impl Acknowledge {
    fn of(request: &Request) -> Self {
        match request {
            Request::Suggest(_)
            | Request::BankSuggest
            | Request::Press(
                Action::Answer(_)
                | Action::AnswerPrivately(_)
                | Action::TryAgain(_)
                | Action::Edit(_)
                | Action::EditSuggestion(_)
                | Action::RejectSuggestion(_),
            ) => Self::WithTheReply,
            Request::Drill(_)
            | Request::BankSearch { .. }
            | Request::BankShow { .. }
            | Request::BankStats
            | Request::Propose(..)
            | Request::BankAdmin(_)
            | Request::DailySetup(_)
            | Request::Daily { .. }
            | Request::SettingsShow
            | Request::SettingsSet(_)
            | Request::Framework { .. }
            | Request::PrivacyShow
            | Request::PrivacyExport
            | Request::PrivacyForget
            | Request::Help
            | Request::SubmitAsAnswer(_)
            | Request::Press(_)
            | Request::Choose(..)
            | Request::Submit(
                FormAction::Answer { .. }
                | FormAction::Edit(_)
                | FormAction::Suggest
                | FormAction::EditSuggestion(_)
                | FormAction::RejectSuggestion(_),
                _,
            ) => Self::WhenSlow,
        }
    }
}
