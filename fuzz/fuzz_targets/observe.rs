//! Any answer to any question: what is claimed points at words of the answer, and can be said,
//! stored and read back.
//!
//! The text is an answer, then perhaps a line `===` and cues, one a line, in place of those of the
//! question's first key point. The answer's length chooses the question.

#![no_main]

use std::sync::Arc;

use greenroom::domain::feedback::{observe, words};
use greenroom::domain::language::Language;
use greenroom::report_json::{from_json, to_json};
use greenroom_fuzz::OWN;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (answer, cues) = text.split_once("\n===\n").unwrap_or((text, ""));
    let questions = OWN.bank.questions();
    let mut question = Arc::clone(&questions[answer.len() % questions.len()]);
    if !cues.is_empty() {
        let point = &mut Arc::make_mut(&mut question).key_points[0];
        point.cues = cues.lines().map(str::to_owned).collect();
    }
    let report = observe(&question, answer, &[1]);
    assert_eq!(report.points.len(), question.key_points.len());
    for found in report.points.iter().filter_map(|it| it.found.as_ref()) {
        assert!(answer.get(found.range.clone()).is_some(), "{found:?}");
        assert!(!found.quote.is_empty(), "{found:?}");
    }
    assert_eq!(observe(&question, answer, &[1]), report);
    assert!(!words::what_i_saw(Language::English, &question, &report).is_empty());
    assert!(!words::next_step(Language::English, &question, &report).is_empty());
    assert_eq!(from_json(&to_json(&report)).expect("our own JSON"), report);
});
