//! `import` where it must not or can not write: nothing is overwritten, every refusal explained.

use std::fs;

use super::*;

#[test]
fn nothing_is_ever_overwritten() {
    let out = folder();
    assert_ends(&import("json", &sample("list.json"), out.path()), 0, &[]);
    let topic = out.path().join("questions/kubernetes");
    let name = tree(&topic).into_keys().next().expect("a question");
    fs::write(topic.join(&name), "title = 'mine'").expect("a file");
    let before = tree(out.path());
    let again = import("json", &sample("list.json"), out.path());
    assert_ends(&again, 1, &["nothing was written", &name]);
    assert!(again.out.is_empty(), "{}", again.out);
    assert_eq!(tree(out.path()), before);

    // A question of the same name in another topic would be the same question.
    let aws = out.path().join("questions/aws");
    fs::rename(&topic, &aws).expect("moved");
    let before = tree(out.path());
    let again = import("json", &sample("list.json"), out.path());
    assert_ends(&again, 1, &["nothing was written", "aws"]);
    assert_eq!(tree(out.path()), before);
}

#[test]
fn wrong_usage_is_explained() {
    let out = folder();
    let path = out.path().display().to_string();
    let list = sample("list.md");
    let usage = |arguments: &[&str], expected: &[&str]| {
        let ended = run(binary().arg("import").args(arguments), "");
        assert_ends(&ended, 2, expected);
    };
    usage(
        &["--format", "markdown-qa", &list, "--out", &path],
        &["--topic"],
    );
    usage(
        &["--format", "word", &list, "--topic", "aws", "--out", &path],
        &["markdown-qa", "role-guide"],
    );
    usage(
        &[
            "--format",
            "csv",
            &list,
            "--topic",
            "Two words",
            "--out",
            &path,
        ],
        &["`Two words`", "lower-case"],
    );
    fs::copy(
        root().join("content/bank.toml"),
        out.path().join("bank.toml"),
    )
    .expect("copied");
    usage(
        &[
            "--format", "csv", &list, "--topic", "cooking", "--out", &path,
        ],
        &["no topic `cooking`", "kubernetes", "bank.toml"],
    );
    assert_eq!(tree(out.path()).len(), 1);
}

#[test]
fn what_can_not_be_read_is_explained_and_leaves_nothing() {
    let source = folder();
    let large = vec![b'a'; 16 * 1024 * 1024 + 1];
    let garbage: Vec<u8> = (0..4_000_u32).map(|n| (n * 167 % 251) as u8).collect();
    for (format, file, expected) in [
        ("csv", "/no/such/list.csv".to_owned(), "/no/such/list.csv"),
        ("csv", source.path().display().to_string(), "can't read"),
        ("csv", written(&source, "empty.csv", ""), "no column"),
        (
            "csv",
            written(&source, "other.csv", "a,b\n1,2\n"),
            "no column",
        ),
        (
            "json",
            written(&source, "broken.json", "[\n{\"ask\": }"),
            "line 2",
        ),
        (
            "json",
            written(&source, "deep.json", "[".repeat(100_000)),
            "not valid JSON",
        ),
        (
            "markdown-qa",
            written(&source, "prose.md", "Dear all,\nno questions today.\n"),
            "--format",
        ),
        (
            "question-page",
            written(&source, "noise.bin", garbage),
            "--format",
        ),
        (
            "role-guide",
            written(&source, "broken.md", "---\ntitle: [\n---\n"),
            "line 3",
        ),
        (
            "markdown-qa",
            written(&source, "large.md", large),
            "split it",
        ),
    ] {
        let out = folder();
        let ended = import(format, &file, out.path());
        assert_ends(&ended, 1, &[expected]);
        assert!(ended.out.is_empty(), "{format}: {}", ended.out);
        assert!(tree(out.path()).is_empty(), "{format} {file}");
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_can_not_be_made_is_said() {
    let out = folder();
    let taken = written(&out, "taken", "");
    let ended = import("json", &sample("list.json"), Path::new(&taken));
    assert_ends(&ended, 1, &["can't write", "taken"]);
    assert_eq!(tree(out.path()).len(), 1);
}
