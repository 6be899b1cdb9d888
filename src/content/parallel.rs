//! Reads and checks files on as many threads as the machine has cores for.
//!
//! Each file is read and parsed once; its text is dropped as soon as it is checked.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::build;
use super::fault::Fault;
use super::files::{ContentFile, LARGEST_FILE, Listing, unreadable_file};
use super::raw::{RawFramework, RawQuestion};
use super::reader;
use super::rules::{self, Rules};
use super::source::{Source, not_utf8};
use crate::domain::feedback::stem::Stems;
use crate::domain::framework::Framework;
use crate::domain::question::Question;

/// More threads than this bring nothing: the files are small.
const MOST_THREADS: usize = 4;
/// Files that a thread takes at a time.
const BATCH: usize = 16;

/// The frameworks of a bank.
#[derive(Default)]
pub(super) struct Frameworks {
    /// Each name with its steps; no steps where the file has errors. `None` without the folder.
    pub(super) steps: Option<BTreeMap<String, Vec<String>>>,
    /// Those without errors.
    pub(super) usable: Vec<Framework>,
}

/// A question's file after its own checks.
pub(super) struct CheckedFile {
    /// Its path from the content folder.
    pub(super) name: String,
    /// Its slug.
    pub(super) slug: String,
    /// The question, if the file has no error.
    pub(super) question: Option<Question>,
    /// Former slugs, each with a fault at its place that still lacks its message.
    pub(super) was: Vec<(String, Fault)>,
    faults: Vec<Fault>,
}

/// A file's text; `None`, and a fault, where it can't be read.
pub(super) fn read(file: &ContentFile, faults: &mut Vec<Fault>) -> Option<String> {
    match read_bytes(file) {
        Ok(bytes) if bytes.len() as u64 > LARGEST_FILE => {
            faults.push(Fault::of_file(
                &file.name,
                "large-file",
                format!("the file is larger than {} KB", LARGEST_FILE / 1024),
                "a question needs a few KB: move the rest out",
            ));
            None
        }
        Ok(bytes) => String::from_utf8(bytes)
            .map_err(|error| {
                let utf8 = error.utf8_error();
                faults.push(not_utf8(&file.name, error.as_bytes(), &utf8));
            })
            .ok(),
        Err(error) => {
            faults.push(unreadable_file(&file.name, &error));
            None
        }
    }
}

fn read_bytes(file: &ContentFile) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(16 * 1024);
    File::open(&file.path)?
        .take(LARGEST_FILE + 1)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Reads and checks every framework.
pub(super) fn frameworks(listing: &Listing, faults: &mut Vec<Fault>) -> Frameworks {
    let mut frameworks = Frameworks::default();
    let Some(files) = &listing.frameworks else {
        return frameworks;
    };
    let mut all_steps = BTreeMap::new();
    for file in files {
        let mut steps = Vec::new();
        if let Some(text) = read(file, faults) {
            let mut source = Source::new(&file.name, &text);
            let raw = reader::parse(&mut source, RawFramework::read);
            rules::framework(&raw, &file.stem, &mut source);
            if !source.has_errors() {
                let framework = build::framework(raw, &file.stem);
                steps.extend(framework.steps.iter().map(|step| step.name.clone()));
                frameworks.usable.push(framework);
            }
            faults.extend(source.into_faults());
        }
        all_steps.insert(file.stem.clone(), steps);
    }
    frameworks.steps = Some(all_steps);
    frameworks
}

/// Reads and checks every question, each by itself; the result is in the listing's order.
pub(super) fn questions(
    listing: &Listing,
    rules: &Rules<'_>,
    faults: &mut Vec<Fault>,
) -> Vec<CheckedFile> {
    let files = &listing.questions;
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let threads = cores.min(MOST_THREADS).min(files.len().div_ceil(BATCH));
    let next = AtomicUsize::new(0);
    let mut checked: Vec<(usize, CheckedFile)> = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|_| scope.spawn(|| work(files, &next, rules)))
            .collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().expect("checking a file does not panic"))
            .collect()
    });
    checked.sort_unstable_by_key(|&(place, _)| place);
    let mut checked: Vec<_> = checked.into_iter().map(|(_, file)| file).collect();
    for file in &mut checked {
        faults.append(&mut file.faults);
    }
    checked
}

fn work(files: &[ContentFile], next: &AtomicUsize, rules: &Rules<'_>) -> Vec<(usize, CheckedFile)> {
    let mut stems = Stems::default();
    let mut checked = Vec::new();
    loop {
        let start = next.fetch_add(BATCH, Ordering::Relaxed);
        if start >= files.len() {
            return checked;
        }
        let batch = files.iter().enumerate().skip(start).take(BATCH);
        checked.extend(batch.map(|(place, file)| (place, check(file, rules, &mut stems))));
    }
}

fn check(file: &ContentFile, rules: &Rules<'_>, stems: &mut Stems) -> CheckedFile {
    let mut checked = CheckedFile {
        name: file.name.clone(),
        slug: file.stem.clone(),
        question: None,
        was: Vec::new(),
        faults: Vec::new(),
    };
    let Some(text) = read(file, &mut checked.faults) else {
        return checked;
    };
    let mut source = Source::new(&file.name, &text);
    let raw = reader::parse(&mut source, RawQuestion::read);
    rules.question(&raw, file, stems, &mut source);
    checked.was = raw
        .was
        .iter()
        .map(|was| {
            let fault = source.fault(&was.span, "was-clash", "", "");
            (was.value.clone(), fault)
        })
        .collect();
    if !source.has_errors() {
        checked.question = build::question(raw, &rules.names.bank, file);
    }
    checked.faults.extend(source.into_faults());
    checked
}
