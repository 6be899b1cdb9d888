//! The whole way of lines through the pipeline.

use std::io::Cursor;
use std::sync::mpsc::{Receiver, Sender, channel};

use super::*;

fn lexicon() -> Arc<Lexicon> {
    Arc::default()
}

/// What is written to each side, and how it ended.
fn graded(input: impl Into<Vec<u8>>) -> (String, String, Result<u64, Stopped>) {
    let (mut output, mut complaints) = (Vec::new(), Vec::new());
    let input = Cursor::new(input.into());
    let ended = grade(lexicon(), input, &mut output, &mut complaints);
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8 is written");
    (text(output), text(complaints), ended)
}

fn line(id: &str, answer: &str) -> String {
    format!(
        r#"{{"id":{id},"question":"What is it?","references":["a fast car"],"answer":"{answer}"}}"#
    )
}

#[test]
fn ids_come_back_as_they_were() {
    let input: Vec<String> = [
        "7",
        "\"a b\"",
        "\"\\u00e4\"",
        "123456789012345678901234567890",
        "-0.50",
    ]
    .iter()
    .map(|id| line(id, "a fast car"))
    .collect();
    let (output, complaints, ended) = graded(input.join("\n"));
    assert_eq!(complaints, "");
    assert_eq!(ended.expect("graded"), 0);
    insta::assert_snapshot!(output, @r#"
    {"id":7,"score":1.0}
    {"id":"a b","score":1.0}
    {"id":"\u00e4","score":1.0}
    {"id":123456789012345678901234567890,"score":1.0}
    {"id":-0.50,"score":1.0}
    "#);
}

#[test]
fn bad_lines_are_told_by_number_and_the_rest_is_graded() {
    let mut input = Vec::new();
    for text in [
        line("1", "a fast car").as_str(),
        "",
        "nonsense",
        r#"{"id":2,"question":"q","references":["r"]}"#,
        r#"{"id":3,"question":"q","references":[],"answer":"a"}"#,
        r#"{"id":[4],"question":"q","references":["r"],"answer":"a"}"#,
        r#"{"id":5,"question":"q","references":"r","answer":"a"}"#,
    ] {
        input.extend_from_slice(text.as_bytes());
        input.extend_from_slice(b"\r\n");
    }
    input.extend_from_slice(b"{\"id\":\"\xff\"}\n");
    input.extend_from_slice(line("9", "a fast car").as_bytes());
    let (output, complaints, ended) = graded(input);
    assert_eq!(
        output,
        "{\"id\":1,\"score\":1.0}\n{\"id\":9,\"score\":1.0}\n"
    );
    assert_eq!(ended.expect("graded"), 6);
    insta::assert_snapshot!(complaints, @r#"
    line 3: this is not valid JSON at column 2: expected ident; a line is {"id": .., "question": "..", "references": [".."], "answer": ".."}
    line 4: missing field `answer`; a line is {"id": .., "question": "..", "references": [".."], "answer": ".."}
    line 5: `references` is empty; give at least one
    line 6: `id` must be a text or a number
    line 7: invalid type: string "r", expected a sequence; a line is {"id": .., "question": "..", "references": [".."], "answer": ".."}
    line 8: this is not UTF-8 from byte 8 on; save the file as UTF-8
    "#);
}

#[test]
fn a_line_too_long_to_be_kept_is_passed_over() {
    let long = line("1", &"x ".repeat(LONGEST_LINE));
    let input = format!("{long}\n{}\n", line("2", "a fast car"));
    let (output, complaints, ended) = graded(input);
    assert_eq!(output, "{\"id\":2,\"score\":1.0}\n");
    assert_eq!(complaints, "line 1: the line is longer than 4 MiB\n");
    assert_eq!(ended.expect("graded"), 1);
}

#[test]
fn many_lines_keep_their_order_and_their_scores() {
    let words = ["a", "fast", "car", "slow", "boat", "red"];
    let answer = |n: usize| format!("{} {} {n}", words[n % 6], words[n / 6 % 6]);
    let lines: Vec<String> = (0..5_000)
        .map(|n| line(&n.to_string(), &answer(n)))
        .collect();
    let (output, _, ended) = graded(lines.join("\n"));
    assert_eq!(ended.expect("graded"), 0);
    let ids: Vec<String> = output
        .lines()
        .map(|line| line.split([':', ',']).nth(1).unwrap_or_default().to_owned())
        .collect();
    assert_eq!(ids, (0..5_000).map(|n| n.to_string()).collect::<Vec<_>>());
    assert_eq!(graded(lines.join("\n")).0, output);
}

/// An input that gives what is sent to it, and waits for more.
struct Live(Receiver<String>);

impl Read for Live {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let Ok(text) = self.0.recv() else {
            return Ok(0);
        };
        into[..text.len()].copy_from_slice(text.as_bytes());
        Ok(text.len())
    }
}

/// An output that sends each line on.
struct Heard(Sender<String>);

impl Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let sent = self.0.send(text);
        sent.map_err(|_| io::ErrorKind::BrokenPipe)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_line_is_answered_before_the_next_one_comes() {
    let (say, input) = channel();
    let (output, hear) = channel();
    let run =
        thread::spawn(move || grade(lexicon(), Live(input), &mut Heard(output), &mut io::sink()));
    for id in ["1", "2", "3"] {
        say.send(line(id, "a fast car") + "\n").expect("it reads");
        let answer = hear.recv().expect("it answers");
        assert_eq!(answer, format!("{{\"id\":{id},\"score\":1.0}}\n"));
    }
    drop(say);
    let ended = run.join().expect("no panic").expect("graded");
    assert_eq!(ended, 0);
}

#[test]
fn a_closed_output_ends_it_though_the_input_stays_open() {
    let (say, input) = channel();
    let (output, hear) = channel();
    drop(hear);
    say.send(line("1", "a fast car") + "\n").expect("it reads");
    let ended = grade(lexicon(), Live(input), &mut Heard(output), &mut io::sink());
    let Err(Stopped::Output(error)) = ended else {
        panic!("it should have stopped: {ended:?}");
    };
    assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
}

/// An input that breaks after a line.
struct Broken(Option<String>);

impl Read for Broken {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let text = self.0.take().ok_or(io::ErrorKind::TimedOut)?;
        into[..text.len()].copy_from_slice(text.as_bytes());
        Ok(text.len())
    }
}

#[test]
fn what_came_before_the_input_broke_is_graded() {
    let mut output = Vec::new();
    let input = Broken(Some(line("1", "a fast car") + "\n"));
    let ended = grade(lexicon(), input, &mut output, &mut io::sink());
    assert!(matches!(ended, Err(Stopped::Input(_))), "{ended:?}");
    assert_eq!(output, b"{\"id\":1,\"score\":1.0}\n");
}
