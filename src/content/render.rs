//! Faults for people and for programs.

use std::ops::Range;

use codespan_reporting::diagnostic::{Diagnostic, Label};
use codespan_reporting::files::{Error, Files};
use codespan_reporting::term::{self, Config, Styles, StylesWriter, termcolor};
use serde::Serialize;

use super::fault::{Fault, Severity};
use crate::domain::bank::Bank;

/// Whether the words carry colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// Plain text.
    Never,
    /// ANSI escape sequences.
    Always,
}

/// Faults as people read them, each with its line, and their number in the last line.
pub fn human(faults: &[Fault], colour: Colour) -> String {
    let mut buffer = match colour {
        Colour::Never => termcolor::Buffer::no_color(),
        Colour::Always => termcolor::Buffer::ansi(),
    };
    let styles = Styles::default();
    let config = Config::default();
    let excerpts = Excerpts(faults);
    for (id, fault) in faults.iter().enumerate() {
        let mut writer = StylesWriter::new(&mut buffer, &styles);
        let diagnostic = diagnostic(id, fault);
        // Writing into memory does not fail, and `Excerpts` knows every id.
        let _ = term::emit_to_write_style(&mut writer, &config, &excerpts, &diagnostic);
    }
    let mut text = String::from_utf8_lossy(buffer.as_slice()).into_owned();
    text.push_str(&summary(faults));
    text.push('\n');
    text
}

fn summary(faults: &[Fault]) -> String {
    let (errors, warnings) = counts(faults);
    format!(
        "{}, {}",
        number(errors, "error"),
        number(warnings, "warning")
    )
}

fn number(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}

fn counts(faults: &[Fault]) -> (usize, usize) {
    let errors = faults
        .iter()
        .filter(|fault| fault.severity == Severity::Error)
        .count();
    (errors, faults.len() - errors)
}

fn diagnostic(id: usize, fault: &Fault) -> Diagnostic<usize> {
    let diagnostic = match fault.severity {
        Severity::Error => Diagnostic::error(),
        Severity::Warning => Diagnostic::warning(),
    };
    diagnostic
        .with_code(fault.code)
        .with_message(&fault.message)
        .with_label(Label::primary(id, within_excerpt(fault)).with_message(&fault.fix))
}

/// The fault's bytes within its line.
fn within_excerpt(fault: &Fault) -> Range<usize> {
    let line = &fault.excerpt;
    let start = line
        .char_indices()
        .nth(fault.column - 1)
        .map_or(line.len(), |(byte, _)| byte);
    let mut end = (start + fault.span.len()).min(line.len());
    while !line.is_char_boundary(end) {
        end -= 1;
    }
    start..end.max(start)
}

/// Each fault's line as a file of its own, which knows its number in the real one.
struct Excerpts<'f>(&'f [Fault]);

impl<'a> Files<'a> for Excerpts<'_> {
    type FileId = usize;
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, id: usize) -> Result<&'a str, Error> {
        let fault = self.0.get(id).ok_or(Error::FileMissing)?;
        Ok(&fault.file)
    }

    fn source(&'a self, id: usize) -> Result<&'a str, Error> {
        let fault = self.0.get(id).ok_or(Error::FileMissing)?;
        Ok(&fault.excerpt)
    }

    fn line_index(&'a self, _: usize, _: usize) -> Result<usize, Error> {
        Ok(0)
    }

    fn line_number(&'a self, id: usize, _: usize) -> Result<usize, Error> {
        let fault = self.0.get(id).ok_or(Error::FileMissing)?;
        Ok(fault.line)
    }

    fn line_range(&'a self, id: usize, line_index: usize) -> Result<Range<usize>, Error> {
        match line_index {
            0 => Ok(0..self.source(id)?.len()),
            given => Err(Error::LineTooLarge { given, max: 0 }),
        }
    }
}

#[derive(Serialize)]
struct Summary<'a> {
    errors: usize,
    warnings: usize,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    usable: Option<Usable>,
    faults: Vec<JsonFault<'a>>,
}

#[derive(Serialize)]
struct JsonFault<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    severity: &'static str,
    code: &'static str,
    message: &'a str,
    fix: &'a str,
}

/// How much of each a bank holds.
#[derive(Serialize)]
struct Usable {
    questions: usize,
    frameworks: usize,
    roles: usize,
    scorecards: usize,
}

impl Usable {
    fn of(bank: &Bank) -> Self {
        Self {
            questions: bank.questions().len(),
            frameworks: bank.frameworks().count(),
            roles: bank.roles().len(),
            scorecards: bank.scorecards().len(),
        }
    }
}

/// What can be used of a bank, in a sentence: "15 frameworks and 142 questions can be used".
pub fn usable(bank: &Bank) -> String {
    let usable = Usable::of(bank);
    let counts = [
        (usable.frameworks, "framework"),
        (usable.roles, "role"),
        (usable.scorecards, "scorecard"),
    ];
    let others: Vec<_> = counts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| number(count, what))
        .collect();
    let and = if others.is_empty() { "" } else { " and " };
    format!(
        "{}{and}{} can be used",
        others.join(", "),
        number(usable.questions, "question")
    )
}

/// Faults as one JSON object, for programs, with how much there is of a bank that can be used.
pub fn json(faults: &[Fault], bank: Option<&Bank>) -> String {
    let (errors, warnings) = counts(faults);
    let faults = faults
        .iter()
        .map(|fault| JsonFault {
            file: &fault.file,
            line: fault.line,
            column: fault.column,
            severity: fault.severity.name(),
            code: fault.code.0,
            message: &fault.message,
            fix: &fault.fix,
        })
        .collect();
    let summary = Summary {
        errors,
        warnings,
        usable: bank.map(Usable::of),
        faults,
    };
    serde_json::to_string(&summary).expect("texts and numbers are always JSON")
}
