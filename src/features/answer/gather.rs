//! Turns what people typed into answers once they are quiet.
//!
//! Drafts live in the store, so the quiet time goes on over a restart. The loop's body is
//! [`gather_due`], a function with an outcome; tests call it without sleeping.

use jiff::Timestamp;
use tokio_util::sync::CancellationToken;

use crate::domain::answer::count_words;
use crate::domain::id::{CardId, UserId};
use crate::domain::session::Source;
use crate::features::{Services, Stop};
use crate::store::TakeDraft;

use super::{catch_up, coach_job_without_caller};

/// How often the store is asked for people who are quiet.
const LOOK: std::time::Duration = std::time::Duration::from_millis(500);

/// Takes every draft whose author was quiet for long enough at `now`. Gives the number of answers
/// made of them; drafts that are too short are conversation and go.
///
/// # Errors
/// When the store fails; other drafts are taken at the next call.
pub async fn gather_due(services: &Services, now: Timestamp) -> Result<usize, Stop> {
    let quiet_since = now - services.rules.quiet;
    let mut taken = 0;
    for (card, person) in services.store.drafts_quiet_since(quiet_since).await? {
        match take_when_known(services, card, person, now).await {
            Ok(answer) => taken += usize::from(answer),
            Err(error) => tracing::error!(%error, %card, "a typed answer could not be taken yet"),
        }
    }
    Ok(taken)
}

/// Takes a draft, unless its channel has still to be read: a message of it may be gone.
async fn take_when_known(
    services: &Services,
    card: CardId,
    person: UserId,
    now: Timestamp,
) -> Result<bool, Stop> {
    Ok(catch_up::may_gather(services, card).await? && take(services, card, person, now).await?)
}

/// Takes one person's draft as answered at `now`; false where it was conversation.
///
/// # Errors
/// When the store fails.
pub(super) async fn take(
    services: &Services,
    card: CardId,
    person: UserId,
    now: Timestamp,
) -> Result<bool, Stop> {
    let parts = services.store.draft(card, person).await?;
    let words: usize = parts.iter().map(|part| count_words(&part.text)).sum();
    if words < services.rules.least_words {
        let counted: Vec<_> = parts.iter().map(|part| part.message.id).collect();
        services.store.discard_draft(&counted).await?;
        return Ok(false);
    }
    let Some(card) = services.store.card(card).await? else {
        return Ok(false);
    };
    let id = services.attempt_id();
    let job = coach_job_without_caller(services, &card, id);
    let direct = card.session.guild.is_none();
    let new = TakeDraft {
        id,
        card: card.id,
        person,
        source: if direct {
            Source::Direct
        } else {
            Source::Message
        },
        created: now,
    };
    let taken = services.store.take_draft(&new, Some(&job)).await?.is_some();
    services.promise(job.id, job.channel);
    Ok(taken)
}

/// Gathers until `stop`.
pub async fn keep_gathering(services: Services, stop: CancellationToken) {
    let mut look = tokio::time::interval(LOOK);
    look.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            _ = look.tick() => {}
        }
        if let Err(error) = gather_due(&services, services.now()).await {
            tracing::error!(%error, "typed answers could not be gathered; trying again");
        }
    }
}
