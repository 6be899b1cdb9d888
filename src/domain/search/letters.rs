//! Which letters a title has, so that most titles can be ruled out before their order is looked at.
//!
//! It may let a title through that does not fit, and never rules one out that does.

/// The letters and digits of a text, without their order and number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Letters(u64);

impl Letters {
    /// Those of a title in lower case. Signs beyond ASCII may be taken for any letter, since the
    /// matcher finds an "é" by a typed "e".
    pub(super) fn of(title: &str) -> Self {
        if title.is_ascii() {
            Self(bits(title))
        } else {
            Self(u64::MAX)
        }
    }

    /// Those that a title must have, by what was typed in lower case.
    pub(super) fn wanted_by(typed: &str) -> Self {
        Self(bits(typed))
    }

    /// Whether all the wanted ones are here.
    pub(super) const fn have(self, wanted: Self) -> bool {
        self.0 & wanted.0 == wanted.0
    }
}

fn bits(text: &str) -> u64 {
    text.bytes().fold(0, |bits, byte| {
        let place = match byte {
            b'a'..=b'z' => byte - b'a',
            b'0'..=b'9' => byte - b'0' + 26,
            _ => return bits,
        };
        bits | 1 << place
    })
}

#[cfg(test)]
mod tests {
    use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
    use nucleo_matcher::{Config, Matcher, Utf32String};
    use proptest::prelude::*;

    use super::Letters;

    #[test]
    fn a_title_without_a_letter_is_ruled_out() {
        let title = Letters::of("a pod that dies at 3 am");
        assert!(title.have(Letters::wanted_by("pd 3")));
        assert!(!title.have(Letters::wanted_by("pdz")));
        assert!(!title.have(Letters::wanted_by("pd 4")));
    }

    #[test]
    fn signs_beyond_ascii_may_be_anything() {
        assert!(Letters::of("résumé").have(Letters::wanted_by("resume")));
    }

    proptest! {
        #[test]
        fn nothing_is_ruled_out_that_the_matcher_takes(
            title in "[a-d1-3éü !'-]{0,24}",
            typed in "[a-e1-4é !'-]{1,5}",
        ) {
            let (smart, kind) = (Normalization::Smart, AtomKind::Fuzzy);
            let pattern = Pattern::new(&typed, CaseMatching::Ignore, smart, kind);
            let text = Utf32String::from(title.as_str());
            let mut matcher = Matcher::new(Config::DEFAULT);
            if pattern.score(text.slice(..), &mut matcher).is_some() {
                prop_assert!(Letters::of(&title).have(Letters::wanted_by(&typed)));
            }
        }
    }
}
