//! A headed part of an answer into the fields of a question, whichever format it came in.

use super::draft::{Draft, Line, join};
use super::labels::Block;
use super::names::Names;
use super::points::{self, points};
use super::{address, star};
use crate::domain::question::{Mistake, Term};

/// Puts the lines of a part where they belong.
pub(super) fn place(block: Block, lines: &[Line<'_>], names: &Names, draft: &mut Draft) {
    match block {
        Block::Framework => framework(lines, names, draft),
        Block::Star => star::place(lines, draft),
        Block::Outline => draft.outline.extend(texts(lines)),
        Block::LooksFor => draft.looks_for.extend(texts(lines)),
        Block::FollowUps => draft.follow_ups.extend(texts(lines)),
        Block::KeyPoints => texts(lines).for_each(|say| draft.key_point(say)),
        Block::Terms => terms(lines, draft),
        Block::Mistakes => draft
            .mistakes
            .extend(texts(lines).map(|text| mistake(&text))),
        Block::Sources => {
            for point in points(lines) {
                match address::source(&point.text) {
                    Some(source) => draft.sources.push(source),
                    None => draft.note_under(point.line, "Sources", &point.text),
                }
            }
        }
    }
}

fn texts(lines: &[Line<'_>]) -> impl Iterator<Item = String> {
    points(lines).into_iter().map(|point| point.text)
}

/// A mistake with its reason, where the text gives one.
pub(super) fn mistake(text: &str) -> Mistake {
    let (say, why) = points::reason(text).unwrap_or((text, ""));
    Mistake {
        say: say.to_owned(),
        why: why.to_owned(),
    }
}

/// A term with its meaning, where the text gives one.
pub(super) fn term(text: &str) -> Term {
    let (term, meaning) = points::pair(text).unwrap_or((text, ""));
    Term {
        term: term.to_owned(),
        meaning: meaning.to_owned(),
    }
}

/// One term a line, or several in one line with commas.
fn terms(lines: &[Line<'_>], draft: &mut Draft) {
    for point in points(lines) {
        let list: Vec<_> = point.text.split(", ").map(str::trim).collect();
        let is_list = list.len() > 1
            && points::pair(&point.text).is_none()
            && list
                .iter()
                .all(|term| (1..=4).contains(&term.split(' ').count()));
        if is_list {
            let terms = list.into_iter().map(|term| term.trim_end_matches('.'));
            draft
                .terms
                .extend(terms.filter(|term| !term.is_empty()).map(term_alone));
        } else {
            draft.terms.push(term(&point.text));
        }
    }
}

fn term_alone(text: &str) -> Term {
    Term {
        term: text.to_owned(),
        meaning: String::new(),
    }
}

/// The framework's name, from the first words, and its steps, where they are the framework's.
///
/// A sentence around the name, and steps of other names, are kept as notes.
fn framework(lines: &[Line<'_>], names: &Names, draft: &mut Draft) {
    let points = points(lines);
    let Some((first, rest)) = points.split_first() else {
        return;
    };
    let head = first
        .text
        .split(['(', ':', '.', ','])
        .next()
        .unwrap_or_default();
    let head = head
        .trim()
        .trim_start_matches("Use ")
        .trim_start_matches("the ");
    let name = names
        .framework(head)
        .or_else(|| names.framework(before_method(&first.text)?))
        .or_else(|| points::pair(&first.text).and_then(|(head, _)| names.framework(head)));
    let Some(name) = name.filter(|_| draft.framework.is_empty()) else {
        for point in &points {
            draft.note_under(point.line, "Answer framework", &point.text);
        }
        return;
    };
    let steps: Option<Vec<(String, String)>> = rest
        .iter()
        .map(|point| {
            let (step, apply) = points::pair(&point.text)?;
            Some((step.to_owned(), apply.to_owned()))
        })
        .collect();
    match steps.filter(|steps| names.are_steps(&name, steps)) {
        Some(steps) if !rest.is_empty() => draft.steps = steps,
        _ => {
            for point in rest {
                draft.note_under(point.line, "Answer framework", &point.text);
            }
        }
    }
    // "STAR method" says no more than the name; a sentence does.
    if first.text.split_whitespace().count() > 3 {
        draft.note_under(first.line, "Answer framework", &first.text);
    }
    draft.framework = name;
}

/// The word before "method" and the like, where it is written as a name: "the STAR method".
fn before_method(text: &str) -> Option<&str> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let place = words.iter().position(|word| {
        matches!(
            word.trim_end_matches(|c: char| !c.is_alphanumeric()),
            "method" | "framework" | "approach" | "technique" | "model"
        )
    })?;
    let name = words.get(place.checked_sub(1)?)?;
    name.starts_with(char::is_uppercase).then_some(*name)
}

/// The text of a group's lines as one paragraph each.
pub(super) fn paragraphs(lines: &[Line<'_>]) -> Vec<(usize, String)> {
    let mut paragraphs: Vec<(usize, String)> = Vec::new();
    let mut is_open = false;
    for line in lines {
        let text = points::plain(line.text);
        if text.is_empty() {
            is_open = false;
            continue;
        }
        match paragraphs.last_mut().filter(|_| is_open) {
            Some((_, paragraph)) => join(paragraph, &text, " "),
            None => paragraphs.push((line.number, text)),
        }
        is_open = true;
    }
    paragraphs
}

#[cfg(test)]
mod tests {
    use super::super::draft::lines;
    use super::*;
    use std::collections::BTreeMap;

    fn placed(block: Block, text: &str, names: &Names) -> Draft {
        let mut draft = Draft::default();
        place(block, &lines(text), names, &mut draft);
        draft
    }

    #[test]
    fn terms_come_one_a_line_or_with_commas() {
        let draft = placed(
            Block::Terms,
            "• SLO: a goal\n• Error budget - what is left\n• Toil",
            &Names::default(),
        );
        let terms: Vec<_> = draft
            .terms
            .iter()
            .map(|term| (term.term.as_str(), term.meaning.as_str()))
            .collect();
        assert_eq!(
            terms,
            [
                ("SLO", "a goal"),
                ("Error budget", "what is left"),
                ("Toil", "")
            ]
        );
        let draft = placed(Block::Terms, "SLO, SLI, error budget.", &Names::default());
        assert_eq!(draft.terms.len(), 3);
        assert_eq!(draft.terms[2].term, "error budget");
    }

    #[test]
    fn a_framework_is_taken_only_where_it_is_known() {
        let free = Names::default();
        let draft = placed(Block::Framework, "STAR Method", &free);
        assert_eq!((draft.framework.as_str(), draft.notes.len()), ("star", 0));
        let draft = placed(
            Block::Framework,
            "Use the RICE framework: score each item\nReach: all\nImpact: 3",
            &free,
        );
        assert_eq!(draft.framework, "rice");
        assert_eq!(draft.steps.len(), 2);
        assert_eq!(draft.notes.len(), 1);
        let known = Names {
            frameworks: Some(BTreeMap::from([(
                "rice".to_owned(),
                vec!["Reach".to_owned()],
            )])),
            ..Names::default()
        };
        let draft = placed(Block::Framework, "RICE\nReach: all\nImpact: 3", &known);
        assert!(draft.steps.is_empty());
        assert_eq!(draft.notes.len(), 2);
        let draft = placed(Block::Framework, "STAR", &known);
        assert_eq!((draft.framework.as_str(), draft.notes.len()), ("", 1));
    }

    #[test]
    fn sources_need_an_address() {
        let draft = placed(
            Block::Sources,
            "- [Probes](https://kubernetes.io/docs)\n- The handbook\n- RFC: https://www.rfc-editor.org/rfc/rfc8594",
            &Names::default(),
        );
        assert_eq!(draft.sources[0].title, "Probes");
        assert_eq!(draft.sources[1].title, "RFC");
        assert_eq!(draft.notes[0].text, "Sources: The handbook");
    }
}
