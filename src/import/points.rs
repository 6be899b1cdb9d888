//! Lists in plain text: numbered, dashed or with one point a line; and pairs within a line.

use super::draft::{Line, join};

/// Signs that begin a point; those of ASCII only with a space behind them.
const MARKS: [char; 17] = [
    '•', '◦', '▪', '‣', '·', '∙', '●', '○', '►', '➤', '✓', '✔', '✅', '❌', '✗', '–', '—',
];

/// A point of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Point {
    /// Where it begins.
    pub(super) line: usize,
    /// Its words in one line, with those of the points below it.
    pub(super) text: String,
    /// Whether a number or a sign stood before it.
    pub(super) is_marked: bool,
}

/// What follows the number or sign at the beginning of a line; `None` without one.
pub(super) fn unmarked(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let rest = if let Some(rest) = line.strip_prefix(MARKS) {
        rest.trim_start_matches('\u{fe0f}')
    } else if let Some(rest) = line.strip_prefix(['-', '*', '+']) {
        spaced(rest)?
    } else {
        let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let rest = &line[digits..];
        if !(1..=3).contains(&digits) {
            return None;
        }
        spaced(rest.strip_prefix(['.', ')'])?)?
    };
    let rest = rest.trim_start();
    let boxes = ["[ ]", "[x]", "[X]"];
    let unchecked = boxes.iter().find_map(|mark| rest.strip_prefix(mark));
    Some(unchecked.unwrap_or(rest).trim())
}

fn spaced(rest: &str) -> Option<&str> {
    (rest.is_empty() || rest.starts_with(char::is_whitespace)).then_some(rest)
}

/// The points of these lines. Lines without a mark go on with a marked point, and are points of
/// their own elsewhere; points further in belong to the one above them.
pub(super) fn points(lines: &[Line<'_>]) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    let mut outermost = None;
    let mut gap = false;
    let mut children = 0;
    for line in lines {
        if line.text.trim().is_empty() {
            gap = true;
            continue;
        }
        let indent = indent(line.text);
        if let Some(rest) = unmarked(line.text) {
            let base = *outermost.get_or_insert(indent);
            let parent = points.last_mut().filter(|_| indent > base + 1);
            if let Some(parent) = parent {
                let between = if children > 0 {
                    "; "
                } else if parent.text.ends_with([':', '.']) {
                    " "
                } else {
                    ": "
                };
                join(&mut parent.text, &plain(rest), between);
                children += 1;
            } else {
                points.push(point(line, rest, true));
                children = 0;
            }
        } else {
            let text = line.text.trim();
            match points.last_mut() {
                Some(last) if last.is_marked && (!gap || indent > 0 || last.text.is_empty()) => {
                    join(&mut last.text, &plain(text), " ");
                }
                _ => points.push(point(line, text, false)),
            }
        }
        gap = false;
    }
    points.retain(|point| !point.text.is_empty());
    points
}

fn point(line: &Line<'_>, text: &str, is_marked: bool) -> Point {
    Point {
        line: line.number,
        text: plain(text),
        is_marked,
    }
}

/// How far in a line begins; a tab counts as four spaces.
pub(super) fn indent(line: &str) -> usize {
    let spaces = line.chars().take_while(|c| c.is_whitespace());
    spaces.map(|c| if c == '\t' { 4 } else { 1 }).sum()
}

/// A text without the stars of bold print.
pub(super) fn plain(text: &str) -> String {
    text.replace("**", "").trim().to_owned()
}

/// A name and what is said of it: "SLO: a goal", "SLO - a goal".
pub(super) fn pair(text: &str) -> Option<(&str, &str)> {
    let separators = [": ", " - ", " – ", " — ", " = "];
    let (place, separator) = separators
        .iter()
        .filter_map(|separator| Some((text.find(separator)?, *separator)))
        .min_by_key(|(place, _)| *place)?;
    let (name, rest) = (text[..place].trim(), text[place + separator.len()..].trim());
    (!name.is_empty() && name.chars().count() <= 60 && !rest.is_empty()).then_some((name, rest))
}

/// A mistake and its reason, where the text says which is which.
pub(super) fn reason(text: &str) -> Option<(&str, &str)> {
    let marks = [" Why it costs:", " Why:", " (why:", " because "];
    let (place, mark) = marks
        .iter()
        .filter_map(|mark| Some((text.find(mark)?, *mark)))
        .min_by_key(|(place, _)| *place)?;
    let say = text[..place].trim().trim_end_matches([',', ';', '–', '—']);
    let mut why = text[place + mark.len()..].trim();
    if mark == " (why:" {
        why = why.strip_suffix(')').unwrap_or(why);
    }
    (!say.trim().is_empty() && !why.is_empty()).then_some((say.trim(), why))
}

#[cfg(test)]
mod tests {
    use super::super::draft::lines;
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let points = points(&lines(text));
        let texts: Vec<_> = points.iter().map(|point| point.text.as_str()).collect();
        assert_eq!(texts, expected);
    }

    #[test]
    fn marks_of_all_kinds_begin_points() {
        check(
            "1. one\n2) two\n\n- three\n* four\n• five\n•\nsix",
            &["one", "two", "three", "four", "five", "six"],
        );
        check("- [ ] **bold** one\n- [x] two", &["bold one", "two"]);
        check(
            "1.5 pods\n2024. A year\n-v is a flag",
            &["1.5 pods", "2024. A year", "-v is a flag"],
        );
    }

    #[test]
    fn lines_go_on_and_points_stand_below_points() {
        check(
            "- one\n  goes on\n- two:\n  - a\n  - b\n- three\n  - c",
            &["one goes on", "two: a; b", "three: c"],
        );
        check(
            "one\ntwo\n\n- three\n\nfour",
            &["one", "two", "three", "four"],
        );
    }

    #[test]
    fn pairs_and_reasons_need_their_signs() {
        assert_eq!(pair("SLO: a goal"), Some(("SLO", "a goal")));
        assert_eq!(pair("SLO – a goal: 99%"), Some(("SLO", "a goal: 99%")));
        assert_eq!(pair("no pair"), None);
        assert_eq!(
            reason("Guessing, because it wastes time."),
            Some(("Guessing", "it wastes time."))
        );
        assert_eq!(reason("Guessing (why: slow)"), Some(("Guessing", "slow")));
        assert_eq!(reason("Guessing - all day"), None);
    }
}
