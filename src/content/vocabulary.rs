//! `bank.toml`: the bank's name and the names that its questions may use.

use super::fault::Fault;
use super::files::Listing;
use super::limits;
use super::parallel;
use super::raw::{self, RawPair};
use super::reader::{self, Placed, Table};
use super::rules;
use super::source::Source;
use crate::domain::bank::{Named, Vocabulary};
use crate::domain::question::is_slug;

/// The bank's name where `bank.toml` gives none.
const USUAL_NAME: &str = "core";

/// The names of a bank; a list is `None` where any name will do.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// The first part of its questions' ids.
    pub(super) bank: String,
    pub(super) topics: Vec<Named>,
    /// Whether the topics stand in `bank.toml`; else they are the folders.
    pub(super) lists_topics: bool,
    pub(super) competencies: Option<Vec<Named>>,
    pub(super) rounds: Option<Vec<Named>>,
}

impl Names {
    /// As the core has them; `used` gives the names that questions use, for free lists.
    pub(super) fn into_vocabulary(
        self,
        competencies: impl FnOnce() -> Vec<String>,
        rounds: impl FnOnce() -> Vec<String>,
    ) -> Vocabulary {
        let free = |names: Vec<String>| names.into_iter().map(Named::spelt_out).collect();
        Vocabulary {
            topics: self.topics,
            competencies: self.competencies.unwrap_or_else(|| free(competencies())),
            rounds: self.rounds.unwrap_or_else(|| free(rounds())),
        }
    }
}

/// Reads `bank.toml`; without it, the topics are the folders and the rest is free.
pub(super) fn load(listing: &Listing, faults: &mut Vec<Fault>) -> Names {
    let mut names = Names {
        bank: USUAL_NAME.to_owned(),
        ..Names::default()
    };
    let mut topics = None;
    if let Some(file) = &listing.bank
        && let Some(text) = parallel::read(file, faults)
    {
        let mut source = Source::new(&file.name, &text);
        reader::parse(&mut source, |table, source| {
            table.expect_keys(&["name", "topics", "competencies", "rounds"], source);
            if let Some(name) = bank_name(table, source) {
                names.bank = name;
            }
            topics = list(table, "topics", source);
            names.competencies = list(table, "competencies", source);
            names.rounds = list(table, "rounds", source);
        });
        faults.extend(source.into_faults());
    }
    names.lists_topics = topics.is_some();
    names.topics = topics.unwrap_or_else(|| {
        let folders = listing.topics.iter().cloned();
        folders.map(Named::spelt_out).collect()
    });
    names
}

fn bank_name(table: &Table<'_, '_>, source: &mut Source<'_>) -> Option<String> {
    let name = table.text("name", source)?;
    is_valid_id(&name, source).then_some(name.value)
}

/// A list of names; `None` where the key is not there.
fn list(table: &Table<'_, '_>, key: &str, source: &mut Source<'_>) -> Option<Vec<Named>> {
    let entries = raw::pairs(table, key, ["id", "name"], source);
    if entries.is_empty() {
        return None;
    }
    let mut names: Vec<Named> = Vec::new();
    for entry in &entries {
        let Some(named) = named(entry, source) else {
            continue;
        };
        if names.iter().any(|earlier| earlier.id == named.id) {
            source.error(
                &entry.span,
                "duplicate-name",
                format!("`{}` stands twice among the {key}", named.id),
                "keep one of them",
            );
        } else {
            names.push(named);
        }
    }
    Some(names)
}

fn named(entry: &RawPair, source: &mut Source<'_>) -> Option<Named> {
    let id = rules::required(&entry.first, "id", &entry.span, source)?;
    if !is_valid_id(id, source) {
        return None;
    }
    let name = match &entry.second {
        Some(name) if !name.value.is_empty() => {
            rules::at_most(name, "the name", limits::CHOICE, source);
            name.value.clone()
        }
        _ => Named::spelt_out(id.value.clone()).name,
    };
    Some(Named {
        id: id.value.clone(),
        name,
    })
}

fn is_valid_id(id: &Placed<String>, source: &mut Source<'_>) -> bool {
    let valid = is_slug(&id.value) && id.value.len() <= 50;
    if !valid {
        source.error(
            &id.span,
            "bad-id",
            format!("`{}` can't be an id", id.value),
            "use lower-case letters, digits and single hyphens, 50 characters at most",
        );
    }
    valid
}
