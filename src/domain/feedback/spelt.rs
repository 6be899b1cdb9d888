//! Common words of English: whoever writes one of them means it, and not another word that looks
//! like it.
//!
//! Invariants: the list holds ordinary words only, in one form each, since words are compared by
//! their stems; the words of a field come from its lexicon and from the question. A word too many
//! only costs a typing error that is not forgiven; nothing may be put here to make a cue match.

use std::collections::HashSet;
use std::sync::{Arc, LazyLock};

use super::stem::Stems;

/// In alphabetical order.
const WORDS: &str = include_str!("spelt.txt");

static STEMS: LazyLock<HashSet<Arc<str>>> = LazyLock::new(|| {
    let mut stems = Stems::default();
    let words = WORDS.split_whitespace();
    words.map(|word| stems.normal(word)).collect()
});

/// Whether a normal stem is that of a common word.
pub(super) fn is_common_word(stem: &str) -> bool {
    STEMS.contains(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_stands_in_its_place_and_is_long_enough_to_matter() {
        let words: Vec<_> = WORDS.split_whitespace().collect();
        assert!(words.is_sorted_by(|one, next| one < next));
        for word in words {
            assert!(word.len() >= 4, "{word}");
            assert!(word.bytes().all(|b| b.is_ascii_lowercase()), "{word}");
        }
    }

    #[test]
    fn forms_of_a_word_are_as_common_as_the_word() {
        let mut stems = Stems::default();
        for word in ["lease", "leased", "patches", "paths", "caught", "catching"] {
            assert!(is_common_word(&stems.normal(word)), "{word}");
        }
        for word in ["replcation", "honstly", "teh", "kubelet"] {
            assert!(!is_common_word(&stems.normal(word)), "{word}");
        }
    }
}
