//! The few HTML tags that lists in Markdown use.

use super::super::markdown::fence;

/// What a point of a list becomes.
const POINT: &str = "- ";
/// No list stands further in.
const DEEPEST_LIST: usize = 8;
/// A summary has no more lines.
const LONGEST_SUMMARY: usize = 6;

/// Block tags get lines of their own, so that the rest of the format is one of lines; other tags
/// of print go. Code stays as it is. Each line keeps its number in the source.
pub(super) fn lines_apart(text: &str) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    let mut in_code = false;
    let mut lists = 0;
    let mut source = (1..).zip(text.split('\n'));
    while let Some((number, line)) = source.next() {
        let is_fence = fence(line).is_some();
        in_code ^= is_fence;
        if in_code || is_fence {
            lines.push((number, line.to_owned()));
            continue;
        }
        let mut line = line.to_owned();
        if has_tag(&line, "<summary") {
            // A summary may be closed in a line below.
            let below = source.clone().take(LONGEST_SUMMARY);
            let end = below
                .take_while(|(_, next)| fence(next).is_none())
                .position(|(_, next)| has_tag(next, "</summary"));
            let more = end.filter(|_| !has_tag(&line, "</summary"));
            for (_, next) in source.by_ref().take(more.map_or(0, |end| end + 1)) {
                line = format!("{} {}", line.trim_end(), next.trim());
            }
        }
        if !line.contains(['<', '&']) {
            push(&mut lines, number, &line);
            continue;
        }
        for part in apart(&line, &mut lists).split('\n') {
            if !part.trim().is_empty() {
                push(&mut lines, number, part);
            }
        }
    }
    lines
}

/// Adds a line; a point's words may stand in the line below its tag.
fn push(lines: &mut Vec<(usize, String)>, number: usize, line: &str) {
    let text = line.trim();
    match lines.last_mut() {
        Some((_, last))
            if last.trim_start() == POINT
                && text.starts_with(|c: char| c.is_alphanumeric() || c == '"') =>
        {
            last.push_str(text);
        }
        _ => lines.push((number, line.to_owned())),
    }
}

fn has_tag(line: &str, tag: &str) -> bool {
    line.to_ascii_lowercase().contains(tag)
}

/// A line with block tags in lines of their own; `lists` counts the lists around.
fn apart(line: &str, lists: &mut usize) -> String {
    let mut text = String::with_capacity(line.len() + 16);
    let mut links: Vec<&str> = Vec::new();
    let last = |sign: &str| line.rfind(sign).unwrap_or(0);
    let (last_tick, last_link) = (last("`"), last("</a"));
    let mut in_ticks = false;
    let mut rest = line;
    while let Some(start) = rest.find('<') {
        in_ticks ^= rest[..start].matches('`').count() % 2 == 1;
        text.push_str(&rest[..start]);
        let Some(end) = rest[start..].find('>') else {
            rest = &rest[start..];
            break;
        };
        let tag = &rest[start..=start + end];
        rest = &rest[start + end + 1..];
        let place = line.len() - rest.len();
        if in_ticks && place <= last_tick {
            // Code in the line says what it says.
            in_ticks ^= tag.matches('`').count() % 2 == 1;
            text.push_str(tag);
            continue;
        }
        match name(tag).as_str() {
            "details" | "/details" => {
                text.push('\n');
                text.push_str(tag);
                text.push('\n');
            }
            "summary" => {
                text.push('\n');
                text.push_str(tag);
            }
            "/summary" => {
                text.push_str(tag);
                text.push('\n');
            }
            "li" => {
                text.push('\n');
                text.push_str(&"  ".repeat(lists.saturating_sub(1).min(DEEPEST_LIST)));
                text.push_str(POINT);
            }
            list @ ("ul" | "ol" | "/ul" | "/ol") => {
                *lists = if list.starts_with('/') {
                    lists.saturating_sub(1)
                } else {
                    *lists + 1
                };
                text.push('\n');
            }
            "br" | "p" | "/p" | "/li" | "div" | "/div" | "hr" => text.push('\n'),
            "b" | "/b" | "strong" | "/strong" | "i" | "/i" | "em" | "/em" | "h1" | "/h1" | "h2"
            | "/h2" | "h3" | "/h3" | "h4" | "/h4" | "span" | "/span" => {}
            "code" | "/code" => text.push('`'),
            // A link, or only a place that links lead to.
            "a" => match address(tag) {
                Some(_) if place > last_link => text.push_str(tag),
                Some(address) => {
                    links.push(address);
                    text.push('[');
                }
                None => {}
            },
            "/a" => {
                if let Some(address) = links.pop() {
                    text.push_str("](");
                    text.push_str(address);
                    text.push(')');
                }
            }
            // Some other thing in angle brackets, such as a placeholder.
            _ => text.push_str(tag),
        }
    }
    text.push_str(rest);
    entities(&text)
}

