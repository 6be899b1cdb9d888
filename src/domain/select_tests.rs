//! Which questions are chosen.

use proptest::prelude::*;

use super::*;
use crate::domain::bank::Vocabulary;
use crate::domain::fixture;
use crate::domain::question::{Difficulty, Kind};
use crate::domain::seed;

const DAY: i64 = 24 * 60 * 60;

fn bank_of(questions: Vec<Question>) -> Bank {
    Bank::new(Vocabulary::default(), questions, Vec::new())
}

/// Questions `q0`, `q1`, ... with these competencies each.
fn bank(competencies: &[&[&str]]) -> Bank {
    let questions = competencies.iter().enumerate().map(|(number, names)| {
        let mut question = fixture::bare(&format!("q{number}"), Kind::Technical);
        question.competencies = names.iter().map(|&name| name.to_owned()).collect();
        question
    });
    bank_of(questions.collect())
}

fn now() -> Timestamp {
    Timestamp::from_second(100_000 * DAY).expect("in range")
}

/// (slug, days ago, answered)
fn met(slug: &str, days: i64, answered: bool) -> Encounter {
    Encounter {
        question: QuestionId::new("core", slug).expect("tests name valid slugs"),
        at: Timestamp::from_second((100_000 - days) * DAY).expect("in range"),
        answered,
    }
}

/// The slugs that some seed chooses.
fn chosen(bank: &Bank, filter: &Filter, encounters: &[Encounter]) -> Vec<String> {
    let mut slugs: Vec<_> = (0..64)
        .filter_map(|seed: u32| {
            let mut rng = seed::generator([seed.to_string().as_str()]);
            select(bank, filter, encounters, now(), &mut rng)
        })
        .map(|question| question.id.slug().to_owned())
        .collect();
    slugs.sort();
    slugs.dedup();
    slugs
}

fn check(bank: &Bank, encounters: &[Encounter], expected: &[&str]) {
    assert_eq!(chosen(bank, &Filter::default(), encounters), expected);
}

#[test]
fn tiers_follow_one_another() {
    let bank = bank(&[&["a"][..]; 4]);
    check(&bank, &[], &["q0", "q1", "q2", "q3"]);
    let mut encounters = vec![met("q0", 1, true)];
    check(&bank, &encounters, &["q1", "q2", "q3"]);
    encounters.extend([met("q1", 2, false), met("q2", 3, true)]);
    check(&bank, &encounters, &["q3"]);
    encounters.push(met("q3", 61, true));
    check(&bank, &encounters, &["q1"]);
    encounters[1].answered = true;
    check(&bank, &encounters, &["q3"]);
    encounters[3].at = encounters[2].at;
    check(&bank, &encounters, &["q2", "q3"]);
}

#[test]
fn a_question_just_skipped_comes_after_others_that_were_skipped() {
    let bank = bank(&[&["a"][..]; 3]);
    let skipped = [
        met("q1", 0, false),
        met("q0", 1, false),
        met("q2", 90, true),
    ];
    check(&bank, &skipped, &["q0"]);
    check(
        &bank,
        &[met("q1", 0, false), met("q0", 1, true), met("q2", 90, true)],
        &["q1"],
    );
}

#[test]
fn the_latest_answer_counts() {
    let bank = bank(&[&["a"][..]; 2]);
    let encounters = [met("q0", 1, false), met("q1", 5, true), met("q0", 70, true)];
    check(&bank, &encounters, &["q0"]);
    let encounters = [met("q0", 4, true), met("q1", 5, true), met("q0", 70, true)];
    check(&bank, &encounters, &["q1"]);
}

#[test]
fn competencies_are_spread() {
    let bank = bank(&[&["a"], &["a", "b"], &["b", "c"], &["c"], &["a"]]);
    check(&bank, &[met("q0", 1, true)], &["q2", "q3"]);
    check(
        &bank,
        &[met("q0", 1, true), met("q3", 2, true)],
        &["q1", "q2"],
    );
}

