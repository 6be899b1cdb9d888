//! A role's guide: Markdown with YAML front matter.
//!
//! The front matter may hold any of a role's fields by name; the body has a section for each:
//! overview, competencies, rounds, introduction, phases, checklist. Where both give a list, the
//! body's entries follow. Other sections and keys are kept as notes.

mod sections;
mod yaml;

use super::blocks::paragraphs;
use super::draft::{Line, join, lines};
use super::labels::{self, words};
use super::markdown::{heading, is_rule};
use super::names::Names;
use super::points::{pair, plain, points, unmarked};
use super::role::{Competency, Phase, Role, Round, weeks};
use super::{ImportError, Read, front_matter};
use sections::{Section, is_phase, section_at};

/// Reads a guide.
pub(super) fn read(text: &str, names: &Names) -> Result<Read, ImportError> {
    let (values, offset, body) = front_matter::split(text)?;
    let mut role = Role::default();
    yaml::place(values, names, &mut role);
    let lines: Vec<Line<'_>> = lines(body)
        .into_iter()
        .map(|line| Line {
            number: line.number + offset,
            ..line
        })
        .filter(|line| !is_rule(line.text))
        .collect();
    let mut rest = lines.as_slice();
    while !rest.is_empty() {
        rest = take_section(rest, &mut role);
    }
    let is_empty = role.fields().iter().all(|(_, filled)| !filled) && role.notes.is_empty();
    let mut read = Read::default();
    if !is_empty {
        read.roles.push(role);
    }
    Ok(read)
}

/// A section's heading.
#[derive(Debug, Clone, Copy)]
struct Head<'a> {
    level: usize,
    name: &'a str,
    section: Option<Section>,
}

/// The heading that a line opens a section with; what names the section around it once more,
/// or a part of it, is its content.
fn opens<'a>(line: &'a str, around: Option<Head<'_>>) -> Option<Head<'a>> {
    let (level, name) = heading(line)?;
    let section = section_at(level, name);
    let head = Head {
        level,
        name,
        section,
    };
    let around = around.filter(|around| level > around.level);
    let is_own = match around.and_then(|around| around.section) {
        Some(Section::Roadmap) if is_phase(name) => true,
        Some(own) => section == Some(own),
        None => false,
    };
    let is_known = section.is_some() || is_phase(name);
    (level <= 2 || is_known && !is_own).then_some(head)
}

/// Takes the lines up to the next heading of a section; gives the rest.
fn take_section<'l, 'a>(lines: &'l [Line<'a>], role: &mut Role) -> &'l [Line<'a>] {
    let (first, after) = lines.split_first().expect("there are lines left");
    let head = opens(first.text, None);
    let body = if head.is_some() { after } else { lines };
    let skip = usize::from(head.is_none());
    let ends = |line: &Line<'_>| {
        let level = heading(line.text).map(|(level, _)| level);
        // A section far in ends where its siblings begin.
        let is_sibling = head
            .zip(level)
            .is_some_and(|(head, level)| level <= head.level);
        is_sibling || opens(line.text, head).is_some()
    };
    let end = body
        .iter()
        .skip(skip)
        .position(ends)
        .map_or(body.len(), |place| place + skip);
    let (body, rest) = body.split_at(end);
    let Some(Head {
        level,
        name,
        section,
    }) = head
    else {
        match heading(first.text) {
            Some(_) => keep(None, body, role),
            // Before the first heading.
            None => overview(body, role),
        }
        return rest;
    };
    match section {
        Some(section) => {
            if sections::section(name).is_none() {
                // Its name says more than the field's.
                role.note(first.number, first.text.trim());
            }
            place(section, body, role);
        }
        None if level == 1 => {
            role.take_title(first.number, &plain(name));
            overview(body, role);
        }
        None if is_phase(name) => {
            let phase = plain(name);
            let phase = phase_of(&phase, body, role);
            role.roadmap.push(phase);
        }
        None => keep(Some(first), body, role),
    }
    rest
}

