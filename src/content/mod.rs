//! The only loader of a content folder: files in, a checked [`Bank`] or every fault out.
//!
//! ```text
//! bank.toml                        vocabularies; optional
//! lexicon.toml                     what means the same; optional
//! frameworks/<name>.toml           answer frameworks; optional
//! questions/<topic>/<slug>.toml    one question a file
//! roles/<name>.toml                jobs with their interviews; optional
//! scorecards/<name>.toml           what interviewers look for; optional
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
mod fingerprint;
mod interviews;
mod known;
mod lexicon;
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

use rules::{Depth, Rules};

pub use fault::{Code, Fault, Faults, Severity};
pub use fingerprint::{Fingerprint, fingerprint};
pub use known::{Known, known};
pub use render::{Colour, human, json, usable};

use crate::domain::bank::Bank;
use crate::domain::feedback::lexicon::Lexicon;

/// A bank that can be used, and what its authors should know.
#[derive(Debug)]
pub struct Loaded {
    /// The bank, with its lexicon where there is a `lexicon.toml`.
    pub bank: Bank,
    /// Warnings, by file and place.
    pub warnings: Vec<Fault>,
}

/// Loads a content folder.
///
/// Without `bank.toml` the folders below `questions` are the topics, and competencies and rounds
/// are free; without `frameworks` and `scorecards` their names are taken as they are.
///
/// # Errors
/// All faults, errors and warnings, where at least one is an error.
pub fn load(folder: &Path) -> Result<Loaded, Faults> {
    look(folder, Depth::ForUse)
}

/// Loads a content folder and tells its authors everything that they should know, also what does
/// not hinder its use.
///
/// # Errors
/// As [`load`].
pub fn check(folder: &Path) -> Result<Loaded, Faults> {
    look(folder, Depth::ForAuthors)
}

fn look(folder: &Path, depth: Depth) -> Result<Loaded, Faults> {
    let mut faults = Vec::new();
    let listing = files::list(folder, &mut faults);
    let names = vocabulary::load(&listing, &mut faults);
    let lexicon = lexicon::load(listing.lexicon.as_ref(), &mut faults);
    let frameworks = parallel::frameworks(&listing, &mut faults);
    let rules = Rules::new(&names, &frameworks, depth);
    let questions = parallel::questions(&listing, &rules, &mut faults);
    cross::check(&questions, &frameworks, &mut faults);
    let interviews = interviews::load(&listing, &names, &questions, depth, &mut faults);
    if depth == Depth::ForAuthors {
        similar::check(&questions, &mut faults);
        terms::check(&questions, &mut faults);
        shown::check(&questions, &frameworks, &mut faults);
    }
    fault::sort(&mut faults);
    if faults.iter().any(|fault| fault.severity == Severity::Error) {
        return Err(Faults(faults));
    }
    Ok(Loaded {
        bank: build::bank(names, frameworks.usable, interviews, questions).with_lexicon(lexicon),
        warnings: faults,
    })
}

/// Loads the lexicon of a content folder and nothing else; it is empty where the folder has none.
/// Where there is no such folder, it is the lexicon that comes with the program.
///
/// # Errors
/// The file's faults, where at least one is an error.
pub fn load_lexicon(folder: &Path) -> Result<Lexicon, Faults> {
    let mut faults = Vec::new();
    let lexicon = if folder.exists() {
        lexicon::load(files::lexicon(folder).as_ref(), &mut faults)
    } else {
        lexicon::included(&mut faults)
    };
    fault::sort(&mut faults);
    if faults.iter().any(|fault| fault.severity == Severity::Error) {
        return Err(Faults(faults));
    }
    Ok(lexicon)
}

#[cfg(test)]
mod tests;