/// Where a link's tag leads.
fn address(tag: &str) -> Option<&str> {
    let (_, value) = tag.split_once("href=")?;
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value[1..].split(quote).next()
}

/// A tag's name in lower case, with the slash of an end.
fn name(tag: &str) -> String {
    let inner = tag.trim_matches(['<', '>']).trim_end_matches('/');
    let name = inner.split_whitespace().next().unwrap_or_default();
    name.to_ascii_lowercase()
}

fn entities(text: &str) -> String {
    let mut text = text.to_owned();
    // The ampersand comes last, so that nothing is turned twice.
    for (entity, meant) in [
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&apos;", "'"),
        ("&bull;", "•"),
        ("&ndash;", "–"),
        ("&mdash;", "—"),
        ("&amp;", "&"),
    ] {
        if text.contains(entity) {
            text = text.replace(entity, meant);
        }
    }
    text
}

/// The text of a line with a summary.
pub(super) fn summary(line: &str) -> Option<&str> {
    let line = line.trim();
    let rest = line.get("<summary".len()..)?;
    let is_summary = line[.."<summary".len()].eq_ignore_ascii_case("<summary");
    let (_, text) = rest.split_once('>').filter(|_| is_summary)?;
    let end = text.rfind("</").unwrap_or(text.len());
    Some(text[..end].trim().trim_matches('*').trim())
}

/// Whether a line begins hidden text.
pub(super) fn is_details(line: &str) -> bool {
    name_of_line(line) == "details"
}

/// Whether a line ends hidden text.
pub(super) fn ends_details(line: &str) -> bool {
    name_of_line(line) == "/details"
}

fn name_of_line(line: &str) -> String {
    let line = line.trim();
    if line.starts_with('<') && line.ends_with('>') {
        name(line)
    } else {
        String::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_become_lines() {
        let text = "<DETAILS open><summary><b>Why &amp; how?</b></summary>So.<ul><li>a</li>\n<br/>`<name>`</details>";
        let lines: Vec<_> = lines_apart(text).into_iter().collect();
        let expected = [
            (1, "<DETAILS open>"),
            (1, "<summary>Why & how?</summary>"),
            (1, "So."),
            (1, "- a"),
            (2, "`<name>`"),
            (2, "</details>"),
        ];
        let found: Vec<_> = lines.iter().map(|(n, line)| (*n, line.as_str())).collect();
        assert_eq!(found, expected);
        assert_eq!(summary(&lines[1].1), Some("Why & how?"));
        assert!(is_details(&lines[0].1) && ends_details(&lines[5].1));
    }

    fn check(text: &str, expected: &str) {
        let lines: Vec<_> = lines_apart(text)
            .into_iter()
            .map(|(_, line)| line)
            .collect();
        assert_eq!(lines.join("\n"), expected);
    }

    #[test]
    fn summaries_and_points_may_go_on_below() {
        check(
            "<summary>Why?\n```\n</summary>",
            "<summary>Why?\n```\n</summary>",
        );
        check(
            "<summary><b>Why?</b>\n</summary>\n<ul>\n<li>\n  <b>Action: </b>I took steps:\n\
             <ol>\n<li>\nI measured.\n</li>\n</ol>\n</li><li>End.</li>\n</ul>\n<li>After",
            "<summary>Why? </summary>\n- Action: I took steps:\n  - I measured.\n- End.\n- After",
        );
    }

    #[test]
    fn links_keep_their_address_and_places_go() {
        check(
            "## <a name=\"one\">One</a>\nSee <a href='https://a.bc/d'>it</a>.</a> <a href=\"e\">f",
            "## One\nSee [it](https://a.bc/d). <a href=\"e\">f",
        );
    }

    #[test]
    fn code_within_a_line_stays() {
        check(
            "What does `<b>` do? <b>Much</b>.",
            "What does `<b>` do? Much.",
        );
        check("<code>a</code> <b>b</b>", "`a` b");
        check("A stray ` <b>b</b>", "A stray ` b");
    }

    #[test]
    fn code_stays() {
        let text = "```\n<li>&amp;\n```\na < b";
        let lines: Vec<_> = lines_apart(text)
            .into_iter()
            .map(|(_, line)| line)
            .collect();
        assert_eq!(lines.join("\n"), text);
    }
}
