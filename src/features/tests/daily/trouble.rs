//! What can't be posted: held alone, told once, resumed by itself.

use jiff::SignedDuration;

use super::every_day;
use crate::domain::id::{ChannelId, GuildId, RoleId};
use crate::domain::schedule::Cause;
use crate::domain::settings::Settings;
use crate::domain::view::View;
use crate::features::request::{DailyCommand, DailySetup};
use crate::features::tests::double::Fault;
use crate::features::tests::setting::{Setting, channel};

const DAY: SignedDuration = SignedDuration::from_hours(24);
const UNKNOWN_CHANNEL: u32 = 10003;
const MISSING_ACCESS: u32 = 50001;
const TOO_MANY_THREADS: u32 = 160_006;

fn other_channel() -> ChannelId {
    ChannelId::new(6).expect("not zero")
}

fn notices() -> ChannelId {
    ChannelId::new(60).expect("not zero")
}

/// The owner of the double's servers is person 1.
fn owners_direct_channel() -> ChannelId {
    ChannelId::new(1_000_001).expect("not zero")
}

async fn with_notices(setting: &Setting) {
    let guild = GuildId::new(1).expect("not zero");
    let settings = Settings {
        notices_channel: Some(notices()),
        ..Settings::default()
    };
    let store = &setting.services.store;
    store.set_settings(guild, &settings).await.expect("kept");
}

/// Lets time go by in steps, so that what is tried again is tried.
async fn minutes(setting: &mut Setting, minutes: i64) {
    for _ in 0..minutes * 2 {
        setting.pass(SignedDuration::from_secs(30)).await;
    }
}

fn told(setting: &Setting, channel: ChannelId) -> Vec<View> {
    setting.outbox.channel(channel)
}

#[tokio::test]
async fn a_lost_permission_holds_that_schedule_alone_is_told_once_and_ends_by_itself() {
    let mut setting = Setting::with_questions(9).await;
    with_notices(&setting).await;
    let held = setting.daily(every_day()).await;
    let well = setting
        .daily(DailySetup {
            channel: other_channel(),
            ..every_day()
        })
        .await;
    setting.outbox.refuse(channel(), MISSING_ACCESS);
    setting.hand.advance(SignedDuration::from_hours(23));
    minutes(&mut setting, 20).await;
    assert!(setting.asked().is_empty());
    assert_eq!(told(&setting, other_channel()).len(), 1);
    let notice = told(&setting, notices());
    assert_eq!(notice.len(), 1, "told once: {notice:?}");
    let words = &notice[0].embeds[0].description;
    assert!(words.contains("**Send Messages**"), "{words}");
    let all = setting.schedules().await;
    let trouble = |id| {
        all.iter()
            .find(|one| one.id == id)
            .and_then(|one| one.trouble.clone())
    };
    assert_eq!(trouble(held).map(|it| it.cause), Some(Cause::MayNot));
    assert_eq!(trouble(well), None);
    let status = setting.organise(DailyCommand::Status).await;
    assert!(
        status.embeds[0].description.contains("On hold"),
        "{status:?}"
    );
    setting.outbox.refuse_nothing();
    minutes(&mut setting, 6).await;
    assert_eq!(setting.asked().len(), 1, "posted as soon as it may");
    assert_eq!(setting.schedules().await[0].trouble, None);
    assert_eq!(told(&setting, notices()).len(), 1);
}

#[tokio::test]
async fn what_stays_impossible_is_missed_and_the_next_day_is_tried() {
    let mut setting = Setting::with_questions(9).await;
    let schedule = setting.daily(every_day()).await;
    setting.outbox.refuse(channel(), MISSING_ACCESS);
    setting.hand.advance(SignedDuration::from_hours(23));
    minutes(&mut setting, 10).await;
    for _ in 0..7 {
        setting.pass(SignedDuration::from_hours(1)).await;
    }
    let posts = setting.posts(schedule).await;
    assert_eq!(posts.len(), 1);
    assert!(
        posts[0].card.is_none() && !posts[0].error.is_empty(),
        "{posts:?}"
    );
    setting.outbox.refuse_nothing();
    setting.pass(SignedDuration::from_hours(17)).await;
    assert_eq!(setting.asked().len(), 1);
    assert!(setting.schedules().await[0].trouble.is_none());
}

#[tokio::test]
async fn without_a_notices_channel_the_owner_is_told_else_the_status_tells() {
    for (direct_messages, expected) in [(true, 1), (false, 0)] {
        let mut setting = Setting::with_questions(9).await;
        setting.daily(every_day()).await;
        setting.outbox.refuse(channel(), UNKNOWN_CHANNEL);
        if !direct_messages {
            setting.outbox.refuse(owners_direct_channel(), 50007);
        }
        setting.hand.advance(SignedDuration::from_hours(23));
        minutes(&mut setting, 10).await;
        assert_eq!(told(&setting, owners_direct_channel()).len(), expected);
        let is_told = |setting: &Setting| {
            let guild = GuildId::new(1).expect("not zero");
            let store = setting.services.store.clone();
            async move {
                let all = store.schedules_of(guild).await.expect("a read");
                all[0].trouble.clone().expect("a trouble").told.is_some()
            }
        };
        assert_eq!(is_told(&setting).await, direct_messages);
        setting.organise(DailyCommand::Status).await;
        assert!(is_told(&setting).await);
    }
}