fn place(section: Section, body: &[Line<'_>], role: &mut Role) {
    match section {
        Section::Overview => overview(body, role),
        Section::Competencies => {
            let competencies = entries(body, role).into_iter().map(|entry| Competency {
                name: entry.name,
                shows: entry.texts,
                topics: Vec::new(),
            });
            let competencies: Vec<_> = competencies.collect();
            role.competencies.extend(competencies);
        }
        Section::Rounds => {
            for entry in entries(body, role) {
                let round = round(&entry.name, entry.texts, entry.line, role);
                role.rounds.push(round);
            }
        }
        Section::Introduction => {
            for (_, text) in paragraphs(&unquoted(body)) {
                join(&mut role.introduction, text.trim(), "\n\n");
            }
        }
        Section::WorksBecause => {
            let texts = headed(body, role);
            role.works_because.extend(texts);
        }
        Section::Roadmap => roadmap(body, role),
        Section::Checklist => {
            let texts = headed(body, role);
            role.checklist.extend(texts);
        }
    }
}

fn texts(lines: &[Line<'_>]) -> impl Iterator<Item = String> {
    points(lines).into_iter().map(|point| point.text)
}

/// The points of a section, each with the heading above it where there is one.
fn headed(lines: &[Line<'_>], role: &mut Role) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = lines;
    while let Some((first, after)) = rest.split_first() {
        let name = heading(first.text).map(|(_, name)| plain(name));
        let body = if name.is_some() { after } else { rest };
        let end = body.iter().position(|line| heading(line.text).is_some());
        let (body, more) = body.split_at(end.unwrap_or(body.len()));
        let texts = texts(body);
        match name {
            Some(name) => {
                let count = found.len();
                let name = name.trim_end_matches(':');
                found.extend(texts.map(|text| format!("{name}: {text}")));
                if found.len() == count {
                    role.note(first.number, first.text.trim());
                }
            }
            None => found.extend(texts),
        }
        rest = more;
    }
    found
}

fn unquoted<'a>(lines: &[Line<'a>]) -> Vec<Line<'a>> {
    let unquote = |line: &Line<'a>| Line {
        text: line.text.trim_start_matches('>').trim(),
        ..*line
    };
    lines.iter().map(unquote).collect()
}

fn overview(lines: &[Line<'_>], role: &mut Role) {
    for (_, text) in paragraphs(lines) {
        role.take_summary(&text);
    }
}

/// Keeps a section that has no place.
fn keep(head: Option<&Line<'_>>, lines: &[Line<'_>], role: &mut Role) {
    for line in head.into_iter().chain(lines) {
        role.note(line.number, line.text.trim());
    }
}

/// A named entry of a section with what stands below it.
struct Entry {
    line: usize,
    name: String,
    texts: Vec<String>,
}

