//! Plain text saved from a web page of questions.
//!
//! Each question begins with its number glued to its kind and difficulty and to its text, such as
//! `3TechnicalHighHow would you ...`; a line with duration and round follows, then headed blocks.
//! Any of these may be missing, the question's text too. What stands outside of questions, and
//! the page's buttons, is left over.

use super::blocks;
use super::draft::{Draft, Line};
use super::labels::{self, Block};
use super::names::Names;
use super::points::plain;
use super::{Read, draft};

/// Words of a page's buttons, in the form of [`labels::words`].
const BUTTONS: [&str; 12] = [
    "show answer",
    "hide answer",
    "show more",
    "show less",
    "copy",
    "bookmark",
    "share",
    "save",
    "mark as practiced",
    "practice this question",
    "next question",
    "back to top",
];

/// The parts of a line that begins a question.
#[derive(Debug, PartialEq, Eq)]
struct Head<'a> {
    kind: &'a str,
    difficulty: &'a str,
    ask: &'a str,
}

/// Reads the questions of a page.
pub(super) fn read(text: &str, names: &Names) -> Read {
    let lines = draft::lines(text);
    let mut read = Read::default();
    let mut starts: Vec<usize> = (0..lines.len())
        .filter(|&place| head(lines[place].text).is_some())
        .collect();
    let first = starts.first().copied().unwrap_or(lines.len());
    read.left_over(&lines[..first]);
    starts.push(lines.len());
    for range in starts.windows(2) {
        let question = question(&lines[range[0]..range[1]], names, &mut read);
        read.drafts.push(question);
    }
    read
}

/// A number, a kind and a difficulty, glued or with spaces, and what follows.
fn head(line: &str) -> Option<Head<'_>> {
    const SCALE: [&str; 5] = ["High", "Medium", "Low", "Hard", "Easy"];
    let line = line.trim_start().trim_start_matches(['#', '*', ' ']);
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    if !(1..=4).contains(&(line.len() - rest.len())) {
        return None;
    }
    let rest = rest.trim_start_matches(['.', ')', ':', ' ', '\t']);
    let (place, difficulty) = SCALE
        .iter()
        .filter_map(|name| Some((rest.find(name)?, *name)))
        .min()?;
    let kind = rest[..place].trim();
    let is_word = kind.chars().all(char::is_alphabetic) && kind.chars().count() <= 20;
    let is_kind = labels::kind(kind).is_some()
        || (is_word && kind.starts_with(char::is_uppercase) && place == kind.len());
    let after = &rest[place + difficulty.len()..];
    // "High" as the beginning of a word is no difficulty.
    let ends = !after.starts_with(char::is_lowercase);
    (is_kind && ends).then_some(Head {
        kind,
        difficulty,
        ask: after.trim(),
    })
}