#[tokio::test]
async fn a_role_that_is_gone_holds_nothing_and_is_told() {
    let mut setting = Setting::with_questions(9).await;
    with_notices(&setting).await;
    let role = RoleId::new(77).expect("not zero");
    setting.outbox.set_roles(vec![role]);
    setting
        .daily(DailySetup {
            role: Some(role),
            ..every_day()
        })
        .await;
    setting.pass(DAY).await;
    assert_eq!(told(&setting, channel())[0].notifies, Some(role));
    setting.outbox.set_roles(Vec::new());
    setting.pass(DAY).await;
    setting.pass(DAY).await;
    let there = told(&setting, channel());
    assert_eq!(there.len(), 3);
    assert_eq!(there[1].notifies, None);
    assert!(!there[1].text.contains("<@&"), "{}", there[1].text);
    assert_eq!(told(&setting, notices()).len(), 1, "told once");
    setting.outbox.set_roles(vec![role]);
    setting.pass(DAY).await;
    assert_eq!(told(&setting, channel())[3].notifies, Some(role));
    assert_eq!(setting.schedules().await[0].trouble, None);
}

#[tokio::test]
async fn with_too_many_threads_the_question_stands_and_takes_private_answers() {
    let mut setting = Setting::with_questions(9).await;
    with_notices(&setting).await;
    let schedule = setting.daily(every_day()).await;
    setting.outbox.refuse_threads(channel(), TOO_MANY_THREADS);
    setting.hand.advance(SignedDuration::from_hours(23));
    minutes(&mut setting, 10).await;
    assert_eq!(setting.asked().len(), 1);
    assert_eq!(told(&setting, notices()).len(), 1);
    let card = setting.latest(schedule).await.card.expect("a card");
    setting
        .answers(
            7,
            card,
            false,
            "A readiness probe, and draining of the old pod.",
        )
        .await;
    let attempts = setting.attempts(7, card).await;
    assert!(attempts[0].private);
    setting.outbox.refuse_nothing();
    setting.pass(DAY).await;
    assert_eq!(setting.outbox.threads().len(), 1);
    assert_eq!(setting.schedules().await[0].trouble, None);
}

#[tokio::test]
async fn a_locked_thread_opens_the_reference_all_the_same() {
    let mut setting = Setting::with_questions(9).await;
    let schedule = setting.daily(every_day()).await;
    setting.organise(DailyCommand::PostNow).await;
    setting.organise(DailyCommand::Pause(None)).await;
    let (_, thread) = setting.latest_thread(schedule).await;
    setting.outbox.refuse(thread, 50083);
    setting.hand.advance(SignedDuration::from_hours(22));
    minutes(&mut setting, 5).await;
    assert_eq!(
        setting.schedules().await[0]
            .trouble
            .as_ref()
            .map(|it| it.cause),
        Some(Cause::ThreadClosed)
    );
    for _ in 0..8 {
        setting.pass(SignedDuration::from_hours(1)).await;
    }
    assert!(setting.latest(schedule).await.revealed.is_some());
    let store = &setting.services.store;
    let left = store
        .due_background_jobs(setting.services.now() + DAY, 9)
        .await
        .expect("a read");
    assert!(left.is_empty(), "nothing is tried for ever");
}

#[tokio::test]
async fn a_server_that_removed_the_bot_is_left_alone_until_it_is_back() {
    let mut setting = Setting::with_questions(9).await;
    let schedule = setting.daily(every_day()).await;
    let guild = GuildId::new(1).expect("not zero");
    let (store, now) = (setting.services.store.clone(), setting.services.now());
    store.server_left(guild, now).await.expect("noted");
    setting.pass(DAY * 2).await;
    assert!(setting.posts(schedule).await.is_empty());
    store
        .server_joined(guild, setting.services.now())
        .await
        .expect("noted");
    setting.pass(DAY).await;
    assert_eq!(setting.asked().len(), 1);
}

#[tokio::test]
async fn a_thread_that_is_deleted_before_its_first_message_holds_nothing_up() {
    let mut setting = Setting::with_questions(9).await;
    with_notices(&setting).await;
    let schedule = setting.daily(every_day()).await;
    // The thread opens, and its first message can't be sent yet.
    setting.outbox.fail(2, Fault::Before);
    setting.organise(DailyCommand::PostNow).await;
    let (card, thread) = setting.latest_thread(schedule).await;
    assert!(told(&setting, thread).is_empty());
    // It was on hold for another reason till then.
    let (store, now) = (setting.services.store.clone(), setting.services.now());
    let held = store.in_trouble(schedule, Cause::ThreadClosed, now).await;
    held.expect("noted");
    setting.outbox.refuse(thread, UNKNOWN_CHANNEL);
    setting.pass(SignedDuration::from_secs(30)).await;
    assert_eq!(setting.schedules().await[0].trouble, None, "at once");
    let post = setting.latest(schedule).await;
    assert_eq!(post.error, "", "it is done");
    let answer = "A readiness probe, and draining of the old pod.";
    setting.answers(7, card, false, answer).await;
    assert!(setting.attempts(7, card).await[0].private);
    setting.pass(DAY).await;
    assert_eq!(setting.asked().len(), 2, "the next day's comes");
    assert!(told(&setting, notices()).is_empty(), "nobody is bothered");
    let revealed = setting.posts(schedule).await[1].revealed;
    assert!(revealed.is_some(), "its reference is open");
}
