//! Faults of content files.

use std::fmt;
use std::ops::Range;

/// How grave a fault is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The bank can't be used.
    Error,
    /// The bank can be used; its authors should know.
    Warning,
}

impl Severity {
    /// `error` or `warning`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// What kind of fault it is: a word that stays the same over versions, for scripts and searches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub &'static str);

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// A fault, its place, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file, from the content folder, with forward slashes.
    pub file: String,
    /// Its line, from 1.
    pub line: usize,
    /// Its column in characters, from 1.
    pub column: usize,
    /// Its bytes in the file.
    pub span: Range<usize>,
    /// How grave it is.
    pub severity: Severity,
    /// What kind it is.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub fix: String,
    /// The text of its first line, to be shown; empty where no text could be read.
    pub excerpt: String,
}

impl Fault {
    /// An error about a whole file or folder.
    pub(super) fn of_file(
        file: &str,
        code: &'static str,
        message: impl Into<String>,
        fix: impl Into<String>,
    ) -> Self {
        Self {
            file: file.to_owned(),
            line: 1,
            column: 1,
            span: 0..0,
            severity: Severity::Error,
            code: Code(code),
            message: message.into(),
            fix: fix.into(),
            excerpt: String::new(),
        }
    }

    /// The same fault as a warning.
    pub(super) fn warning(self) -> Self {
        Self {
            severity: Severity::Warning,
            ..self
        }
    }
}

/// By file, then by place, then errors first.
pub(super) fn sort(faults: &mut [Fault]) {
    faults.sort_by(|a, b| {
        (&a.file, a.line, a.column, a.severity, a.code, &a.message)
            .cmp(&(&b.file, b.line, b.column, b.severity, b.code, &b.message))
    });
}

/// All faults of a folder that can't be used: at least one is an error.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Faults(pub Vec<Fault>);

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let errors = || {
            self.0
                .iter()
                .filter(|fault| fault.severity == Severity::Error)
        };
        let Some(first) = errors().next() else {
            return f.write_str("the content folder has faults");
        };
        write!(
            f,
            "the content folder has {} error(s); the first: {}:{}:{}: {} ({})",
            errors().count(),
            first.file,
            first.line,
            first.column,
            first.message,
            first.fix
        )
    }
}
