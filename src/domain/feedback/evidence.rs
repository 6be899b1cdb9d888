//! Words of an answer on which an observation rests.

use std::ops::Range;

use super::text::Token;

/// A clause shorter than this says too little alone.
const WORDS_OF_A_FULL_CLAUSE: usize = 5;

/// Words of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Where they stand in the answer, in bytes.
    pub range: Range<usize>,
    /// The words, as they were given: to be made safe before they are shown.
    pub quote: String,
}

impl Evidence {
    /// The words from the first to the last of these tokens; `tokens` must hold one at least.
    pub(super) fn of(text: &str, tokens: &[Token]) -> Self {
        let start = tokens.first().map_or(0, |token| token.range.start);
        let end = tokens.last().map_or(start, |token| token.range.end);
        Self {
            quote: text[start..end].to_owned(),
            range: start..end,
        }
    }

    /// The clause or sentence around a find, cut to `most` words; of a longer find the beginning.
    pub(super) fn around(text: &str, tokens: &[Token], found: Range<usize>, most: usize) -> Self {
        let found = found.start..found.end.min(found.start + most);
        Self::of(text, &tokens[around(tokens, found, most)])
    }
}

fn around(tokens: &[Token], found: Range<usize>, most: usize) -> Range<usize> {
    let clause = stretch(tokens, &found, |token| token.clause);
    let sentence = stretch(tokens, &found, |token| token.sentence);
    let whole = if clause.len() >= WORDS_OF_A_FULL_CLAUSE {
        clause
    } else if sentence.end - clause.start >= WORDS_OF_A_FULL_CLAUSE {
        // Reading on says more than what came before.
        return clause.start..sentence.end.min((clause.start + most).max(found.end));
    } else {
        sentence
    };
    if whole.len() <= most {
        return whole;
    }
    let needed = found.len().max(most);
    let before = most.saturating_sub(found.len()) / 2;
    let start = found.start.saturating_sub(before).max(whole.start);
    let end = (start + needed).max(found.end).min(whole.end);
    let start = end.saturating_sub(needed).max(whole.start).min(found.start);
    start..end
}

/// The tokens around a find that share its part of the text.
fn stretch(tokens: &[Token], found: &Range<usize>, part: impl Fn(&Token) -> u32) -> Range<usize> {
    let first = part(&tokens[found.start]);
    let last = part(&tokens[found.end - 1]);
    let start = tokens.partition_point(|token| part(token) < first);
    let end = tokens.partition_point(|token| part(token) <= last);
    start..end
}
