//! How alike two words look.
//!
//! `likeness` is `max(0, 2 * jaro_winkler - 1)^2`. Most pairs of words are unlike; [`limit`] tells
//! that from their lengths and letters, so that the comparison itself can be spared.

/// Jaro-Winkler's share for each letter at the start that two words have in common.
const PREFIX_SHARE: f64 = 0.1;
/// It counts this many of them at most.
const PREFIX_LETTERS: usize = 4;
/// And only where the words are this alike without them.
const PREFIX_FROM: f64 = 0.7;
/// More than any error of rounding in these few operations.
const ROUNDING: f64 = 1e-9;

/// What of a word decides quickly.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    /// Its length in characters.
    length: u32,
    /// Its letters from a to z, as bits.
    letters: u32,
    /// Its first letters as bytes; zeros where it is shorter or not ASCII.
    start: [u8; PREFIX_LETTERS],
    /// Whether it has letters only: others are alike only if they are equal.
    pub(super) alphabetic: bool,
}

impl Shape {
    pub(super) fn of(word: &str) -> Self {
        let mut start = [0; PREFIX_LETTERS];
        for (place, byte) in start.iter_mut().zip(word.bytes()) {
            *place = byte;
        }
        Self {
            length: u32::try_from(word.chars().count()).unwrap_or(u32::MAX),
            letters: word
                .bytes()
                .filter(u8::is_ascii_lowercase)
                .fold(0, |set, letter| set | 1 << (letter - b'a')),
            start,
            alphabetic: !word.is_empty() && word.chars().all(char::is_alphabetic),
        }
    }
}

/// A value that the likeness of two words can't exceed.
pub(super) fn limit(left: &Shape, right: &Shape) -> f64 {
    if !left.alphabetic || !right.alphabetic {
        return 0.0;
    }
    // Each letter that only one of them has stands at least once without a partner.
    let own = |of: &Shape, other: &Shape| (of.letters & !other.letters).count_ones();
    let matches = (left.length - own(left, right)).min(right.length - own(right, left));
    if matches == 0 {
        return 0.0;
    }
    let (matches, lengths) = (
        f64::from(matches),
        (f64::from(left.length), f64::from(right.length)),
    );
    let jaro = (matches / lengths.0 + matches / lengths.1 + 1.0) / 3.0;
    // Equal bytes at the start are at least as many as equal characters there.
    let pairs = left.start.iter().zip(&right.start);
    let prefix = pairs.take_while(|(a, b)| a == b).count();
    let prefix = f64::from(u32::try_from(prefix).unwrap_or(u32::MAX));
    let winkler = if jaro + ROUNDING > PREFIX_FROM {
        jaro + PREFIX_SHARE * prefix * (1.0 - jaro)
    } else {
        jaro
    };
    stretched(winkler) + ROUNDING
}

/// The likeness of two words, 0 to 1.
pub(super) fn likeness(left: &str, right: &str) -> f64 {
    stretched(strsim::jaro_winkler(left, right))
}

fn stretched(jaro_winkler: f64) -> f64 {
    let above_half = (2.0 * jaro_winkler - 1.0).max(0.0);
    above_half * above_half
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_pair_exceeds_its_limit(left in "[a-fé]{1,9}", right in "[a-fé]{1,9}") {
            let limit = limit(&Shape::of(&left), &Shape::of(&right));
            let likeness = likeness(&left, &right);
            prop_assert!(likeness <= limit, "{likeness} > {limit}");
        }
    }

    #[test]
    fn unlike_words_have_a_low_limit() {
        assert_eq!(limit(&Shape::of("tree"), &Shape::of("cloud")), 0.0);
        assert_eq!(limit(&Shape::of("2"), &Shape::of("2a")), 0.0);
        assert!(likeness("function", "functional") > 0.8);
    }
}
