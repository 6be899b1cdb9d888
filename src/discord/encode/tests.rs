//! Bodies as Discord gets them, and an attempt to break the limits.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::discord::custom_id;
use crate::domain::action::{Action, FormAction, SelectAction};
use crate::domain::id::CardId;
use crate::domain::view::{
    Author, Button, Choice, Embed, Field, File, Form, Input, ONLY_INPUT, Response, Row, Select,
    Tone,
};

fn card(number: i64) -> CardId {
    CardId::new(number).expect("tests use positive numbers")
}

fn body<B: serde::Serialize>(encoded: &Encoded<B>) -> Value {
    serde_json::to_value(&encoded.body).expect("builders serialize")
}

fn sample() -> View {
    View {
        text: "Hello".to_owned(),
        embeds: vec![Embed {
            title: "Title".to_owned(),
            tone: Tone::Question,
            ..Embed::default()
        }],
        rows: vec![Row::Buttons(vec![Button::primary(
            "Answer",
            Action::Answer(card(36)),
        )])],
        file: None,
        notifies: None,
    }
}

#[test]
fn a_new_message_has_a_nonce_and_mentions_nobody() {
    let body = body(&create_message(&sample(), &Nonce::of('c', 7)));
    assert_eq!(body["nonce"], "gc7");
    assert_eq!(body["enforce_nonce"], true);
    assert_eq!(
        body["allowed_mentions"],
        json!({"parse": [], "users": [], "roles": [], "replied_user": false})
    );
    assert_eq!(body["content"], "Hello");
    assert_eq!(body["embeds"][0]["title"], "Title");
    assert_eq!(body["embeds"][0]["color"], 0x001f_6f5c);
    assert_eq!(
        body["components"],
        json!([{"type": 1, "components": [{
            "type": 2, "style": 1, "custom_id": "g1:answer:10", "label": "Answer", "disabled": false,
        }]}])
    );
}

#[test]
fn one_role_is_notified_by_a_new_message_and_by_nothing_else() {
    let view = View {
        text: "<@&31> today's question".to_owned(),
        notifies: RoleId::new(31),
        ..sample()
    };
    let created = body(&create_message(&view, &Nonce::of('c', 7)));
    assert_eq!(
        created["allowed_mentions"],
        json!({"parse": [], "users": [], "roles": ["31"], "replied_user": false})
    );
    for body in [
        body(&edit_message(&view)),
        body(&edit_reply(&view)),
        body(&follow_up(&view)),
        body(&response(&Response::Ephemeral(view.clone()), 0))["data"].clone(),
        body(&response(&Response::Update(view.clone()), 0))["data"].clone(),
    ] {
        assert_eq!(body["allowed_mentions"]["parse"], json!([]));
        assert_eq!(body["allowed_mentions"]["roles"], json!([]));
    }
}

#[test]
fn an_edit_clears_what_is_no_longer_there() {
    let view = View::embed(Embed {
        title: "Only this".to_owned(),
        ..Embed::default()
    });
    for body in [
        body(&edit_message(&view)),
        body(&edit_reply(&view)),
        body(&response(&Response::Update(view.clone()), 0))["data"].clone(),
    ] {
        assert_eq!(body["content"], "");
        assert_eq!(body["components"], json!([]));
        assert_eq!(body["attachments"], json!([]));
        assert_eq!(body["allowed_mentions"]["parse"], json!([]));
    }
    assert_eq!(body(&edit_message(&View::text("x")))["embeds"], json!([]));
}

#[test]
fn a_file_goes_with_its_metadata() {
    let view = View {
        file: Some(File {
            name: "data.json".to_owned(),
            bytes: b"{}".to_vec(),
        }),
        ..View::text("Here")
    };
    let encoded = create_message(&view, &Nonce::of('x', 1));
    assert_eq!(body(&encoded)["attachments"][0]["id"], 0);
    assert_eq!(body(&encoded)["attachments"][0]["filename"], "data.json");
    assert_eq!(encoded.files[0].data, b"{}");
}

#[test]
fn responses_have_their_types_and_flags() {
    let of = |encoded: Encoded<_>| body(&encoded);
    let ephemeral = of(response(&Response::Ephemeral(sample()), 0));
    assert_eq!(ephemeral["type"], 4);
    assert_eq!(ephemeral["data"]["flags"], 64);
    assert_eq!(ephemeral["data"]["allowed_mentions"]["parse"], json!([]));
    let update = of(response(&Response::Update(sample()), 0));
    assert_eq!(update["type"], 7);
    assert_eq!(update["data"]["flags"], Value::Null);
    let deferred = serde_json::to_value(defer_ephemeral()).expect("serializes");
    assert_eq!(
        (&deferred["type"], &deferred["data"]["flags"]),
        (&json!(5), &json!(64))
    );
    let deferred = serde_json::to_value(defer_update()).expect("serializes");
    assert_eq!(deferred["type"], 6);
    assert_eq!(of(response(&Response::Silent, 0))["type"], 6);
    let followed = body(&follow_up(&sample()));
    assert_eq!(followed["flags"], 64);
    assert_eq!(followed["allowed_mentions"]["parse"], json!([]));
}

