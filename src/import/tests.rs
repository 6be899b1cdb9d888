//! From the samples to a bank that loads, and what holds for any input.

use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use tempfile::TempDir;

use super::*;
use crate::content::{self, Loaded};
use crate::domain::bank::Bank;
use crate::domain::question::{Difficulty, Kind, Question};

mod any_input;
mod roles;
mod samples;
mod writing;

fn sample(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples/import");
    fs::read(path.join(name)).expect("the sample is there")
}

fn target() -> Target {
    Target {
        topic: "kubernetes".to_owned(),
        source: "list".to_owned(),
        ..Target::default()
    }
}

fn imported(format: Format, name: &str) -> Imported {
    read(format, &sample(name), &target()).expect("the sample can be read")
}

/// Writes an import into a new folder and loads it as a bank.
fn loaded(imported: &Imported) -> (TempDir, Loaded) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    write(folder.path(), &imported.files).expect("written");
    let loaded = content::load(folder.path()).expect("usable");
    (folder, loaded)
}

fn question<'a>(bank: &'a Bank, slug: &str) -> &'a Question {
    let found = bank.questions().iter().find(|it| it.id.slug() == slug);
    found.unwrap_or_else(|| {
        let all: Vec<_> = bank.questions().iter().map(|it| it.id.slug()).collect();
        panic!("{slug} in {all:?}")
    })
}
