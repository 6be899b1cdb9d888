//! Frameworks, and how questions apply them.

use super::super::limits;
use super::super::parallel::Frameworks;
use super::super::raw::{RawApplied, RawFramework, RawPair};
use super::super::source::Source;
use super::super::suggest;
use super::{addresses, at_most, file_name, length_of, none_empty, required, usually_within};

/// Checks a framework's file.
pub(in crate::content) fn framework(raw: &RawFramework, name: &str, source: &mut Source<'_>) {
    file_name(name, "a framework's name", source);
    if let Some(title) = required(&raw.title, "title", &(0..0), source) {
        at_most(title, "the title", limits::TITLE, source);
    }
    required(&raw.summary, "summary", &(0..0), source);
    none_empty(&raw.when, "when", source);
    both(&raw.steps, ["name", "explain"], source);
    both(&raw.pitfalls, ["say", "fix"], source);
    addresses(&raw.sources, source);
    if raw.steps.is_empty() {
        source.error(
            &(0..0),
            "missing-key",
            "the framework has no steps",
            "add [[steps]] with `name` and `explain`",
        );
    }
    counts(raw, source);
    example(raw, source);
    whole(raw, source);
}

fn both(pairs: &[RawPair], keys: [&str; 2], source: &mut Source<'_>) {
    for pair in pairs {
        required(&pair.first, keys[0], &pair.span, source);
        required(&pair.second, keys[1], &pair.span, source);
    }
}

fn counts(raw: &RawFramework, source: &mut Source<'_>) {
    let span = |pairs: &[RawPair]| pairs.first().map_or(0..0, |pair| pair.span.clone());
    let (when, steps, pitfalls) = (&raw.when, &raw.steps, &raw.pitfalls);
    let first = when.first().map_or(0..0, |text| text.span.clone());
    usually_within(when.len(), "when", &limits::WHEN, &first, source);
    usually_within(
        steps.len(),
        "steps",
        &limits::FRAMEWORK_STEPS,
        &span(steps),
        source,
    );
    usually_within(
        pitfalls.len(),
        "pitfalls",
        &limits::PITFALLS,
        &span(pitfalls),
        source,
    );
}

/// The example follows the framework's steps.
fn example(raw: &RawFramework, source: &mut Source<'_>) {
    let Some(example) = &raw.example else {
        source.warn(
            &(0..0),
            "missing-part",
            "the framework has no example",
            "add [example] with `question` and [[example.steps]]",
        );
        return;
    };
    required(&example.question, "question", &example.span, source);
    both(&example.steps, ["name", "text"], source);
    let names: Vec<&str> = raw.steps.iter().filter_map(first_text).collect();
    follows(
        &example.steps,
        &names,
        "the framework",
        &example.span,
        source,
    );
}

fn first_text(pair: &RawPair) -> Option<&str> {
    pair.first.as_ref().map(|text| text.value.as_str())
}

fn whole(raw: &RawFramework, source: &mut Source<'_>) {
    let sum = |pairs: &[RawPair]| -> usize {
        pairs
            .iter()
            .map(|pair| length_of(&pair.first) + length_of(&pair.second) + 8)
            .sum()
    };
    let example = raw
        .example
        .as_ref()
        .map_or(0, |example| sum(&example.steps));
    let when: usize = raw
        .when
        .iter()
        .map(|text| text.value.chars().count() + 3)
        .sum();
    let length = length_of(&raw.summary) + when + sum(&raw.steps) + example + sum(&raw.pitfalls);
    if length > limits::MESSAGE {
        source.error(
            &(0..0),
            "too-long",
            format!(
                "the framework has {length} characters as shown; Discord shows at most {}",
                limits::MESSAGE
            ),
            format!("cut {} characters", length - limits::MESSAGE),
        );
    }
}

/// Checks a framework as a question applies it.
pub(super) fn applied(applied: &RawApplied, known: &Frameworks, source: &mut Source<'_>) {
    for step in &applied.steps {
        required(&step.first, "step", &step.span, source);
        required(&step.second, "apply", &step.span, source);
    }
    let Some(name) = required(&applied.name, "name", &applied.span, source) else {
        return;
    };
    if applied.steps.is_empty() {
        source.warn(
            &applied.span,
            "missing-part",
            "it is not said how the framework's steps apply to this question",
            "add [[framework.steps]] with `step` and `apply`",
        );
    }
    let Some(frameworks) = &known.steps else {
        return;
    };
    match frameworks.get(&name.value) {
        None => source.error(
            &name.span,
            "unknown-framework",
            format!("the framework `{}` is not known", name.value),
            suggest::fix(&name.value, frameworks.keys().map(String::as_str)),
        ),
        // A framework with errors of its own has no steps here; those are said in its file.
        Some(steps) if !steps.is_empty() && !applied.steps.is_empty() => {
            let names: Vec<&str> = steps.iter().map(String::as_str).collect();
            follows(&applied.steps, &names, &name.value, &applied.span, source);
        }
        Some(_) => {}
    }
}

/// Checks that steps have the framework's names in the framework's order.
fn follows(
    steps: &[RawPair],
    names: &[&str],
    framework: &str,
    span: &std::ops::Range<usize>,
    source: &mut Source<'_>,
) {
    for (place, step) in steps.iter().enumerate() {
        let Some(text) = &step.first else { continue };
        if names.get(place) == Some(&text.value.as_str()) {
            continue;
        }
        let fix = match names.get(place) {
            Some(expected) => format!("write `{expected}` here"),
            None => "take it out".to_owned(),
        };
        source.error(
            &text.span,
            "framework-steps",
            format!("step {} of {framework} is not `{}`", place + 1, text.value),
            fix,
        );
    }
    if steps.len() < names.len() {
        source.error(
            span,
            "framework-steps",
            format!("{framework} has more steps than stand here"),
            format!("add {}", names[steps.len()..].join(", ")),
        );
    }
}
