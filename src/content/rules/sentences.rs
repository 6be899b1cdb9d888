//! Sentences that people can read on a phone.

use super::super::limits;
use super::super::raw::RawQuestion;
use super::super::reader::Placed;
use super::super::source::Source;

/// Warns of long sentences in what is read under pressure: the story, the outline, the hints.
pub(super) fn check(raw: &RawQuestion, source: &mut Source<'_>) {
    let star = raw.star.iter().flat_map(|star| {
        [&star.situation, &star.task, &star.action, &star.result]
            .into_iter()
            .flatten()
    });
    let hints = raw
        .key_points
        .iter()
        .filter_map(|point| point.hint.as_ref());
    for text in star.chain(&raw.outline).chain(hints) {
        check_text(text, source);
    }
}

/// Warns of the long sentences of one text.
pub(super) fn check_text(text: &Placed<String>, source: &mut Source<'_>) {
    // A limit that no text of fewer words can be over.
    if text.value.len() < limits::SENTENCE_WORDS * 2 {
        return;
    }
    for sentence in sentences(&text.value) {
        let words = sentence.split_whitespace().count();
        if words > limits::SENTENCE_WORDS {
            let start: Vec<_> = sentence.split_whitespace().take(5).collect();
            source.warn(
                &text.span,
                "long-sentence",
                format!(
                    "the sentence `{} …` has {words} words, and {} are enough",
                    start.join(" "),
                    limits::SENTENCE_WORDS
                ),
                "make two of it",
            );
        }
    }
}

/// How many sentences a text has.
pub(super) fn count(text: &str) -> usize {
    sentences(text)
        .filter(|sentence| !sentence.trim().is_empty())
        .count()
}

/// The sentences of a text: up to a full stop, question or exclamation mark, and a space.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = rest
            .match_indices(['.', '!', '?', '…', '\n'])
            .map(|(place, mark)| place + mark.len())
            .find(|&end| {
                rest[end..].starts_with(char::is_whitespace) || rest[..end].ends_with('\n')
            })
            .unwrap_or(rest.len());
        let (sentence, after) = rest.split_at(end);
        rest = after;
        Some(sentence)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_at_marks_before_a_space() {
        let found: Vec<_> = sentences("It took 1.5 h. Why? At 99.9%!\nSo")
            .map(str::trim)
            .collect();
        assert_eq!(found, ["It took 1.5 h.", "Why?", "At 99.9%!", "", "So"]);
        assert_eq!(sentences("").count(), 0);
    }
}
