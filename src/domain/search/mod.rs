//! Finding questions and names by what people type, in the middle of typing and with errors.
//!
//! Words are looked up whole, then as beginnings, then as typing errors; where nothing is found
//! that way, letters in order are enough. Everything is prepared once, since Discord wants
//! suggestions at every key. Results are best first and the same for the same input.

mod letters;
mod names;
mod words;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32String};
use unicode_segmentation::UnicodeSegmentation;

pub use names::{Fit, Typed, suggest_names};

use super::bank::{Bank, Vocabulary};
use super::question::{Question, QuestionId};
use letters::Letters;
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
    parts: Vec<Part>,
}

/// Questions that were prepared together; a part may be shared by several indexes.
#[derive(Clone)]
struct Part {
    questions: Arc<[Arc<Question>]>,
    words: Arc<Words>,
    titles: Arc<[(Letters, Utf32String)]>,
    /// The ids of those that are not to be found.
    hidden: Arc<HashSet<QuestionId>>,
}

impl Part {
    fn new(questions: &[Arc<Question>], names: &Vocabulary) -> Self {
        let mut fields: HashMap<(String, u32), Field> = HashMap::new();
        for (place, question) in (0_u32..).zip(questions) {
            let mut add = |text: &str, field: Field| {
                for word in typed_words(text) {
                    let entry = fields.entry((word, place)).or_insert(field);
                    *entry = field.max(*entry);
                }
            };
            add(&question.ask, Field::Text);
            add(&question.topic, Field::Topic);
            add(names.topic(&question.topic), Field::Topic);
            for tag in &question.tags {
                add(tag, Field::Tag);
            }
            add(&question.title, Field::Title);
        }
        let titles = questions.iter().map(|question| {
            let title = question.title.to_lowercase();
            (Letters::of(&title), Utf32String::from(title))
        });
        Self {
            words: Arc::new(Words::new(fields)),
            titles: titles.collect(),
            questions: questions.into(),
            hidden: Arc::default(),
        }
    }

    fn seen(&self) -> impl Iterator<Item = &Arc<Question>> {
        let all = self.questions.iter();
        all.filter(|question| !question.is_any_of(&self.hidden))
    }
}

/// A question that fits: the part it is in, its place there, and how well.
type Hit = (usize, usize, u32);

impl SearchIndex {
    /// An index of this bank, as it is now.
    pub fn new(bank: &Bank) -> Self {
        Self {
            parts: vec![Part::new(bank.questions(), bank.vocabulary())],
        }
    }

    /// The index of a server's bank, which was made of this index' bank by
    /// [`Bank::for_server`] with these arguments; `names` are that bank's. Only the server's own
    /// questions are prepared.
    #[must_use]
    pub fn for_server(
        &self,
        hidden: HashSet<QuestionId>,
        own: &[Arc<Question>],
        names: &Vocabulary,
    ) -> Self {
        let own = (!own.is_empty()).then(|| Part::new(own, names));
        let hidden = Arc::new(hidden);
        let parts = self.parts.iter().cloned().chain(own);
        let hiding = parts.map(|part| Part {
            hidden: Arc::clone(&hidden),
            ..part
        });
        Self {
            parts: hiding.collect(),
        }
    }

    /// Questions for the option that is being typed, by title, tags and topic; the first ones
    /// where nothing is typed yet.
    pub fn suggest(&self, typed: &str, most: usize) -> Vec<Arc<Question>> {
        if typed.trim().is_empty() {
            let all = self.parts.iter().flat_map(Part::seen);
            return all.take(most).cloned().collect();
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
        let admitted = |&(part, place, _): &Hit| {
            let part = &self.parts[part];
            let question = &part.questions[place];
            !question.is_any_of(&part.hidden) && admits(question)
        };
        let mut hits = self.by_words(typed, least);
        hits.retain(admitted);
        if hits.is_empty() {
            hits = self.by_letters(typed);
            hits.retain(admitted);
        }
        hits.sort_by_key(|&(part, place, score)| (std::cmp::Reverse(score), part, place));
        hits.truncate(most);
        hits.into_iter()
            .map(|(part, place, _)| Arc::clone(&self.parts[part].questions[place]))
            .collect()
    }

    /// The questions that have over half of the words.
    fn by_words(&self, typed: &str, least: Field) -> Vec<Hit> {
        let typed: Vec<_> = typed_words(typed).take(TYPED_WORDS).collect();
        let blank = |part: &Part| vec![(0_usize, 0_u32); part.questions.len()];
        let mut totals: Vec<_> = self.parts.iter().map(blank).collect();
        let blank = |part: &Part| vec![0_u32; part.questions.len()];
        let mut scores: Vec<_> = self.parts.iter().map(blank).collect();
        for (number, word) in typed.iter().enumerate() {
            let may_go_on = number + 1 == typed.len();
            self.score(word, may_go_on, least, &mut scores);
            for (total, &score) in totals.iter_mut().flatten().zip(scores.iter().flatten()) {
                total.0 += usize::from(score > 0);
                total.1 += score;
            }
        }
        let mut hits = Vec::new();
        for (part, totals) in totals.into_iter().enumerate() {
            let over_half = totals
                .into_iter()
                .enumerate()
                .filter(|(_, (found, _))| found * 2 > typed.len())
                // A further word found outweighs any field: 1,000 is above all scores of one word.
                .map(|(place, (found, score))| {
                    let score = score + 1_000 * u32::try_from(found).unwrap_or(0);
                    (part, place, score)
                });
            hits.extend(over_half);
        }
        hits
    }

    /// What a typed word is worth in each question; errors are forgiven where it is in none.
    fn score(&self, word: &str, may_go_on: bool, least: Field, scores: &mut [Vec<u32>]) {
        let mut found = false;
        for (part, scores) in self.parts.iter().zip(scores.iter_mut()) {
            scores.fill(0);
            found |= part.words.score(word, may_go_on, least, scores);
        }
        if !found {
            for (part, scores) in self.parts.iter().zip(scores) {
                part.words.score_mistyped(word, may_go_on, least, scores);
            }
        }
    }

    /// The titles that have the typed letters in their order.
    fn by_letters(&self, typed: &str) -> Vec<Hit> {
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
        let wanted = Letters::wanted_by(&typed);
        let mut hits = Vec::new();
        for (part, Part { titles, .. }) in self.parts.iter().enumerate() {
            let titles = titles.iter().enumerate();
            let possible = titles.filter(|(_, (letters, _))| letters.have(wanted));
            hits.extend(possible.filter_map(|(place, (_, title))| {
                Some((part, place, pattern.score(title.slice(..), &mut matcher)?))
            }));
        }
        hits
    }
}

/// A text's words in lower case; hyphens and slashes split.
fn typed_words(text: &str) -> impl Iterator<Item = String> {
    text.unicode_words().map(str::to_lowercase)
}

#[cfg(test)]
mod tests;
