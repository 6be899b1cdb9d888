//! Abbreviations that a question's key points use and nobody explains there.
//!
//! A word counts where it is written in capitals only, another question of the bank has it among
//! its `terms`, and neither the question nor its terms and their meanings name it: then there is
//! an explanation to copy, and a reader who needs it.

use std::collections::HashMap;

use super::fault::Fault;
use super::parallel::CheckedFile;
use crate::domain::question::Question;

/// The shortest abbreviation that is worth a warning: `OS` and `IP` are everyday words.
const SHORTEST: usize = 3;

/// Warns of abbreviations that only other questions explain.
pub(super) fn check(files: &[CheckedFile], faults: &mut Vec<Fault>) {
    let mut explained: HashMap<&str, &str> = HashMap::new();
    for file in files {
        for term in file.question.iter().flat_map(|question| &question.terms) {
            let abbreviations = words(&term.term).filter(|word| is_abbreviation(word));
            for word in abbreviations {
                // A term of several words explains what it names only where it is short for it.
                if word == term.term || term.term.contains(&format!("({word})")) {
                    explained.entry(word).or_insert(&file.name);
                }
            }
        }
    }
    for file in files {
        let Some(question) = &file.question else {
            continue;
        };
        let mut said: Vec<&str> = Vec::new();
        for point in &question.key_points {
            for word in words(&point.say) {
                let Some(elsewhere) = explained.get(word) else {
                    continue;
                };
                if said.contains(&word) || names(question, word) {
                    continue;
                }
                said.push(word);
                let fault = Fault::of_file(
                    &file.name,
                    "unexplained-term",
                    format!("a key point says `{word}`, which is no term here"),
                    format!("explain it in `terms` as {elsewhere} does, or use plain words"),
                );
                faults.push(fault.warning());
            }
        }
    }
}

/// Whether the question, its title or its terms name this word.
fn names(question: &Question, word: &str) -> bool {
    let terms = question.terms.iter();
    let texts = terms.flat_map(|term| [&term.term, &term.meaning]);
    [&question.title, &question.ask]
        .into_iter()
        .chain(texts)
        .any(|text| words(text).any(|named| named == word))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
}

fn is_abbreviation(word: &str) -> bool {
    word.len() >= SHORTEST
        && word
            .chars()
            .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
        && word.starts_with(|c: char| c.is_ascii_uppercase())
}
