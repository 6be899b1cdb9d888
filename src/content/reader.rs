//! Typed access to parsed TOML that notes a fault instead of stopping at it.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::source::{BAD_TOML, Source};
use super::suggest;

/// A value and the bytes where it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Placed<T> {
    /// The value.
    pub(super) value: T,
    /// Its bytes in the file.
    pub(super) span: Range<usize>,
}

/// A table whose keys are read one by one.
#[derive(Clone)]
pub(super) struct Table<'a, 'i> {
    keys: &'a DeTable<'i>,
    /// Where the table begins.
    pub(super) span: Range<usize>,
}

/// Parses a file and hands its root table to `read`; syntax faults are noted, and what could be
/// parsed in spite of them is read all the same.
pub(super) fn parse<T>(
    source: &mut Source<'_>,
    read: impl FnOnce(&Table<'_, '_>, &mut Source<'_>) -> T,
) -> T {
    let (root, errors) = DeTable::parse_recoverable(source.text);
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        source.error(
            &span,
            BAD_TOML.0,
            format!("this is not valid TOML: {}", error.message()),
            "correct the TOML here; texts stand in quotes, lists in [brackets]",
        );
    }
    let table = Table {
        keys: root.get_ref(),
        span: 0..0,
    };
    read(&table, source)
}

impl<'a, 'i> Table<'a, 'i> {
    /// Notes an error for each key that is not known.
    pub(super) fn expect_keys(&self, known: &[&str], source: &mut Source<'_>) {
        for key in self.keys.keys() {
            let name: &str = key.get_ref();
            if !known.contains(&name) {
                source.error(
                    &key.span(),
                    "unknown-key",
                    format!("`{name}` is not a key of this table"),
                    suggest::fix(name, known.iter().copied()),
                );
            }
        }
    }

    fn get(&self, key: &str) -> Option<&'a Spanned<DeValue<'i>>> {
        self.keys.get(key)
    }

    /// A text, trimmed.
    pub(super) fn text(&self, key: &str, source: &mut Source<'_>) -> Option<Placed<String>> {
        as_text(key, self.get(key)?, source)
    }

    /// A list of texts; empty where there is none.
    pub(super) fn texts(&self, key: &str, source: &mut Source<'_>) -> Vec<Placed<String>> {
        self.list(key, source)
            .iter()
            .filter_map(|value| as_text(key, value, source))
            .collect()
    }

    /// A list of lists of texts; empty where there is none.
    pub(super) fn text_lists(
        &self,
        key: &str,
        source: &mut Source<'_>,
    ) -> Vec<Placed<Vec<Placed<String>>>> {
        let mut lists = Vec::new();
        for value in self.list(key, source) {
            if let DeValue::Array(list) = value.get_ref() {
                let texts = list.iter().filter_map(|text| as_text(key, text, source));
                lists.push(Placed {
                    value: texts.collect(),
                    span: value.span(),
                });
            } else {
                let fix = "write each group in brackets of its own, as in `[\"a\", \"b\"]`";
                wrong_type(key, "a list of lists", value, fix.to_owned(), source);
            }
        }
        lists
    }

    /// A table.
    pub(super) fn table(&self, key: &str, source: &mut Source<'_>) -> Option<Table<'a, 'i>> {
        as_table(key, self.get(key)?, source)
    }

    /// A list of tables; empty where there is none.
    pub(super) fn tables(&self, key: &str, source: &mut Source<'_>) -> Vec<Table<'a, 'i>> {
        self.list(key, source)
            .iter()
            .filter_map(|value| as_table(key, value, source))
            .collect()
    }

    /// Two whole numbers: `[from, to]` or `{ from, to }`.
    pub(super) fn range(&self, key: &str, source: &mut Source<'_>) -> Option<Placed<(i64, i64)>> {
        let value = self.get(key)?;
        let ends = match value.get_ref() {
            DeValue::Array(list) if list.len() == 2 => Some((&list[0], &list[1])),
            DeValue::Table(table) if table.len() == 2 => table.get("from").zip(table.get("to")),
            _ => None,
        };
        let numbers = ends.and_then(|(from, to)| Some((as_number(from)?, as_number(to)?)));
        if numbers.is_none() {
            let fix = format!("write two whole numbers, as in `{key} = [5, 8]`");
            wrong_type(key, "a range", value, fix, source);
        }
        Some(Placed {
            value: numbers?,
            span: value.span(),
        })
    }

    fn list(&self, key: &str, source: &mut Source<'_>) -> &'a [Spanned<DeValue<'i>>] {
        match self.get(key) {
            None => &[],
            Some(value) => match value.get_ref() {
                DeValue::Array(list) => list,
                _ => {
                    let fix = format!("write a list, as in `{key} = [ ... ]`");
                    wrong_type(key, "a list", value, fix, source);
                    &[]
                }
            },
        }
    }
}

fn as_text(
    key: &str,
    value: &Spanned<DeValue<'_>>,
    source: &mut Source<'_>,
) -> Option<Placed<String>> {
    let DeValue::String(text) = value.get_ref() else {
        let fix = format!("write it in quotes, as in `{key} = \"...\"`");
        wrong_type(key, "a text", value, fix, source);
        return None;
    };
    Some(Placed {
        value: text.trim().to_owned(),
        span: value.span(),
    })
}

fn as_table<'a, 'i>(
    key: &str,
    value: &'a Spanned<DeValue<'i>>,
    source: &mut Source<'_>,
) -> Option<Table<'a, 'i>> {
    let DeValue::Table(keys) = value.get_ref() else {
        let fix = format!("write it as a table below `[{key}]` or `[[{key}]]`");
        wrong_type(key, "a table", value, fix, source);
        return None;
    };
    Some(Table {
        keys,
        span: value.span(),
    })
}

fn as_number(value: &Spanned<DeValue<'_>>) -> Option<i64> {
    let number = value.get_ref().as_integer()?;
    i64::from_str_radix(number.as_str(), number.radix()).ok()
}

fn wrong_type(
    key: &str,
    expected: &str,
    value: &Spanned<DeValue<'_>>,
    fix: String,
    source: &mut Source<'_>,
) {
    let got = match value.get_ref() {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    };
    source.error(
        &value.span(),
        "wrong-type",
        format!("`{key}` must be {expected} here, and this is {got}"),
        fix,
    );
}
