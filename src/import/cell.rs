//! A value of a table: a text, or what JSON can hold. Keys stay in their order.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

/// Names with their values, in the source's order.
pub(super) type Entries = Vec<(String, Cell)>;

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell {
    /// A text; numbers and truths are texts as well, and nothing is the empty one.
    Text(String),
    /// A list.
    List(Vec<Cell>),
    /// Names with their values.
    Map {
        /// The line where it begins, once placed.
        line: usize,
        /// In the source's order.
        entries: Entries,
    },
}

impl Cell {
    /// Whether objects are in it.
    pub(super) fn holds_maps(&self) -> bool {
        match self {
            Self::Text(_) => false,
            Self::Map { .. } => true,
            Self::List(values) => values.iter().any(Self::holds_maps),
        }
    }

    /// Everything in it as one text.
    pub(super) fn flat(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::List(values) => {
                let texts: Vec<_> = values.iter().map(Self::flat).collect();
                texts.join("; ")
            }
            Self::Map { entries, .. } => {
                let pairs = entries.iter();
                let texts: Vec<_> = pairs
                    .map(|(name, it)| format!("{name}: {}", it.flat()))
                    .collect();
                texts.join(", ")
            }
        }
    }

    /// Gives each object, in the order of the source, its line.
    pub(super) fn place_objects(&mut self, place: &mut impl FnMut(&mut usize)) {
        match self {
            Self::Text(_) => {}
            Self::List(values) => {
                for value in values {
                    value.place_objects(place);
                }
            }
            Self::Map { line, entries } => {
                place(line);
                for (_, value) in entries {
                    value.place_objects(place);
                }
            }
        }
    }
}

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(CellVisitor)
    }
}

struct CellVisitor;

impl<'de> Visitor<'de> for CellVisitor {
    type Value = Cell;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Cell, E> {
        Ok(Cell::Text(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Cell, E> {
        Ok(Cell::Text(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Cell, E> {
        Ok(Cell::Text(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Cell, E> {
        Ok(Cell::Text(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Cell, E> {
        Ok(Cell::Text(value.trim().to_owned()))
    }

    fn visit_unit<E>(self) -> Result<Cell, E> {
        Ok(Cell::Text(String::new()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Cell, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element()? {
            values.push(value);
        }
        Ok(Cell::List(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Cell, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Cell::Map { line: 1, entries })
    }
}
