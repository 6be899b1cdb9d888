//! Any words in a message: it is cut to Discord's limits, an open code block is closed, and what
//! fits stays as it is.
//!
//! The text's parts are divided by lines `===`, and take their places in turn.

#![no_main]

use greenroom::discord::limits::{
    CONTENT, EMBED_DESCRIPTION, EMBED_FOOTER, EMBED_TITLE, EMBEDS, EMBEDS_TOTAL, FIELD_NAME,
    FIELD_VALUE, FIELDS, THREAD_NAME, fit, fit_thread_name, is_blank, units,
};
use greenroom::domain::markdown::quote_safe;
use greenroom::domain::view::{Embed, Field, View};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let parts: Vec<&str> = text.split("\n===\n").collect();
    let part = |place: usize| parts.get(place).copied().unwrap_or_default().to_owned();
    let fields = parts.get(4..).unwrap_or_default().chunks(2);
    let embed = Embed {
        title: part(1),
        description: part(2),
        footer: part(3),
        fields: fields
            .map(|pair| Field {
                name: pair[0].to_owned(),
                value: pair.get(1).copied().unwrap_or_default().to_owned(),
                inline: false,
            })
            .collect(),
        ..Embed::default()
    };
    let view = View {
        text: part(0),
        embeds: vec![embed.clone(), embed],
        ..View::default()
    };
    let fitted = fit(view);
    assert!(units(&fitted.text) <= CONTENT);
    closes_its_code(&part(0), &fitted.text);
    assert!(fitted.embeds.len() <= EMBEDS);
    let mut total = 0;
    for embed in &fitted.embeds {
        closes_its_code(&part(2), &embed.description);
        assert!(units(&embed.title) <= EMBED_TITLE);
        assert!(units(&embed.description) <= EMBED_DESCRIPTION);
        assert!(units(&embed.footer) <= EMBED_FOOTER);
        assert!(embed.fields.len() <= FIELDS);
        total += units(&embed.title) + units(&embed.description) + units(&embed.footer);
        for field in &embed.fields {
            assert!(units(&field.name) <= FIELD_NAME && !field.name.is_empty());
            assert!(units(&field.value) <= FIELD_VALUE && !is_blank(&field.value));
            total += units(&field.name) + units(&field.value);
        }
    }
    assert!(total <= EMBEDS_TOTAL, "{total}");
    assert_eq!(fit(fitted.clone()), fitted);
    let name = fit_thread_name(text);
    assert!(units(&name) <= THREAD_NAME && !is_blank(&name) && !name.contains('\n'));
    assert!(!quote_safe(text).contains('\n'));
});

/// A cut leaves no code block open that was closed before, where it left room for a fence.
fn closes_its_code(whole: &str, kept: &str) {
    if kept != whole && units(kept) > 16 {
        let open = |text: &str| text.matches("```").count() % 2 == 1;
        assert!(!open(kept) || open(whole), "{kept}");
    }
}
