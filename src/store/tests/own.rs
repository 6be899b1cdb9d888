//! A server's own bank: questions, what is hidden, suggestions and their decisions.

use super::databases::on_both;
use super::fixtures::{GUILD, at, due, guild, job, message, question, suggest, suggestion, user};
use crate::domain::bank::Vocabulary;
use crate::domain::id::{GuildId, OwnQuestionId, SuggestionId};
use crate::domain::proposal::Proposal;
use crate::domain::question::{Question, QuestionId};
use crate::store::{
    AddedQuestions, BankLimits, Decided, Decision, JobKind, NewJob, NewQuestion, State, Store,
    Suggested, WaitingLimits,
};

on_both!(
    questions_join_one_server_alone,
    the_same_question_joins_once_and_others_get_a_slug_of_their_own,
    a_bank_has_limits,
    hiding_and_showing_change_the_version,
    a_question_is_removed_for_good,
    suggestions_wait_within_limits_and_are_taken_once,
    a_suggestion_is_decided_once,
    two_organisers_at_once_decide_once,
    a_full_bank_leaves_the_suggestion_waiting,
    an_erased_server_keeps_nothing_of_its_own,
    suggestions_are_exported,
);

const ROOM: BankLimits = BankLimits {
    questions: 500,
    bytes: 4_000_000,
};
const WAITING: WaitingLimits = WaitingLimits {
    of_server: 3,
    of_person: 2,
};

fn row(id: i64) -> OwnQuestionId {
    OwnQuestionId::new(id).expect("positive")
}

fn new(id: i64, slug: &str, title: &str) -> NewQuestion {
    NewQuestion {
        id: row(id),
        question: Question {
            title: title.to_owned(),
            ..Question::clone(&question(slug))
        },
        notes: vec!["a note, “quoted”".to_owned()],
        replaces: false,
    }
}

fn ids(ids: &[&str]) -> Vec<QuestionId> {
    ids.iter().map(|id| id.parse().expect("an id")).collect()
}

async fn add(store: &Store, new: &[NewQuestion], version: i64) -> AddedQuestions {
    let added = store.add_own_questions(guild(GUILD), new, ROOM, version, at(0));
    added.await.expect("a write")
}

async fn own_ids(store: &Store, server: GuildId) -> Vec<QuestionId> {
    let own = store.own_questions(server).await.expect("a read");
    own.into_iter().map(|own| own.question.id).collect()
}

/// As a feature makes a question of a proposal.
fn made(id: i64) -> impl FnOnce(&Proposal) -> NewQuestion + Send {
    move |proposal| NewQuestion {
        id: row(id),
        question: proposal.question(
            QuestionId::of_server(guild(GUILD), &proposal.slug()).expect("a slug"),
            &Vocabulary::default(),
        ),
        notes: Vec::new(),
        replaces: false,
    }
}

fn decision(server: u64, tells: &NewJob) -> Decision<'_> {
    Decision {
        guild: guild(server),
        suggestion: SuggestionId::new(tells.subject).expect("positive"),
        tells,
        now: at(5),
    }
}

async fn approve(store: &Store, id: SuggestionId, number: i64) -> Decided {
    let tells = job(JobKind::TellAuthor, id.get());
    let decided = store.approve_suggestion(decision(GUILD, &tells), made(number), ROOM, number);
    decided.await.expect("a write")
}

async fn reject(store: &Store, server: u64, id: SuggestionId, reason: &str) -> Decided {
    let tells = job(JobKind::TellAuthor, id.get());
    let decided = store.reject_suggestion(decision(server, &tells), reason);
    decided.await.expect("a write")
}

async fn questions_join_one_server_alone(store: Store) {
    assert_eq!(store.own_version(guild(GUILD)).await.expect("a read"), 0);
    let added = add(&store, &[new(1, "a", "One"), new(2, "b", "Two")], 77).await;
    assert_eq!(added.added, ids(&["guild-900/a", "guild-900/b"]));
    assert_eq!(store.own_version(guild(GUILD)).await.expect("a read"), 77);
    let own = store.own_questions(guild(GUILD)).await.expect("a read");
    assert_eq!(own[0].notes, ["a note, “quoted”"]);
    let expected = Question {
        id: "guild-900/a".parse().expect("an id"),
        title: "One".to_owned(),
        ..Question::clone(&question("a"))
    };
    assert_eq!(own[0].question, expected, "every field comes back");
    for other in [guild(901), guild(90)] {
        assert_eq!(own_ids(&store, other).await, []);
        assert_eq!(store.own_version(other).await.expect("a read"), 0);
    }
}

