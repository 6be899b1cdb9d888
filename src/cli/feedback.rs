//! `greenroom feedback --question ID [--json] [FILE or stdin]`.

use std::io::Read;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, anyhow};
use clap::Args;

use super::{Failure, Setting};
use crate::content;
use crate::domain::bank::Bank;
use crate::domain::feedback::Observer;
use crate::domain::feedback::words::{next_step, what_i_saw};
use crate::domain::language::Language;
use crate::domain::question::{Question, QuestionId};
use crate::domain::search::SearchIndex;
use crate::report_json;

/// Options of `feedback`.
#[derive(Debug, Args)]
pub struct Options {
    /// The question's id, with or without its bank (`core/...`).
    #[arg(long, value_name = "ID")]
    question: String,
    /// Write the observations as JSON.
    #[arg(long)]
    json: bool,
    /// The answer (default: standard input).
    file: Option<PathBuf>,
}

/// Prints what the bot would observe about an answer.
pub(super) fn run(setting: &Setting, options: &Options) -> Result<ExitCode, Failure> {
    let loaded = content::load(&setting.config.content).map_err(Failure::failed)?;
    let question = find(&loaded.bank, &options.question)?;
    let answer = read(options.file.as_deref())?;
    let observer = Observer::new(Arc::clone(question), Arc::clone(loaded.bank.lexicon()));
    let report = observer.observe(&answer, &[]);
    if options.json {
        println!("{}", report_json::to_json(&report));
    } else {
        let saw = what_i_saw(Language::English, question, &report);
        let next = next_step(Language::English, question, &report);
        println!("What I saw\n{}\n\nNext step\n{next}", saw.join("\n"));
    }
    Ok(ExitCode::SUCCESS)
}

fn find<'a>(bank: &'a Bank, wanted: &str) -> Result<&'a Arc<Question>, Failure> {
    let by_slug = || {
        bank.questions()
            .iter()
            .find(|question| question.id.slug() == wanted)
    };
    let by_id = wanted
        .parse::<QuestionId>()
        .ok()
        .and_then(|id| bank.question(&id));
    by_id.or_else(by_slug).ok_or_else(|| {
        let near = SearchIndex::new(bank).search(&wanted.replace(['-', '/'], " "), None, 3);
        let near: Vec<&str> = near.iter().map(|question| question.id.as_str()).collect();
        let hint = if near.is_empty() {
            "`greenroom check` lists what is wrong with a bank".to_owned()
        } else {
            format!("did you mean {}?", near.join(" or "))
        };
        Failure::usage(anyhow!("there is no question `{wanted}`; {hint}"))
    })
}

/// An answer longer than any that the bot would take is cut off while reading: 1 MiB.
const LONGEST: u64 = 1 << 20;

fn read(file: Option<&std::path::Path>) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    match file {
        Some(path) => std::fs::File::open(path)
            .and_then(|file| file.take(LONGEST).read_to_end(&mut bytes))
            .with_context(|| format!("can't read the answer from {}", path.display())),
        None => std::io::stdin()
            .lock()
            .take(LONGEST)
            .read_to_end(&mut bytes)
            .context("can't read the answer from standard input"),
    }
    .map_err(Failure::failed)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
