//! Several topics in one option, with commas between: what follows the last comma is completed.
//!
//! A suggestion is the whole list: its label shows names, its value holds ids. Whoever goes on
//! typing after a choice has the label before the cursor, so both are understood.

use crate::domain::bank::Named;
use crate::domain::language::Language;
use crate::domain::reply::suggestions;
use crate::domain::search::suggest_names;
use crate::domain::view::Choice;

use super::SHOWN;

/// A longer value can't be sent; Discord's limit for one.
const LONGEST_VALUE: usize = 100;

/// Lists that fit what was typed so far, best first.
pub(super) fn suggest(language: Language, known: &[Named], typed: &str) -> Vec<Choice> {
    let (before, last) = typed.rsplit_once(',').unwrap_or(("", typed));
    let chosen = distinct(before.split(',').filter_map(|name| part(known, name)));
    let others = |chosen: &[Part<'_>]| -> Vec<&Named> {
        let is_chosen = |named: &Named| chosen.iter().any(|part| part.id == named.id);
        known.iter().filter(|named| !is_chosen(named)).collect()
    };
    let mut lists = Vec::new();
    if last.trim().is_empty() && !chosen.is_empty() {
        lists.push(chosen.clone());
    }
    let fitting = suggest_names(pairs(&others(&chosen)), last, SHOWN);
    lists.extend(fitting.iter().map(|&named| with(&chosen, named)));
    // A topic that was typed to its end may be the first of several.
    if let Some(whole) = part(known, last).filter(|part| part.known) {
        let chosen = distinct(chosen.iter().copied().chain([whole]));
        let next = others(&chosen);
        lists.extend(pairs(&next).map(|named| with(&chosen, named)));
    }
    let lists = lists.into_iter();
    let choices = lists.map(|list| choice(language, &list));
    let mut choices: Vec<Choice> = choices
        .filter(|choice| choice.value.chars().count() <= LONGEST_VALUE)
        .collect();
    choices.truncate(SHOWN);
    choices
}

/// One entry of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Part<'a> {
    id: &'a str,
    name: &'a str,
    known: bool,
}

/// The topic of this id or name; what is no topic stays as it was typed, since it is told better
/// once the command is sent.
fn part<'a>(known: &'a [Named], typed: &'a str) -> Option<Part<'a>> {
    let typed = typed.trim();
    let lower = typed.to_lowercase();
    let found = known
        .iter()
        .find(|named| named.id == lower || named.name.to_lowercase() == lower);
    if let Some(named) = found {
        return Some(Part {
            id: &named.id,
            name: &named.name,
            known: true,
        });
    }
    (!typed.is_empty()).then_some(Part {
        id: typed,
        name: typed,
        known: false,
    })
}

fn distinct<'a>(parts: impl Iterator<Item = Part<'a>>) -> Vec<Part<'a>> {
    let mut seen: Vec<Part<'a>> = Vec::new();
    for part in parts {
        if !seen.contains(&part) {
            seen.push(part);
        }
    }
    seen
}

fn pairs<'a>(names: &[&'a Named]) -> impl Iterator<Item = (&'a str, &'a str)> {
    names
        .iter()
        .map(|named| (named.id.as_str(), named.name.as_str()))
}

fn with<'a>(chosen: &[Part<'a>], (id, name): (&'a str, &'a str)) -> Vec<Part<'a>> {
    let known = true;
    let mut list = chosen.to_vec();
    list.push(Part { id, name, known });
    list
}

fn choice(language: Language, list: &[Part<'_>]) -> Choice {
    let ids: Vec<&str> = list.iter().map(|part| part.id).collect();
    let names: Vec<&str> = list.iter().map(|part| part.name).collect();
    Choice {
        label: suggestions::topics(language, &names, &ids),
        value: ids.join(","),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Vec<Named> {
        [
            ("aws", "AWS"),
            ("ci-cd", "CI/CD"),
            ("kubernetes", "Kubernetes"),
            ("networking", "Networking"),
            ("iac", "Infrastructure as code"),
        ]
        .map(|(id, name)| Named {
            id: id.to_owned(),
            name: name.to_owned(),
        })
        .to_vec()
    }

    fn suggested(typed: &str) -> Vec<(String, String)> {
        suggest(Language::English, &known(), typed)
            .into_iter()
            .map(|choice| (choice.label, choice.value))
            .collect()
    }

    fn first(typed: &str) -> (String, String) {
        suggested(typed).swap_remove(0)
    }

    fn pair(label: &str, value: &str) -> (String, String) {
        (label.to_owned(), value.to_owned())
    }

    #[test]
    fn nothing_typed_shows_every_topic() {
        let labels: Vec<String> = suggested("").into_iter().map(|(label, _)| label).collect();
        assert_eq!(
            labels,
            [
                "AWS",
                "CI/CD",
                "Kubernetes",
                "Networking",
                "Infrastructure as code"
            ]
        );
    }

    #[test]
    fn the_last_one_is_completed_and_those_before_are_kept() {
        assert_eq!(first("kub"), pair("Kubernetes", "kubernetes"));
        assert_eq!(
            first("Kubernetes, net"),
            pair("Kubernetes, Networking", "kubernetes,networking")
        );
        assert_eq!(
            first("aws,CI/CD, inf"),
            pair("AWS, CI/CD, Infrastructure as code", "aws,ci-cd,iac")
        );
    }

    #[test]
    fn what_is_chosen_is_not_suggested_again() {
        let values: Vec<String> = suggested("aws, aws , ")
            .into_iter()
            .map(|(_, value)| value)
            .collect();
        assert_eq!(
            values,
            [
                "aws",
                "aws,ci-cd",
                "aws,kubernetes",
                "aws,networking",
                "aws,iac"
            ]
        );
    }

    #[test]
    fn a_whole_name_may_be_the_first_of_several() {
        let values: Vec<String> = suggested("aws")
            .into_iter()
            .map(|(_, value)| value)
            .collect();
        assert_eq!(values[0], "aws");
        assert!(values.contains(&"aws,kubernetes".to_owned()), "{values:?}");
    }

    #[test]
    fn what_is_no_topic_is_kept_as_typed() {
        assert_eq!(first("foo, kub"), pair("foo, Kubernetes", "foo,kubernetes"));
        assert_eq!(suggested("zzzz"), []);
        assert_eq!(first(",,"), pair("AWS", "aws"));
    }

    #[test]
    fn a_list_that_can_not_be_sent_is_not_offered() {
        let long = "x".repeat(95);
        assert_eq!(suggested(&format!("{long}, kub")), []);
        assert_eq!(
            first(&format!("{long}, aws")),
            pair(&format!("{long}, AWS"), &format!("{long},aws"))
        );
    }
}
