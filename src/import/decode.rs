//! Bytes of somebody's file as text, with the marks of a wrong decoding repaired.
//!
//! A text in UTF-8 that some program read as another code page shows a bullet as `â€¢`, `ΓÇó` or
//! `ÔÇó`. Such sequences are turned back wherever they say something plausible, again and again,
//! since files get damaged twice, too. What can be a right text stays: accented words, tables
//! drawn with lines, Cyrillic.
//!
//! Invariants: the number of lines is that of the source, so that reports can name them; no
//! control characters but line breaks and tabs are left; nothing panics, whatever the bytes are.

mod lone;
mod pages;

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

use pages::Page;

/// A file is damaged a few times at most; more rounds would only chase chance.
const MOST_ROUNDS: usize = 6;

/// A text and how much of it was repaired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decoded {
    /// The text; lines end in `\n`.
    pub(super) text: String,
    /// How many characters stood there wrongly.
    pub(super) repairs: usize,
}

/// Reads bytes as text.
pub(super) fn decode(bytes: &[u8]) -> Decoded {
    let (mut text, mut repairs) = read(bytes);
    for _ in 0..MOST_ROUNDS {
        let Some((repaired, count)) = repair(&text) else {
            break;
        };
        text = repaired;
        repairs += count;
    }
    let (text, count) = lone::repair(&clean(&text));
    Decoded {
        text,
        repairs: repairs + count,
    }
}

/// Bytes as UTF-8, or as UTF-16 with its mark; what is neither is Windows-1252.
fn read(bytes: &[u8]) -> (String, usize) {
    let sixteen = match bytes {
        [0xff, 0xfe, ..] => Some(UTF_16LE),
        [0xfe, 0xff, ..] => Some(UTF_16BE),
        _ => None,
    };
    if let Some(encoding) = sixteen {
        return (encoding.decode(bytes).0.into_owned(), 0);
    }
    let mut text = String::with_capacity(bytes.len());
    let mut strange = 0;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        strange += chunk.invalid().len();
        let (decoded, _) = WINDOWS_1252.decode_without_bom_handling(chunk.invalid());
        text.push_str(&decoded);
    }
    (text, strange)
}

/// The text with the damage of the one code page that explains most of it undone; `None` where
/// nothing is damaged.
fn repair(text: &str) -> Option<(String, usize)> {
    if text.is_ascii() {
        return None;
    }
    pages::all()
        .iter()
        .map(|page| undo(text, page))
        // The first of those with the most: later pages only win by more.
        .fold(None, |best: Option<(String, usize)>, (text, count)| {
            let wins = count > best.as_ref().map_or(0, |(_, most)| *most);
            if wins { Some((text, count)) } else { best }
        })
}

fn undo(text: &str, page: &Page) -> (String, usize) {
    let mut repaired = String::with_capacity(text.len());
    let mut count = 0;
    for line in text.split_inclusive('\n') {
        let (line, in_line) = undo_line(line, page);
        repaired.push_str(&line);
        count += in_line;
    }
    (repaired, count)
}

fn undo_line(line: &str, page: &Page) -> (String, usize) {
    if line.is_ascii() {
        return (line.to_owned(), 0);
    }
    let chars: Vec<char> = line.chars().collect();
    let mut repaired = String::with_capacity(line.len());
    let mut untouched = String::new();
    let (mut place, mut count) = (0, 0);
    let mut last_was_damaged = false;
    while let Some(&c) = chars.get(place) {
        let found = page.sequence(&chars[place..]).filter(|&(meant, length)| {
            let before = place.checked_sub(1).and_then(|place| chars.get(place));
            let rest = &chars[place + length..];
            let goes_on = last_was_damaged || page.sequence(rest).is_some();
            page.is_damage(&chars[place..place + length], before, rest, meant, goes_on)
        });
        if let Some((meant, length)) = found {
            repaired.push(meant);
            place += length;
            count += 1;
        } else {
            repaired.push(c);
            untouched.push(c);
            place += 1;
        }
        last_was_damaged = found.is_some();
    }
    // A line that is Cyrillic beside the sequences is no damaged Latin one.
    if page.is_cyrillic() && untouched.chars().any(pages::is_cyrillic) {
        return (line.to_owned(), 0);
    }
    (repaired, count)
}

/// One kind of line end, no control characters, one kind of space.
fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                if chars.peek() != Some(&'\n') {
                    clean.push('\n');
                }
            }
            '\n' | '\t' => clean.push(c),
            '\u{80}'..='\u{9f}' => clean.extend(pages::windows_1252(c)),
            '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{200e}' | '\u{200f}' => {}
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            '\u{b}' | '\u{c}' => clean.push(' '),
            c if c.is_control() => {}
            c if c.is_whitespace() => clean.push(' '),
            c => clean.push(c),
        }
    }
    clean
}

#[cfg(test)]
mod tests;
