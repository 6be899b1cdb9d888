//! The score against grades: a small set of answers, written and graded by hand for this test.
//!
//! It guards against getting worse. It is far too small to choose constants by, and none was.

use std::collections::HashMap;
use std::path::Path;
use std::sync::LazyLock;

use super::*;
use crate::content;

pub(super) struct Sample {
    pub(super) kind: String,
    pub(super) grade: f64,
    pub(super) question: String,
    pub(super) reference: String,
    pub(super) answer: String,
}

/// Every sample, in the file's order.
pub(super) fn all() -> &'static [Sample] {
    static SAMPLES: LazyLock<Vec<Sample>> = LazyLock::new(|| {
        include_str!("../../../../../tests/samples/grade/short-answers.jsonl")
            .lines()
            .map(sample)
            .collect()
    });
    &SAMPLES
}

fn sample(line: &str) -> Sample {
    let value: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
    let text = |value: &serde_json::Value| value.as_str().expect("a text").to_owned();
    Sample {
        kind: text(&value["kind"]),
        grade: value["grade"].as_f64().expect("a grade"),
        question: text(&value["question"]),
        reference: text(&value["references"][0]),
        answer: text(&value["answer"]),
    }
}

/// Pearson's correlation of scores and grades.
fn correlation(scores: &[f64], grades: &[f64]) -> f64 {
    let count = scores.len() as f64;
    let mean = |values: &[f64]| values.iter().sum::<f64>() / count;
    let (of_scores, of_grades) = (mean(scores), mean(grades));
    let product = |left: &[f64], right: &[f64], means: (f64, f64)| -> f64 {
        let pairs = left.iter().zip(right);
        pairs.map(|(l, r)| (l - means.0) * (r - means.1)).sum()
    };
    product(scores, grades, (of_scores, of_grades))
        / (product(scores, scores, (of_scores, of_scores))
            * product(grades, grades, (of_grades, of_grades)))
        .sqrt()
}

/// How often an answer graded 3 or more scores above one graded less.
fn area_under_curve(scores: &[f64], grades: &[f64]) -> f64 {
    let (mut above, mut pairs) = (0.0, 0.0);
    for (good, _) in scores.iter().zip(grades).filter(|(_, g)| **g >= 3.0) {
        for (poor, _) in scores.iter().zip(grades).filter(|(_, g)| **g < 3.0) {
            pairs += 1.0;
            above += f64::from(u8::from(good > poor)) + 0.5 * f64::from(u8::from(good == poor));
        }
    }
    above / pairs
}

/// Scores and grades of the answers that no guard is made for.
fn in_earnest(scores: &[f64]) -> (Vec<f64>, Vec<f64>) {
    let kinds = ["strong", "middling", "weak", "wrong"];
    let pairs = all().iter().zip(scores);
    pairs
        .filter(|(sample, _)| kinds.iter().any(|kind| sample.kind.starts_with(kind)))
        .map(|(sample, score)| (*score, sample.grade))
        .unzip()
}

#[test]
fn scores_go_with_grades() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let lexicon = content::load_lexicon(&folder).expect("a lexicon without errors");
    let grades: Vec<f64> = all().iter().map(|sample| sample.grade).collect();
    let mut scorers = HashMap::from([
        ("without lexicon", Scorer::new(Arc::default())),
        ("with lexicon", Scorer::new(Arc::new(lexicon))),
    ]);
    let mut scores = HashMap::new();
    for sample in all() {
        let (question, reference, answer) = (&sample.question, &sample.reference, &sample.answer);
        let plain = plain::score(question, reference, answer);
        scores
            .entry("rules alone")
            .or_insert_with(Vec::new)
            .push(plain);
        for (name, scorer) in &mut scorers {
            let score = scorer.score(question, &[reference], answer);
            scores.entry(name).or_default().push(score);
        }
    }
    for name in ["rules alone", "without lexicon", "with lexicon"] {
        let (earnest, their_grades) = in_earnest(&scores[name]);
        println!(
            "{name}: r = {:.3}, AUC = {:.3}; of answers in earnest r = {:.3}, AUC = {:.3}",
            correlation(&scores[name], &grades),
            area_under_curve(&scores[name], &grades),
            correlation(&earnest, &their_grades),
            area_under_curve(&earnest, &their_grades),
        );
    }
    for (place, sample) in all().iter().enumerate() {
        println!(
            "{:2} {:14} {:.1} rules {:.2} score {:.2}",
            place + 1,
            sample.kind,
            sample.grade,
            scores["rules alone"][place],
            scores["with lexicon"][place]
        );
    }
    assert_eq!(all().len(), 60);
    assert!(correlation(&scores["with lexicon"], &grades) > 0.7);
    assert!(area_under_curve(&scores["with lexicon"], &grades) > 0.85);
}