async fn the_same_question_joins_once_and_others_get_a_slug_of_their_own(store: Store) {
    add(&store, &[new(1, "a", "One")], 1).await;
    let again = add(
        &store,
        &[
            new(2, "a", "One"),
            new(3, "a", "Another"),
            new(4, "a", "Another"),
        ],
        2,
    )
    .await;
    assert_eq!(again.added, ids(&["guild-900/a-2"]));
    assert_eq!(again.same, 2);
    let changed = NewQuestion {
        replaces: true,
        ..new(5, "a", "One, changed")
    };
    let replaced = add(&store, &[changed.clone(), changed], 3).await;
    assert_eq!(replaced.replaced, ids(&["guild-900/a"]));
    assert_eq!(replaced.same, 1);
    let own = store.own_questions(guild(GUILD)).await.expect("a read");
    let titles: Vec<_> = own.iter().map(|own| own.question.title.as_str()).collect();
    assert_eq!(titles, ["One, changed", "Another"]);
}

async fn a_bank_has_limits(store: Store) {
    let two = BankLimits {
        questions: 2,
        bytes: 4_000_000,
    };
    let all = [new(1, "a", "One"), new(2, "b", "Two"), new(3, "c", "Three")];
    let added = store.add_own_questions(guild(GUILD), &all, two, 1, at(0));
    assert_eq!(added.await.expect("a write").no_room, [2]);
    // A full bank can still be mended.
    let mended = [NewQuestion {
        replaces: true,
        ..new(4, "b", "Two, mended")
    }];
    let added = store.add_own_questions(guild(GUILD), &mended, two, 2, at(0));
    assert_eq!(added.await.expect("a write").replaced.len(), 1);
    let few_bytes = BankLimits {
        questions: 9,
        bytes: 3_000,
    };
    let added = store.add_own_questions(guild(GUILD), &all[2..], few_bytes, 3, at(0));
    assert_eq!(added.await.expect("a write").no_room, [0]);
    let elsewhere = store.add_own_questions(guild(1), &all[2..], few_bytes, 4, at(0));
    assert_eq!(elsewhere.await.expect("a write").added.len(), 1);
}

async fn hiding_and_showing_change_the_version(store: Store) {
    let server = guild(GUILD);
    let [one, two] = ["core/one", "core/two"].map(|id| id.parse::<QuestionId>().expect("an id"));
    assert!(
        store
            .hide_question(server, &one, 5, at(1))
            .await
            .expect("a write")
    );
    assert!(
        !store
            .hide_question(server, &one, 6, at(2))
            .await
            .expect("a write")
    );
    assert!(
        store
            .hide_question(server, &two, 7, at(3))
            .await
            .expect("a write")
    );
    let hidden = store.hidden_questions(server).await.expect("a read");
    assert_eq!(hidden, [one.clone(), two.clone()]);
    assert_eq!(store.hidden_questions(guild(1)).await.expect("a read"), []);
    let both = [one, "core/unheard-of".parse().expect("an id")];
    assert!(
        store
            .unhide_question(server, &both, 8)
            .await
            .expect("a write")
    );
    assert!(
        !store
            .unhide_question(server, &both, 9)
            .await
            .expect("a write")
    );
    assert_eq!(store.hidden_questions(server).await.expect("a read"), [two]);
    assert_eq!(store.own_version(server).await.expect("a read"), 9);
}

async fn a_question_is_removed_for_good(store: Store) {
    let server = guild(GUILD);
    add(&store, &[new(1, "a", "One"), new(2, "b", "Two")], 1).await;
    let one: QuestionId = "guild-900/a".parse().expect("an id");
    store
        .hide_question(server, &one, 2, at(1))
        .await
        .expect("a write");
    let found = store.own_question(server, "a").await.expect("a read");
    assert_eq!(found, Some(row(1)));
    assert_eq!(
        store.own_question(guild(1), "a").await.expect("a read"),
        None
    );
    let elsewhere = store.remove_own_question(guild(1), row(1), 3).await;
    assert!(!elsewhere.expect("a write"), "another server's");
    assert!(
        store
            .remove_own_question(server, row(1), 4)
            .await
            .expect("a write")
    );
    assert!(
        !store
            .remove_own_question(server, row(1), 5)
            .await
            .expect("a write")
    );
    assert_eq!(store.own_version(server).await.expect("a read"), 4);
    assert_eq!(own_ids(&store, server).await, ids(&["guild-900/b"]));
    let again = add(&store, &[new(3, "a", "Another")], 6).await;
    assert_eq!(again.added, ids(&["guild-900/a"]));
    assert_eq!(store.hidden_questions(server).await.expect("a read"), []);
}

