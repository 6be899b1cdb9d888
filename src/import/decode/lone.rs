//! Single characters that a wrong decoding left where a bullet, a dash or an apostrophe was.
//!
//! By themselves they are letters of some language; only their place gives them away.

/// A bullet of some page or font, read as another: at the beginning of a line, before a space.
const BULLETS: [char; 9] = [
    // 0xF9 of page 437, and 0x95 of Windows-1252 in pages 437 and 866.
    'ù', 'ò', 'Х', // Symbol fonts, and what stands for a character that could not be shown.
    '\u{f0b7}', '\u{f0a7}', '\u{f0a8}', '\u{f076}', '\u{f0d8}', '\u{fffd}',
];

/// The endings after an apostrophe.
const ENDINGS: [&str; 7] = ["t", "s", "re", "ll", "ve", "d", "m"];

/// The text with such characters repaired, and how many there were.
pub(super) fn repair(text: &str) -> (String, usize) {
    // The second half of a closing quotation mark has no place in Windows-1252 and gets lost.
    let mut count = text.matches("â€").count();
    let text = text.replace("â€", "”");
    let mut repaired = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        count += repair_line(line, &mut repaired);
    }
    (repaired, count)
}

fn repair_line(line: &str, repaired: &mut String) -> usize {
    if line.is_ascii() {
        repaired.push_str(line);
        return 0;
    }
    let chars: Vec<char> = line.chars().collect();
    let is_space = |place: usize| chars.get(place).is_none_or(|c| c.is_whitespace());
    let mut begun = false;
    let mut count = 0;
    for (place, &c) in chars.iter().enumerate() {
        let before = place.checked_sub(1).and_then(|place| chars.get(place));
        let after = chars.get(place + 1);
        let stands_alone = before.is_none_or(|c| c.is_whitespace()) && is_space(place + 1);
        let between_digits =
            before.is_some_and(char::is_ascii_digit) && after.is_some_and(char::is_ascii_digit);
        let meant = if stands_alone && !begun && BULLETS.contains(&c) {
            '•'
        } else if stands_alone || between_digits {
            dash(c)
        } else if matches!(c, 'Æ' | '\u{fffd}') && is_apostrophe(before, &chars[place + 1..]) {
            '’'
        } else {
            c
        };
        begun |= !c.is_whitespace();
        count += usize::from(meant != c);
        repaired.push(meant);
    }
    count
}

/// Dashes of Windows-1252 in pages 437 and 850, where they stand alone or between figures.
fn dash(c: char) -> char {
    match c {
        'û' => '–',
        'ù' => '—',
        'ò' => '•',
        other => other,
    }
}

fn is_apostrophe(before: Option<&char>, after: &[char]) -> bool {
    before.is_some_and(char::is_ascii_alphabetic)
        && ENDINGS.iter().any(|ending| {
            let letters = ending.chars().count();
            after.iter().take(letters).copied().eq(ending.chars())
                && after.get(letters).is_none_or(|c| !c.is_alphanumeric())
        })
}
