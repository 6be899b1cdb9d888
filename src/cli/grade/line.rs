//! One line in, one line out.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::domain::feedback::similarity::Scorer;

/// More digits than this tell answers apart that are alike.
const DIGITS: f64 = 1e6;

/// What is asked for in a line; other keys are passed over.
#[derive(Deserialize)]
struct Asked<'a> {
    #[serde(borrow)]
    id: &'a RawValue,
    #[serde(borrow)]
    question: Cow<'a, str>,
    #[serde(borrow)]
    references: Vec<Text<'a>>,
    #[serde(borrow)]
    answer: Cow<'a, str>,
}

/// A text that is borrowed where it has no escapes; serde does so for plain fields alone.
#[derive(Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

/// What is answered.
#[derive(Serialize)]
struct Graded<'a> {
    id: &'a RawValue,
    score: f64,
}

/// The answer to a line, without its end; what is wrong with the line, in a sentence for people.
pub(super) fn grade(line: &[u8], scorer: &mut Scorer) -> Result<String, String> {
    let line = std::str::from_utf8(line).map_err(|error| {
        let byte = error.valid_up_to() + 1;
        format!("this is not UTF-8 from byte {byte} on; save the file as UTF-8")
    })?;
    let line = line.trim_start_matches('\u{feff}');
    let asked: Asked<'_> = serde_json::from_str(line).map_err(explain)?;
    if !asked
        .id
        .get()
        .starts_with(|c: char| c == '"' || c == '-' || c.is_ascii_digit())
    {
        return Err("`id` must be a text or a number".to_owned());
    }
    if asked.references.is_empty() {
        return Err("`references` is empty; give at least one".to_owned());
    }
    let references: Vec<&str> = asked.references.iter().map(|text| &*text.0).collect();
    let score = scorer.score(&asked.question, &references, &asked.answer);
    let graded = Graded {
        id: asked.id,
        score: (score * DIGITS).round() / DIGITS,
    };
    serde_json::to_string(&graded).map_err(|error| error.to_string())
}

/// A fault of JSON without the line number that serde counts: it sees one line only.
fn explain(error: serde_json::Error) -> String {
    let what = error.to_string();
    let what = what
        .rsplit_once(" at line ")
        .map_or(&*what, |(what, _)| what);
    let form = r#"a line is {"id": .., "question": "..", "references": [".."], "answer": ".."}"#;
    match error.classify() {
        serde_json::error::Category::Data => format!("{what}; {form}"),
        _ => format!(
            "this is not valid JSON at column {}: {what}; {form}",
            error.column()
        ),
    }
}
