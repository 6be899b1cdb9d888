//! Which aspects of reasoning are seen, and by which words.

use super::*;
use crate::domain::feedback::stem::Stems;
use crate::domain::fixture;

fn reasoned(question: &Question, answer: &str) -> Reasoning {
    reasoning(question, answer, &Text::new(answer, &mut Stems::default()))
}

fn check(question: &Question, answer: &str, aspect: Aspect, expected: Option<&str>) {
    let reasoning = reasoned(question, answer);
    let quote = reasoning
        .seen(aspect)
        .map(|evidence| evidence.quote.as_str());
    assert_eq!(quote, expected, "{aspect:?} in {answer}");
    for seen in &reasoning.seen {
        assert_eq!(answer[seen.evidence.range.clone()], seen.evidence.quote);
    }
}

#[test]
fn aspects_are_seen_by_the_words_that_show_them() {
    let question = fixture::design();
    for (aspect, answer) in [
        (
            Aspect::Clarifies,
            "I'd first ask how many pictures there are",
        ),
        (
            Aspect::Clarifies,
            "Assuming that uploads are rare I'd resize early",
        ),
        (
            Aspect::TradeOff,
            "it costs more but it's simpler than the alternative",
        ),
        (
            Aspect::TradeOff,
            "I would resize at upload instead of later",
        ),
        (Aspect::Failure, "and if that fails we roll back"),
        (
            Aspect::Failure,
            "and a circuit breaker keeps it from spreading",
        ),
        (Aspect::Security, "with least privilege for the worker"),
        (Aspect::Cost, "egress would be the most expensive part"),
        (Aspect::Measures, "we measure the hit rate before and after"),
    ] {
        check(&question, answer, aspect, Some(answer));
    }
    check(&question, "I put it into a bucket.", Aspect::TradeOff, None);
}

#[test]
fn a_design_lives_from_its_trade_off() {
    let question = fixture::design();
    let plain = reasoned(
        &question,
        "I'd put the pictures on a CDN and resize them at upload.",
    );
    assert_eq!(plain.unspoken, [Aspect::TradeOff]);
    let weighed = reasoned(&question, "I'd resize at upload rather than on demand.");
    assert_eq!(weighed.unspoken, []);
    assert_eq!(reasoned(&fixture::rollout(), "I'd drain it.").unspoken, []);
}

#[test]
fn evidence_comes_before_a_cause() {
    let question = fixture::hunt();
    check(
        &question,
        "That's probably the garbage collector. Then I'd check the logs.",
        Aspect::CauseFirst,
        Some("That's probably the garbage collector"),
    );
    let looked = "I'd compare ten slow requests first. It is probably DNS if they share a host.";
    check(&question, looked, Aspect::CauseFirst, None);
    check(
        &question,
        looked,
        Aspect::EvidenceFirst,
        Some("I'd compare ten slow requests first"),
    );
    check(&fixture::rollout(), looked, Aspect::EvidenceFirst, None);
}

#[test]
fn harm_is_stopped_before_its_cause_is_sought() {
    let question = fixture::outage();
    let stopped = reasoned(
        &question,
        "Roll back the release, and later find out why it failed.",
    );
    assert!(stopped.seen(Aspect::MitigationFirst).is_some());
    let sought = reasoned(&question, "I look for the root cause and then I roll back.");
    assert_eq!(sought.unspoken, [Aspect::MitigationFirst]);
}