async fn suggestions_wait_within_limits_and_are_taken_once(store: Store) {
    let mut last = None;
    for (person, id, expected) in [
        (1, 1, Suggested::Kept),
        (1, 1, Suggested::Kept),
        (1, 2, Suggested::Kept),
        (1, 3, Suggested::FullForPerson),
        (2, 4, Suggested::Kept),
        (3, 5, Suggested::FullForServer),
    ] {
        let new = suggestion(GUILD, person, id, "A title");
        let kept = store.add_suggestion(&new, WAITING).await.expect("a write");
        assert_eq!(kept, expected, "{person} {id}");
        last = Some(new);
    }
    let elsewhere = suggestion(901, 3, 6, "Elsewhere");
    let kept = store.add_suggestion(&elsewhere, WAITING).await;
    assert_eq!(kept.expect("a write"), Suggested::Kept);
    assert_eq!(
        store
            .waiting_of(guild(GUILD), user(1))
            .await
            .expect("a read"),
        2
    );
    let last = last.expect("suggested").id;
    assert_eq!(store.suggestion(last).await.expect("a read"), None);

    // One after the other, and from the beginning again.
    let mut seen = Vec::new();
    let mut after = None;
    for _ in 0..4 {
        let next = store.next_suggestion(guild(GUILD), after).await;
        let (next, waiting) = next.expect("a read").expect("one that waits");
        assert_eq!(waiting, 3);
        after = Some(next.id);
        seen.push(next.id);
    }
    assert_eq!(seen[0], seen[3]);
    assert!(seen[..3].is_sorted());
    assert_eq!(
        store.next_suggestion(guild(1), None).await.expect("a read"),
        None
    );
}

async fn a_suggestion_is_decided_once(store: Store) {
    let server = guild(GUILD);
    let first = suggest(&store, 1, 1, "First").await;
    let second = suggest(&store, 1, 2, "Second").await;
    let edited = Proposal {
        title: "First, mended".to_owned(),
        ..suggestion(GUILD, 1, 1, "First").proposal
    };
    let elsewhere = store.change_suggestion(guild(1), first, &edited).await;
    assert!(!elsewhere.expect("a write"), "another server's");
    assert!(
        store
            .change_suggestion(server, first, &edited)
            .await
            .expect("a write")
    );
    let Decided::Now {
        suggestion: decided,
        question: Some(question),
    } = approve(&store, first, 100).await
    else {
        panic!("approved");
    };
    assert_eq!(decided.state, State::Approved);
    assert_eq!(question.as_str(), "guild-900/first-mended");
    assert_eq!(own_ids(&store, server).await, [question]);
    assert_eq!(
        approve(&store, first, 101).await,
        Decided::Before(State::Approved)
    );
    let late = reject(&store, GUILD, first, "no").await;
    assert_eq!(late, Decided::Before(State::Approved));
    assert!(
        !store
            .change_suggestion(server, first, &edited)
            .await
            .expect("a write")
    );
    assert_eq!(
        due(&store, at(9), 9).await.len(),
        1,
        "the author is told once"
    );

    assert_eq!(reject(&store, 1, second, "no").await, Decided::Gone);
    let Decided::Now {
        suggestion,
        question: None,
    } = reject(&store, GUILD, second, "Too long").await
    else {
        panic!("rejected");
    };
    assert_eq!(
        (suggestion.state, &*suggestion.reason),
        (State::Rejected, "Too long")
    );
    assert_eq!(
        store.next_suggestion(server, None).await.expect("a read"),
        None
    );
    assert!(
        store
            .suggestion_told(second, message(9))
            .await
            .expect("noted")
    );
    let told = store
        .suggestion(second)
        .await
        .expect("a read")
        .expect("kept")
        .told;
    assert_eq!(told, Some(message(9)));
}

