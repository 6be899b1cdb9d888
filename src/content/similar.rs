//! Questions that ask nearly the same.
//!
//! Two questions are as alike as the share of their words that both have (Jaccard, on stems
//! without small words). Only pairs that share one of their rarest words are compared: of two
//! sets with so large a common share, the beginnings of both, in the order of rarity, must meet
//! (prefix filtering). So no pair is missed, and ten thousand questions take a moment.

use std::collections::HashMap;
use std::sync::Arc;

use super::fault::Fault;
use super::parallel::CheckedFile;
use crate::domain::feedback::stem::{Stems, is_stop_word};
use crate::domain::feedback::text::Text;

/// The share of words from which on two questions are taken for one, in per cent.
///
/// Our own bank's most alike questions share 31%; a reworded question usually shares over 70%.
const ALIKE: usize = 70;
/// Words of questions that say nothing of their subject.
const ASKING: [&str; 12] = [
    "how", "what", "which", "when", "why", "who", "can", "could", "should", "tell", "describe",
    "explain",
];
/// Shorter questions share their words by chance.
const FEWEST_WORDS: usize = 2;

/// Warns of each question that asks nearly the same as an earlier one.
pub(super) fn check(files: &[CheckedFile], faults: &mut Vec<Fault>) {
    for pair in pairs(&word_sets(files)) {
        let (earlier, later) = (&files[pair.earlier], &files[pair.later]);
        let fault = Fault::of_file(
            &later.name,
            "near-duplicate",
            format!(
                "{} asks nearly the same: {}% of their words are shared",
                earlier.name, pair.share
            ),
            "keep the better one, or say in `ask` what is different here",
        );
        faults.push(fault.warning());
    }
}

/// Two alike questions by their places, and the share of their words in per cent.
#[derive(Debug, PartialEq, Eq)]
struct Pair {
    earlier: usize,
    later: usize,
    share: usize,
}

/// Each question's words as rising numbers, the rarest first; none for files without a question.
fn word_sets(files: &[CheckedFile]) -> Vec<Vec<u32>> {
    let mut stems = Stems::default();
    let mut numbers: HashMap<Arc<str>, u32> = HashMap::new();
    let mut counts: Vec<usize> = Vec::new();
    let mut sets: Vec<Vec<u32>> = Vec::with_capacity(files.len());
    for file in files {
        let ask = file.question.as_ref().map_or("", |question| &question.ask);
        let text = Text::new(ask, &mut stems);
        let words = text
            .tokens()
            .iter()
            .filter(|token| !is_stop_word(&token.word) && !ASKING.contains(&token.word.as_str()));
        let mut set: Vec<u32> = Vec::new();
        for token in words {
            let next = u32::try_from(counts.len()).unwrap_or(u32::MAX);
            let number = *numbers.entry(Arc::clone(&token.stem)).or_insert(next);
            if number == next {
                counts.push(0);
            }
            set.push(number);
        }
        set.sort_unstable();
        set.dedup();
        for &number in &set {
            counts[number as usize] += 1;
        }
        sets.push(set);
    }
    by_rarity(sets, &counts)
}

/// The same sets with each word's rank by rarity for its number, rising.
fn by_rarity(mut sets: Vec<Vec<u32>>, counts: &[usize]) -> Vec<Vec<u32>> {
    let mut rarest: Vec<u32> = (0..).take(counts.len()).collect();
    rarest.sort_unstable_by_key(|&number| (counts[number as usize], number));
    let mut ranks = vec![0; counts.len()];
    for (rank, number) in (0..).zip(rarest) {
        ranks[number as usize] = rank;
    }
    for set in &mut sets {
        set.iter_mut()
            .for_each(|word| *word = ranks[*word as usize]);
        set.sort_unstable();
    }
    sets
}

/// The first alike question of each question that has one, by the later one's place.
fn pairs(sets: &[Vec<u32>]) -> Vec<Pair> {
    let mut with_word: HashMap<u32, Vec<usize>> = HashMap::new();
    let mut pairs = Vec::new();
    for (place, set) in sets.iter().enumerate() {
        if set.len() < FEWEST_WORDS {
            continue;
        }
        let prefix = set.len() - (set.len() * ALIKE).div_ceil(100) + 1;
        let mut candidates: Vec<usize> = set[..prefix]
            .iter()
            .filter_map(|word| with_word.get(word))
            .flatten()
            .copied()
            .collect();
        candidates.sort_unstable();
        candidates.dedup();
        let alike = candidates.into_iter().find_map(|earlier| {
            let share = share(&sets[earlier], set)?;
            Some(Pair {
                earlier,
                later: place,
                share,
            })
        });
        // One alike question is enough: its own pairs were said at its file.
        match alike {
            Some(pair) => pairs.push(pair),
            None => {
                for &word in &set[..prefix] {
                    with_word.entry(word).or_default().push(place);
                }
            }
        }
    }
    pairs
}

/// The share of common words in per cent, where it makes two questions alike; both sets rise.
fn share(a: &[u32], b: &[u32]) -> Option<usize> {
    let (shorter, longer) = if a.len() < b.len() { (a, b) } else { (b, a) };
    if shorter.len() * 100 < longer.len() * ALIKE {
        return None;
    }
    // So many words may be missing from the shorter one before they are no longer alike.
    let sum = a.len() + b.len();
    let needed = (ALIKE * sum).div_ceil(100 + ALIKE);
    let mut may_miss = shorter.len().checked_sub(needed)?;
    let mut rest = longer;
    let mut common = 0;
    for word in shorter {
        let below = rest.iter().take_while(|other| *other < word).count();
        rest = &rest[below..];
        if rest.first() == Some(word) {
            common += 1;
        } else {
            may_miss = may_miss.checked_sub(1)?;
        }
    }
    let share = common * 100 / (a.len() + b.len() - common);
    (share >= ALIKE).then_some(share)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_pair_is_missed(
            sets in prop::collection::vec(prop::collection::btree_set(0_u32..14, 0..9), 0..12),
        ) {
            let mut counts = [0; 14];
            sets.iter().flatten().for_each(|&word| counts[word as usize] += 1);
            let sets = sets.into_iter().map(|set| set.into_iter().collect()).collect();
            let sets = by_rarity(sets, &counts);
            // The plain way: each with every earlier one that is no duplicate itself.
            let mut kept: Vec<usize> = Vec::new();
            let mut expected = Vec::new();
            for (later, set) in sets.iter().enumerate() {
                if set.len() < FEWEST_WORDS {
                    continue;
                }
                let first = kept.iter().find_map(|&earlier| {
                    let common = sets[earlier].iter().filter(|word| set.contains(word)).count();
                    let all = sets[earlier].len() + set.len() - common;
                    let share = common * 100 / all.max(1);
                    (share >= ALIKE).then_some(Pair { earlier, later, share })
                });
                match first {
                    Some(pair) => expected.push(pair),
                    None => kept.push(later),
                }
            }
            prop_assert_eq!(pairs(&sets), expected);
        }
    }
}
