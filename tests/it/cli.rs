//! The binary without a bot: what it says and how it ends.
//!
//! Exit codes: 0 done, 1 the thing asked for failed, 2 wrong usage, 3 wrong token or rights.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use crate::world::{ANSWER, QUESTION, binary, root};

/// What a command printed, and how it ended.
pub struct Ended {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

/// Runs a command to its end; nothing that it prints may look like a crash.
pub fn run(command: &mut Command, input: &str) -> Ended {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary");
    let mut stdin = child.stdin.take().expect("a pipe");
    // A command that does not read its input may be gone already.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    let Output {
        status,
        stdout,
        stderr,
    } = child.wait_with_output().expect("output");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    let ended = Ended {
        code: status.code(),
        out: text(stdout),
        err: text(stderr),
    };
    for sign in ["panicked", "RUST_BACKTRACE", "stack backtrace", "Error {"] {
        assert!(!ended.err.contains(sign), "{}", ended.err);
        assert!(!ended.out.contains(sign), "{}", ended.out);
    }
    ended
}

/// Runs the binary with these arguments.
fn greenroom(arguments: &[&str]) -> Ended {
    run(binary().args(arguments), "")
}

/// Asserts how a command ends, and what stands in what it printed.
#[track_caller]
fn check(arguments: &[&str], code: i32, expected: &[&str]) -> Ended {
    let ended = greenroom(arguments);
    assert_ends(&ended, code, expected);
    ended
}

#[track_caller]
pub fn assert_ends(ended: &Ended, code: i32, expected: &[&str]) {
    let Ended { out, err, .. } = ended;
    assert_eq!(ended.code, Some(code), "out: {out}\nerr: {err}");
    for words in expected {
        assert!(
            out.contains(words) || err.contains(words),
            "{words:?} is missing.\nout: {out}\nerr: {err}"
        );
    }
    if code != 0 && code != 1 {
        assert!(out.is_empty(), "errors go to stderr: {out}");
    }
}

#[test]
fn help_and_version_are_everywhere() {
    let help = check(&["--help"], 0, &["Usage: greenroom"]);
    let version = check(&["--version"], 0, &[env!("CARGO_PKG_VERSION")]);
    assert!(help.err.is_empty() && version.err.is_empty());
    for command in [
        "run",
        "playground",
        "check",
        "feedback",
        "grade",
        "import",
        "doctor",
        "backup",
        "restore",
    ] {
        let listed = help
            .out
            .lines()
            .any(|line| line.starts_with("  ") && line.split_whitespace().next() == Some(command));
        assert!(listed, "{command}: {}", help.out);
        check(&[command, "--help"], 0, &["Usage: greenroom", command]);
    }
}

#[test]
fn wrong_usage_ends_with_2() {
    check(&["rum"], 2, &["unrecognized subcommand"]);
    check(&[], 2, &["Usage: greenroom"]);
    check(&["run", "--fast"], 2, &["--fast"]);
    check(&["backup"], 2, &["<FILE>"]);
    check(
        &["--config", "/nowhere.toml", "check"],
        2,
        &["/nowhere.toml"],
    );
}

#[test]
fn the_shipped_bank_is_sound() {
    let human = check(&["check"], 0, &["0 errors", "questions can be used"]);
    assert!(!human.out.contains('\u{1b}'), "no colours into a pipe");
    let json = check(&["check", "content", "--format", "json"], 0, &[]);
    serde_json::from_str::<serde_json::Value>(&json.out).expect("JSON");
}

