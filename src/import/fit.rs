//! What a bank can take of a question or a role: the rest moves to its notes.
//!
//! A bank refuses what Discord could not show, empty texts and names that it can't use. Nothing
//! is thrown away here, and nothing is made up: a title is the beginning of the question.

mod role;

use super::address;
use super::draft::{Draft, Note};
use crate::domain::question::{Star, is_slug};

pub(super) use role::fit_role;

/// A title stands in choices and in threads' names, whose 100 characters need some words around.
const TITLE: usize = 90;
/// A section is shown in an embed's description of at most 4,096 characters; with room for
/// headings, list signs, and sections that are shown together.
const SECTION: usize = 3_600;
/// Sections that are shown with others have half of it.
const HALF_SECTION: usize = 1_800;
/// An entry's signs and spaces as shown.
const SIGNS: usize = 12;
/// Far more names than a question has.
const MOST_NAMES: usize = 24;
const LONGEST_TAG: usize = 50;
/// A file must stay below what a bank reads, 256 KB, together with all its sections.
const NOTES: usize = 48 * 1024;

/// Makes a question fit; gives the notes that don't.
pub(super) fn fit(draft: &mut Draft) -> Vec<Note> {
    texts(draft);
    names(draft);
    title(draft);
    fit_notes(&mut draft.notes)
}

/// Drops empty notes and takes out those that a file has no room for.
fn fit_notes(notes: &mut Vec<Note>) -> Vec<Note> {
    notes.retain(|note| !note.text.trim().is_empty());
    let mut size = 0;
    let fits = notes.iter().take_while(|note| {
        size += note.text.len() + SIGNS;
        size <= NOTES
    });
    let fits = fits.count();
    notes.split_off(fits)
}

fn title(draft: &mut Draft) {
    let line = draft.line;
    if let Some(whole) = shorten(&mut draft.title) {
        draft.note_under(line, "Title", &whole);
    }
    if draft.title.is_empty() {
        draft.title = short(&draft.ask);
    }
}

