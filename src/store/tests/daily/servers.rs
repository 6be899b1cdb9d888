//! Servers: their settings, their threads, and what goes with them.

use super::fixtures::{day, keep, kept, post, post_id, schedule};
use crate::domain::id::RoleId;
use crate::domain::language::Language;
use crate::domain::schedule::Schedule;
use crate::domain::session::Place;
use crate::domain::settings::Settings;
use crate::store::tests::databases::on_both;
use crate::store::tests::fixtures::{CHANNEL, GUILD, answer, at, channel, drill, guild, job};
use crate::store::{JobKind, Kept, NewSession, Plan, Store};

on_both!(
    settings_come_back_as_they_were_set,
    an_erased_server_leaves_no_schedule,
    a_schedule_tells_of_its_server,
    the_oldest_threads_are_found_until_they_are_archived,
);

fn settings() -> Settings {
    Settings {
        organiser_role: RoleId::new(u64::MAX),
        notices_channel: Some(channel(7)),
        drill_channel: Some(channel(8)),
        language: Language::English,
    }
}

async fn settings_come_back_as_they_were_set(store: Store) {
    let read = async |server| store.settings(guild(server)).await.expect("a read");
    assert_eq!(read(1).await, Settings::default());
    let fewer = Settings {
        notices_channel: None,
        ..settings()
    };
    for set in [settings(), fewer, Settings::default()] {
        store.set_settings(guild(1), &set).await.expect("set");
        assert_eq!(read(1).await, set);
        assert_eq!(read(2).await, Settings::default());
    }
    for language in Language::ALL {
        assert_eq!(Language::parse(language.code()), Some(language));
    }
}

async fn an_erased_server_leaves_no_schedule(store: Store) {
    let others = Schedule {
        guild: guild(1),
        channel: channel(1),
        ..schedule()
    };
    assert_eq!(keep(&store, &others).await, Kept::Done);
    let ours = kept(&store).await;
    let plan = Plan {
        question: None,
        skipped: vec!["core/a".parse().expect("an id")],
    };
    for schedule in [&ours, &others] {
        let new = post(schedule, 0, "a");
        let done = store.claim_post(&new).await;
        done.expect("posted");
        let answer = answer(new.session.card.id, 3, "words", at(9));
        store.add_attempt(&answer, None).await.expect("an answer");
        let missed = post_id();
        store
            .miss_post(missed, schedule.id, day(1), at(9), "why", at(9), None, None)
            .await
            .expect("noted");
        let done = store.set_plan(schedule.id, day(2), &plan).await;
        done.expect("planned");
        let notice = job(JobKind::Notice, schedule.id.get());
        store.add_job(&notice, at(0)).await.expect("promised");
        let done = store.set_settings(schedule.guild, &settings()).await;
        done.expect("set");
    }
    store.erase_server(ours.guild).await.expect("erased");

    let left = async |schedule: &Schedule| {
        let found = store.schedule(schedule.id).await.expect("a read");
        let posts = store.latest_posts(schedule.id, 9).await.expect("a read");
        let plan = store.plan(schedule.id, day(2)).await.expect("a read");
        let asked = store.posted_in(schedule.channel).await.expect("a read");
        let settings = store.settings(schedule.guild).await.expect("a read");
        (
            usize::from(found.is_some()),
            posts.len(),
            plan.skipped.len(),
            asked.len(),
            usize::from(settings != Settings::default()),
        )
    };
    assert_eq!(left(&ours).await, (0, 0, 0, 0, 0));
    assert_eq!(left(&others).await, (1, 2, 1, 1, 1));
    let due = store.due_background_jobs(at(999), 99).await;
    assert_eq!(due.expect("a read").len(), 2, "the others' post and notice");
    assert_eq!(ours.guild, guild(GUILD));
}

async fn a_schedule_tells_of_its_server(store: Store) {
    let kept = kept(&store).await;
    let known = async |second| {
        let known = store.servers_since_before(at(second)).await;
        known.expect("a read")
    };
    assert_eq!(kept.effective, at(-50));
    assert_eq!(known(-50).await, []);
    assert_eq!(known(-49).await, [guild(GUILD)]);
    // A question and a schedule tell of it once.
    store
        .claim_post(&post(&kept, 0, "a"))
        .await
        .expect("posted");
    assert_eq!(known(9).await, [guild(GUILD)]);
    store
        .server_left(guild(GUILD), at(10))
        .await
        .expect("noted");
    assert_eq!(known(99).await, []);
}

async fn the_oldest_threads_are_found_until_they_are_archived(store: Store) {
    // (server, place, thread, when it was asked for)
    let sessions = [
        (GUILD, Place::OwnThread, Some(30), 30),
        (GUILD, Place::OwnThread, Some(10), 10),
        (GUILD, Place::OwnThread, None, 11),
        (GUILD, Place::OwnThread, Some(20), 20),
        (GUILD, Place::Here, Some(CHANNEL), 5),
        (GUILD, Place::Private, None, 6),
        (1, Place::OwnThread, Some(7), 7),
    ];
    for (server, place, thread, second) in sessions {
        let new = NewSession {
            guild: Some(guild(server)),
            place,
            now: at(second),
            ..drill("a")
        };
        store.open_session(&new, None).await.expect("a drill");
        if let Some(thread) = thread {
            let noted = store.thread_opened(new.id, channel(thread), at(second));
            noted.await.expect("noted");
        }
    }
    let oldest = async |before, limit| {
        let threads = store.oldest_open_threads(guild(GUILD), at(before), limit);
        let threads = threads.await.expect("a read");
        threads.iter().map(|it| it.get()).collect::<Vec<_>>()
    };
    assert_eq!(oldest(99, 9).await, [10, 20, 30]);
    assert_eq!(oldest(30, 9).await, [10, 20]);
    assert_eq!(oldest(99, 2).await, [10, 20]);
    store
        .thread_archived(channel(10), at(40))
        .await
        .expect("noted");
    assert_eq!(oldest(99, 9).await, [20, 30]);
}
