//! Schedules and posts for tests: every day at nine in Paris, from the 4th of November 2026 on.

use jiff::Timestamp;
use jiff::civil::{Date, date};

use crate::domain::id::{JobId, PostId, RoleId, ScheduleId};
use crate::domain::question::Difficulty;
use crate::domain::schedule::{Answers, Days, LocalTime, Occurrence, RevealAfter, Schedule};
use crate::domain::select::Filter;
use crate::domain::session::{Card, SessionKind};
use crate::store::tests::fixtures::{CHANNEL, GUILD, at, channel, drill, guild, job, job_id};
use crate::store::{Claimed, JobKind, Kept, NewJob, NewPost, NewSession, Planned, Store};

pub fn schedule_id() -> ScheduleId {
    ScheduleId::new(job_id().get()).expect("positive")
}

pub fn post_id() -> PostId {
    PostId::new(job_id().get()).expect("positive")
}

/// The local date so many days after the 4th.
pub fn day(number: i32) -> Date {
    date(2026, 11, 4)
        .checked_add(jiff::Span::new().days(number))
        .expect("in range")
}

/// The occurrence of that date: a day is 100 s here, so that instants are easily read.
pub fn occurrence(number: i32) -> Occurrence {
    Occurrence {
        date: day(number),
        at: at(100 * i64::from(number)),
    }
}

/// When to wake for it.
pub fn wake(number: i32) -> Timestamp {
    at(100 * i64::from(number) + 3)
}

/// Days as people type them.
pub fn days(text: &str) -> Days {
    Days::parse(text).expect("days")
}

/// A schedule with every field filled that posts next on the day 0.
pub fn schedule() -> Schedule {
    Schedule {
        id: schedule_id(),
        guild: guild(GUILD),
        channel: channel(CHANNEL),
        days: Days::EVERY_DAY,
        time: LocalTime::parse("09:00").expect("a time"),
        zone: "Europe/Paris".to_owned(),
        filter: Filter {
            topics: vec!["delivery".to_owned(), "cloud".to_owned()],
            difficulty: Some(Difficulty::Hard),
            kind: None,
            round: None,
        },
        role: RoleId::new(u64::MAX),
        reveal_after: RevealAfter::USUAL,
        answers: Answers::AfterOwn,
        effective: at(-50),
        ended: false,
        paused: None,
        next: Some(occurrence(0)),
        trouble: None,
    }
}

/// Keeps a schedule, to be woken for what it posts next.
pub async fn keep(store: &Store, schedule: &Schedule) -> Kept {
    let wake_at = schedule
        .next
        .map(|next| next.at + jiff::SignedDuration::from_secs(3));
    let kept = store.keep_schedule(schedule, wake_at).await;
    kept.expect("no failure")
}

/// Such a schedule, kept.
pub async fn kept(store: &Store) -> Schedule {
    let schedule = schedule();
    assert_eq!(keep(store, &schedule).await, Kept::Done);
    schedule
}

/// A claim of a day's post with this question and a job for the day's hour, whose session is
/// opened 5 s after it. The schedule goes on to the day after.
pub fn post(schedule: &Schedule, number: i32, slug: &str) -> NewPost {
    let id = post_id();
    NewPost {
        id,
        schedule: schedule.id,
        date: day(number),
        due: occurrence(number).at,
        late: false,
        answers: schedule.answers,
        reveal_at: at(100 * i64::from(number) + 80),
        session: NewSession {
            kind: SessionKind::Daily,
            guild: Some(schedule.guild),
            channel: schedule.channel,
            starter: None,
            filter: schedule.filter.clone(),
            now: at(100 * i64::from(number) + 5),
            ..drill(slug)
        },
        jobs: vec![NewJob {
            due: Some(occurrence(number).at),
            ..job(JobKind::Daily, id.get())
        }],
        next: Some(occurrence(number + 1)),
        wake_at: Some(wake(number + 1)),
        planned: Planned {
            date: day(number),
            question: None,
        },
    }
}

/// What the schedule posts next, as a number of the day.
pub async fn next(store: &Store, schedule: ScheduleId) -> Option<i32> {
    let found = store.schedule(schedule).await.expect("a read");
    let next = found.expect("a schedule").next?;
    let number = next.date.since(day(0)).expect("in range").get_days();
    assert_eq!(next, occurrence(number), "date and instant change together");
    Some(number)
}

/// Claims a post that nobody has yet.
pub async fn claim(store: &Store, new: &NewPost) -> Card {
    match store.claim_post(new).await.expect("no failure") {
        Claimed::New(card) => card,
        other => panic!("{other:?}"),
    }
}

/// How many sessions there are.
pub async fn sessions(store: &Store) -> i64 {
    use sqlx::Row;
    let row = sqlx::query("SELECT COUNT(*) AS n FROM sessions")
        .fetch_one(store.readers())
        .await
        .expect("a read");
    row.get("n")
}

/// The jobs that nobody waits for and that are due some time.
pub async fn background(store: &Store) -> Vec<JobId> {
    let due = store.due_background_jobs(at(99_999), 99).await;
    let due = due.expect("a read").into_iter();
    due.map(|(job, _)| job).collect()
}
