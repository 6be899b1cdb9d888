//! What people say about their own answers: how it went, and what was overlooked.

use crate::domain::action::Rating;
use crate::domain::feedback::Report;
use crate::domain::feedback::words::point_in_brief;
use crate::domain::id::AttemptId;
use crate::domain::reply::coaching::{
    further_points as further_points_view, rating_label, which_covered as which_covered_view,
};
use crate::domain::reply::notices;
use crate::domain::session::Card;
use crate::domain::view::Response;
use crate::features::drill::known;
use crate::features::{Caller, Services, Stop};

use super::{coach_job_without_caller, own};

/// Keeps a self-rating; the latest one counts.
///
/// # Errors
/// When the answer is gone or another's, or the store fails.
pub async fn rate(
    services: &Services,
    caller: &Caller,
    attempt: AttemptId,
    rating: Rating,
) -> Result<Response, Stop> {
    let language = services.language();
    let found = services.store.attempt(attempt).await?;
    if found.is_some_and(|attempt| attempt.person != caller.person) {
        return Err(Stop::say(notices::rate_your_own(language)));
    }
    let attempt = own(services, caller, attempt).await?;
    services
        .store
        .rate(attempt.id, rating, services.now())
        .await?;
    Ok(Response::Ephemeral(notices::rated(
        language,
        rating_label(rating),
    )))
}

/// `I did cover this` where several points were not found: asks which one.
///
/// # Errors
/// When the answer is gone or another's, or the store fails.
pub async fn which_covered(
    services: &Services,
    caller: &Caller,
    attempt: AttemptId,
) -> Result<Response, Stop> {
    let language = services.language();
    let (card, report) = observed_now(services, caller, attempt).await?;
    let missing = report.named_points();
    if missing.is_empty() {
        return Err(Stop::say(notices::nothing_missing(language)));
    }
    let view = which_covered_view(language, &card.question, attempt, &missing);
    Ok(Response::Ephemeral(view))
}

/// `More`: the key points that were not found either, each to be disputed.
///
/// # Errors
/// When the answer is gone or another's, nothing is left to name, or the store fails.
pub async fn further_points(
    services: &Services,
    caller: &Caller,
    attempt: AttemptId,
) -> Result<Response, Stop> {
    let language = services.language();
    let (card, report) = observed_now(services, caller, attempt).await?;
    let further = report.further_points();
    if further.is_empty() {
        return Err(Stop::say(notices::nothing_missing(language)));
    }
    let view = further_points_view(language, &card.question, attempt, &further);
    Ok(Response::Ephemeral(view))
}

/// What is observed in the caller's own answer by now, with what they say they covered.
async fn observed_now(
    services: &Services,
    caller: &Caller,
    attempt: AttemptId,
) -> Result<(Card, Report), Stop> {
    let attempt = own(services, caller, attempt).await?;
    let card = known(services, caller, attempt.card).await?;
    let disputes = services.store.disputes(card.id, caller.person).await?;
    let observer = services.shelf().observer(&card.question);
    let report = observer.observe(&attempt.text, &disputes);
    Ok((card, report))
}

/// `I did cover this`: believed, kept, and the reply is renewed without the remark.
///
/// # Errors
/// When the answer is gone or another's, or the store fails.
pub async fn covered(
    services: &Services,
    caller: &Caller,
    attempt: AttemptId,
    point: u8,
) -> Result<Response, Stop> {
    let language = services.language();
    let attempt = own(services, caller, attempt).await?;
    let card = known(services, caller, attempt.card).await?;
    let Some(said) = card.question.key_points.get(usize::from(point)) else {
        return Err(Stop::say(notices::gone(language)));
    };
    services
        .store
        .dispute(card.id, caller.person, point, services.now())
        .await?;
    if !attempt.private {
        let job = coach_job_without_caller(services, &card, attempt.id);
        services.store.add_job(&job, services.now()).await?;
        services.promise(job.id, job.channel);
    }
    Ok(Response::Ephemeral(notices::believed(
        language,
        &point_in_brief(language, &card.question, said),
    )))
}
