//! The repair of wrongly decoded text, damage by damage.

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252};
use oem_cp::code_table::{
    DECODING_TABLE_CP437, DECODING_TABLE_CP850, DECODING_TABLE_CP852, DECODING_TABLE_CP866,
};
use oem_cp::decode_string_complete_table;
use proptest::prelude::*;

use super::*;

/// A text with what lists of questions have beside plain letters.
const TEXT: &str =
    "• First – then “wait” … it’s “done” — 8–10 minutes · final\n→ Café, naïve, 5 €, ✓ done";

fn misread(text: &str, encoding: &'static Encoding) -> String {
    let (text, _) = encoding.decode_without_bom_handling(text.as_bytes());
    text.into_owned()
}

fn check(damaged: &str, expected: &str) {
    assert_eq!(decode(damaged.as_bytes()).text, expected, "{damaged}");
}

#[test]
fn every_page_is_undone_once_and_twice() {
    let mut damaged: Vec<String> = [WINDOWS_1252, WINDOWS_1251, WINDOWS_1250, MACINTOSH]
        .into_iter()
        .map(|encoding| misread(TEXT, encoding))
        .collect();
    for table in [
        &DECODING_TABLE_CP437,
        &DECODING_TABLE_CP850,
        &DECODING_TABLE_CP852,
        &DECODING_TABLE_CP866,
    ] {
        damaged.push(decode_string_complete_table(TEXT.as_bytes(), table));
    }
    damaged.push(TEXT.bytes().map(char::from).collect());
    damaged.push(misread(&misread(TEXT, WINDOWS_1252), WINDOWS_1252));
    let once = decode_string_complete_table(TEXT.as_bytes(), &DECODING_TABLE_CP437);
    damaged.push(misread(&once, WINDOWS_1252));
    for text in damaged {
        assert_ne!(text, TEXT);
        let decoded = decode(text.as_bytes());
        assert_eq!(decoded.text, TEXT, "{text}");
        assert!(decoded.repairs >= 15, "{}", decoded.repairs);
    }
}

#[test]
fn lone_marks_are_known_by_their_place() {
    check("ù Shared state", "• Shared state");
    check("  \u{f0b7} One", "  • One");
    check("8û10 minutes ù final round", "8–10 minutes — final round");
    check("we donÆt, itÆs", "we don’t, it’s");
    check("he said â€œstopâ€ and", "he said “stop” and");
    check("a \u{95} b", "a • b");
}

#[test]
fn right_texts_stay() {
    for text in [
        "Où est le café à côté de l’Île ? “Ça”",
        "Æther, ærlig; NÃO; señor; Ångström; Größe „Ä“",
        "┌──┬──┐\n│  │  │\n├──┼──┤\n└──┴──┘",
        "Так или иначе, тот же ответ — Вот",
        "日本語 → 한국어 🚀 ½ µs ±3",
    ] {
        check(text, text);
    }
}

#[test]
fn other_forms_of_text_are_read() {
    assert_eq!(
        decode(b"\xef\xbb\xbfone\r\ntwo\rthree").text,
        "one\ntwo\nthree"
    );
    assert_eq!(decode(b"\xff\xfeo\0k\0").text, "ok");
    assert_eq!(decode(b"caf\xe9 \x95 5\x9610").text, "café • 5–10");
    assert_eq!(decode(b"a\0b\x0bc\xc2\xa0d").text, "ab c d");
}

proptest! {
    #[test]
    fn any_bytes_are_text_of_as_many_lines(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let decoded = decode(&bytes);
        prop_assert!(!decoded.text.chars().any(|c| c.is_control() && c != '\n' && c != '\t'));
    }

    #[test]
    fn ascii_and_common_words_stay(text in "(([ -~]{0,6}|caf\u{e9}|it\u{2019}s|8\u{2013}10|\u{2013}|\u{2022})[ \n]){0,12}") {
        let decoded = decode(text.as_bytes());
        prop_assert_eq!(decoded.text, text);
    }

    #[test]
    fn lines_are_kept(text in "[a-zâ€¢ΓÇó┬╖├©\n ù]{0,80}") {
        let lines = text.matches('\n').count();
        prop_assert_eq!(decode(text.as_bytes()).text.matches('\n').count(), lines);
    }
}
