//! The rules of the house, read from the sources: who may import whom, how long a file may be,
//! and that every module says what it is for. ARCHITECTURE.md explains them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::world::root;

/// What each top-level module may name of ours, besides itself.
const MAY_NAME: [(&str, &[&str]); 15] = [
    (
        "app",
        &[
            "clock",
            "config",
            "content",
            "discord",
            "domain",
            "features",
            "http",
            "outbox",
            "report_json",
            "scheduler",
            "store",
            "telemetry",
        ],
    ),
    (
        "cli",
        &[
            "app",
            "clock",
            "config",
            "content",
            "domain",
            "http",
            "import",
            "report_json",
            "store",
        ],
    ),
    ("clock", &["domain"]),
    ("config", &["domain"]),
    ("content", &["domain"]),
    ("discord", &["domain", "features", "outbox"]),
    ("domain", &[]),
    (
        "features",
        &[
            "clock",
            "domain",
            "import",
            "outbox",
            "report_json",
            "store",
        ],
    ),
    ("http", &["app", "config", "content", "domain", "store"]),
    ("import", &["domain"]),
    ("main", &["app", "cli", "telemetry"]),
    ("outbox", &["domain"]),
    ("report_json", &["domain"]),
    ("scheduler", &["clock", "features"]),
    ("store", &["domain"]),
];

/// Modules that name nothing of ours.
const ALONE: [&str; 2] = ["lib", "telemetry"];

/// Crates that only some modules may name, the composition root's log filters aside.
const KEPT_IN: [(&str, &[&str]); 4] = [
    ("serenity", &["discord"]),
    ("poise", &["discord"]),
    ("sqlx", &["store"]),
    ("playground", &["cli"]),
];

/// What the pure core may not name.
const NOT_IN_THE_CORE: [&str; 13] = [
    "serde",
    "serde_json",
    "toml",
    "tokio",
    "futures_util",
    "async_trait",
    "sqlx",
    "serenity",
    "reqwest",
    "axum",
    "tracing",
    "std::fs",
    "std::env",
];

/// The most lines that a file has without its tests.
const LONGEST: usize = 400;

/// A source file without its comments and strings.
struct Source {
    path: PathBuf,
    /// The top-level module it belongs to.
    module: String,
    text: String,
    code: String,
}

impl Source {
    fn is_test(&self) -> bool {
        let inside = self.path.strip_prefix(root()).expect("a path inside");
        let names = inside.components().map(|part| part.as_os_str());
        names.filter_map(|name| name.to_str()).any(|name| {
            let stem = name.trim_end_matches(".rs");
            stem == "tests" || stem.ends_with("_tests")
        })
    }

    /// The part before the tests at its end.
    fn without_tests(&self) -> &str {
        let end = self.code.find("#[cfg(test)]\nmod tests {");
        &self.code[..end.unwrap_or(self.code.len())]
    }
}

fn sources(folder: &str) -> Vec<Source> {
    let top = root().join(folder);
    let mut found = Vec::new();
    collect(&top, &top, &mut found);
    assert!(!found.is_empty(), "{folder} has sources");
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn collect(top: &Path, folder: &Path, found: &mut Vec<Source>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(top, &path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            let text = std::fs::read_to_string(&path).expect("a source");
            let inner = path.strip_prefix(top).expect("a path inside");
            let first = inner.components().next().expect("a name");
            let module = first.as_os_str().to_str().expect("a plain name");
            found.push(Source {
                module: module.trim_end_matches(".rs").to_owned(),
                code: code_of(&text),
                path,
                text,
            });
        }
    }
}

/// The lines of code: comments are left out, and what stands in plain string literals.
fn code_of(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let mut code = String::new();
        let mut quoted = false;
        let mut letters = line.chars().peekable();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' if quoted => {
                    letters.next();
                }
                '\'' if !quoted && letters.peek() == Some(&'"') => {
                    letters.next();
                }
                '"' => quoted = !quoted,
                '/' if !quoted && letters.peek() == Some(&'/') => break,
                _ if quoted => {}
                letter => code.push(letter),
            }
        }
        code
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The modules of this crate that a text names by `crate::`, also in a group `crate::{...}`.
fn named_modules(code: &str) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let before = code[..at].chars().next_back();
        if before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_' || letter == '$') {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(group) => named.extend(top_names(group)),
            None => named.extend(word_at(rest)),
        }
    }
    named
}

/// The first names in a group of imports, up to its closing brace.
fn top_names(group: &str) -> Vec<String> {
    let mut depth = 0;
    let mut names = Vec::new();
    let mut fresh = true;
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => fresh = true,
            letter if fresh && depth == 0 && letter.is_alphabetic() => {
                names.extend(word_at(&group[at..]));
                fresh = false;
            }
            _ => {}
        }
    }
    names
}

