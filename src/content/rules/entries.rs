//! Lists of sentences in roles and scorecards, and parts that an import may lack.

use std::ops::{Range, RangeInclusive};

use super::super::limits;
use super::super::reader::Placed;
use super::super::source::Source;
use super::repeated::Said;
use super::{none_empty, shown, usually_at_most, usually_within};

/// A list of sentences: none empty, not too many, none too long.
pub(super) fn entries(
    list: &[Placed<String>],
    key: &str,
    range: &RangeInclusive<usize>,
    said: &mut Said,
    source: &mut Source<'_>,
) {
    none_empty(list, key, source);
    let first = list.first().map_or(0..0, |text| text.span.clone());
    usually_within(list.len(), key, range, &first, source);
    let length = list.iter().map(|text| text.value.chars().count() + 3).sum();
    shown(length, &format!("`{key}`"), source);
    for text in list {
        usually_at_most(text, "this entry", limits::ENTRY, source);
        said.check(text, source);
    }
}

/// Notes a warning for a part that an import may lack.
pub(super) fn missing(key: &str, fix: &str, span: &Range<usize>, source: &mut Source<'_>) {
    source.warn(
        span,
        "missing-part",
        format!("`{key}` is missing here"),
        fix,
    );
}

/// One warning for all the parts that an import lacks; each comes with whether it is missing.
/// `what` it is, and what can be done with it all the same (`used`).
pub(super) fn lacking_parts(
    what: &str,
    used: &str,
    parts: &[(&str, bool)],
    source: &mut Source<'_>,
) {
    let missing: Vec<_> = parts
        .iter()
        .filter(|(_, is_missing)| *is_missing)
        .map(|(key, _)| format!("`{key}`"))
        .collect();
    if !missing.is_empty() {
        source.warn(
            &(0..0),
            "missing-part",
            format!("the {what} lacks {}", missing.join(", ")),
            format!("it can be {used} all the same; add them so that people learn more from it"),
        );
    }
}

/// The same as [`missing`] for a list.
pub(super) fn lacking_list(
    list: &[Placed<String>],
    key: &str,
    span: &Range<usize>,
    source: &mut Source<'_>,
) {
    if list.is_empty() {
        missing(key, &format!("add `{key} = [...]`"), span, source);
    }
}
