//! How texts are taken apart.

use proptest::prelude::*;

use super::*;

fn taken_apart(text: &str) -> Vec<Token> {
    Text::new(text, &mut Stems::default()).tokens
}

fn check_words(text: &str, expected: &[&str]) {
    let got: Vec<_> = taken_apart(text).into_iter().map(|t| t.word).collect();
    assert_eq!(got, expected, "{text}");
}

fn check_sentences(text: &str, expected: &[&str]) {
    let tokens = taken_apart(text);
    let mut got: Vec<Range<usize>> = Vec::new();
    for token in tokens {
        let sentence = token.sentence as usize;
        if got.len() == sentence {
            got.push(token.range);
        } else {
            got[sentence].end = token.range.end;
        }
    }
    let got: Vec<_> = got.into_iter().map(|range| &text[range]).collect();
    assert_eq!(got, expected, "{text}");
}

#[test]
fn names_of_the_field_stay_whole() {
    check_words(
        "C++, C# and O(n log n)!",
        &["c++", "c#", "and", "o(n log n)"],
    );
    check_words(
        "99.9% at 1,000 rps, 5xx",
        &["99.9%", "at", "1,000", "rps", "5xx"],
    );
    check_words(
        "blue-green and/or node.js",
        &["blue", "green", "and", "or", "node", "js"],
    );
    check_words(
        "It’s max_surge, e.g. 1",
        &["it's", "max", "surge", "e.g", "1"],
    );
    check_words("🚀 !!! …", &[]);
    check_words("_a __b_ c_ .d e.f", &["a", "b", "c", "d", "e.f"]);
}

#[test]
fn sentences_end_at_stops_blank_lines_and_bullets() {
    check_sentences(
        "First, e.g. this. Then that!",
        &["First, e.g. this", "Then that"],
    );
    check_sentences(
        "one\ntwo\n\nthree\n- four\nFive",
        &["one\ntwo", "three", "four", "Five"],
    );
    check_sentences("run node.js at v1.2 now", &["run node.js at v1.2 now"]);
    check_sentences("so\n```\nls -l\n```\ndone", &["so", "ls -l", "done"]);
}

#[test]
fn clauses_end_at_commas_and_dashes() {
    let clauses: Vec<_> = taken_apart("I drained it, then waited - and it held. Good")
        .into_iter()
        .map(|token| token.clause)
        .collect();
    assert_eq!(clauses, [0, 0, 0, 1, 1, 2, 2, 2, 3]);
}

proptest! {
    #[test]
    fn every_token_is_a_part_of_the_text_in_order(text in "\\PC{0,300}|[a-o.#+%(_`<:@>/ \n-]{0,300}") {
        let tokens = taken_apart(&text);
        let mut end = 0;
        for token in &tokens {
            prop_assert!(token.range.start >= end);
            prop_assert!(!token.range.is_empty());
            prop_assert!(text.get(token.range.clone()).is_some());
            end = token.range.end;
        }
        for pair in tokens.windows(2) {
            prop_assert!(pair[0].sentence <= pair[1].sentence);
            prop_assert!(pair[0].clause <= pair[1].clause);
            prop_assert!(pair[0].rank <= pair[1].rank);
        }
    }
}
