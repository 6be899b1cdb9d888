//! `greenroom import --format FMT FILE --topic T --out DIR`.

use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, anyhow};
use clap::{Args, ValueEnum};

use super::Failure;
use crate::content;
use crate::import::{self, ImportError, Names, Target};

/// Options of `import`.
#[derive(Debug, Args)]
pub struct Options {
    /// What the file is.
    #[arg(long, value_enum, value_name = "FMT")]
    format: Format,
    /// The list of questions.
    file: PathBuf,
    /// The topic of questions that name none of their own.
    #[arg(
        long,
        value_name = "T",
        required_if_eq_any = [
            ("format", "markdown-qa"),
            ("format", "question-page"),
            ("format", "csv"),
            ("format", "json"),
        ]
    )]
    topic: Option<String>,
    /// The bank's folder; made where it is missing.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// Markdown: questions as headings, answers below them.
    MarkdownQa,
    /// Plain text saved from a web page of questions.
    QuestionPage,
    /// CSV with a header.
    Csv,
    /// JSON with keys.
    Json,
    /// Markdown with YAML front matter: a role's guide.
    RoleGuide,
}

impl Format {
    const fn of_import(self) -> import::Format {
        match self {
            Self::MarkdownQa => import::Format::MarkdownQa,
            Self::QuestionPage => import::Format::QuestionPage,
            Self::Csv => import::Format::Csv,
            Self::Json => import::Format::Json,
            Self::RoleGuide => import::Format::RoleGuide,
        }
    }
}

/// Turns somebody's list of questions into files of a bank, and says what could not be mapped.
pub(super) fn run(options: &Options) -> Result<ExitCode, Failure> {
    let target = Target {
        topic: options.topic.clone().unwrap_or_default(),
        names: names(&options.out),
        known_topics: Vec::new(),
        source: options
            .file
            .file_stem()
            .map(|stem| stem.to_string_lossy().into_owned())
            .unwrap_or_default(),
    };
    if let Some(known) = &target.names.topics
        && options.topic.is_some()
        && !known.iter().any(|named| named.id == target.topic)
    {
        let ids: Vec<_> = known.iter().map(|named| named.id.as_str()).collect();
        return Err(Failure::usage(anyhow!(
            "the bank in {} has no topic `{}`; use one of {}, or add it to bank.toml",
            options.out.display(),
            target.topic,
            ids.join(", ")
        )));
    }
    let bytes = read(&options.file)?;
    let imported =
        import::read(options.format.of_import(), &bytes, &target).map_err(|error| match error {
            ImportError::Topic(_) => Failure::usage(error),
            other => Failure::failed(
                anyhow::Error::new(other)
                    .context(format!("can't import {}", options.file.display())),
            ),
        })?;
    import::write(&options.out, &imported.files).map_err(Failure::failed)?;
    let mut out = std::io::stdout().lock();
    let written = imported.files.len();
    write!(
        out,
        "{}\nFiles written to {}: {written}\n",
        imported.report,
        options.out.display()
    )
    .map_err(Failure::failed)?;
    Ok(ExitCode::SUCCESS)
}

/// What the bank in this folder knows already; anything goes in a new one.
fn names(folder: &Path) -> Names {
    let known = content::known(folder);
    Names {
        topics: known.topics,
        competencies: known.competencies,
        rounds: known.rounds,
        frameworks: known.frameworks,
        scorecards: known.scorecards,
    }
}

fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    File::open(file)
        .and_then(|opened| {
            opened
                .take(import::LARGEST_FILE + 1)
                .read_to_end(&mut bytes)
        })
        .with_context(|| format!("can't read {}", file.display()))?;
    if bytes.len() as u64 > import::LARGEST_FILE {
        return Err(Failure::failed(anyhow!(
            "{} is larger than {} MB; split it",
            file.display(),
            import::LARGEST_FILE / 1024 / 1024
        )));
    }
    Ok(bytes)
}
