//! The organisers' commands: `/daily` and `/settings`.
//!
//! They want Manage Server unless a server's admins delegate them, and work in servers only.

use serenity::builder::{CreateCommand, CreateCommandOption};
use serenity::model::Permissions;
use serenity::model::application::{CommandOptionType, InteractionContext};
use serenity::model::channel::ChannelType;

use super::{completed, difficulty, slash, subcommand, text};
use crate::domain::language::Language;
use crate::domain::reply::answers_label;
use crate::domain::schedule::{Answers, RevealAfter};

/// Where messages can be posted and threads be made from them.
const POSTABLE: [ChannelType; 2] = [ChannelType::Text, ChannelType::News];

pub(super) fn daily() -> CreateCommand {
    organisers("daily", "The question of the day: a new one in a channel")
        .add_option(setup())
        .add_option(on_schedule(
            "status",
            "What is scheduled, and what failed last",
        ))
        .add_option(on_schedule(
            "preview",
            "The next question, shown to you alone",
        ))
        .add_option(on_schedule("post-now", "Post today's question now"))
        .add_option(on_schedule("skip", "Another question for the next post"))
        .add_option(
            subcommand("next", "Choose the question for the next post")
                .add_sub_option(completed("question", "The question, by its title").required(true))
                .add_sub_option(schedule()),
        )
        .add_option(
            on_schedule("pause", "Post nothing for a while").add_sub_option(text(
                "until",
                "The day to start again, as YYYY-MM-DD; until you resume if left out",
            )),
        )
        .add_option(on_schedule("resume", "Go on after a pause"))
        .add_option(on_schedule("off", "Stop posting here for good"))
}

fn setup() -> CreateCommandOption {
    let answers = Answers::ALL.into_iter().fold(
        text(
            "answers",
            "When others' answers can be read; at once if left out",
        ),
        |option, each| option.add_string_choice(answers_label(each), each.name()),
    );
    subcommand("setup", "Schedule a question of the day in a channel")
        .add_sub_option(channel("channel", "Where to post it").required(true))
        .add_sub_option(text("time", "When, on the 24-hour clock, e.g. 09:00").required(true))
        .add_sub_option(
            completed("timezone", "Whose clock: a city near you, e.g. Paris").required(true),
        )
        .add_sub_option(text(
            "days",
            "every-day, weekdays, weekends, or a list such as mon,wed,fri; every day if left out",
        ))
        .add_sub_option(completed(
            "topic",
            "One topic, or several with commas between; all if left out",
        ))
        .add_sub_option(difficulty("How hard its questions are; all if left out"))
        .add_sub_option(role("role", "Whom to notify; nobody if left out"))
        .add_sub_option(
            CreateCommandOption::new(
                CommandOptionType::Integer,
                "reveal-after",
                "Hours until the reference answer is shown to everybody, 1 to 72; 22 if left out",
            )
            .min_int_value(1)
            .max_int_value(u64::from(RevealAfter::MOST)),
        )
        .add_sub_option(answers)
}

pub(super) fn settings() -> CreateCommand {
    let language = Language::ALL
        .into_iter()
        .fold(text("language", "The language I speak"), |option, each| {
            option.add_string_choice(each.own_name(), each.code())
        });
    organisers("settings", "How I work on this server")
        .add_option(subcommand("show", "What is set"))
        .add_option(
            subcommand("set", "Change one thing or more; the rest stays as it is")
                .add_sub_option(role(
                    "organiser-role",
                    "Who else may use organisers' buttons",
                ))
                .add_sub_option(channel("notices-channel", "Where I tell you about trouble"))
                .add_sub_option(channel(
                    "drill-channel",
                    "The one channel where drills open threads",
                ))
                .add_sub_option(language),
        )
}

/// Manage Server by default, and in servers only.
pub(super) fn organisers(name: &str, description: &str) -> CreateCommand {
    slash(name, description)
        .default_member_permissions(Permissions::MANAGE_GUILD)
        .contexts(vec![InteractionContext::Guild])
}

fn on_schedule(name: &str, description: &str) -> CreateCommandOption {
    subcommand(name, description).add_sub_option(schedule())
}

fn schedule() -> CreateCommandOption {
    completed("schedule", "Which one, where there are several")
}

fn channel(name: &str, description: &str) -> CreateCommandOption {
    CreateCommandOption::new(CommandOptionType::Channel, name, description)
        .channel_types(POSTABLE.to_vec())
}

fn role(name: &str, description: &str) -> CreateCommandOption {
    CreateCommandOption::new(CommandOptionType::Role, name, description)
}