fn word_at(text: &str) -> Option<String> {
    let word = text
        .chars()
        .take_while(|letter| letter.is_alphanumeric() || *letter == '_');
    let word: String = word.collect();
    (!word.is_empty()).then_some(word)
}

/// Whether code names a crate or path: as a whole, followed by `::` or as the end of `use`.
fn names_path(code: &str, path: &str) -> bool {
    code.match_indices(path).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = &code[at + path.len()..];
        let whole =
            !before.is_some_and(|letter| letter.is_alphanumeric() || "_:.".contains(letter));
        let is_use =
            code[..at].ends_with("use ") && (after.starts_with(';') || after.starts_with(" as"));
        whole && (after.starts_with("::") || is_use)
    })
}

#[test]
fn modules_name_only_whom_they_may() {
    let mut faults = Vec::new();
    for source in sources("src") {
        let allowed = MAY_NAME
            .iter()
            .find(|(module, _)| *module == source.module)
            .map(|(_, allowed)| *allowed);
        let Some(allowed) = allowed else {
            let alone = ALONE.contains(&source.module.as_str());
            assert!(alone, "{} has no rule here yet", source.path.display());
            continue;
        };
        if source.is_test() {
            continue;
        }
        for named in named_modules(source.without_tests()) {
            let known = MAY_NAME.iter().any(|(module, _)| *module == named)
                || ALONE.contains(&named.as_str());
            if known && named != source.module && !allowed.contains(&named.as_str()) {
                faults.push(format!("{} names crate::{named}", source.path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn foreign_types_stay_where_they_belong() {
    let mut faults = Vec::new();
    for source in sources("src") {
        for (name, homes) in KEPT_IN {
            let at_home = homes.contains(&source.module.as_str());
            if !at_home && names_path(&source.code, name) {
                faults.push(format!("{} names {name}", source.path.display()));
            }
        }
        if source.module == "domain" && !source.is_test() {
            for name in NOT_IN_THE_CORE {
                if names_path(source.without_tests(), name) {
                    faults.push(format!("{} names {name}", source.path.display()));
                }
            }
            if source.without_tests().contains("async fn") {
                faults.push(format!("{} is asynchronous", source.path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn the_playground_knows_nothing_of_greenroom() {
    for source in sources("playground") {
        let text = source.code.to_lowercase();
        assert!(!text.contains("greenroom"), "{}", source.path.display());
    }
    let manifest = root().join("playground/Cargo.toml");
    let manifest = std::fs::read_to_string(manifest).expect("a manifest");
    assert!(!manifest.to_lowercase().contains("greenroom"));
}

fn everything() -> Vec<Source> {
    ["src", "playground", "tests", "benches"]
        .into_iter()
        .flat_map(sources)
        .collect()
}

#[test]
fn files_are_short() {
    let mut lengths = Vec::new();
    for source in everything() {
        // Unit tests in a file of their own are as long as what they test needs.
        if source.is_test() && source.path.starts_with(root().join("src")) {
            continue;
        }
        let lines = source.without_tests().lines().count();
        assert!(
            lines <= LONGEST,
            "{} has {lines} lines; split it where a reader would look for a part",
            source.path.display()
        );
        if source.path.starts_with(root().join("src")) && !source.is_test() {
            lengths.push(lines);
        }
    }
    lengths.sort_unstable();
    let median = lengths[lengths.len() / 2];
    assert!(median <= 130, "the median file has {median} lines");
}

#[test]
fn every_module_says_what_it_is_for() {
    for source in everything() {
        let first = source.text.lines().next().unwrap_or_default();
        assert!(
            first.starts_with("//! ") && first.len() > "//! stub".len(),
            "{} does not begin with a `//!` that says its purpose",
            source.path.display()
        );
    }
}

#[test]
fn nothing_is_left_to_do() {
    for source in everything() {
        if source.path.ends_with("tests/it/architecture.rs") {
            continue;
        }
        for mark in ["todo!(", "unimplemented!(", "#[ignore", "dbg!("] {
            assert!(
                !source.code.contains(mark),
                "{} holds {mark}",
                source.path.display()
            );
        }
    }
}

#[test]
fn the_rules_catch_what_they_forbid() {
    let named = named_modules("use crate::store::Store;\nuse crate::{app, domain::{id, bank}};");
    let named: Vec<_> = named.iter().map(String::as_str).collect();
    assert_eq!(named, ["app", "domain", "store"]);
    assert!(names_path("use serenity::all::Event;", "serenity"));
    assert!(names_path("let x = sqlx::query();", "sqlx"));
    assert!(names_path("use poise;", "poise"));
    assert!(!names_path("use my_serenity::x;", "serenity"));
    assert!(!names_path("crate::playground::run()", "playground"));
    assert_eq!(
        code_of("let a = \"use serde::x\"; // sqlx::y"),
        "let a = ; "
    );
}
