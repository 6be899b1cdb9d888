//! Custom ids: what was once written is read for ever, and no text makes the reader panic.

use proptest::prelude::*;

use super::*;

fn card(number: i64) -> CardId {
    CardId::new(number).expect("tests use positive numbers")
}

fn attempt(number: i64) -> AttemptId {
    AttemptId::new(number).expect("tests use positive numbers")
}

fn suggestion(number: i64) -> SuggestionId {
    SuggestionId::new(number).expect("tests use positive numbers")
}

fn own(number: i64) -> OwnQuestionId {
    OwnQuestionId::new(number).expect("tests use positive numbers")
}

/// Never change a line of this table: these ids stand on messages that exist.
#[test]
fn ids_that_were_once_written_keep_their_meaning() {
    let (c, a) = (card(1_234_567), attempt(36));
    let table = [
        ("g1:answer:qglj", Parsed::Action(Action::Answer(c))),
        (
            "g1:answer-private:qglj",
            Parsed::Action(Action::AnswerPrivately(c)),
        ),
        ("g1:hint:qglj", Parsed::Action(Action::Hint(c))),
        ("g1:skip:qglj", Parsed::Action(Action::Skip(c))),
        (
            "g1:show:qglj:framework",
            Parsed::Action(Action::Show(c, Section::Framework)),
        ),
        (
            "g1:show:qglj:star",
            Parsed::Action(Action::Show(c, Section::StarExample)),
        ),
        (
            "g1:show:qglj:mistakes",
            Parsed::Action(Action::Show(c, Section::Mistakes)),
        ),
        (
            "g1:show-anyway:qglj:points",
            Parsed::Action(Action::ShowAnyway(c, Section::KeyPoints)),
        ),
        (
            "g1:show-anyway:qglj:outline",
            Parsed::Action(Action::ShowAnyway(c, Section::Outline)),
        ),
        (
            "g1:show-anyway:qglj:looks",
            Parsed::Action(Action::ShowAnyway(c, Section::LooksFor)),
        ),
        (
            "g1:show-anyway:qglj:terms",
            Parsed::Action(Action::ShowAnyway(c, Section::Terms)),
        ),
        (
            "g1:show-anyway:qglj:follow",
            Parsed::Action(Action::ShowAnyway(c, Section::FollowUps)),
        ),
        (
            "g1:rate:10:again",
            Parsed::Action(Action::Rate(a, Rating::Again)),
        ),
        (
            "g1:rate:10:hard",
            Parsed::Action(Action::Rate(a, Rating::Hard)),
        ),
        (
            "g1:rate:10:good",
            Parsed::Action(Action::Rate(a, Rating::Good)),
        ),
        (
            "g1:rate:10:easy",
            Parsed::Action(Action::Rate(a, Rating::Easy)),
        ),
        ("g1:try-again:10", Parsed::Action(Action::TryAgain(a))),
        ("g1:next:qglj", Parsed::Action(Action::Next(c))),
        ("g1:edit:10", Parsed::Action(Action::Edit(a))),
        ("g1:delete:10", Parsed::Action(Action::Delete(a))),
        (
            "g1:further-points:10",
            Parsed::Action(Action::FurtherPoints(a)),
        ),
        ("g1:covered:10:73", Parsed::Action(Action::Covered(a, 255))),
        (
            "g1:approve:11",
            Parsed::Action(Action::ApproveSuggestion(suggestion(37))),
        ),
        (
            "g1:edit-suggestion:11",
            Parsed::Action(Action::EditSuggestion(suggestion(37))),
        ),
        (
            "g1:reject:11",
            Parsed::Action(Action::RejectSuggestion(suggestion(37))),
        ),
        (
            "g1:next-suggestion:11",
            Parsed::Action(Action::NextSuggestion(suggestion(37))),
        ),
        (
            "g1:remove-own:12",
            Parsed::Action(Action::RemoveOwn(own(38))),
        ),
        ("g1:forget", Parsed::Action(Action::Forget)),
        ("g1:keep-data", Parsed::Action(Action::KeepData)),
        ("g1:more:qglj", Parsed::Select(SelectAction::More(c))),
        (
            "g1:form-answer:qglj:0",
            Parsed::Form(FormAction::Answer {
                card: c,
                private: false,
            }),
        ),
        (
            "g1:form-answer-private:qglj:zz",
            Parsed::Form(FormAction::Answer {
                card: c,
                private: true,
            }),
        ),
        ("g1:form-edit:10:1", Parsed::Form(FormAction::Edit(a))),
        ("g1:form-suggest:1", Parsed::Form(FormAction::Suggest)),
        (
            "g1:form-edit-suggestion:11:1",
            Parsed::Form(FormAction::EditSuggestion(suggestion(37))),
        ),
        (
            "g1:form-reject:11:1",
            Parsed::Form(FormAction::RejectSuggestion(suggestion(37))),
        ),
    ];
    for (text, expected) in table {
        assert_eq!(parse(text), Ok(expected), "{text}");
    }
}

