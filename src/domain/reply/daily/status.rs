//! `/daily status`, `preview` and what names a schedule.

use jiff::civil::Date;

use super::trouble::explained;
use super::{from_now, minute, moment};
use crate::domain::action::Action;
use crate::domain::bank::Vocabulary;
use crate::domain::id::{ChannelId, GuildId, MessageId};
use crate::domain::language::Language;
use crate::domain::question::Question;
use crate::domain::reply::{and, capitalised, difficulty_label, message_link};
use crate::domain::schedule::{Answers, Cause, Days, Occurrence, Pause, Post, Schedule};
use crate::domain::select::Filter;
use crate::domain::session::Card;
use crate::domain::view::{Button, Embed, Row, Tone, View};

/// One schedule with what is known of it.
#[derive(Debug, Clone)]
pub struct Standing<'a> {
    /// The schedule.
    pub schedule: &'a Schedule,
    /// The newest posts, latest first, with the message in the channel where it was sent.
    pub posts: Vec<(Post, Option<MessageId>)>,
    /// What the permission check found, as lines.
    pub checks: Vec<String>,
}

/// Days as people say them.
pub fn days(days: Days) -> String {
    match days {
        Days::EVERY_DAY => "every day".to_owned(),
        Days::WEEKDAYS => "on weekdays".to_owned(),
        Days::WEEKENDS => "at weekends".to_owned(),
        other => {
            let names = other.name();
            let names: Vec<String> = names.split(',').map(capitalised).collect();
            format!("on {}", and(&names))
        }
    }
}

/// A schedule in a few plain words, for lists: `weekdays 09:00 Europe/Paris, Kubernetes`.
pub fn label(_language: Language, schedule: &Schedule, names: &Vocabulary) -> String {
    let about = about(&schedule.filter, names);
    let about = about.map_or(String::new(), |about| format!(", {about}"));
    let days = schedule.days.name().replace('-', " ");
    format!("{days} {} {}{about}", schedule.time, schedule.zone)
}

