//! Markdown lists of questions and answers.
//!
//! `## Topic` sections hold questions as headings (`### Q7: ...`, `### ...`), as bold lines, as
//! numbered items, as `Q: ...` lines or as `<details><summary>`; their answers follow, usually
//! behind `**Answer:**`. [`marks`] says what each line looks like, [`shape`] which of them are
//! questions and sections, and this reads them. A section's name becomes a tag. What stands
//! outside of questions is left over, as are sections without any.

mod answer;
mod evidence;
mod html;
mod marks;
mod shape;
mod wording;

use super::draft::{Draft, Line};
use super::markdown::{fence, is_rule};
use super::names::Names;
use super::points::plain;
use super::{Read, facts, labels};
use crate::domain::slug::slug;
use shape::Role;

pub(super) use answer::place as place_answer;

/// The longest tag that a section's name becomes.
const LONGEST_TAG: usize = 40;

/// Reads the questions of a Markdown text.
pub(super) fn read(text: &str, names: &Names) -> Read {
    let text = html::lines_apart(text);
    let lines: Vec<Line<'_>> = text
        .iter()
        .map(|(number, text)| Line {
            number: *number,
            text,
        })
        .collect();
    let roles = shape::roles(&marks::marks(&lines));
    let mut reader = Reader {
        names,
        section: None,
        open: None,
        read: Read::default(),
    };
    for (line, role) in lines.iter().zip(roles) {
        reader.line(*line, role);
    }
    reader.close();
    reader.end_section();
    let mut read = reader.read;
    read.left.sort_by_key(|note| note.line);
    read
}

/// A question that is being read.
struct Open<'a> {
    draft: Draft,
    before: Vec<Line<'a>>,
    answer: Option<Vec<Line<'a>>>,
    /// How deep in hidden text, where the question stands before such.
    details: Option<usize>,
}

/// The section that is being read.
struct Section<'a> {
    line: Line<'a>,
    tag: String,
    /// Whether its whole name is in a question.
    is_kept: bool,
}

struct Reader<'a, 'n> {
    names: &'n Names,
    section: Option<Section<'a>>,
    open: Option<Open<'a>>,
    read: Read,
}

impl<'a> Reader<'a, '_> {
    fn line(&mut self, line: Line<'a>, role: Role<'a>) {
        match role {
            Role::Question { text, rest } => {
                self.begin(line, text, false);
                if !rest.is_empty() {
                    self.keep(Line { text: rest, ..line });
                }
            }
            Role::Section(text) => self.section(line, text),
            Role::Title => {
                self.close();
                self.end_section();
                self.read.left_over(&[line]);
            }
            Role::Summary { text, asks } => self.summary(line, text, asks),
            Role::Details { ends } => self.details(ends),
            Role::Content => self.keep(line),
        }
    }

    fn section(&mut self, line: Line<'a>, text: &str) {
        self.close();
        self.end_section();
        // A section's own number is none of its name.
        let name = plain(&wording::unnumbered(text));
        let tag = slug(&name, LONGEST_TAG);
        let letters = name.chars().filter(|c| c.is_alphanumeric()).count();
        let is_whole = tag.chars().filter(|c| *c != '-').count() == letters;
        if !is_whole || tag.is_empty() {
            self.read.left_over(&[line]);
        }
        self.section = Some(Section {
            line,
            is_kept: !is_whole || tag.is_empty(),
            tag,
        });
    }

    /// Keeps the name of a section that has no question.
    fn end_section(&mut self) {
        if let Some(section) = self.section.take()
            && !section.is_kept
        {
            self.read.left_over(&[section.line]);
        }
    }

    /// Only the summary in hidden text says something.
    fn details(&mut self, ends: bool) {
        let Some(open) = &mut self.open else {
            return;
        };
        match (&mut open.details, ends) {
            (Some(0 | 1), true) => self.close(),
            (Some(depth), true) => *depth -= 1,
            (Some(depth), false) => *depth += 1,
            (None, _) => {}
        }
    }

    fn summary(&mut self, line: Line<'a>, summary: &'a str, asks: bool) {
        let is_curtain = evidence::is_curtain(summary);
        match &mut self.open {
            Some(open) if is_curtain => {
                open.answer.get_or_insert_default();
            }
            None if is_curtain => self.read.left_over(&[line]),
            Some(_) if !asks => self.keep(Line {
                text: summary,
                ..line
            }),
            _ => self.begin(line, summary, true),
        }
    }

    fn begin(&mut self, line: Line<'a>, text: &str, is_details: bool) {
        self.close();
        let mut draft = Draft::at(line.number);
        draft.ask_on(&plain(&wording::unnumbered(text)));
        if let Some(section) = &mut self.section
            && !section.tag.is_empty()
        {
            draft.tags.push(section.tag.clone());
            section.is_kept = true;
        }
        self.open = Some(Open {
            draft,
            before: Vec::new(),
            answer: is_details.then(Vec::new),
            details: is_details.then_some(1),
        });
    }

    /// Keeps a line for the open question, or as left over.
    fn keep(&mut self, line: Line<'a>) {
        let Some(open) = &mut self.open else {
            self.read.left_over(&[line]);
            return;
        };
        match &mut open.answer {
            Some(answer) if answer.is_empty() && answer_start(line.text).is_some() => {
                let text = answer_start(line.text).unwrap_or_default();
                answer.push(Line { text, ..line });
            }
            Some(answer) => answer.push(line),
            None => match answer_start(line.text) {
                Some(text) => open.answer = Some(vec![Line { text, ..line }]),
                None => open.before.push(line),
            },
        }
    }

    fn close(&mut self) {
        let Some(mut open) = self.open.take() else {
            return;
        };
        let draft = &mut open.draft;
        let before = open.before.into_iter();
        let before: Vec<_> = before
            .filter(|line| !facts::take_line(line.text, line.number, self.names, draft))
            .collect();
        match open.answer {
            Some(answer) => {
                ask_on(&before, draft);
                answer::place(&answer, self.names, draft);
            }
            None => answer::place(&before, self.names, draft),
        }
        self.read.drafts.push(open.draft);
    }
}

