//! How long and how many: the guide's measures and Discord's limits.

use std::ops::Range;

use super::super::limits;
use super::super::raw::{RawPair, RawQuestion};
use super::super::reader::Placed;
use super::super::source::Source;
use super::{
    at_most, length_of, one_line, shown, together_at_most, usually_at_most, usually_within,
};

pub(super) fn check(raw: &RawQuestion, source: &mut Source<'_>) {
    if let Some(title) = &raw.title {
        at_most(title, "the title", limits::TITLE, source);
        one_line(title, "the title", source);
    }
    if let Some(ask) = &raw.ask {
        at_most(ask, "the question", limits::SECTION, source);
        usually_at_most(ask, "the question", limits::ASK, source);
    }
    texts(raw, source);
    tables(raw, source);
    whole_sections(raw, source);
}

fn texts(raw: &RawQuestion, source: &mut Source<'_>) {
    let lists = [
        ("competencies", &raw.competencies, &limits::COMPETENCIES),
        ("rounds", &raw.rounds, &limits::ROUNDS),
        ("tags", &raw.tags, &limits::TAGS),
        ("outline", &raw.outline, &limits::OUTLINE),
        ("looks_for", &raw.looks_for, &limits::LOOKS_FOR),
        ("follow_ups", &raw.follow_ups, &limits::FOLLOW_UPS),
    ];
    for (key, list, range) in lists {
        usually_within(list.len(), key, range, &first_span(list), source);
    }
    for point in &raw.outline {
        usually_at_most(point, "this point", limits::OUTLINE_POINT, source);
    }
    for tag in &raw.tags {
        if tag.value.chars().any(char::is_uppercase) {
            source.warn(
                &tag.span,
                "tag-not-lower-case",
                format!("the tag `{}` has capitals", tag.value),
                format!("write `{}`", tag.value.to_lowercase()),
            );
        }
    }
}

fn first_span(list: &[Placed<String>]) -> Range<usize> {
    list.first().map_or(0..0, |text| text.span.clone())
}

fn tables(raw: &RawQuestion, source: &mut Source<'_>) {
    let first = |pairs: &[RawPair]| pairs.first().map_or(0..0, |pair| pair.span.clone());
    for (key, pairs, range) in [
        ("terms", &raw.terms, &limits::TERMS),
        ("mistakes", &raw.mistakes, &limits::MISTAKE_COUNT),
        ("sources", &raw.sources, &limits::SOURCES),
    ] {
        usually_within(pairs.len(), key, range, &first(pairs), source);
    }
    let points = &raw.key_points;
    let span = points.first().map_or(0..0, |point| point.span.clone());
    usually_within(
        points.len(),
        "key_points",
        &limits::KEY_POINTS,
        &span,
        source,
    );
    for point in points {
        usually_within(
            point.cues.len(),
            "cues",
            &limits::CUES,
            &first_span(&point.cues),
            source,
        );
        if let Some(say) = &point.say {
            usually_at_most(say, "the point", limits::KEY_POINT, source);
        }
    }
    let length = sum(&raw.mistakes);
    together_at_most(
        length,
        "the mistakes",
        limits::MISTAKES,
        &first(&raw.mistakes),
        source,
    );
    if let Some(framework) = &raw.framework {
        for step in framework
            .steps
            .iter()
            .filter_map(|step| step.second.as_ref())
        {
            usually_at_most(step, "this step", limits::STEP, source);
        }
        let length = framework
            .steps
            .iter()
            .map(|step| length_of(&step.second))
            .sum();
        together_at_most(length, "the steps", limits::STEPS, &framework.span, source);
    }
    if let Some(star) = &raw.star {
        let parts = [&star.situation, &star.task, &star.action, &star.result];
        let length = parts.into_iter().map(length_of).sum();
        together_at_most(
            length,
            "the parts of `star`",
            limits::STAR,
            &star.span,
            source,
        );
    }
    if let Some(code) = raw
        .example
        .as_ref()
        .and_then(|example| example.code.as_ref())
    {
        usually_at_most(code, "the code", limits::CODE, source);
        let lines = code.value.lines().count();
        if lines > limits::CODE_LINES {
            source.warn(
                &code.span,
                "long-text",
                format!(
                    "the code has {lines} lines, and {} are enough",
                    limits::CODE_LINES
                ),
                "show only what the question is about",
            );
        }
    }
}

fn sum(pairs: &[RawPair]) -> usize {
    pairs
        .iter()
        .map(|pair| length_of(&pair.first) + length_of(&pair.second))
        .sum()
}

/// Each section is one embed, whatever its parts are.
fn whole_sections(raw: &RawQuestion, source: &mut Source<'_>) {
    let texts = |list: &[Placed<String>]| -> usize {
        list.iter().map(|text| text.value.chars().count() + 3).sum()
    };
    let tables = |list: &[RawPair]| sum(list) + 8 * list.len();
    let points = raw.key_points.iter().map(|point| length_of(&point.say) + 3);
    let star = raw.star.as_ref().map_or(0, |star| {
        let parts = [&star.situation, &star.task, &star.action, &star.result];
        parts.into_iter().map(length_of).sum::<usize>() + 60
    });
    let code = raw
        .example
        .as_ref()
        .and_then(|example| example.code.as_ref());
    let sections = [
        ("outline", texts(&raw.outline)),
        ("looks_for", texts(&raw.looks_for)),
        ("follow_ups", texts(&raw.follow_ups)),
        ("key_points", points.sum()),
        ("terms", tables(&raw.terms)),
        ("mistakes", tables(&raw.mistakes)),
        ("star", star),
        (
            "framework",
            raw.framework.as_ref().map_or(0, |it| tables(&it.steps)),
        ),
        (
            "example",
            code.map_or(0, |code| code.value.chars().count() + 20),
        ),
    ];
    for (key, length) in sections {
        shown(length, &format!("`{key}`"), source);
    }
}
