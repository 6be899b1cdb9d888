//! Reads, scores on every core, and writes in order.
//!
//! A reader cuts the input into batches, workers score them, and the caller's thread writes. Each
//! batch has a channel of its own for its result; their ends are queued in the order of the input,
//! so that the writer waits for the right one and nothing has to be sorted. All queues are
//! bounded: a slow end slows down the others.
//!
//! The threads are not waited for: when the output is closed, the reader may still hang on its
//! input, and must not keep the program from ending.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use super::line;
use crate::domain::feedback::lexicon::Lexicon;
use crate::domain::feedback::similarity::Scorer;

/// Lines that a worker takes at a time, if there are so many already.
const LINES: usize = 64;
/// And bytes, after which a batch is given away.
const BYTES: usize = 1 << 18;
/// Batches under way, for each worker.
const BATCHES: usize = 4;
/// A longer line is not kept: 4 MiB.
const LONGEST_LINE: usize = 4 << 20;
/// Bytes read at once.
const BUFFER: usize = 1 << 16;
/// More workers than this bring nothing: one thread reads and one writes.
const MOST_WORKERS: usize = 8;

/// Why not everything was graded.
#[derive(Debug)]
pub(super) enum Stopped {
    /// The input can't be read any further.
    Input(io::Error),
    /// The output takes no more.
    Output(io::Error),
}

/// Lines to be scored.
struct Batch {
    /// The number of the first line, from 1.
    first: u64,
    /// Each line; `None` for one that is too long to be kept.
    lines: Vec<Option<Vec<u8>>>,
    scored: SyncSender<Scored>,
}

/// What became of a batch.
struct Scored {
    output: String,
    /// Lines that could not be graded, by number, with the reason.
    complaints: Vec<(u64, String)>,
}

/// A batch's place in the order of the output, or what ended the input.
type Place = Result<Receiver<Scored>, io::Error>;

/// Grades all lines; gives how many could not be.
pub(super) fn grade(
    lexicon: Arc<Lexicon>,
    input: impl Read + Send + 'static,
    output: &mut impl Write,
    complaints: &mut impl Write,
) -> Result<u64, Stopped> {
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let workers = workers.min(MOST_WORKERS);
    let (to_workers, work) = sync_channel(workers * BATCHES);
    let (to_writer, places) = sync_channel(workers * BATCHES);
    let work = Arc::new(Mutex::new(work));
    for _ in 0..workers {
        let (work, lexicon) = (Arc::clone(&work), Arc::clone(&lexicon));
        thread::spawn(move || score(&work, lexicon));
    }
    let input = BufReader::with_capacity(BUFFER, input);
    thread::spawn(move || read(input, &to_workers, &to_writer));
    write(&places, output, complaints)
}

/// Cuts the input into batches until it ends or nobody wants more.
fn read(mut input: BufReader<impl Read>, workers: &SyncSender<Batch>, writer: &SyncSender<Place>) {
    let mut first = 1;
    loop {
        let lines = match batch(&mut input) {
            Ok(lines) if lines.is_empty() => return,
            Ok(lines) => lines,
            Err(error) => {
                // Nobody is left to hear it where this fails.
                let _ = writer.send(Err(error));
                return;
            }
        };
        let next = first + lines.len() as u64;
        let (scored, place) = sync_channel(1);
        let batch = Batch {
            first,
            lines,
            scored,
        };
        if writer.send(Ok(place)).is_err() || workers.send(batch).is_err() {
            return;
        }
        first = next;
    }
}

/// The next lines: at least one, if the input has any, and more only where that needs no waiting.
fn batch(input: &mut BufReader<impl Read>) -> io::Result<Vec<Option<Vec<u8>>>> {
    let (mut lines, mut bytes) = (Vec::new(), 0);
    while let Some(line) = next_line(input)? {
        bytes += line.as_ref().map_or(0, Vec::len);
        lines.push(line);
        if lines.len() >= LINES || bytes >= BYTES || !input.buffer().contains(&b'\n') {
            break;
        }
    }
    Ok(lines)
}

/// The next line without its end; `None` at the end of the input.
fn next_line(input: &mut impl BufRead) -> io::Result<Option<Option<Vec<u8>>>> {
    let mut line = Vec::new();
    let longest = LONGEST_LINE as u64 + 1;
    if input.take(longest).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    if line.last() == Some(&b'\n') {
        line.pop();
    } else if line.len() > LONGEST_LINE {
        input.skip_until(b'\n')?;
        return Ok(Some(None));
    }
    Ok(Some(Some(line)))
}

/// Scores batches until there are no more.
fn score(work: &Mutex<Receiver<Batch>>, lexicon: Arc<Lexicon>) {
    let mut scorer = Scorer::new(lexicon);
    loop {
        // Held while waiting: the other workers have nothing to do then either.
        let batch = work.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(batch) = batch else { return };
        let scored = score_batch(&batch, &mut scorer);
        if batch.scored.send(scored).is_err() {
            return;
        }
    }
}

fn score_batch(batch: &Batch, scorer: &mut Scorer) -> Scored {
    let mut scored = Scored {
        output: String::new(),
        complaints: Vec::new(),
    };
    for (number, line) in (batch.first..).zip(&batch.lines) {
        let graded = match line {
            None => Err(format!(
                "the line is longer than {} MiB",
                LONGEST_LINE >> 20
            )),
            Some(line) if line.trim_ascii().is_empty() => continue,
            Some(line) => line::grade(line, scorer),
        };
        match graded {
            Ok(line) => {
                scored.output.push_str(&line);
                scored.output.push('\n');
            }
            Err(reason) => scored.complaints.push((number, reason)),
        }
    }
    scored
}

/// Writes what was scored in the order of the input; gives how many lines could not be graded.
fn write(
    places: &Receiver<Place>,
    output: &mut impl Write,
    complaints: &mut impl Write,
) -> Result<u64, Stopped> {
    let mut bad = 0;
    for place in places {
        let place = place.map_err(Stopped::Input)?;
        let scored = place.recv().map_err(|_| {
            Stopped::Input(io::Error::other(
                "a worker ended before its lines were scored",
            ))
        })?;
        let written = output.write_all(scored.output.as_bytes());
        written
            .and_then(|()| output.flush())
            .map_err(Stopped::Output)?;
        for (line, reason) in scored.complaints {
            bad += 1;
            // A closed stderr is no reason to end: the exit code says it too.
            let _ = writeln!(complaints, "line {line}: {reason}");
        }
    }
    Ok(bad)
}

#[cfg(test)]
mod tests;
