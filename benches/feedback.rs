//! How long it takes to observe spoken answers, to score short ones and to grade many:
//! `cargo bench --bench feedback`.
//!
//! Short answers are made of the field's words with endings and typing errors, as real ones are.

use std::fs;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use greenroom::content;
use greenroom::domain::bank::Bank;
use greenroom::domain::feedback::Observer;
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

static BANK: LazyLock<Bank> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    content::load(&folder).expect("the bank has no errors").bank
});

fn main() {
    divan::main();
}

/// One core; spoken answers cut to so many words, each to its own question.
#[divan::bench(args = [50, 150, 600])]
fn observe(bencher: Bencher<'_, '_>, words: usize) {
    let answers: Vec<(Observer, String)> = spoken_answers()
        .into_iter()
        .map(|(slug, text)| {
            let text: Vec<&str> = text.split_whitespace().collect();
            let text = text.iter().cycle().take(words).copied().collect::<Vec<_>>();
            (observer(&slug), text.join(" "))
        })
        .collect();
    bencher
        .counter(ItemsCount::new(answers.len()))
        .bench_local(|| {
            let reports = answers
                .iter()
                .map(|(observer, answer)| observer.observe(black_box(answer), &[]));
            reports.map(|report| report.words).sum::<u32>()
        });
}

/// Inputs that might make something quadratic, cut to so many characters; each row should take
/// twice the time of the one above.
const HOSTILE: [(&str, usize); 18] = [
    ("one cue after the other", 1_000),
    ("one cue after the other", 2_000),
    ("one cue after the other", 4_000),
    ("the beginning of cues", 1_000),
    ("the beginning of cues", 2_000),
    ("the beginning of cues", 4_000),
    ("the question again", 1_000),
    ("the question again", 2_000),
    ("the question again", 4_000),
    ("the reference again", 1_000),
    ("the reference again", 2_000),
    ("the reference again", 4_000),
    ("one word without end", 1_000),
    ("one word without end", 2_000),
    ("one word without end", 4_000),
    ("signs", 1_000),
    ("signs", 2_000),
    ("signs", 4_000),
];

/// One core; one answer of a hostile kind.
#[divan::bench(args = HOSTILE)]
fn observe_hostile(bencher: Bencher<'_, '_>, (kind, length): (&str, usize)) {
    let observer = observer("autoscaling-six-minutes-late");
    let id = "core/autoscaling-six-minutes-late";
    let question = BANK.question(&id.parse().expect("an id")).expect("there");
    let cues = question.key_points.iter().flat_map(|point| &point.cues);
    let part = match kind {
        "one cue after the other" => cues.cloned().collect::<Vec<_>>().join(" "),
        "the beginning of cues" => {
            let first = cues.map(|cue| cue.split(' ').next().unwrap_or_default());
            first.collect::<Vec<_>>().join(" ")
        }
        "the question again" => question.ask.clone(),
        "the reference again" => {
            let points = question.key_points.iter().map(|point| point.say.as_str());
            points.collect::<Vec<_>>().join(" ")
        }
        "one word without end" => "autoscaling".to_owned(),
        _ => "?! 🙂 `x` **(** https://a.b/c 1.5% - ".to_owned(),
    };
    let blank = if kind == "one word without end" {
        ""
    } else {
        " "
    };
    let text: String = format!("{part}{blank}")
        .chars()
        .cycle()
        .take(length)
        .collect();
    bencher.bench_local(|| observer.observe(black_box(&text), &[]).words);
}

/// What a question costs that was not answered lately.
#[divan::bench]
fn prepare_a_question(bencher: Bencher<'_, '_>) {
    LazyLock::force(&BANK);
    bencher.bench_local(|| observer(black_box("alert-fatigue-on-call")));
}

fn observer(slug: &str) -> Observer {
    let id = format!("core/{slug}").parse().expect("an id");
    let question = BANK.question(&id).expect("one of the bank's questions");
    Observer::new(Arc::clone(question), Arc::clone(BANK.lexicon()))
}

/// The strong ones of the answers that coverage is tested with, with their questions.
fn spoken_answers() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/coverage");
    let files = fs::read_dir(folder).expect("the answers");
    files
        .map(|file| {
            let path = file.expect("a file").path();
            let slug = path
                .file_stem()
                .and_then(|stem| stem.to_str())
                .expect("a name");
            let text = fs::read_to_string(&path).expect("an answer");
            let marked: toml::Table = text.parse().expect("TOML");
            let strong = marked["strong"]["text"].as_str().expect("a text");
            (slug.to_owned(), strong.to_owned())
        })
        .collect()
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
