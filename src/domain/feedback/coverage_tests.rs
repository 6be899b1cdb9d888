//! Which key points are found, and by which words.

use super::*;
use crate::domain::fixture;

/// The quotations for each key point of the roll-out question.
fn check(answer: &str, expected: [Option<&str>; 4]) {
    check_of(&fixture::rollout(), answer, expected);
}

fn check_of(question: &Question, answer: &str, expected: [Option<&str>; 4]) {
    let mut stems = Stems::default();
    let text = Text::new(answer, &mut stems);
    let asked = Text::new(
        &format!("{}\n\n{}", question.title, question.ask),
        &mut stems,
    );
    let coverage = Coverage::new(question, &asked, Arc::default(), &mut stems);
    let found = coverage.find(answer, &text);
    let quotes: Vec<_> = found
        .iter()
        .map(|evidence| evidence.as_ref().map(|evidence| evidence.quote.as_str()))
        .collect();
    assert_eq!(quotes, expected, "{answer}");
    for evidence in found.into_iter().flatten() {
        assert_eq!(evidence.quote, answer[evidence.range], "{answer}");
    }
}

#[test]
fn a_point_is_shown_by_the_clause_around_its_cue() {
    check(
        "First I would add a readiness probe to it, and I'd set max surge to one. \
         Pods drain for 20 seconds.",
        [
            Some("First I would add a readiness probe to it"),
            Some("Pods drain for 20 seconds"),
            Some("and I'd set max surge to one"),
            None,
        ],
    );
}

#[test]
fn long_sentences_are_quoted_around_the_cue() {
    check(
        "what we did over there in the old team with all of those services was that every one \
         of them got a readyness probe before anybody was even allowed to think of a release",
        [
            Some("one of them got a readyness probe before anybody was even allowed"),
            None,
            None,
            None,
        ],
    );
}

#[test]
fn the_questions_own_words_are_no_evidence() {
    check(
        "Customers get errors whenever we release on Kubernetes with a rolling update.",
        [None; 4],
    );
}

#[test]
fn code_counts_as_evidence() {
    check(
        "Like this:\n```yaml\nlifecycle:\n  preStop:\n    sleep: 5\n```",
        [
            None,
            Some("lifecycle:\n  preStop:\n    sleep: 5"),
            None,
            None,
        ],
    );
}

#[test]
fn a_name_that_is_only_dropped_shows_nothing() {
    let mut question = fixture::rollout();
    let more = [
        "warm before",
        "passes its check",
        "starts serving",
        "probe first",
    ];
    let cues = &mut question.key_points[0].cues;
    cues.extend(more.map(str::to_owned));
    assert!(cues.len() > FEW_CUES);
    let nothing = [None; 4];
    let found = |quote| [Some(quote), None, None, None];
    check_of(&question, "There are readiness probes.", nothing);
    check_of(
        &question,
        "They know of liveness, of a readiness probe and of many things.",
        nothing,
    );
    check_of(
        &question,
        "With a readiness probe no traffic comes too early.",
        found("With a readiness probe no traffic comes too early"),
    );
    check_of(
        &question,
        "There are readiness probes for that. It is warm before anybody comes.",
        found("There are readiness probes for that"),
    );
}

#[test]
fn a_vague_word_of_the_cue_itself_is_meant() {
    let text = Text::new(
        "We asked how that could happen, and maybe not why.",
        &mut Stems::default(),
    );
    let place = 2..6;
    assert_eq!(vague_words(text.tokens(), &place, &(0..0)), 2);
    assert_eq!(vague_words(text.tokens(), &place, &place), 1);
}
