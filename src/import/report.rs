//! What an import found, and what is left for people to do.

use std::fmt;

/// A line that has no place in a question, or one that its question keeps as a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOver {
    /// Its line in the source, from 1.
    pub line: usize,
    /// What it says.
    pub text: String,
    /// The file that keeps it, from the bank's folder.
    pub kept_in: String,
}

/// How many questions, or roles, have a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldCount {
    /// The field's name.
    pub field: &'static str,
    /// Where the source gave it.
    pub filled: usize,
    /// Where it did not.
    pub missing: usize,
}

/// The report of an import.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Questions read, those without their text included.
    pub questions: usize,
    /// Questions without their text, each with its line in the source and its file.
    pub without_text: Vec<(usize, String)>,
    /// Roles read, those without a title included.
    pub roles: usize,
    /// The files of roles without a title.
    pub without_title: Vec<String>,
    /// Wrongly decoded characters that were repaired.
    pub repairs: usize,
    /// The fields, in the order of a file.
    pub fields: Vec<FieldCount>,
    /// What could not be mapped, by line.
    pub left_over: Vec<LeftOver>,
}

impl Report {
    /// Counts a question's or a role's fields.
    pub(super) fn count(&mut self, fields: &[(&'static str, bool)]) {
        for &(field, filled) in fields {
            let place = self.fields.iter().position(|count| count.field == field);
            let place = place.unwrap_or_else(|| {
                self.fields.push(FieldCount {
                    field,
                    filled: 0,
                    missing: 0,
                });
                self.fields.len() - 1
            });
            let count = &mut self.fields[place];
            count.filled += usize::from(filled);
            count.missing += usize::from(!filled);
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Questions read: {}", self.questions)?;
        if self.roles > 0 {
            writeln!(f, "Roles read: {}", self.roles)?;
        }
        if self.repairs > 0 {
            writeln!(f, "Wrongly decoded characters repaired: {}", self.repairs)?;
        }
        if !self.without_text.is_empty() {
            writeln!(
                f,
                "\nQuestions without their text: {} (add `ask`, then move the file into questions)",
                self.without_text.len()
            )?;
            for (line, file) in &self.without_text {
                writeln!(f, "  line {line}: {file}")?;
            }
        }
        if !self.without_title.is_empty() {
            writeln!(
                f,
                "\nRoles without a title: {} (add `title`, then move the file into roles)",
                self.without_title.len()
            )?;
            for file in &self.without_title {
                writeln!(f, "  {file}")?;
            }
        }
        if !self.fields.is_empty() {
            writeln!(f, "\n{:<14} {:>7} {:>8}", "Field", "filled", "missing")?;
        }
        for count in &self.fields {
            let (filled, missing) = (count.filled, count.missing);
            writeln!(f, "{:<14} {filled:>7} {missing:>8}", count.field)?;
        }
        writeln!(f, "\nLines left over: {}", self.left_over.len())?;
        for left in &self.left_over {
            let text = shown(&left.text);
            writeln!(f, "  line {}: {text} (kept in {})", left.line, left.kept_in)?;
        }
        Ok(())
    }
}

/// The beginning of a text, in one line.
fn shown(text: &str) -> String {
    const MOST: usize = 70;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= MOST {
        return text;
    }
    let start: String = text.chars().take(MOST).collect();
    format!("{}…", start.trim_end())
}
