//! Which files a content folder holds.
//!
//! The layout has a fixed depth, so that no link can lead in circles: a link that points to
//! itself is a file that can't be read, and one that points upwards a folder too deep.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::fault::Fault;

/// Larger files are no question: they are not read.
pub(super) const LARGEST_FILE: u64 = 256 * 1024;

/// A file to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ContentFile {
    /// Where it is.
    pub(super) path: PathBuf,
    /// From the content folder, with forward slashes.
    pub(super) name: String,
    /// Its folder below `questions`; empty elsewhere.
    pub(super) topic: String,
    /// Its name without `.toml`.
    pub(super) stem: String,
}

/// The files of a content folder, each list by name.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// `bank.toml`, if it is there.
    pub(super) bank: Option<ContentFile>,
    /// `lexicon.toml`, if it is there.
    pub(super) lexicon: Option<ContentFile>,
    /// The frameworks; `None` without their folder.
    pub(super) frameworks: Option<Vec<ContentFile>>,
    /// The roles.
    pub(super) roles: Vec<ContentFile>,
    /// The scorecards; `None` without their folder.
    pub(super) scorecards: Option<Vec<ContentFile>>,
    /// The questions.
    pub(super) questions: Vec<ContentFile>,
    /// The folders below `questions`.
    pub(super) topics: Vec<String>,
}

/// Lists a content folder; what can't be read or does not belong there is noted.
pub(super) fn list(folder: &Path, faults: &mut Vec<Fault>) -> Listing {
    let mut listing = Listing::default();
    let Some(entries) = entries(folder, ".", faults) else {
        return listing;
    };
    for entry in &entries {
        match (entry.name.as_str(), entry.is_folder) {
            ("bank.toml", false) => listing.bank = Some(entry.file("")),
            ("lexicon.toml", false) => listing.lexicon = Some(entry.file("")),
            ("frameworks", true) => {
                let files = toml_files(&entry.path, "frameworks", "", faults);
                listing.frameworks = Some(files);
            }
            ("roles", true) => listing.roles = toml_files(&entry.path, "roles", "", faults),
            ("scorecards", true) => {
                let files = toml_files(&entry.path, "scorecards", "", faults);
                listing.scorecards = Some(files);
            }
            ("questions", true) => list_topics(&entry.path, &mut listing, faults),
            _ => {}
        }
    }
    if !entries.iter().any(|e| e.name == "questions" && e.is_folder) {
        faults.push(Fault::of_file(
            "questions",
            "missing-folder",
            "the content folder has no folder `questions`",
            "put each question into questions/<topic>/<slug>.toml",
        ));
    }
    listing
}

fn list_topics(folder: &Path, listing: &mut Listing, faults: &mut Vec<Fault>) {
    for entry in entries(folder, "questions", faults).unwrap_or_default() {
        let name = format!("questions/{}", entry.name);
        if entry.is_folder {
            let files = toml_files(&entry.path, &name, &entry.name, faults);
            listing.questions.extend(files);
            listing.topics.push(entry.name);
        } else if entry.name.ends_with(".toml") {
            faults.push(Fault::of_file(
                &name,
                "misplaced-file",
                "this question stands outside of a topic's folder",
                "move it into questions/<topic>/",
            ));
        } else {
            not_toml(&entry, &name, faults);
        }
    }
}

/// The `.toml` files of a folder; others are noted.
fn toml_files(folder: &Path, name: &str, topic: &str, faults: &mut Vec<Fault>) -> Vec<ContentFile> {
    let mut files = Vec::new();
    for entry in entries(folder, name, faults).unwrap_or_default() {
        let full_name = format!("{name}/{}", entry.name);
        if entry.is_folder {
            faults.push(Fault::of_file(
                &full_name,
                "nested-folder",
                "folders this deep are not read",
                format!("move its files up into {name}"),
            ));
        } else if entry.name.ends_with(".toml") {
            files.push(ContentFile {
                name: full_name,
                ..entry.file(topic)
            });
        } else {
            not_toml(&entry, &full_name, faults);
        }
    }
    files
}

