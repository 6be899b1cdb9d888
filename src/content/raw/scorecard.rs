//! Scorecards as their files spell them.

use std::ops::Range;

use super::super::reader::{Placed, Table};
use super::super::source::Source;
use super::RawText;

pub(in crate::content) struct RawScorecard {
    pub(in crate::content) title: RawText,
    pub(in crate::content) assesses: RawText,
    pub(in crate::content) strong: Vec<Placed<String>>,
    pub(in crate::content) red_flags: Vec<Placed<String>>,
    pub(in crate::content) anchors: Option<RawAnchors>,
}

pub(in crate::content) struct RawAnchors {
    pub(in crate::content) one: RawText,
    pub(in crate::content) three: RawText,
    pub(in crate::content) five: RawText,
    pub(in crate::content) span: Range<usize>,
}

impl RawScorecard {
    pub(in crate::content) fn read(table: &Table<'_, '_>, source: &mut Source<'_>) -> Self {
        let keys = ["title", "assesses", "strong", "red_flags", "anchors"];
        table.expect_keys(&keys, source);
        Self {
            title: table.text("title", source),
            assesses: table.text("assesses", source),
            strong: table.texts("strong", source),
            red_flags: table.texts("red_flags", source),
            anchors: table.table("anchors", source).map(|table| {
                table.expect_keys(&["one", "three", "five"], source);
                RawAnchors {
                    one: table.text("one", source),
                    three: table.text("three", source),
                    five: table.text("five", source),
                    span: table.span.clone(),
                }
            }),
        }
    }
}
