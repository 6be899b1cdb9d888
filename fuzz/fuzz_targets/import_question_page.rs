//! The text of a web page of questions, from bytes to a bank that loads.

#![no_main]

use greenroom::import::Format;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| greenroom_fuzz::import(Format::QuestionPage, bytes));
