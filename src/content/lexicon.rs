//! `lexicon.toml`: what means the same in the bank's field, and what must not be mistaken.

use std::collections::HashMap;

use super::fault::Fault;
use super::files::ContentFile;
use super::parallel;
use super::reader::{self, Placed, Table};
use super::source::{Place, Source};
use crate::domain::feedback::lexicon::{Kinship, Lexicon, phrase};
use crate::domain::feedback::stem::Stems;

/// The keys of the file.
const KEYS: [(&str, Kinship); 3] = [
    ("same", Kinship::Same),
    ("alike", Kinship::Alike),
    ("apart", Kinship::Apart),
];
/// A phrase with more words is a sentence.
const PHRASE_WORDS: usize = 7;
/// The lexicon that comes with the program.
const INCLUDED: &str = include_str!("../../content/lexicon.toml");

/// Reads a content folder's lexicon; without the file it is empty.
pub(super) fn load(file: Option<&ContentFile>, faults: &mut Vec<Fault>) -> Lexicon {
    let text = file.and_then(|file| Some((file, parallel::read(file, faults)?)));
    text.map_or_else(Lexicon::default, |(file, text)| {
        read(&file.name, &text, faults)
    })
}

/// The lexicon that comes with the program.
pub(super) fn included(faults: &mut Vec<Fault>) -> Lexicon {
    read("lexicon.toml", INCLUDED, faults)
}

fn read(name: &str, text: &str, faults: &mut Vec<Fault>) -> Lexicon {
    let mut source = Source::new(name, text);
    let groups = reader::parse(&mut source, |table, source| {
        table.expect_keys(&KEYS.map(|(key, _)| key), source);
        KEYS.map(|(key, kinship)| (kinship, groups(table, key, kinship, source)))
    });
    faults.extend(source.into_faults());
    let groups = groups
        .iter()
        .flat_map(|(kinship, groups)| groups.iter().map(|group| (*kinship, group)));
    Lexicon::new(groups.map(|(kinship, group)| (kinship, group.iter().map(String::as_str))))
}

/// The groups of a key without what can't be used of them.
fn groups(
    table: &Table<'_, '_>,
    key: &str,
    kinship: Kinship,
    source: &mut Source<'_>,
) -> Vec<Vec<String>> {
    let mut stems = Stems::default();
    let mut seen: HashMap<Vec<Box<str>>, (usize, usize)> = HashMap::new();
    let mut groups = Vec::new();
    for (number, group) in table.text_lists(key, source).into_iter().enumerate() {
        if group.value.len() < 2 {
            source.error(
                &group.span,
                "short-group",
                "a group of fewer than two says nothing",
                "add what it is related to, or take it out",
            );
        }
        for entry in &group.value {
            let phrase = phrase(&entry.value, &mut stems);
            let is_usable = check(entry, &phrase, kinship, source);
            // Pairs kept apart may share a word: they are not merged.
            if is_usable && kinship != Kinship::Apart {
                let line = Place::of(source.text, entry.span.start).line;
                match seen.get(&phrase) {
                    Some(&(other, line)) => repeated(entry, other == number, line, source),
                    None => {
                        seen.insert(phrase, (number, line));
                    }
                }
            }
        }
        groups.push(group.value.into_iter().map(|entry| entry.value).collect());
    }
    groups
}

/// Whether an entry has words, and as many as its key takes.
fn check(
    entry: &Placed<String>,
    phrase: &[Box<str>],
    kinship: Kinship,
    source: &mut Source<'_>,
) -> bool {
    if phrase.is_empty() {
        source.error(
            &entry.span,
            "no-words",
            format!("`{}` has no word in it", entry.value),
            "write a word or take it out",
        );
    } else if kinship == Kinship::Apart && phrase.len() > 1 {
        source.error(
            &entry.span,
            "long-phrase",
            format!("`{}` is more than one word", entry.value),
            "only single words can be kept apart",
        );
    } else if phrase.len() > PHRASE_WORDS {
        source.warn(
            &entry.span,
            "long-phrase",
            format!("`{}` has {} words", entry.value, phrase.len()),
            format!("nobody writes it just so: use {PHRASE_WORDS} words at most"),
        );
    }
    !phrase.is_empty()
}

/// Notes a phrase that stood before, in the same group or in another one.
fn repeated(entry: &Placed<String>, same_group: bool, line: usize, source: &mut Source<'_>) {
    if same_group {
        source.warn(
            &entry.span,
            "repeated-word",
            format!(
                "`{}` is a form of a word that its group has already",
                entry.value
            ),
            "take it out: one form of each word is enough",
        );
    } else {
        source.warn(
            &entry.span,
            "merged-meanings",
            format!(
                "`{}` stands in the group of line {line} too, so that both count as one",
                entry.value
            ),
            "keep it where its meaning is clearest, or join the groups",
        );
    }
}
