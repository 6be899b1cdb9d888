//! How long it takes to load a bank of 10,000 questions, to choose and find among them, and to
//! observe an answer: `cargo bench --bench bank`.
//!
//! The bank is made of varied questions with all their parts, about as long as real ones.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::fs;
use std::sync::{Arc, LazyLock};

use divan::{Bencher, black_box};
use greenroom::content;
use greenroom::domain::bank::Bank;
use greenroom::domain::feedback::observe;
use greenroom::domain::question::{Question, QuestionId};
use greenroom::domain::search::SearchIndex;
use greenroom::domain::seed;
use greenroom::domain::select::{Encounter, Filter, select};
use jiff::Timestamp;
use tempfile::TempDir;

const QUESTIONS: usize = 10_000;

static FOLDER: LazyLock<TempDir> = LazyLock::new(|| synthetic_folder(QUESTIONS));
static BANK: LazyLock<Bank> = LazyLock::new(|| load().bank);
static INDEX: LazyLock<SearchIndex> = LazyLock::new(|| SearchIndex::new(&BANK));

fn main() {
    divan::main();
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn load_ten_thousand(bencher: Bencher<'_, '_>) {
    LazyLock::force(&FOLDER);
    bencher.bench(load);
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn index_ten_thousand(bencher: Bencher<'_, '_>) {
    LazyLock::force(&BANK);
    bencher.bench(|| SearchIndex::new(&BANK));
}

#[divan::bench(args = [0, 100, 5_000])]
fn select_after_encounters(bencher: Bencher<'_, '_>, met: usize) {
    let encounters: Vec<_> = BANK
        .questions()
        .iter()
        .take(met)
        .map(|question| Encounter {
            question: question.id.clone(),
            at: Timestamp::UNIX_EPOCH,
            answered: true,
        })
        .collect();
    let mut rng = seed::generator(["bench"]);
    let filter = Filter::default();
    bencher.bench_local(|| select(&BANK, &filter, &encounters, Timestamp::UNIX_EPOCH, &mut rng));
}

#[divan::bench(args = ["r", "ralo", "corda silve pon", "ralotri", "rltm crd"])]
fn suggest(bencher: Bencher<'_, '_>, typed: &str) {
    LazyLock::force(&INDEX);
    bencher.bench(|| INDEX.suggest(black_box(typed), 25));
}

#[divan::bench(args = ["ralomen fastoel", "kinorfa wihen the ralodu with gratesda"])]
fn search(bencher: Bencher<'_, '_>, query: &str) {
    LazyLock::force(&INDEX);
    bencher.bench(|| INDEX.search(black_box(query), None, 25));
}

/// A bank with 500 questions of a server's own behind the 10,000, and 100 hidden.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn shelf_of_a_server(bencher: Bencher<'_, '_>) {
    LazyLock::force(&INDEX);
    bencher.bench(shelf);
}

#[divan::bench(args = ["r", "ralo", "corda silve pon", "ralotri", "rltm crd"])]
fn suggest_in_a_server(bencher: Bencher<'_, '_>, typed: &str) {
    let (_, index) = shelf();
    bencher.bench(|| index.suggest(black_box(typed), 25));
}

fn shelf() -> (Bank, SearchIndex) {
    let own: Vec<_> = BANK.questions()[..500]
        .iter()
        .map(|question| {
            let id = QuestionId::new("guild-1", question.id.slug()).expect("slugs");
            Arc::new(Question {
                id,
                ..Question::clone(question)
            })
        })
        .collect();
    let hidden: HashSet<_> = BANK.questions()[..100]
        .iter()
        .map(|question| question.id.clone())
        .collect();
    let bank = BANK.for_server(&hidden, own.clone());
    let index = INDEX.for_server(hidden, &own, bank.vocabulary());
    (bank, index)
}

#[divan::bench(args = [60, 250, 650])]
fn observe_words(bencher: Bencher<'_, '_>, words: usize) {
    let question = &BANK.questions()[0];
    let own = question.key_points[0].cues.join(". ");
    let answer = format!("{own}. {}", Varied(words).take(words));
    bencher.bench(|| observe(question, black_box(&answer), &[]));
}

fn load() -> content::Loaded {
    content::load(FOLDER.path()).expect("the synthetic bank has no errors")
}

/// Words that every text has, so that these sound like sentences to the engine.
const COMMON: [&str; 8] = ["the", "we", "then", "with", "before", "and", "a", "of"];
/// Syllables of which all other words are made.
const SYLLABLES: [&str; 24] = [
    "ra", "lo", "ti", "men", "cor", "da", "sil", "ve", "pon", "gra", "tes", "bul", "ki", "nor",
    "fa", "sto", "el", "qua", "rim", "du", "han", "ze", "plo", "wi",
];

/// A bank of `count` questions with every part, over twenty topics.
fn synthetic_folder(count: usize) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder for the bank");
    for number in 0..count {
        let topic = format!("topic-{}", number % 20);
        let path = folder.path().join("questions").join(&topic);
        fs::create_dir_all(&path).expect("made");
        let text = synthetic_question(number, &topic);
        fs::write(path.join(format!("question-{number}.toml")), text).expect("written");
    }
    folder
}

