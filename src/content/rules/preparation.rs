//! What a role's introduction and roadmap must be like.

use super::super::build;
use super::super::limits;
use super::super::raw::{RawIntroduction, RawPhase};
use super::super::source::Source;
use super::entries::{entries, lacking_list, missing};
use super::repeated::Said;
use super::{at_most, lacking, length_of, one_line, required, shown};

/// Checks a self-introduction: text, length, and a figure to believe it by.
pub(super) fn introduction(raw: &RawIntroduction, said: &mut Said, source: &mut Source<'_>) {
    lacking(&raw.text, "text", &raw.span, source);
    lacking_list(&raw.works_because, "works_because", &raw.span, source);
    entries(
        &raw.works_because,
        "works_because",
        &limits::WORKS_BECAUSE,
        said,
        source,
    );
    let Some(text) = raw.text.as_ref().filter(|text| !text.value.is_empty()) else {
        return;
    };
    shown(length_of(&raw.text), "the introduction", source);
    said.check(text, source);
    let words = text.value.split_whitespace().count();
    if !limits::INTRODUCTION_WORDS.contains(&words) {
        let (least, most) = limits::INTRODUCTION_WORDS.into_inner();
        source.warn(
            &text.span,
            "introduction-length",
            format!(
                "the introduction has {words} words; two minutes of speech are {least} to {most}"
            ),
            "read it aloud with a clock",
        );
    }
    if !text.value.contains(|c: char| c.is_ascii_digit()) {
        source.warn(
            &text.span,
            "introduction-without-figure",
            "the introduction has no figure in digits",
            "say how much, how many or how fast, in digits",
        );
    }
}

/// Phases follow one another from week 1, without a gap, for six weeks.
pub(super) fn roadmap(phases: &[RawPhase], said: &mut Said, source: &mut Source<'_>) {
    let mut next = 1;
    for phase in phases {
        if let Some(name) = required(&phase.phase, "phase", &phase.span, source) {
            at_most(name, "the phase", limits::CHOICE, source);
            one_line(name, "the phase", source);
        }
        lacking_list(&phase.goals, "goals", &phase.span, source);
        lacking_list(&phase.practice, "practice", &phase.span, source);
        entries(&phase.goals, "goals", &limits::GOALS, said, source);
        entries(&phase.practice, "practice", &limits::PRACTICE, said, source);
        let Some(range) = &phase.weeks else {
            missing(
                "weeks",
                "add `weeks = [1, 2]` with the right numbers",
                &phase.span,
                source,
            );
            continue;
        };
        let Some(weeks) = build::weeks(range.value) else {
            source.error(
                &range.span,
                "bad-weeks",
                format!("from {} to {} are no weeks", range.value.0, range.value.1),
                "write the first week, then the last one, counted from 1",
            );
            continue;
        };
        if weeks.first() != next {
            source.warn(
                &range.span,
                "weeks-out-of-order",
                format!(
                    "this phase begins with week {}, where week {next} is next",
                    weeks.first()
                ),
                "let each phase begin where the one before has ended",
            );
        }
        next = weeks.last().saturating_add(1);
    }
    let is_placed = |phase: &RawPhase| {
        let range = phase.weeks.as_ref();
        range.is_some_and(|range| build::weeks(range.value).is_some())
    };
    if let Some(last) = phases.last()
        && phases.iter().all(is_placed)
        && next != limits::WEEKS + 1
    {
        source.warn(
            &last.span,
            "roadmap-length",
            format!(
                "the roadmap has {} weeks where {} are right",
                next - 1,
                limits::WEEKS
            ),
            "stretch or shorten its phases",
        );
    }
}
