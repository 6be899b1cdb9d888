//! Which parts a question has: those that it must have, and those that make it a good one.

use super::super::raw::{RawExample, RawPair, RawQuestion, RawStar};
use super::super::source::Source;
use super::entries::lacking_parts;
use super::{addresses, bad_minutes, lacking, none_empty, required};
use crate::domain::question::Kind;

pub(super) fn check(raw: &RawQuestion, source: &mut Source<'_>) {
    required(&raw.title, "title", &(0..0), source);
    required(&raw.ask, "ask", &(0..0), source);
    if let Some(minutes) = &raw.minutes {
        bad_minutes(minutes, source);
    }
    for (key, texts) in [
        ("tags", &raw.tags),
        ("outline", &raw.outline),
        ("looks_for", &raw.looks_for),
        ("follow_ups", &raw.follow_ups),
    ] {
        none_empty(texts, key, source);
    }
    for point in &raw.key_points {
        required(&point.say, "say", &point.span, source);
        none_empty(&point.cues, "cues", source);
        lacking(&point.hint, "hint", &point.span, source);
    }
    both(&raw.terms, ["term", "meaning"], source);
    both(&raw.mistakes, ["say", "why"], source);
    addresses(&raw.sources, source);
    if let Some(star) = &raw.star {
        check_star(star, source);
    }
    if let Some(example) = &raw.example {
        check_example(example, raw, source);
    }
    missing_parts(raw, source);
}

/// The first text must be there; an import may lack the second.
fn both(pairs: &[RawPair], keys: [&str; 2], source: &mut Source<'_>) {
    for pair in pairs {
        required(&pair.first, keys[0], &pair.span, source);
        lacking(&pair.second, keys[1], &pair.span, source);
    }
}

fn check_star(star: &RawStar, source: &mut Source<'_>) {
    for (key, part) in [
        ("situation", &star.situation),
        ("task", &star.task),
        ("action", &star.action),
        ("result", &star.result),
    ] {
        lacking(part, key, &star.span, source);
    }
    if let Some(result) = &star.result
        && !result.value.is_empty()
        && !result.value.contains(|c: char| c.is_ascii_digit())
    {
        source.warn(
            &result.span,
            "result-without-figure",
            "the result has no figure in digits",
            "say how much, how many or how fast, in digits",
        );
    }
}

fn check_example(example: &RawExample, raw: &RawQuestion, source: &mut Source<'_>) {
    required(&example.code, "code", &example.span, source);
    lacking(&example.language, "language", &example.span, source);
    lacking(&example.caption, "caption", &example.span, source);
    if let Some(code) = &example.code
        && code.value.contains("```")
    {
        source.error(
            &code.span,
            "fence-in-code",
            "the code holds three backticks, which would end its block in Discord",
            "write it without them",
        );
    }
    let kind = raw.kind.as_ref().and_then(|kind| Kind::parse(&kind.value));
    if matches!(kind, Some(Kind::Behavioral | Kind::Situational)) {
        source.warn(
            &example.span,
            "needless-example",
            "only technical and design questions carry code",
            "take the example out, or change the kind",
        );
    }
}

/// One warning for all the parts that a question lacks, as imported ones do.
fn missing_parts(raw: &RawQuestion, source: &mut Source<'_>) {
    let parts = [
        ("kind", raw.kind.is_none()),
        ("difficulty", raw.difficulty.is_none()),
        ("competencies", raw.competencies.is_empty()),
        ("rounds", raw.rounds.is_empty()),
        ("minutes", raw.minutes.is_none()),
        ("tags", raw.tags.is_empty()),
        ("framework", raw.framework.is_none()),
        ("star", raw.star.is_none()),
        ("outline", raw.outline.is_empty()),
        ("key_points", raw.key_points.is_empty()),
        ("terms", raw.terms.is_empty()),
        ("looks_for", raw.looks_for.is_empty()),
        ("mistakes", raw.mistakes.is_empty()),
        ("follow_ups", raw.follow_ups.is_empty()),
        ("sources", raw.sources.is_empty()),
    ];
    lacking_parts("question", "asked", &parts, source);
}
