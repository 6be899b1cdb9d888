//! The coaching reply of an answer: observed, stored, posted once, and edited when the answer
//! changes.

use crate::domain::action::Action;
use crate::domain::feedback::{self, Report};
use crate::domain::id::{AttemptId, ChannelId};
use crate::domain::reply::coaching::{Coached, answer_in_thread, coaching};
use crate::domain::reply::notices;
use crate::domain::session::{Attempt, Card, Message, Place, SessionKind, Source};
use crate::domain::view::{Author, View};
use crate::features::answer::gone;
use crate::features::drill::steps::handle;
use crate::features::{Services, Stop, daily, jobs};
use crate::outbox::{Nonce, SendError};
use crate::report_json;
use crate::store::Job;

/// The reaction that says that a typed answer was taken.
const TAKEN: &str = "✅";

/// Runs a coaching job: posts the answer where it came from the modal, then the reply; or edits
/// the reply that is there.
///
/// # Errors
/// When a step failed and is worth another try.
pub async fn run(services: &Services, job: &Job) -> Result<(), Stop> {
    let attempt = match AttemptId::new(job.work.subject) {
        Some(id) => services.store.attempt(id).await?,
        None => None,
    };
    let Some(attempt) = attempt else {
        return take_back(services, job).await;
    };
    let Some(card) = services.store.card(attempt.card).await? else {
        return Ok(());
    };
    if attempt.private {
        return Ok(());
    }
    if card.session.place == Place::Private {
        // It became private after the answer was on its way.
        return tell_alone(services, job, &card, &attempt).await;
    }
    let Some(channel) = card.session.thread else {
        return Err(Stop::Broken("the answer's thread is not open yet"));
    };
    if card.session.kind == SessionKind::Daily {
        return show_receipt(services, job, &card, &attempt, channel).await;
    }
    match post(services, job, &card, &attempt, channel).await {
        Err(Stop::Send(error @ SendError::Refused { .. })) => {
            tracing::info!(%error, attempt = %attempt.id, "a thread did not take a coaching reply");
            if gone::is_found_gone(services, channel, &error).await?
                && attempt.source != Source::Modal
            {
                return Ok(());
            }
            tell_alone(services, job, &card, &attempt).await
        }
        other => other,
    }
}

/// In a daily thread nothing is coached in public: an answer from the modal is shown, unless it is
/// held, and a typed one gets a mark that it was taken.
async fn show_receipt(
    services: &Services,
    job: &Job,
    card: &Card,
    attempt: &Attempt,
    channel: ChannelId,
) -> Result<(), Stop> {
    if attempt.source == Source::Modal {
        let held = daily::thread::holds_answers(services, card)
            .await?
            .is_some();
        if attempt.shown.is_some() || held {
            return Ok(());
        }
        let posted = post_answer(services, job, attempt, channel).await;
        return forgive(services, channel, posted).await;
    }
    let parts = services.store.attempt_messages(attempt.id).await?;
    let Some((first, _)) = parts.first() else {
        return Ok(());
    };
    let marked = services.outbox.react(*first, TAKEN).await;
    forgive(services, channel, marked.map_err(Stop::from)).await
}

/// A refusal is no reason to try again: the answer is kept, and `My feedback` works. Unless it was
/// typed in a thread that is gone.
async fn forgive(
    services: &Services,
    channel: ChannelId,
    result: Result<(), Stop>,
) -> Result<(), Stop> {
    match result {
        Err(Stop::Send(error @ SendError::Refused { .. })) => {
            tracing::info!(%error, "a thread did not take an answer or a reaction");
            gone::is_found_gone(services, channel, &error).await?;
            Ok(())
        }
        other => other,
    }
}

async fn post(
    services: &Services,
    job: &Job,
    card: &Card,
    attempt: &Attempt,
    channel: ChannelId,
) -> Result<(), Stop> {
    if attempt.source == Source::Modal && attempt.shown.is_none() {
        post_answer(services, job, attempt, channel).await?;
    }
    let view = view(services, card, attempt).await?;
    if let Some(reply) = attempt.coached {
        return Ok(services.outbox.edit(reply, &view).await?);
    }
    let nonce = Nonce::of('r', attempt.id.get());
    let mark = Action::TryAgain(attempt.id);
    let id = jobs::post_once(services, job, channel, &view, &nonce, mark).await?;
    let reply = Message { channel, id };
    if services.store.coached(attempt.id, reply).await? {
        catch_up(services, card, attempt, reply).await
    } else {
        // Erased while the reply was on its way: nothing may repeat its words.
        Ok(services.outbox.delete(reply).await?)
    }
}

/// Brings a reply that was just posted in line with an answer that was changed meanwhile. (A job
/// for the change may have run before the reply was known.)
async fn catch_up(
    services: &Services,
    card: &Card,
    rendered: &Attempt,
    reply: Message,
) -> Result<(), Stop> {
    match services.store.attempt(rendered.id).await? {
        Some(now) if now.text != rendered.text => {
            let view = view(services, card, &now).await?;
            Ok(services.outbox.edit(reply, &view).await?)
        }
        _ => Ok(()),
    }
}