#[test]
fn a_renamed_question_is_known_by_its_former_id() {
    let mut renamed = fixture::bare("new", Kind::Technical);
    renamed.was = vec![QuestionId::new("core", "old").expect("a slug")];
    let bank = bank_of(vec![renamed, fixture::bare("other", Kind::Technical)]);
    check(&bank, &[met("old", 1, true)], &["other"]);
    check(&bank, &[met("gone", 1, true)], &["new", "other"]);
}

#[test]
fn filters_are_kept() {
    let mut hard = fixture::bare("hard", Kind::Technical);
    hard.difficulty = Difficulty::Hard;
    let mut aws = fixture::bare("aws", Kind::Design);
    aws.topic = "aws".to_owned();
    aws.rounds = vec!["final".to_owned()];
    let bank = bank_of(vec![hard, aws, fixture::bare("plain", Kind::Technical)]);
    let check = |filter: Filter, expected: &[&str]| {
        assert_eq!(chosen(&bank, &filter, &[]), expected, "{filter:?}");
    };
    let topics = |names: &[&str]| Filter {
        topics: names.iter().map(|&name| name.to_owned()).collect(),
        ..Filter::default()
    };
    check(topics(&["aws"]), &["aws"]);
    check(topics(&["aws", "kubernetes"]), &["aws", "hard", "plain"]);
    check(topics(&["none"]), &[]);
    let difficulty = Some(Difficulty::Medium);
    check(
        Filter {
            difficulty,
            ..topics(&["kubernetes"])
        },
        &["plain"],
    );
    check(
        Filter {
            kind: Some(Kind::Design),
            ..Filter::default()
        },
        &["aws"],
    );
    check(
        Filter {
            round: Some("final".to_owned()),
            ..Filter::default()
        },
        &["aws"],
    );
}

#[test]
fn the_choice_never_changes() {
    let bank = bank(&[&["a"][..]; 100]);
    let mut rng = seed::generator(["server", "2026-01-02"]);
    let question = select(&bank, &Filter::default(), &[], now(), &mut rng);
    assert_eq!(
        question.map(|it| it.id.to_string()).as_deref(),
        Some("core/q51")
    );
}

fn encounters() -> impl Strategy<Value = Vec<Encounter>> {
    let one = (0..12_usize, 0..100_i64, any::<bool>());
    proptest::collection::vec(one, 0..40).prop_map(|mut list| {
        list.sort_by_key(|&(_, days, _)| days);
        list.into_iter()
            .map(|(number, days, answered)| met(&format!("q{number}"), days, answered))
            .collect()
    })
}

proptest! {
    #[test]
    fn never_one_answered_lately_while_others_are_left(
        encounters in encounters(),
        questions in 1..12_usize,
        seed in any::<u64>(),
    ) {
        let all: Vec<&[&str]> = (0..questions)
            .map(|number| [&["a"][..], &["b", "a"], &[]][number % 3])
            .collect();
        let bank = bank(&all);
        let pick = || {
            let mut rng = seed::generator([seed.to_string().as_str()]);
            select(&bank, &Filter::default(), &encounters, now(), &mut rng)
        };
        let question = pick().expect("the bank is not empty");
        prop_assert_eq!(pick(), Some(Arc::clone(&question)));
        let last_answer = |id: &QuestionId| {
            let answers = encounters.iter().filter(|it| it.answered && it.question == *id);
            answers.map(|it| it.at).max()
        };
        let lately = |id: &QuestionId| {
            last_answer(id).is_some_and(|at| now().duration_since(at) <= FORGOTTEN_AFTER)
        };
        if lately(&question.id) {
            for other in bank.questions() {
                prop_assert!(lately(&other.id));
                prop_assert!(last_answer(&question.id) <= last_answer(&other.id));
            }
        }
        let is_new = |id: &QuestionId| encounters.iter().all(|it| it.question != *id);
        if bank.questions().iter().any(|other| is_new(&other.id)) {
            prop_assert!(is_new(&question.id));
        }
    }
}