/// Lines between a question's heading and its answer belong to the question; code among them
/// becomes the example.
fn ask_on(lines: &[Line<'_>], draft: &mut Draft) {
    let has_code = lines.iter().any(|line| fence(line.text).is_some());
    if has_code {
        answer::place(lines, &Names::default(), draft);
    } else {
        for line in lines.iter().filter(|line| !is_rule(line.text)) {
            draft.ask_on(&plain(line.text));
        }
    }
}

/// The text behind `**Answer:**` and the like; `None` where the line is none.
fn answer_start(line: &str) -> Option<&str> {
    let text = line.trim_start_matches(['#', '>', '*', '_', ' ']);
    let names = [
        "Answer",
        "ANSWER",
        "Sample answer",
        "Sample Answer",
        "Model answer",
        "A",
    ];
    names.iter().find_map(|name| {
        let rest = text.strip_prefix(name)?.trim_start_matches(['*', '_']);
        let rest = match rest.strip_prefix(':') {
            Some(rest) => rest.trim_start_matches(['*', '_']),
            // Without a colon only where it stands alone; "A" alone is a letter.
            None if rest.trim().is_empty() && name.len() > 1 => "",
            None => return None,
        };
        Some(rest.trim())
    })
}

#[cfg(test)]
mod forms;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_come_in_many_forms() {
        let text = "# List\n## 1. Pods & nodes\n### Q7: Why **pods**?\nAnswer: Because.\n\
                    ### And nodes?\n**Answer**\n- one\n**Q8. Bold?**\nA: two\nQ: plain?\n\
                    <details><summary>Hidden?</summary>Yes.</details>\n";
        let read = read(text, &Names::default());
        let asks: Vec<_> = read.drafts.iter().map(|draft| draft.ask.as_str()).collect();
        assert_eq!(
            asks,
            ["Why pods?", "And nodes?", "Bold?", "plain?", "Hidden?"]
        );
        assert_eq!(read.drafts[0].tags, ["pods-nodes"]);
        assert_eq!(read.drafts[4].outline, ["Yes."]);
        let left: Vec<_> = read.left.iter().map(|note| note.text.as_str()).collect();
        assert_eq!(left, ["# List"]);
    }

    #[test]
    fn answers_begin_at_their_label_only() {
        assert_eq!(answer_start("**Answer:** so"), Some("so"));
        assert_eq!(answer_start("#### Answer"), Some(""));
        assert_eq!(answer_start("> **Answer**: so"), Some("so"));
        assert_eq!(answer_start("A: so"), Some("so"));
        assert_eq!(answer_start("A pod is"), None);
        assert_eq!(answer_start("Answering is hard"), None);
    }

    #[test]
    fn headings_in_code_are_no_questions() {
        let read = read(
            "### One?\n```bash\n### not a question\n```\n### Two?\n",
            &Names::default(),
        );
        assert_eq!(read.drafts.len(), 2);
        assert!(read.drafts[0].example.is_some());
    }
}