fn not_toml(entry: &Entry, name: &str, faults: &mut Vec<Fault>) {
    if !entry.name.eq_ignore_ascii_case("readme.md") {
        let fault = Fault::of_file(
            name,
            "not-toml",
            "this file is not read: its name does not end in .toml",
            "rename it or take it away",
        );
        faults.push(fault.warning());
    }
}

struct Entry {
    name: String,
    path: PathBuf,
    is_folder: bool,
}

impl Entry {
    fn file(&self, topic: &str) -> ContentFile {
        ContentFile {
            path: self.path.clone(),
            name: self.name.clone(),
            topic: topic.to_owned(),
            stem: self
                .name
                .strip_suffix(".toml")
                .unwrap_or(&self.name)
                .to_owned(),
        }
    }
}

/// A folder's entries by name, hidden ones aside; `None` where the folder can't be read.
fn entries(folder: &Path, name: &str, faults: &mut Vec<Fault>) -> Option<Vec<Entry>> {
    let read = match fs::read_dir(folder) {
        Ok(read) => read,
        Err(error) => {
            faults.push(unreadable_folder(folder, name, &error));
            return None;
        }
    };
    let mut entries = Vec::new();
    for entry in read {
        match entry {
            Ok(entry) => entries.extend(examine(&entry, name, faults)),
            Err(error) => faults.push(unreadable_folder(folder, name, &error)),
        }
    }
    entries.sort_by(|a, b| a.name.cmp(&b.name));
    Some(entries)
}

fn examine(entry: &fs::DirEntry, folder: &str, faults: &mut Vec<Fault>) -> Option<Entry> {
    let name = entry.file_name().to_string_lossy().into_owned();
    if name.starts_with('.') || name.ends_with('~') {
        return None;
    }
    let path = entry.path();
    let full_name = || format!("{}{name}", prefix(folder));
    // Follows links, so that content may be put together from several places.
    let kind = match entry.file_type() {
        Ok(kind) if kind.is_symlink() => fs::metadata(&path).map(|target| target.file_type()),
        kind => kind,
    };
    match kind {
        Ok(kind) if kind.is_dir() || kind.is_file() => Some(Entry {
            is_folder: kind.is_dir(),
            name,
            path,
        }),
        Ok(_) => {
            // A pipe would be waited for without end.
            let error = io::Error::other("it is neither a file nor a folder");
            faults.push(unreadable_file(&full_name(), &error));
            None
        }
        Err(error) => {
            faults.push(unreadable_file(&full_name(), &error));
            None
        }
    }
}

fn prefix(folder: &str) -> String {
    if folder == "." {
        String::new()
    } else {
        format!("{folder}/")
    }
}

/// The lexicon of a content folder; `None` where it has none.
pub(super) fn lexicon(folder: &Path) -> Option<ContentFile> {
    let path = folder.join("lexicon.toml");
    path.exists().then(|| ContentFile {
        path,
        name: "lexicon.toml".to_owned(),
        topic: String::new(),
        stem: "lexicon".to_owned(),
    })
}

/// What is said of a file that can't be read.
pub(super) fn unreadable_file(name: &str, error: &io::Error) -> Fault {
    let fix = match error.kind() {
        io::ErrorKind::NotFound => "the link leads nowhere: take it away or mend it",
        io::ErrorKind::PermissionDenied => "give this user the right to read it",
        _ => "if it is a link, see that it does not lead back to itself",
    };
    Fault::of_file(
        name,
        "unreadable-file",
        format!("this can't be read: {error}"),
        fix,
    )
}

fn unreadable_folder(folder: &Path, name: &str, error: &io::Error) -> Fault {
    let (code, fix) = match error.kind() {
        io::ErrorKind::NotFound => ("missing-folder", "name a folder that exists"),
        io::ErrorKind::NotADirectory => ("missing-folder", "name a folder, not a file"),
        _ => ("unreadable-file", "give this user the right to read it"),
    };
    let message = format!("the folder {} can't be read: {error}", folder.display());
    Fault::of_file(name, code, message, fix)
}
