//! A file's text while it is checked, and the faults found in it.

use std::collections::BTreeSet;
use std::ops::Range;

use super::fault::{Code, Fault, Severity};

/// The code of a syntax error.
pub(super) const BAD_TOML: Code = Code("bad-toml");
/// The same syntax error again so few lines later follows from the first one, as all the lines
/// after a list that is not closed.
const ECHO_LINES: usize = 3;
/// Codes that say that something is not there.
const ABSENCES: [&str; 3] = ["missing-key", "missing-part", "too-few"];

/// A file's text, with its faults so far.
pub(super) struct Source<'a> {
    /// The file's path from the content folder.
    pub(super) path: &'a str,
    /// Its text.
    pub(super) text: &'a str,
    faults: Vec<Fault>,
}

impl<'a> Source<'a> {
    pub(super) fn new(path: &'a str, text: &'a str) -> Self {
        Self {
            path,
            text,
            faults: Vec::new(),
        }
    }

    /// The faults found.
    ///
    /// Where the text is no valid TOML, parts of it could not be read: what seems to be missing
    /// then, and what else is wrong in such a line, is not said.
    pub(super) fn into_faults(mut self) -> Vec<Fault> {
        let mut broken = BTreeSet::new();
        let mut last: Option<(usize, String)> = None;
        self.faults.retain(|fault| {
            if fault.code != BAD_TOML {
                return true;
            }
            let echo = last.as_ref().is_some_and(|(line, message)| {
                fault.line <= line + ECHO_LINES && fault.message == *message
            });
            last = Some((fault.line, fault.message.clone()));
            broken.insert(fault.line) && !echo
        });
        if !broken.is_empty() {
            self.faults.retain(|fault| {
                let follows = ABSENCES.contains(&fault.code.0) || broken.contains(&fault.line);
                fault.code == BAD_TOML || !follows
            });
        }
        self.faults
    }

    /// Notes an error at these bytes.
    pub(super) fn error(
        &mut self,
        span: &Range<usize>,
        code: &'static str,
        message: impl Into<String>,
        fix: impl Into<String>,
    ) {
        let fault = self.fault(span, code, message, fix);
        self.faults.push(fault);
    }

    /// Notes a warning at these bytes.
    pub(super) fn warn(
        &mut self,
        span: &Range<usize>,
        code: &'static str,
        message: impl Into<String>,
        fix: impl Into<String>,
    ) {
        let fault = self.fault(span, code, message, fix).warning();
        self.faults.push(fault);
    }

    /// An error at these bytes, not noted yet.
    pub(super) fn fault(
        &self,
        span: &Range<usize>,
        code: &'static str,
        message: impl Into<String>,
        fix: impl Into<String>,
    ) -> Fault {
        let place = Place::of(self.text, span.start);
        Fault {
            line: place.line,
            column: place.column,
            span: span.clone(),
            excerpt: place.excerpt.to_owned(),
            ..Fault::of_file(self.path, code, message, fix)
        }
    }

    /// Whether an error was noted.
    pub(super) fn has_errors(&self) -> bool {
        self.faults
            .iter()
            .any(|fault| fault.severity == Severity::Error)
    }
}

/// A place in a text as people count.
pub(super) struct Place<'a> {
    /// From 1.
    pub(super) line: usize,
    /// In characters, from 1.
    pub(super) column: usize,
    /// The line's text without its end.
    pub(super) excerpt: &'a str,
}

impl<'a> Place<'a> {
    /// The place of a byte; of the end, where the text is shorter.
    pub(super) fn of(text: &'a str, byte: usize) -> Self {
        let mut byte = byte.min(text.len());
        while !text.is_char_boundary(byte) {
            byte -= 1;
        }
        let start = text[..byte].rfind('\n').map_or(0, |end| end + 1);
        let end = text[byte..].find('\n').map_or(text.len(), |end| byte + end);
        Self {
            line: text[..start].bytes().filter(|&b| b == b'\n').count() + 1,
            column: text[start..byte].chars().count() + 1,
            excerpt: text[start..end].trim_end_matches('\r'),
        }
    }
}

/// What is said of a text that is not UTF-8: the fault at its first wrong byte.
pub(super) fn not_utf8(path: &str, bytes: &[u8], error: &std::str::Utf8Error) -> Fault {
    let good = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
    let place = Place::of(&good, good.len());
    Fault {
        line: place.line,
        column: place.column,
        span: good.len()..good.len(),
        severity: Severity::Error,
        code: Code("not-utf8"),
        excerpt: String::new(),
        ..Fault::of_file(
            path,
            "not-utf8",
            "the file is not UTF-8 from here on",
            "save it as UTF-8",
        )
    }
}