/// Entries below headings, or one a point: "**Name**: what it is".
fn entries(lines: &[Line<'_>], role: &mut Role) -> Vec<Entry> {
    let starts: Vec<usize> = (0..lines.len())
        .filter(|&place| heading(lines[place].text).is_some())
        .collect();
    let first = starts.first().copied().unwrap_or(lines.len());
    let mut entries = Vec::new();
    for point in points(&lines[..first]) {
        if point.is_marked {
            let (name, text) = pair(&point.text).unwrap_or((&point.text, ""));
            let texts = text.split("; ").filter(|text| !text.is_empty());
            entries.push(Entry {
                line: point.line,
                name: name.to_owned(),
                texts: texts.map(str::to_owned).collect(),
            });
        } else {
            role.note(point.line, point.text);
        }
    }
    for (nth, &start) in starts.iter().enumerate() {
        let end = starts.get(nth + 1).copied().unwrap_or(lines.len());
        let name = heading(lines[start].text).map_or("", |(_, text)| text);
        entries.push(Entry {
            line: lines[start].number,
            name: plain(name),
            texts: texts(&lines[start + 1..end]).collect(),
        });
    }
    entries
}

/// A round from its heading, which may have its time: "Technical screen (45-60 minutes)".
fn round(name: &str, texts: Vec<String>, line: usize, role: &mut Role) -> Round {
    let mut round = Round {
        name: name.to_owned(),
        ..Round::default()
    };
    if let Some(time) = labels::time(name)
        && time.minutes.is_some()
        && words(time.after).is_empty()
        && !words(time.before).is_empty()
    {
        round.minutes = time.minutes;
        round.name = time
            .before
            .trim_end_matches(|c: char| !c.is_alphanumeric())
            .to_owned();
    }
    for text in texts {
        let time = labels::time(&text).filter(|time| {
            let before = words(time.before);
            words(time.after).is_empty() && matches!(before.as_str(), "" | "duration" | "time")
        });
        match time.and_then(|time| time.minutes) {
            Some(minutes) if round.minutes.is_none() => round.minutes = Some(minutes),
            Some(minutes) if round.minutes == Some(minutes) => {}
            Some(_) => role.note(line, text),
            None => round.assesses.push(text),
        }
    }
    round
}

fn roadmap(lines: &[Line<'_>], role: &mut Role) {
    let starts: Vec<usize> = (0..lines.len())
        .filter(|&place| heading(lines[place].text).is_some_and(|(level, _)| level <= 3))
        .collect();
    let first = starts.first().copied().unwrap_or(lines.len());
    for point in points(&lines[..first]) {
        if point.is_marked {
            let (name, text) = pair(&point.text).unwrap_or((&point.text, ""));
            role.roadmap.push(Phase {
                phase: name.to_owned(),
                weeks: weeks(name),
                goals: (!text.is_empty())
                    .then(|| text.to_owned())
                    .into_iter()
                    .collect(),
                practice: Vec::new(),
            });
        } else {
            role.note(point.line, point.text);
        }
    }
    for (nth, &start) in starts.iter().enumerate() {
        let end = starts.get(nth + 1).copied().unwrap_or(lines.len());
        let name = heading(lines[start].text).map_or("", |(_, text)| text);
        let phase = phase_of(&plain(name), &lines[start + 1..end], role);
        role.roadmap.push(phase);
    }
}

/// A phase: goals, and below the heading "Practice" what to do.
fn phase_of(name: &str, lines: &[Line<'_>], role: &mut Role) -> Phase {
    let mut phase = Phase {
        phase: name.to_owned(),
        weeks: weeks(name),
        ..Phase::default()
    };
    let mut group: Vec<Line<'_>> = Vec::new();
    let mut is_practice = false;
    let mut flush = |group: &mut Vec<Line<'_>>, is_practice: bool| {
        let list = if is_practice {
            &mut phase.practice
        } else {
            &mut phase.goals
        };
        list.extend(texts(group));
        group.clear();
    };
    for line in lines {
        let text = unmarked(line.text).unwrap_or(line.text);
        let label = heading(text).map_or(text, |(_, text)| text);
        let label = label.trim_matches(['*', ' ']);
        let (label, rest) = label.split_once(':').unwrap_or((label, ""));
        let opened = match words(label).as_str() {
            "goals" | "goal" | "focus" | "objectives" => Some(false),
            "practice" | "practise" | "drills" | "exercises" => Some(true),
            _ => None,
        };
        match opened {
            Some(practice) => {
                flush(&mut group, is_practice);
                is_practice = practice;
                let text = rest.trim_matches(['*', ' ']);
                group.push(Line { text, ..*line });
                // What follows is a list of its own.
                flush(&mut group, is_practice);
            }
            None if heading(line.text).is_some() => {
                flush(&mut group, is_practice);
                role.note(line.number, line.text.trim());
            }
            None => group.push(*line),
        }
    }
    flush(&mut group, is_practice);
    phase
}
