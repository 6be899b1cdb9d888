//! Facts of a question by the names that lists give them: "Level: High", a column `duration`.

use super::draft::Draft;
use super::labels;
use super::names::Names;
use super::points::plain;

/// A fact of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fact {
    Kind,
    Difficulty,
    Topic,
    Competencies,
    Rounds,
    Minutes,
    Tags,
}

/// The fact that a label names.
pub(super) fn named(label: &str) -> Option<Fact> {
    match labels::words(label).as_str() {
        "kind" | "type" | "category" | "question type" => Some(Fact::Kind),
        "difficulty" | "level" | "difficulty level" => Some(Fact::Difficulty),
        "topic" | "subject" => Some(Fact::Topic),
        "competencies" | "competency" | "skills" | "skill" => Some(Fact::Competencies),
        "rounds" | "round" | "interview round" | "stage" => Some(Fact::Rounds),
        "minutes" | "time" | "duration" | "estimated time" | "answer time" => Some(Fact::Minutes),
        "tags" | "tag" | "keywords" => Some(Fact::Tags),
        _ => None,
    }
}

/// Sets a fact; what can't be mapped becomes a note below its label.
pub(super) fn set(
    fact: Fact,
    label: &str,
    values: &[String],
    line: usize,
    names: &Names,
    draft: &mut Draft,
) {
    let values = values.iter().filter(|value| !value.is_empty());
    for value in values {
        let is_mapped = match fact {
            Fact::Kind => once(&mut draft.kind, labels::kind(value)),
            Fact::Difficulty => once(&mut draft.difficulty, labels::difficulty(value)),
            Fact::Minutes => {
                let time = labels::time(value).filter(|time| {
                    let around = [time.before, time.after];
                    around.iter().all(|text| labels::words(text).is_empty())
                });
                let minutes = time.and_then(|time| time.minutes);
                once(
                    &mut draft.minutes,
                    minutes.or_else(|| labels::plain_minutes(value)),
                )
            }
            Fact::Topic => names
                .topic(value)
                .filter(|_| draft.topic.is_empty())
                .is_some_and(|id| {
                    draft.topic = id;
                    true
                }),
            Fact::Competencies => add(&mut draft.competencies, names.competency(value)),
            Fact::Rounds => add(&mut draft.rounds, names.round(value)),
            Fact::Tags => add(&mut draft.tags, Some(value.to_lowercase())),
        };
        if !is_mapped {
            draft.note_under(line, label, value);
        }
    }
}

/// Takes a value where there is none yet; whether it was taken, or says what is known.
fn once<T: PartialEq>(field: &mut Option<T>, value: Option<T>) -> bool {
    if field.is_none() {
        *field = value;
        return field.is_some();
    }
    value.is_some() && *field == value
}

fn add(list: &mut Vec<String>, value: Option<String>) -> bool {
    value.is_some_and(|value| {
        if !list.contains(&value) {
            list.push(value);
        }
        true
    })
}

/// Takes a line of labels and values, such as `**Level:** High | **Time:** 5 min`; `false`, and
/// nothing is taken, where any part of it is something else.
pub(super) fn take_line(text: &str, line: usize, names: &Names, draft: &mut Draft) -> bool {
    let text = plain(super::points::unmarked(text).unwrap_or(text));
    let parts: Option<Vec<(Fact, &str, &str)>> = text
        .split(" | ")
        .map(|part| {
            let (label, value) = part.split_once(':')?;
            let label = label.trim_matches(['*', '_', ' ']);
            Some((named(label)?, label, value.trim_matches(['*', '_', ' '])))
        })
        .collect();
    for (fact, label, value) in parts.iter().flatten() {
        set(*fact, label, &short_list(*fact, value), line, names, draft);
    }
    parts.is_some()
}

/// The values of a fact within one text: some facts have several, with commas.
pub(super) fn short_list(fact: Fact, text: &str) -> Vec<String> {
    match fact {
        Fact::Competencies | Fact::Rounds | Fact::Tags => text
            .split([',', ';', '|', '\n'])
            .map(|value| value.trim().to_owned())
            .collect(),
        _ => vec![text.trim().to_owned()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::question::Difficulty;

    #[test]
    fn lines_of_facts_are_taken_whole_or_not_at_all() {
        let mut draft = Draft::default();
        let names = Names::default();
        assert!(take_line(
            "**Level:** High | **Time:** 5-8 min | *Type:* Odd",
            3,
            &names,
            &mut draft
        ));
        assert_eq!(draft.difficulty, Some(Difficulty::Hard));
        assert_eq!(draft.minutes.map(|it| (it.from(), it.to())), Some((5, 8)));
        assert_eq!(draft.notes[0].text, "Type: Odd");
        assert!(take_line("- Tags: DNS, TLS", 4, &names, &mut draft));
        assert_eq!(draft.tags, ["dns", "tls"]);
        for text in ["Time is short: hurry", "Level: High | and more", "no label"] {
            assert!(!take_line(text, 5, &names, &mut draft), "{text}");
        }
        assert!(take_line("Level: Low", 6, &names, &mut draft));
        assert_eq!(draft.difficulty, Some(Difficulty::Hard));
        assert_eq!(draft.notes[1].text, "Level: Low");
    }
}