fn question(lines: &[Line<'_>], names: &Names, read: &mut Read) -> Draft {
    let (first, rest) = lines.split_first().expect("a question has its first line");
    let mut draft = Draft::at(first.number);
    if let Some(head) = head(first.text) {
        draft.kind = labels::kind(head.kind);
        if draft.kind.is_none() {
            draft.note_under(first.number, "Kind", head.kind);
        }
        draft.difficulty = labels::difficulty(head.difficulty);
        draft.ask_on(&plain(head.ask));
    }
    let mut block: Option<(Block, Vec<Line<'_>>)> = None;
    let mut had_facts = false;
    for line in rest {
        let is_footer = line.text.trim_start().starts_with(['©', '®']);
        if is_footer || BUTTONS.contains(&labels::words(line.text).as_str()) {
            read.left_over(std::slice::from_ref(line));
        } else if let Some((opened, text)) = opens(line.text) {
            close(block.take(), names, &mut draft);
            let line = Line { text, ..*line };
            block = Some((opened, vec![line]));
        } else if let Some((_, lines)) = &mut block {
            lines.push(*line);
        } else {
            had_facts |= before_blocks(line, had_facts, names, &mut draft);
        }
    }
    close(block, names, &mut draft);
    draft
}

fn opens(line: &str) -> Option<(Block, &str)> {
    labels::block(line)
        .map(|block| (block, ""))
        .or_else(|| labels::block_with_text(line))
}

fn close(block: Option<(Block, Vec<Line<'_>>)>, names: &Names, draft: &mut Draft) {
    if let Some((block, lines)) = block {
        blocks::place(block, &lines, names, draft);
    }
}

/// A line between the head and the first block; says whether it was the one with the facts.
fn before_blocks(line: &Line<'_>, had_facts: bool, names: &Names, draft: &mut Draft) -> bool {
    if facts(line, names, draft) {
        return true;
    }
    if !had_facts || draft.ask.is_empty() {
        draft.ask_on(&plain(line.text));
    } else {
        draft.note(line.number, line.text.trim());
    }
    false
}

/// Takes a line of duration and rounds: `8-10 minutes · final round`, whatever its bullet is.
fn facts(line: &Line<'_>, names: &Names, draft: &mut Draft) -> bool {
    const MOST_WORDS: usize = 8;
    let Some(time) = labels::time(line.text) else {
        return false;
    };
    let before = labels::words(time.before);
    let is_label = matches!(
        before.as_str(),
        "" | "about" | "duration" | "time" | "approx" | "estimated time" | "answer time"
    );
    let after = labels::words(time.after);
    // "5 minutes before the release ..." is the question, not its length.
    let is_apart = !time
        .after
        .trim_start()
        .starts_with(|c: char| c.is_ascii_alphanumeric());
    let is_round = after.ends_with("round") || after.ends_with("interview");
    if !is_label
        || !(is_apart || is_round)
        || draft.minutes.is_some()
        || after.split(' ').count() > MOST_WORDS
    {
        return false;
    }
    draft.minutes = time.minutes;
    if time.minutes.is_none() {
        draft.note_under(line.number, "Duration and round", line.text);
        return true;
    }
    for round in time.after.split([',', '/', '|', '·', '•', ';']) {
        // A damaged bullet is a letter or a sign alone.
        let round = round.trim_matches(|c: char| !c.is_ascii_alphanumeric() && c != ')');
        if round.is_empty() {
            continue;
        }
        match names.round(round) {
            Some(id) => draft.rounds.push(id),
            None => draft.note_under(line.number, "Round", round),
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_told_from_sentences() {
        for (line, expected) in [
            (
                "3TechnicalHighHow do you",
                Some(("Technical", "High", "How do you")),
            ),
            ("12BehavioralMedium", Some(("Behavioral", "Medium", ""))),
            (
                "4 Situational Low Your team",
                Some(("Situational", "Low", "Your team")),
            ),
            (
                "5LeadershipHighHigh stakes?",
                Some(("Leadership", "High", "High stakes?")),
            ),
            (
                "6System DesignEasyDraw",
                Some(("System Design", "Easy", "Draw")),
            ),
            ("3 High availability zones", None),
            ("3Technical debt is High", None),
            ("2TechnicalHighway", None),
            ("Technical High", None),
            ("2024 was a High point", None),
        ] {
            let found = head(line);
            let found = found.as_ref().map(|it| (it.kind, it.difficulty, it.ask));
            assert_eq!(found, expected, "{line}");
        }
    }

    #[test]
    fn facts_are_read_through_any_bullet() {
        for bullet in ["·", "•", "ù", "ΓÇó", "?", "-", "", "\u{fffd}"] {
            let text = format!("1TechnicalLowWhy?\n8-10 minutes {bullet} final round\n");
            let read = read(&text, &Names::default());
            let draft = &read.drafts[0];
            assert_eq!(draft.minutes.map(|it| (it.from(), it.to())), Some((8, 10)));
            assert_eq!(draft.rounds, ["final"], "{bullet}");
            assert_eq!((draft.ask.as_str(), draft.notes.len()), ("Why?", 0));
        }
    }
}
