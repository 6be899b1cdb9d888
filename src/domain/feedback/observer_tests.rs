//! What observing costs, and that no text breaks it.

use proptest::prelude::*;

use super::*;
use crate::domain::feedback::evidence::Evidence;
use crate::domain::feedback::words;
use crate::domain::feedback::work::steps_of;
use crate::domain::fixture;
use crate::domain::language::Language;

/// Every quotation of a report.
fn quotations(report: &Report) -> Vec<&Evidence> {
    let mut all: Vec<&Evidence> = report
        .points
        .iter()
        .filter_map(|point| point.found.as_ref())
        .collect();
    if let Some(story) = &report.story {
        all.extend(story.parts.iter().map(|seen| &seen.evidence));
        all.extend(
            [&story.figure, &story.lesson, &story.we]
                .into_iter()
                .flatten(),
        );
    }
    if let Some(plan) = &report.plan {
        all.extend([&plan.first, &plan.then, &plan.check].into_iter().flatten());
    }
    let delivery = &report.delivery;
    all.extend(report.reasoning.seen.iter().map(|seen| &seen.evidence));
    all.extend(
        delivery
            .hedges
            .iter()
            .chain(&delivery.fillers)
            .chain(&delivery.terms),
    );
    all.extend(delivery.most_used.iter().map(|word| &word.evidence));
    all.extend(
        report
            .guards
            .iter()
            .filter_map(|seen| seen.evidence.as_ref()),
    );
    all
}

fn questions() -> Vec<Observer> {
    [
        fixture::rollout(),
        fixture::conflict(),
        fixture::design(),
        fixture::outage(),
        fixture::hunt(),
    ]
    .map(|question| Observer::new(Arc::new(question), Arc::default()))
    .into()
}

/// Texts that repeat a little without end: whatever looks at pairs of places shows here.
fn repeated(length: usize) -> Vec<String> {
    [
        "a",
        "( ",
        "the the of and ",
        "x\n",
        "```",
        "readiness probe ",
        "i did i built ",
        "é@<",
        "first then ",
        "we roll back, and then I fixed it since it was down. ",
    ]
    .map(|unit| unit.chars().cycle().take(length).collect())
    .into()
}

#[test]
fn work_grows_with_the_length_of_an_answer_and_not_with_its_square() {
    for observer in questions() {
        for (short, long) in repeated(2_000).into_iter().zip(repeated(8_000)) {
            let steps = |answer: &str| steps_of(|| observer.observe(answer, &[]));
            let (few, many) = (steps(&short), steps(&long));
            assert!(
                many <= 5 * few + 1_000,
                "{few} and {many} for {}",
                &short[..16]
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_text_breaks_it_and_quotations_are_its_words(
        text in "\\PC{0,4000}|([a-c ]|readiness|probe|drain|```|\\.|\n|, |roll back|<@1>|I built |we had |as a result |é|🚀|no idea |first |because |12%){0,600}",
    ) {
        for observer in questions() {
            let report = observer.observe(&text, &[1]);
            for evidence in quotations(&report) {
                prop_assert_eq!(text.get(evidence.range.clone()), Some(evidence.quote.as_str()));
            }
            if let Some(story) = &report.story {
                for range in story.parts.iter().flat_map(|seen| &seen.sentences) {
                    prop_assert!(text.get(range.clone()).is_some());
                }
            }
            if let Some(longest) = &report.delivery.longest {
                prop_assert!(text.get(longest.range.clone()).is_some());
            }
            let lines = words::what_i_saw(Language::English, observer.question(), &report);
            prop_assert!(!lines.is_empty() && lines.len() <= 10, "{lines:#?}");
        }
    }
}
