//! Ids, and names of files, from people's words.

use unicode_normalization::UnicodeNormalization;

/// Longer names of files help nobody; with a bank's name before them they stay far below
/// Discord's 100 characters for a choice.
pub const LONGEST_SLUG: usize = 60;

/// Lower-case ASCII letters and digits with single hyphens, cut between words at `most`
/// characters; empty where the text has none.
pub fn slug(text: &str, most: usize) -> String {
    let mut slug = String::new();
    let mut word = String::new();
    // Compatibility forms first, so that `é` leaves an `e` and its accent.
    for c in text.nfkd().chain([' ']) {
        if c.is_ascii_alphanumeric() {
            word.push(c.to_ascii_lowercase());
        } else if c.is_ascii() || c.is_whitespace() || matches!(c, '–' | '—' | '…' | '·' | '•')
        {
            if c == '\'' {
                continue;
            }
            if !push(&mut slug, &word, most) {
                return slug;
            }
            word.clear();
        }
    }
    slug
}

/// Adds a word; `false` where it has no room.
fn push(slug: &mut String, word: &str, most: usize) -> bool {
    if word.is_empty() {
        return true;
    }
    if slug.is_empty() {
        slug.push_str(&word[..word.len().min(most)]);
        return word.len() <= most;
    }
    if slug.len() + 1 + word.len() > most {
        return false;
    }
    slug.push('-');
    slug.push_str(word);
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::question::is_slug;
    use proptest::prelude::*;

    #[test]
    fn words_become_a_name() {
        for (text, expected) in [
            ("What's CI/CD — and why?", "whats-ci-cd-and-why"),
            ("Café “naïve”", "cafe-naive"),
            ("  ", ""),
            ("вопрос", ""),
            ("one two three four", "one-two"),
        ] {
            let most = if expected == "one-two" { 10 } else { 60 };
            assert_eq!(slug(text, most), expected);
        }
    }

    proptest! {
        #[test]
        fn a_slug_is_one_or_nothing(text in any::<String>(), most in 1_usize..70) {
            let slug = slug(&text, most);
            prop_assert!(slug.is_empty() || is_slug(&slug), "{slug}");
            prop_assert!(slug.len() <= most);
        }
    }
}
