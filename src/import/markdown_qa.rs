//! Markdown lists of questions and answers.
//!
//! `## Topic` sections hold questions as headings (`### Q7: ...`, `### ...`), as bold lines, as
//! `Q: ...` lines or as `<details><summary>`; their answers follow, usually behind `**Answer:**`.
//! A section's name becomes a tag. What stands outside of questions is left over.

mod answer;
mod html;

use super::draft::{Draft, Line};
use super::markdown::{fence, heading, is_rule};
use super::names::Names;
use super::points::plain;
use super::{Read, facts, labels, star};
use crate::domain::slug::slug;

pub(super) use answer::place as place_answer;

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
    let mut reader = Reader {
        level: question_level(&lines),
        names,
        section: String::new(),
        open: None,
        fence: None,
        read: Read::default(),
    };
    for line in &lines {
        reader.line(*line);
    }
    reader.close();
    reader.read
}

/// The level of the headings that are questions: that of the first numbered one, else the third
/// where there is one, else the second.
fn question_level(lines: &[Line<'_>]) -> usize {
    let headings = || lines.iter().filter_map(|line| heading(line.text));
    let numbered = headings().find(|(_, text)| numbered(text).is_some());
    match numbered {
        Some((level, _)) => level,
        None if headings().any(|(level, _)| level == 3) => 3,
        None if headings().any(|(level, _)| level == 2) => 2,
        None => 3,
    }
}

/// A question that is being read.
struct Open<'a> {
    draft: Draft,
    before: Vec<Line<'a>>,
    answer: Option<Vec<Line<'a>>>,
    is_details: bool,
}

struct Reader<'a, 'n> {
    level: usize,
    names: &'n Names,
    section: String,
    open: Option<Open<'a>>,
    fence: Option<&'static str>,
    read: Read,
}

impl<'a> Reader<'a, '_> {
    fn line(&mut self, line: Line<'a>) {
        if let Some(mark) = self.fence {
            self.keep(line);
            if fence(line.text).is_some_and(|end| end.starts_with(mark)) {
                self.fence = None;
            }
            return;
        }
        if let Some(mark) = fence(line.text) {
            self.fence = Some(mark);
            self.keep(line);
            return;
        }
        if let Some(summary) = html::summary(line.text) {
            self.summary(line, summary);
        } else if html::ends_details(line.text) {
            if self.open.as_ref().is_some_and(|open| open.is_details) {
                self.close();
            }
        } else if html::is_details(line.text) {
            // Only the summary in it says something.
        } else if let Some((level, text)) = heading(line.text) {
            self.heading(line, level, text);
        } else if let Some(text) = question_line(line.text) {
            self.begin(line, text, false);
        } else {
            self.keep(line);
        }
    }

    fn heading(&mut self, line: Line<'a>, level: usize, text: &'a str) {
        let is_part = labels::block(text).is_some()
            || star::part(text).is_some()
            || answer_start(text).is_some();
        if numbered(text).is_some() || (level == self.level && !is_part) {
            self.begin(line, text, false);
        } else if level >= self.level {
            self.keep(line);
        } else {
            self.close();
            if level == 1 {
                self.read.left_over(&[line]);
                self.section.clear();
            } else {
                self.section = plain(text);
            }
        }
    }

    fn summary(&mut self, line: Line<'a>, summary: &'a str) {
        let is_curtain = matches!(
            labels::words(summary).as_str(),
            "answer"
                | "show answer"
                | "click to see the answer"
                | "solution"
                | "reveal answer"
                | "click for answer"
                | "view answer"
                | "click to expand"
                | "click to reveal"
        );
        match &mut self.open {
            Some(open) if is_curtain => {
                open.answer.get_or_insert_default();
            }
            _ => self.begin(line, summary, true),
        }
    }

    fn begin(&mut self, line: Line<'a>, text: &str, is_details: bool) {
        self.close();
        let mut draft = Draft::at(line.number);
        draft.ask_on(&plain(numbered(text).unwrap_or(text)));
        let tag = slug(&self.section, 40);
        // A section's own number is none of its name.
        let tag = tag.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-');
        if !tag.is_empty() {
            draft.tags.push(tag.to_owned());
        }
        self.open = Some(Open {
            draft,
            before: Vec::new(),
            answer: is_details.then(Vec::new),
            is_details,
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

/// What stands behind a question's number: `Q7: ...`, `Question 7. ...`.
fn numbered(text: &str) -> Option<&str> {
    let text = text.trim_start_matches(['*', ' ']);
    let rest = text
        .strip_prefix("Question ")
        .or_else(|| text.strip_prefix('Q'))?;
    let rest = rest.trim_start_matches(['.', ' ']);
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = rest.len() - after.len();
    let after = after.trim_start_matches('*');
    let text = after.strip_prefix([':', '.', ')', '-', '–', '—'])?;
    (1..=4).contains(&digits).then(|| text.trim())
}

/// A question in a line of its own without a heading: `**Q7: ...**`, `Q: ...`.
fn question_line(line: &str) -> Option<&str> {
    let text = line.trim();
    if let Some(text) = numbered(text) {
        return Some(text);
    }
    let text = text.trim_start_matches("**");
    text.strip_prefix("Q:").map(str::trim)
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
