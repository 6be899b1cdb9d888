//! The names that a folder's questions may use, without its questions.

use std::collections::BTreeMap;
use std::path::Path;

use super::files::ContentFile;
use super::{files, parallel, vocabulary};
use crate::domain::bank::Named;

/// What questions of a folder may name; a list is `None` where any name will do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// Topics; `None` where they are the folders.
    pub topics: Option<Vec<Named>>,
    /// Competencies.
    pub competencies: Option<Vec<Named>>,
    /// Interview rounds.
    pub rounds: Option<Vec<Named>>,
    /// Frameworks with the names of their steps; no steps where a file has errors.
    pub frameworks: Option<BTreeMap<String, Vec<String>>>,
    /// Names of scorecards, of those with errors, too.
    pub scorecards: Option<Vec<String>>,
}

fn stems(files: Vec<ContentFile>) -> Vec<String> {
    files.into_iter().map(|file| file.stem).collect()
}

/// Reads `bank.toml` and the frameworks of a folder, for tools that add questions to it. Faults
/// are passed over: [`super::load`] says them.
pub fn known(folder: &Path) -> Known {
    let mut faults = Vec::new();
    let listing = files::list(folder, &mut faults);
    let names = vocabulary::load(&listing, &mut faults);
    Known {
        topics: names.lists_topics.then_some(names.topics),
        competencies: names.competencies,
        rounds: names.rounds,
        frameworks: parallel::frameworks(&listing, &mut faults).steps,
        scorecards: listing.scorecards.map(stems),
    }
}
