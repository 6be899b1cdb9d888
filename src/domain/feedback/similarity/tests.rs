//! The score against the rules written down plainly, and against people's reading.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::function_words::{Role, role};
use super::*;
use crate::domain::feedback::lexicon::Kinship;

mod plain;
mod samples;

const QUESTION: &str = "What does a load balancer do?";
const REFERENCE: &str = "It spreads incoming requests over several servers, and sends no traffic \
    to servers that fail their health checks.";

static LEXICON: LazyLock<Arc<Lexicon>> = LazyLock::new(|| {
    Arc::new(Lexicon::new([
        (Kinship::Same, vec!["infrastructure as code", "iac"]),
        (Kinship::Same, vec!["roll back", "revert"]),
        (Kinship::Same, vec!["two", "2"]),
        (Kinship::Alike, vec!["quick", "fast"]),
        (Kinship::Apart, vec!["increase", "decrease"]),
    ]))
});

fn score(question: &str, reference: &str, answer: &str) -> f64 {
    Scorer::new(Arc::clone(&LEXICON)).score(question, &[reference], answer)
}

/// Checks that an answer scores better than another one.
fn check_order(reference: &str, better: &str, worse: &str) {
    let (high, low) = (score("", reference, better), score("", reference, worse));
    assert!(high > low + 0.05, "{better}: {high}; {worse}: {low}");
}

#[test]
fn the_reference_itself_scores_full() {
    for text in [
        REFERENCE,
        "No, it is not",
        "c++",
        "42",
        "O(n log n)",
        "名前",
    ] {
        let score = score("", text, text);
        assert!(score > 0.999, "{text}: {score}");
    }
    assert!(score(REFERENCE, REFERENCE, REFERENCE) > 0.999);
}

#[test]
fn nothing_scores_nothing() {
    for answer in ["", " \n", "👍", "...", "https://example.org/a"] {
        assert_eq!(score(QUESTION, REFERENCE, answer), 0.0, "{answer}");
    }
    assert_eq!(score(QUESTION, "", "a load balancer"), 0.0);
    let mut scorer = Scorer::new(Arc::clone(&LEXICON));
    assert_eq!(scorer.score(QUESTION, &[], "a load balancer"), 0.0);
}

#[test]
fn the_best_reference_counts() {
    let mut scorer = Scorer::new(Arc::clone(&LEXICON));
    let both = scorer.score("", &["a red house", "a fast car"], "the fast car");
    assert_eq!(both, scorer.score("", &["a fast car"], "the fast car"));
}

#[test]
fn other_names_count_like_the_thing() {
    let full = |reference, answer| {
        let score = score("", reference, answer);
        assert!(score > 0.99, "{reference} / {answer}: {score}");
    };
    full("We use infrastructure as code", "iac, used by us");
    full("IaC helps", "infrastructure-as-code helps");
    full("revert the release", "roll back the release");
    full("the two subclasses", "2 sub classes");
    full("initialise the catalogue", "initialized catalogs");
    full("it writes the indexes", "the indices were written");
    check_order("a fast car", "a quick car", "a wooden car");
    let opposite = score("", "increase the load", "decrease the load");
    assert_eq!(opposite, score("", "increase the load", "7 the load"));
}

#[test]
fn a_typing_error_costs_little() {
    let misspelt = score(
        "",
        "receive the acknowledgement",
        "recieve the acknowlegement",
    );
    assert!(misspelt > 0.85, "{misspelt}");
}

/// Checks that an answer to the question on load balancers scores no more than this.
fn check_cap(answer: &str, cap: f64) {
    let score = score(QUESTION, REFERENCE, answer);
    assert!(score <= cap, "{answer}: {score}");
}

#[test]
fn what_is_no_answer_is_capped() {
    check_cap("I don't know what servers do with requests", 0.1);
    check_cap("idk", 0.1);
    check_cap("A load balancer does what a load balancer does do", 0.25);
    check_cap("servers traffic", 0.5);
    check_cap(
        "servers checks several traffic it no over fail servers to that sends and requests \
         spreads their health incoming",
        0.4,
    );
    check_cap(
        "spreads incoming requests several servers sends traffic servers fail health checks \
         spreads requests",
        0.5,
    );
    check_cap(
        "Die Last wird auf mehrere Server verteilt, und wir schicken keine Requests an den \
         Server, der den health check nicht besteht; das ist der Load Balancer mit traffic",
        0.25,
    );
}

#[test]
fn a_placeholder_is_no_answer_unless_it_is_the_right_one() {
    for placeholder in ["Not answered.", "N/A", "(skipped)", "none", "no response"] {
        check_cap(placeholder, 0.1);
    }
    let question = "Which of the replicas answers while the quorum is lost?";
    assert!(score(question, "None of them", "none") > 0.4);
    assert!(score("How does a filter end?", "With pass or drop", "pass") > 0.4);
}

