//! Words reduced to what their forms have in common.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use rust_stemmers::{Algorithm, Stemmer};

use super::forms::normal_stem;

/// The English Snowball stemmer with a memory of the words that it has seen.
///
/// The memory makes whole banks cheap to read, since their vocabulary is small. It grows with
/// the number of distinct words: keep one per piece of work, not one for ever.
pub struct Stems {
    stemmer: Stemmer,
    known: HashMap<Box<str>, Arc<str>>,
    normal: HashMap<Box<str>, Arc<str>>,
}

impl Default for Stems {
    fn default() -> Self {
        Self {
            stemmer: Stemmer::create(Algorithm::English),
            known: HashMap::new(),
            normal: HashMap::new(),
        }
    }
}

impl Stems {
    /// The stem of a lower-case word; words with digits or symbols (`5xx`, `c++`) are their own.
    pub fn stem(&mut self, word: &str) -> Arc<str> {
        if let Some(stem) = self.known.get(word) {
            return Arc::clone(stem);
        }
        let stem: Arc<str> = if word.chars().all(|c| c.is_alphabetic() || c == '\'') {
            self.stemmer.stem(word).into()
        } else {
            word.into()
        };
        self.known.insert(word.into(), Arc::clone(&stem));
        stem
    }

    /// The stem of a lower-case word after its irregular form and its spelling are brought to one.
    pub fn normal(&mut self, word: &str) -> Arc<str> {
        if let Some(stem) = self.normal.get(word) {
            return Arc::clone(stem);
        }
        let stem = normal_stem(word, self);
        self.normal.insert(word.into(), Arc::clone(&stem));
        stem
    }
}

/// No more words are remembered for everybody: what people write has no end.
const MOST_SHARED: usize = 20_000;

/// A memory of stems that threads share. Who finds it taken makes do without: stems are the same.
#[derive(Default)]
pub struct SharedStems(Mutex<Stems>);

impl SharedStems {
    /// Works with the memory.
    pub fn with<T>(&self, work: impl FnOnce(&mut Stems) -> T) -> T {
        match self.0.try_lock() {
            Ok(mut stems) => {
                if stems.normal.len() > MOST_SHARED {
                    *stems = Stems::default();
                }
                work(&mut stems)
            }
            Err(_) => work(&mut Stems::default()),
        }
    }
}

/// Articles, pronouns and auxiliaries: words that carry no content in any phrase.
///
/// Prepositions and particles are not among them: "on call" and "roll back" live from theirs.
pub fn is_stop_word(word: &str) -> bool {
    matches!(
        word,
        "a" | "an"
            | "the"
            | "i"
            | "i'm"
            | "i'd"
            | "i've"
            | "me"
            | "my"
            | "we"
            | "we'd"
            | "we've"
            | "us"
            | "our"
            | "you"
            | "your"
            | "he"
            | "she"
            | "it"
            | "it's"
            | "its"
            | "they"
            | "them"
            | "their"
            | "this"
            | "that"
            | "these"
            | "those"
            | "is"
            | "are"
            | "was"
            | "were"
            | "be"
            | "been"
            | "being"
            | "has"
            | "have"
            | "had"
            | "do"
            | "does"
            | "did"
            | "will"
            | "would"
            | "to"
            | "of"
            | "and"
            | "or"
            | "so"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_share_a_stem_and_names_keep_theirs() {
        let mut stems = Stems::default();
        assert_eq!(stems.stem("rollouts"), stems.stem("rollout"));
        assert_eq!(stems.stem("fencing"), stems.stem("fenced"));
        for name in ["c++", "5xx", "o(n)", "99.9"] {
            assert_eq!(&*stems.stem(name), name);
        }
    }
}
