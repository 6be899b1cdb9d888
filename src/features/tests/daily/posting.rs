//! On time, exactly once, whatever happens.

use std::collections::HashSet;

use jiff::SignedDuration;
use jiff::civil::date;

use super::every_day;
use crate::domain::view::View;
use crate::features::daily::due;
use crate::features::request::{DailyCommand, DailySetup};
use crate::features::tests::double::Fault;
use crate::features::tests::setting::{Setting, channel};
use crate::features::{Stop, jobs};

const HOUR: SignedDuration = SignedDuration::from_hours(1);
/// From ten in the morning to shortly after nine of the next day.
const TO_THE_NEXT_POST: SignedDuration = SignedDuration::from_secs(23 * 3600 + 10);

#[tokio::test]
async fn a_post_is_made_on_its_day_and_no_second_one() {
    let mut setting = Setting::with_questions(5).await;
    let schedule = setting.daily(every_day()).await;
    setting.tick().await;
    assert!(setting.asked().is_empty(), "today's hour is over");
    setting.pass(TO_THE_NEXT_POST).await;
    setting.tick().await;
    setting.pass(HOUR).await;
    assert_eq!(setting.asked().len(), 1);
    assert_eq!(setting.outbox.messages(), 2, "card and opening message");
    let title = &setting.asked()[0];
    assert_eq!(setting.outbox.threads(), [format!("Daily · {title}")]);
    let post = setting.latest(schedule).await;
    assert_eq!((post.date, post.late), (date(2026, 11, 3), false));
    let next = setting.schedules().await[0].next.expect("a next one");
    assert_eq!(next.date, date(2026, 11, 4));
}

#[tokio::test]
async fn no_question_returns_before_the_bank_is_used_up() {
    let mut setting = Setting::with_questions(5).await;
    setting.daily(every_day()).await;
    for _ in 0..10 {
        setting.pass(SignedDuration::from_hours(24)).await;
    }
    let asked = setting.asked();
    assert_eq!(asked.len(), 10);
    assert_eq!(asked[..5].iter().collect::<HashSet<_>>().len(), 5);
    assert_eq!(asked[..5], asked[5..]);
}

#[tokio::test]
async fn a_post_that_dies_at_any_request_is_completed_once() {
    // Card, thread, opening message: three requests.
    for number in 0..3 {
        for fault in [Fault::Before, Fault::After] {
            let mut setting = Setting::with_questions(5).await;
            setting.daily(every_day()).await;
            setting.hand.advance(TO_THE_NEXT_POST);
            setting.outbox.fail(number, fault);
            setting.tick().await;
            setting.outbox.forget_nonces();
            setting.die().await;
            setting.tick().await;
            let at = format!("request {number}, {fault:?}");
            assert_eq!(setting.asked().len(), 1, "{at}: one card");
            assert_eq!(setting.outbox.threads().len(), 1, "{at}");
            assert_eq!(setting.outbox.messages(), 2, "{at}");
        }
    }
}

#[tokio::test]
async fn what_is_late_by_less_than_six_hours_is_posted_and_says_so() {
    let mut setting = Setting::with_questions(5).await;
    let schedule = setting.daily(every_day()).await;
    setting.pass(TO_THE_NEXT_POST + HOUR * 5).await;
    assert_eq!(setting.asked().len(), 1);
    assert!(setting.latest(schedule).await.late);
    let card = &setting.outbox.channel(channel())[0];
    assert!(card.text.contains("I was away"), "{}", card.text);
}

#[tokio::test]
async fn what_is_later_is_recorded_as_missed_and_shown_in_the_status() {
    let mut setting = Setting::with_questions(5).await;
    let schedule = setting.daily(every_day()).await;
    setting
        .pass(TO_THE_NEXT_POST + HOUR * 24 * 3 + HOUR * 7)
        .await;
    assert!(setting.asked().is_empty());
    let missed: Vec<_> = setting.posts(schedule).await;
    let dates: Vec<_> = missed.iter().map(|post| post.date.day()).collect();
    assert_eq!(dates, [6, 5, 4, 3]);
    assert!(missed.iter().all(|post| post.card.is_none()));
    let status = setting.organise(DailyCommand::Status).await;
    let words = &status.embeds[0].description;
    assert!(words.contains("2026-11-06: missed"), "{words}");
    setting.pass(HOUR * 17).await;
    assert_eq!(setting.asked().len(), 1, "it goes on the next day");
}

#[tokio::test]
async fn many_processes_claim_a_post_once() {
    let mut setting = Setting::with_questions(5).await;
    setting.daily(every_day()).await;
    setting.hand.advance(TO_THE_NEXT_POST);
    let now = setting.services.now();
    let steps = (0..8).map(|_| {
        let services = setting.services.clone();
        tokio::spawn(async move { due::step(&services, now).await.expect("a step").claimed })
    });
    let claimed: Vec<_> = futures_util::future::join_all(steps).await;
    let claimed: usize = claimed.into_iter().map(|one| one.expect("it ran")).sum();
    assert_eq!(claimed, 1);
    setting.run_jobs().await;
    assert_eq!(setting.asked().len(), 1);
}

