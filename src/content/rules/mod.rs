//! What questions, frameworks, roles and scorecards must be like, file by file.
//!
//! Errors: a question could not be asked, found or shown. Warnings: it lacks what a good one
//! has. Rules over several files are in [`super::cross`].

mod cues;
mod entries;
mod framework;
mod lengths;
mod names;
mod parts;
mod preparation;
mod repeated;
mod role;
mod scorecard;
mod sentences;

use std::ops::{Range, RangeInclusive};

pub(super) use framework::framework;
pub(super) use repeated::Said;
pub(super) use role::RoleRules;
pub(super) use scorecard::scorecard;

use super::build;
use super::files::ContentFile;
use super::limits;
use super::parallel::Frameworks;
use super::raw::{RawPair, RawQuestion, RawText};
use super::reader::Placed;
use super::source::Source;
use super::vocabulary::Names;
use crate::domain::feedback::stem::Stems;
use crate::domain::question::is_slug;

/// What questions are held against.
pub(super) struct Rules<'a> {
    pub(super) names: &'a Names,
    frameworks: &'a Frameworks,
    depth: Depth,
}

/// How closely a bank is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// As far as its use needs: a start must be quick.
    ForUse,
    /// Everything that its authors should know; this reads the words, which takes as long again.
    ForAuthors,
}

impl<'a> Rules<'a> {
    pub(super) fn new(names: &'a Names, frameworks: &'a Frameworks, depth: Depth) -> Self {
        Self {
            names,
            frameworks,
            depth,
        }
    }

    /// Checks one question by itself.
    pub(super) fn question(
        &self,
        raw: &RawQuestion,
        file: &ContentFile,
        stems: &mut Stems,
        source: &mut Source<'_>,
    ) {
        names::check(self, raw, file, source);
        parts::check(raw, source);
        lengths::check(raw, source);
        if self.depth == Depth::ForAuthors {
            sentences::check(raw, source);
            cues::check(raw, stems, source);
        }
        if let Some(applied) = &raw.framework {
            framework::applied(applied, self.frameworks, source);
        }
    }
}

/// A text that must be there and not be empty; its fault stands at `span` where it is missing.
pub(super) fn required<'t>(
    text: &'t RawText,
    key: &str,
    span: &Range<usize>,
    source: &mut Source<'_>,
) -> Option<&'t Placed<String>> {
    match text {
        Some(text) if text.value.is_empty() => {
            source.error(
                &text.span,
                "empty-text",
                format!("`{key}` is empty"),
                format!("write the {key}"),
            );
            None
        }
        Some(text) => Some(text),
        None => {
            source.error(
                span,
                "missing-key",
                format!("`{key}` is missing"),
                format!("add `{key} = \"...\"`"),
            );
            None
        }
    }
}

/// Notes a warning for a text that is missing or empty; an import may lack it.
fn lacking(text: &RawText, key: &str, span: &Range<usize>, source: &mut Source<'_>) {
    if text.as_ref().is_none_or(|text| text.value.is_empty()) {
        source.warn(
            span,
            "missing-part",
            format!("`{key}` is missing here"),
            format!("add `{key} = \"...\"`"),
        );
    }
}

/// Notes an error for a file whose name is no slug, and so can't be `what`.
fn file_name(name: &str, what: &str, source: &mut Source<'_>) {
    if !is_slug(name) {
        source.error(
            &(0..0),
            "bad-slug",
            format!("the file's name `{name}` can't be {what}"),
            "use lower-case letters, digits and single hyphens",
        );
    }
}

/// Notes an error for a name that has several lines.
fn one_line(text: &Placed<String>, what: &str, source: &mut Source<'_>) {
    if text.value.contains('\n') {
        source.error(
            &text.span,
            "title-of-two-lines",
            format!("{what} has a line break"),
            "write it in one line",
        );
    }
}

