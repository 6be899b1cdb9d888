//! Which parts of a message are prose, which are code, and which are no words at all.

use std::ops::Range;

/// What a stretch of a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Region {
    /// Spoken or written words.
    Prose,
    /// A fenced block: its names count as evidence, but not as words spoken.
    Code,
}

const FENCE: &str = "```";
/// Discord's longest inline tags (custom emoji) are well under this many bytes.
const LONGEST_TAG: usize = 80;

/// The prose and code of a message, in order; addresses and Discord's inline tags (mentions,
/// custom emoji, timestamps) are left out. Ranges are bytes and never split a character.
pub(super) fn regions(text: &str) -> Vec<(Range<usize>, Region)> {
    let mut found = Vec::new();
    let mut region = Region::Prose;
    let mut start = 0;
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let skipped = if rest.starts_with(FENCE) {
            Some(FENCE.len())
        } else {
            no_words(rest, text[..at].chars().next_back())
        };
        if let Some(length) = skipped {
            found.push((start..at, region));
            if rest.starts_with(FENCE) {
                region = match region {
                    Region::Prose => Region::Code,
                    Region::Code => Region::Prose,
                };
            }
            at += length;
            if region == Region::Code && rest.starts_with(FENCE) {
                at += language_name(&text[at..]);
            }
            start = at;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    found.push((start..text.len(), region));
    found.retain(|(range, _)| !range.is_empty());
    found
}

/// How many bytes after an opening fence name the code's language.
fn language_name(rest: &str) -> usize {
    let is_part = |b: u8| b.is_ascii_alphanumeric() || b"+-_#.".contains(&b);
    let end = rest.bytes().position(|b| !is_part(b));
    end.filter(|&end| matches!(rest.as_bytes()[end], b'\n' | b'\r'))
        .unwrap_or(0)
}

/// How many bytes at the start of `rest` are an address or an inline tag.
fn no_words(rest: &str, before: Option<char>) -> Option<usize> {
    if before.is_none_or(|c| !c.is_alphanumeric())
        && (starts_with_ignoring_case(rest, "https://")
            || starts_with_ignoring_case(rest, "http://"))
    {
        return Some(rest.find(char::is_whitespace).unwrap_or(rest.len()));
    }
    let tag = rest.strip_prefix('<')?;
    if !tag.starts_with(['@', '#', ':', 'a', 't', '/', 'i']) {
        return None;
    }
    let end = tag
        .bytes()
        .take(LONGEST_TAG)
        .position(|b| b == b'>' || b.is_ascii_whitespace())?;
    let inside = &tag[..end];
    let looks_like_a_tag = inside.starts_with(['@', '#']) || inside.contains(':');
    (tag.as_bytes()[end] == b'>' && looks_like_a_tag).then_some(end + 2)
}

fn starts_with_ignoring_case(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, Region)]) {
        let got: Vec<_> = regions(text)
            .into_iter()
            .map(|(range, region)| (&text[range], region))
            .collect();
        assert_eq!(got, expected, "{text}");
    }

    #[test]
    fn code_addresses_and_tags_are_told_from_prose() {
        use Region::{Code, Prose};
        check("", &[]);
        check("a < b", &[("a < b", Prose)]);
        check(
            "see https://x.org/a?b ok",
            &[("see ", Prose), (" ok", Prose)],
        );
        check(
            "hi <@123> <:ok:5>!",
            &[("hi ", Prose), (" ", Prose), ("!", Prose)],
        );
        check(
            "so\n```sh\nls\n```end",
            &[("so\n", Prose), ("\nls\n", Code), ("end", Prose)],
        );
        check("```open", &[("open", Code)]);
    }
}
