//! Code pages, and which sequences of their characters are damaged UTF-8.

use std::collections::HashMap;
use std::sync::LazyLock;

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252};
use oem_cp::code_table::{
    DECODING_TABLE_CP437, DECODING_TABLE_CP850, DECODING_TABLE_CP852, DECODING_TABLE_CP866,
};

/// A code page as the bytes of its characters.
pub(super) struct Page {
    bytes: HashMap<char, u8>,
    is_cyrillic: bool,
}

/// The pages as which people's programs read UTF-8, the likeliest first.
pub(super) fn all() -> &'static [Page] {
    static PAGES: LazyLock<Vec<Page>> = LazyLock::new(|| {
        vec![
            Page::of_encoding(WINDOWS_1252),
            Page::of_table(&DECODING_TABLE_CP437),
            Page::of_table(&DECODING_TABLE_CP850),
            Page::of_encoding(WINDOWS_1251),
            Page::of_table(&DECODING_TABLE_CP866),
            Page::of_encoding(MACINTOSH),
            Page::of_encoding(WINDOWS_1250),
            Page::of_table(&DECODING_TABLE_CP852),
        ]
    });
    &PAGES
}

/// What a control character of ISO 8859-1 is in Windows-1252; `None` where it is nothing.
pub(super) fn windows_1252(control: char) -> Option<char> {
    let byte = u8::try_from(u32::from(control)).ok()?;
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(&byte));
    text.chars().next().filter(|c| !c.is_control())
}

/// Whether a letter is Cyrillic.
pub(super) fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{4ff}')
}

impl Page {
    fn of_encoding(encoding: &'static Encoding) -> Self {
        let characters = (0x80..=0xff).filter_map(|byte: u8| {
            let bytes = [byte];
            let (text, _) = encoding.decode_without_bom_handling(&bytes);
            text.chars().next().map(|c| (c, byte))
        });
        Self::of_characters(characters)
    }

    fn of_table(table: &[char; 128]) -> Self {
        Self::of_characters(table.iter().copied().zip(0x80..=0xff))
    }

    fn of_characters(characters: impl Iterator<Item = (char, u8)>) -> Self {
        // ISO 8859-1 shows these bytes as control characters, and so do programs that meet a
        // byte which their page lacks.
        let mut bytes: HashMap<char, u8> = (0x80..=0x9f).map(|b: u8| (char::from(b), b)).collect();
        bytes.extend(characters);
        Self {
            is_cyrillic: bytes.keys().filter(|&&c| is_cyrillic(c)).count() > 32,
            bytes,
        }
    }

    /// Whether most of its letters are Cyrillic.
    pub(super) fn is_cyrillic(&self) -> bool {
        self.is_cyrillic
    }

    /// The character of which these are the UTF-8 bytes, and how many they are.
    pub(super) fn sequence(&self, chars: &[char]) -> Option<(char, usize)> {
        let first = *self.bytes.get(chars.first()?)?;
        let length = match first {
            0xc2..=0xdf => 2,
            0xe0..=0xef => 3,
            0xf0..=0xf4 => 4,
            _ => return None,
        };
        let mut bytes = [0; 4];
        for (byte, c) in bytes.iter_mut().zip(chars.get(..length)?) {
            *byte = *self.bytes.get(c)?;
        }
        let text = std::str::from_utf8(&bytes[..length]).ok()?;
        text.chars().next().map(|meant| (meant, length))
    }

    /// Whether a sequence is damage and not a text that happens to look like it.
    ///
    /// `goes_on`: another sequence stands next to it.
    pub(super) fn is_damage(
        &self,
        shown: &[char],
        before: Option<&char>,
        rest: &[char],
        meant: char,
        goes_on: bool,
    ) -> bool {
        let next = rest.first();
        let in_a_word = before.is_some_and(|c| c.is_alphabetic())
            || next.is_some_and(|c| c.is_ascii_lowercase());
        // Corners and lines of a drawn table.
        if shown.iter().all(|&c| matches!(c, '\u{2500}'..='\u{257f}')) && !in_a_word {
            return meant == '·' || meant == '\u{a0}';
        }
        match meant {
            '\u{80}'..='\u{ff}' => true,
            '\u{100}'..='\u{17f}' => goes_on || next.is_some_and(|c| c.is_ascii_lowercase()),
            // Windows-1252 has these three; they turn up where a text was damaged twice.
            'ƒ' | 'ˆ' | '˜' => goes_on,
            '\u{370}'..='\u{4ff}' | '\u{3000}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' => {
                goes_on && shown.iter().any(|c| c.is_alphabetic())
            }
            '\u{2000}'..='\u{27ff}' | '\u{2b00}'..='\u{2bff}' => {
                // `так` and the like: a capital in the middle is what gives damage away.
                !self.is_cyrillic || !matches!(shown.get(1), Some('а'..='я'))
            }
            '\u{f000}'..='\u{f0ff}' | '\u{fe0f}' | '\u{feff}' | '\u{fffd}' => true,
            '\u{1f000}'..='\u{1faff}' => true,
            _ => false,
        }
    }
}
