//! Names that must be known, and the place of a question's file.

use super::super::files::ContentFile;
use super::super::limits;
use super::super::raw::{RawQuestion, RawText};
use super::super::reader::Placed;
use super::super::source::Source;
use super::super::suggest;
use super::{Rules, required};
use crate::domain::bank::Named;
use crate::domain::question::{Difficulty, Kind, is_slug};

pub(super) fn check(
    rules: &Rules<'_>,
    raw: &RawQuestion,
    file: &ContentFile,
    source: &mut Source<'_>,
) {
    slug(rules, file, source);
    for was in &raw.was {
        if !is_slug(&was.value) {
            source.error(
                &was.span,
                "bad-slug",
                format!("`{}` can't have been a slug", was.value),
                "write the former file name without .toml",
            );
        }
    }
    // A question without kind or difficulty, as lists have them, is taken for a usual one.
    if let Some(kind) = stated(&raw.kind, "kind", source)
        && Kind::parse(&kind.value).is_none()
    {
        unknown(
            kind,
            "kind",
            Kind::ALL.iter().map(|kind| kind.name()),
            source,
        );
    }
    if let Some(difficulty) = stated(&raw.difficulty, "difficulty", source)
        && Difficulty::parse(&difficulty.value).is_none()
    {
        let names = Difficulty::ALL.iter().map(|difficulty| difficulty.name());
        unknown(difficulty, "difficulty", names, source);
    }
    topic(rules, raw, file, source);
    listed(
        &raw.competencies,
        "competency",
        rules.names.competencies.as_deref(),
        source,
    );
    listed(&raw.rounds, "round", rules.names.rounds.as_deref(), source);
}

/// A text that must not be empty where it is there.
fn stated<'t>(text: &'t RawText, key: &str, source: &mut Source<'_>) -> Option<&'t Placed<String>> {
    text.as_ref()?;
    required(text, key, &(0..0), source)
}

fn slug(rules: &Rules<'_>, file: &ContentFile, source: &mut Source<'_>) {
    if !is_slug(&file.stem) {
        source.error(
            &(0..0),
            "bad-slug",
            format!("the file's name `{}` can't be a slug", file.stem),
            "use lower-case letters, digits and single hyphens",
        );
    }
    let length = rules.names.bank.len() + 1 + file.stem.len();
    if length > limits::CHOICE {
        source.error(
            &(0..0),
            "too-long",
            format!(
                "the question's id has {length} characters; Discord takes {}",
                limits::CHOICE
            ),
            "shorten the file's name",
        );
    }
}

fn topic(rules: &Rules<'_>, raw: &RawQuestion, file: &ContentFile, source: &mut Source<'_>) {
    let Some(topic) = required(&raw.topic, "topic", &(0..0), source) else {
        return;
    };
    let topics = &rules.names.topics;
    if !topics.iter().any(|named| named.id == topic.value) {
        unknown(topic, "topic", ids(topics), source);
    } else if topic.value != file.topic {
        source.error(
            &topic.span,
            "topic-not-folder",
            format!(
                "the topic is `{}`, and the folder is `{}`",
                topic.value, file.topic
            ),
            format!("write `topic = \"{}\"`, or move the file", file.topic),
        );
    }
}

/// Checks a list of names against those of `bank.toml`, where it has them.
pub(super) fn listed(
    names: &[Placed<String>],
    what: &str,
    known: Option<&[Named]>,
    source: &mut Source<'_>,
) {
    for (place, name) in names.iter().enumerate() {
        match known {
            Some(known) if !known.iter().any(|named| named.id == name.value) => {
                unknown(name, what, ids(known), source);
            }
            None if !is_slug(&name.value) => source.error(
                &name.span,
                "bad-id",
                format!("`{}` can't be the id of a {what}", name.value),
                "use lower-case letters, digits and single hyphens",
            ),
            _ => {}
        }
        if names[..place]
            .iter()
            .any(|earlier| earlier.value == name.value)
        {
            source.warn(
                &name.span,
                "repeated-name",
                format!("the {what} `{}` stands here twice", name.value),
                "take one away",
            );
        }
    }
}

fn ids(names: &[Named]) -> impl Iterator<Item = &str> + Clone {
    names.iter().map(|named| named.id.as_str())
}

pub(super) fn unknown<'n>(
    name: &Placed<String>,
    what: &str,
    known: impl Iterator<Item = &'n str> + Clone,
    source: &mut Source<'_>,
) {
    let code = match what {
        "kind" => "unknown-kind",
        "difficulty" => "unknown-difficulty",
        "topic" => "unknown-topic",
        "competency" => "unknown-competency",
        "scorecard" => "unknown-scorecard",
        _ => "unknown-round",
    };
    source.error(
        &name.span,
        code,
        format!("the {what} `{}` is not known", name.value),
        suggest::fix(&name.value, known),
    );
}
