//! A STAR example: four labelled parts, or what pages make of them.
//!
//! Labels stand on lines of their own, before a colon, glued to their text, or in the middle of
//! a paragraph. Of four parts, one with another's label is taken for the one that is missing,
//! and a note says so. A text without labels is kept whole under the action: nobody can tell
//! where its parts end.

use super::draft::{Draft, Line, join};
use super::labels::words;
use super::points::{indent, plain, unmarked};
use crate::domain::question::Star;

/// One of the four parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Situation,
    Task,
    Action,
    Result,
}

const PARTS: [Part; 4] = [Part::Situation, Part::Task, Part::Action, Part::Result];

/// How alike a misspelt label is (Jaro-Winkler, 0 to 1).
const LIKENESS: f64 = 0.88;

/// The part that a label names.
pub(super) fn part(label: &str) -> Option<Part> {
    let label = words(label);
    match label.as_str() {
        "s" | "situation" | "context" | "background" => Some(Part::Situation),
        "t" | "task" | "tasks" | "challenge" | "goal" | "objective" => Some(Part::Task),
        "a" | "action" | "actions" | "actions taken" => Some(Part::Action),
        "r" | "result" | "results" | "outcome" | "outcomes" | "impact" => Some(Part::Result),
        _ if label.chars().count() > 3 && !label.contains(' ') => [
            ("situation", Part::Situation),
            ("task", Part::Task),
            ("action", Part::Action),
            ("result", Part::Result),
        ]
        .into_iter()
        .find(|(name, _)| strsim::jaro_winkler(name, &label) >= LIKENESS)
        .map(|(_, part)| part),
        _ => None,
    }
}

/// A labelled stretch of text.
struct Stretch {
    line: usize,
    /// How far in its label stands, where that is an item of a list.
    item: Option<usize>,
    /// As the source spells it; empty before the first label.
    label: String,
    part: Option<Part>,
    text: String,
}

