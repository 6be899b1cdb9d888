//! Reasons to read the other observations with care.

use std::collections::HashSet;

use super::report::Guard;
use super::text::Text;
use super::tongue::{Sample, is_foreign_script};

/// Fewer words than this say too little to be held against key points: ten seconds of speech.
const FEW_WORDS: usize = 25;
/// An echo has at least this share of its pairs of words from the question, in hundredths.
const ECHOED_PAIRS: usize = 60;
/// An echo adds fewer words than this to the question's own.
const WORDS_OF_ONES_OWN: usize = 12;

/// What is unusual about an answer; `asked` is the question's title and text.
pub(super) fn guards(text: &str, answer: &Text, asked: &str, asked_text: &Text) -> Vec<Guard> {
    if text.trim().is_empty() {
        return vec![Guard::Empty];
    }
    if answer.tokens().is_empty() {
        return vec![Guard::NoWords];
    }
    let mut found = Vec::new();
    if is_echo(answer, asked_text) {
        found.push(Guard::Echo);
    } else if answer.prose().count() < FEW_WORDS {
        found.push(Guard::TooShort);
    }
    if is_other_language(text, answer, asked, asked_text) {
        found.push(Guard::OtherLanguage);
    }
    found
}

fn is_echo(answer: &Text, asked: &Text) -> bool {
    let asked_pairs: HashSet<_> = pairs(asked).collect();
    let asked_stems: HashSet<_> = asked.tokens().iter().map(|token| &token.stem).collect();
    let total = answer.tokens().len().saturating_sub(1);
    let echoed = pairs(answer)
        .filter(|pair| asked_pairs.contains(pair))
        .count();
    let own = answer
        .tokens()
        .iter()
        .filter(|token| !asked_stems.contains(&token.stem))
        .count();
    total >= 3 && echoed * 100 >= total * ECHOED_PAIRS && own < WORDS_OF_ONES_OWN
}

fn pairs(text: &Text) -> impl Iterator<Item = (&str, &str)> {
    text.tokens()
        .windows(2)
        .map(|pair| (&*pair[0].stem, &*pair[1].stem))
}

/// Whether the answer is clearly in another language than the question. In doubt it is not.
fn is_other_language(text: &str, answer: &Text, asked: &str, asked_text: &Text) -> bool {
    let sample = |text: &str, taken: &Text| {
        let prose = taken.prose().map(|token| token.word.as_str());
        Sample::new(prose, taken.tokens().len(), is_foreign_script(text.chars()))
    };
    sample(text, answer).is_other_than(&sample(asked, asked_text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::feedback::stem::Stems;

    const ASKED: &str = "Every time we release a new version of a web service on Kubernetes, \
        customers get a few dozen errors. Explain where they come from and what you would do.";

    fn check(answer: &str, expected: &[Guard]) {
        let mut stems = Stems::default();
        let (text, asked) = (Text::new(answer, &mut stems), Text::new(ASKED, &mut stems));
        assert_eq!(guards(answer, &text, ASKED, &asked), expected, "{answer}");
    }

    #[test]
    fn an_answer_without_words_is_told_from_an_empty_one() {
        check(" \n ", &[Guard::Empty]);
        check("👍 !!", &[Guard::NoWords]);
        check("https://example.org/answer", &[Guard::NoWords]);
        check("I would add a probe.", &[Guard::TooShort]);
    }

    #[test]
    fn the_question_said_again_is_an_echo_and_one_quoted_first_is_not() {
        check(ASKED, &[Guard::Echo]);
        let quoted = format!(
            "{ASKED} First I look at the readiness probe, since traffic reaches pods that are not \
             ready; then at the shutdown: the container must finish open requests before it exits."
        );
        check(&quoted, &[]);
    }

    #[test]
    fn another_language_is_seen_by_its_small_words_or_its_script() {
        check(
            "Zuerst sehe ich mir die Probes an und dann das Ende der Container, denn mit dem \
             Signal ist nicht alles vorbei: wir warten auf die offenen Anfragen und beenden den \
             Prozess",
            &[Guard::OtherLanguage],
        );
        check(
            "Сначала я проверяю пробы готовности",
            &[Guard::TooShort, Guard::OtherLanguage],
        );
        check(
            "Readiness probes, preStop hook, connection draining, de facto standard surge, \
             la carte retries, pod disruption budgets, graceful termination, keep alive, load \
             balancer deregistration delay, canary, roll back",
            &[],
        );
    }
}
