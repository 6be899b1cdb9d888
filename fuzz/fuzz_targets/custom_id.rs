//! Custom ids as Discord hands them back: what can be read is written the same way again.

#![no_main]

use greenroom::discord::custom_id::{
    MAX_LENGTH, Parsed, encode_action, encode_form, encode_select, parse,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(parsed) = parse(text) else { return };
    let again = match &parsed {
        Parsed::Action(action) => encode_action(action),
        Parsed::Select(action) => encode_select(action),
        Parsed::Form(action) => encode_form(action, u64::MAX),
    };
    assert!(again.is_ascii() && again.len() <= MAX_LENGTH, "{again}");
    assert_eq!(parse(&again), Ok(parsed));
});
