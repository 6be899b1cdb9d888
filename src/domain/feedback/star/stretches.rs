//! A text as stretches that tell one thing each: sentences, and the clauses of long ones.
//!
//! Spoken answers are often typed without full stops, so that a long sentence is also parted
//! where a new step begins: "so I", "and then", "in the end".

use std::ops::Range;

use crate::domain::feedback::text::Token;

/// A sentence with fewer words stays whole.
const LONG: usize = 16;
/// A stretch has at least this many words.
const SHORTEST: usize = 4;
/// Where no comma helps, a stretch has at least this many before a new one begins.
const SHORTEST_RUN: usize = 7;

/// The stretches of a text, as ranges of its tokens, in order and without gaps.
pub(super) fn stretches(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < tokens.len() {
        let sentence = tokens[start].sentence;
        let length = tokens[start..].partition_point(|token| token.sentence == sentence);
        let end = start + length;
        if length < LONG {
            found.push(start..end);
        } else {
            part(text, tokens, start..end, &mut found);
        }
        start = end;
    }
    found
}

fn part(text: &str, tokens: &[Token], sentence: Range<usize>, found: &mut Vec<Range<usize>>) {
    let mut start = sentence.start;
    for place in sentence.start + 1..sentence.end {
        let (before, after) = (place - start, sentence.end - place);
        if after < SHORTEST || before < SHORTEST {
            continue;
        }
        let new_clause = tokens[place].clause != tokens[place - 1].clause;
        let gap = &text[tokens[place - 1].range.end..tokens[place].range.start];
        let words = [word(tokens, place), word(tokens, place + 1)];
        let parts = if gap.contains([';', '\n']) {
            true
        } else if new_clause {
            begins_clause(words)
        } else {
            before >= SHORTEST_RUN && begins_run(words, word(tokens, place + 2))
        };
        if parts {
            found.push(start..place);
            start = place;
        }
    }
    found.push(start..sentence.end);
}

fn word(tokens: &[Token], place: usize) -> &str {
    tokens.get(place).map_or("", |token| token.word.as_str())
}

/// Whether a clause after a comma is a stretch of its own.
fn begins_clause([first, second]: [&str; 2]) -> bool {
    match first {
        "i" | "we" | "i'd" | "we'd" | "then" | "so" | "but" | "which" | "resulting"
        | "reducing" | "saving" | "cutting" | "leading" | "as" | "now" | "eventually"
        | "finally" => true,
        "and" => !matches!(second, "a" | "the" | "my" | "our" | "some" | "other"),
        "in" => second == "the",
        _ => false,
    }
}

/// Whether a new step begins here without a comma.
fn begins_run(words: [&str; 2], third: &str) -> bool {
    match words {
        ["so" | "then", "i" | "we"] | ["and", "then"] | ["so", "then"] => true,
        ["and" | "but", "i" | "we"] => true,
        ["and" | "so", "in"] => third == "the",
        ["in", "the"] => third == "end",
        ["as", "a"] => third == "result",
        ["i", "was"] => matches!(third, "asked" | "told" | "tasked" | "responsible" | "the"),
        [
            "which" | "that",
            "reduced" | "meant" | "cut" | "saved" | "brought" | "gave",
        ] => true,
        ["since", "then"] | ["after", "that"] => true,
        _ => false,
    }
}
