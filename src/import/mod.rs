//! Somebody's list of questions as files of a bank.
//!
//! One file a format: [`markdown_qa`], [`question_page`], [`table`] (CSV and JSON), [`role_guide`].
//! Each reads a repaired text ([`decode`]) into drafts; [`fit`] makes them what a bank takes, and
//! [`write()`] puts them on disk.
//!
//! [`questions`] gives the same as values, for a bank that is not made of files ([`own`]).
//!
//! Invariants, for any input: nothing is invented (a field that the source lacks stays out of the
//! file), nothing is lost (what has no field is a note of its question, and what belongs to no
//! question is kept beside them), no two questions of an import share a slug, no file is replaced,
//! and nothing panics.

mod address;
mod blocks;
mod cell;
mod decode;
mod draft;
mod facts;
mod fit;
mod front_matter;
mod labels;
mod markdown;
mod markdown_qa;
mod names;
mod own;
mod points;
mod question_page;
mod record;
mod report;
mod role;
mod role_guide;
mod star;
mod table;
mod write;

use std::collections::HashSet;

pub use names::Names;
pub use own::{Questions, ReadQuestion, list, questions};
pub use report::{FieldCount, LeftOver, Report};
pub use write::{BankFile, WriteError, write};

use crate::domain::bank::Named;
use crate::domain::question::is_slug;
use crate::domain::slug::{LONGEST_SLUG, slug};
use draft::{Draft, Line, Note};
use role::Role;

/// Larger files are no lists of questions.
pub const LARGEST_FILE: u64 = 16 * 1024 * 1024;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Markdown with questions as headings and answers below them.
    MarkdownQa,
    /// Plain text saved from a web page of questions.
    QuestionPage,
    /// CSV with a header.
    Csv,
    /// JSON with keys.
    Json,
    /// Markdown with YAML front matter: a role's guide.
    RoleGuide,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 5] = [
        Self::MarkdownQa,
        Self::QuestionPage,
        Self::Csv,
        Self::Json,
        Self::RoleGuide,
    ];

    /// Its name in commands.
    pub const fn name(self) -> &'static str {
        match self {
            Self::MarkdownQa => "markdown-qa",
            Self::QuestionPage => "question-page",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::RoleGuide => "role-guide",
        }
    }

    /// The format of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }
}

/// Where an import goes.
#[derive(Debug, Clone, Default)]
pub struct Target {
    /// The topic of questions that have none of their own; a slug.
    pub topic: String,
    /// What the bank knows.
    pub names: Names,
    /// Topics that are spelt as the bank spells them, where any topic will do.
    pub known_topics: Vec<Named>,
    /// The source's file name, by which what is left over is called.
    pub source: String,
}

/// An import, not written yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// The files.
    pub files: Vec<BankFile>,
    /// What was found.
    pub report: Report,
}