/// Makes a title fit into one line; gives the whole one where it was too long.
fn shorten(title: &mut String) -> Option<String> {
    let whole = one_line(title);
    let is_long = whole.chars().count() > TITLE;
    *title = short(&whole);
    is_long.then_some(whole)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The beginning of a text as a title: its first sentence where that fits, else whole words.
fn short(text: &str) -> String {
    let text = one_line(text);
    if text.chars().count() <= TITLE {
        return text;
    }
    let sentence = text.find(['?', '.', '!']).map(|end| &text[..=end]);
    if let Some(sentence) = sentence.filter(|it| (20..=TITLE).contains(&it.chars().count())) {
        return sentence.to_owned();
    }
    let (start, _) = cut(&text, TITLE - 1);
    format!("{}…", start.trim_end_matches([',', ';', ':', ' ']))
}

/// A text cut between words at so many characters, and the rest.
fn cut(text: &str, most: usize) -> (&str, &str) {
    let Some((end, _)) = text.char_indices().nth(most) else {
        return (text, "");
    };
    let end = text[..end]
        .rfind(char::is_whitespace)
        .filter(|&place| place > end / 2)
        .unwrap_or(end);
    (text[..end].trim_end(), text[end..].trim_start())
}

fn texts(draft: &mut Draft) {
    let line = draft.line;
    let mut notes = Vec::new();
    let mut note = |name: &str, text: String| {
        notes.push(Note {
            line,
            text: format!("{name}: {text}"),
        });
    };
    let ask = draft.ask.trim().to_owned();
    let (start, rest) = cut(&ask, SECTION);
    if !rest.is_empty() {
        note("The question goes on", rest.to_owned());
    }
    draft.ask = start.to_owned();

    for (name, list, most) in [
        ("How to answer", &mut draft.outline, HALF_SECTION),
        ("What interviewers look for", &mut draft.looks_for, SECTION),
        ("Follow-up", &mut draft.follow_ups, HALF_SECTION),
    ] {
        list.iter_mut().for_each(trim);
        list.retain(|text| !text.is_empty());
        for text in overflow(list, most, |text| length(text)) {
            note(name, text);
        }
    }
    for term in &mut draft.terms {
        trim(&mut term.term);
        trim(&mut term.meaning);
    }
    let size = |a: &String, b: &String| length(a) + length(b);
    let mut terms = take_nameless(&mut draft.terms, |term| term.term.is_empty());
    terms.extend(overflow(&mut draft.terms, SECTION, |it| {
        size(&it.term, &it.meaning)
    }));
    for term in terms {
        note("Term", format!("{} {}", term.term, term.meaning));
    }
    for mistake in &mut draft.mistakes {
        trim(&mut mistake.say);
        trim(&mut mistake.why);
    }
    let mut mistakes = take_nameless(&mut draft.mistakes, |mistake| mistake.say.is_empty());
    mistakes.extend(overflow(&mut draft.mistakes, SECTION, |it| {
        size(&it.say, &it.why)
    }));
    for mistake in mistakes {
        note("Mistake", format!("{} {}", mistake.say, mistake.why));
    }
    let mut sources = take_nameless(&mut draft.sources, |source| {
        source.title.trim().is_empty() || !address::is_address(&source.url)
    });
    sources.extend(overflow(&mut draft.sources, HALF_SECTION, |it| {
        size(&it.title, &it.url)
    }));
    for source in sources {
        note("Source", format!("{} {}", source.title, source.url));
    }
    let mut steps = take_nameless(&mut draft.steps, |(step, apply)| {
        step.is_empty() || apply.is_empty()
    });
    if !steps.is_empty()
        || draft
            .steps
            .iter()
            .map(|(a, b)| size(a, b) + SIGNS)
            .sum::<usize>()
            > SECTION
    {
        // A framework's steps stand there in full or not at all.
        steps.splice(0..0, draft.steps.drain(..));
    }
    for (step, apply) in steps {
        note("Answer framework", format!("{step} {apply}"));
    }
    key_points(draft, &mut note);
    if let Some(star) = &mut draft.star {
        shorten_star(star, &mut note);
    }
    if let Some(example) = draft.example.take() {
        let is_long = length(&example.code) + length(&example.caption) > HALF_SECTION;
        if is_long || example.code.contains("```") || length(&example.language) > 30 {
            note(
                "Code",
                format!("{} {}\n{}", example.language, example.caption, example.code),
            );
        } else {
            draft.example = Some(example);
        }
    }
    notes.retain(|note| !note.text.ends_with(":  "));
    draft.notes.extend(notes);
}

fn trim(text: &mut String) {
    *text = text.trim().to_owned();
}

/// A text's characters with what is shown around it.
fn length(text: &str) -> usize {
    text.chars().count() + SIGNS
}

/// Takes the entries that are over the length out of a list.
fn overflow<T>(list: &mut Vec<T>, most: usize, length: impl Fn(&T) -> usize) -> Vec<T> {
    let mut sum = 0;
    let (kept, over) = list.drain(..).partition(|entry| {
        let length = length(entry);
        let fits = sum + length <= most;
        sum += if fits { length } else { 0 };
        fits
    });
    *list = kept;
    over
}

/// Takes entries out of a list that a bank would refuse.
fn take_nameless<T>(list: &mut Vec<T>, is_nameless: impl Fn(&T) -> bool) -> Vec<T> {
    let (out, kept) = list.drain(..).partition(is_nameless);
    *list = kept;
    out
}

fn key_points(draft: &mut Draft, note: &mut impl FnMut(&str, String)) {
    for point in &mut draft.key_points {
        trim(&mut point.say);
        trim(&mut point.hint);
        for cue in &mut point.cues {
            *cue = cue.trim().to_lowercase();
        }
        point.cues.retain(|cue| !cue.is_empty());
        let mut seen = Vec::new();
        point.cues.retain(|cue| {
            let is_new = !seen.contains(cue);
            seen.push(cue.clone());
            is_new
        });
    }
    let mut out = take_nameless(&mut draft.key_points, |point| point.say.is_empty());
    out.extend(overflow(&mut draft.key_points, SECTION, |point| {
        length(&point.say)
            + length(&point.hint)
            + point.cues.iter().map(|cue| length(cue)).sum::<usize>() / 4
    }));
    for point in out {
        let cues = point.cues.join(", ");
        note("Key point", format!("{} {} {cues}", point.say, point.hint));
    }
}

fn shorten_star(star: &mut Star, note: &mut impl FnMut(&str, String)) {
    let mut left = SECTION - 100;
    for (name, text) in [
        ("The situation goes on", &mut star.situation),
        ("The task goes on", &mut star.task),
        ("The result goes on", &mut star.result),
        ("The action goes on", &mut star.action),
    ] {
        let whole = text.trim().to_owned();
        let (start, rest) = cut(&whole, left);
        if !rest.is_empty() {
            note(name, rest.to_owned());
        }
        *text = start.to_owned();
        left -= start.chars().count().min(left);
    }
}

fn names(draft: &mut Draft) {
    let line = draft.line;
    for tag in &mut draft.tags {
        *tag = tag.trim().to_lowercase();
    }
    let mut out: Vec<String> = Vec::new();
    for list in [&mut draft.tags, &mut draft.competencies, &mut draft.rounds] {
        let mut kept: Vec<String> = Vec::new();
        for name in list.drain(..).filter(|name| !name.is_empty()) {
            if kept.contains(&name) {
                continue;
            }
            if kept.len() < MOST_NAMES && name.chars().count() <= LONGEST_TAG {
                kept.push(name);
            } else {
                out.push(name);
            }
        }
        *list = kept;
    }
    let (was, not): (Vec<_>, Vec<_>) = draft
        .was
        .drain(..)
        .partition(|was| is_slug(was) && was.len() <= LONGEST_TAG * 2);
    draft.was = was;
    out.extend(not);
    for name in out {
        draft.note(line, name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_the_beginning_of_the_question() {
        let title_of = |ask: &str| {
            let mut draft = Draft::default();
            draft.ask_on(ask);
            fit(&mut draft);
            draft.title
        };
        assert_eq!(title_of("Why?\n Really?"), "Why? Really?");
        let long = "word ".repeat(40);
        assert_eq!(
            title_of(&format!("Why do probes fail so often? {long}")),
            "Why do probes fail so often?"
        );
        let title = title_of(&long);
        assert!(
            title.ends_with("word…") && title.chars().count() <= TITLE,
            "{title}"
        );
    }

    #[test]
    fn what_is_too_much_moves_to_the_notes() {
        let mut draft = Draft {
            outline: vec![
                "x".repeat(1_500),
                "y".repeat(1_500),
                String::new(),
                "z".to_owned(),
            ],
            tags: vec!["A".to_owned(), "a".to_owned(), "t".repeat(60)],
            was: vec!["good-one".to_owned(), "Bad one".to_owned()],
            ..Draft::default()
        };
        draft.ask_on(&"word ".repeat(1_000));
        fit(&mut draft);
        assert_eq!(draft.outline.len(), 2);
        assert_eq!(draft.tags, ["a"]);
        assert_eq!(draft.was, ["good-one"]);
        assert!(draft.ask.len() <= SECTION);
        let notes: String = draft.notes.iter().map(|note| note.text.as_str()).collect();
        for kept in ["yyy", "ttt", "Bad one", "word word"] {
            assert!(notes.contains(kept), "{kept}");
        }
    }

    #[test]
    fn endless_notes_are_handed_back() {
        let mut draft = Draft::default();
        for _ in 0..3 {
            draft.note(1, "n".repeat(20_000));
        }
        assert_eq!(fit(&mut draft).len(), 1);
        assert_eq!(draft.notes.len(), 2);
    }
}
