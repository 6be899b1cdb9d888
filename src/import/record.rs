//! A row of a table, or an object, as a question.
//!
//! Lists within one cell have a line for each entry, or are parted by `|`, or else by `;`; the
//! short ones (tags, competencies, rounds) may have commas. What has no field, or no value that
//! its field takes, becomes a note below its name.

use super::cell::{Cell, Entries};
use super::draft::{Draft, join, lines};
use super::facts::{self, Fact};
use super::labels::words;
use super::names::Names;
use super::points::{plain, unmarked};
use super::star::{self, Part};
use super::{address, blocks, markdown_qa};
use crate::domain::question::{CodeExample, KeyPoint, Mistake, Source, Star, Term};

/// The fields of a question that a column or key can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Slug,
    Title,
    Was,
    Ask,
    Fact(Fact),
    Answer,
    Outline,
    LooksFor,
    FollowUps,
    Framework,
    Star,
    StarPart(Part),
    KeyPoints,
    Terms,
    Mistakes,
    Sources,
    Example,
    Notes,
}

fn field(name: &str) -> Option<Field> {
    Some(match words(name).as_str() {
        "slug" | "id" => Field::Slug,
        "title" | "name" => Field::Title,
        "was" => Field::Was,
        "ask" | "question" | "question text" | "prompt" | "text" => Field::Ask,
        "answer" | "sample answer" | "model answer" => Field::Answer,
        "outline" | "how to answer" => Field::Outline,
        "looks for" | "what interviewers look for" => Field::LooksFor,
        "follow ups" | "followups" | "follow up questions" => Field::FollowUps,
        "framework" | "answer framework" => Field::Framework,
        "star" | "star example" => Field::Star,
        "situation" | "star situation" => Field::StarPart(Part::Situation),
        "task" | "star task" => Field::StarPart(Part::Task),
        "action" | "star action" => Field::StarPart(Part::Action),
        "result" | "star result" => Field::StarPart(Part::Result),
        "key points" | "keypoints" | "points" | "key points to mention" => Field::KeyPoints,
        "terms" | "key terms" | "terminology" | "key terminology" => Field::Terms,
        "mistakes" | "common mistakes" | "mistakes to avoid" => Field::Mistakes,
        "sources" | "references" | "links" => Field::Sources,
        "example" | "code" => Field::Example,
        "notes" | "note" => Field::Notes,
        _ => return facts::named(name).map(Field::Fact),
    })
}

/// Whether a column or key of this name holds the question itself.
pub(super) fn is_question(name: &str) -> bool {
    field(name) == Some(Field::Ask)
}

/// Whether it is one of a question's fields.
pub(super) fn is_field(name: &str) -> bool {
    field(name).is_some()
}

/// The question of a row.
pub(super) fn draft(cells: Entries, line: usize, names: &Names) -> Draft {
    let mut draft = Draft::at(line);
    for (name, cell) in cells {
        match field(&name) {
            Some(field) => set(field, &name, &cell, names, &mut draft),
            None => draft.note_under(line, &name, &cell.flat()),
        }
    }
    draft
}

fn set(field: Field, name: &str, cell: &Cell, names: &Names, draft: &mut Draft) {
    let line = draft.line;
    match field {
        Field::Slug => once(&mut draft.slug, cell),
        Field::Title => once(&mut draft.title, cell),
        Field::Ask => {
            let text = cell.flat();
            draft.ask_on(&text);
        }
        Field::Was => draft.was.extend(texts(cell)),
        Field::Fact(fact) => facts::set(fact, name, &fact_values(fact, cell), line, names, draft),
        Field::Answer => {
            let text = texts_as_lines(cell);
            markdown_qa::place_answer(&lines(&text), names, draft);
        }
        Field::Outline => draft.outline.extend(texts(cell)),
        Field::LooksFor => draft.looks_for.extend(texts(cell)),
        Field::FollowUps => draft.follow_ups.extend(texts(cell)),
        Field::Framework => framework(cell, names, draft),
        Field::Star => star_of(cell, draft),
        Field::StarPart(part) => set_part(part, cell, draft),
        Field::KeyPoints => key_points(cell, draft),
        Field::Terms => {
            let made = pairs(cell, name, ["term", "meaning"], draft);
            let made = made.into_iter().map(|entry| match entry {
                Entry::Pair(term, meaning) => Term { term, meaning },
                Entry::Text(text) => blocks::term(&text),
            });
            draft.terms.extend(made);
        }
        Field::Mistakes => {
            let made = pairs(cell, name, ["say", "why"], draft);
            let made = made.into_iter().map(|entry| match entry {
                Entry::Pair(say, why) => Mistake { say, why },
                Entry::Text(text) => blocks::mistake(&text),
            });
            draft.mistakes.extend(made);
        }
        Field::Sources => sources(cell, name, draft),
        Field::Example => example(cell, draft),
        Field::Notes => texts(cell).for_each(|text| draft.note(line, text)),
    }
}

