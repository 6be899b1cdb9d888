//! The few HTML tags that lists in Markdown use.

use super::super::markdown::fence;

/// Block tags get lines of their own, so that the rest of the format is one of lines; other tags
/// of print go. Code stays as it is. Each line keeps its number in the source.
pub(super) fn lines_apart(text: &str) -> Vec<(usize, String)> {
    let mut lines = Vec::new();
    let mut in_code = false;
    for (number, line) in (1..).zip(text.split('\n')) {
        let is_fence = fence(line).is_some();
        in_code ^= is_fence;
        if in_code || is_fence || !line.contains(['<', '&']) {
            lines.push((number, line.to_owned()));
        } else {
            let apart = apart(line);
            let parts = apart.split('\n').filter(|part| !part.trim().is_empty());
            lines.extend(parts.map(|part| (number, part.to_owned())));
        }
    }
    lines
}

fn apart(line: &str) -> String {
    let mut text = String::with_capacity(line.len() + 16);
    let mut rest = line;
    while let Some(start) = rest.find('<') {
        text.push_str(&rest[..start]);
        let Some(end) = rest[start..].find('>') else {
            rest = &rest[start..];
            break;
        };
        let tag = &rest[start..=start + end];
        rest = &rest[start + end + 1..];
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
            "li" => text.push_str("\n- "),
            "br" | "p" | "/p" | "/li" | "ul" | "/ul" | "ol" | "/ol" | "div" | "/div" | "hr" => {
                text.push('\n');
            }
            "b" | "/b" | "strong" | "/strong" | "i" | "/i" | "em" | "/em" | "h1" | "/h1" | "h2"
            | "/h2" | "h3" | "/h3" | "h4" | "/h4" | "span" | "/span" => {}
            "code" | "/code" => text.push('`'),
            // Some other thing in angle brackets, such as a placeholder.
            _ => text.push_str(tag),
        }
    }
    text.push_str(rest);
    entities(&text)
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
