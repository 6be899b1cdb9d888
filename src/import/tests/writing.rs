//! What is written, and what is never replaced.

use super::*;
use crate::domain::bank::Named;

#[test]
fn existing_files_are_never_replaced() {
    let imported = imported(Format::MarkdownQa, "list.md");
    let (folder, _) = loaded(&imported);
    let first = folder.path().join(&imported.files[0].path);
    fs::write(&first, "mine").expect("written");
    let Err(WriteError::Exist(paths)) = write(folder.path(), &imported.files) else {
        panic!("it was replaced");
    };
    assert_eq!(paths.len(), imported.files.len());
    assert_eq!(fs::read_to_string(&first).expect("there"), "mine");
}

#[test]
fn a_slug_of_another_topic_is_in_the_way() {
    let imported = imported(Format::Json, "list.json");
    let folder = tempfile::tempdir().expect("a folder for the test");
    let other = folder.path().join("questions/aws");
    fs::create_dir_all(&other).expect("made");
    let taken = other.join("how-do-you-alert-on-a-slow-burn.toml");
    fs::write(&taken, "").expect("written");
    let Err(WriteError::Exist(paths)) = write(folder.path(), &imported.files) else {
        panic!("it was written");
    };
    assert_eq!(paths, [taken]);
    assert!(!folder.path().join(&imported.files[0].path).exists());
}

#[test]
fn a_disk_that_refuses_leaves_nothing_behind() {
    let imported = imported(Format::Json, "list.json");
    let folder = tempfile::tempdir().expect("a folder for the test");
    // The last file's folder can't be made, since a file has its name.
    fs::write(folder.path().join("unfinished"), "").expect("written");
    assert!(
        imported
            .files
            .last()
            .is_some_and(|file| file.path.starts_with("unfinished"))
    );
    assert!(matches!(
        write(folder.path(), &imported.files),
        Err(WriteError::Io { .. })
    ));
    assert!(!folder.path().join(&imported.files[0].path).exists());
}

#[test]
fn alike_questions_get_names_of_their_own() {
    let text = "### Why?\nA: one\n### Why?\nA: two\n### ?\nA: three\n";
    let imported = read(Format::MarkdownQa, text.as_bytes(), &target()).expect("read");
    let paths: Vec<_> = imported
        .files
        .iter()
        .map(|file| file.path.as_str())
        .collect();
    assert_eq!(
        paths,
        [
            "questions/kubernetes/why.toml",
            "questions/kubernetes/why-2.toml",
            "questions/kubernetes/question-5.toml",
        ]
    );
}

#[test]
fn a_bank_with_vocabularies_takes_only_its_own_names() {
    let named = |id: &str| Named {
        id: id.to_owned(),
        name: id.to_owned(),
    };
    let names = Names {
        topics: Some(vec![named("kubernetes")]),
        rounds: Some(vec![named("final")]),
        competencies: Some(vec![named("reliability")]),
        ..Names::default()
    };
    let text = "ask,topic,rounds,skills\nWhy?,Kubernetes,\"Final round, coffee\",Reliability\nHow?,cooking,,\n";
    let target = Target { names, ..target() };
    let imported = read(Format::Csv, text.as_bytes(), &target).expect("read");
    let (_folder, loaded) = loaded(&imported);
    let why = question(&loaded.bank, "why");
    assert_eq!(
        (why.rounds.as_slice(), why.competencies.as_slice()),
        (
            ["final".to_owned()].as_slice(),
            ["reliability".to_owned()].as_slice()
        )
    );
    let left: Vec<_> = imported
        .report
        .left_over
        .iter()
        .map(|left| left.text.as_str())
        .collect();
    assert_eq!(left, ["rounds: coffee", "topic: cooking"]);
}

#[test]
fn what_is_no_list_is_refused_with_the_reason() {
    let error = |format, text: &str, topic: &str| {
        let target = Target {
            topic: topic.to_owned(),
            ..Target::default()
        };
        read(format, text.as_bytes(), &target)
            .expect_err("refused")
            .to_string()
    };
    assert_snapshot!(error(Format::MarkdownQa, "nothing", "a"), @"no questions were found; is --format right for this file?");
    assert_snapshot!(error(Format::Csv, "a,b\n1,2", "a"), @"no column holds the questions: name one of them `ask` or `question` (the first line has: a, b)");
    assert_snapshot!(error(Format::Csv, "ask\nwhy", "A b"), @"`A b` can't be a topic: use lower-case letters, digits and single hyphens");
    let yaml = error(Format::RoleGuide, "---\na: [\n---\n", "");
    assert!(
        yaml.starts_with("line 3: the front matter can't be read: "),
        "{yaml}"
    );
}
