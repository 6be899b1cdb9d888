//! Lists as questions in memory, and out and in again.

use proptest::prelude::*;

use super::*;
use crate::domain::bank::Named;
use crate::domain::fixture::{conflict, rollout};
use crate::domain::question::{CodeExample, KeyPoint, Mistake, Source, Star, Term};

const BANK: &str = "guild-42";

fn target() -> Target {
    Target {
        topic: "general".to_owned(),
        known_topics: vec![Named {
            id: "iac".to_owned(),
            name: "Infrastructure as code".to_owned(),
        }],
        source: "list".to_owned(),
        ..Target::default()
    }
}

fn read(format: Format, text: &str) -> Questions {
    questions(format, text.as_bytes(), &target(), BANK).expect("a list")
}

const LIST: &str = "\
# Our questions

Some words before.

## Infrastructure as Code

### Q1: How do you keep Terraform state safe?

**Answer:**
```
Locking:
- remote state with a lock
- nobody applies from a laptop
```

### Q2:

## Pets and cattle

### What is a pet?
";

#[test]
fn a_list_becomes_questions_of_the_server() {
    let found = read(Format::MarkdownQa, LIST);
    let ids: Vec<_> = found
        .questions
        .iter()
        .map(|read| (read.question.id.as_str(), read.question.topic.as_str()))
        .collect();
    assert_eq!(
        ids,
        [
            ("guild-42/how-do-you-keep-terraform-state-safe", "general"),
            ("guild-42/what-is-a-pet", "general"),
        ]
    );
    assert!(found.questions.iter().all(|read| !read.names_itself));
    let first = &found.questions[0].question;
    let points: Vec<_> = first.key_points.iter().map(|it| it.say.as_str()).collect();
    let all = format!("{points:?} {:?}", first.outline);
    for kept in ["remote state with a lock", "nobody applies from a laptop"] {
        assert!(all.contains(kept), "{all}");
    }
    assert!(found.rest.contains("Some words before."), "{}", found.rest);
    assert_eq!(
        found.report.questions,
        found.questions.len() + found.report.without_text.len()
    );
}

#[test]
fn topics_are_spelt_as_the_bank_spells_them() {
    let list = "ask,topic\nOne?,Infrastructure as Code\nTwo?,iac\nThree?,Data Bases\nFour?,\n";
    let found = read(Format::Csv, list);
    let topics = found.questions.iter();
    let topics: Vec<_> = topics.map(|read| read.question.topic.as_str()).collect();
    assert_eq!(topics, ["iac", "iac", "data-bases", "general"]);
}

#[test]
fn a_file_of_another_format_is_refused() {
    for (format, text) in [
        (Format::Json, "no JSON"),
        (Format::Json, "[]"),
        (Format::MarkdownQa, "Just words."),
        (Format::Csv, "a,b\n1,2\n"),
        (Format::QuestionPage, ""),
    ] {
        assert!(
            questions(format, text.as_bytes(), &target(), BANK).is_err(),
            "{text}"
        );
    }
}

#[test]
fn a_question_without_its_text_stays_out_and_in_the_report() {
    let list = r#"[{"title": "Only a title", "tags": ["rare"]}, {"question": "Why?"}]"#;
    let found = read(Format::Json, list);
    assert_eq!(found.questions.len(), 1);
    assert_eq!(found.report.without_text.len(), 1);
    for kept in ["Only a title", "rare"] {
        assert!(found.rest.contains(kept), "{}", found.rest);
    }
}

/// A question with every field filled.
fn full() -> Question {
    Question {
        id: QuestionId::new(BANK, "every-field").expect("a slug"),
        was: vec![QuestionId::new(BANK, "before").expect("a slug")],
        competencies: vec!["delivery".to_owned()],
        rounds: vec!["final".to_owned()],
        tags: vec!["one".to_owned(), "two".to_owned()],
        framework: Some(AppliedFramework {
            name: "star".to_owned(),
            steps: vec![("Situation".to_owned(), "Say where; and when.".to_owned())],
        }),
        star: Some(Star {
            situation: "We had; a problem.".to_owned(),
            task: "Mine.".to_owned(),
            action: "I did | this.".to_owned(),
            result: "By 30%.".to_owned(),
        }),
        outline: vec!["First; then".to_owned(), "Second".to_owned()],
        key_points: vec![KeyPoint {
            say: "Say it, whole; so.".to_owned(),
            cues: vec!["cue one".to_owned(), "cue two".to_owned()],
            hint: "Think.".to_owned(),
        }],
        terms: vec![Term {
            term: "SLO".to_owned(),
            meaning: "An aim: measured".to_owned(),
        }],
        looks_for: vec!["Calm".to_owned()],
        mistakes: vec![Mistake {
            say: "Blame".to_owned(),
            why: "It ends the talk".to_owned(),
        }],
        follow_ups: vec!["And then?".to_owned()],
        sources: vec![Source {
            title: "A page".to_owned(),
            url: "https://example.org/a".to_owned(),
        }],
        example: Some(CodeExample {
            language: "yaml".to_owned(),
            caption: "A probe".to_owned(),
            code: "a:\n  - b".to_owned(),
        }),
        ..rollout()
    }
}

/// As it is once it belongs to the server.
fn own(question: Question) -> Question {
    Question {
        id: QuestionId::new(BANK, question.id.slug()).expect("a slug"),
        ..question
    }
}

#[test]
fn what_is_exported_can_be_imported_again() {
    let notes = vec!["A note; with a mark".to_owned(), "Another".to_owned()];
    let all = [full(), own(rollout()), own(conflict())];
    let lists = all.iter().map(|question| (question, notes.as_slice()));
    let found = read(Format::Json, &list(lists));
    assert_eq!(found.rest, "");
    for (read, question) in found.questions.iter().zip(&all) {
        assert_eq!(&read.question, question);
        assert_eq!(read.notes, notes);
        assert!(read.names_itself, "so it takes its own place");
    }
    assert_eq!(found.questions.len(), all.len());
}

proptest! {
    #[test]
    fn any_file_is_read_without_a_panic(
        bytes in prop::collection::vec(any::<u8>(), 0..400), text in "\\PC{0,300}", place in 0_usize..5,
    ) {
        let format = Format::ALL[place];
        let _ = questions(format, &bytes, &target(), BANK);
        let list = format!("### {text}\n{text}\n[{{\"ask\": {text:?}}}]");
        if let Ok(found) = questions(format, list.as_bytes(), &target(), BANK) {
            for read in &found.questions {
                prop_assert_eq!(read.question.id.bank(), BANK);
                prop_assert!(!read.question.ask.is_empty());
            }
        }
    }
}
