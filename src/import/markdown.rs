//! Lines of Markdown as several formats have them.

/// The level and text of a heading.
pub(super) fn heading(line: &str) -> Option<(usize, &str)> {
    let rest = line.trim_start_matches('#');
    let level = line.len() - rest.len();
    let text = rest.trim().trim_end_matches('#').trim();
    ((1..=6).contains(&level) && rest.starts_with(char::is_whitespace) && !text.is_empty())
        .then_some((level, text))
}

/// The mark of a line that begins or ends a block of code.
pub(super) fn fence(line: &str) -> Option<&'static str> {
    let line = line.trim_start();
    let mark = ["```", "~~~"]
        .into_iter()
        .find(|mark| line.starts_with(mark))?;
    // A block in one line is neither.
    (!line[mark.len()..].contains(mark)).then_some(mark)
}

/// A line that only separates.
pub(super) fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 3
        && line
            .chars()
            .all(|c| matches!(c, '-' | '*' | '_' | '=' | ' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_told_apart() {
        assert_eq!(heading("### Why? ##"), Some((3, "Why?")));
        assert_eq!(heading("#!/bin/sh"), None);
        assert_eq!(heading("##"), None);
        assert_eq!(fence("  ```yaml"), Some("```"));
        assert_eq!(fence("```x``` is code"), None);
        assert!(is_rule("---") && is_rule("* * *") && !is_rule("--"));
    }
}
