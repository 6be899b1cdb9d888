//! What each line of a Markdown list is, before anybody knows which lines are questions.
//!
//! Works line by line: a mark says what a line looks like, never what it means in its document.
//! That is for [`super::shape`].

use super::super::draft::Line;
use super::super::markdown::{fence, heading, is_rule};
use super::super::{labels, star};
use super::{html, wording};

/// What a line looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark<'a> {
    /// `## Text`.
    Heading { level: usize, text: &'a str },
    /// `**Text**` at the line's beginning, and what follows it.
    Bold { text: &'a str, rest: &'a str },
    /// `1. Text` or `1. **Text** rest` at the line's beginning.
    Item {
        number: u32,
        text: &'a str,
        rest: &'a str,
    },
    /// `Q: Text`, `Q7: Text`: a question by its label, in print or not.
    Labelled { text: &'a str, rest: &'a str },
    /// The visible line of hidden text.
    Summary(&'a str),
    /// The beginning of hidden text.
    Details,
    /// The end of hidden text.
    EndDetails,
    /// The label of an answer, or a heading of one of its parts.
    Part,
    /// Nothing, or a line that only separates.
    Blank,
    /// A line of a block of code.
    Code,
    /// Any other line.
    Text,
}

/// The mark of each line.
pub(super) fn marks<'a>(lines: &[Line<'a>]) -> Vec<Mark<'a>> {
    let mut open: Option<&'static str> = None;
    let mark = |line: &Line<'a>| {
        let fence = fence(line.text);
        if let Some(begun) = open {
            if fence.is_some_and(|end| end.starts_with(begun)) {
                open = None;
            }
            return Mark::Code;
        }
        if fence.is_some() {
            open = fence;
            return Mark::Code;
        }
        mark(line.text)
    };
    lines.iter().map(mark).collect()
}

fn mark(line: &str) -> Mark<'_> {
    if line.trim().is_empty() || is_rule(line) {
        return Mark::Blank;
    }
    if let Some(summary) = html::summary(line) {
        return Mark::Summary(summary);
    }
    if html::ends_details(line) {
        return Mark::EndDetails;
    }
    if html::is_details(line) {
        return Mark::Details;
    }
    let text = line.trim();
    if let Some((level, text)) = heading(line) {
        return Mark::Heading { level, text };
    }
    if super::answer_start(text).is_some() {
        return Mark::Part;
    }
    if let Some(rest) = wording::labelled(text) {
        let (text, rest) = bold_question(text, rest);
        return Mark::Labelled { text, rest };
    }
    if let Some((text, rest)) = bold(line.trim_end()) {
        return match wording::number(text) {
            // Only the number is bold.
            Some((_, "")) => Mark::Bold {
                text: rest,
                rest: "",
            },
            _ => Mark::Bold { text, rest },
        };
    }
    match wording::number(line.trim_end()) {
        Some((number, text)) if !text.is_empty() => {
            let (text, rest) = bold(text).unwrap_or((text, ""));
            Mark::Item { number, text, rest }
        }
        _ => Mark::Text,
    }
}

/// Whether a heading opens a part of an answer.
pub(super) fn is_part(heading: &str) -> bool {
    labels::block(heading).is_some()
        || star::part(heading).is_some()
        || super::answer_start(heading).is_some()
}

/// Bold words at the beginning, and what follows them.
fn bold(text: &str) -> Option<(&str, &str)> {
    let (inner, rest) = text.strip_prefix("**")?.split_once("**")?;
    let inner = inner.trim();
    (!inner.is_empty()).then_some((inner, rest.trim()))
}

/// A labelled question without the bold print around it, and what follows that: an answer in
/// the same line, where the bold words end as a question.
fn bold_question<'a>(whole: &'a str, text: &'a str) -> (&'a str, &'a str) {
    if whole.starts_with("**")
        && let Some((inner, rest)) = text.split_once("**")
        && inner.trim_end().ends_with('?')
    {
        return (inner.trim(), rest.trim());
    }
    (text, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_look_like_what_they_are() {
        let bold = |text, rest| Mark::Bold { text, rest };
        let item = |number, text, rest| Mark::Item { number, text, rest };
        for (line, expected) in [
            ("**Why?**", bold("Why?", "")),
            ("**1. Why?** So.", bold("1. Why?", "So.")),
            ("**1.** Why?", bold("Why?", "")),
            ("1. **Why?** So.", item(1, "Why?", "So.")),
            ("12) Why?", item(12, "Why?", "")),
            ("  1. Why?", Mark::Text),
            ("**Answer:** So.", Mark::Part),
            ("* * *", Mark::Blank),
        ] {
            assert_eq!(mark(line), expected, "{line}");
        }
        let labelled = |text, rest| Mark::Labelled { text, rest };
        for (line, expected) in [
            ("**Q8. Bold?**", labelled("Bold?", "")),
            ("**Q8: Bold?** So.", labelled("Bold?", "So.")),
            ("**Q8:** Plain?", labelled("** Plain?", "")),
            ("Q: plain?", labelled("plain?", "")),
        ] {
            assert_eq!(mark(line), expected, "{line}");
        }
    }
}
