//! `/daily` and `/settings`, decoded.

use serenity::model::channel::PartialChannel;

use super::caller::channel_kind;
use super::options::{Options, channel, difficulty, integer, role, subcommand, text};
use crate::domain::id::{ChannelId, GuildId};
use crate::domain::schedule::Answers;
use crate::features::Request;
use crate::features::request::{DailyCommand, DailySetup, SettingsChange};

pub(super) fn daily(options: &Options<'_>, guild: Option<GuildId>) -> Option<Request> {
    let (name, options) = subcommand(options)?;
    let what = match name {
        "setup" => {
            return setup(options, guild).map(Box::new).map(Request::DailySetup);
        }
        "status" => DailyCommand::Status,
        "preview" => DailyCommand::Preview,
        "post-now" => DailyCommand::PostNow,
        "skip" => DailyCommand::Skip,
        "next" => DailyCommand::Next(text(options, "question")?),
        "pause" => DailyCommand::Pause(text(options, "until")),
        "resume" => DailyCommand::Resume,
        "off" => DailyCommand::Off,
        _ => return None,
    };
    Some(Request::Daily {
        schedule: text(options, "schedule"),
        what,
    })
}

fn setup(options: &Options<'_>, guild: Option<GuildId>) -> Option<DailySetup> {
    let place = channel(options, "channel")?;
    Some(DailySetup {
        channel: id(place)?,
        channel_kind: channel_kind(Some(place.kind), guild),
        time: text(options, "time")?,
        timezone: text(options, "timezone")?,
        days: text(options, "days"),
        topic: text(options, "topic"),
        difficulty: difficulty(options),
        role: role(options, "role"),
        reveal_after: integer(options, "reveal-after"),
        answers: text(options, "answers")
            .and_then(|name| Answers::parse(&name))
            .unwrap_or_default(),
    })
}

pub(super) fn settings(options: &Options<'_>) -> Option<Request> {
    let (name, options) = subcommand(options)?;
    match name {
        "show" => Some(Request::SettingsShow),
        "set" => Some(Request::SettingsSet(SettingsChange {
            organiser_role: role(options, "organiser-role"),
            notices_channel: channel(options, "notices-channel").and_then(id),
            drill_channel: channel(options, "drill-channel").and_then(id),
            language: text(options, "language"),
        })),
        _ => None,
    }
}