#[test]
fn a_modal_is_one_paragraph_with_an_id_of_its_own() {
    let form = Response::Form(Form {
        action: FormAction::Answer {
            card: card(36),
            private: true,
        },
        title: "Your answer".to_owned(),
        inputs: vec![Input {
            value: "Before".to_owned(),
            ..Input::paragraph(ONLY_INPUT, "Answer")
        }],
    });
    let first = body(&response(&form, 1));
    assert_eq!(first["type"], 9);
    assert_eq!(first["data"]["custom_id"], "g1:form-answer-private:10:1");
    assert_ne!(
        first["data"]["custom_id"],
        body(&response(&form, 2))["data"]["custom_id"]
    );
    assert_eq!(
        first["data"]["components"],
        json!([{"type": 1, "components": [{
            "type": 4, "custom_id": "text", "style": 2, "label": "Answer",
            "min_length": 1, "max_length": 4000, "required": true, "value": "Before",
        }]}])
    );
}

#[test]
fn suggestions_are_names_and_values() {
    let choices = (0..30)
        .map(|n| Choice {
            label: format!("Label {n}"),
            value: format!("value-{n}"),
        })
        .collect();
    let body = body(&response(&Response::Suggestions(choices), 0));
    assert_eq!(body["type"], 8);
    let choices = body["data"]["choices"].as_array().expect("a list");
    assert_eq!(choices.len(), 25);
    assert_eq!(choices[0]["name"], "Label 0");
    assert_eq!(choices[0]["value"], "value-0");
}

#[test]
fn a_thread_archives_itself_after_a_time() {
    for (rests, minutes) in [
        (Rests::AfterADay, 1_440),
        (Rests::AfterThreeDays, 4_320),
        (Rests::AfterAWeek, 10_080),
    ] {
        let body = serde_json::to_value(create_thread("Drill · Pods", rests)).expect("serializes");
        assert_eq!(
            body,
            json!({"name": "Drill · Pods", "auto_archive_duration": minutes})
        );
    }
}

/// Any Unicode, of lengths around and far over the limits.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "\\PC{0,12}",
        Just("```".to_owned()),
        Just("👨‍👩‍👧".to_owned()),
        Just("e\u{301}\u{302}".to_owned()),
        "[ \n\t\u{200b}\u{a0}]{0,4}",
        "[a-z]{1,30} ",
    ];
    (piece, prop_oneof![0_usize..4, 40_usize..60, 200_usize..500])
        .prop_map(|(piece, times)| piece.repeat(times))
}

fn embed() -> impl Strategy<Value = Embed> {
    let fields = proptest::collection::vec((text(), text(), any::<bool>()), 0..30);
    let author = proptest::option::of((text(), proptest::option::of(text())));
    (author, text(), text(), fields, text()).prop_map(
        |(author, title, description, fields, footer)| Embed {
            author: author.map(|(name, picture)| Author { name, picture }),
            title,
            description,
            fields: fields
                .into_iter()
                .map(|(name, value, inline)| Field {
                    name,
                    value,
                    inline,
                })
                .collect(),
            footer,
            tone: Tone::Reference,
        },
    )
}

fn row() -> impl Strategy<Value = Row> {
    let action = (text(), 1_i64..9)
        .prop_map(|(label, number)| Button::plain(label, Action::Skip(card(number))));
    let link =
        (text(), text()).prop_map(|(label, url)| Button::link(label, format!("https://{url}")));
    let buttons = proptest::collection::vec(prop_oneof![action, link], 0..9);
    let choices = proptest::collection::vec((text(), text()), 0..30);
    prop_oneof![
        buttons.prop_map(Row::Buttons),
        (text(), choices, 1_i64..3).prop_map(|(placeholder, choices, number)| Row::Select(
            Select {
                action: SelectAction::More(card(number)),
                placeholder,
                choices: choices
                    .into_iter()
                    .map(|(label, value)| Choice { label, value })
                    .collect(),
            }
        )),
    ]
}

fn view() -> impl Strategy<Value = View> {
    let embeds = proptest::collection::vec(embed(), 0..12);
    let rows = proptest::collection::vec(row(), 0..8);
    (text(), embeds, rows).prop_map(|(text, embeds, rows)| View {
        text,
        embeds,
        rows,
        file: None,
        notifies: None,
    })
}

