//! Components of messages: rows of buttons and selects, and the newer layout components.

use std::collections::HashSet;

use serde_json::{Value, json};
use twilight_validate::component::{
    ACTION_ROW_COMPONENT_COUNT, COMPONENT_BUTTON_LABEL_LENGTH, COMPONENT_COUNT,
    COMPONENT_CUSTOM_ID_LENGTH, COMPONENT_V2_COUNT, SELECT_MAXIMUM_VALUES_LIMIT,
    SELECT_OPTION_COUNT, SELECT_OPTION_DESCRIPTION_LENGTH, SELECT_OPTION_LABEL_LENGTH,
    SELECT_OPTION_VALUE_LENGTH, SELECT_PLACEHOLDER_LENGTH,
};

use super::Problems;

const URL_LENGTH: usize = 512;
const TEXT_DISPLAY_LENGTH: usize = 4_000;

/// The numbers that Discord gives to components.
pub mod kind {
    pub const ROW: u64 = 1;
    pub const BUTTON: u64 = 2;
    pub const STRING_SELECT: u64 = 3;
    pub const TEXT_INPUT: u64 = 4;
    pub const CHANNEL_SELECT: u64 = 8;
    pub const TEXT_DISPLAY: u64 = 10;
    pub const LABEL: u64 = 18;
}

/// Checks the components of a message; `layout` says that it has the newer ones.
pub fn check(components: &[Value], layout: bool, problems: &mut Problems) {
    let mut custom_ids = HashSet::new();
    if layout {
        check_layout(components, &mut custom_ids, problems);
        return;
    }
    if components.len() > COMPONENT_COUNT {
        problems.count("components", components.len(), 0, COMPONENT_COUNT);
    }
    for (index, row) in components.iter().enumerate() {
        let place = format!("components.{index}");
        if row["type"].as_u64() == Some(kind::ROW) {
            check_row(row, &place, &mut custom_ids, problems);
        } else {
            problems.choices(&format!("{place}.type"), "Value must be one of (1,).");
        }
    }
}

fn check_row(row: &Value, place: &str, seen: &mut HashSet<String>, problems: &mut Problems) {
    let place = format!("{place}.components");
    let inside = problems.list(&place, &row["components"]);
    problems.count(&place, inside.len(), 1, ACTION_ROW_COMPONENT_COUNT);
    let selects = inside
        .iter()
        .filter(|one| is_select(one["type"].as_u64()))
        .count();
    if selects > 0 && inside.len() > 1 {
        problems.add(
            &place,
            "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
            "The specified component exceeds the maximum width",
        );
    }
    for (index, component) in inside.iter().enumerate() {
        check_interactive(component, &format!("{place}.{index}"), seen, problems);
    }
}

fn is_select(number: Option<u64>) -> bool {
    number == Some(kind::STRING_SELECT) || matches!(number, Some(5..=kind::CHANNEL_SELECT))
}

fn check_interactive(
    component: &Value,
    place: &str,
    seen: &mut HashSet<String>,
    problems: &mut Problems,
) {
    match component["type"].as_u64() {
        Some(kind::BUTTON) => check_button(component, place, seen, problems),
        number if is_select(number) => check_select(component, place, seen, problems),
        _ => problems.choices(
            &format!("{place}.type"),
            "Value must be one of (2, 3, 5, 6, 7, 8).",
        ),
    }
}

fn check_button(button: &Value, place: &str, seen: &mut HashSet<String>, problems: &mut Problems) {
    problems.text(
        &format!("{place}.label"),
        &button["label"],
        0,
        COMPONENT_BUTTON_LABEL_LENGTH,
    );
    let style = button["style"].as_u64();
    match style {
        Some(1..=4) => {
            check_custom_id(button, place, seen, problems);
            if !button["url"].is_null() {
                problems.add(
                    &format!("{place}.url"),
                    "BUTTON_COMPONENT_URL_NOT_ALLOWED",
                    "Only link buttons have a url",
                );
            }
        }
        Some(5) => check_link(button, place, problems),
        Some(6) => {}
        _ => problems.choices(
            &format!("{place}.style"),
            "Value must be one of (1, 2, 3, 4, 5, 6).",
        ),
    }
    let has_label = button["label"]
        .as_str()
        .is_some_and(|text| !text.is_empty());
    if style != Some(6) && !has_label && !button["emoji"].is_object() {
        problems.add(
            &format!("{place}.label"),
            "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED",
            "A button needs a label or an emoji",
        );
    }
}

fn check_link(button: &Value, place: &str, problems: &mut Problems) {
    problems.text(&format!("{place}.url"), &button["url"], 1, URL_LENGTH);
    if !button["custom_id"].is_null() {
        problems.add(
            &format!("{place}.custom_id"),
            "BUTTON_COMPONENT_CUSTOM_ID_AND_URL",
            "A button has either a custom_id or a url",
        );
    }
    let scheme = button["url"].as_str().and_then(|url| url.split_once("://"));
    if !matches!(scheme, Some(("http" | "https" | "discord", _))) {
        problems.add(
            &format!("{place}.url"),
            "URL_TYPE_INVALID_SCHEME",
            "Scheme must be one of ('http', 'https', 'discord').",
        );
    }
}

