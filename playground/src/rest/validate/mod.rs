//! What a body may be, and how Discord says what is wrong with it.

use serde_json::{Map, Value, json};

use super::error::{ApiError, ApiResult, INVALID_FORM};

pub mod command;
pub mod component;
pub mod embed;
pub mod message;
pub mod modal;
pub mod option;

/// What is wrong with a body, by place. A place is written with dots: `embeds.0.title`.
#[derive(Debug, Default)]
pub struct Problems {
    tree: Map<String, Value>,
}

impl Problems {
    /// Notes a problem.
    pub fn add(&mut self, place: &str, code: &str, message: &str) {
        let mut parts = place.split('.');
        let first = parts.next().unwrap_or_default();
        let mut node = self.tree.entry(first).or_insert_with(|| json!({}));
        for part in parts {
            node = &mut node[part];
        }
        let problem = json!({"code": code, "message": message});
        match node["_errors"].as_array_mut() {
            Some(list) => list.push(problem),
            None => node["_errors"] = json!([problem]),
        }
    }

    pub fn required(&mut self, place: &str) {
        self.add(place, "BASE_TYPE_REQUIRED", "This field is required");
    }

    pub fn choices(&mut self, place: &str, message: &str) {
        self.add(place, "BASE_TYPE_CHOICES", message);
    }

    /// Nothing, or Discord's 50035 with the tree.
    pub fn finish(self) -> ApiResult<()> {
        if self.tree.is_empty() {
            Ok(())
        } else {
            Err(self.into_error())
        }
    }

    /// The same problems, found inside a part of the body.
    pub fn under(self, part: &str) -> Self {
        let mut outer = Self::default();
        if !self.tree.is_empty() {
            outer.tree.insert(part.to_owned(), Value::Object(self.tree));
        }
        outer
    }

    pub fn into_error(self) -> ApiError {
        ApiError {
            errors: Some(Value::Object(self.tree)),
            ..INVALID_FORM
        }
    }

    /// Checks the length of a text in UTF-16 units, and that it is a text.
    pub fn text(&mut self, place: &str, value: &Value, min: usize, max: usize) {
        let Some(text) = value.as_str() else {
            if !value.is_null() {
                self.add(
                    place,
                    "STRING_TYPE_CONVERT",
                    "Could not interpret as string.",
                );
            } else if min > 0 {
                self.required(place);
            }
            return;
        };
        let length = units(text);
        if min > 0 && length == 0 {
            self.required(place);
        } else if length < min || length > max {
            let (code, words) = if min > 0 {
                (
                    "BASE_TYPE_BAD_LENGTH",
                    format!("Must be between {min} and {max} in length."),
                )
            } else {
                (
                    "BASE_TYPE_MAX_LENGTH",
                    format!("Must be {max} or fewer in length."),
                )
            };
            self.add(place, code, &words);
        }
    }

    /// Checks a number that may be missing.
    pub fn number(&mut self, place: &str, value: &Value, min: i64, max: i64) {
        if value.is_null() {
            return;
        }
        match value.as_i64() {
            None => self.add(place, "NUMBER_TYPE_COERCE", "Value is not int."),
            Some(number) if !(min..=max).contains(&number) => self.add(
                place,
                "NUMBER_TYPE_RANGE",
                &format!("int value should be between {min} and {max}."),
            ),
            Some(_) => {}
        }
    }

    /// Checks how many elements a list has.
    pub fn count(&mut self, place: &str, length: usize, min: usize, max: usize) {
        if length < min || length > max {
            self.add(
                place,
                "BASE_TYPE_BAD_LENGTH",
                &format!("Must be between {min} and {max} in length."),
            );
        }
    }

    /// A list that may be missing or null; anything else is a problem.
    pub fn list<'a>(&mut self, place: &str, value: &'a Value) -> &'a [Value] {
        if let Some(list) = value.as_array() {
            return list;
        }
        if !value.is_null() {
            self.add(
                place,
                "LIST_TYPE_CONVERT",
                "Only iterables may be used in a ListType",
            );
        }
        &[]
    }
}

/// The length of a text as Discord counts it: UTF-16 units.
pub fn units(text: &str) -> usize {
    text.encode_utf16().count()
}
