//! What a person would do: the first step, what follows, and how they would know that it worked.

use std::sync::LazyLock;

use super::evidence::Evidence;
use super::phrase::{Hit, Phrases};
use super::text::Text;

/// A plan as it was told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// Where it begins.
    pub first: Option<Evidence>,
    /// What comes after that.
    pub then: Option<Evidence>,
    /// How the person would know that it worked.
    pub check: Option<Evidence>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    First,
    Then,
    Check,
}

/// The quotation of a step has at most this many words.
const QUOTED_WORDS: usize = 9;

static STEPS: LazyLock<Phrases<Step>> = LazyLock::new(|| {
    Phrases::new(&[
        (
            Step::First,
            "first/firstly|the ANY? first ANY? thing/step|first of all|to begin/start with|before anything/i/we|\
             i'd/i'll ADV start/begin|i would/will ADV start/begin|start/begin by/with|step one/1|initially|immediately|\
             right away|straight away|i'd/i'll ADV ask/look/check/call/stop|i would/will ADV ask/look/check/call/stop|my/our priority|number one",
        ),
        (
            Step::Then,
            "then|next|after that|afterwards|second|secondly|step two/2|once ANY? ANY? ANY?|from there|later|in parallel|at the same time|\
             meanwhile|in the meantime|finally|third|thirdly|lastly|at the end|only then|the day after|when that|as soon as",
        ),
        (
            Step::Check,
            "to ADV see/check/know/verify/confirm/prove ANY? ANY? if/whether/that/how|verify|validate|confirm that/whether/it/with|\
             i'd/we'd/i'll/we'll know ANY? ANY? ANY? when/if/by/that|would/could/can/will know|how ANY ANY? know|measure*|metric/metrics|\
             keep/keeping an eye|watch/watching ANY? ANY? ANY? graph/graphs/metrics/dashboard/dashboards/error/errors/rate|monitor*|dashboard/dashboards|\
             make sure|check that/whether/if/again|compare ANY? ANY? ANY? before|until ANY ANY? ANY? is/are/drops/falls/recovers|\
             is/are/was/were back to normal|success looks|sign that|tell me whether/if/that|target|an alert/alerts|review ANY? after|follow up after",
        ),
    ])
});

/// The plan that an answer tells; empty where it tells none.
pub(super) fn plan(text: &str, answer: &Text) -> Plan {
    let tokens = answer.tokens();
    let hits = STEPS.find(tokens);
    let quote = |hit: &Hit<Step>| Evidence::around(text, tokens, hit.tokens.clone(), QUOTED_WORDS);
    let first = hits.iter().find(|hit| hit.shows == Step::First);
    let after = first.map_or(0, |hit| hit.tokens.end);
    let later = |step: Step| {
        let mut later = hits.iter().filter(|hit| hit.tokens.start >= after);
        later.find(|hit| hit.shows == step)
    };
    Plan {
        first: first.map(quote),
        then: later(Step::Then).map(quote),
        check: hits.iter().rfind(|hit| hit.shows == Step::Check).map(quote),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::feedback::stem::Stems;

    fn check(answer: &str, expected: [Option<&str>; 3]) {
        let text = Text::new(answer, &mut Stems::default());
        let plan = plan(answer, &text);
        let got = [&plan.first, &plan.then, &plan.check]
            .map(|step| step.as_ref().map(|evidence| evidence.quote.as_str()));
        assert_eq!(got, expected, "{answer}");
    }

    #[test]
    fn steps_come_in_their_order() {
        check(
            "I'd start with the people who are affected. Then I'd stop the job. I'd watch the error \
             rate for an hour to see whether it holds.",
            [
                Some("I'd start with the people who are affected"),
                Some("Then I'd stop the job"),
                Some("rate for an hour to see whether it holds"),
            ],
        );
        check("It is a matter of taste.", [None; 3]);
    }
}
