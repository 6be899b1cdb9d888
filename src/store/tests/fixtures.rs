//! Values for tests. Ids of people and channels are small numbers; rows get theirs in order.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp};

use super::databases::start;
use crate::domain::id::{
    AttemptId, CardId, ChannelId, GuildId, InteractionId, JobId, MessageId, SessionId,
    SuggestionId, UserId,
};
use crate::domain::proposal::Proposal;
use crate::domain::question::{
    AppliedFramework, CodeExample, Difficulty, KeyPoint, Kind, Minutes, Mistake, Question, Source,
    Star, Term,
};
use crate::domain::select::Filter;
use crate::domain::session::{Card, Message, Place, SessionKind};
use crate::store::{
    JobKind, NewAttempt, NewCard, NewJob, NewSession, NewSuggestion, Store, Suggested,
    WaitingLimits,
};

pub(super) const CHANNEL: u64 = 500;
pub(super) const GUILD: u64 = 900;

fn next() -> i64 {
    static NEXT: AtomicI64 = AtomicI64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

pub(super) fn card_id() -> CardId {
    CardId::new(next()).expect("positive")
}

pub(super) fn session_id() -> SessionId {
    SessionId::new(next()).expect("positive")
}

pub(super) fn attempt_id() -> AttemptId {
    AttemptId::new(next()).expect("positive")
}

pub(super) fn job_id() -> JobId {
    JobId::new(next()).expect("positive")
}

pub(super) fn user(id: u64) -> UserId {
    UserId::new(id).expect("not zero")
}

pub(super) fn guild(id: u64) -> GuildId {
    GuildId::new(id).expect("not zero")
}

pub(super) fn channel(id: u64) -> ChannelId {
    ChannelId::new(id).expect("not zero")
}

pub(super) fn message_id(id: u64) -> MessageId {
    MessageId::new(id).expect("not zero")
}

pub(super) fn interaction(id: u64) -> InteractionId {
    InteractionId::new(id).expect("not zero")
}

pub(super) fn message(id: u64) -> Message {
    Message {
        channel: channel(CHANNEL),
        id: message_id(id),
    }
}

/// So many seconds after the start.
pub(super) fn at(seconds: i64) -> Timestamp {
    start() + SignedDuration::from_secs(seconds)
}

/// A question with every field filled.
pub(super) fn question(slug: &str) -> Arc<Question> {
    let text = |what: &str| format!("{what} of {slug}, with “quotes”, ünïcode and a\nnew line");
    Arc::new(Question {
        id: format!("core/{slug}").parse().expect("a slug"),
        title: text("title"),
        was: vec!["core/former".parse().expect("a slug")],
        ask: text("ask"),
        kind: Kind::Design,
        difficulty: Difficulty::Hard,
        topic: "delivery".to_owned(),
        competencies: vec!["ownership".to_owned()],
        rounds: vec!["onsite".to_owned()],
        minutes: Minutes::new(8, 10).expect("in order"),
        tags: vec!["tag".to_owned()],
        framework: Some(AppliedFramework {
            name: "star".to_owned(),
            steps: vec![("Situation".to_owned(), text("step"))],
        }),
        star: Some(Star {
            situation: text("situation"),
            task: text("task"),
            action: text("action"),
            result: text("result"),
        }),
        outline: vec![text("outline")],
        key_points: vec![KeyPoint {
            say: text("point"),
            cues: vec!["cue".to_owned()],
            hint: text("hint"),
        }],
        terms: vec![Term {
            term: text("term"),
            meaning: text("meaning"),
        }],
        looks_for: vec![text("looks for")],
        mistakes: vec![Mistake {
            say: text("mistake"),
            why: text("why"),
        }],
        follow_ups: vec![text("follow-up")],
        sources: vec![Source {
            title: text("source"),
            url: "https://example.org/".to_owned(),
        }],
        example: Some(CodeExample {
            language: "yaml".to_owned(),
            caption: text("caption"),
            code: text("code"),
        }),
    })
}

/// A drill that person 1 starts with this question, in the channel.
pub(super) fn drill(slug: &str) -> NewSession {
    NewSession {
        id: session_id(),
        kind: SessionKind::Drill,
        guild: GuildId::new(GUILD),
        channel: channel(CHANNEL),
        thread: None,
        place: Place::OwnThread,
        starter: Some(user(1)),
        filter: Filter {
            topics: vec!["delivery".to_owned()],
            difficulty: Some(Difficulty::Hard),
            kind: None,
            round: Some("onsite".to_owned()),
        },
        interaction: None,
        now: start(),
        card: NewCard {
            id: card_id(),
            question: question(slug),
        },
    }
}

/// The card of such a drill, stored.
pub(super) async fn stored_card(store: &Store, slug: &str) -> Card {
    store
        .open_session(&drill(slug), None)
        .await
        .expect("a drill")
        .card()
}

/// A public modal answer.
pub(super) fn answer(card: CardId, person: u64, text: &str, created: Timestamp) -> NewAttempt {
    NewAttempt {
        id: attempt_id(),
        card,
        person: user(person),
        source: crate::domain::session::Source::Modal,
        private: false,
        text: text.to_owned(),
        messages: Vec::new(),
        author: None,
        interaction: None,
        created,
    }
}

/// An answer made of messages.
pub(super) fn typed(
    card: CardId,
    person: u64,
    messages: &[(u64, &str)],
    created: Timestamp,
) -> NewAttempt {
    let texts: Vec<_> = messages.iter().map(|(_, text)| *text).collect();
    NewAttempt {
        source: crate::domain::session::Source::Message,
        messages: messages
            .iter()
            .map(|(id, text)| (message(*id), (*text).to_owned()))
            .collect(),
        ..answer(card, person, &texts.join("\n"), created)
    }
}

/// A suggestion of this person's for the usual server, stored; `id` tells interactions apart.
pub(super) async fn suggest(store: &Store, person: u64, id: u64, title: &str) -> SuggestionId {
    let new = suggestion(GUILD, person, id, title);
    let limits = WaitingLimits {
        of_server: 100,
        of_person: 5,
    };
    let kept = store.add_suggestion(&new, limits).await.expect("a write");
    assert_eq!(kept, Suggested::Kept);
    new.id
}

/// A suggestion.
pub(super) fn suggestion(guild: u64, person: u64, id: u64, title: &str) -> NewSuggestion {
    NewSuggestion {
        id: SuggestionId::new(next()).expect("positive"),
        guild: self::guild(guild),
        author: user(person),
        proposal: Proposal {
            title: title.to_owned(),
            ask: format!("{title} Why?"),
            points: "- one\n- two".to_owned(),
            topic: "Delivery".to_owned(),
            facts: "hard".to_owned(),
        },
        interaction: interaction(id),
        now: at(0),
    }
}

/// A job about a row.
pub(super) fn job(kind: JobKind, subject: i64) -> NewJob {
    NewJob {
        id: job_id(),
        kind,
        subject,
        channel: Some(channel(CHANNEL)),
        message: None,
        token: Some("secret-token".to_owned()),
        interaction: Some(interaction(77)),
        author: None,
        due: None,
    }
}

/// The ids of the jobs that are due.
pub async fn due(store: &Store, now: Timestamp, limit: u32) -> Vec<JobId> {
    let due = store.due_jobs(now, limit).await.expect("a read");
    due.into_iter().map(|(job, _)| job).collect()
}
