//! Modals and autocomplete choices: the answers to interactions that are not messages.

use std::collections::HashSet;

use serde_json::Value;
use twilight_validate::command::{
    CHOICES_LIMIT, OPTION_CHOICE_NAME_LENGTH_MAX, OPTION_CHOICE_STRING_VALUE_LENGTH_MAX,
};
use twilight_validate::component::{
    COMPONENT_COUNT, COMPONENT_CUSTOM_ID_LENGTH, TEXT_INPUT_LABEL_MAX, TEXT_INPUT_LENGTH_MAX,
    TEXT_INPUT_PLACEHOLDER_MAX,
};

use super::component::{check_custom_id, check_select, kind};
use super::{Problems, units};
use crate::rest::error::ApiResult;

const TITLE_LENGTH: usize = 45;

/// Checks the data of a modal.
pub fn check(data: &Value) -> ApiResult<()> {
    let mut problems = Problems::default();
    problems.text("data.title", &data["title"], 1, TITLE_LENGTH);
    problems.text(
        "data.custom_id",
        &data["custom_id"],
        1,
        COMPONENT_CUSTOM_ID_LENGTH,
    );
    let rows = problems.list("data.components", &data["components"]);
    problems.count("data.components", rows.len(), 1, COMPONENT_COUNT);
    let mut seen = HashSet::new();
    for (index, row) in rows.iter().enumerate() {
        check_row(
            row,
            &format!("data.components.{index}"),
            &mut seen,
            &mut problems,
        );
    }
    problems.finish()
}

fn check_row(row: &Value, place: &str, seen: &mut HashSet<String>, problems: &mut Problems) {
    match row["type"].as_u64() {
        Some(kind::ROW) => {
            let inside = problems.list(&format!("{place}.components"), &row["components"]);
            problems.count(&format!("{place}.components"), inside.len(), 1, 1);
            for (index, input) in inside.iter().enumerate() {
                let place = format!("{place}.components.{index}");
                problems.text(
                    &format!("{place}.label"),
                    &input["label"],
                    1,
                    TEXT_INPUT_LABEL_MAX,
                );
                check_input(input, &place, seen, problems);
            }
        }
        Some(kind::LABEL) => {
            problems.text(
                &format!("{place}.label"),
                &row["label"],
                1,
                TEXT_INPUT_LABEL_MAX,
            );
            problems.text(&format!("{place}.description"), &row["description"], 0, 100);
            let place = format!("{place}.component");
            if row["component"]["type"].as_u64() == Some(kind::TEXT_INPUT) {
                check_input(&row["component"], &place, seen, problems);
            } else {
                check_select(&row["component"], &place, seen, problems);
            }
        }
        Some(kind::TEXT_DISPLAY) => {}
        _ => problems.choices(
            &format!("{place}.type"),
            "Value must be one of (1, 10, 18).",
        ),
    }
}

fn check_input(input: &Value, place: &str, seen: &mut HashSet<String>, problems: &mut Problems) {
    if input["type"].as_u64() != Some(kind::TEXT_INPUT) {
        problems.choices(&format!("{place}.type"), "Value must be one of (4,).");
        return;
    }
    check_custom_id(input, place, seen, problems);
    if !matches!(input["style"].as_u64(), Some(1 | 2)) {
        problems.choices(&format!("{place}.style"), "Value must be one of (1, 2).");
    }
    let most = i64::try_from(TEXT_INPUT_LENGTH_MAX).unwrap_or(i64::MAX);
    problems.number(
        &format!("{place}.min_length"),
        &input["min_length"],
        0,
        most,
    );
    problems.number(
        &format!("{place}.max_length"),
        &input["max_length"],
        1,
        most,
    );
    problems.text(
        &format!("{place}.placeholder"),
        &input["placeholder"],
        0,
        TEXT_INPUT_PLACEHOLDER_MAX,
    );
    let max = input["max_length"]
        .as_u64()
        .and_then(|max| usize::try_from(max).ok())
        .unwrap_or(TEXT_INPUT_LENGTH_MAX);
    problems.text(&format!("{place}.value"), &input["value"], 0, max);
    if input["min_length"]
        .as_u64()
        .is_some_and(|min| min > max as u64)
    {
        problems.add(
            &format!("{place}.min_length"),
            "TEXT_INPUT_INVALID_RANGE",
            "min_length must not be above max_length",
        );
    }
}

/// Checks the data of an autocomplete answer.
pub fn check_choices(data: &Value) -> ApiResult<()> {
    let mut problems = Problems::default();
    if !data["choices"].is_array() {
        problems.required("data.choices");
    }
    let choices = problems.list("data.choices", &data["choices"]);
    if choices.len() > CHOICES_LIMIT {
        problems.count("data.choices", choices.len(), 0, CHOICES_LIMIT);
    }
    for (index, choice) in choices.iter().enumerate() {
        check_choice(choice, &format!("data.choices.{index}"), &mut problems);
    }
    problems.finish()
}

/// Checks one choice, of a command or of autocomplete.
pub fn check_choice(choice: &Value, place: &str, problems: &mut Problems) {
    problems.text(
        &format!("{place}.name"),
        &choice["name"],
        1,
        OPTION_CHOICE_NAME_LENGTH_MAX,
    );
    match &choice["value"] {
        Value::String(text) => {
            if text.is_empty() || units(text) > OPTION_CHOICE_STRING_VALUE_LENGTH_MAX {
                problems.count(
                    &format!("{place}.value"),
                    units(text),
                    1,
                    OPTION_CHOICE_STRING_VALUE_LENGTH_MAX,
                );
            }
        }
        Value::Number(_) => {}
        _ => problems.required(&format!("{place}.value")),
    }
}