async fn two_organisers_at_once_decide_once(store: Store) {
    let id = suggest(&store, 1, 1, "Only once").await;
    let presses: Vec<_> = (0..6_i64)
        .map(|number| {
            let store = store.clone();
            tokio::spawn(async move { approve(&store, id, 200 + number).await })
        })
        .collect();
    let mut now = 0;
    for press in presses {
        match press.await.expect("no panic") {
            Decided::Now { .. } => now += 1,
            Decided::Before(State::Approved) => {}
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(now, 1);
    assert_eq!(own_ids(&store, guild(GUILD)).await.len(), 1);
    assert_eq!(due(&store, at(9), 9).await.len(), 1);
}

async fn a_full_bank_leaves_the_suggestion_waiting(store: Store) {
    let id = suggest(&store, 1, 1, "No room").await;
    let none = BankLimits {
        questions: 0,
        bytes: 9,
    };
    let tells = job(JobKind::TellAuthor, id.get());
    let server = guild(GUILD);
    let decided = store
        .approve_suggestion(decision(GUILD, &tells), made(1), none, 1)
        .await;
    assert_eq!(decided.expect("a write"), Decided::NoRoom);
    let kept = store.suggestion(id).await.expect("a read").expect("kept");
    assert_eq!(kept.state, State::Waiting);
    assert!(due(&store, at(9), 9).await.is_empty());
    assert_eq!(store.own_version(server).await.expect("a read"), 0);
}

async fn an_erased_server_keeps_nothing_of_its_own(store: Store) {
    let server = guild(GUILD);
    let other = guild(901);
    let id = suggest(&store, 1, 1, "Gone").await;
    let decided = approve(&store, id, 5).await;
    assert!(matches!(decided, Decided::Now { .. }), "{decided:?}");
    suggest(&store, 1, 2, "Waiting").await;
    let core: QuestionId = "core/a".parse().expect("an id");
    store
        .hide_question(server, &core, 6, at(1))
        .await
        .expect("a write");
    store
        .hide_question(other, &core, 7, at(1))
        .await
        .expect("a write");
    for id in ["guild-900/gone", "guild-9001/gone", "core/a"] {
        let id = id.parse().expect("an id");
        store
            .question_opened(user(1), &id, at(2))
            .await
            .expect("noted");
    }
    store.erase_server(server).await.expect("erased");
    assert_eq!(store.own_version(server).await.expect("a read"), 0);
    assert_eq!(own_ids(&store, server).await, []);
    assert_eq!(store.hidden_questions(server).await.expect("a read"), []);
    assert!(
        due(&store, at(9), 9).await.is_empty(),
        "nobody is told any more"
    );
    let export = store.export(user(1)).await.expect("an export");
    assert_eq!(export.suggestions, []);
    let looked_up: Vec<_> = export.lookups.into_iter().map(|it| it.question).collect();
    assert_eq!(looked_up.len(), 2, "{looked_up:?}");
    assert_eq!(store.hidden_questions(other).await.expect("a read"), [core]);
}

async fn suggestions_are_exported(store: Store) {
    let id = suggest(&store, 1, 1, "A title").await;
    suggest(&store, 2, 2, "Another's").await;
    reject(&store, GUILD, id, "Not yet").await;
    let export = store.export(user(1)).await.expect("an export");
    let [exported] = &export.suggestions[..] else {
        panic!("one's own alone: {export:?}");
    };
    assert_eq!(exported.title, "A title");
    assert_eq!(exported.server, "900");
    assert_eq!(
        (&*exported.state, &*exported.reason),
        ("rejected", "Not yet")
    );
    let kept = store.what_is_kept(user(1)).await.expect("counts");
    assert_eq!((kept.suggestions, kept.since), (1, Some(at(0))));
    // Erasing the person leaves what organisers took over, which names nobody.
    let second = suggest(&store, 1, 3, "Taken over").await;
    approve(&store, second, 9).await;
    let mut id = 5_000;
    let forgotten = store.forget(user(1), at(9), || {
        id += 1;
        crate::domain::id::JobId::new(id).expect("positive")
    });
    forgotten.await.expect("forgotten");
    assert_eq!(
        own_ids(&store, guild(GUILD)).await,
        ids(&["guild-900/taken-over"])
    );
    assert_eq!(store.suggestion(second).await.expect("a read"), None);
    assert!(
        !store
            .suggestion_told(second, message(1))
            .await
            .expect("a write")
    );
}
