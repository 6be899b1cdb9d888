//! What the limits do to single parts; [`crate::discord::encode`] tries to break them as a whole.

use super::*;
use crate::domain::action::{Action, FormAction, SelectAction};
use crate::domain::id::CardId;
use crate::domain::view::{
    Author, Button, Embed, Field, File, Input, ONLY_INPUT, Row, Select, Target,
};

fn card(number: i64) -> CardId {
    CardId::new(number).expect("tests use positive numbers")
}

fn field(name: &str, value: &str) -> Field {
    Field {
        name: name.to_owned(),
        value: value.to_owned(),
        inline: true,
    }
}

#[test]
fn what_is_within_the_limits_stays_as_it_is() {
    let view = View {
        text: "Hello".to_owned(),
        embeds: vec![Embed {
            title: "Title".to_owned(),
            description: "```\ncode\n```".to_owned(),
            fields: vec![field("Topic", "Linux")],
            ..Embed::default()
        }],
        rows: vec![Row::Buttons(vec![
            Button::primary("Answer", Action::Answer(card(1))),
            Button::link("Docs", "https://example.org/a"),
        ])],
        file: None,
        notifies: None,
    };
    assert_eq!(fit(view.clone()), view);
}

#[test]
fn an_empty_message_says_something() {
    assert_eq!(fit(View::text(" \n")), View::text(ELLIPSIS));
    let blank = View::embed(Embed {
        title: "\t".to_owned(),
        author: Some(Author {
            name: String::new(),
            picture: Some("https://example.org/p.png".to_owned()),
        }),
        fields: vec![field("Topic", "  ")],
        ..Embed::default()
    });
    assert_eq!(fit(blank), View::text(ELLIPSIS));
}

#[test]
fn a_field_without_a_name_keeps_its_value() {
    let view = fit(View::embed(Embed {
        fields: vec![field("", "value"), field("name", "")],
        ..Embed::default()
    }));
    assert_eq!(view.embeds[0].fields, [field("\u{200b}", "value")]);
}

#[test]
fn all_embeds_share_one_budget() {
    let long = Embed {
        description: "word ".repeat(900),
        ..Embed::default()
    };
    let view = fit(View {
        embeds: vec![long.clone(), long.clone(), long],
        ..View::default()
    });
    let lengths: Vec<usize> = view.embeds.iter().map(|e| units(&e.description)).collect();
    assert_eq!(lengths.len(), 2);
    assert!(lengths[0] > 4_000 && lengths[0] <= EMBED_DESCRIPTION);
    assert!(lengths[0] + lengths[1] > 5_900 && lengths[0] + lengths[1] <= EMBEDS_TOTAL);
}

#[test]
fn buttons_go_on_in_the_next_row_and_never_repeat() {
    let buttons = (1..=7)
        .chain(1..=7)
        .map(|n| Button::plain(format!("{n}"), Action::Hint(card(n))));
    let view = fit(View::text("x").row(Row::Buttons(buttons.collect())));
    let counts: Vec<usize> = view
        .rows
        .iter()
        .map(|row| match row {
            Row::Buttons(buttons) => buttons.len(),
            Row::Select(_) => 0,
        })
        .collect();
    assert_eq!(counts, [5, 2]);
}

#[test]
fn links_that_discord_refuses_are_left_out() {
    let links = [
        "javascript:alert(1)",
        "not a link",
        "",
        "https://example.org",
    ];
    let buttons = links.map(|url| Button::link("Go", url)).to_vec();
    let view = fit(View::text("x").row(Row::Buttons(buttons)));
    let Some(Row::Buttons(kept)) = view.rows.first() else {
        panic!("one row of buttons is left");
    };
    assert_eq!(kept.len(), 1);
    assert_eq!(
        kept[0].target,
        Target::Link("https://example.org".to_owned())
    );
}

#[test]
fn a_select_has_distinct_values_or_is_left_out() {
    let choice = |label: &str, value: &str| Choice {
        label: label.to_owned(),
        value: value.to_owned(),
    };
    let select = |choices| {
        Row::Select(Select {
            action: SelectAction::More(card(1)),
            placeholder: "More...".to_owned(),
            choices,
        })
    };
    let view = fit(View::text("x").row(select(vec![
        choice("A", "a"),
        choice("A again", "a"),
        choice("", "b"),
        choice("too long", &"v".repeat(101)),
    ])));
    assert_eq!(
        view.rows,
        [select(vec![choice("A", "a"), choice("b", "b")])]
    );
    assert_eq!(fit(View::text("x").row(select(vec![]))).rows, []);
}

#[test]
fn a_thread_has_a_name_on_one_line() {
    assert_eq!(
        fit_thread_name("Drill ·\n  What is  a pod?"),
        "Drill · What is a pod?"
    );
    assert_eq!(fit_thread_name(" \n"), ELLIPSIS);
    assert!(units(&fit_thread_name(&"😀".repeat(100))) <= THREAD_NAME);
}

#[test]
fn a_modal_keeps_a_whole_answer() {
    let form = fit_form(Form {
        action: FormAction::Answer {
            card: card(1),
            private: false,
        },
        title: "t".repeat(60),
        inputs: vec![Input {
            placeholder: " ".to_owned(),
            value: "v".repeat(4_000),
            ..Input::paragraph(ONLY_INPUT, "")
        }],
    });
    assert_eq!(units(&form.title), MODAL_TITLE);
    let [input] = &form.inputs[..] else {
        panic!("one input: {form:?}");
    };
    assert_eq!(input.label, ELLIPSIS);
    assert_eq!(input.placeholder, "");
    assert_eq!(units(&input.value), 4_000);
}

#[test]
fn a_file_has_a_name() {
    for (name, expected) in [
        ("data.json", "data.json"),
        (" ", "file"),
        (&"n".repeat(256), "file"),
    ] {
        let view = fit(View {
            file: Some(File {
                name: name.to_owned(),
                bytes: Vec::new(),
            }),
            ..View::default()
        });
        assert_eq!(view.file.map(|file| file.name).as_deref(), Some(expected));
    }
}