async fn post_answer(
    services: &Services,
    job: &Job,
    attempt: &Attempt,
    channel: ChannelId,
) -> Result<(), Stop> {
    let known = job.work.author.clone().or_else(|| attempt.author.clone());
    let is_known = known.is_some();
    let author = known.unwrap_or_else(|| Author {
        name: "Answer".to_owned(),
        picture: None,
    });
    let number = public_number(services, attempt).await?;
    let shown_as = Attempt {
        number,
        ..attempt.clone()
    };
    let mut view = answer_in_thread(services.language(), &shown_as, author.clone());
    if !is_known {
        view.text = format!("<@{}>", attempt.person);
    }
    let nonce = Nonce::of('a', attempt.id.get());
    let mark = Action::Edit(attempt.id);
    let id = jobs::post_once(services, job, channel, &view, &nonce, mark).await?;
    let shown = Message { channel, id };
    if !services.store.shown(attempt.id, shown).await? {
        return Ok(services.outbox.delete(shown).await?);
    }
    // Changed while its message was on its way, when there was none to be edited. What an earlier
    // run sent may have the words of then.
    if let Some(now) = services.store.attempt(attempt.id).await?
        && (now.text != attempt.text || job.tries > 1)
    {
        view.embeds =
            answer_in_thread(services.language(), &Attempt { number, ..now }, author).embeds;
        services.outbox.edit(shown, &view).await?;
    }
    Ok(())
}

/// The how-many-eth answer this is of those that everybody may know of.
///
/// # Errors
/// When the store fails.
pub async fn public_number(services: &Services, attempt: &Attempt) -> Result<u32, Stop> {
    let all = services
        .store
        .attempts(attempt.card, attempt.person)
        .await?;
    let earlier = all
        .iter()
        .filter(|other| !other.private && other.number < attempt.number)
        .count();
    Ok(u32::try_from(earlier).unwrap_or(u32::MAX).saturating_add(1))
}

/// The coaching reply of an attempt, with what was observed kept.
///
/// # Errors
/// When the store fails.
pub async fn view(services: &Services, card: &Card, attempt: &Attempt) -> Result<View, Stop> {
    let disputes = services.store.disputes(card.id, attempt.person).await?;
    let report = observe(services, card, attempt, &disputes).await?;
    let before = attempt_before(services, attempt).await?.map(|earlier| {
        let observer = services.shelf().observer(&card.question);
        observer.observe(&earlier.text, &disputes)
    });
    let about = Coached {
        card,
        attempt,
        report: &report,
        before: before.as_ref(),
    };
    let shelf = services.shelf_for(card.session.guild).await;
    Ok(coaching(services.language(), about, &shelf.bank))
}

/// The attempt that this one is compared with. A public reply never tells of private attempts.
async fn attempt_before(services: &Services, attempt: &Attempt) -> Result<Option<Attempt>, Stop> {
    earlier_attempt(services, attempt, attempt.private).await
}

/// The attempt before this one, for a comparison that its author alone reads.
///
/// # Errors
/// When the store fails.
pub async fn own_attempt_before(
    services: &Services,
    attempt: &Attempt,
) -> Result<Option<Attempt>, Stop> {
    earlier_attempt(services, attempt, true).await
}

async fn earlier_attempt(
    services: &Services,
    attempt: &Attempt,
    private_ones: bool,
) -> Result<Option<Attempt>, Stop> {
    let all = services
        .store
        .attempts(attempt.card, attempt.person)
        .await?;
    Ok(all
        .into_iter()
        .rfind(|earlier| earlier.number < attempt.number && (private_ones || !earlier.private)))
}

/// What is seen in an attempt, kept where it is new.
///
/// # Errors
/// When the store fails.
pub async fn observe(
    services: &Services,
    card: &Card,
    attempt: &Attempt,
    disputes: &[u8],
) -> Result<Report, Stop> {
    let observer = services.shelf().observer(&card.question);
    let report = observer.observe(&attempt.text, disputes);
    let json = report_json::to_json(&report);
    let kept = services.store.latest_report(attempt.id).await?;
    if kept.is_none_or(|kept| kept.body != json) {
        services
            .store
            .add_report(attempt.id, feedback::ENGINE, &json, services.now())
            .await?;
    }
    Ok(report)
}

/// The reply for its author alone, where the thread did not take it.
async fn tell_alone(
    services: &Services,
    job: &Job,
    card: &Card,
    attempt: &Attempt,
) -> Result<(), Stop> {
    let Some(handle) = handle(services, job) else {
        return Ok(());
    };
    let mut view = view(services, card, attempt).await?;
    view.text = notices::thread_closed(services.language());
    match services.outbox.follow_up(&handle, &view).await {
        Err(SendError::Refused { .. }) => Ok(()),
        other => Ok(other?),
    }
}

/// Removes what may have been posted about an answer that was erased since.
async fn take_back(services: &Services, job: &Job) -> Result<(), Stop> {
    let (Some(channel), Some(attempt)) = (job.work.channel, AttemptId::new(job.work.subject))
    else {
        return Ok(());
    };
    let mut ours: Vec<_> = job.work.message.into_iter().collect();
    if job.tries > 1 {
        for mark in [Action::TryAgain(attempt), Action::Edit(attempt)] {
            match jobs::find_ours(services, channel, job.created, mark).await {
                Ok(found) => ours.extend(found),
                Err(SendError::Refused { .. }) => return Ok(()),
                Err(error) => return Err(error.into()),
            }
        }
    }
    for id in ours {
        match services.outbox.delete(Message { channel, id }).await {
            Ok(()) | Err(SendError::Refused { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}