/// Checks that a custom_id is there, short enough, and the only one of its kind.
pub fn check_custom_id(
    component: &Value,
    place: &str,
    seen: &mut HashSet<String>,
    problems: &mut Problems,
) {
    let place = format!("{place}.custom_id");
    let id = &component["custom_id"];
    problems.text(&place, id, 1, COMPONENT_CUSTOM_ID_LENGTH);
    if let Some(id) = id.as_str()
        && !seen.insert(id.to_owned())
    {
        problems.add(
            &place,
            "COMPONENT_CUSTOM_ID_DUPLICATED",
            "Component custom id cannot be duplicated",
        );
    }
}

/// Checks a select of any kind.
pub fn check_select(
    select: &Value,
    place: &str,
    seen: &mut HashSet<String>,
    problems: &mut Problems,
) {
    check_custom_id(select, place, seen, problems);
    problems.text(
        &format!("{place}.placeholder"),
        &select["placeholder"],
        0,
        SELECT_PLACEHOLDER_LENGTH,
    );
    let most = i64::try_from(SELECT_MAXIMUM_VALUES_LIMIT).unwrap_or(i64::MAX);
    problems.number(
        &format!("{place}.min_values"),
        &select["min_values"],
        0,
        most,
    );
    problems.number(
        &format!("{place}.max_values"),
        &select["max_values"],
        1,
        most,
    );
    let min = select["min_values"].as_u64().unwrap_or(1);
    let max = select["max_values"].as_u64().unwrap_or(1);
    if min > max {
        problems.add(
            &format!("{place}.min_values"),
            "SELECT_COMPONENT_INVALID_RANGE",
            "min_values must not be above max_values",
        );
    }
    if select["type"].as_u64() == Some(kind::STRING_SELECT) {
        check_options(select, place, max, problems);
    }
}

fn check_options(select: &Value, place: &str, max: u64, problems: &mut Problems) {
    let place = format!("{place}.options");
    let options = problems.list(&place, &select["options"]);
    problems.count(&place, options.len(), 1, SELECT_OPTION_COUNT);
    let mut values = HashSet::new();
    let mut defaults = 0;
    for (index, option) in options.iter().enumerate() {
        let place = format!("{place}.{index}");
        let text = |name: &str, min, max, problems: &mut Problems| {
            problems.text(&format!("{place}.{name}"), &option[name], min, max);
        };
        text("label", 1, SELECT_OPTION_LABEL_LENGTH, problems);
        text("value", 1, SELECT_OPTION_VALUE_LENGTH, problems);
        text("description", 0, SELECT_OPTION_DESCRIPTION_LENGTH, problems);
        defaults += u64::from(option["default"] == true);
        if !values.insert(option["value"].as_str()) {
            problems.add(
                &format!("{place}.value"),
                "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                "The specified option value is already used",
            );
        }
    }
    if defaults > max || usize::try_from(max).is_ok_and(|max| max > options.len().max(1)) {
        problems.add(
            &place,
            "SELECT_COMPONENT_INVALID_RANGE",
            "max_values and defaults must fit the number of options",
        );
    }
}

fn check_layout(components: &[Value], seen: &mut HashSet<String>, problems: &mut Problems) {
    let mut count = 0;
    for (index, component) in components.iter().enumerate() {
        check_layout_part(
            component,
            &format!("components.{index}"),
            seen,
            &mut count,
            problems,
        );
    }
    if count > COMPONENT_V2_COUNT {
        problems.count("components", count, 0, COMPONENT_V2_COUNT);
    }
}

fn check_layout_part(
    component: &Value,
    place: &str,
    seen: &mut HashSet<String>,
    count: &mut usize,
    problems: &mut Problems,
) {
    *count += 1;
    match component["type"].as_u64() {
        Some(kind::ROW) => {
            *count += component["components"].as_array().map_or(0, Vec::len);
            check_row(component, place, seen, problems);
        }
        Some(kind::TEXT_DISPLAY) => problems.text(
            &format!("{place}.content"),
            &component["content"],
            1,
            TEXT_DISPLAY_LENGTH,
        ),
        Some(9 | 17) => {
            let inside = component["components"].as_array().into_iter().flatten();
            for (index, part) in inside.enumerate() {
                let place = format!("{place}.components.{index}");
                check_layout_part(part, &place, seen, count, problems);
            }
            if component["accessory"]["type"].as_u64() == Some(kind::BUTTON) {
                let place = format!("{place}.accessory");
                check_button(&component["accessory"], &place, seen, problems);
            }
        }
        Some(11..=14) => {}
        _ => problems.choices(
            &format!("{place}.type"),
            "Value must be one of (1, 9, 10, 11, 12, 13, 14, 17).",
        ),
    }
}

/// Components as Discord gives them back: numbered, without nulls.
pub fn normal(components: &[Value]) -> Vec<Value> {
    let mut components = components.to_vec();
    let mut number = 0;
    for component in &mut components {
        number_parts(component, &mut number);
    }
    components
}

fn number_parts(component: &mut Value, number: &mut u64) {
    *number += 1;
    let Some(map) = component.as_object_mut() else {
        return;
    };
    map.retain(|_, value| !value.is_null());
    map.entry("id").or_insert_with(|| json!(*number));
    for name in ["components", "accessory", "component"] {
        match map.get_mut(name) {
            Some(Value::Array(parts)) => {
                for part in parts {
                    number_parts(part, number);
                }
            }
            Some(part @ Value::Object(_)) => number_parts(part, number),
            _ => {}
        }
    }
}