#[tokio::test]
async fn a_new_time_or_zone_never_makes_a_second_post_of_a_date() {
    let mut setting = Setting::with_questions(9).await;
    let schedule = setting.daily(every_day()).await;
    setting.pass(TO_THE_NEXT_POST).await;
    for (time, timezone) in [
        ("09:30", "UTC"),
        ("23:00", "America/Los_Angeles"),
        ("12:00", "Pacific/Kiritimati"),
        ("09:05", "Pacific/Pago_Pago"),
    ] {
        let changed = setting
            .daily(DailySetup {
                time: time.to_owned(),
                timezone: timezone.to_owned(),
                ..every_day()
            })
            .await;
        assert_eq!(changed, schedule, "the same one, changed");
        for _ in 0..36 {
            setting.pass(HOUR).await;
        }
    }
    let posts = setting.posts(schedule).await;
    let dates: HashSet<_> = posts.iter().map(|post| post.date).collect();
    assert_eq!(dates.len(), posts.len());
    assert_eq!(setting.asked().len(), posts.len());
    assert!(posts.len() >= 5, "{posts:?}");
}

#[tokio::test]
async fn stopping_and_setting_up_again_makes_no_second_post_of_a_date() {
    let mut setting = Setting::with_questions(9).await;
    setting.daily(every_day()).await;
    setting.pass(TO_THE_NEXT_POST).await;
    setting.organise(DailyCommand::Off).await;
    setting.pass(HOUR).await;
    setting
        .daily(DailySetup {
            time: "12:00".to_owned(),
            ..every_day()
        })
        .await;
    setting.pass(HOUR * 4).await;
    assert_eq!(setting.asked().len(), 1, "today has its question");
    setting.pass(HOUR * 24).await;
    assert_eq!(setting.asked().len(), 2);
}

#[tokio::test]
async fn the_preview_tells_what_is_posted_after_skips_and_choices() {
    let mut setting = Setting::with_questions(9).await;
    setting.daily(every_day()).await;
    let first = title(&setting.organise(DailyCommand::Preview).await);
    let second = title(&setting.organise(DailyCommand::Skip).await);
    assert_ne!(first, second);
    assert_eq!(
        title(&setting.organise(DailyCommand::Preview).await),
        second
    );
    setting.pass(TO_THE_NEXT_POST).await;
    assert_eq!(setting.asked(), std::slice::from_ref(&second));
    let chosen = DailyCommand::Next("Question 3".to_owned());
    assert_eq!(title(&setting.organise(chosen).await), "Question 3");
    setting.pass(HOUR * 24).await;
    assert_eq!(setting.asked(), [second, "Question 3".to_owned()]);
}

#[tokio::test]
async fn post_now_takes_the_place_of_the_scheduled_one() {
    let mut setting = Setting::with_questions(9).await;
    let schedule = setting.daily(every_day()).await;
    setting.hand.advance(HOUR * 20);
    let previewed = title(&setting.organise(DailyCommand::Preview).await);
    let posted = setting.organise(DailyCommand::PostNow).await;
    assert!(
        posted.text.starts_with("Posted: https://"),
        "{}",
        posted.text
    );
    assert_eq!(setting.asked(), [previewed]);
    setting.pass(HOUR * 4).await;
    assert_eq!(setting.asked().len(), 1);
    let refused = setting.organise_or_not(DailyCommand::PostNow).await;
    let Err(Stop::Say(view)) = refused else {
        panic!("{refused:?}");
    };
    assert!(
        view.text.contains("https://discord.com/channels/1/5/"),
        "{}",
        view.text
    );
    setting.pass(HOUR * 24).await;
    assert_eq!(setting.posts(schedule).await.len(), 2);
}

#[tokio::test]
async fn post_now_on_a_day_without_a_post_asks_what_the_preview_shows() {
    let mut setting = Setting::with_questions(9).await;
    setting
        .daily(DailySetup {
            days: Some("fri".to_owned()),
            ..every_day()
        })
        .await;
    let previewed = title(&setting.organise(DailyCommand::Preview).await);
    setting.organise(DailyCommand::PostNow).await;
    assert_eq!(setting.asked(), std::slice::from_ref(&previewed));
    let after = title(&setting.organise(DailyCommand::Preview).await);
    assert_ne!(after, previewed, "Friday gets another one");
    setting.pass(HOUR * 24 * 4).await;
    assert_eq!(setting.asked(), [previewed, after]);
}

#[tokio::test]
async fn a_pause_ends_by_itself_or_by_hand() {
    let mut setting = Setting::with_questions(9).await;
    setting.daily(every_day()).await;
    let until = DailyCommand::Pause(Some("2026-11-05".to_owned()));
    setting.organise(until).await;
    for _ in 0..4 {
        setting.pass(SignedDuration::from_hours(24)).await;
    }
    assert_eq!(setting.asked().len(), 2, "on the 5th and 6th");
    setting.organise(DailyCommand::Pause(None)).await;
    setting.pass(SignedDuration::from_hours(72)).await;
    assert_eq!(setting.asked().len(), 2);
    setting.organise(DailyCommand::Resume).await;
    setting.tick().await;
    assert_eq!(setting.asked().len(), 2, "nothing is made up for");
    setting.pass(SignedDuration::from_hours(24)).await;
    assert_eq!(setting.asked().len(), 3);
}

#[tokio::test]
async fn jobs_of_a_post_that_is_gone_do_nothing() {
    let mut setting = Setting::with_questions(3).await;
    setting.daily(every_day()).await;
    setting.hand.advance(TO_THE_NEXT_POST);
    let now = setting.services.now();
    due::step(&setting.services, now).await.expect("a step");
    setting.organise(DailyCommand::Off).await;
    let store = &setting.services.store;
    for (job, _) in store.due_background_jobs(now, 9).await.expect("a read") {
        jobs::claim_and_run(&setting.services, job)
            .await
            .expect("recorded");
    }
    assert!(
        setting.asked().is_empty(),
        "it was stopped before it was sent"
    );
}

fn title(view: &View) -> String {
    view.embeds.first().expect("a question").title.clone()
}
