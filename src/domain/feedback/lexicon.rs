//! Which words and phrases of a field mean the same, nearly the same, or the opposite in spite of
//! their likeness.
//!
//! A lexicon holds what its authors say and nothing else: it is made once, read by many threads,
//! and knows no subject by itself. Phrases are compared by their normal stems.

use std::collections::{HashMap, HashSet};

use super::forms::normal_stem;
use super::stem::Stems;
use super::text::lower_case_words;

/// How the phrases of a group are related.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kinship {
    /// They name the same thing: an abbreviation, another spelling, another name.
    Same,
    /// One can mostly stand for the other.
    Alike,
    /// They look alike and mean different things; single words only.
    Apart,
}

/// A group's number, for comparing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Concept(u32);

/// The groups of a field.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// By a phrase's first stem.
    phrases: HashMap<Box<str>, Vec<Phrase>>,
    kinships: Vec<Kinship>,
    apart: HashSet<(Box<str>, Box<str>)>,
    /// The stems of all words in it.
    words: HashSet<Box<str>>,
}

/// A phrase that begins with a known stem.
#[derive(Debug)]
pub(super) struct Phrase {
    /// The stems that follow.
    pub(super) rest: Vec<Box<str>>,
    pub(super) concept: Concept,
}

impl Lexicon {
    /// A lexicon of these groups. Phrases without words are passed over.
    pub fn new<'a, Group>(groups: impl IntoIterator<Item = (Kinship, Group)>) -> Self
    where
        Group: IntoIterator<Item = &'a str>,
    {
        let mut lexicon = Self::default();
        let mut stems = Stems::default();
        for (kinship, group) in groups {
            let phrases = group.into_iter().map(|text| phrase(text, &mut stems));
            let phrases: Vec<_> = phrases.filter(|stems| !stems.is_empty()).collect();
            let words = phrases.iter().flatten().cloned();
            lexicon.words.extend(words);
            if kinship == Kinship::Apart {
                lexicon.keep_apart(&phrases);
            } else {
                lexicon.add(kinship, phrases);
            }
        }
        lexicon
    }

    fn add(&mut self, kinship: Kinship, phrases: Vec<Vec<Box<str>>>) {
        let number = u32::try_from(self.kinships.len()).expect("fewer groups than 2^32 fit");
        self.kinships.push(kinship);
        for stems in phrases {
            let mut stems = stems.into_iter();
            if let Some(first) = stems.next() {
                self.phrases.entry(first).or_default().push(Phrase {
                    rest: stems.collect(),
                    concept: Concept(number),
                });
            }
        }
    }

    fn keep_apart(&mut self, phrases: &[Vec<Box<str>>]) {
        for left in phrases {
            for right in phrases {
                if let ([left], [right]) = (&left[..], &right[..])
                    && left != right
                {
                    self.apart.insert((left.clone(), right.clone()));
                }
            }
        }
    }

    /// How many groups there are, those of words kept apart aside.
    pub fn len(&self) -> usize {
        self.kinships.len()
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.kinships.is_empty() && self.apart.is_empty()
    }

    /// Whether a word of this stem stands in it, alone or in a phrase.
    pub(super) fn has_word(&self, stem: &str) -> bool {
        self.words.contains(stem)
    }

    /// The phrases that begin with a stem.
    pub(super) fn beginning_with(&self, stem: &str) -> &[Phrase] {
        self.phrases.get(stem).map_or(&[], Vec::as_slice)
    }

    /// How the phrases of a group are related.
    pub(super) fn kinship(&self, concept: Concept) -> Kinship {
        self.kinships[concept.0 as usize]
    }

    /// The pairs of stems that look alike and mean different things, both ways round.
    pub(super) fn apart(&self) -> impl Iterator<Item = (&str, &str)> {
        self.apart.iter().map(|(left, right)| (&**left, &**right))
    }
}

/// A phrase as a lexicon compares it: the normal stems of its words, stop words among them.
pub fn phrase(text: &str, stems: &mut Stems) -> Vec<Box<str>> {
    lower_case_words(text)
        .map(|word| Box::from(&*normal_stem(&word, stems)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_by_their_first_stem() {
        let lexicon = Lexicon::new([
            (Kinship::Same, vec!["roll back", "revert"]),
            (Kinship::Alike, vec!["rolls", "wheel", " "]),
            (Kinship::Apart, vec!["encode", "decode"]),
        ]);
        assert_eq!(lexicon.len(), 2);
        let found = lexicon.beginning_with("roll");
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].rest, [Box::from("back")]);
        assert_eq!(lexicon.kinship(found[1].concept), Kinship::Alike);
        assert_eq!(lexicon.apart().count(), 2);
        assert!(lexicon.beginning_with("back").is_empty());
        assert!(lexicon.has_word("back") && lexicon.has_word("decod"));
        assert!(!lexicon.has_word("forth"));
    }
}
