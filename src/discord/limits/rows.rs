//! Rows of buttons and selects within Discord's limits.
//!
//! Discord refuses a message in which two components share a custom id, so that a repeated
//! action is left out.

use std::collections::HashSet;

use super::{
    BUTTON_LABEL, BUTTON_URL, BUTTONS, OPTION, OPTIONS, ROWS, SELECT_PLACEHOLDER, cut, fit_choice,
    present, required, units,
};
use crate::domain::action::{Action, SelectAction};
use crate::domain::view::{Button, Choice, Row, Select, Target};

/// The rows that fit, in order; a row of too many buttons goes on in the next one.
pub(super) fn fit(rows: Vec<Row>) -> Vec<Row> {
    let mut seen = Seen::default();
    rows.into_iter()
        .flat_map(|row| fit_row(row, &mut seen))
        .take(ROWS)
        .collect()
}

/// What the components so far do.
#[derive(Default)]
struct Seen {
    actions: HashSet<Action>,
    selects: HashSet<SelectAction>,
}

fn fit_row(row: Row, seen: &mut Seen) -> Vec<Row> {
    match row {
        Row::Buttons(buttons) => {
            let buttons: Vec<Button> = buttons
                .into_iter()
                .filter_map(|button| fit_button(button, seen))
                .collect();
            buttons
                .chunks(BUTTONS)
                .map(|part| Row::Buttons(part.to_vec()))
                .collect()
        }
        Row::Select(select) => fit_select(select, seen)
            .map(Row::Select)
            .into_iter()
            .collect(),
    }
}

fn fit_button(button: Button, seen: &mut Seen) -> Option<Button> {
    let keep = match &button.target {
        Target::Action(action) => seen.actions.insert(*action),
        Target::Link(url) => is_address(url),
    };
    keep.then(|| Button {
        label: required(cut(&button.label, BUTTON_LABEL)),
        ..button
    })
}

fn is_address(url: &str) -> bool {
    units(url) <= BUTTON_URL
        && reqwest::Url::parse(url)
            .is_ok_and(|url| matches!(url.scheme(), "https" | "http" | "discord"))
}

fn fit_select(select: Select, seen: &mut Seen) -> Option<Select> {
    let mut values = HashSet::new();
    let choices: Vec<Choice> = select
        .choices
        .into_iter()
        .filter_map(|choice| fit_choice(choice, OPTION))
        .filter(|choice| values.insert(choice.value.clone()))
        .take(OPTIONS)
        .collect();
    (!choices.is_empty() && seen.selects.insert(select.action)).then(|| Select {
        action: select.action,
        placeholder: present(cut(&select.placeholder, SELECT_PLACEHOLDER)),
        choices,
    })
}
