//! Words and stems as numbers, so that texts are compared without copying them.
//!
//! Invariant: a number is good for the vocabulary that gave it, until that is emptied.

use std::collections::{HashMap, HashSet};

use super::function_words::{Role, role};
use super::likeness::Shape;
use crate::domain::feedback::forms::normal_stem;
use crate::domain::feedback::lexicon::Lexicon;
use crate::domain::feedback::stem::Stems;

/// A word as it is written, in lower case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct WordId(u32);

/// A normal stem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct StemId(u32);

/// A known word.
pub(super) struct Word {
    pub(super) text: Box<str>,
    pub(super) stem: StemId,
    pub(super) role: Role,
}

/// A known stem.
pub(super) struct Stem {
    pub(super) text: Box<str>,
    pub(super) shape: Shape,
    /// Whether phrases of the lexicon begin with it.
    pub(super) begins_phrases: bool,
}

/// The words met so far.
pub(super) struct Vocabulary {
    stemmer: Stems,
    word_ids: HashMap<Box<str>, WordId>,
    words: Vec<Word>,
    stem_ids: HashMap<Box<str>, StemId>,
    stems: Vec<Stem>,
    apart: HashSet<(StemId, StemId)>,
}

impl Vocabulary {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let mut vocabulary = Self {
            stemmer: Stems::default(),
            word_ids: HashMap::new(),
            words: Vec::new(),
            stem_ids: HashMap::new(),
            stems: Vec::new(),
            apart: HashSet::new(),
        };
        for (left, right) in lexicon.apart() {
            let pair = (
                vocabulary.stem_id(left, lexicon),
                vocabulary.stem_id(right, lexicon),
            );
            vocabulary.apart.insert(pair);
        }
        vocabulary
    }

    /// How many words are known.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// The number of a lower-case word; gives it one where it is new.
    pub(super) fn word_id(&mut self, text: &str, lexicon: &Lexicon) -> WordId {
        if let Some(&id) = self.word_ids.get(text) {
            return id;
        }
        let id = WordId(number(self.words.len()));
        let stem = normal_stem(text, &mut self.stemmer);
        let stem = self.stem_id(&stem, lexicon);
        self.words.push(Word {
            text: text.into(),
            stem,
            role: role(text),
        });
        self.word_ids.insert(text.into(), id);
        id
    }

    fn stem_id(&mut self, text: &str, lexicon: &Lexicon) -> StemId {
        if let Some(&id) = self.stem_ids.get(text) {
            return id;
        }
        let id = StemId(number(self.stems.len()));
        self.stems.push(Stem {
            text: text.into(),
            shape: Shape::of(text),
            begins_phrases: !lexicon.beginning_with(text).is_empty(),
        });
        self.stem_ids.insert(text.into(), id);
        id
    }

    pub(super) fn word(&self, id: WordId) -> &Word {
        &self.words[id.0 as usize]
    }

    pub(super) fn stem(&self, id: StemId) -> &Stem {
        &self.stems[id.0 as usize]
    }

    /// Whether two stems mean different things, however alike they look.
    pub(super) fn are_apart(&self, left: StemId, right: StemId) -> bool {
        !self.apart.is_empty() && self.apart.contains(&(left, right))
    }
}

/// A scorer empties its vocabulary long before this overflows.
fn number(count: usize) -> u32 {
    u32::try_from(count).expect("a vocabulary holds fewer than 2^32 words")
}
