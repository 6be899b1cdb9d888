//! What organisers may and may not do, and what they are told.

use jiff::SignedDuration;

use super::every_day;
use crate::domain::action::Action;
use crate::domain::id::{ChannelId, GuildId, RoleId};
use crate::domain::permission::{Permission, Permissions};
use crate::domain::schedule::Occurrence;
use crate::domain::settings::Settings;
use crate::domain::view::{Response, View};
use crate::features::request::{DailyCommand, DailySetup, DrillRequest, SettingsChange};
use crate::features::tests::setting::Setting;
use crate::features::{Caller, Request, Stop};

fn said(outcome: Result<Response, Stop>) -> String {
    match outcome {
        Err(Stop::Say(view)) => view.text,
        other => panic!("{other:?}"),
    }
}

fn words(outcome: Result<Response, Stop>) -> View {
    match outcome {
        Ok(Response::Ephemeral(view)) => view,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn setting_up_names_the_next_five_posts() {
    let mut setting = Setting::with_questions(3).await;
    let wanted = DailySetup {
        days: Some("weekdays".to_owned()),
        timezone: "europe/paris".to_owned(),
        ..every_day()
    };
    let view = words(setting.set_up(wanted).await);
    let text = &view.embeds[0].description;
    // Tuesday the 3rd of November at nine in Paris, and the following working days.
    let first = 1_793_692_800;
    for day in [0, 1, 2, 3, 6] {
        let stamp = format!("<t:{}:F>", first + day * 86_400);
        assert!(text.contains(&stamp), "{stamp} in {text}");
    }
    assert_eq!(text.matches(":F>").count(), 5);
    assert!(text.contains("Europe/Paris"), "{text}");
    assert!(text.contains("every permission"), "{text}");
}

#[tokio::test]
async fn what_can_not_be_used_is_named_and_changes_nothing() {
    let mut setting = Setting::with_questions(3).await;
    let time = |time: &str| DailySetup {
        time: time.to_owned(),
        ..every_day()
    };
    let everyone = RoleId::new(1);
    for (wanted, expected) in [
        (time("25:00"), "no time of day"),
        (time("nine"), "no time of day"),
        (
            DailySetup {
                timezone: "Mars/Base".to_owned(),
                ..every_day()
            },
            "no time zone",
        ),
        (
            DailySetup {
                days: Some("someday".to_owned()),
                ..every_day()
            },
            "names no days",
        ),
        (
            DailySetup {
                topic: Some("cooking".to_owned()),
                ..every_day()
            },
            "no topic",
        ),
        (
            DailySetup {
                reveal_after: Some(73),
                ..every_day()
            },
            "1 to 72",
        ),
        (
            DailySetup {
                role: everyone,
                ..every_day()
            },
            "@everyone",
        ),
        (
            DailySetup {
                difficulty: Some(crate::domain::question::Difficulty::Hard),
                ..every_day()
            },
            "no question",
        ),
    ] {
        let told = said(setting.set_up(wanted).await);
        assert!(told.contains(expected), "{expected} in {told}");
    }
    assert!(setting.schedules().await.is_empty());
}

#[tokio::test]
async fn days_of_a_channel_do_not_overlap() {
    let mut setting = Setting::with_questions(3).await;
    let on = |days: &str| DailySetup {
        days: Some(days.to_owned()),
        ..every_day()
    };
    setting.daily(on("mon,wed")).await;
    setting.daily(on("tue,thu")).await;
    let refused = said(setting.set_up(on("weekdays")).await);
    assert!(refused.contains("on some of these days"), "{refused}");
    let elsewhere = DailySetup {
        channel: ChannelId::new(6).expect("not zero"),
        ..on("weekdays")
    };
    setting.daily(elsewhere).await;
    assert_eq!(setting.schedules().await.len(), 3);
    let which = said(setting.organise_or_not(DailyCommand::Preview).await);
    assert!(which.contains("Which one?"), "{which}");
}

#[tokio::test]
async fn buttons_are_for_organisers() {
    let mut setting = Setting::with_questions(9).await;
    let schedule = setting.daily(every_day()).await;
    let role = RoleId::new(5).expect("not zero");
    for action in [Action::AnotherQuestion(schedule), Action::PostNow(schedule)] {
        let refused = said(setting.ask(2, Request::Press(action)).await);
        assert!(refused.contains("for organisers"), "{refused}");
    }
    let guild = GuildId::new(1).expect("not zero");
    let settings = Settings {
        organiser_role: Some(role),
        ..Settings::default()
    };
    let store = setting.services.store.clone();
    store.set_settings(guild, &settings).await.expect("kept");
    let press = |caller: Caller| (caller, Request::Press(Action::AnotherQuestion(schedule)));
    let with_role = Caller {
        roles: vec![role],
        ..setting.caller(2)
    };
    let manager = Caller {
        may: Permissions::of(&[Permission::ManageServer]),
        ..setting.caller(3)
    };
    let elsewhere = Caller {
        guild: GuildId::new(2),
        may: Permissions::of(&[Permission::ManageServer]),
        ..setting.caller(4)
    };
    for (who, allowed) in [(with_role, true), (manager, true), (elsewhere, false)] {
        let (caller, request) = press(who);
        let outcome = Setting::carried_out(&setting.services, &caller, request).await;
        assert_eq!(
            matches!(outcome, Ok(Response::Update(_))),
            allowed,
            "{outcome:?}"
        );
    }
}

#[tokio::test]
async fn settings_keep_what_was_not_named() {
    let mut setting = Setting::new().await;
    let none = setting
        .ask(1, Request::SettingsSet(SettingsChange::default()))
        .await;
    assert!(said(none).contains("at least one"));
    let role = SettingsChange {
        organiser_role: RoleId::new(5),
        ..SettingsChange::default()
    };
    let channel = SettingsChange {
        notices_channel: ChannelId::new(60),
        ..SettingsChange::default()
    };
    setting
        .ask(1, Request::SettingsSet(role))
        .await
        .expect("set");
    setting
        .ask(1, Request::SettingsSet(channel))
        .await
        .expect("set");
    let shown = words(setting.ask(1, Request::SettingsShow).await);
    let text = &shown.embeds[0].description;
    assert!(text.contains("<@&5>") && text.contains("<#60>"), "{text}");
    let unknown = SettingsChange {
        language: Some("tlh".to_owned()),
        ..SettingsChange::default()
    };
    assert!(said(setting.ask(1, Request::SettingsSet(unknown)).await).contains("don't speak"));
}

#[tokio::test]
async fn drills_open_threads_in_the_chosen_channel_only() {
    let mut setting = Setting::new().await;
    let chosen = SettingsChange {
        drill_channel: ChannelId::new(6),
        ..SettingsChange::default()
    };
    setting
        .ask(1, Request::SettingsSet(chosen))
        .await
        .expect("set");
    let elsewhere = setting
        .ask(2, Request::Drill(DrillRequest::default()))
        .await;
    let card = words(elsewhere);
    assert!(card.text.contains("<#6>"), "{}", card.text);
    assert!(setting.outbox.threads().is_empty());
    let there = Caller {
        channel: ChannelId::new(6).expect("not zero"),
        ..setting.caller(2)
    };
    let request = Request::Drill(DrillRequest::default());
    let told = Setting::carried_out(&setting.services, &there, request).await;
    assert!(matches!(told, Ok(Response::Told)), "{told:?}");
    assert_eq!(setting.outbox.threads().len(), 1);
}

#[tokio::test]
async fn a_choice_goes_to_the_next_date_that_has_no_post_and_says_which() {
    let mut setting = Setting::with_questions(9).await;
    let schedule = setting.daily(every_day()).await;
    let choose = |number: usize| DailyCommand::Next(format!("core/question-{number}"));
    let told = setting.organise(choose(3)).await;
    assert!(
        told.text.starts_with("Chosen for 2026-11-03."),
        "{}",
        told.text
    );
    setting.pass(SignedDuration::from_hours(24)).await;
    assert_eq!(setting.asked(), ["Question 3"]);
    // As if the choice was made while that post was being claimed.
    let store = setting.services.store.clone();
    let known = store.schedule(schedule).await.expect("a read");
    let next = known.expect("a schedule").next.expect("tomorrow's");
    let claimed = Occurrence {
        date: next.date.yesterday().expect("a date"),
        at: next.at - SignedDuration::from_hours(24),
    };
    let seen = (Some(next), Some(claimed), Some(next.at));
    let set = store.set_next(schedule, seen.0, seen.1, seen.2).await;
    assert!(set.expect("set"));
    let told = setting.organise(choose(5)).await;
    assert!(
        told.text.starts_with("Chosen for 2026-11-04."),
        "{}",
        told.text
    );
    let stamp = format!("<t:{}:F>", next.at.as_second());
    assert!(told.text.contains(&stamp), "{}", told.text);
    setting.pass(SignedDuration::from_hours(24)).await;
    assert_eq!(setting.asked(), ["Question 3", "Question 5"]);
}

#[tokio::test]
async fn a_choice_at_the_very_moment_of_a_post_is_asked_on_the_date_that_was_said() {
    let mut setting = Setting::with_questions(9).await;
    let schedule = setting.daily(every_day()).await;
    setting.hand.advance(SignedDuration::from_hours(23));
    setting.hand.advance(SignedDuration::from_secs(5));
    for round in 0..12 {
        let services = setting.services.clone();
        let claiming = tokio::spawn(async move {
            let now = services.now();
            crate::features::daily::due::step(&services, now).await
        });
        let wanted = format!("core/question-{}", round % 9);
        let told = setting.organise(DailyCommand::Next(wanted.clone())).await;
        claiming.await.expect("no panic").expect("a step");
        let said = told.text.strip_prefix("Chosen for ").expect("a date");
        let said: jiff::civil::Date = said[..10].parse().expect("a date");
        let store = &setting.services.store;
        let asked = match store.post_on(schedule, said).await.expect("a read") {
            Some(post) => {
                let card = store.card(post.card.expect("a card")).await;
                card.expect("a read").expect("a card").question.id.clone()
            }
            None => {
                let plan = store.plan(schedule, said).await.expect("a read");
                plan.question.expect("it is planned")
            }
        };
        assert_eq!(asked.as_str(), wanted, "round {round}, for {said}");
        setting.run_jobs().await;
        setting.hand.advance(SignedDuration::from_hours(24));
    }
}
