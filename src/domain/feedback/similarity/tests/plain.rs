//! The rules of the score as plainly as they can be written: what the real one must agree with
//! where neither lexicon nor guards have a say.

use crate::domain::feedback::similarity::function_words::{Role, role};
use crate::domain::feedback::stem::Stems;
use crate::domain::feedback::text::lower_case_words;

/// The score of one reference without lexicon, word forms and guards.
pub(super) fn score(question: &str, reference: &str, answer: &str) -> f64 {
    let (asked, _) = stems(question);
    let (wanted, wanted_denies) = stems(reference);
    let (said, said_denies) = stems(answer);
    let weight = |stem: &String| if asked.contains(stem) { 0.25 } else { 1.0 };
    let recall = mean(wanted.iter().map(|stem| (best(stem, &said), weight(stem))));
    let own = said.iter().filter(|stem| !asked.contains(stem));
    let precision = mean(own.map(|stem| (best(stem, &wanted), 1.0)));
    let denial = if wanted_denies == said_denies {
        1.0
    } else {
        0.95
    };
    let score = ((0.8 * recall + (1.0 - 0.8) * precision) * denial).sqrt();
    let named = |stem: &String| f64::from(u8::from(said.contains(stem)));
    let unnamed = if asked.is_empty() {
        0.0
    } else {
        1.0 - mean(asked.iter().map(|stem| (named(stem), 1.0)))
    };
    score * (1.0 - 0.2 * unnamed * (1.0 - score))
}

fn stems(text: &str) -> (Vec<String>, bool) {
    let mut stems = Stems::default();
    let mut found: Vec<String> = Vec::new();
    let mut denies = false;
    for word in lower_case_words(text) {
        let stem = stems.stem(&word).to_string();
        match role(&word) {
            Role::Content if !found.contains(&stem) => found.push(stem),
            Role::Negation => denies = true,
            _ => {}
        }
    }
    (found, denies)
}

fn best(stem: &str, others: &[String]) -> f64 {
    let alike = others.iter().map(|other| alike(stem, other));
    alike.fold(0.0, f64::max)
}

fn alike(left: &str, right: &str) -> f64 {
    let alphabetic = |word: &str| word.chars().all(char::is_alphabetic);
    if left == right {
        1.0
    } else if !alphabetic(left) || !alphabetic(right) {
        0.0
    } else {
        (2.0 * strsim::jaro_winkler(left, right) - 1.0)
            .max(0.0)
            .powi(2)
    }
}

fn mean(values: impl Iterator<Item = (f64, f64)>) -> f64 {
    let (sum, weights) = values.fold((0.0, 0.0), |(sum, weights), (value, weight)| {
        (sum + weight * value, weights + weight)
    });
    if weights > 0.0 { sum / weights } else { 0.0 }
}
