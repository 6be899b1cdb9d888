//! Sentences and quotations, cut to what fits a line.

use crate::domain::markdown::quote_safe;
use crate::domain::question::Question;

/// A point has at most this many words in a line.
const POINT_WORDS: usize = 14;
/// A quotation has at most this many words.
const QUOTED_WORDS: usize = 12;
/// One in passing has at most this many.
const BRIEFLY_QUOTED_WORDS: usize = 9;
/// And at most this many characters, for answers without spaces.
const QUOTED_CHARACTERS: usize = 120;

/// A key point as the rest of a sentence: a few words, with a small first letter where that
/// word is no name, and a full stop.
pub(super) fn brief(question: &Question, say: &str) -> String {
    let words: Vec<&str> = say.split_whitespace().collect();
    let mut text = if words.len() <= POINT_WORDS {
        words.join(" ")
    } else {
        let head = &words[..POINT_WORDS];
        match head
            .iter()
            .rposition(|word| word.ends_with([',', ';', ':']))
        {
            Some(end) if end >= 4 => head[..=end].join(" "),
            _ => format!("{} …", head.join(" ")),
        }
    };
    while text.ends_with(['.', ',', ';', ':']) {
        text.pop();
    }
    if let Some(word) = words.first().filter(|word| is_common(question, word)) {
        text.replace_range(..word.len(), &word.to_lowercase());
    }
    if !text.ends_with(['?', '!', '…']) {
        text.push('.');
    }
    text
}

/// Whether a sentence's first word is no name: only its first letter is a capital, and the
/// question never writes it so in the middle of a sentence.
fn is_common(question: &Question, word: &str) -> bool {
    let letters = word.trim_end_matches([',', ':', ';']);
    let plain = letters
        .chars()
        .skip(1)
        .all(|c| c.is_lowercase() || c == '\'' || c == '’' || c == '-');
    let is_single_letter = letters.chars().nth(1).is_none();
    plain
        && (!is_single_letter || letters == "A")
        && !texts(question).any(|text| is_written_as_a_name(text, letters))
}

fn texts(question: &Question) -> impl Iterator<Item = &str> {
    let points = question
        .key_points
        .iter()
        .flat_map(|point| [point.say.as_str(), point.hint.as_str()]);
    let terms = question
        .terms
        .iter()
        .flat_map(|term| [term.term.as_str(), term.meaning.as_str()]);
    [question.title.as_str(), question.ask.as_str()]
        .into_iter()
        .chain(points)
        .chain(terms)
        .chain(question.outline.iter().map(String::as_str))
}

/// Whether the text has the word, as it is spelt, anywhere but at a sentence's beginning.
fn is_written_as_a_name(text: &str, word: &str) -> bool {
    let mut begins = true;
    for candidate in text.split_whitespace() {
        let bare = candidate.trim_matches(|c: char| !c.is_alphanumeric());
        if !begins && bare == word {
            return true;
        }
        begins = candidate.ends_with(['.', '!', '?', ':']);
    }
    false
}

/// A person's words, cut short and safe to stand between quotation marks.
pub(super) fn quoted(text: &str) -> String {
    cut_to(text, QUOTED_WORDS)
}

/// The same for a quotation in passing.
pub(super) fn quoted_briefly(text: &str) -> String {
    cut_to(text, BRIEFLY_QUOTED_WORDS)
}

fn cut_to(text: &str, most: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut cut = words.len() > most;
    let mut short = words[..words.len().min(most)].join(" ");
    if let Some((end, _)) = short.char_indices().nth(QUOTED_CHARACTERS) {
        short.truncate(end);
        cut = true;
    }
    let short = short.replace(['“', '”'], "\"");
    let safe = quote_safe(&short);
    if cut { format!("{safe} …") } else { safe }
}
