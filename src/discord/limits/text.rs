//! Cutting texts to a length in Discord's units.
//!
//! Lengths are UTF-16 code units. Where Discord counts code points instead, that is the stricter
//! measure, so what passes here passes there. A cut never splits a code point, splits a grapheme
//! cluster only where the first one alone is over the limit, and prefers the border of a word.

use unicode_segmentation::UnicodeSegmentation;

/// Stands where text was cut off; one UTF-16 unit.
pub const ELLIPSIS: &str = "…";
const FENCE: &str = "```";
/// Closes a code block on a line of its own.
const CLOSING: &str = "\n```";
/// How far back, as a share of the whole (1/n), a cut looks for the border of a word.
const WORD_SHARE: usize = 5;

/// The length of a text in UTF-16 code units.
pub fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// Whether Discord sees nothing in this text.
pub fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

/// A plain text of at most `limit` units: whole, or cut and marked with [`ELLIPSIS`].
pub fn cut(text: &str, limit: usize) -> String {
    if units(text) <= limit {
        return text.to_owned();
    }
    match limit.checked_sub(units(ELLIPSIS)) {
        Some(room) => format!("{}{ELLIPSIS}", beginning(text, room)),
        None => String::new(),
    }
}

/// A Markdown text of at most `limit` units; a code block that the cut leaves open is closed.
pub fn cut_markdown(text: &str, limit: usize) -> String {
    let plain = cut(text, limit);
    if units(text) <= limit || !leaves_fence_open(&plain) {
        return plain;
    }
    match limit.checked_sub(units(ELLIPSIS) + units(CLOSING)) {
        Some(room) => {
            let kept = beginning(text, room);
            // With less room the fence itself may be gone, and there is nothing left to close.
            let closing = if leaves_fence_open(kept) { CLOSING } else { "" };
            format!("{kept}{ELLIPSIS}{closing}")
        }
        None => plain,
    }
}

fn leaves_fence_open(text: &str) -> bool {
    text.matches(FENCE).count() % 2 == 1
}

/// The longest beginning within `room` units that ends well.
fn beginning(text: &str, room: usize) -> &str {
    let end = grapheme_end(text, room).unwrap_or_else(|| char_end(text, room));
    let kept = &text[..end];
    let next_is_space = text[end..].starts_with(char::is_whitespace);
    let border = if next_is_space {
        None
    } else {
        kept.rfind(char::is_whitespace)
            .filter(|border| units(&kept[*border..]) <= room / WORD_SHARE)
    };
    kept[..border.unwrap_or(end)].trim_end()
}

/// Where the last whole grapheme within `room` units ends; `None` if not even one fits.
fn grapheme_end(text: &str, room: usize) -> Option<usize> {
    let mut used = 0;
    let mut end = None;
    for (start, grapheme) in text.grapheme_indices(true) {
        used += units(grapheme);
        if used > room {
            break;
        }
        end = Some(start + grapheme.len());
    }
    end
}

/// Where the last whole code point within `room` units ends.
fn char_end(text: &str, room: usize) -> usize {
    let mut used = 0;
    let mut end = 0;
    for (start, character) in text.char_indices() {
        used += character.len_utf16();
        if used > room {
            break;
        }
        end = start + character.len_utf8();
    }
    end
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, limit: usize, expected: &str) {
        assert_eq!(cut_markdown(text, limit), expected);
    }

    #[test]
    fn short_texts_stay_and_long_ones_end_at_a_word() {
        check("", 0, "");
        check("as it is", 8, "as it is");
        check(
            "one two three four five six",
            26,
            "one two three four five…",
        );
        check(
            "one two three four five six",
            24,
            "one two three four five…",
        );
        check("Donaudampfschifffahrt", 10, "Donaudamp…");
        check("anything", 1, "…");
        check("anything", 0, "");
    }

    #[test]
    fn characters_of_two_units_and_clusters_stay_whole() {
        check("😀😀😀", 5, "😀😀…");
        check("😀😀😀", 4, "😀…");
        // A family of three people is one cluster of eight units.
        check("👨‍👩‍👧👨‍👩‍👧", 15, "👨‍👩‍👧…");
        // Alone over the limit, a cluster has to be split.
        check("e\u{301}\u{302}\u{303}\u{304}", 4, "e\u{301}\u{302}…");
    }

    #[test]
    fn an_open_code_block_is_closed() {
        check("Try:\n```\nabcdefgh\n```", 17, "Try:\n```\nabc…\n```");
        check("a ```b``` cdefghijkl", 12, "a ```b```…");
    }

    proptest! {
        #[test]
        fn no_text_gets_longer_than_asked(text in "(\\PC|```|\n| |😀){0,80}", limit in 0_usize..90) {
            for short in [cut(&text, limit), cut_markdown(&text, limit)] {
                prop_assert!(units(&short) <= limit);
                if units(&text) <= limit {
                    prop_assert_eq!(&short, &text);
                }
            }
        }
    }
}