/// Puts a block's lines into the question's example.
pub(super) fn place(lines: &[Line<'_>], draft: &mut Draft) {
    let mut stretches = stretches(lines);
    stretches.retain(|stretch| !stretch.text.is_empty());
    if stretches.iter().all(|stretch| stretch.label.is_empty()) {
        for stretch in stretches {
            let star = draft.star.get_or_insert_with(Star::default);
            join(&mut star.action, &stretch.text, " ");
            draft.note(
                stretch.line,
                "STAR example: it came without labels and stands whole under the action",
            );
        }
        return;
    }
    relabel(&mut stretches, draft);
    for stretch in stretches {
        match stretch.part {
            Some(part) => {
                let star = draft.star.get_or_insert_with(Star::default);
                join(text_of(star, part), &stretch.text, " ");
            }
            None if stretch.label.is_empty() => {
                draft.note_under(stretch.line, "STAR example", &stretch.text);
            }
            None => {
                let name = format!("STAR example, {}", stretch.label);
                draft.note_under(stretch.line, &name, &stretch.text);
            }
        }
    }
}

/// The text of a part.
pub(super) fn text_of(star: &mut Star, part: Part) -> &mut String {
    match part {
        Part::Situation => &mut star.situation,
        Part::Task => &mut star.task,
        Part::Action => &mut star.action,
        Part::Result => &mut star.result,
    }
}

/// Mends the labels where four parts leave no doubt about what each is.
fn relabel(stretches: &mut [Stretch], draft: &mut Draft) {
    let labelled: Vec<usize> = (0..stretches.len())
        .filter(|&place| !stretches[place].label.is_empty())
        .collect();
    if labelled.len() != PARTS.len() {
        return;
    }
    let given: Vec<_> = labelled
        .iter()
        .map(|&place| stretches[place].part)
        .collect();
    for (nth, part) in PARTS.into_iter().enumerate() {
        let is_missing = !given.contains(&Some(part));
        let is_spare = given[nth].is_none_or(|own| given[..nth].contains(&Some(own)));
        if is_missing && is_spare {
            let stretch = &mut stretches[labelled[nth]];
            stretch.part = Some(part);
            let name = format!("{part:?}").to_lowercase();
            draft.note(
                stretch.line,
                format!(
                    "STAR example: `{}` is taken for the {name}, which was missing",
                    stretch.label
                ),
            );
        }
    }
}

fn stretches(lines: &[Line<'_>]) -> Vec<Stretch> {
    let mut stretches = vec![Stretch {
        line: lines.first().map_or(1, |line| line.number),
        item: None,
        label: String::new(),
        part: None,
        text: String::new(),
    }];
    for line in lines {
        let item = unmarked(line.text);
        let text = plain(item.unwrap_or(line.text));
        let item = item.map(|_| indent(line.text));
        let mut rest = text.trim_start_matches(['#', ' ']);
        let mut is_start = true;
        while let Some((before, label, part, after)) = next_label(rest, is_start) {
            let last = stretches
                .last_mut()
                .expect("there is one from the beginning");
            let is_further_in = item.is_some_and(|own| last.item.is_none_or(|above| above < own));
            if part.is_none() && last.part.is_some() && is_further_in {
                // A step of the part with a name of its own.
                break;
            }
            join(&mut last.text, before, " ");
            stretches.push(Stretch {
                line: line.number,
                item,
                label: label.to_owned(),
                part,
                text: String::new(),
            });
            rest = after;
            is_start = false;
        }
        let last = stretches
            .last_mut()
            .expect("there is one from the beginning");
        join(&mut last.text, rest, " ");
    }
    stretches
}

/// The text before the next label, the label, its part, and the text after it.
fn next_label(text: &str, is_start: bool) -> Option<(&str, &str, Option<Part>, &str)> {
    if is_start && let Some((label, part, after)) = label_at_start(text) {
        return Some(("", label, part, after));
    }
    // In the middle of a line: after the end of a sentence, and only names in full.
    let mut from = 0;
    while let Some(found) = text[from..].find(':') {
        let colon = from + found;
        from = colon + 1;
        let start = text[..colon]
            .rfind(|c: char| !c.is_alphabetic())
            .map_or(0, |place| {
                place + text[place..].chars().next().map_or(1, char::len_utf8)
            });
        let label = &text[start..colon];
        let begins = text[..start].trim_end();
        let is_label = label.len() > 3
            && label.starts_with(char::is_uppercase)
            && (begins.is_empty() || begins.ends_with(['.', '!', '?', '|', ';']));
        if is_label && let Some(part) = part(label) {
            return Some((&text[..start], label, Some(part), &text[from..]));
        }
    }
    None
}

fn label_at_start(text: &str) -> Option<(&str, Option<Part>, &str)> {
    if let Some(part) = part(text) {
        return Some((text, Some(part), ""));
    }
    // Glued: "SituationWe had".
    for name in ["Situation", "Task", "Action", "Result"] {
        if let Some(rest) = text.strip_prefix(name)
            && rest.starts_with(char::is_uppercase)
        {
            return Some((name, part(name), rest));
        }
    }
    for separator in [":", " - ", " – ", " — "] {
        let Some((label, after)) = text.split_once(separator) else {
            continue;
        };
        if let Some(part) = part(label.split('(').next().unwrap_or(label)) {
            return Some((label, Some(part), after));
        }
        // "We decided: ..." is a sentence.
        let is_sentence = matches!(
            label.split(' ').next(),
            Some("I" | "We" | "My" | "Our" | "It" | "He" | "She" | "They" | "The" | "Then")
        );
        let is_name = !is_sentence
            && label.starts_with(char::is_uppercase)
            && label.split(' ').count() <= 2
            && label.chars().all(|c| c.is_alphabetic() || c == ' ');
        if separator == ":" && is_name {
            return Some((label, None, after));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::draft::lines;
    use super::*;

    fn star_of(text: &str) -> (Star, Vec<String>) {
        let mut draft = Draft::default();
        place(&lines(text), &mut draft);
        let notes = draft.notes.into_iter().map(|note| note.text).collect();
        (draft.star.unwrap_or_default(), notes)
    }

    fn check(text: &str) {
        let (star, notes) = star_of(text);
        assert_eq!(star.situation, "We had 3 hosts.", "{text}");
        assert_eq!(star.task, "Make it 2.", "{text}");
        assert_eq!(star.action, "I measured: twice.", "{text}");
        assert_eq!(star.result, "It was 1.", "{text}");
        assert!(notes.is_empty(), "{notes:?}");
    }

    #[test]
    fn labels_stand_in_many_places() {
        check(
            "Situation\nWe had 3 hosts.\nTask\nMake it 2.\nAction\nI measured: twice.\nResult\nIt was 1.",
        );
        check(
            "**Situation:** We had 3 hosts.\n\n- **Task:** Make it 2.\n- Action: I measured:\n  twice.\n- Result – It was 1.",
        );
        check(
            "Situation: We had 3 hosts. Task: Make it 2. Action: I measured: twice. Result: It was 1.",
        );
        check(
            "SituationWe had 3 hosts.\nTaskMake it 2.\nActionI measured: twice.\nResultIt was 1.",
        );
        check("S: We had 3 hosts.\nT: Make it 2.\nA: I measured: twice.\nOutcome: It was 1.");
        check(
            "Situation: We had 3 hosts.\nTask: Make it 2.\nActoin: I measured: twice.\nReslut: It was 1.",
        );
    }

    #[test]
    fn a_wrong_label_is_mended_and_said() {
        for label in ["Action", "Situation", "Learnings"] {
            let (star, notes) = star_of(&format!(
                "Situation: One.\nTask: Two.\nAction: Three.\n{label}: 4."
            ));
            assert_eq!(
                (star.action.as_str(), star.result.as_str()),
                ("Three.", "4.")
            );
            assert_eq!(
                notes,
                [format!(
                    "STAR example: `{label}` is taken for the result, which was missing"
                )]
            );
        }
    }

    #[test]
    fn named_steps_stay_in_their_part() {
        for (mark, step) in [("", "- "), ("- ", "  - ")] {
            let (star, notes) = star_of(&format!(
                "{mark}**Situation:** One.\n{mark}**Action:** Two steps:\n{step}**Measuring:** I measured.\n\
                 {step}Worst hours: I asked.\n{mark}**Result:** 4."
            ));
            assert_eq!(
                star.action,
                "Two steps: Measuring: I measured. Worst hours: I asked."
            );
            assert_eq!((star.result.as_str(), notes.len()), ("4.", 0));
        }
        let (star, notes) = star_of("- Situation: One.\n- Action: Two.\n- Lesson learned: Ask.");
        assert_eq!(star.action, "Two.");
        assert_eq!(notes, ["STAR example, Lesson learned: Ask."]);
    }

    #[test]
    fn doubt_is_no_reason_to_mend() {
        let (star, notes) = star_of("Situation: One.\nAction: Two.\nAction: Three.");
        assert_eq!(
            (star.action.as_str(), star.result.as_str()),
            ("Two. Three.", "")
        );
        assert!(notes.is_empty());
        let (star, notes) = star_of(
            "Intro.\nSituation: 1.\nTask: 2.\nAction: 3.\nResult: 4.\nLesson learned: ask.",
        );
        assert_eq!(star.result, "4.");
        assert_eq!(
            notes,
            ["STAR example: Intro.", "STAR example, Lesson learned: ask."]
        );
    }

    #[test]
    fn a_paragraph_stays_whole() {
        let (star, notes) = star_of("At a bank, I moved 40 hosts.\nIt took a week.");
        assert_eq!(star.action, "At a bank, I moved 40 hosts. It took a week.");
        assert_eq!((star.situation.as_str(), star.result.as_str()), ("", ""));
        assert_eq!(notes.len(), 1);
    }
}