/// A question of about 8 KB.
fn synthetic_question(number: usize, topic: &str) -> String {
    let mut words = Varied(number);
    let mut text = format!(
        "title = \"{} {number}\"\nask = \"\"\"{}?\"\"\"\nkind = \"technical\"\n\
         difficulty = \"{}\"\ntopic = \"{topic}\"\ncompetencies = [\"c{}\", \"d{}\"]\n\
         rounds = [\"final\"]\nminutes = [5, 8]\ntags = [\"{}\", \"{}\"]\n",
        words.take(7),
        words.take(50),
        ["easy", "medium", "hard"][number % 3],
        number % 9,
        number % 7,
        words.take(1),
        words.take(1),
    );
    for (key, entries, length) in [
        ("outline", 5, 18),
        ("looks_for", 4, 9),
        ("follow_ups", 3, 14),
    ] {
        let list: Vec<_> = (0..entries)
            .map(|_| format!("\"{}\"", words.take(length)))
            .collect();
        let _ = writeln!(text, "{key} = [{}]", list.join(", "));
    }
    let _ = writeln!(
        text,
        "[star]\nsituation = \"{}\"\ntask = \"{}\"\naction = \"{}\"\nresult = \"{} 40%\"",
        words.take(30),
        words.take(15),
        words.take(90),
        words.take(25)
    );
    for _ in 0..7 {
        let cues: Vec<_> = (0..8).map(|_| format!("\"{}\"", words.take(2))).collect();
        let _ = writeln!(
            text,
            "[[key_points]]\nsay = \"{}\"\ncues = [{}]\nhint = \"{}\"",
            words.take(20),
            cues.join(", "),
            words.take(9)
        );
    }
    for (table, keys, entries) in [
        ("terms", ["term", "meaning"], 5),
        ("mistakes", ["say", "why"], 4),
    ] {
        for _ in 0..entries {
            let (first, second) = (words.take(4), words.take(16));
            let _ = writeln!(
                text,
                "[[{table}]]\n{} = \"{first}\"\n{} = \"{second}\"",
                keys[0], keys[1]
            );
        }
    }
    text
}

/// Words in an order that depends on the question's number alone.
struct Varied(usize);

impl Varied {
    fn take(&mut self, count: usize) -> String {
        let words: Vec<_> = (0..count).map(|_| self.word()).collect();
        words.join(" ")
    }

    fn word(&mut self) -> String {
        if self.number(3) == 0 {
            return COMMON[self.number(COMMON.len())].to_owned();
        }
        (0..3)
            .map(|_| SYLLABLES[self.number(SYLLABLES.len())])
            .collect()
    }

    /// A number below `limit` (a linear congruential generator, Knuth's constants).
    fn number(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}
