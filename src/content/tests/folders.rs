//! What is said about folders and their files, and how.

use super::*;

#[test]
fn files_that_do_not_belong_are_said() {
    let folder = folder(&[
        ("bank.toml", VOCABULARY),
        ("frameworks/trade-off.toml", FRAMEWORK),
        (PLACE, QUESTION),
        ("questions/kubernetes/notes.yaml", "a: 1"),
        ("questions/kubernetes/.hidden", ""),
        ("questions/loose.toml", QUESTION),
        ("questions/kubernetes/deep/er.toml", QUESTION),
        ("questions/kubernetes/large.toml", &"#".repeat(300 * 1024)),
    ]);
    fs::write(
        folder.path().join("questions/kubernetes/latin.toml"),
        b"title = \"\xe9\"",
    )
    .expect("written");
    assert_snapshot!(said(&faults_of(folder.path())), @r"
    deep:1:1 error nested-folder: folders this deep are not read | move its files up into questions/kubernetes
    large.toml:1:1 error large-file: the file is larger than 256 KB | a question needs a few KB: move the rest out
    latin.toml:1:10 error not-utf8: the file is not UTF-8 from here on | save it as UTF-8
    notes.yaml:1:1 warning not-toml: this file is not read: its name does not end in .toml | rename it or take it away
    loose.toml:1:1 error misplaced-file: this question stands outside of a topic's folder | move it into questions/<topic>/
    ");
}

#[cfg(unix)]
#[test]
fn links_in_circles_end() {
    use std::os::unix::fs::symlink;
    let folder = folder(&[(PLACE, QUESTION), ("frameworks/trade-off.toml", FRAMEWORK)]);
    let topic = folder.path().join("questions/kubernetes");
    symlink("circle.toml", topic.join("circle.toml")).expect("linked");
    symlink("nowhere", topic.join("gone.toml")).expect("linked");
    symlink("..", topic.join("up")).expect("linked");
    symlink(".", folder.path().join("questions/again")).expect("linked");
    let codes: Vec<_> = faults_of(folder.path())
        .into_iter()
        .map(|fault| format!("{} {}", fault.file, fault.code))
        .collect();
    assert_eq!(
        codes,
        [
            "questions/again/again nested-folder",
            "questions/again/kubernetes nested-folder",
            "questions/kubernetes/circle.toml unreadable-file",
            "questions/kubernetes/gone.toml unreadable-file",
            "questions/kubernetes/up nested-folder",
        ]
    );
}

#[test]
fn folders_that_are_missing_are_said() {
    let codes =
        |path: &Path| -> Vec<&str> { faults_of(path).iter().map(|fault| fault.code.0).collect() };
    let folder = folder(&[("bank.toml", VOCABULARY)]);
    assert_eq!(codes(folder.path()), ["missing-folder"]);
    assert_eq!(codes(&folder.path().join("none")), ["missing-folder"]);
    assert_eq!(codes(&folder.path().join("bank.toml")), ["missing-folder"]);
}

#[test]
fn vocabularies_are_checked() {
    let broken = VOCABULARY
        .replace("name = \"core\"", "name = \"Our Bank\"")
        .replace("id = \"final\"", "id = \"technical-screen\"");
    let folder = folder(&[
        ("bank.toml", &format!("topic = 1\n{broken}")),
        ("frameworks/trade-off.toml", FRAMEWORK),
        (PLACE, QUESTION),
    ]);
    assert_snapshot!(said(&faults_of(folder.path())), @r"
    bank.toml:1:1 error unknown-key: `topic` is not a key of this table | did you mean `topics`?
    bank.toml:2:8 error bad-id: `Our Bank` can't be an id | use lower-case letters, digits and single hyphens, 50 characters at most
    bank.toml:18:1 error duplicate-name: `technical-screen` stands twice among the rounds | keep one of them
    ");
}

#[test]
fn faults_are_shown_to_people_and_programs() {
    let folder = folder(&[
        ("frameworks/trade-off.toml", FRAMEWORK),
        (PLACE, &QUESTION.replace("outline =", "outlines =")),
    ]);
    let faults = faults_of(folder.path());
    assert_snapshot!(human(&faults, Colour::Never), @r#"
    warning[missing-part]: the question lacks `outline`
      ┌─ questions/kubernetes/errors-at-every-rollout.toml:1:1
      │
    1 │ title = "A Deployment that drops requests"
      │ ^ it can be asked all the same; add them so that people learn more from it

    error[unknown-key]: `outlines` is not a key of this table
       ┌─ questions/kubernetes/errors-at-every-rollout.toml:11:1
       │
    11 │ outlines = ["Ask first.", "Start of a pod.", "End of a pod.", "Go back."]
       │ ^^^^^^^^ did you mean `outline`?

    1 error, 1 warning
    "#);
    assert!(human(&faults, Colour::Always).contains("\u{1b}["));
    assert_snapshot!(json(&faults, None), @r#"
    {"errors":1,"warnings":1,"faults":[{"file":"questions/kubernetes/errors-at-every-rollout.toml","line":1,"column":1,"severity":"warning","code":"missing-part","message":"the question lacks `outline`","fix":"it can be asked all the same; add them so that people learn more from it"},{"file":"questions/kubernetes/errors-at-every-rollout.toml","line":11,"column":1,"severity":"error","code":"unknown-key","message":"`outlines` is not a key of this table","fix":"did you mean `outline`?"}]}
    "#);
}

#[test]
fn the_error_names_the_first_fault() {
    let folder = folder(&[(PLACE, "title = ")]);
    let error = load(folder.path()).expect_err("not a question");
    assert_snapshot!(error, @r"
    the content folder has 1 error(s); the first: questions/kubernetes/errors-at-every-rollout.toml:1:9: this is not valid TOML: string values must be quoted, expected literal string (correct the TOML here; texts stand in quotes, lists in [brackets])
    ");
}
