//! What only authors are told of the sentences of roles and scorecards: that they can't be read
//! aloud, and that another role or scorecard has the same.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use super::super::reader::Placed;
use super::super::source::{Place, Source};
use super::{Depth, sentences};

/// Fewer words are no sentence: "Technical screen" is a round of many roles.
const FEWEST_WORDS: usize = 5;

/// What roles and scorecards have said so far.
pub(in crate::content) struct Said {
    depth: Depth,
    /// Each text with its place.
    texts: HashMap<String, String>,
}

impl Said {
    pub(in crate::content) fn new(depth: Depth) -> Self {
        Self {
            depth,
            texts: HashMap::new(),
        }
    }

    /// Warns of long sentences, and of a text that was said before.
    pub(super) fn check(&mut self, text: &Placed<String>, source: &mut Source<'_>) {
        if self.depth == Depth::ForUse {
            return;
        }
        sentences::check_text(text, source);
        let words: Vec<_> = text.value.split_whitespace().collect();
        if words.len() < FEWEST_WORDS {
            return;
        }
        let line = Place::of(source.text, text.span.start).line;
        let place = format!("{}, line {line}", source.path);
        if let Some(earlier) = self.texts.insert(words.join(" ").to_lowercase(), place) {
            source.warn(
                &text.span,
                "repeated-text",
                format!("{earlier}, says the same"),
                "say what is different here, or take it out of one of them",
            );
        }
    }

    /// The same, and warns of a text with too few or too many sentences.
    pub(super) fn sentences(
        &mut self,
        text: &Placed<String>,
        what: &str,
        range: &RangeInclusive<usize>,
        source: &mut Source<'_>,
    ) {
        if self.depth == Depth::ForUse || text.value.is_empty() {
            return;
        }
        self.check(text, source);
        let count = sentences::count(&text.value);
        if range.contains(&count) {
            return;
        }
        let (least, most) = (range.start(), range.end());
        let (code, fix) = if count < *least {
            ("too-few", "say more")
        } else {
            ("too-many", "keep what matters most")
        };
        let plural = if count == 1 { "" } else { "s" };
        source.warn(
            &text.span,
            code,
            format!("{what} has {count} sentence{plural} where {least} to {most} are right"),
            fix,
        );
    }
}