/// Takes a text where there is none yet; a second one is joined, so that nothing is lost.
fn once(text: &mut String, cell: &Cell) {
    join(text, &cell.flat(), " ");
}

fn fact_values(fact: Fact, cell: &Cell) -> Vec<String> {
    match (fact, cell) {
        (Fact::Minutes, Cell::List(ends)) => {
            let ends: Vec<_> = ends.iter().map(Cell::flat).collect();
            vec![ends.join("-")]
        }
        (Fact::Minutes, Cell::Map { entries, .. }) => {
            let ends: Vec<_> = entries.iter().map(|(_, end)| end.flat()).collect();
            vec![ends.join("-")]
        }
        (_, Cell::Text(text)) => facts::short_list(fact, text),
        _ => texts(cell).collect(),
    }
}

/// The entries of a list.
fn texts(cell: &Cell) -> impl Iterator<Item = String> {
    let texts: Vec<String> = match cell {
        Cell::Text(text) => parted(text).map(str::to_owned).collect(),
        Cell::List(values) => values.iter().map(Cell::flat).collect(),
        Cell::Map { .. } => vec![cell.flat()],
    };
    texts.into_iter().filter(|text| !text.is_empty())
}

fn parted(text: &str) -> impl Iterator<Item = &str> {
    let separators = ['\n', '|', ';'];
    let separator = separators
        .into_iter()
        .find(|&separator| text.contains(separator));
    text.split(separator.unwrap_or('\n'))
        .map(|entry| unmarked(entry).unwrap_or(entry).trim())
}

fn texts_as_lines(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::List(_) => {
            let points: Vec<_> = texts(cell).map(|text| format!("- {text}")).collect();
            points.join("\n")
        }
        Cell::Map { entries, .. } => {
            let groups = entries.iter();
            let groups: Vec<_> = groups
                .map(|(name, cell)| format!("{name}:\n{}", texts_as_lines(cell)))
                .collect();
            groups.join("\n")
        }
    }
}

/// An entry of two texts, or of one that is still to be parted.
enum Entry {
    Pair(String, String),
    Text(String),
}

/// The entries of a list of pairs; what else its objects hold becomes a note.
fn pairs(cell: &Cell, name: &str, keys: [&str; 2], draft: &mut Draft) -> Vec<Entry> {
    let Cell::List(values) = cell else {
        return match cell {
            Cell::Map { entries, .. } => entries
                .iter()
                .map(|(first, second)| Entry::Pair(first.clone(), second.flat()))
                .collect(),
            _ => texts(cell).map(Entry::Text).collect(),
        };
    };
    let mut made = Vec::new();
    for value in values {
        let Cell::Map { line, entries } = value else {
            let text = value.flat();
            if !text.is_empty() {
                made.push(Entry::Text(text));
            }
            continue;
        };
        let mut pair = [String::new(), String::new()];
        for (key, text) in entries {
            match keys.iter().position(|known| words(known) == words(key)) {
                Some(place) => pair[place] = text.flat(),
                None => draft.note_under(*line, &format!("{name}, {key}"), &text.flat()),
            }
        }
        let [first, second] = pair;
        made.push(Entry::Pair(first, second));
    }
    made
}