#[test]
fn foreign_damaged_and_newer_ids_are_told_apart() {
    use CustomIdError::{Malformed, Newer, Unknown};
    let table = [
        ("", Unknown),
        ("answer", Unknown),
        ("g:answer:1", Unknown),
        ("g0:answer:1", Unknown),
        ("g01:answer:1", Unknown),
        ("h1:answer:1", Unknown),
        ("gx:answer:1", Unknown),
        ("g1:", Malformed),
        ("g1::", Malformed),
        ("g1:ANSWER:1", Malformed),
        ("g1:answer", Malformed),
        ("g1:answer:", Malformed),
        ("g1:answer:0", Malformed),
        ("g1:answer:-1", Malformed),
        ("g1:answer:+1", Malformed),
        ("g1:answer:1Z", Malformed),
        ("g1:answer:1:", Malformed),
        ("g1:answer:1y2p0ij32e8e8", Malformed),
        ("g1:show:1:nothing", Malformed),
        ("g1:covered:1:74", Malformed),
        ("g1:form-edit:1", Malformed),
        ("g1:forget:1", Malformed),
        ("g1:dance:1", Newer),
        ("g2:answer:1", Newer),
        ("g99999999999999999999999:answer:1", Newer),
    ];
    for (text, expected) in table {
        assert_eq!(parse(text), Err(expected), "{text}");
    }
}

fn every(c: CardId, a: AttemptId, point: u8, unique: u64) -> Vec<(String, Parsed)> {
    let mut actions = vec![
        Action::Answer(c),
        Action::AnswerPrivately(c),
        Action::Hint(c),
        Action::Skip(c),
        Action::TryAgain(a),
        Action::Next(c),
        Action::Edit(a),
        Action::Delete(a),
        Action::FurtherPoints(a),
        Action::Covered(a, point),
        Action::ApproveSuggestion(suggestion(c.get())),
        Action::EditSuggestion(suggestion(c.get())),
        Action::RejectSuggestion(suggestion(c.get())),
        Action::NextSuggestion(suggestion(c.get())),
        Action::RemoveOwn(own(c.get())),
        Action::Forget,
        Action::KeepData,
    ];
    actions.extend(Section::ALL.map(|section| Action::Show(c, section)));
    actions.extend(Section::ALL.map(|section| Action::ShowAnyway(c, section)));
    actions.extend(Rating::ALL.map(|rating| Action::Rate(a, rating)));
    let forms = [
        FormAction::Answer {
            card: c,
            private: false,
        },
        FormAction::Answer {
            card: c,
            private: true,
        },
        FormAction::Edit(a),
        FormAction::Suggest,
        FormAction::EditSuggestion(suggestion(c.get())),
        FormAction::RejectSuggestion(suggestion(c.get())),
    ];
    let more = SelectAction::More(c);
    actions
        .iter()
        .map(|action| (encode_action(action), Parsed::Action(*action)))
        .chain(
            forms
                .iter()
                .map(|form| (encode_form(form, unique), Parsed::Form(*form))),
        )
        .chain([(encode_select(&more), Parsed::Select(more))])
        .collect()
}

proptest! {
    #[test]
    fn what_is_written_is_short_distinct_and_read_back(
        c in 1_i64.., a in 1_i64.., point: u8, unique: u64,
    ) {
        let all = every(card(c), attempt(a), point, unique);
        let distinct: std::collections::HashSet<_> = all.iter().map(|(id, _)| id).collect();
        prop_assert_eq!(distinct.len(), all.len());
        for (text, parsed) in all {
            prop_assert!(text.len() <= MAX_LENGTH);
            prop_assert_eq!(parse(&text), Ok(parsed));
        }
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in any::<String>(), tail in "[:a-z0-9-]{0,40}") {
        let _ = parse(&text);
        let _ = parse(&format!("g1:{text}"));
        let _ = parse(&format!("g1:{tail}"));
    }
}
