//! What cues match.

use super::*;
use crate::domain::feedback::lexicon::Kinship;

fn check(cue: &str, text: &str, expected: Option<&str>) {
    let mut stems = Stems::default();
    let cue = Cue::new(cue, &mut stems).expect("the cue has words");
    let taken_apart = Text::new(text, &mut stems);
    let found =
        Haystack::forgiving(&taken_apart, &Known::of([&cue]), &Lexicon::default()).find(&cue);
    let words = found.map(|found| {
        let tokens = taken_apart.tokens();
        &text[tokens[found.first].range.start..tokens[found.last].range.end]
    });
    assert_eq!(words, expected, "{cue:?} in {text:?}");
}

#[test]
fn forms_order_and_small_gaps_are_forgiven() {
    check(
        "readiness probe",
        "We set readiness probes.",
        Some("readiness probes"),
    );
    check(
        "split brain",
        "the brain was split",
        Some("brain was split"),
    );
    check(
        "stop the instance",
        "I stopped that instance",
        Some("stopped that instance"),
    );
    check(
        "error budget",
        "a budget for every error",
        Some("budget for every error"),
    );
    check(
        "error budget",
        "the budget went to new machines and then an error",
        None,
    );
    check("error budget", "we had an error. The budget was", None);
}

#[test]
fn compounds_match_however_they_are_split() {
    check(
        "automatic failover",
        "fail-over is automatic",
        Some("fail-over is automatic"),
    );
    check("fail over", "two failovers a year", Some("failovers"));
    check(
        "volumeattachment",
        "the VolumeAttachment object",
        Some("VolumeAttachment"),
    );
    check(
        "volumeattachment",
        "look at the volume attachment",
        Some("volume attachment"),
    );
}

#[test]
fn typing_errors_are_forgiven_in_long_words_only() {
    check("kubelet", "the kubelte stops", Some("kubelte"));
    check("replication", "with replcation on", Some("replcation"));
    check(
        "waitforfirstconsumer",
        "waitforfirstcomsumr",
        Some("waitforfirstcomsumr"),
    );
    check("taint", "saint", None);
    check("pool", "poll", None);
    check("ipv6", "ipv4", None);
}

#[test]
fn common_words_are_no_typing_errors() {
    for (cue, text) in [
        ("lease", "at least once"),
        ("abort", "we talked about it"),
        ("patch", "along the path"),
        ("cache", "we catch it"),
        ("contract", "we contacted them"),
        ("quota", "a quote from the vendor"),
        ("consumption", "on this assumption"),
    ] {
        check(cue, text, None);
    }
    check("lease", "the leese ran out", Some("leese"));
    check("contract", "the contrct ran out", Some("contrct"));
}

#[test]
fn words_of_the_question_and_of_the_field_are_no_typing_errors() {
    let mut stems = Stems::default();
    let mut meant = |cue: &str, text: &str, question: &str, field: &str| {
        let text = Text::new(text, &mut stems);
        let cue = Cue::new(cue, &mut stems).expect("the cue has words");
        let question = Text::new(question, &mut stems);
        let field = Lexicon::new([(Kinship::Same, vec![field])]);
        let known = Known::of([&cue]).with_words_of([&question]);
        Haystack::forgiving(&text, &known, &field)
            .find(&cue)
            .is_none()
    };
    assert!(!meant("istio", "with istik", "", ""));
    assert!(meant("istio", "with istik", "What is istik?", ""));
    assert!(meant("istio", "with istik", "", "istik mesh"));
}

#[test]
fn small_words_count_in_their_very_sequence() {
    check("to be", "that is to be so", Some("to be"));
    check("to be", "be it to them", None);
    check(
        "they were right",
        "in the end they were right",
        Some("they were right"),
    );
    check("they were right", "that is right", None);
    check("end to end", "I own it end to end", Some("end to end"));
    check("end to end", "in the end it worked", None);
    check("active-active", "the service was active", None);
}

#[test]
fn numbers_match_in_words_and_in_figures() {
    check("five minutes", "it takes 5 minutes", Some("5 minutes"));
    check("30 days", "after thirty days", Some("thirty days"));
    check("five percent", "to 5% of them", Some("5%"));
    check("eighty percent", "at 80% of it", Some("80%"));
    check("ninety days", "for 90 days", Some("90 days"));
    check("twelve hundred", "about 12 hundred", Some("12 hundred"));
    check("20%", "to 20% of them", Some("20%"));
    check("five percent", "to 50% of them", None);
    check("five minutes", "it takes four minutes", None);
    check("there", "all three of them", None);
}
