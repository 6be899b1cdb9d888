//! Embeds.

use serde_json::{Value, json};
use twilight_validate::embed::{
    AUTHOR_NAME_LENGTH, COLOR_MAXIMUM, DESCRIPTION_LENGTH, EMBED_TOTAL_LENGTH, FIELD_COUNT,
    FIELD_NAME_LENGTH, FIELD_VALUE_LENGTH, FOOTER_TEXT_LENGTH, TITLE_LENGTH,
};
use twilight_validate::message::EMBED_COUNT_LIMIT;

use super::{Problems, units};

const URL_LENGTH: usize = 2_048;

/// Checks the embeds of a message, and all of them together.
pub fn check(embeds: &[Value], problems: &mut Problems) {
    if embeds.len() > EMBED_COUNT_LIMIT {
        problems.count("embeds", embeds.len(), 0, EMBED_COUNT_LIMIT);
    }
    let mut total = 0;
    for (index, embed) in embeds.iter().enumerate() {
        let place = format!("embeds.{index}");
        if !embed.is_object() {
            problems.add(
                &place,
                "MODEL_TYPE_CONVERT",
                "Only dictionaries may be used in a ModelType",
            );
            continue;
        }
        one(embed, &place, problems);
        total += size(embed);
    }
    if total > EMBED_TOTAL_LENGTH {
        problems.add(
            "embeds",
            "MAX_EMBED_SIZE_EXCEEDED",
            &format!("Embed size exceeds maximum size of {EMBED_TOTAL_LENGTH}"),
        );
    }
}

fn one(embed: &Value, place: &str, problems: &mut Problems) {
    problems.text(&format!("{place}.title"), &embed["title"], 0, TITLE_LENGTH);
    problems.text(
        &format!("{place}.description"),
        &embed["description"],
        0,
        DESCRIPTION_LENGTH,
    );
    problems.number(
        &format!("{place}.color"),
        &embed["color"],
        0,
        i64::from(COLOR_MAXIMUM),
    );
    if embed["footer"].is_object() {
        let place = format!("{place}.footer");
        problems.text(
            &format!("{place}.text"),
            &embed["footer"]["text"],
            1,
            FOOTER_TEXT_LENGTH,
        );
        url(
            &embed["footer"]["icon_url"],
            &format!("{place}.icon_url"),
            problems,
        );
    }
    if embed["author"].is_object() {
        let place = format!("{place}.author");
        problems.text(
            &format!("{place}.name"),
            &embed["author"]["name"],
            1,
            AUTHOR_NAME_LENGTH,
        );
        url(&embed["author"]["url"], &format!("{place}.url"), problems);
    }
    url(&embed["url"], &format!("{place}.url"), problems);
    for picture in ["image", "thumbnail"] {
        if embed[picture].is_object() {
            url(
                &embed[picture]["url"],
                &format!("{place}.{picture}.url"),
                problems,
            );
        }
    }
    timestamp(embed, place, problems);
    fields(embed, place, problems);
    if is_empty(embed) {
        problems.required(&format!("{place}.description"));
    }
}

fn fields(embed: &Value, place: &str, problems: &mut Problems) {
    let list = problems.list(&format!("{place}.fields"), &embed["fields"]);
    if list.len() > FIELD_COUNT {
        problems.count(&format!("{place}.fields"), list.len(), 0, FIELD_COUNT);
    }
    for (index, field) in list.iter().enumerate() {
        let place = format!("{place}.fields.{index}");
        blank_or_text(
            &field["name"],
            &format!("{place}.name"),
            FIELD_NAME_LENGTH,
            problems,
        );
        blank_or_text(
            &field["value"],
            &format!("{place}.value"),
            FIELD_VALUE_LENGTH,
            problems,
        );
    }
}

/// A text that must have something other than space in it.
fn blank_or_text(value: &Value, place: &str, max: usize, problems: &mut Problems) {
    match value.as_str() {
        Some(text) if text.trim().is_empty() => problems.required(place),
        _ => problems.text(place, value, 1, max),
    }
}

fn url(value: &Value, place: &str, problems: &mut Problems) {
    let Some(text) = value.as_str() else {
        return;
    };
    problems.text(place, value, 0, URL_LENGTH);
    let scheme = text.split_once("://").map(|(scheme, _)| scheme);
    if !matches!(scheme, Some("http" | "https" | "attachment")) {
        problems.add(
            place,
            "URL_TYPE_INVALID_SCHEME",
            "Scheme must be one of ('http', 'https').",
        );
    }
}

fn timestamp(embed: &Value, place: &str, problems: &mut Problems) {
    let Some(text) = embed["timestamp"].as_str() else {
        return;
    };
    if twilight_model::util::Timestamp::parse(text).is_err() {
        problems.add(
            &format!("{place}.timestamp"),
            "DATE_TIME_TYPE_PARSE",
            "Could not parse the value. Should be ISO8601.",
        );
    }
}

fn is_empty(embed: &Value) -> bool {
    let has_text = |name: &str| {
        embed[name]
            .as_str()
            .is_some_and(|text| !text.trim().is_empty())
    };
    let has_part = ["footer", "author", "image", "thumbnail", "video"]
        .iter()
        .any(|name| embed[*name].is_object());
    let has_fields = embed["fields"]
        .as_array()
        .is_some_and(|all| !all.is_empty());
    !(has_text("title") || has_text("description") || has_part || has_fields)
}

/// The UTF-16 units of an embed that count towards the total.
fn size(embed: &Value) -> usize {
    let of = |value: &Value| value.as_str().map_or(0, units);
    let fields = embed["fields"].as_array().into_iter().flatten();
    of(&embed["title"])
        + of(&embed["description"])
        + of(&embed["footer"]["text"])
        + of(&embed["author"]["name"])
        + fields
            .map(|field| of(&field["name"]) + of(&field["value"]))
            .sum::<usize>()
}

/// Embeds as Discord gives them back.
pub fn normal(embeds: &[Value]) -> Vec<Value> {
    let mut embeds = embeds.to_vec();
    for embed in &mut embeds {
        embed["type"] = json!("rich");
        if let Some(map) = embed.as_object_mut() {
            map.retain(|_, value| !value.is_null() && *value != "");
        }
        for field in embed
            .get_mut("fields")
            .and_then(Value::as_array_mut)
            .into_iter()
            .flatten()
        {
            if !field["inline"].is_boolean() {
                field["inline"] = json!(false);
            }
        }
    }
    embeds
}
