//! Which questions a schedule posts, day by day.

use std::collections::HashSet;

use jiff::ToSpan;
use jiff::civil::date;

use super::*;
use crate::domain::bank::Vocabulary;
use crate::domain::fixture::rollout;

fn bank(count: usize) -> Bank {
    let questions = (0..count).map(|number| Question {
        id: id(number),
        topic: format!("topic-{}", number % 3),
        ..rollout()
    });
    Bank::new(Vocabulary::default(), questions.collect(), Vec::new())
}

fn id(number: usize) -> QuestionId {
    format!("core/question-{number}").parse().expect("an id")
}

fn schedule(number: i64) -> ScheduleId {
    ScheduleId::new(number).expect("positive")
}

/// Posts for so many days, skipping where `skips` says so; what was posted, in order.
fn post(bank: &Bank, days: usize, skips: impl Fn(usize) -> usize) -> Vec<QuestionId> {
    let first = date(2026, 11, 2);
    let mut before = Before::default();
    for day in 0..days {
        let on = first + i64::try_from(day).expect("few").days();
        let mut excluded = Vec::new();
        let any = Filter::default();
        let mut chosen = pick(bank, &any, &before, &excluded, schedule(7), on).expect("one");
        for _ in 0..skips(day) {
            excluded.push(chosen.id.clone());
            chosen = pick(bank, &any, &before, &excluded, schedule(7), on).expect("one");
        }
        for skipped in excluded {
            before.skipped.insert(0, skipped);
        }
        let at = Timestamp::UNIX_EPOCH + i64::try_from(day).expect("few").hours();
        before.posted.insert(0, (chosen.id.clone(), at));
    }
    before.posted.into_iter().rev().map(|(id, _)| id).collect()
}

#[test]
fn nothing_returns_before_the_bank_is_used_up_and_then_the_least_recent_does() {
    let posted = post(&bank(12), 36, |_| 0);
    let first: HashSet<_> = posted[..12].iter().collect();
    assert_eq!(first.len(), 12);
    assert_eq!(posted[..12], posted[12..24]);
    assert_eq!(posted[..12], posted[24..]);
}

#[test]
fn skipped_questions_come_after_the_new_ones_and_before_any_repetition() {
    let posted = post(&bank(9), 9, |day| day % 2);
    assert_eq!(posted.iter().collect::<HashSet<_>>().len(), 9);
}

#[test]
fn neighbouring_days_have_different_topics_while_there_is_a_choice() {
    let bank = bank(30);
    let posted = post(&bank, 20, |_| 0);
    let topic = |id: &QuestionId| bank.question(id).expect("known").topic.clone();
    assert!(
        posted
            .windows(2)
            .all(|pair| topic(&pair[0]) != topic(&pair[1]))
    );
}

#[test]
fn schedules_and_dates_differ_and_a_repeated_look_does_not() {
    let bank = bank(60);
    let look = |number, day| {
        let on = date(2026, 11, 2) + i64::from(day).days();
        let found = pick(
            &bank,
            &Filter::default(),
            &Before::default(),
            &[],
            schedule(number),
            on,
        );
        found.expect("one").id.clone()
    };
    assert_eq!(look(1, 0), look(1, 0));
    let over_days: HashSet<_> = (0..20).map(|day| look(1, day)).collect();
    let over_schedules: HashSet<_> = (1..20).map(|number| look(number, 0)).collect();
    assert!(over_days.len() > 10 && over_schedules.len() > 10);
}

#[test]
fn a_bank_of_one_question_asks_it_even_when_it_was_skipped() {
    let bank = bank(1);
    let found = pick(
        &bank,
        &Filter::default(),
        &Before::default(),
        &[id(0)],
        schedule(1),
        date(2026, 1, 1),
    );
    assert_eq!(found.map(|question| question.id.clone()), Some(id(0)));
    let other = Filter {
        topics: vec!["aws".to_owned()],
        ..Filter::default()
    };
    assert!(
        pick(
            &bank,
            &other,
            &Before::default(),
            &[],
            schedule(1),
            date(2026, 1, 1)
        )
        .is_none()
    );
}
