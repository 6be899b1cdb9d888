//! Tells somebody by direct message what was decided about their suggestion: once, and never
//! where they don't take direct messages.

use crate::domain::id::{ChannelId, SuggestionId};
use crate::domain::reply::own as words;
use crate::domain::session::Message;
use crate::domain::view::View;
use crate::features::{Services, Stop, jobs};
use crate::outbox::{Nonce, SendError};
use crate::store::{Job, State};

/// Runs the job.
///
/// # Errors
/// When store or Discord fail and it is worth another try.
pub async fn run(services: &Services, job: &Job) -> Result<(), Stop> {
    let Some(id) = SuggestionId::new(job.work.subject) else {
        return Ok(());
    };
    // Whoever forgot it meanwhile is not reminded of it.
    let Some(suggestion) = services.store.suggestion(id).await? else {
        return Ok(());
    };
    let (language, title) = (services.language(), &suggestion.proposal.title);
    let view = match suggestion.state {
        State::Approved => words::your_suggestion_is_in(language, title),
        State::Rejected => words::your_suggestion_is_not_in(language, title, &suggestion.reason),
        State::Waiting => return Ok(()),
    };
    if suggestion.told.is_some() {
        return Ok(());
    }
    let told = match services.outbox.direct_channel(suggestion.author).await {
        Ok(channel) => post(services, job, channel, &view, id).await,
        Err(error) => Err(error),
    };
    match told {
        Ok(message) => record(services, id, message).await,
        Err(error) if is_closed(&error) => {
            tracing::info!(%error, "somebody takes no direct messages; they are not told");
            Ok(())
        }
        Err(error) => Err(error.into()),
    }
}

async fn post(
    services: &Services,
    job: &Job,
    channel: ChannelId,
    view: &View,
    id: SuggestionId,
) -> Result<Message, SendError> {
    // On a repeated run the message may stand there, sent and not recorded.
    if job.tries > 1 {
        let found = jobs::find_ours_by(services, channel, job.created, |message| {
            message.text == view.text
        });
        if let Some(id) = found.await? {
            return Ok(Message { channel, id });
        }
    }
    let nonce = Nonce::of('s', id.get());
    let id = services.outbox.post(channel, view, &nonce).await?;
    Ok(Message { channel, id })
}

/// Notes the message, so that forgetting finds it; one whose suggestion was forgotten a moment
/// ago is taken back.
async fn record(services: &Services, id: SuggestionId, message: Message) -> Result<(), Stop> {
    if !services.store.suggestion_told(id, message).await? {
        services.outbox.delete(message).await?;
    }
    Ok(())
}

/// Whether Discord says that this person can't be reached, now or later.
fn is_closed(error: &SendError) -> bool {
    matches!(
        error,
        SendError::Refused {
            status: 400 | 403 | 404,
            ..
        }
    )
}
