//! `greenroom import`: other people's lists, as people have them, become banks.

mod refused;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::cli::{Ended, assert_ends, run};
use crate::world::{binary, copy_folder, root};

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder for the test")
}

fn sample(name: &str) -> String {
    let path = root().join("tests/samples/import").join(name);
    path.display().to_string()
}

fn import(format: &str, file: &str, out: &Path) -> Ended {
    let out = out.display().to_string();
    let mut command = binary();
    command.args(["import", "--format", format, file, "--out", &out]);
    if format != "role-guide" {
        command.args(["--topic", "kubernetes"]);
    }
    run(&mut command, "")
}

fn check(out: &Path) -> Ended {
    run(binary().arg("check").arg(out), "")
}

/// A file of these words, and its path.
fn written(folder: &TempDir, name: &str, words: impl AsRef<[u8]>) -> String {
    let path = folder.path().join(name);
    fs::write(&path, words).expect("a file");
    path.display().to_string()
}

/// Every file below a folder with what it says.
fn tree(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("a path inside");
                let text = fs::read_to_string(&path).expect("a text");
                found.insert(name.display().to_string(), text);
            }
        }
    }
    found
}

/// All questions of a folder as one text.
fn questions(out: &Path) -> String {
    let files = tree(&out.join("questions"));
    files.into_values().collect::<Vec<_>>().concat()
}

#[test]
fn each_format_becomes_a_bank_that_can_be_used() {
    for (format, file, read, usable) in [
        ("markdown-qa", "list.md", 5, 5),
        ("question-page", "page/as-cp437.txt", 4, 3),
        ("csv", "list.csv", 4, 3),
        ("json", "list.json", 2, 2),
    ] {
        let out = folder();
        let ended = import(format, &sample(file), out.path());
        let written = tree(out.path()).len();
        assert_ends(
            &ended,
            0,
            &[
                &format!("Questions read: {read}\n"),
                "Field           filled  missing\n",
                "Lines left over: ",
                &format!("Files written to {}: {written}\n", out.path().display()),
            ],
        );
        assert!(ended.err.is_empty(), "{}", ended.err);
        let checked = check(out.path());
        assert_ends(
            &checked,
            0,
            &[
                "0 errors",
                "missing-part",
                &format!("{usable} questions can be used"),
            ],
        );
        let slug = tree(&out.path().join("questions/kubernetes"))
            .into_keys()
            .next()
            .expect("a question");
        let mut command = binary();
        command.env("GREENROOM_CONTENT", out.path());
        command.args(["feedback", "--question", slug.trim_end_matches(".toml")]);
        let coached = run(&mut command, "I would measure first, then roll back.");
        assert_ends(&coached, 0, &["Next step"]);
    }
}

#[test]
fn a_role_guide_goes_into_our_own_bank() {
    let out = folder();
    copy_folder(&root().join("content"), out.path());
    fs::remove_file(out.path().join("roles/platform-engineer.toml")).expect("one role less");
    let ended = import("role-guide", &sample("role.md"), out.path());
    assert_ends(
        &ended,
        0,
        &[
            "Roles read: 1",
            "works_because        1        0",
            "## Salary",
        ],
    );
    let role = fs::read_to_string(out.path().join("roles/platform-engineer.toml"));
    let role = role.expect("the role");
    for kept in [
        "The team’s customers",
        "Removes steps",
        "Ask for the range first.",
    ] {
        assert!(role.contains(kept), "{kept}: {role}");
    }
    assert_ends(&check(out.path()), 0, &["0 errors", "5 roles"]);
}

#[test]
fn a_page_reads_alike_however_it_was_damaged() {
    let clean = folder();
    let ended = import("question-page", &sample("page/clean.txt"), clean.path());
    assert_ends(&ended, 0, &["Questions without their text: 1"]);
    assert!(!ended.out.contains("repaired"), "{}", ended.out);
    for name in [
        "as-windows-1252",
        "as-cp437",
        "as-cp850",
        "as-cp866",
        "as-iso-8859-1",
        "twice-as-windows-1252",
        "in-windows-1252",
    ] {
        let out = folder();
        let file = sample(&format!("page/{name}.txt"));
        let ended = import("question-page", &file, out.path());
        assert_ends(&ended, 0, &["Wrongly decoded characters repaired: "]);
        let texts = |folder: &TempDir| {
            let files = tree(folder.path()).into_iter();
            let named = files.filter(|(name, _)| !name.contains("left-over"));
            named.collect::<BTreeMap<_, _>>()
        };
        assert_eq!(texts(&out), texts(&clean), "{name}");
    }
}