/// What a filter asks for; `None` where it lets everything through.
pub fn about(filter: &Filter, names: &Vocabulary) -> Option<String> {
    let mut parts: Vec<String> = filter
        .topics
        .iter()
        .map(|topic| names.topic(topic).to_owned())
        .collect();
    parts.extend(
        filter
            .difficulty
            .map(|it| difficulty_label(it).to_lowercase()),
    );
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// A schedule in a sentence with its channel.
pub fn sentence(_language: Language, schedule: &Schedule, names: &Vocabulary) -> String {
    let about = about(&schedule.filter, names).map_or(String::new(), |about| format!("; {about}"));
    let role = schedule
        .role
        .map_or(String::new(), |role| format!("; for <@&{role}>"));
    let answers = match schedule.answers {
        Answers::Open => "",
        Answers::AfterOwn => ", answers hidden until then",
    };
    format!(
        "<#{}>, {} at {} ({}){about}{role}; reference after {} h{answers}",
        schedule.channel,
        days(schedule.days),
        schedule.time,
        schedule.zone,
        schedule.reveal_after.as_hours(),
    )
}

/// `/daily status`.
pub fn status(language: Language, standings: &[Standing<'_>], names: &Vocabulary) -> View {
    if standings.is_empty() {
        return super::organising::nothing_scheduled(language);
    }
    let embeds = standings
        .iter()
        .map(|standing| one(language, standing, names))
        .collect();
    View {
        embeds,
        ..View::default()
    }
}

fn one(language: Language, standing: &Standing<'_>, names: &Vocabulary) -> Embed {
    let schedule = standing.schedule;
    let mut lines = vec![sentence(language, schedule, names), next(schedule)];
    if let Some(trouble) = &schedule.trouble {
        let word = if trouble.cause.holds() {
            "On hold"
        } else {
            "Needs a look"
        };
        lines.push(format!(
            "⚠️ {word} since {}: {}",
            minute(trouble.since),
            why(language, standing, trouble.cause)
        ));
    }
    lines.extend(standing.checks.iter().cloned());
    lines.extend(
        standing
            .posts
            .iter()
            .map(|(post, message)| posted(schedule.guild, schedule.channel, post, *message)),
    );
    Embed {
        description: lines.join("\n"),
        tone: if schedule.trouble.is_some() {
            Tone::Trouble
        } else {
            Tone::Reference
        },
        ..Embed::default()
    }
}

/// What is wrong; permissions that are missing are named by the checks already.
fn why(language: Language, standing: &Standing<'_>, cause: Cause) -> String {
    if cause == Cause::MayNot && !standing.checks.is_empty() {
        "I may not post there.".to_owned()
    } else {
        explained(language, standing.schedule, cause, &[])
    }
}

fn next(schedule: &Schedule) -> String {
    match (schedule.next, schedule.paused) {
        (None, Some(_)) => "Paused until you use `/daily resume`.".to_owned(),
        (None, None) => "Nothing is due.".to_owned(),
        (Some(next), Some(Pause::Until(date))) => {
            format!("Paused until {date}. Next: {}", moment(next.at))
        }
        (Some(next), _) => format!("Next: {} ({})", moment(next.at), from_now(next.at)),
    }
}

fn posted(guild: GuildId, channel: ChannelId, post: &Post, message: Option<MessageId>) -> String {
    let error = crate::domain::markdown::quote_safe(&post.error);
    let state = match (post.card, message) {
        (None, _) => format!("missed: {error}"),
        (Some(_), None) if error.is_empty() => "on its way".to_owned(),
        (Some(_), None) => format!("not out yet: {error}"),
        (Some(_), Some(message)) => {
            let late = if post.late { ", late" } else { "" };
            let link = message_link(Some(guild), channel, message);
            let trouble = if error.is_empty() {
                String::new()
            } else {
                format!(" (last trouble: {error})")
            };
            format!("[posted{late}]({link}){trouble}")
        }
    };
    format!("-# {}: {state}", post.date)
}

/// The next question, for an organiser alone, with what can be done about it.
pub fn preview(
    _language: Language,
    schedule: &Schedule,
    next: Occurrence,
    question: &Question,
    names: &Vocabulary,
    note: Option<&str>,
) -> View {
    let note = note.map_or(String::new(), |note| format!("{note}\n"));
    let facts = format!(
        "-# {} · {} · {}",
        names.topic(&question.topic),
        crate::domain::reply::kind_label(question.kind),
        difficulty_label(question.difficulty)
    );
    View {
        text: format!(
            "{note}Next in <#{}>: {} ({}).",
            schedule.channel,
            moment(next.at),
            from_now(next.at)
        ),
        embeds: vec![Embed {
            title: question.title.clone(),
            description: format!("{}\n\n{facts}", question.ask.trim()),
            tone: Tone::Question,
            ..Embed::default()
        }],
        ..View::default()
    }
    .row(Row::Buttons(vec![
        Button::plain("Another question", Action::AnotherQuestion(schedule.id)),
        Button::plain("Post now", Action::PostNow(schedule.id)),
    ]))
}

/// Today's post stands.
pub fn posted_now(_language: Language, card: &Card) -> View {
    match card.message {
        Some(message) => {
            let link = message_link(card.session.guild, card.session.channel, message);
            View::text(format!("Posted: {link}"))
        }
        None => on_its_way(_language),
    }
}

/// Today's post stood before.
pub fn posted_already(_language: Language, card: &Card) -> View {
    match card.message {
        Some(message) => {
            let link = message_link(card.session.guild, card.session.channel, message);
            View::text(format!(
                "Today's question is out already: {link}\nWant one more? `/drill` opens a thread of \
                 its own."
            ))
        }
        None => on_its_way(_language),
    }
}

/// What holds today's post up still does.
pub fn still_held(language: Language, schedule: &Schedule, cause: Cause) -> View {
    View::text(format!(
        "I tried again just now, in vain. {} I go on trying by myself.",
        explained(language, schedule, cause, &[])
    ))
}

/// Above a preview: the question before it was skipped.
pub const fn skipped(_language: Language) -> &'static str {
    "Skipped."
}

/// Above a preview: there is no other question.
pub const fn only_one(_language: Language) -> &'static str {
    "It is the only one on these topics with this difficulty, so it stays."
}

/// Above a preview: an organiser chose it, for that date.
pub fn chosen(_language: Language, date: Date) -> String {
    format!("Chosen for {date}.")
}

/// It is stored and follows by itself.
pub fn on_its_way(_language: Language) -> View {
    View::text(
        "Today's question is on its way, no need to ask again. `/daily status` shows what holds \
         it up.",
    )
}
