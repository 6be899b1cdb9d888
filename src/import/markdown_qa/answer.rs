//! An answer in Markdown: headed groups of points, code, or plain paragraphs.
//!
//! Groups whose heading a bank knows go to its field. The points of other groups are key points,
//! each with its group's heading before it; paragraphs tell how to answer.

use super::super::blocks::{self, paragraphs};
use super::super::draft::{Draft, Line};
use super::super::labels::{self, Block};
use super::super::markdown::{fence, heading, is_rule};
use super::super::names::Names;
use super::super::points::{plain, points, unmarked};
use super::super::star;
use crate::domain::question::CodeExample;

/// Languages of blocks that hold no code.
const PROSE: [&str; 5] = ["", "text", "txt", "markdown", "md"];
/// With so many of the four labels, lines that begin with one are a STAR example.
const LABELS_OF_A_STAR: usize = 3;

/// What opens a group.
enum Heading {
    Known(Block),
    Other(String),
}

struct Group<'a> {
    heading: Option<Heading>,
    line: usize,
    lines: Vec<Line<'a>>,
}

/// Puts an answer's lines into the question.
pub(in crate::import) fn place(lines: &[Line<'_>], names: &Names, draft: &mut Draft) {
    let lines = without_code(lines, draft);
    let is_star = has_star(&lines);
    let mut groups = vec![Group {
        heading: None,
        line: lines.first().map_or(1, |line| line.number),
        lines: Vec::new(),
    }];
    for line in lines {
        let (opened, rest) = opens(line.text, is_star);
        if let Some(heading) = opened {
            let goes_on = matches!(heading, Heading::Known(Block::Star))
                && matches!(
                    groups.last().and_then(|group| group.heading.as_ref()),
                    Some(Heading::Known(Block::Star))
                );
            if !goes_on {
                groups.push(Group {
                    heading: Some(heading),
                    line: line.number,
                    lines: Vec::new(),
                });
            }
        }
        if let Some(group) = groups.last_mut() {
            group.lines.push(Line { text: rest, ..line });
        }
    }
    for group in groups {
        close(group, names, draft);
    }
}

/// The lines without blocks of code; the first of these is the question's example, others are
/// kept as notes. Blocks that hold prose are taken as lines.
fn without_code<'a>(lines: &[Line<'a>], draft: &mut Draft) -> Vec<Line<'a>> {
    let mut kept = Vec::with_capacity(lines.len());
    let mut rest = lines.iter();
    while let Some(line) = rest.next() {
        let text = unquoted(line.text);
        let Some(mark) = fence(text) else {
            if !is_rule(text) {
                kept.push(Line { text, ..*line });
            }
            continue;
        };
        let is_quoted = text.len() < line.text.len();
        let language = text.trim().trim_start_matches(['`', '~']).trim();
        let block: Vec<Line<'a>> = rest
            .by_ref()
            .map(|line| Line {
                text: if is_quoted {
                    unquoted(line.text)
                } else {
                    line.text
                },
                ..*line
            })
            .take_while(|line| fence(line.text) != Some(mark))
            .collect();
        if PROSE.contains(&language.to_ascii_lowercase().as_str()) && is_prose(&block) {
            kept.extend(block);
        } else {
            keep_code(language, line.number, &block, draft);
        }
    }
    kept
}

/// A line without the marks of a quotation.
fn unquoted(line: &str) -> &str {
    let mut line = line;
    while let Some(rest) = line.trim_start().strip_prefix('>') {
        line = rest.strip_prefix(' ').unwrap_or(rest);
    }
    line
}

