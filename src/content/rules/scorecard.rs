//! What a scorecard must be like: two interviewers can only agree by one that is complete.

use super::super::limits;
use super::super::raw::RawScorecard;
use super::super::reader::Placed;
use super::super::source::Source;
use super::entries::entries;
use super::repeated::Said;
use super::{at_most, file_name, length_of, one_line, required, usually_at_most};

/// Checks a scorecard's file.
pub(in crate::content) fn scorecard(
    raw: &RawScorecard,
    name: &str,
    said: &mut Said,
    source: &mut Source<'_>,
) {
    file_name(name, "a scorecard's name", source);
    if let Some(title) = required(&raw.title, "title", &(0..0), source) {
        at_most(title, "the title", limits::TITLE, source);
        one_line(title, "the title", source);
    }
    if let Some(assesses) = required(&raw.assesses, "assesses", &(0..0), source) {
        usually_at_most(assesses, "this text", limits::SUMMARY, source);
        said.sentences(assesses, "`assesses`", &limits::AREA_SENTENCES, source);
    }
    for (key, list, range) in [
        ("strong", &raw.strong, &limits::STRONG),
        ("red_flags", &raw.red_flags, &limits::RED_FLAGS),
    ] {
        required_list(list, key, source);
        entries(list, key, range, said, source);
    }
    anchors(raw, said, source);
    whole(raw, source);
}

fn required_list(list: &[Placed<String>], key: &str, source: &mut Source<'_>) {
    if list.is_empty() {
        source.error(
            &(0..0),
            "missing-key",
            format!("`{key}` is missing"),
            format!("add `{key} = [...]`"),
        );
    }
}

fn anchors(raw: &RawScorecard, said: &mut Said, source: &mut Source<'_>) {
    let Some(anchors) = &raw.anchors else {
        source.error(
            &(0..0),
            "missing-key",
            "the scorecard has no anchors",
            "add [anchors] with `one`, `three` and `five`",
        );
        return;
    };
    for (key, text) in [
        ("one", &anchors.one),
        ("three", &anchors.three),
        ("five", &anchors.five),
    ] {
        let Some(text) = required(text, key, &anchors.span, source) else {
            continue;
        };
        usually_at_most(text, "this anchor", limits::ANCHOR, source);
        said.sentences(text, "this anchor", &limits::ANCHOR_SENTENCES, source);
    }
}

/// A scorecard is read as a whole, in one message.
fn whole(raw: &RawScorecard, source: &mut Source<'_>) {
    let lists = raw.strong.iter().chain(&raw.red_flags);
    let lists: usize = lists.map(|text| text.value.chars().count() + 3).sum();
    let anchors = raw.anchors.as_ref().map_or(0, |it| {
        [&it.one, &it.three, &it.five]
            .into_iter()
            .map(|text| length_of(text) + 8)
            .sum()
    });
    let length = length_of(&raw.title) + length_of(&raw.assesses) + lists + anchors;
    if length > limits::MESSAGE {
        source.error(
            &(0..0),
            "too-long",
            format!(
                "the scorecard has {length} characters as shown; Discord shows at most {}",
                limits::MESSAGE
            ),
            format!("cut {} characters", length - limits::MESSAGE),
        );
    }
}