fn key_points(cell: &Cell, draft: &mut Draft) {
    let Cell::List(values) = cell else {
        texts(cell).for_each(|text| draft.key_point(plain(&text)));
        return;
    };
    for value in values {
        let Cell::Map { line, entries } = value else {
            draft.key_point(plain(&value.flat()));
            continue;
        };
        let mut point = KeyPoint {
            say: String::new(),
            cues: Vec::new(),
            hint: String::new(),
        };
        for (key, cell) in entries {
            match words(key).as_str() {
                "say" | "point" | "text" => once(&mut point.say, cell),
                "cues" | "keywords" => point.cues.extend(texts(cell)),
                "hint" => once(&mut point.hint, cell),
                _ => draft.note_under(*line, &format!("Key point, {key}"), &cell.flat()),
            }
        }
        draft.key_points.push(point);
    }
}

fn sources(cell: &Cell, name: &str, draft: &mut Draft) {
    let line = draft.line;
    for entry in pairs(cell, name, ["title", "url"], draft) {
        let (text, source) = match entry {
            Entry::Pair(title, url) => {
                let source = address::is_address(&url).then(|| Source {
                    title: if title.is_empty() {
                        url.clone()
                    } else {
                        title.clone()
                    },
                    url: url.clone(),
                });
                (format!("{title} {url}"), source)
            }
            Entry::Text(text) => {
                let source = address::source(&text);
                (text, source)
            }
        };
        match source {
            Some(source) => draft.sources.push(source),
            None => draft.note_under(line, "Sources", &text),
        }
    }
}

fn framework(cell: &Cell, names: &Names, draft: &mut Draft) {
    let Cell::Map { line, entries } = cell else {
        let text = texts_as_lines(cell);
        blocks::place(super::labels::Block::Framework, &lines(&text), names, draft);
        return;
    };
    let mut steps = Vec::new();
    for (key, cell) in entries {
        match words(key).as_str() {
            "name" => match names.framework(&cell.flat()) {
                Some(name) => draft.framework = name,
                None => draft.note_under(*line, "Answer framework", &cell.flat()),
            },
            "steps" => steps = pairs(cell, "Answer framework", ["step", "apply"], draft),
            _ => draft.note_under(*line, &format!("Answer framework, {key}"), &cell.flat()),
        }
    }
    let steps: Vec<_> = steps
        .into_iter()
        .map(|entry| match entry {
            Entry::Pair(step, apply) => (step, apply),
            Entry::Text(text) => (String::new(), text),
        })
        .collect();
    if !draft.framework.is_empty() && names.are_steps(&draft.framework, &steps) {
        draft.steps = steps;
    } else {
        for (step, apply) in steps {
            draft.note_under(*line, "Answer framework", &format!("{step} {apply}"));
        }
    }
}

fn star_of(cell: &Cell, draft: &mut Draft) {
    let Cell::Map { line, entries } = cell else {
        let text = texts_as_lines(cell);
        star::place(&lines(&text), draft);
        return;
    };
    for (key, cell) in entries {
        match star::part(key) {
            Some(part) => set_part(part, cell, draft),
            None => draft.note_under(*line, &format!("STAR example, {key}"), &cell.flat()),
        }
    }
}

fn set_part(part: Part, cell: &Cell, draft: &mut Draft) {
    let text = cell.flat();
    if !text.is_empty() {
        let star = draft.star.get_or_insert_with(Star::default);
        join(star::text_of(star, part), &text, " ");
    }
}

fn example(cell: &Cell, draft: &mut Draft) {
    let mut made = CodeExample {
        language: String::new(),
        caption: String::new(),
        code: String::new(),
    };
    match cell {
        Cell::Map { line, entries } => {
            for (key, cell) in entries {
                match words(key).as_str() {
                    "language" => once(&mut made.language, cell),
                    "caption" => once(&mut made.caption, cell),
                    "code" => once(&mut made.code, cell),
                    _ => draft.note_under(*line, &format!("Example, {key}"), &cell.flat()),
                }
            }
        }
        _ => made.code = cell.flat(),
    }
    if made.code.is_empty() {
        let words = format!("{} {}", made.language, made.caption);
        draft.note_under(draft.line, "Example", &words);
    } else {
        draft.example = Some(made);
    }
}
