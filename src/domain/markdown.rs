//! People's words made safe to stand inside Discord's Markdown.

/// What stands after an `@`, so that no client takes it for a mention: a zero-width space.
const AFTER_AT: char = '\u{200b}';

/// The same words, shown as they were typed: Markdown's signs are escaped, mentions, tags and
/// links are broken, line breaks become spaces, and characters that can't be seen or that turn
/// the direction of writing are left out.
///
/// The result may be over twice as long; cut words before, not after.
pub fn quote_safe(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + text.len() / 4);
    for c in text.chars() {
        match c {
            '@' => safe.extend(['\\', '@', AFTER_AT]),
            '\\' | '*' | '_' | '~' | '`' | '|' | '>' | '#' | '-' | '[' | ']' | '(' | ')' | '<'
            | ':' => safe.extend(['\\', c]),
            c if c.is_whitespace() => {
                if !safe.ends_with(' ') {
                    safe.push(' ');
                }
            }
            c if c.is_control() || is_invisible(c) => {}
            c => safe.push(c),
        }
    }
    safe
}

/// Direction marks and zero-width characters; the joiner of emoji stays.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'
        | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(quote_safe(text), expected);
    }

    #[test]
    fn signs_mentions_and_links_are_broken() {
        check(
            "**bold** _it_ `x` ||y||",
            r"\*\*bold\*\* \_it\_ \`x\` \|\|y\|\|",
        );
        check("@everyone <@12>", "\\@\u{200b}everyone \\<\\@\u{200b}12\\>");
        check("[a](https://b.c)", r"\[a\]\(https\://b.c\)");
        check("one\n> two\n\n# three", r"one \> two \# three");
        check("a\u{202e}b\u{0}c", "abc");
    }

    proptest! {
        #[test]
        fn every_sign_is_escaped(text in "\\PC{0,80}|[@*_~`|>#<:a\\\\\\[\\]()-]{0,80}") {
            let safe = quote_safe(&text);
            let mut escaped = false;
            for c in safe.chars() {
                if escaped {
                    escaped = false;
                } else if c == '\\' {
                    escaped = true;
                } else {
                    prop_assert!(!"@*_~`|>#-[]()<:".contains(c), "{safe}");
                }
            }
            prop_assert!(!escaped);
        }
    }
}