#[test]
fn a_broken_bank_is_told_fault_by_fault() {
    let folder = tempfile::tempdir().expect("a folder");
    let content = folder.path().join("content");
    crate::world::copy_folder(&root().join("content"), &content);
    let file = content.join("questions/kubernetes/autoscaling-six-minutes-late.toml");
    let sound = std::fs::read_to_string(&file).expect("a question");
    let broken = sound
        .replacen("kind = \"technical\"", "kind = \"tecnical\"", 1)
        .replacen("topic = \"kubernetes\"", "topic = \"kubernets\"", 1);
    std::fs::write(&file, broken).expect("a file");
    let other = content.join("questions/aws/not-a-question.toml");
    std::fs::write(&other, "title = \"Unfinished\nkind = 3\n").expect("a file");
    let path = content.display().to_string();
    check(
        &["check", &path],
        1,
        &[
            "autoscaling-six-minutes-late.toml:4:8",
            "autoscaling-six-minutes-late.toml:6:9",
            "`technical`",
            "kubernetes",
            "not-a-question.toml:1:",
            "4 errors",
        ],
    );
    let json = check(&["check", &path, "--format", "json"], 1, &[]);
    let faults: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    let text = faults.to_string();
    for part in ["not-a-question.toml", "\"line\"", "\"column\""] {
        assert!(text.contains(part), "{part}: {text}");
    }
    check(&["check", "/no/such/folder"], 1, &["/no/such/folder"]);
}

#[test]
fn an_answer_is_observed() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("answer.txt");
    std::fs::write(&file, ANSWER).expect("a file");
    let file = file.display().to_string();
    let from_file = check(
        &["feedback", "--question", QUESTION, &file],
        0,
        &["What I saw", "Next step"],
    );
    let slug = QUESTION.trim_start_matches("core/");
    let from_stdin = run(binary().args(["feedback", "--question", slug]), ANSWER);
    assert_ends(&from_stdin, 0, &[]);
    assert_eq!(from_stdin.out, from_file.out);

    let json = run(
        binary().args(["feedback", "--json", "--question", QUESTION]),
        ANSWER,
    );
    assert_ends(&json, 0, &[]);
    let report: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    assert!(report.is_object(), "{report}");

    check(
        &[
            "feedback",
            "--question",
            "autoscaling-six-minute-late",
            &file,
        ],
        2,
        &["did you mean", QUESTION],
    );
    check(
        &["feedback", "--question", QUESTION, "/no/such/answer"],
        1,
        &["/no/such/answer"],
    );
    for odd in ["", "   \n", "🙂", "\u{0}\u{202e}", &"word ".repeat(300_000)] {
        let ended = run(binary().args(["feedback", "--question", QUESTION]), odd);
        assert_eq!(ended.code, Some(0), "{}", ended.err);
    }
}

#[test]
fn a_missing_or_unreadable_token_ends_with_3() {
    check(&["run"], 3, &["no token", "DISCORD_TOKEN"]);
    let ended = run(
        binary()
            .arg("run")
            .env("DISCORD_TOKEN_FILE", "/no/such/token"),
        "",
    );
    assert_ends(&ended, 3, &["/no/such/token", "DISCORD_TOKEN_FILE"]);
}

/// Runs a command with a configuration file.
fn configured(text: &str, arguments: &[&str]) -> Ended {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("greenroom.toml");
    std::fs::write(&file, text).expect("a file");
    run(binary().arg("--config").arg(&file).args(arguments), "")
}

#[test]
fn a_wrong_configuration_ends_with_2() {
    for (text, expected) in [
        (
            "[answers]\nquiet_seconds = 0\n",
            &["answers.quiet_seconds", "0", "1 to 600"][..],
        ),
        (
            "[answers]\nquite_seconds = 9\n",
            &["quite_seconds", "line 2"][..],
        ),
        ("[answers\n", &["line 1"][..]),
        ("[answers]\nquiet_seconds = \"x\"\n", &["line 2"][..]),
        ("[database]\nurl = \"mysql://x\"\n", &["database.url"][..]),
        (
            "[discord]\napi = \"http://example.com\"\n",
            &["discord.api", "plain_http_hosts"][..],
        ),
        ("[http]\naddress = \"nowhere\"\n", &["http.address"][..]),
        (
            "[discord]\nshard_first = 2\nshard_count = 2\nshard_total = 3\n",
            &["shard"][..],
        ),
    ] {
        let ended = configured(text, &["check"]);
        assert_ends(&ended, 2, expected);
    }
    let secret = "hunter2secret";
    let mut command = binary();
    command.arg("check").env(
        "GREENROOM_DATABASE_URL",
        format!("postgre://greenroom:{secret}@localhost/x"),
    );
    let ended = run(&mut command, "");
    assert_ends(&ended, 2, &["GREENROOM_DATABASE_URL"]);
    assert!(!ended.err.contains(secret), "{}", ended.err);
}
