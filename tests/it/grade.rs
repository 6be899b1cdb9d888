//! `greenroom grade`: JSON lines in, scores out, in order and without end.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use serde_json::{Value, json};

use crate::cli::{assert_ends, run};
use crate::world::{binary, root};

const REFERENCE: &str = "A cache keeps frequent results in memory, so that reads are faster.";
const WORDS: [&str; 8] = [
    "cache", "memory", "reads", "faster", "database", "stale", "encrypts", "disk",
];

/// A line that asks for the score of an answer.
fn line(id: usize, answer: &str) -> String {
    let asked = json!({
        "id": id, "question": "Why a cache?", "references": [REFERENCE], "answer": answer,
    });
    format!("{asked}\n")
}

/// Answers that differ, of a few words.
fn answer(number: usize) -> String {
    let word = |place: usize| WORDS[number / WORDS.len().pow(place as u32) % WORDS.len()];
    format!("The {} makes the {} {}", word(0), word(1), word(2))
}

/// Id and score of each line of an output.
fn scores(out: &str) -> Vec<(u64, f64)> {
    let read = |line: &str| {
        let graded: Value = serde_json::from_str(line).expect("JSON");
        let id = graded["id"].as_u64().expect("an id");
        (id, graded["score"].as_f64().expect("a score"))
    };
    out.lines().map(read).collect()
}

