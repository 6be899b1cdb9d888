//! Cues: by them answers are read, so they must not match by accident.

use super::super::limits;
use super::super::raw::{RawKeyPoint, RawQuestion, RawText};
use super::super::source::Source;
use crate::domain::feedback::cue::{Cue, Haystack};
use crate::domain::feedback::stem::Stems;
use crate::domain::feedback::text::Text;

pub(super) fn check(raw: &RawQuestion, stems: &mut Stems, source: &mut Source<'_>) {
    if raw.key_points.is_empty() {
        return;
    }
    let asked = format!("{}\n\n{}", text_of(&raw.title), text_of(&raw.ask));
    let asked = Text::new(&asked, stems);
    let asked = Haystack::strict(&asked);
    for point in &raw.key_points {
        check_point(point, &asked, stems, source);
    }
}

fn text_of(text: &RawText) -> &str {
    text.as_ref().map_or("", |text| &text.value)
}

fn check_point(
    point: &RawKeyPoint,
    asked: &Haystack<'_>,
    stems: &mut Stems,
    source: &mut Source<'_>,
) {
    if point.cues.is_empty() {
        source.warn(
            &point.span,
            "missing-part",
            "the key point has no cues, so that no answer can show it",
            "add `cues = [...]`: words and phrases by which an answer shows the point",
        );
    }
    let hint = Text::new(text_of(&point.hint), stems);
    let hint = Haystack::strict(&hint);
    for (place, placed) in point.cues.iter().enumerate() {
        let (text, span) = (&placed.value, &placed.span);
        let Some(cue) = Cue::new(text, stems) else {
            if !text.is_empty() {
                let fix = "use words as people say them";
                source.warn(
                    span,
                    "cue-without-words",
                    format!("the cue `{text}` has no words"),
                    fix,
                );
            }
            continue;
        };
        if asked.find(&cue).is_some() {
            source.warn(
                span,
                "cue-echoes-question",
                format!("the question itself says `{text}`, so this cue never counts"),
                "use words that only an answer has",
            );
        }
        if hint.find(&cue).is_some() {
            source.warn(
                span,
                "hint-gives-cue",
                format!("the hint gives the cue `{text}` away"),
                "say the hint in other words",
            );
        }
        if text.chars().any(char::is_uppercase) {
            source.warn(
                span,
                "cue-not-lower-case",
                format!("the cue `{text}` has capitals"),
                format!("write `{}`", text.to_lowercase()),
            );
        }
        if text.split_whitespace().count() > limits::CUE_WORDS {
            source.warn(
                span,
                "long-cue",
                format!("the cue `{text}` has over {} words", limits::CUE_WORDS),
                "keep the words that matter: few people say a long phrase alike",
            );
        }
        if point.cues[..place]
            .iter()
            .any(|earlier| earlier.value == *text)
        {
            source.warn(
                span,
                "repeated-cue",
                format!("the cue `{text}` stands here twice"),
                "take one away",
            );
        }
    }
}
