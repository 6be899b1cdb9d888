//! How long it takes to score answers and to grade many: `cargo bench --bench feedback`.
//!
//! The answers are made of the field's words with endings and typing errors, as short ones are.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use greenroom::content;
use greenroom::domain::feedback::lexicon::Lexicon;
use greenroom::domain::feedback::similarity::Scorer;

const QUESTION: &str = "What happens to requests when a server behind a load balancer fails, and \
    what would you do about it?";
const REFERENCE: &str = "The load balancer's health check notices that the server does not answer, \
    takes it out of the pool and sends new requests to the others; open connections are lost and \
    clients must retry them.";
/// Answers of one round.
const ANSWERS: usize = 1_000;

static LEXICON: LazyLock<Arc<Lexicon>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    Arc::new(content::load_lexicon(&folder).expect("the lexicon has no errors"))
});

fn main() {
    divan::main();
}

/// One core; 30 words are a short answer and 650 the longest that can be given.
#[divan::bench(args = [10, 30, 100, 650])]
fn score(bencher: Bencher<'_, '_>, words: usize) {
    let answers: Vec<String> = (0..ANSWERS).map(|seed| answer(seed, words)).collect();
    let mut scorer = Scorer::new(Arc::clone(&LEXICON));
    bencher
        .counter(ItemsCount::new(ANSWERS))
        .bench_local(|| -> f64 {
            let scores = answers
                .iter()
                .map(|answer| scorer.score(QUESTION, &[REFERENCE], black_box(answer)));
            scores.sum()
        });
}

/// Every question, reference and answer is new, so that nothing is remembered.
#[divan::bench]
fn grade(bencher: Bencher<'_, '_>) {
    let texts: Vec<[String; 3]> = (0..ANSWERS)
        .map(|seed| {
            [
                answer(3 * seed, 15),
                answer(3 * seed + 1, 30),
                answer(3 * seed + 2, 30),
            ]
        })
        .collect();
    let mut scorer = Scorer::new(Arc::clone(&LEXICON));
    bencher
        .counter(ItemsCount::new(ANSWERS))
        .bench_local(|| -> f64 {
            let scores = texts.iter().map(|[question, reference, answer]| {
                scorer.score(question, &[reference], black_box(answer))
            });
            scores.sum()
        });
}

/// Two words of five are of this kind, as in prose.
const FUNCTION_WORDS: [&str; 12] = [
    "the", "a", "and", "of", "to", "is", "that", "it", "in", "with", "for", "then",
];
const WORDS: [&str; 40] = [
    "server",
    "request",
    "client",
    "balance",
    "load",
    "health",
    "check",
    "fail",
    "connection",
    "retry",
    "queue",
    "timeout",
    "memory",
    "thread",
    "cache",
    "deploy",
    "container",
    "cluster",
    "network",
    "route",
    "address",
    "secure",
    "certificate",
    "encrypt",
    "monitor",
    "alert",
    "metric",
    "database",
    "replica",
    "index",
    "transaction",
    "backup",
    "restore",
    "pipeline",
    "version",
    "release",
    "rollback",
    "traffic",
    "availability",
    "latency",
];
const ENDINGS: [&str; 6] = ["", "", "", "s", "ed", "ing"];

/// An answer that depends on its number alone.
fn answer(seed: usize, words: usize) -> String {
    let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(99_991);
    let mut number = |limit: usize| {
        // A linear congruential generator with Knuth's constants.
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % limit
    };
    let words: Vec<String> = (0..words)
        .map(|_| {
            if number(5) < 2 {
                return FUNCTION_WORDS[number(FUNCTION_WORDS.len())].to_owned();
            }
            let (stem, ending) = (number(WORDS.len()), number(ENDINGS.len()));
            let mut word = format!("{}{}", WORDS[stem], ENDINGS[ending]);
            if number(20) == 0 {
                word.remove(number(word.len()));
            }
            word
        })
        .collect();
    words.join(" ")
}