/// `grade` that reads from a pipe.
fn piped() -> (Child, ChildStdin, BufReader<ChildStdout>) {
    let mut child = binary()
        .args(["grade", "--batch", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary");
    let stdin = child.stdin.take().expect("a pipe");
    let stdout = BufReader::new(child.stdout.take().expect("a pipe"));
    (child, stdin, stdout)
}

/// Ends well, and said nothing on stderr.
fn ends_well(child: Child) {
    let ended = child.wait_with_output().expect("an end");
    let err = String::from_utf8_lossy(&ended.stderr);
    assert_eq!((ended.status.code(), &*err), (Some(0), ""));
}

#[test]
fn a_file_is_graded_in_its_order_and_a_pipe_alike() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("batch.jsonl");
    let lines: String = (0..1_000).map(|n| line(n, &answer(n))).collect();
    std::fs::write(&file, &lines).expect("a file");
    let from_file = run(binary().args(["grade", "--batch"]).arg(&file), "");
    assert_ends(&from_file, 0, &[]);
    assert!(from_file.err.is_empty(), "{}", from_file.err);
    let scores = scores(&from_file.out);
    assert!(scores.iter().map(|(id, _)| *id).eq(0..1_000));
    assert!(scores.iter().all(|(_, score)| (0.0..=1.0).contains(score)));
    let from_pipe = run(binary().args(["grade", "--batch", "-"]), &lines);
    assert_eq!(from_pipe.out, from_file.out);
}

#[test]
fn better_answers_have_better_scores() {
    let lines = [
        line(1, REFERENCE),
        line(
            2,
            "It holds common results in memory, which makes reading quicker.",
        ),
        line(3, "It encrypts the disk."),
        line(4, ""),
    ];
    let ended = run(binary().args(["grade", "--batch", "-"]), &lines.concat());
    assert_ends(&ended, 0, &[]);
    let scores: Vec<f64> = scores(&ended.out).iter().map(|(_, score)| *score).collect();
    assert!(scores[0] > 0.99 && scores[3] == 0.0, "{scores:?}");
    assert!(scores.is_sorted_by(|a, b| a > b), "{scores:?}");
}

#[test]
fn bad_lines_are_told_by_number_and_the_others_are_graded() {
    let mut lines = String::new();
    let mut bad = Vec::new();
    for number in 1..=300 {
        let faulty = match number {
            7 => "{\"id\": 7, \"question\"",
            150 => "{\"id\": 150, \"question\": \"q\", \"references\": [], \"answer\": \"a\"}",
            151 => "[1, 2]",
            300 => "null",
            _ => {
                lines.push_str(&line(number, &answer(number)));
                continue;
            }
        };
        let _ = writeln!(lines, "{faulty}");
        bad.push(number);
    }
    let ended = run(binary().args(["grade", "--batch", "-"]), &lines);
    assert_ends(&ended, 1, &["4 lines could not be graded; the others were"]);
    let said = ended.err.lines().filter(|said| said.starts_with("line "));
    let said: Vec<_> = said.map(|said| said.split(':').next()).collect();
    let expected: Vec<_> = bad.iter().map(|number| format!("line {number}")).collect();
    assert_eq!(
        said,
        expected
            .iter()
            .map(|it| Some(it.as_str()))
            .collect::<Vec<_>>()
    );
    let ids = scores(&ended.out).into_iter().map(|(id, _)| id as usize);
    assert!(ids.eq((1..=300).filter(|number| !bad.contains(number))));
    // Errors go to stderr alone, so that the output can be read by programs.
    assert_eq!(ended.out.lines().count(), 296);
}

#[test]
fn a_line_is_answered_before_the_next_one_is_sent() {
    let (child, mut stdin, mut stdout) = piped();
    for number in 0..5 {
        let asked = line(number, &answer(number));
        stdin.write_all(asked.as_bytes()).expect("it listens");
        let mut answered = String::new();
        stdout.read_line(&mut answered).expect("it answers");
        assert_eq!(scores(&answered)[0].0, number as u64);
    }
    drop(stdin);
    ends_well(child);
}

#[test]
fn an_input_that_ends_early_is_no_fault() {
    let grade = |input: &str| run(binary().args(["grade", "--batch", "-"]), input);
    for nothing in ["", "\n\n"] {
        let ended = grade(nothing);
        assert_ends(&ended, 0, &[]);
        assert_eq!(ended.out, "", "{nothing:?}");
    }
    let whole = line(1, "cache");
    assert_ends(&grade(whole.trim_end()), 0, &["{\"id\":1,"]);
    // Cut off within the second line, as when the sender dies.
    let second = line(2, "cache");
    let cut = format!("{whole}{}", &second[..second.len() / 2]);
    let ended = grade(&cut);
    assert_ends(
        &ended,
        1,
        &["{\"id\":1,", "line 2: ", "1 line could not be graded"],
    );
}

#[test]
fn a_reader_that_has_enough_ends_it() {
    let (child, mut stdin, mut stdout) = piped();
    stdin
        .write_all(line(0, "cache").as_bytes())
        .expect("it listens");
    let mut answered = String::new();
    stdout.read_line(&mut answered).expect("it answers");
    drop(stdout);
    // It goes on to be fed until it hangs up, as in `... | head -n 1`.
    let fed = (1..1_000_000).position(|n| stdin.write_all(line(n, "cache").as_bytes()).is_err());
    assert!(fed.is_some(), "it never hung up");
    ends_well(child);
}

/// The most memory that a process has had, in KiB.
#[cfg(target_os = "linux")]
fn peak(child: &Child) -> u64 {
    let path = format!("/proc/{}/status", child.id());
    let status = std::fs::read_to_string(path).expect("a running process");
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let figure = line.and_then(|line| line.split_whitespace().nth(1));
    figure.expect("a figure").parse().expect("a number")
}

#[cfg(target_os = "linux")]
#[test]
fn a_long_input_takes_no_more_memory_than_a_short_one() {
    const LINES: usize = 20_000;
    /// After so many lines all buffers are as large as they get.
    const WARM: usize = 2_000;
    /// In KiB; keeping the answers alone would take more.
    const ALLOWED: u64 = 6 * 1024;
    let (child, mut stdin, mut stdout) = piped();
    // Long lines of few words: what grows with the input is seen, and little is to be scored.
    let padding = "cache ".repeat(60);
    let sender = std::thread::spawn(move || {
        for number in 0..LINES {
            let asked = line(number, &format!("{} {padding}", answer(number)));
            stdin.write_all(asked.as_bytes()).expect("it listens");
        }
        stdin
    });
    let mut warm = 0;
    let mut answered = String::new();
    for number in 0..LINES {
        answered.clear();
        stdout.read_line(&mut answered).expect("it answers");
        assert_eq!(scores(&answered)[0].0, number as u64);
        if number == WARM {
            warm = peak(&child);
        }
    }
    let last = peak(&child);
    assert!(last <= warm + ALLOWED, "{warm} KiB, then {last} KiB");
    drop(sender.join().expect("all is sent"));
    ends_well(child);
}

#[test]
fn what_can_not_be_graded_is_explained() {
    assert_ends(&run(binary().arg("grade"), ""), 2, &["--batch"]);
    let nowhere = run(binary().args(["grade", "--batch", "/no/such.jsonl"]), "");
    assert_ends(&nowhere, 1, &["/no/such.jsonl"]);
    let at_folder = run(binary().args(["grade", "--batch"]).arg(root()), "");
    assert_ends(&at_folder, 1, &["it is a folder"]);
    let content = tempfile::tempdir().expect("a folder");
    std::fs::write(content.path().join("lexicon.toml"), "same = 5\n").expect("a file");
    let mut command = binary();
    command.env("GREENROOM_CONTENT", content.path());
    let ended = run(command.args(["grade", "--batch", "-"]), &line(1, "cache"));
    assert_ends(&ended, 1, &["lexicon.toml:1:8"]);
    assert!(ended.out.is_empty());
}