/// A list as groups keep them: sections, numbered questions, answers in fences with headed groups.
fn long_list() -> String {
    let mut text = String::from("# Interview list\n");
    for (section, topic) in ["Clusters", "Delivery", "Reliability"].iter().enumerate() {
        let _ = write!(text, "\n## {}. {topic}\n", section + 1);
        for number in section * 7 + 1..=section * 7 + 7 {
            let _ = write!(
                text,
                "\n### Q{number}: How would you handle case {number} of {topic}?\n\n**Answer:**\n\
                 ```\nStrategy:\n1. Strategy item {number}a\n2. Strategy item {number}b\n   - detail {number}c\n\n\
                 Implementation:\n- Implementation item {number}d\n- Implementation item {number}e\n```\n"
            );
        }
    }
    text
}

#[test]
fn every_question_section_and_item_of_a_long_list_arrives() {
    let source = folder();
    let list = written(&source, "list.md", long_list());
    let out = folder();
    let ended = import("markdown-qa", &list, out.path());
    assert_ends(
        &ended,
        0,
        &["Questions read: 21", "key_points          21        0"],
    );
    assert_ends(
        &check(out.path()),
        0,
        &["0 errors", "21 questions can be used"],
    );
    let all = questions(out.path());
    for section in ["clusters", "delivery", "reliability"] {
        assert_eq!(
            all.matches(&format!("\"{section}\"")).count(),
            7,
            "{section}"
        );
    }
    for number in 1..=21 {
        assert!(all.contains(&format!("case {number} of ")), "Q{number}");
        for item in [
            format!("Strategy: Strategy item {number}a"),
            format!("Strategy item {number}b: detail {number}c"),
            format!("Implementation: Implementation item {number}d"),
            format!("item {number}e"),
        ] {
            assert!(all.contains(&item), "{item}");
        }
    }
}

/// A saved page of 15 questions: some blocks are empty, some questions lost their text, and each
/// half went through another wrong code page.
fn damaged_page() -> String {
    let mut text = String::from("Interview questions\nFilter by kind\n");
    for number in 1..=15 {
        // A bullet, a dash and an apostrophe, as two programs show them.
        let (bullet, dash, quote) = if number <= 8 {
            ("ΓÇó", "ΓÇô", "ΓÇÖ")
        } else {
            ("â€¢", "â€“", "â€™")
        };
        let question = if number % 7 == 0 {
            String::new()
        } else {
            format!("What is the team{quote}s plan for case {number}?")
        };
        let kind = ["Technical", "Behavioral"][number % 2];
        let level = ["High", "Medium", "Low"][number % 3];
        let _ = write!(
            text,
            "\n{number}{kind}{level}{question}\n8{dash}10 minutes {bullet} final round\nAnswer Framework\n"
        );
        if number % 2 == 0 {
            let _ = write!(
                text,
                "STAR Example\nSituation: A shop of {number}00 people.\nTask: I had to mend it.\n\
                 Action: I measured case {number}.\nAction: It took {number} days.\n"
            );
        }
        let _ = write!(
            text,
            "How to Answer\n{bullet} Begin with case {number}\n{bullet} End with the cost\n\
             Key Points to Mention\n{bullet} Point {number} {dash} the team{quote}s own\n\
             Key Terminology\nWhat Interviewers Look For\nCommon Mistakes to Avoid\n{bullet} Forgetting case {number} because it is small\n"
        );
    }
    text
}

#[test]
fn a_page_with_two_damaged_code_pages_is_readable_and_whole() {
    let source = folder();
    let page = written(&source, "page.txt", damaged_page());
    let out = folder();
    let ended = import("question-page", &page, out.path());
    assert_ends(
        &ended,
        0,
        &[
            "Questions read: 15",
            "Questions without their text: 2",
            "minutes             15        0",
            "outline             15        0",
            "star                 7        8",
            "terms                0       15",
            "which was missing",
        ],
    );
    assert_ends(
        &check(out.path()),
        0,
        &["0 errors", "13 questions can be used"],
    );
    let all: String = tree(out.path()).into_values().collect();
    for damage in ["ΓÇ", "â€", "Ã", "\u{fffd}"] {
        assert!(!all.contains(damage), "{damage}: {all}");
    }
    for number in 1..=15 {
        if number % 7 != 0 {
            assert!(
                all.contains(&format!("team’s plan for case {number}?")),
                "{number}"
            );
        }
        for item in [
            format!("Begin with case {number}\""),
            format!("Point {number} – the team’s own"),
            format!("Forgetting case {number}\""),
        ] {
            assert!(all.contains(&item), "{item}: {all}");
        }
    }
}
