//! The only loader of a content folder: files in, a checked [`Bank`] or every fault out.
//!
//! ```text
//! bank.toml                        vocabularies; optional
//! frameworks/<name>.toml           answer frameworks; optional
//! questions/<topic>/<slug>.toml    one question a file
//! ```
//!
//! Every fault of every file is reported at once, with its place and what to do about it.
//! *Errors* are what makes a question unusable or ambiguous; *warnings* are what an author
//! should know, such as parts that an imported question lacks. No text of a file is kept after
//! loading but the lines that faults point at. Nothing here prints, and nothing else in the
//! project reads content files.

mod build;
mod cross;
mod fault;
mod files;
mod known;
mod limits;
mod parallel;
mod raw;
mod reader;
mod render;
mod rules;
mod shown;
mod similar;
mod source;
mod suggest;
mod terms;
mod vocabulary;

use std::path::Path;

pub use fault::{Code, Fault, Faults, Severity};
pub use known::{Known, known};
pub use render::{Colour, human, json};

use crate::domain::bank::Bank;

/// A bank that can be used, and what its authors should know.
#[derive(Debug)]
pub struct Loaded {
    /// The bank.
    pub bank: Bank,
    /// Warnings, by file and place.
    pub warnings: Vec<Fault>,
}

/// Loads a content folder.
///
/// Without `bank.toml` the folders below `questions` are the topics, and competencies and rounds
/// are free; without `frameworks` the names of frameworks are taken as they are.
///
/// # Errors
/// All faults, errors and warnings, where at least one is an error.
pub fn load(folder: &Path) -> Result<Loaded, Faults> {
    let mut faults = Vec::new();
    let listing = files::list(folder, &mut faults);
    let names = vocabulary::load(&listing, &mut faults);
    let frameworks = parallel::frameworks(&listing, &mut faults);
    let rules = rules::Rules::new(&names, &frameworks);
    let questions = parallel::questions(&listing, &rules, &mut faults);
    cross::check(&questions, &frameworks, &mut faults);
    similar::check(&questions, &mut faults);
    terms::check(&questions, &mut faults);
    shown::check(&questions, &frameworks, &mut faults);
    fault::sort(&mut faults);
    if faults.iter().any(|fault| fault.severity == Severity::Error) {
        return Err(Faults(faults));
    }
    Ok(Loaded {
        bank: build::bank(names, frameworks.usable, questions),
        warnings: faults,
    })
}

#[cfg(test)]
mod tests;
