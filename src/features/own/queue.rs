//! `/bank-admin queue`: one suggestion at a time, with its buttons. Whoever presses first decides;
//! who comes later is told so, and sees the next one.

use crate::domain::action::FormAction;
use crate::domain::id::{GuildId, SuggestionId};
use crate::domain::proposal::Proposal;
use crate::domain::question::{Question, QuestionId};
use crate::domain::reply::own as words;
use crate::domain::view::{Response, View};
use crate::features::{Caller, Services, Stop, organiser};
use crate::store::{Decided, Decision, JobKind, NewJob, NewQuestion, State, Suggestion};

use super::{ROOM, server};

/// `/bank-admin queue`: the oldest suggestion that waits.
///
/// # Errors
/// When it is no server, or the store fails.
pub async fn show(services: &Services, caller: &Caller) -> Result<Response, Stop> {
    let guild = server(services, caller)?;
    Ok(Response::Ephemeral(next(services, guild, None, "").await?))
}

/// `Next`: leaves this one for later.
///
/// # Errors
/// When the caller is no organiser, or the store fails.
pub async fn pass(
    services: &Services,
    caller: &Caller,
    id: SuggestionId,
) -> Result<Response, Stop> {
    let guild = organisers_server(services, caller).await?;
    Ok(Response::Update(next(services, guild, Some(id), "").await?))
}

/// `Approve`: the suggestion joins this server's bank.
///
/// # Errors
/// When the caller is no organiser, the bank is full, or the store fails.
pub async fn approve(
    services: &Services,
    caller: &Caller,
    id: SuggestionId,
) -> Result<Response, Stop> {
    let language = services.language();
    let guild = organisers_server(services, caller).await?;
    let shelf = services.shelf_for(guild).await;
    let row = services.own_question_id();
    let question = |proposal: &Proposal| NewQuestion {
        id: row,
        question: question_of(guild, proposal, &shelf.bank),
        notes: Vec::new(),
        replaces: false,
    };
    let tells = tell_author(services, id);
    let decision = decision(services, guild, id, &tells);
    let decided = services
        .store
        .approve_suggestion(decision, question, ROOM, services.fresh())
        .await?;
    let said = match decided {
        Decided::NoRoom => return Err(Stop::say(words::bank_is_full(language, ROOM.questions))),
        Decided::Now {
            suggestion,
            question,
        } => {
            services.promise(tells.id, None);
            let title = &suggestion.proposal.title;
            match question {
                Some(_) => words::approved(language, title),
                None => words::approved_again(language, title),
            }
        }
        other => why_not(services, &other),
    };
    Ok(Response::Update(
        next(services, guild, Some(id), &said).await?,
    ))
}

/// `Edit`: the modal filled with the suggestion.
///
/// # Errors
/// When the caller is no organiser, the suggestion does not wait, or the store fails.
pub async fn edit(
    services: &Services,
    caller: &Caller,
    id: SuggestionId,
) -> Result<Response, Stop> {
    let guild = organisers_server(services, caller).await?;
    match waiting(services, guild, id).await? {
        Ok(suggestion) => Ok(Response::Form(words::proposal_form(
            services.language(),
            FormAction::EditSuggestion(id),
            &suggestion.proposal,
        ))),
        Err(said) => Ok(Response::Update(
            next(services, guild, Some(id), &said).await?,
        )),
    }
}

/// Takes the changed words; the suggestion goes on waiting.
///
/// # Errors
/// When the caller is no organiser, there are no words, the suggestion does not wait any more, or
/// the store fails; with the words.
pub async fn change(
    services: &Services,
    caller: &Caller,
    id: SuggestionId,
    proposal: Proposal,
) -> Result<Response, Stop> {
    let changed = try_change(services, caller, id, &proposal).await;
    changed.map_err(|stop| Stop::NotKept(Box::new(stop), words::proposal_text(&proposal)))
}

async fn try_change(
    services: &Services,
    caller: &Caller,
    id: SuggestionId,
    proposal: &Proposal,
) -> Result<Response, Stop> {
    let language = services.language();
    let guild = organisers_server(services, caller).await?;
    proposal
        .check()
        .map_err(|_| Stop::say(words::nothing_asked(language)))?;
    let store = &services.store;
    if !store.change_suggestion(guild, id, proposal).await? {
        let said = match waiting(services, guild, id).await? {
            Ok(_) => words::suggestion_gone(language),
            Err(said) => said,
        };
        return Err(Stop::say(View::text(said)));
    }
    match waiting(services, guild, id).await? {
        Ok(suggestion) => {
            let count = store.next_suggestion(guild, None).await?;
            let count = count.map_or(1, |(_, count)| count);
            let said = words::edited(language);
            let view = view(services, &suggestion, count, &said).await;
            Ok(Response::Update(view))
        }
        Err(said) => Ok(Response::Update(
            next(services, guild, Some(id), &said).await?,
        )),
    }
}

