//! What the fuzz targets share: what must hold of an import and of a content folder, whatever
//! stands in the input.

use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use greenroom::content::{self, Colour, Faults, Loaded, Severity};
use greenroom::import::{self, BankFile, Format, Target};

/// Our own bank.
pub static OWN: LazyLock<Loaded> = LazyLock::new(|| {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
    content::load(&content).expect("our own bank has no errors")
});

/// Imports a file of somebody's and loads what was made of it: nothing panics, no two files have
/// one name, the report can be shown, and the bank takes everything.
pub fn import(format: Format, bytes: &[u8]) {
    let target = Target {
        topic: "kubernetes".to_owned(),
        source: "list".to_owned(),
        ..Target::default()
    };
    let Ok(imported) = import::read(format, bytes, &target) else {
        return;
    };
    let paths: HashSet<_> = imported.files.iter().map(|file| &file.path).collect();
    assert_eq!(paths.len(), imported.files.len(), "{paths:?}");
    assert!(imported.report.to_string().starts_with("Questions read: "));
    let mut files = imported.files;
    // A bank without questions is none; this one has a question of its own.
    files.push(BankFile {
        path: "questions/kubernetes/own-own-own.toml".to_owned(),
        text: "title = 'own'\nask = 'own?'\ntopic = 'kubernetes'".to_owned(),
    });
    let folder = tempfile::tempdir().expect("a folder");
    import::write(folder.path(), &files).expect("written");
    if let Err(Faults(faults)) = content::load(folder.path()) {
        let errors = faults.iter().filter(|it| it.severity == Severity::Error);
        panic!("{:#?}", errors.collect::<Vec<_>>());
    }
}

/// Checks a content folder put together from the sections of a text, each below a line with its
/// place: `=== roles/own.toml`. Whatever they say, every fault has a place in a file and can be
/// shown, and what a quick look takes, a close one takes, too.
pub fn content(text: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let topic = folder.path().join("questions/kubernetes");
    fs::create_dir_all(&topic).expect("made");
    for section in text.split("=== ").skip(1) {
        let (name, text) = section.split_once('\n').unwrap_or((section, ""));
        let Some(place) = PLACES.iter().find(|known| **known == name) else {
            continue;
        };
        let path = folder.path().join(place);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }
    let checked = content::check(folder.path());
    let is_usable = checked.is_ok();
    let (faults, bank) = match checked {
        Ok(loaded) => (loaded.warnings, Some(loaded.bank)),
        Err(Faults(faults)) => (faults, None),
    };
    for fault in &faults {
        assert!(fault.line > 0 && fault.column > 0, "{fault:?}");
        assert!(
            !fault.message.is_empty() && !fault.fix.is_empty(),
            "{fault:?}"
        );
    }
    assert!(content::human(&faults, Colour::Never).contains(" warning"));
    let json = content::json(&faults, bank.as_ref());
    serde_json::from_str::<serde_json::Value>(&json).expect("JSON");
    if is_usable {
        content::load(folder.path()).expect("what can be checked can be loaded");
    }
}

/// Where sections of a text may go.
const PLACES: [&str; 8] = [
    "bank.toml",
    "lexicon.toml",
    "frameworks/star.toml",
    "questions/kubernetes/one.toml",
    "questions/kubernetes/two.toml",
    "roles/own.toml",
    "scorecards/own.toml",
    "questions/loose.toml",
];
