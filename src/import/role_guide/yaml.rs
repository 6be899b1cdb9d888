//! A role's fields in the front matter of its guide.

use super::super::cell::{Cell, Entries};
use super::super::facts;
use super::super::labels::{plain_minutes, time, words};
use super::super::names::Names;
use super::super::role::{Competency, Phase, Role, Round, range, weeks};
use super::sections::{Section, section};
use crate::domain::question::Minutes;

/// The line of the front matter, where a value does not know its own.
const FIRST_LINE: usize = 1;

/// Puts the front matter's values where they belong.
pub(super) fn place(values: Entries, names: &Names, role: &mut Role) {
    for (key, cell) in values {
        match words(&key).as_str() {
            "title" | "role" | "name" => role.take_title(FIRST_LINE, &cell.flat()),
            _ => match section(&key) {
                Some(section) => field(section, &key, &cell, names, role),
                None => role.note(FIRST_LINE, format!("{key}: {}", cell.flat())),
            },
        }
    }
}

fn field(section: Section, key: &str, cell: &Cell, names: &Names, role: &mut Role) {
    match section {
        Section::Overview => role.take_summary(&cell.flat()),
        Section::Checklist => role.checklist.extend(texts(cell)),
        Section::WorksBecause => role.works_because.extend(texts(cell)),
        Section::Introduction => introduction(cell, role),
        Section::Competencies => {
            for (line, name, entries) in named(cell, "name") {
                let mut competency = Competency {
                    name,
                    ..Competency::default()
                };
                for (key, cell) in entries {
                    match words(&key).as_str() {
                        "shows" | "signals" => competency.shows.extend(texts(&cell)),
                        "topics" => topics(&cell, line, names, &mut competency.topics, role),
                        _ => {
                            role.note(line, format!("{}, {key}: {}", competency.name, cell.flat()));
                        }
                    }
                }
                role.competencies.push(competency);
            }
        }
        Section::Rounds => {
            for (line, name, entries) in named(cell, "name") {
                let round = round(name, line, entries, names, role);
                role.rounds.push(round);
            }
        }
        Section::Roadmap => {
            for (line, name, entries) in named(cell, "phase") {
                let phase = phase(name, line, entries, role);
                role.roadmap.push(phase);
            }
        }
    }
    let is_lost = matches!(cell, Cell::Text(text) if !text.is_empty())
        && matches!(
            section,
            Section::Competencies | Section::Rounds | Section::Roadmap
        );
    if is_lost {
        role.note(FIRST_LINE, format!("{key}: {}", cell.flat()));
    }
}

fn round(name: String, line: usize, entries: Entries, names: &Names, role: &mut Role) -> Round {
    let mut round = Round {
        name,
        ..Round::default()
    };
    for (key, cell) in entries {
        let minutes = minutes(&cell);
        match words(&key).as_str() {
            "minutes" | "duration" | "time" if minutes.is_some() => round.minutes = minutes,
            "assesses" | "focus" => round.assesses.extend(texts(&cell)),
            "topics" => topics(&cell, line, names, &mut round.topics, role),
            "scorecards" => {
                for text in texts(&cell) {
                    match names.scorecard(&text) {
                        Some(name) => round.scorecards.push(name),
                        None => role.note(line, format!("{}, scorecard: {text}", round.name)),
                    }
                }
            }
            "kinds" => {
                for text in texts(&cell) {
                    match super::labels::kind(&text) {
                        Some(kind) => round.kinds.push(kind.name().to_owned()),
                        None => role.note(line, format!("{}, kind: {text}", round.name)),
                    }
                }
            }
            _ => role.note(line, format!("{}, {key}: {}", round.name, cell.flat())),
        }
    }
    round
}

fn phase(name: String, line: usize, entries: Entries, role: &mut Role) -> Phase {
    let mut phase = Phase {
        weeks: weeks(&name),
        phase: name,
        ..Phase::default()
    };
    for (key, cell) in entries {
        let given = range(&ends(&cell));
        match words(&key).as_str() {
            "weeks" | "week" if given.is_some() => phase.weeks = given,
            "goals" | "focus" => phase.goals.extend(texts(&cell)),
            "practice" | "practise" | "drills" => phase.practice.extend(texts(&cell)),
            _ => role.note(line, format!("{}, {key}: {}", phase.phase, cell.flat())),
        }
    }
    phase
}

fn introduction(cell: &Cell, role: &mut Role) {
    let Cell::Map { line, entries } = cell else {
        super::join(&mut role.introduction, &cell.flat(), "\n\n");
        return;
    };
    for (key, cell) in entries {
        match words(key).as_str() {
            "text" => super::join(&mut role.introduction, &cell.flat(), "\n\n"),
            "works because" => role.works_because.extend(texts(cell)),
            _ => role.note(*line, format!("introduction, {key}: {}", cell.flat())),
        }
    }
}

/// The entries of a list with their names: texts, or objects with a name and more.
fn named(cell: &Cell, key: &str) -> Vec<(usize, String, Entries)> {
    let Cell::List(values) = cell else {
        let Cell::Map { line, entries } = cell else {
            return Vec::new();
        };
        // Names as keys.
        let entries = entries.iter().map(|(name, value)| {
            let inner = match value {
                Cell::Map { entries, .. } => entries.clone(),
                other => vec![("shows".to_owned(), other.clone())],
            };
            (*line, name.clone(), inner)
        });
        return entries.collect();
    };
    values
        .iter()
        .map(|value| match value {
            Cell::Map { line, entries } => {
                let mut entries = entries.clone();
                let is_name = |name: &str| words(name) == key || matches!(name, "name" | "title");
                let place = entries.iter().position(|(name, _)| is_name(name));
                let name = place.map(|place| entries.remove(place).1.flat());
                (*line, name.unwrap_or_default(), entries)
            }
            other => (FIRST_LINE, other.flat(), Vec::new()),
        })
        .collect()
}

fn topics(cell: &Cell, line: usize, names: &Names, topics: &mut Vec<String>, role: &mut Role) {
    for text in facts::short_list(facts::Fact::Tags, &cell.flat()) {
        match names.topic(&text) {
            Some(id) => topics.push(id),
            None => role.note(line, format!("topic: {text}")),
        }
    }
}

fn minutes(cell: &Cell) -> Option<Minutes> {
    let text = ends(cell);
    time(&text)
        .and_then(|time| time.minutes)
        .or_else(|| plain_minutes(&text))
}

/// The ends of a range as one text.
fn ends(cell: &Cell) -> String {
    match cell {
        Cell::List(values) => {
            let ends: Vec<_> = values.iter().map(Cell::flat).collect();
            ends.join("-")
        }
        other => other.flat(),
    }
}

fn texts(cell: &Cell) -> Vec<String> {
    let texts: Vec<String> = match cell {
        Cell::Text(text) => text.lines().map(str::to_owned).collect(),
        Cell::List(values) => values.iter().map(Cell::flat).collect(),
        Cell::Map { .. } => vec![cell.flat()],
    };
    let texts = texts.into_iter().map(|text| text.trim().to_owned());
    texts.filter(|text| !text.is_empty()).collect()
}