/// `Reject`: the modal for a reason.
///
/// # Errors
/// When the caller is no organiser, or the store fails.
pub async fn ask_why(
    services: &Services,
    caller: &Caller,
    id: SuggestionId,
) -> Result<Response, Stop> {
    let guild = organisers_server(services, caller).await?;
    match waiting(services, guild, id).await? {
        Ok(_) => Ok(Response::Form(words::reason_form(services.language(), id))),
        Err(said) => Ok(Response::Update(
            next(services, guild, Some(id), &said).await?,
        )),
    }
}

/// Rejects with this reason, which may be empty.
///
/// # Errors
/// When the caller is no organiser, or the store fails; with the reason's words.
pub async fn reject(
    services: &Services,
    caller: &Caller,
    id: SuggestionId,
    reason: &str,
) -> Result<Response, Stop> {
    let rejected = try_reject(services, caller, id, reason).await;
    rejected.map_err(|stop| match reason.trim() {
        "" => stop,
        reason => Stop::NotKept(Box::new(stop), reason.to_owned()),
    })
}

async fn try_reject(
    services: &Services,
    caller: &Caller,
    id: SuggestionId,
    reason: &str,
) -> Result<Response, Stop> {
    let guild = organisers_server(services, caller).await?;
    let tells = tell_author(services, id);
    let decided = services
        .store
        .reject_suggestion(decision(services, guild, id, &tells), reason.trim())
        .await?;
    let said = match decided {
        Decided::Now { suggestion, .. } => {
            services.promise(tells.id, None);
            words::rejected(services.language(), &suggestion.proposal.title)
        }
        other => why_not(services, &other),
    };
    Ok(Response::Update(
        next(services, guild, Some(id), &said).await?,
    ))
}

/// Organisers' buttons are checked at each press.
async fn organisers_server(services: &Services, caller: &Caller) -> Result<GuildId, Stop> {
    organiser::check(services, caller).await?;
    server(services, caller)
}

/// A suggestion that waits on this server, or what became of it.
async fn waiting(
    services: &Services,
    guild: GuildId,
    id: SuggestionId,
) -> Result<Result<Suggestion, String>, Stop> {
    let found = services.store.suggestion(id).await?;
    let language = services.language();
    Ok(match found.filter(|found| found.guild == guild) {
        None => Err(words::suggestion_gone(language)),
        Some(found) => match found.state {
            State::Waiting => Ok(found),
            State::Approved => Err(words::decided_before(language, true)),
            State::Rejected => Err(words::decided_before(language, false)),
        },
    })
}

fn why_not(services: &Services, decided: &Decided) -> String {
    let language = services.language();
    match decided {
        Decided::Before(state) => words::decided_before(language, *state == State::Approved),
        Decided::Gone | Decided::NoRoom | Decided::Now { .. } => words::suggestion_gone(language),
    }
}

/// The next suggestion that waits, below what is said about the last one.
async fn next(
    services: &Services,
    guild: GuildId,
    after: Option<SuggestionId>,
    said: &str,
) -> Result<View, Stop> {
    Ok(match services.store.next_suggestion(guild, after).await? {
        Some((suggestion, waiting)) => view(services, &suggestion, waiting, said).await,
        None => words::none_waiting(services.language(), said),
    })
}

async fn view(services: &Services, suggestion: &Suggestion, waiting: u32, said: &str) -> View {
    let shelf = services.shelf_for(suggestion.guild).await;
    let question = question_of(suggestion.guild, &suggestion.proposal, &shelf.bank);
    words::waiting(
        services.language(),
        suggestion.id,
        suggestion.author,
        &question,
        shelf.bank.vocabulary(),
        waiting,
        said,
    )
}

fn question_of(guild: GuildId, proposal: &Proposal, bank: &crate::domain::bank::Bank) -> Question {
    let id = QuestionId::of_server(guild, &proposal.slug()).expect("a proposal's slug is one");
    proposal.question(id, bank.vocabulary())
}

fn decision<'a>(
    services: &Services,
    guild: GuildId,
    suggestion: SuggestionId,
    tells: &'a NewJob,
) -> Decision<'a> {
    Decision {
        guild,
        suggestion,
        tells,
        now: services.now(),
    }
}

fn tell_author(services: &Services, suggestion: SuggestionId) -> NewJob {
    NewJob::about(services.job_id(), JobKind::TellAuthor, suggestion.get())
}
