//! Finding questions and names by what people type, in the middle of typing and with errors.
//!
//! Words are looked up whole, then as beginnings, then as typing errors; where nothing is found
//! that way, letters in order are enough. Everything is prepared once, since Discord wants
//! suggestions at every key. Results are best first and the same for the same input.

mod names;
mod words;

use std::collections::HashMap;
use std::sync::Arc;

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32String};
use unicode_segmentation::UnicodeSegmentation;

pub use names::suggest_names;

use super::bank::Bank;
use super::question::Question;
use words::Words;

/// More words than this of what was typed are not looked at.
const TYPED_WORDS: usize = 12;

/// Which of a question's words a hit was in, least telling first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Field {
    Text,
    Topic,
    Tag,
    Title,
}

impl Field {
    const fn weight(self) -> u32 {
        match self {
            Self::Text => 1,
            Self::Topic => 3,
            Self::Tag => 4,
            Self::Title => 5,
        }
    }
}

/// A bank's questions, ready to be found.
pub struct SearchIndex {
    questions: Vec<Arc<Question>>,
    words: Words,
    titles: Vec<Utf32String>,
}

impl SearchIndex {
    /// An index of this bank, as it is now.
    pub fn new(bank: &Bank) -> Self {
        let mut fields: HashMap<(String, u32), Field> = HashMap::new();
        for (place, question) in (0_u32..).zip(bank.questions()) {
            let mut add = |text: &str, field: Field| {
                for word in typed_words(text) {
                    let entry = fields.entry((word, place)).or_insert(field);
                    *entry = field.max(*entry);
                }
            };
            add(&question.ask, Field::Text);
            add(&question.topic, Field::Topic);
            add(bank.vocabulary().topic(&question.topic), Field::Topic);
            for tag in &question.tags {
                add(tag, Field::Tag);
            }
            add(&question.title, Field::Title);
        }
        Self {
            questions: bank.questions().to_vec(),
            words: Words::new(fields),
            titles: bank
                .questions()
                .iter()
                .map(|question| Utf32String::from(question.title.to_lowercase()))
                .collect(),
        }
    }

    /// Questions for the option that is being typed, by title, tags and topic; the first ones
    /// where nothing is typed yet.
    pub fn suggest(&self, typed: &str, most: usize) -> Vec<Arc<Question>> {
        if typed.trim().is_empty() {
            return self.questions.iter().take(most).cloned().collect();
        }
        self.find(typed, Field::Topic, most, |_| true)
    }

    /// Questions by words in title, tags, topic and text; `topic` is the id of the only topic
    /// that counts.
    pub fn search(&self, query: &str, topic: Option<&str>, most: usize) -> Vec<Arc<Question>> {
        self.find(query, Field::Text, most, |question| {
            topic.is_none_or(|topic| question.topic == topic)
        })
    }

    fn find(
        &self,
        typed: &str,
        least: Field,
        most: usize,
        admits: impl Fn(&Question) -> bool,
    ) -> Vec<Arc<Question>> {
        let admitted = |&(place, _): &(usize, u32)| admits(&self.questions[place]);
        let mut hits: Vec<_> = self
            .by_words(typed, least)
            .into_iter()
            .filter(admitted)
            .collect();
        if hits.is_empty() {
            hits = self
                .by_letters(typed)
                .into_iter()
                .filter(admitted)
                .collect();
        }
        hits.sort_by_key(|&(place, score)| (std::cmp::Reverse(score), place));
        hits.truncate(most);
        hits.into_iter()
            .map(|(place, _)| Arc::clone(&self.questions[place]))
            .collect()
    }

    /// Places and scores of the questions that have over half of the words.
    fn by_words(&self, typed: &str, least: Field) -> Vec<(usize, u32)> {
        let typed: Vec<_> = typed_words(typed).take(TYPED_WORDS).collect();
        let mut totals = vec![(0_usize, 0_u32); self.questions.len()];
        let mut scores = vec![0_u32; self.questions.len()];
        for (number, word) in typed.iter().enumerate() {
            scores.fill(0);
            let may_go_on = number + 1 == typed.len();
            self.words.score(word, may_go_on, least, &mut scores);
            for (total, &score) in totals.iter_mut().zip(&scores) {
                total.0 += usize::from(score > 0);
                total.1 += score;
            }
        }
        totals
            .into_iter()
            .enumerate()
            .filter(|(_, (found, _))| found * 2 > typed.len())
            // A further word found outweighs any field: 1,000 is above all scores of one word.
            .map(|(place, (found, score))| {
                (place, score + 1_000 * u32::try_from(found).unwrap_or(0))
            })
            .collect()
    }

    /// Places and scores of the titles that have the typed letters in their order.
    fn by_letters(&self, typed: &str) -> Vec<(usize, u32)> {
        let typed = typed.trim().to_lowercase();
        if typed.chars().nth(1).is_none() {
            return Vec::new();
        }
        let mut matcher = Matcher::new(Config::DEFAULT);
        let pattern = Pattern::new(
            &typed,
            CaseMatching::Ignore,
            Normalization::Smart,
            nucleo_matcher::pattern::AtomKind::Fuzzy,
        );
        let titles = self.titles.iter().enumerate();
        titles
            .filter_map(|(place, title)| {
                Some((place, pattern.score(title.slice(..), &mut matcher)?))
            })
            .collect()
    }
}

/// A text's words in lower case; hyphens and slashes split.
fn typed_words(text: &str) -> impl Iterator<Item = String> {
    text.unicode_words().map(str::to_lowercase)
}

#[cfg(test)]
mod tests;
