//! Application commands.

use std::collections::HashSet;

use serde_json::Value;
use twilight_validate::command::{
    DESCRIPTION_LENGTH_MAX, GUILD_COMMAND_LIMIT, NAME_LENGTH_MAX, chat_input_name,
};

use super::{Problems, option, units};

/// The characters of all names, descriptions and choice values of one command.
const TOTAL_LENGTH: usize = 8_000;

/// User and message commands of one scope, each.
const CONTEXT_COMMANDS_MAX: usize = 15;

/// The numbers that Discord gives to kinds of commands.
pub mod kind {
    pub const CHAT_INPUT: u64 = 1;
    pub const MESSAGE: u64 = 3;
}

/// The kind of a command; slash commands need not say.
pub fn kind_of(command: &Value) -> u64 {
    command["type"].as_u64().unwrap_or(kind::CHAT_INPUT)
}

/// Checks a whole list of commands, as the bulk overwrite takes them.
pub fn check_all(commands: &[Value], problems: &mut Problems) {
    let mut seen = HashSet::new();
    for (index, command) in commands.iter().enumerate() {
        let place = index.to_string();
        check(command, &place, problems);
        if !seen.insert((kind_of(command), command["name"].as_str())) {
            problems.add(
                &place,
                "APPLICATION_COMMANDS_DUPLICATE_NAME",
                "Application command names must be unique",
            );
        }
    }
    for number in 1..=3 {
        let count = commands.iter().filter(|one| kind_of(one) == number).count();
        let most = if number == kind::CHAT_INPUT {
            GUILD_COMMAND_LIMIT
        } else {
            CONTEXT_COMMANDS_MAX
        };
        if count > most {
            problems.add(
                "_",
                "BASE_TYPE_MAX_LENGTH",
                &format!("Must be {most} or fewer in length."),
            );
        }
    }
}

/// Checks one command; `place` is empty for a command that is the whole body.
pub fn check(command: &Value, place: &str, problems: &mut Problems) {
    let at = |name: &str| match place {
        "" => name.to_owned(),
        place => format!("{place}.{name}"),
    };
    let number = kind_of(command);
    problems.text(&at("name"), &command["name"], 1, NAME_LENGTH_MAX);
    match number {
        kind::CHAT_INPUT => {
            if let Some(name) = command["name"].as_str()
                && chat_input_name(name).is_err()
            {
                problems.add(
                    &at("name"),
                    "APPLICATION_COMMAND_INVALID_NAME",
                    "Command name is invalid",
                );
            }
            problems.text(
                &at("description"),
                &command["description"],
                1,
                DESCRIPTION_LENGTH_MAX,
            );
            let options = problems.list(&at("options"), &command["options"]);
            option::check(options, &at("options"), 0, problems);
        }
        2 | 3 => check_context_command(command, &at("description"), &at("options"), problems),
        _ => problems.choices(&at("type"), "Value must be one of (1, 2, 3, 4)."),
    }
    check_permissions(command, &at("default_member_permissions"), problems);
    check_numbers(command, &at("contexts"), "contexts", 3, problems);
    check_numbers(
        command,
        &at("integration_types"),
        "integration_types",
        2,
        problems,
    );
    if total_length(command) > TOTAL_LENGTH {
        problems.add(
            &at("name"),
            "APPLICATION_COMMAND_TOO_LARGE",
            &format!("Command exceeds maximum size ({TOTAL_LENGTH})"),
        );
    }
}

fn check_context_command(command: &Value, about: &str, options: &str, problems: &mut Problems) {
    if command["description"]
        .as_str()
        .is_some_and(|text| !text.is_empty())
    {
        problems.add(
            about,
            "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_NOT_ALLOWED",
            "Context menu commands cannot have description",
        );
    }
    if command["options"]
        .as_array()
        .is_some_and(|all| !all.is_empty())
    {
        problems.add(
            options,
            "APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS_NOT_ALLOWED",
            "Context menu commands cannot have options",
        );
    }
}

fn check_permissions(command: &Value, place: &str, problems: &mut Problems) {
    let value = &command["default_member_permissions"];
    let fits = value.is_null()
        || value.is_u64()
        || value
            .as_str()
            .is_some_and(|text| text.parse::<u64>().is_ok());
    if !fits {
        problems.add(place, "BITFIELD_TYPE_CONVERT", "Not a permission bit field");
    }
}

/// Checks a list of numbers below `end`.
fn check_numbers(command: &Value, place: &str, name: &str, end: u64, problems: &mut Problems) {
    for (index, one) in problems.list(place, &command[name]).iter().enumerate() {
        if one.as_u64().is_none_or(|one| one >= end) {
            let known: Vec<_> = (0..end).map(|one| one.to_string()).collect();
            problems.choices(
                &format!("{place}.{index}"),
                &format!("Value must be one of ({}).", known.join(", ")),
            );
        }
    }
}

fn total_length(part: &Value) -> usize {
    let of = |value: &Value| value.as_str().map_or(0, units);
    let choices = part["choices"].as_array().into_iter().flatten();
    let options = part["options"].as_array().into_iter().flatten();
    of(&part["name"])
        + of(&part["description"])
        + choices
            .map(|choice| of(&choice["name"]) + of(&choice["value"]))
            .sum::<usize>()
        + options.map(total_length).sum::<usize>()
}
