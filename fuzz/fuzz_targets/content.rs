//! A content folder with any words in its files.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| greenroom_fuzz::content(text));
