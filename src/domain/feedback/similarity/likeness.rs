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
/// The longest word whose letters have a bit each.
const MOST_PLACES: usize = 16;
/// From a to z.
const LETTERS: usize = 26;
/// Words that are no more alike than this count as unlike.
const HALF: f64 = 0.5;
const THIRD: f64 = 1.0 / 3.0;
/// More than any error of rounding in these few operations.
const ROUNDING: f64 = 1e-9;

/// What of a word decides quickly.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    /// Its length in characters.
    length: u32,
    /// One by its length: dividing is slow.
    share: f64,
    /// Its letters from a to z, as bits.
    letters: u32,
    /// Its first letters as bytes; zeros where it is shorter or not ASCII.
    start: [u8; PREFIX_LETTERS],
    /// Whether it has letters from a to z only, and no more than have a bit each.
    is_plain: bool,
    /// Where each letter of a plain word stands, as bits.
    places: [u16; LETTERS],
    /// Whether it has letters only: others are alike only if they are equal.
    pub(super) alphabetic: bool,
}

impl Shape {
    pub(super) fn of(word: &str) -> Self {
        let mut start = [0; PREFIX_LETTERS];
        for (place, byte) in start.iter_mut().zip(word.bytes()) {
            *place = byte;
        }
        let is_plain = (1..=MOST_PLACES).contains(&word.len())
            && word.bytes().all(|letter| letter.is_ascii_lowercase());
        let mut places = [0; LETTERS];
        if is_plain {
            for (place, letter) in word.bytes().enumerate() {
                places[usize::from(letter - b'a')] |= 1 << place;
            }
        }
        let length = u32::try_from(word.chars().count()).unwrap_or(u32::MAX);
        Self {
            is_plain,
            places,
            length,
            share: 1.0 / f64::from(length.max(1)),
            letters: word
                .bytes()
                .filter(u8::is_ascii_lowercase)
                .fold(0, |set, letter| set | 1 << (letter - b'a')),
            start,
            alphabetic: !word.is_empty() && word.chars().all(char::is_alphabetic),
        }
    }

    /// Whether both words begin with the same letter, or, beyond ASCII, may do so.
    pub(super) fn begins_like(&self, other: &Self) -> bool {
        self.start[0] == other.start[0]
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
    let jaro = (f64::from(matches) * (left.share + right.share) + 1.0) * THIRD;
    if jaro + ROUNDING <= HALF {
        return 0.0;
    }
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

/// The likeness of two words, 0 to 1; each comes with its shape.
pub(super) fn likeness(left: (&str, &Shape), right: (&str, &Shape)) -> f64 {
    stretched(if left.1.is_plain && right.1.is_plain {
        plain_jaro_winkler(left.0.as_bytes(), right.0.as_bytes(), &right.1.places)
    } else {
        strsim::jaro_winkler(left.0, right.0)
    })
}

/// The same as [`strsim::jaro_winkler`] to the last bit for plain words, some times faster: most
/// of the time of a score goes by here. `places` are those of the right word's letters.
fn plain_jaro_winkler(left: &[u8], right: &[u8], places: &[u16; LETTERS]) -> f64 {
    let reach = (left.len().max(right.len()) / 2).saturating_sub(1);
    let mut found = [0_u8; MOST_PLACES];
    let mut matches = 0;
    let mut taken = 0_u16;
    for (place, letter) in left.iter().enumerate() {
        // The bits from `place - reach` to `place + reach`.
        let near = ((1_u32 << (place + reach + 1)) - 1) & (u32::MAX << place.saturating_sub(reach));
        let free = u32::from(places[usize::from(letter - b'a')] & !taken) & near;
        if free != 0 {
            taken |= 1 << free.trailing_zeros();
            found[matches] = *letter;
            matches += 1;
        }
    }
    if matches == 0 {
        return 0.0;
    }
    let mut transposed = 0;
    for letter in &found[..matches] {
        let other = taken.trailing_zeros() as usize;
        transposed += usize::from(right[other] != *letter);
        taken &= taken - 1;
    }
    let (l, r, m) = (left.len() as f64, right.len() as f64, matches as f64);
    let jaro = (m / l + m / r + (matches - transposed / 2) as f64 / m) / 3.0;
    if jaro <= PREFIX_FROM {
        return jaro;
    }
    let pairs = left.iter().zip(right).take(PREFIX_LETTERS);
    let prefix = pairs.take_while(|(a, b)| a == b).count();
    jaro + PREFIX_SHARE * prefix as f64 * (1.0 - jaro)
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
            let likeness = stretched(strsim::jaro_winkler(&left, &right));
            prop_assert!(likeness <= limit, "{likeness} > {limit}");
        }
    }

    proptest! {
        #[test]
        fn words_are_compared_as_the_library_does(left in "[a-e]{1,17}", right in "[a-e]{1,17}") {
            let own = likeness((&left, &Shape::of(&left)), (&right, &Shape::of(&right)));
            prop_assert_eq!(own, stretched(strsim::jaro_winkler(&left, &right)));
        }
    }

    #[test]
    fn unlike_words_have_a_low_limit() {
        assert_eq!(limit(&Shape::of("tree"), &Shape::of("cloud")), 0.0);
        assert_eq!(limit(&Shape::of("2"), &Shape::of("2a")), 0.0);
        let (left, right) = ("function", "functional");
        assert!(likeness((left, &Shape::of(left)), (right, &Shape::of(right))) > 0.8);
    }
}