/// Why a file can't be imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The topic is no slug.
    #[error("`{0}` can't be a topic: use lower-case letters, digits and single hyphens")]
    Topic(String),
    /// A table without a column for the question.
    #[error(
        "no column holds the questions: name one of them `ask` or `question` (the first line has: {columns})"
    )]
    NoQuestionColumn {
        /// The columns that there are.
        columns: String,
    },
    /// Not CSV.
    #[error("this is not valid CSV")]
    Csv(#[from] csv::Error),
    /// Not JSON.
    #[error("this is not valid JSON")]
    Json(#[from] serde_json::Error),
    /// Not YAML.
    #[error("line {line}: the front matter can't be read: {message}")]
    FrontMatter {
        /// Its line in the file.
        line: usize,
        /// What is wrong there.
        message: String,
    },
    /// Nothing that this format knows.
    #[error("no questions were found; is --format right for this file?")]
    Nothing,
}

/// What a format's reader found.
#[derive(Debug, Default)]
struct Read {
    drafts: Vec<Draft>,
    roles: Vec<Role>,
    left: Vec<Note>,
}

impl Read {
    fn left(&mut self, line: usize, text: impl Into<String>) {
        let text = text.into();
        if !text.trim().is_empty() {
            self.left.push(Note { line, text });
        }
    }

    fn left_over(&mut self, lines: &[Line<'_>]) {
        for line in lines {
            self.left(line.number, line.text.trim());
        }
    }
}

/// Reads a file of somebody's questions.
///
/// # Errors
/// Where the file is not of this format, or the topic no slug.
pub fn read(format: Format, bytes: &[u8], target: &Target) -> Result<Imported, ImportError> {
    let (read, repairs) = decoded(format, bytes, target)?;
    let mut import = Import {
        target,
        slugs: HashSet::new(),
        imported: Imported {
            files: Vec::new(),
            report: Report {
                repairs,
                ..Report::default()
            },
        },
    };
    let mut left = read.left;
    for draft in read.drafts {
        left.extend(import.question(draft));
    }
    for role in read.roles {
        left.extend(import.role(role));
    }
    import.left_over(left);
    Ok(import.imported)
}

/// What a file holds, and how many characters of it were repaired.
fn decoded(format: Format, bytes: &[u8], target: &Target) -> Result<(Read, usize), ImportError> {
    if format != Format::RoleGuide && !is_slug(&target.topic) {
        return Err(ImportError::Topic(target.topic.clone()));
    }
    let decoded = decode::decode(bytes);
    let text = decoded.text.as_str();
    let names = &target.names;
    let read = match format {
        Format::MarkdownQa => markdown_qa::read(text, names),
        Format::QuestionPage => question_page::read(text, names),
        Format::Csv => table::csv(text, names)?,
        Format::Json => table::json(text, names)?,
        Format::RoleGuide => role_guide::read(text, names)?,
    };
    if read.drafts.is_empty() && read.roles.is_empty() {
        return Err(ImportError::Nothing);
    }
    Ok((read, decoded.repairs))
}

struct Import<'a> {
    target: &'a Target,
    slugs: HashSet<String>,
    imported: Imported,
}

impl Import<'_> {
    /// Adds a question's file; gives the notes that have no room in it.
    fn question(&mut self, mut draft: Draft) -> Vec<Note> {
        let report = &mut self.imported.report;
        report.questions += 1;
        let rest = fit::fit(&mut draft);
        report.count(&draft.fields_given());
        let topic = if draft.topic.is_empty() {
            &self.target.topic
        } else {
            &draft.topic
        };
        let text = write::question(&draft, topic);
        let folder = if draft.ask.is_empty() {
            "unfinished"
        } else {
            "questions"
        };
        let path = format!("{folder}/{topic}/{}.toml", self.free_slug(&draft));
        if draft.ask.is_empty() {
            let report = &mut self.imported.report;
            report.without_text.push((draft.line, path.clone()));
        }
        self.add(path, text, &draft.notes);
        rest
    }

    /// A file name that no other question of this import has.
    fn free_slug(&mut self, draft: &Draft) -> String {
        let own = draft.own_slug().map(str::to_owned);
        let wanted = own.unwrap_or_else(|| draft.made_slug());
        let mut free = wanted.clone();
        for number in 2.. {
            if self.slugs.insert(free.clone()) {
                break;
            }
            free = format!("{wanted}-{number}");
        }
        free
    }

    /// Adds a role's file; gives the notes that have no room in it.
    fn role(&mut self, mut role: Role) -> Vec<Note> {
        let rest = fit::fit_role(&mut role);
        let report = &mut self.imported.report;
        report.roles += 1;
        report.count(&role.fields());
        let name = Some(slug(&role.title, LONGEST_SLUG)).filter(|name| !name.is_empty());
        let name = name.unwrap_or_else(|| self.source_slug());
        let path = if role.title.is_empty() {
            let path = format!("unfinished/roles/{name}.toml");
            self.imported.report.without_title.push(path.clone());
            path
        } else {
            format!("roles/{name}.toml")
        };
        self.add(path, write::role(&role), &role.notes);
        rest
    }

    fn source_slug(&self) -> String {
        let name = slug(&self.target.source, LONGEST_SLUG);
        if name.is_empty() {
            "list".to_owned()
        } else {
            name
        }
    }

    fn add(&mut self, path: String, text: String, notes: &[Note]) {
        let left = notes.iter().map(|note| LeftOver {
            line: note.line,
            text: note.text.clone(),
            kept_in: path.clone(),
        });
        self.imported.report.left_over.extend(left);
        self.imported.files.push(BankFile { path, text });
    }

    /// Keeps what belongs to no question in a file of its own.
    fn left_over(&mut self, left: Vec<Note>) {
        if !left.is_empty() {
            let lines = left
                .iter()
                .map(|note| format!("{}: {}\n", note.line, note.text));
            let path = format!("unfinished/left-over-of-{}.txt", self.source_slug());
            self.add(path, lines.collect(), &left);
        }
        let report = &mut self.imported.report;
        report.left_over.sort_by_key(|left| left.line);
    }
}

#[cfg(test)]
mod tests;