/// Asserts a length between `least` and `most`; counts without the code under test.
fn holds(value: &Value, least: usize, most: usize) -> usize {
    let Some(text) = value.as_str() else {
        assert_eq!((value, least), (&Value::Null, 0), "expected a text");
        return 0;
    };
    let length: usize = text.chars().map(char::len_utf16).sum();
    assert!(least == 0 || !text.trim().is_empty(), "a blank text");
    assert!(
        length >= least && length <= most,
        "{length} is not in {least}..={most}"
    );
    length
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn discord_takes(body: &Value) {
    let said = holds(&body["content"], 0, 2_000);
    let embeds = list(&body["embeds"]);
    assert!(embeds.len() <= 10);
    let total: usize = embeds.iter().map(discord_takes_embed).sum();
    assert!(total <= 6_000, "{total} units in all embeds");
    assert!(said > 0 || !embeds.is_empty(), "an empty message");
    let rows = list(&body["components"]);
    assert!(rows.len() <= 5);
    let mut ids = std::collections::HashSet::new();
    for row in rows {
        discord_takes_row(list(&row["components"]), &mut ids);
    }
}

fn discord_takes_embed(embed: &Value) -> usize {
    let fields = list(&embed["fields"]);
    assert!(fields.len() <= 25);
    let author = match &embed["author"] {
        Value::Null => 0,
        author => holds(&author["name"], 1, 256),
    };
    let footer = match &embed["footer"] {
        Value::Null => 0,
        footer => holds(&footer["text"], 1, 2_048),
    };
    let total = author
        + footer
        + holds(&embed["title"], 0, 256)
        + holds(&embed["description"], 0, 4_096)
        + fields
            .iter()
            .map(|field| holds(&field["name"], 1, 256) + holds(&field["value"], 1, 1_024))
            .sum::<usize>();
    assert!(total > 0, "an empty embed");
    total
}

fn discord_takes_row(components: &[Value], ids: &mut std::collections::HashSet<String>) {
    assert!(!components.is_empty() && components.len() <= 5);
    for component in components {
        if let Some(id) = component["custom_id"].as_str() {
            assert!(id.len() <= custom_id::MAX_LENGTH);
            assert!(ids.insert(id.to_owned()), "{id} stands there twice");
        }
        if component["type"] == 2 {
            holds(&component["label"], 1, 80);
            holds(&component["url"], 0, 512);
        } else {
            assert_eq!(components.len(), 1, "a select stands alone");
            holds(&component["placeholder"], 0, 150);
            let options = list(&component["options"]);
            assert!(!options.is_empty() && options.len() <= 25);
            for option in options {
                holds(&option["label"], 1, 100);
                holds(&option["value"], 1, 100);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_view_breaks_the_limits(view in view()) {
        discord_takes(&body(&create_message(&view, &Nonce::of('c', i64::MAX))));
        discord_takes(&body(&edit_message(&view)));
        discord_takes(&body(&edit_reply(&view)));
        discord_takes(&body(&follow_up(&view)));
        discord_takes(&body(&response(&Response::Ephemeral(view.clone()), 0))["data"]);
        prop_assert_eq!(limits::fit(limits::fit(view.clone())), limits::fit(view));
    }

    #[test]
    fn no_form_and_no_suggestion_breaks_the_limits(
        title in text(), label in text(), placeholder in text(), value in text(),
    ) {
        let form = Form {
            action: FormAction::Answer { card: card(i64::MAX), private: true },
            title,
            inputs: (0..7_u16).map(|number| Input {
                placeholder: placeholder.clone(),
                value: value.clone(),
                longest: (number > 0).then_some(number * 1_000),
                ..Input::paragraph(ONLY_INPUT, label.clone())
            }).collect(),
        };
        let modal = &body(&response(&Response::Form(form), u64::MAX))["data"];
        holds(&modal["title"], 1, 45);
        holds(&modal["custom_id"], 1, 100);
        prop_assert_eq!(list(&modal["components"]).len(), 5);
        for row in list(&modal["components"]) {
            let input = &row["components"][0];
            holds(&input["label"], 1, 45);
            holds(&input["placeholder"], 0, 100);
            let longest = input["max_length"].as_u64().unwrap_or_default();
            prop_assert!((1..=4_000).contains(&longest));
            holds(&input["value"], 0, usize::try_from(longest).unwrap_or_default());
        }
        holds(&Value::from(limits::fit_thread_name(&label)), 1, 100);
        let choices = Response::Suggestions(vec![Choice { label, value }]);
        for choice in list(&body(&response(&choices, 0))["data"]["choices"]) {
            holds(&choice["name"], 1, 100);
            holds(&choice["value"], 1, 100);
        }
    }

    #[test]
    fn a_nonce_is_short_enough(kind in "[a-z]", row in any::<i64>()) {
        let kind = kind.chars().next().unwrap_or('x');
        prop_assert!(limits::units(Nonce::of(kind, row).as_str()) <= limits::NONCE);
    }
}
