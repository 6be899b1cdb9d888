//! The options of slash commands.

use std::collections::HashSet;

use serde_json::Value;
use twilight_validate::command::{
    CHOICES_LIMIT, OPTION_DESCRIPTION_LENGTH_MAX, OPTION_NAME_LENGTH_MAX, OPTIONS_LIMIT,
    option_name,
};

use super::Problems;
use super::modal::check_choice;

/// The numbers that Discord gives to kinds of options.
pub mod kind {
    pub const SUBCOMMAND: u64 = 1;
    pub const GROUP: u64 = 2;
    pub const STRING: u64 = 3;
    pub const INTEGER: u64 = 4;
    pub const BOOLEAN: u64 = 5;
    pub const USER: u64 = 6;
    pub const CHANNEL: u64 = 7;
    pub const ROLE: u64 = 8;
    pub const MENTIONABLE: u64 = 9;
    pub const NUMBER: u64 = 10;
}

/// Discord's kinds of channels.
const CHANNEL_TYPES: [u64; 13] = [0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15, 16];

/// Checks a list of options. `depth` is how many subcommands are around it.
pub fn check(options: &[Value], place: &str, depth: u32, problems: &mut Problems) {
    if options.len() > OPTIONS_LIMIT {
        problems.count(place, options.len(), 0, OPTIONS_LIMIT);
    }
    let mut names = HashSet::new();
    let mut optional_seen = false;
    for (index, option) in options.iter().enumerate() {
        let place = format!("{place}.{index}");
        one(option, &place, depth, problems);
        if !names.insert(option["name"].as_str()) {
            problems.add(
                &format!("{place}.name"),
                "APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATED",
                "Option names must be unique",
            );
        }
        let required = option["required"] == true;
        if required && optional_seen {
            problems.add(
                &place,
                "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                "Required options must be placed before non-required options",
            );
        }
        optional_seen |= !required;
    }
}

fn one(option: &Value, place: &str, depth: u32, problems: &mut Problems) {
    let number = option["type"].as_u64();
    if !matches!(number, Some(1..=11)) {
        problems.choices(
            &format!("{place}.type"),
            "Value must be one of (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11).",
        );
    }
    check_name(&option["name"], &format!("{place}.name"), problems);
    problems.text(
        &format!("{place}.description"),
        &option["description"],
        1,
        OPTION_DESCRIPTION_LENGTH_MAX,
    );
    let inside = problems.list(&format!("{place}.options"), &option["options"]);
    match number {
        Some(kind::SUBCOMMAND | kind::GROUP) => {
            let too_deep = depth > u32::from(number == Some(kind::SUBCOMMAND));
            if too_deep {
                problems.add(
                    &format!("{place}.type"),
                    "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
                    "Sub-command and sub-command group option types cannot be nested like this",
                );
                return;
            }
            check(inside, &format!("{place}.options"), depth + 1, problems);
        }
        _ => {
            check_choices(option, place, problems);
            check_restrictions(option, place, problems);
        }
    }
}

/// What only some kinds of options may have.
fn check_restrictions(option: &Value, place: &str, problems: &mut Problems) {
    let number = option["type"].as_u64().unwrap_or(0);
    let numeric = [kind::INTEGER, kind::NUMBER];
    let typed = [kind::STRING, kind::INTEGER, kind::NUMBER];
    let restrictions: [(&str, &[u64]); 6] = [
        ("channel_types", &[kind::CHANNEL]),
        ("min_value", &numeric),
        ("max_value", &numeric),
        ("min_length", &[kind::STRING]),
        ("max_length", &[kind::STRING]),
        ("autocomplete", &typed),
    ];
    for (name, kinds) in restrictions {
        let value = &option[name];
        let given = !value.is_null() && *value != false && value.as_array() != Some(&Vec::new());
        if given && !kinds.contains(&number) {
            problems.add(
                &format!("{place}.{name}"),
                "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
                "This kind of option does not take it",
            );
        }
    }
    let types = problems.list(&format!("{place}.channel_types"), &option["channel_types"]);
    let known = |one: &Value| one.as_u64().is_some_and(|one| CHANNEL_TYPES.contains(&one));
    if !types.iter().all(known) {
        problems.choices(
            &format!("{place}.channel_types"),
            "Value must be one of (0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15, 16).",
        );
    }
}

fn check_name(name: &Value, place: &str, problems: &mut Problems) {
    problems.text(place, name, 1, OPTION_NAME_LENGTH_MAX);
    if name.as_str().is_some_and(|name| option_name(name).is_err()) {
        problems.add(
            place,
            "APPLICATION_COMMAND_INVALID_NAME",
            "Command name is invalid",
        );
    }
}

fn check_choices(option: &Value, place: &str, problems: &mut Problems) {
    let place = format!("{place}.choices");
    let choices = problems.list(&place, &option["choices"]);
    if choices.len() > CHOICES_LIMIT {
        problems.count(&place, choices.len(), 0, CHOICES_LIMIT);
    }
    if !choices.is_empty() && option["autocomplete"] == true {
        problems.add(
            &place,
            "APPLICATION_COMMAND_OPTIONS_CHOICES_AND_AUTOCOMPLETE",
            "An option has either choices or autocomplete",
        );
    }
    let mut names = HashSet::new();
    for (index, choice) in choices.iter().enumerate() {
        let place = format!("{place}.{index}");
        check_choice(choice, &place, problems);
        let fits = match option["type"].as_u64() {
            Some(kind::STRING) => choice["value"].is_string(),
            Some(kind::INTEGER) => choice["value"].is_i64(),
            Some(kind::NUMBER) => choice["value"].is_number(),
            _ => false,
        };
        if !fits {
            problems.choices(&place, "The value does not fit the type of the option.");
        }
        if !names.insert(choice["name"].as_str()) {
            problems.add(
                &place,
                "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_EXISTS",
                "Choice names must be unique",
            );
        }
    }
}