#[test]
fn real_answers_that_look_odd_are_not_capped() {
    let free = |answer| {
        let score = score(QUESTION, REFERENCE, answer);
        assert!(score > 0.66, "{answer}: {score}");
    };
    free("Incoming requests are spread over the servers, and none goes to a server that fails");
    free("I'm not sure, but it spreads requests over several servers and checks their health");
    let guess = score(
        "Where does it go?",
        "to the head node",
        "Not sure, maybe the head node",
    );
    assert!(guess > 0.8, "{guess}");
    free("Spreads incoming requests; no traffic to servers with failed health checks");
}

#[test]
fn who_names_what_was_asked_for_has_the_better_score() {
    let partly = "requests go over several servers";
    let named = score(QUESTION, REFERENCE, &format!("a load balancer, {partly}"));
    let unnamed = score(QUESTION, REFERENCE, partly);
    assert!(named > unnamed + 0.01, "{named} {unnamed}");
    assert!(score(QUESTION, REFERENCE, REFERENCE) > 0.999);
}

#[test]
fn a_denial_on_one_side_costs_a_little() {
    let same = score("", "the node is reachable", "this node is reachable");
    let denied = score("", "the node is reachable", "this node is not reachable");
    assert!((denied / same).powi(2) > 0.9 && denied < same, "{denied}");
}

#[test]
fn long_answers_are_read_to_their_end() {
    let filler = "unrelated words about gardens and weather follow here ".repeat(80);
    let late = format!("{filler} {REFERENCE}");
    assert!(late.len() > 3_900);
    assert!(score(QUESTION, REFERENCE, &late) > 0.85);
}

#[test]
fn threads_and_earlier_work_make_no_difference() {
    let score_all = |order: &[usize]| {
        let mut scorer = Scorer::new(Arc::clone(&LEXICON));
        let mut scores = vec![0.0; samples::all().len()];
        for &place in order {
            let sample = &samples::all()[place];
            scores[place] = scorer.score(&sample.question, &[&sample.reference], &sample.answer);
        }
        scores
    };
    let order: Vec<usize> = (0..samples::all().len()).collect();
    let reversed: Vec<usize> = order.iter().rev().copied().collect();
    let expected = score_all(&order);
    assert_eq!(score_all(&reversed), expected);
    std::thread::scope(|scope| {
        let workers = [0, 1].map(|_| scope.spawn(|| score_all(&order)));
        for worker in workers {
            assert_eq!(worker.join().expect("scoring does not panic"), expected);
        }
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_text_has_a_score(question in "\\PC{0,60}", reference in ".{0,120}", answer in ".{0,160}") {
        let score = score(&question, &reference, &answer);
        prop_assert!((0.0..=1.0).contains(&score), "{}", score);
    }

    #[test]
    fn the_rules_are_kept_to_the_letter(
        reference in prop::collection::vec(word(), 3..14),
        answer in prop::collection::vec(word(), 3..9),
    ) {
        // An empty question and an answer in another order than a sentence's would be capped.
        let (reference, answer) = (reference.join(" and "), answer.join(" with "));
        let mut scorer = Scorer::new(Arc::default());
        let got = scorer.score("", &[&reference], &answer);
        let expected = plain::score("", &reference, &answer);
        prop_assert!(got == expected || capped(got), "{} / {}: {} {}", reference, answer, got, expected);
        prop_assert!(got <= expected);
    }

    #[test]
    fn more_of_the_reference_never_costs_much(kept in prop::collection::vec(any::<bool>(), 18)) {
        // Without its function words it would be a list of terms.
        let is_kept = |(word, kept): (&&str, &bool)| *kept || role(word) != Role::Content;
        let words: Vec<&str> = REFERENCE.split(' ').collect();
        let (some, missing): (Vec<_>, Vec<_>) = words.iter().zip(&kept).partition(|pair| is_kept(*pair));
        let some: Vec<&str> = some.into_iter().map(|(word, _)| *word).collect();
        let before = score(QUESTION, REFERENCE, &some.join(" "));
        for (missing, _) in missing {
            let more = format!("{} {missing}", some.join(" "));
            let after = score(QUESTION, REFERENCE, &more);
            prop_assert!(after + 0.05 >= before, "{}: {} {}", more, before, after);
        }
    }
}

fn word() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "server",
        "servers",
        "serving",
        "traffic",
        "request",
        "requested",
        "balance",
        "balanced",
        "c++",
        "5xx",
        "memory",
        "memories",
        "not",
        "thread",
        "threading",
        "lock",
        "block",
        "queue",
    ])
}

/// Whether a score is one of the caps that this vocabulary can meet.
fn capped(score: f64) -> bool {
    [0.4, 0.5].contains(&score)
}