/// Notes an error for a range that is not one of minutes.
fn bad_minutes(range: &Placed<(i64, i64)>, source: &mut Source<'_>) {
    if build::minutes(range.value).is_none() {
        let (from, to) = range.value;
        source.error(
            &range.span,
            "bad-minutes",
            format!("from {from} to {to} is no range of minutes"),
            "write the shorter one first, both from 1 to 120",
        );
    }
}

/// Notes an error for what has more characters than an embed shows.
fn shown(length: usize, what: &str, source: &mut Source<'_>) {
    if length > limits::SECTION {
        source.error(
            &(0..0),
            "too-long",
            format!(
                "{what} has {length} characters as shown; Discord shows at most {}",
                limits::SECTION
            ),
            format!("cut {} characters", length - limits::SECTION),
        );
    }
}

/// Notes an error for a text that is longer than Discord shows.
pub(super) fn at_most(text: &Placed<String>, what: &str, most: usize, source: &mut Source<'_>) {
    let length = text.value.chars().count();
    if length > most {
        source.error(
            &text.span,
            "too-long",
            format!("{what} has {length} characters; Discord shows at most {most} here"),
            format!("cut {} characters", length - most),
        );
    }
}

/// Notes a warning for a text that is longer than the guide asks for.
fn usually_at_most(text: &Placed<String>, what: &str, most: usize, source: &mut Source<'_>) {
    let length = text.value.chars().count();
    if length > most {
        source.warn(
            &text.span,
            "long-text",
            format!("{what} has {length} characters, and {most} are enough"),
            format!("cut {} characters", length - most),
        );
    }
}

/// Notes a warning for a sum of lengths that the guide does not allow.
fn together_at_most(
    length: usize,
    what: &str,
    most: usize,
    span: &Range<usize>,
    source: &mut Source<'_>,
) {
    if length > most {
        source.warn(
            span,
            "long-text",
            format!("{what} have {length} characters together, and {most} are enough"),
            format!("cut {} characters", length - most),
        );
    }
}

/// Notes a warning for a list that is there and has too few or too many entries.
fn usually_within(
    count: usize,
    key: &str,
    range: &RangeInclusive<usize>,
    span: &Range<usize>,
    source: &mut Source<'_>,
) {
    if count == 0 || range.contains(&count) {
        return;
    }
    let (least, most) = (range.start(), range.end());
    let (code, fix) = if count < *least {
        ("too-few", format!("add {}", least - count))
    } else {
        ("too-many", format!("take {} away", count - most))
    };
    let right = if least == most {
        most.to_string()
    } else {
        format!("{least} to {most}")
    };
    source.warn(
        span,
        code,
        format!("`{key}` has {count} where {right} are right"),
        fix,
    );
}

/// Notes an error for each empty text of a list.
fn none_empty(texts: &[Placed<String>], key: &str, source: &mut Source<'_>) {
    for text in texts.iter().filter(|text| text.value.is_empty()) {
        source.error(
            &text.span,
            "empty-text",
            format!("an entry of `{key}` is empty"),
            "write it or take it out",
        );
    }
}

/// Checks the sources' addresses.
fn addresses(sources: &[RawPair], source: &mut Source<'_>) {
    for entry in sources {
        required(&entry.first, "title", &entry.span, source);
        let Some(url) = required(&entry.second, "url", &entry.span, source) else {
            continue;
        };
        let rest = url.value.strip_prefix("https://");
        let host = rest.map(|rest| rest.split('/').next().unwrap_or(rest));
        let valid = host.is_some_and(|host| host.contains('.') && !host.starts_with('.'))
            && !url.value.contains(char::is_whitespace);
        if !valid {
            source.error(
                &url.span,
                "bad-address",
                format!("`{}` is not a web address", url.value),
                "write the whole address, beginning with https://",
            );
        }
    }
}

fn length_of(text: &RawText) -> usize {
    text.as_ref().map_or(0, |text| text.value.chars().count())
}
