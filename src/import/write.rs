//! Drafts as the files of a bank.
//!
//! Fields that the source did not have stay out of the file. All files of an import are written
//! or none: an existing file is never touched.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

mod question;
mod role;

pub(super) use question::{list_of, question};
pub(super) use role::role;

use serde::Serialize;

use super::draft::Note;

/// A file of a bank that is still to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BankFile {
    /// From the bank's folder, with forward slashes.
    pub path: String,
    /// What it says.
    pub text: String,
}

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// Files that the import would have replaced.
    #[error(
        "nothing was written, since these exist: {}; move them away, or name another folder with --out",
        .0.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
    )]
    Exist(Vec<PathBuf>),
    /// The disk or its rights.
    #[error("can't write {}", path.display())]
    Io {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// Writes the files below a folder, which is made where it is missing.
///
/// # Errors
/// Where a file exists already, or a question's slug is taken in another topic, or the disk
/// refuses; then nothing is left behind but folders.
pub fn write(folder: &Path, files: &[BankFile]) -> Result<(), WriteError> {
    let taken = taken(folder, files);
    if !taken.is_empty() {
        return Err(WriteError::Exist(taken));
    }
    let mut written: Vec<PathBuf> = Vec::new();
    for file in files {
        let path = folder.join(&file.path);
        let result = fs::create_dir_all(path.parent().unwrap_or(folder))
            // A file in a folder's place is none that would be replaced.
            .map_err(io::Error::other)
            .and_then(|()| OpenOptions::new().write(true).create_new(true).open(&path))
            .and_then(|opened| {
                written.push(path.clone());
                fill(opened, &file.text)
            });
        if let Err(source) = result {
            for path in &written {
                // The error that counts is the first one.
                let _ = fs::remove_file(path);
            }
            return Err(match source.kind() {
                io::ErrorKind::AlreadyExists => WriteError::Exist(vec![path]),
                _ => WriteError::Io { path, source },
            });
        }
    }
    Ok(())
}

fn fill(mut file: File, text: &str) -> io::Result<()> {
    file.write_all(text.as_bytes())
}

/// Files that stand in the way: the same ones, and questions of the same slug in any topic.
fn taken(folder: &Path, files: &[BankFile]) -> Vec<PathBuf> {
    let topics: Vec<PathBuf> = fs::read_dir(folder.join("questions"))
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    let mut taken = Vec::new();
    for file in files {
        let path = folder.join(&file.path);
        if path.exists() {
            taken.push(path);
        } else if file.path.starts_with("questions/")
            && let Some(name) = path.file_name()
        {
            let elsewhere = topics.iter().map(|topic| topic.join(name));
            taken.extend(elsewhere.filter(|path| path.exists()));
        }
    }
    taken
}

fn texts(notes: &[Note]) -> Vec<String> {
    notes.iter().map(|note| note.text.clone()).collect()
}

fn toml_of(file: &impl Serialize) -> String {
    toml::to_string_pretty(file).expect("texts, numbers and tables of them are always TOML")
}
