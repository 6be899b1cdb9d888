//! Any question, references and answer: the score lies between 0 and 1, and is the same whatever
//! was scored before.
//!
//! The text's parts are divided by lines `===`: question, answer, and references.

#![no_main]

use std::cell::RefCell;
use std::sync::{Arc, LazyLock};

use greenroom::content::load_lexicon;
use greenroom::domain::feedback::lexicon::Lexicon;
use greenroom::domain::feedback::similarity::Scorer;
use libfuzzer_sys::fuzz_target;

static LEXICON: LazyLock<Arc<Lexicon>> = LazyLock::new(|| {
    let content = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
    Arc::new(load_lexicon(&content).expect("our own lexicon"))
});

thread_local! {
    static SCORER: RefCell<Scorer> = RefCell::new(Scorer::new(Arc::clone(&LEXICON)));
}

fuzz_target!(|text: &str| {
    let parts: Vec<&str> = text.split("\n===\n").collect();
    let [question, answer, references @ ..] = parts.as_slice() else {
        return;
    };
    let score = SCORER.with_borrow_mut(|scorer| scorer.score(question, references, answer));
    assert!((0.0..=1.0).contains(&score), "{score}");
    let fresh = Scorer::new(Arc::clone(&LEXICON)).score(question, references, answer);
    assert_eq!(score.to_bits(), fresh.to_bits(), "{score} {fresh}");
});
