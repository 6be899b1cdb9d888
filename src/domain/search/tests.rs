//! What is found by what people type.

use proptest::prelude::*;

use super::*;
use crate::domain::bank::Named;
use crate::domain::fixture;
use crate::domain::question::Kind;

fn index() -> SearchIndex {
    let question = |slug: &str, title: &str, topic: &str, tags: &[&str], ask: &str| Question {
        title: title.to_owned(),
        topic: topic.to_owned(),
        tags: tags.iter().map(|&tag| tag.to_owned()).collect(),
        ask: ask.to_owned(),
        ..fixture::bare(slug, Kind::Technical)
    };
    let questions = vec![
        question(
            "pod",
            "A database pod that won't come back",
            "kubernetes",
            &["statefulsets"],
            "Its node lost power.",
        ),
        question(
            "rollout",
            "A Deployment that drops requests",
            "kubernetes",
            &["probes"],
            "Each release costs errors.",
        ),
        question(
            "bill",
            "The bill grew faster than traffic",
            "aws",
            &["cost"],
            "Where do you look first? Kubernetes is not in use.",
        ),
        question(
            "canary",
            "Choosing a release strategy",
            "ci-cd",
            &["blue-green", "canary"],
            "Compare them.",
        ),
    ];
    let topics = [
        ("kubernetes", "Kubernetes"),
        ("aws", "AWS"),
        ("ci-cd", "CI/CD"),
    ];
    let vocabulary = Vocabulary {
        topics: topics
            .map(|(id, name)| Named {
                id: id.to_owned(),
                name: name.to_owned(),
            })
            .to_vec(),
        ..Vocabulary::default()
    };
    SearchIndex::new(&Bank::new(vocabulary, questions, Vec::new()))
}

fn slugs(found: &[Arc<Question>]) -> Vec<&str> {
    found.iter().map(|question| question.id.slug()).collect()
}

#[test]
fn suggestions_come_while_typing() {
    let index = index();
    let check = |typed: &str, expected: &[&str]| {
        assert_eq!(slugs(&index.suggest(typed, 25)), expected, "{typed}");
    };
    check("", &["pod", "rollout", "bill", "canary"]);
    check("rel", &["canary"]);
    check("DEPL", &["rollout"]);
    check("kubernetes", &["pod", "rollout"]);
    check("kubernetes dat", &["pod"]);
    check("green", &["canary"]);
    check("ci/cd", &["canary"]);
    check("k8s", &[]);
    assert_eq!(slugs(&index.suggest("", 2)), ["pod", "rollout"]);
    assert_eq!(slugs(&index.suggest("a", 1)).len(), 1);
}

#[test]
fn typing_errors_are_forgiven() {
    let index = index();
    let check = |typed: &str, expected: &[&str]| {
        assert_eq!(slugs(&index.suggest(typed, 25)), expected, "{typed}");
    };
    check("databse", &["pod"]);
    check("deploymnet", &["rollout"]);
    check("strtegy", &["canary"]);
    check("kuberntes requets", &["rollout"]);
    check("chsng strtgy", &["canary"]);
    check("bgft", &["bill"]);
}

#[test]
fn search_reads_the_question_too_and_keeps_to_a_topic() {
    let index = index();
    assert_eq!(
        slugs(&index.search("release", None, 9)),
        ["canary", "rollout"]
    );
    assert_eq!(
        slugs(&index.search("release", Some("kubernetes"), 9)),
        ["rollout"]
    );
    assert_eq!(
        slugs(&index.search("kubernetes", None, 9)),
        ["pod", "rollout", "bill"]
    );
    assert_eq!(slugs(&index.search("lost power", None, 9)), ["pod"]);
    assert!(index.search("", None, 9).is_empty());
    assert!(index.search("xylophone", None, 9).is_empty());
}

#[test]
fn a_server_finds_its_own_questions_and_none_that_it_hides() {
    let hidden = HashSet::from(["core/rollout".parse().expect("an id")]);
    let own = Arc::new(Question {
        id: "guild-7/failover".parse().expect("an id"),
        title: "A database that fails over at night".to_owned(),
        topic: "databases".to_owned(),
        ..fixture::bare("failover", Kind::Technical)
    });
    let core = index();
    let server = core.for_server(hidden, &[own], &Vocabulary::default());
    assert_eq!(
        slugs(&server.suggest("", 9)),
        ["pod", "bill", "canary", "failover"]
    );
    assert_eq!(slugs(&server.suggest("database", 9)), ["pod", "failover"]);
    assert_eq!(slugs(&server.suggest("databse", 9)), ["pod", "failover"]);
    assert_eq!(slugs(&server.suggest("ngiht", 9)), ["failover"]);
    assert_eq!(slugs(&server.suggest("fls vr nght", 9)), ["failover"]);
    assert_eq!(
        slugs(&server.search("database", Some("databases"), 9)),
        ["failover"]
    );
    assert!(server.search("deployment", None, 9).is_empty());
    // Where a word is in one question as it was typed, errors are forgiven in none.
    assert_eq!(slugs(&server.suggest("fails", 9)), ["failover"]);
    assert_eq!(slugs(&core.suggest("database", 9)), ["pod"]);
    assert_eq!(slugs(&core.search("deployment", None, 9)), ["rollout"]);
}

#[test]
fn names_are_suggested() {
    let topics = [
        ("aws", "AWS"),
        ("ci-cd", "CI/CD"),
        ("iac", "Infrastructure as code"),
        ("incident-response", "Incident response"),
        ("observability", "Observability"),
    ];
    let check = |typed: &str, expected: &[&str]| {
        let found: Vec<_> = suggest_names(topics, typed, 25)
            .iter()
            .map(|(id, _)| *id)
            .collect();
        assert_eq!(found, expected, "{typed}");
    };
    check(
        "",
        &["aws", "ci-cd", "iac", "incident-response", "observability"],
    );
    check("in", &["iac", "incident-response"]);
    check("code", &["iac"]);
    check("cicd", &["ci-cd"]);
    check("CI/", &["ci-cd"]);
    check("obsrevability", &["observability"]);
    check("zzz", &[]);
    assert_eq!(suggest_names(topics, "", 2).len(), 2);
}

proptest! {
    #[test]
    fn anything_may_be_typed(typed in "\\PC{0,60}", most in 0..30_usize) {
        let index = index();
        for found in [index.suggest(&typed, most), index.search(&typed, Some("aws"), most)] {
            prop_assert!(found.len() <= most);
        }
        prop_assert!(suggest_names([("a", "A")], &typed, most).len() <= most);
    }
}
