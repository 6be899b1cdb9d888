//! Tables of questions: CSV with a header, JSON with keys.
//!
//! Columns and keys are named like the fields of a question, or as lists usually call them; see
//! [`super::record`]. JSON may be a list of objects, an object that holds such lists, or one
//! object after another.

use super::cell::Cell;
use super::names::Names;
use super::{ImportError, Read, record};
use crate::domain::slug::slug;

/// Reads a CSV text; its separator is the comma, semicolon or tab that its first line has most of.
pub(super) fn csv(text: &str, names: &Names) -> Result<Read, ImportError> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(text))
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let header: Vec<String> = reader.headers()?.iter().map(str::to_owned).collect();
    if !header.iter().any(|name| record::is_question(name)) {
        return Err(ImportError::NoQuestionColumn {
            columns: header.join(", "),
        });
    }
    let mut read = Read::default();
    for row in reader.records() {
        let row = row?;
        let line = row.position().map_or(1, csv::Position::line);
        let line = usize::try_from(line).unwrap_or(usize::MAX);
        let cells = row.iter().enumerate().map(|(place, text)| {
            let name = header.get(place).filter(|name| !name.is_empty());
            let name = name.map_or_else(|| format!("column {}", place + 1), Clone::clone);
            (name, Cell::Text(text.to_owned()))
        });
        if row.iter().any(|text| !text.is_empty()) {
            read.drafts
                .push(record::draft(cells.collect(), line, names));
        }
    }
    Ok(read)
}

fn delimiter(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    let count = |delimiter: u8| header.bytes().filter(|&byte| byte == delimiter).count();
    [b',', b';', b'\t']
        .into_iter()
        .rev()
        .max_by_key(|&delimiter| count(delimiter))
        .unwrap_or(b',')
}

/// Reads a JSON text.
pub(super) fn json(text: &str, names: &Names) -> Result<Read, ImportError> {
    let lines = lines_of_objects(text);
    let mut next = 0;
    let mut read = Read::default();
    for value in serde_json::Deserializer::from_str(text).into_iter::<Cell>() {
        let mut value = value?;
        value.place_objects(&mut |place| {
            *place = lines.get(next).copied().unwrap_or(1);
            next += 1;
        });
        questions(value, "", names, &mut read);
    }
    Ok(read)
}

/// The line of each object in a JSON text, in their order.
fn lines_of_objects(text: &str) -> Vec<usize> {
    let mut lines = Vec::new();
    let (mut line, mut in_text, mut escaped) = (1, false, false);
    for byte in text.bytes() {
        match byte {
            b'\n' => line += 1,
            _ if escaped => {}
            b'"' => in_text = !in_text,
            b'{' if !in_text => lines.push(line),
            _ => {}
        }
        escaped = in_text && byte == b'\\' && !escaped;
    }
    lines
}

/// Takes the questions of a value; lists may stand below names, which become tags.
fn questions(value: Cell, section: &str, names: &Names, read: &mut Read) {
    match value {
        Cell::List(values) => {
            for value in values {
                questions(value, section, names, read);
            }
        }
        Cell::Map { line, entries } => {
            let is_question = entries.iter().any(|(name, _)| record::is_question(name));
            let holds_others = entries
                .iter()
                .any(|(name, value)| !record::is_field(name) && value.holds_maps());
            if is_question || !holds_others {
                let mut draft = record::draft(entries, line, names);
                let tag = slug(section, 40);
                if !tag.is_empty() && !draft.tags.contains(&tag) {
                    draft.tags.push(tag);
                }
                read.drafts.push(draft);
                return;
            }
            for (name, value) in entries {
                if value.holds_maps() {
                    let is_plain = matches!(name.as_str(), "questions" | "items" | "data");
                    let section = if is_plain { section } else { &name };
                    questions(value, section, names, read);
                } else {
                    read.left(line, format!("{name}: {}", value.flat()));
                }
            }
        }
        Cell::Text(text) => read.left(1, text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_the_commonest() {
        assert_eq!(delimiter("ask,kind,a;b"), b',');
        assert_eq!(delimiter("ask;kind;tags"), b';');
        assert_eq!(delimiter("ask\tkind"), b'\t');
        assert_eq!(delimiter(""), b',');
    }

    #[test]
    fn objects_know_their_lines() {
        let text = "[\n {\"a\": \"{ \\\" {\"},\n\n {}\n]";
        assert_eq!(lines_of_objects(text), [2, 4]);
        let read = json(
            "{\"version\": 2,\n\"Pods\": [{\"question\": \"Why?\"},\n{\"ask\": \"How?\"}]}",
            &Names::default(),
        )
        .expect("good JSON");
        let drafts: Vec<_> = read
            .drafts
            .iter()
            .map(|draft| (draft.line, draft.ask.as_str(), draft.tags.join(" ")))
            .collect();
        assert_eq!(
            drafts,
            [
                (2, "Why?", "pods".to_owned()),
                (3, "How?", "pods".to_owned())
            ]
        );
        assert_eq!(read.left[0].text, "version: 2");
    }

    #[test]
    fn tables_without_questions_are_refused() {
        let names = Names::default();
        let error = csv("name,kind\na,b\n", &names).map(|read| read.drafts.len());
        assert!(matches!(error, Err(ImportError::NoQuestionColumn { .. })));
        assert!(matches!(
            json("[{]", &names).map(|_| ()),
            Err(ImportError::Json(_))
        ));
    }
}
