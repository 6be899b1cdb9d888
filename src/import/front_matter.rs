//! The YAML block at the head of a Markdown file.
//!
//! Parsing goes event by event, so that depth can be limited: no nesting, however deep, costs
//! more than its own characters.

use saphyr_parser::{Event, Parser};

use super::ImportError;
use super::cell::{Cell, Entries};

/// Deeper values are no role guide.
const MOST_DEPTH: usize = 16;

/// The block's values, how many lines it has, and the text after it; no values where there is
/// no block.
pub(super) fn split(text: &str) -> Result<(Entries, usize, &str), ImportError> {
    let Some(rest) = text.strip_prefix("---\n") else {
        return Ok((Vec::new(), 0, text));
    };
    let mut end = 0;
    for line in rest.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            let yaml = &rest[..end];
            let body = &rest[end + line.len()..];
            let lines = yaml.matches('\n').count() + 2;
            return Ok((parse(yaml)?, lines, body));
        }
        end += line.len();
    }
    Err(ImportError::FrontMatter {
        line: 1,
        message: "it has no end: put a line with --- behind it".to_owned(),
    })
}

/// A value that is not closed yet.
enum Open {
    List(Vec<Cell>),
    Map {
        line: usize,
        entries: Entries,
        key: Option<String>,
    },
}

impl Open {
    fn closed(self) -> Cell {
        match self {
            Self::List(values) => Cell::List(values),
            Self::Map { line, entries, .. } => Cell::Map { line, entries },
        }
    }

    fn take(&mut self, value: Cell) {
        match self {
            Self::List(values) => values.push(value),
            Self::Map { entries, key, .. } => match key.take() {
                Some(key) => entries.push((key, value)),
                None => *key = Some(value.flat()),
            },
        }
    }
}

fn parse(yaml: &str) -> Result<Entries, ImportError> {
    let mut open: Vec<Open> = Vec::new();
    for event in Parser::new_from_str(yaml) {
        let (event, span) = event.map_err(|error| ImportError::FrontMatter {
            // The block begins in the file's second line.
            line: error.marker().line() + 1,
            message: error.info().to_owned(),
        })?;
        let line = span.start.line() + 1;
        let value = match event {
            Event::Scalar(text, ..) => Cell::Text(text.trim().to_owned()),
            // What an alias stands for is not followed.
            Event::Alias(_) => Cell::Text(String::new()),
            Event::SequenceStart(..) => {
                begin(Open::List(Vec::new()), line, &mut open)?;
                continue;
            }
            Event::MappingStart(..) => {
                let map = Open::Map {
                    line,
                    entries: Vec::new(),
                    key: None,
                };
                begin(map, line, &mut open)?;
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                Some(closed) => closed.closed(),
                None => continue,
            },
            _ => continue,
        };
        match open.last_mut() {
            Some(outer) => outer.take(value),
            None => {
                return match value {
                    Cell::Map { entries, .. } => Ok(entries),
                    Cell::Text(text) if text.is_empty() => Ok(Vec::new()),
                    _ => Err(ImportError::FrontMatter {
                        line,
                        message: "write it as `key: value` lines".to_owned(),
                    }),
                };
            }
        }
    }
    Ok(Vec::new())
}

fn begin(value: Open, line: usize, open: &mut Vec<Open>) -> Result<(), ImportError> {
    if open.len() >= MOST_DEPTH {
        return Err(ImportError::FrontMatter {
            line,
            message: "it is nested too deeply".to_owned(),
        });
    }
    open.push(value);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keep_their_order_and_lines() {
        let text = "---\ntitle: SRE\nb: [1, 2]\na:\n  - name: x\n---\n# Body\n";
        let (values, lines, body) = split(text).expect("good YAML");
        assert_eq!((lines, body), (6, "# Body\n"));
        assert_eq!(
            values[0],
            ("title".to_owned(), Cell::Text("SRE".to_owned()))
        );
        assert_eq!(values[1].1.flat(), "1; 2");
        let Cell::List(list) = &values[2].1 else {
            panic!("a list: {values:?}");
        };
        assert!(matches!(list[0], Cell::Map { line: 5, .. }), "{list:?}");
    }

    #[test]
    fn faults_have_their_line() {
        for (text, expected) in [
            ("---\na: 1\nb: [\n---\n", None),
            ("---\na: 1\n", Some(1)),
            (&format!("---\na: {}\n---\n", "[".repeat(500)), Some(2)),
            ("---\n- a\n---\n", None),
        ] {
            let Err(ImportError::FrontMatter { line, .. }) = split(text) else {
                panic!("{text}");
            };
            assert!(expected.is_none_or(|expected| expected == line), "{line}");
        }
        assert!(split("# None\n").expect("no block").0.is_empty());
        assert!(split("---\n---\n").expect("an empty block").0.is_empty());
    }
}
