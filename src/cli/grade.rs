//! `greenroom grade --batch FILE.jsonl`.
//!
//! One line in `{"id", "question", "references": [..], "answer"}`, one line out `{"id", "score"}`,
//! in the same order. Memory is bounded whatever comes in, and a line is answered as soon as it
//! is there: the other end of a pipe may wait for it before it sends the next one.

mod line;
mod pipeline;

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, anyhow};
use clap::Args;

use super::{Failure, Setting};
use crate::content;

/// Options of `grade`.
#[derive(Debug, Args)]
pub struct Options {
    /// The file of JSON lines; `-` for standard input.
    #[arg(long, value_name = "FILE")]
    batch: PathBuf,
}

/// Writes a score for each line; exit code 1 where some line could not be read.
pub(super) fn run(setting: &Setting, options: &Options) -> Result<ExitCode, Failure> {
    let lexicon = content::load_lexicon(&setting.config.content).map_err(Failure::failed)?;
    let input = open(&options.batch)?;
    let (mut output, mut complaints) = (io::stdout().lock(), io::stderr().lock());
    match pipeline::grade(Arc::new(lexicon), input, &mut output, &mut complaints) {
        Ok(0) => Ok(ExitCode::SUCCESS),
        Ok(bad) => {
            let lines = if bad == 1 { "line" } else { "lines" };
            Err(Failure::failed(anyhow!(
                "{bad} {lines} could not be graded; the others were"
            )))
        }
        // Whoever read this has enough, as in `... | head`.
        Err(pipeline::Stopped::Output(error)) if error.kind() == ErrorKind::BrokenPipe => {
            Ok(ExitCode::SUCCESS)
        }
        Err(pipeline::Stopped::Output(error)) => Err(Failure::failed(
            anyhow::Error::new(error).context("can't write the scores"),
        )),
        Err(pipeline::Stopped::Input(error)) => Err(Failure::failed(
            anyhow::Error::new(error).context("can't read on"),
        )),
    }
}

fn open(path: &Path) -> Result<Box<dyn Read + Send>, Failure> {
    if path == Path::new("-") {
        return Ok(Box::new(io::stdin()));
    }
    let open = || {
        if path.is_dir() {
            return Err(anyhow!("it is a folder"));
        }
        Ok(File::open(path)?)
    };
    let file = open()
        .with_context(|| format!("can't read {}", path.display()))
        .map_err(Failure::failed)?;
    Ok(Box::new(file))
}