fn id(channel: &PartialChannel) -> Option<ChannelId> {
    ChannelId::new(channel.id.get())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use serenity::model::application::Interaction;

    use super::*;
    use crate::domain::id::{RoleId, UserId};
    use crate::domain::question::Difficulty;
    use crate::features::ChannelKind;
    use crate::features::request::{Suggest, Suggested};

    /// An interaction of this type (2 a command, 4 suggestions) as Discord sends it.
    fn interaction(kind: u8, command: &str, subcommand: &str, options: &Value) -> Interaction {
        let value = json!({
            "id": "50", "application_id": "77", "type": kind, "token": "t", "version": 1,
            "guild_id": "3", "channel_id": "5", "app_permissions": "0", "locale": "en-GB",
            "entitlements": [], "authorizing_integration_owners": {}, "attachment_size_limit": 0,
            "context": 0,
            "channel": {"id": "5", "type": 0, "name": "general", "permissions": "0"},
            "member": {
                "user": {"id": "7", "username": "somebody", "discriminator": "0", "avatar": null},
                "roles": ["31"], "joined_at": "2026-01-01T00:00:00Z", "deaf": false,
                "mute": false, "flags": 0, "permissions": "32",
            },
            "data": {
                "id": "60", "name": command, "type": 1,
                "options": [{"type": 1, "name": subcommand, "options": options}],
                "resolved": {
                    "channels": {"6": {
                        "id": "6", "type": 5, "name": "daily", "permissions": "0",
                    }, "8": {
                        "id": "8", "type": 13, "name": "stage", "permissions": "0",
                    }},
                    "roles": {"30": {
                        "id": "30", "name": "learners", "color": 0, "hoist": false,
                        "colors": {"primary_color": 0},
                        "managed": false, "mentionable": true, "permissions": "0", "position": 1,
                    }},
                },
            },
        });
        serde_json::from_value(value).expect("an interaction as Discord sends it")
    }

    fn request(command: &str, subcommand: &str, options: &Value) -> Option<Request> {
        let us = UserId::new(9).expect("not zero");
        let interaction = interaction(2, command, subcommand, options);
        super::super::interaction(&interaction, us)
            .ok()
            .map(|decoded| decoded.request)
    }

    fn suggested(subcommand: &str, option: &str) -> Option<Request> {
        let us = UserId::new(9).expect("not zero");
        // Others that were filled in come along, and may not exist.
        let options = json!([
            {"type": 7, "name": "channel", "value": "99"},
            {"type": 8, "name": "role", "value": "98"},
            {"type": 4, "name": "reveal-after", "value": 4},
            {"type": 3, "name": option, "value": "par", "focused": true},
        ]);
        let interaction = interaction(4, "daily", subcommand, &options);
        super::super::interaction(&interaction, us)
            .ok()
            .map(|decoded| decoded.request)
    }

    #[test]
    fn a_setup_is_taken_as_typed() {
        let options = json!([
            {"type": 7, "name": "channel", "value": "6"},
            {"type": 3, "name": "time", "value": "9:00"},
            {"type": 3, "name": "timezone", "value": "paris"},
            {"type": 3, "name": "days", "value": "mon"},
            {"type": 3, "name": "topic", "value": "aws,kubernetes"},
            {"type": 3, "name": "difficulty", "value": "hard"},
            {"type": 8, "name": "role", "value": "30"},
            {"type": 4, "name": "reveal-after", "value": 12},
            {"type": 3, "name": "answers", "value": "after-own"},
        ]);
        let expected = DailySetup {
            channel: ChannelId::new(6).expect("not zero"),
            channel_kind: ChannelKind::Text,
            time: "9:00".to_owned(),
            timezone: "paris".to_owned(),
            days: Some("mon".to_owned()),
            topic: Some("aws,kubernetes".to_owned()),
            difficulty: Some(Difficulty::Hard),
            role: RoleId::new(30),
            reveal_after: Some(12),
            answers: Answers::AfterOwn,
        };
        assert_eq!(
            request("daily", "setup", &options),
            Some(Request::DailySetup(Box::new(expected)))
        );
    }

    #[test]
    fn a_setup_needs_channel_time_and_zone_and_no_more() {
        let needed = json!([
            {"type": 7, "name": "channel", "value": "8"},
            {"type": 3, "name": "time", "value": "9:00"},
            {"type": 3, "name": "timezone", "value": "Europe/Paris"},
        ]);
        let Some(Request::DailySetup(setup)) = request("daily", "setup", &needed) else {
            panic!("not a setup");
        };
        assert_eq!(setup.channel_kind, ChannelKind::Other);
        assert_eq!(setup.answers, Answers::Open);
        assert_eq!((setup.role, setup.reveal_after), (None, None));
        for missing in 0..3 {
            let mut less = needed.clone();
            less.as_array_mut().expect("a list").remove(missing);
            assert_eq!(request("daily", "setup", &less), None);
        }
    }

    #[test]
    fn every_other_subcommand_may_name_its_schedule() {
        let named = json!({"type": 3, "name": "schedule", "value": "12"});
        let check = |name: &str, options: Value, what: DailyCommand| {
            let schedule = options.as_array().expect("a list").contains(&named);
            let expected = Request::Daily {
                schedule: schedule.then(|| "12".to_owned()),
                what,
            };
            assert_eq!(request("daily", name, &options), Some(expected), "{name}");
        };
        check("status", json!([]), DailyCommand::Status);
        check("preview", json!([named]), DailyCommand::Preview);
        check("post-now", json!([named]), DailyCommand::PostNow);
        check("skip", json!([]), DailyCommand::Skip);
        let question = json!({"type": 3, "name": "question", "value": "core/x"});
        check(
            "next",
            json!([question, named]),
            DailyCommand::Next("core/x".to_owned()),
        );
        let until = json!({"type": 3, "name": "until", "value": "2026-12-31"});
        check(
            "pause",
            json!([named, until]),
            DailyCommand::Pause(Some("2026-12-31".to_owned())),
        );
        check("pause", json!([]), DailyCommand::Pause(None));
        check("resume", json!([named]), DailyCommand::Resume);
        check("off", json!([]), DailyCommand::Off);
        assert_eq!(request("daily", "next", &json!([])), None);
        assert_eq!(request("daily", "tomorrow", &json!([])), None);
    }

    #[test]
    fn settings_change_what_is_named() {
        assert_eq!(
            request("settings", "show", &json!([])),
            Some(Request::SettingsShow)
        );
        let options = json!([
            {"type": 8, "name": "organiser-role", "value": "30"},
            {"type": 7, "name": "notices-channel", "value": "6"},
            {"type": 3, "name": "language", "value": "en"},
        ]);
        let expected = SettingsChange {
            organiser_role: RoleId::new(30),
            notices_channel: ChannelId::new(6),
            drill_channel: None,
            language: Some("en".to_owned()),
        };
        assert_eq!(
            request("settings", "set", &options),
            Some(Request::SettingsSet(expected))
        );
    }

    #[test]
    fn options_are_completed_by_what_they_name() {
        for (subcommand, option, what) in [
            ("setup", "timezone", Suggested::TimeZone),
            ("setup", "topic", Suggested::Topics),
            ("off", "schedule", Suggested::Schedule),
            ("next", "question", Suggested::Question),
        ] {
            let expected = Request::Suggest(Suggest {
                what,
                typed: "par".to_owned(),
            });
            assert_eq!(suggested(subcommand, option), Some(expected), "{option}");
        }
        assert_eq!(suggested("setup", "days"), None);
    }
}