/// Whether the lines of a block without a language are sentences and lists.
fn is_prose(block: &[Line<'_>]) -> bool {
    let filled = || block.iter().filter(|line| !line.text.trim().is_empty());
    let prose = filled().filter(|line| {
        let text = unmarked(line.text).unwrap_or(line.text).trim();
        let begins = text.starts_with(|c: char| c.is_uppercase() || c == '"' || c == '*');
        let has_words = text.split_whitespace().count() >= 4;
        let has_code = text.ends_with([';', '{', '}', '\\']) || text.contains(" = ");
        (begins || has_words) && !has_code && !text.starts_with(['$', '#', '<'])
    });
    prose.count() * 2 > filled().count()
}

fn keep_code(language: &str, number: usize, block: &[Line<'_>], draft: &mut Draft) {
    let lines: Vec<_> = block.iter().map(|line| line.text).collect();
    let code = lines.join("\n").trim_matches('\n').to_owned();
    if code.trim().is_empty() {
        return;
    }
    if draft.example.is_none() {
        draft.example = Some(CodeExample {
            language: language.to_owned(),
            caption: String::new(),
            code,
        });
    } else {
        draft.note(number, format!("Code, {language}\n{code}"));
    }
}

fn has_star(lines: &[Line<'_>]) -> bool {
    let mut parts: Vec<star::Part> = Vec::new();
    for part in lines.iter().filter_map(|line| star_label(line.text)) {
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts.len() >= LABELS_OF_A_STAR
}

fn star_label(line: &str) -> Option<star::Part> {
    let text = unmarked(line).unwrap_or(line);
    let text = text.trim_start_matches(['#', '*', ' ']);
    let label = text.split([':', '*']).next().unwrap_or(text);
    if label.len() == text.len() && heading(line).is_none() {
        return None;
    }
    star::part(label)
}

/// The heading that a line is, and what of the line belongs to the group.
fn opens(line: &str, is_star: bool) -> (Option<Heading>, &str) {
    if is_star && star_label(line).is_some() {
        return (Some(Heading::Known(Block::Star)), line);
    }
    let text = unmarked(line).unwrap_or(line);
    if let Some(block) = group_heading(line).and_then(labels::block) {
        return (Some(Heading::Known(block)), "");
    }
    if let Some((block, rest)) = labels::block_with_text(text) {
        return (Some(Heading::Known(block)), rest);
    }
    match group_heading(line) {
        Some(name) => (Some(Heading::Other(name.to_owned())), ""),
        None => (None, line),
    }
}

/// The text of a line that heads a group: a heading, a bold line, or a few words with a colon.
fn group_heading(line: &str) -> Option<&str> {
    const MOST_WORDS: usize = 8;
    if let Some((_, text)) = heading(line) {
        return Some(text.trim_matches(['*', ':', ' ']));
    }
    let text = line.trim();
    let is_further_in = line.starts_with([' ', '\t']);
    if is_further_in || unmarked(line).is_some() {
        return None;
    }
    let is_bold =
        text.len() > 4 && text.starts_with("**") && text.trim_end_matches(':').ends_with("**");
    let has_colon = text.ends_with(':');
    let inner = text.trim_matches(['*', ':', ' ']);
    let is_short = !inner.is_empty()
        && !inner.contains("**")
        && inner.split_whitespace().count() <= MOST_WORDS
        && !inner.ends_with(['.', '?', '!']);
    ((is_bold || has_colon) && is_short).then_some(inner)
}

fn close(group: Group<'_>, names: &Names, draft: &mut Draft) {
    let name = match group.heading {
        Some(Heading::Known(block)) => {
            blocks::place(block, &group.lines, names, draft);
            return;
        }
        Some(Heading::Other(name)) => plain(&name),
        None => String::new(),
    };
    let headed = |text: String| {
        if name.is_empty() {
            text
        } else {
            format!("{name}: {text}")
        }
    };
    let points = points(&group.lines);
    if points.is_empty() {
        draft.note(group.line, name.as_str());
    } else if points.iter().any(|point| point.is_marked) {
        for point in points {
            if point.is_marked {
                draft.key_point(headed(point.text));
            } else {
                draft.outline.push(headed(point.text));
            }
        }
    } else {
        let paragraphs = paragraphs(&group.lines);
        draft
            .outline
            .extend(paragraphs.into_iter().map(|(_, text)| headed(text)));
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::draft::lines;
    use super::*;

    fn placed(text: &str) -> Draft {
        let mut draft = Draft::default();
        place(&lines(text), &Names::default(), &mut draft);
        draft
    }

    fn says(draft: &Draft) -> Vec<&str> {
        let points = draft.key_points.iter();
        points.map(|point| point.say.as_str()).collect()
    }

    #[test]
    fn groups_head_their_points_even_in_a_fence() {
        let draft = placed(
            "```\nStrategy:\n1. Measure first\n2. Then cut\n   - by half\n\nImplementation:\n- One team\n```",
        );
        assert_eq!(
            says(&draft),
            [
                "Strategy: Measure first",
                "Strategy: Then cut: by half",
                "Implementation: One team"
            ]
        );
        assert!(draft.example.is_none() && draft.notes.is_empty());
    }

    #[test]
    fn known_groups_go_to_their_fields() {
        let draft = placed(
            "Begin with the users.\nThen count.\n\n#### Common pitfalls\n- Guessing because it is quick\n\
             **Follow-up questions:**\n- And then?\nReferences: [A](https://a.bc/)\n**Odd**\n",
        );
        assert_eq!(draft.outline, ["Begin with the users. Then count."]);
        assert_eq!(draft.mistakes[0].why, "it is quick");
        assert_eq!(draft.follow_ups, ["And then?"]);
        assert_eq!(draft.sources[0].url, "https://a.bc/");
        assert_eq!(draft.notes[0].text, "Odd");
    }

    #[test]
    fn a_star_is_known_by_its_labels() {
        let draft = placed(
            "**Situation:** One.\n**Task:** Two.\n**Action:**\n- Three.\n- Four.\n**Result:** 5.\n\nTips:\n- Six",
        );
        let star = draft.star.clone().unwrap_or_default();
        assert_eq!(
            (star.action.as_str(), star.result.as_str()),
            ("Three. Four.", "5.")
        );
        assert_eq!(says(&draft), ["Tips: Six"]);
    }

    #[test]
    fn a_quotation_is_read_without_its_marks() {
        let draft = placed(
            "> **Situation:** One.\n>\n> **Task:** Two.\n>\n>**Action:** Three.\n> **Result:** 4.\n>\n\
             > ```sh\n> ls -l;\n> ```\n",
        );
        let star = draft.star.clone().unwrap_or_default();
        assert_eq!(
            [star.situation, star.task, star.action, star.result],
            ["One.", "Two.", "Three.", "4."]
        );
        assert_eq!(draft.example.map(|it| it.code).as_deref(), Some("ls -l;"));
        assert!(draft.notes.is_empty());
    }

    #[test]
    fn code_is_an_example_and_more_of_it_a_note() {
        let draft = placed("See:\n```yaml\na: 1\n```\n~~~\nls -l;\nx = 1;\n~~~\n");
        let example = draft.example.clone().map(|it| (it.language, it.code));
        assert_eq!(example, Some(("yaml".to_owned(), "a: 1".to_owned())));
        let notes: Vec<_> = draft.notes.iter().map(|note| note.text.as_str()).collect();
        assert_eq!(notes, ["Code, \nls -l;\nx = 1;", "See"]);
    }
}
