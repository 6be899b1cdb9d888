//! Which channels a session has read, and which servers it finds gone.

use super::*;
use crate::features::tests::setting::Setting;

/// The server of every drill in the tests.
fn server() -> GuildId {
    GuildId::new(1).expect("not zero")
}

fn session(setting: &Setting, shard: Shard, guilds: &[GuildId]) -> SessionBegan {
    SessionBegan {
        shard,
        session: setting.services.reading.session_began(shard),
        guilds: guilds.to_vec(),
    }
}

fn wanted(setting: &Setting) -> Vec<ChannelId> {
    std::iter::from_fn(|| setting.services.reading.due_gap())
        .map(|(channel, _)| channel)
        .collect()
}

#[tokio::test]
async fn a_sessions_own_question_threads_are_read() {
    let mut setting = Setting::new().await;
    let (_, thread) = setting.drill(1).await;
    setting.hand.advance(SignedDuration::from_hours(1));
    for (id, expected) in [(0, vec![thread]), (1, vec![])] {
        let shard = Shard { id, total: 2 };
        session(&setting, shard, &[]);
        let asked = want_question_threads(&setting.services, shard).await;
        asked.expect("asked");
        assert_eq!(wanted(&setting), expected, "shard {id}");
    }
}

#[tokio::test]
async fn old_threads_and_those_without_a_gap_are_not_read() {
    let mut setting = Setting::new().await;
    let (_, thread) = setting.drill(1).await;
    let heard = setting.says(2, thread, "good luck!").await;
    // Talk is let go once its author is quiet, so that nothing is stored of it.
    assert_eq!(setting.wait(46).await, 0);
    let shard = Shard { id: 0, total: 1 };
    let ticket = session(&setting, shard, &[server()]).session;
    let listed = [(thread, Some(heard.id))];
    let told = seen(&setting.services, server(), &listed, Some(ticket)).await;
    told.expect("noted");
    let asked = want_question_threads(&setting.services, shard).await;
    asked.expect("asked");
    assert_eq!(wanted(&setting), [], "nothing is new there");

    let newer = setting.typed(2, thread, "nice").at.id;
    let listed = [(thread, Some(newer))];
    session(&setting, shard, &[server()]);
    let told = seen(&setting.services, server(), &listed, None).await;
    told.expect("noted");
    assert_eq!(wanted(&setting), [thread]);

    setting.hand.advance(SignedDuration::from_hours(49));
    session(&setting, shard, &[server()]);
    let asked = want_question_threads(&setting.services, shard).await;
    asked.expect("asked");
    assert_eq!(wanted(&setting), [], "too old");
}

#[tokio::test]
async fn a_thread_with_stored_words_is_read_although_nothing_is_new() {
    let mut setting = Setting::new().await;
    let (_, thread) = setting.drill(1).await;
    let answer = "I would begin with a readiness probe so that only ready pods get traffic";
    let heard = setting.says(1, thread, answer).await;
    assert_eq!(setting.wait(46).await, 1);
    let shard = Shard { id: 0, total: 1 };
    let ticket = session(&setting, shard, &[server()]).session;
    let listed = [(thread, Some(heard.id))];
    let told = seen(&setting.services, server(), &listed, Some(ticket)).await;
    told.expect("noted");
    let asked = want_question_threads(&setting.services, shard).await;
    asked.expect("asked");
    assert_eq!(wanted(&setting), [thread], "it may have been deleted");
}

#[tokio::test]
async fn servers_that_left_meanwhile_are_noted_by_their_own_shard() {
    let setting = Setting::new().await;
    let (services, hand) = (&setting.services, &setting.hand);
    let on = |shard: u64, number: u64| GuildId::new(shard << 22 | number).expect("not zero");
    let (stays, leaves, elsewhere) = (on(0, 1), on(0, 2), on(1, 3));
    for guild in [stays, leaves, elsewhere] {
        let joined = services.store.server_joined(guild, services.now()).await;
        joined.expect("noted");
    }
    hand.advance(SignedDuration::from_secs(1));
    let began = session(&setting, Shard { id: 0, total: 2 }, &[stays]);
    hand.advance(SignedDuration::from_secs(1));
    let new = on(0, 4);
    let joined = services.store.server_joined(new, services.now()).await;
    joined.expect("noted");
    notice_departures(services, &began).await.expect("noted");
    hand.advance(SignedDuration::from_secs(1));
    let left = services.store.servers_left_before(services.now()).await;
    assert_eq!(left.expect("a read"), [leaves]);
}
