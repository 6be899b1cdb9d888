//! What the guards see, in answers made of the whole bank's questions.

use std::path::Path;

use rand::seq::SliceRandom;

use super::*;
use crate::content;
use crate::domain::feedback::{Observer, Report, observe};
use crate::domain::fixture;
use crate::domain::question::Question;
use crate::domain::seed;

/// An observer for each question of the bank, made once for all tests.
static OBSERVERS: LazyLock<Vec<Observer>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let bank = content::load(&folder).expect("the bank has no errors").bank;
    let questions = bank.questions().iter();
    questions
        .map(|question| Observer::new(Arc::clone(question), Arc::clone(bank.lexicon())))
        .collect()
});

/// Makes one answer to each question of the bank and asks how many of them meet `holds`.
fn rate(
    what: &str,
    mut answer: impl FnMut(&Question) -> String,
    holds: impl Fn(&Report) -> bool,
) -> (usize, usize) {
    let (mut all, mut held) = (0, 0);
    for observer in OBSERVERS.iter() {
        let question = observer.question();
        let answer = answer(question);
        let report = observer.observe(&answer, &[]);
        all += 1;
        if holds(&report) {
            held += 1;
        } else {
            println!("{what}: {} {:?}\n{answer}", question.id, report.guards);
        }
    }
    println!("{what}: {held} of {all}");
    (held, all)
}

/// In nine of ten questions, such an answer is named for what it is.
fn is_named(guard: Guard, what: &str, answer: impl FnMut(&Question) -> String) {
    let (held, all) = rate(what, answer, |report| report.has(guard));
    assert!(held * 10 >= all * 9, "{what}: {held} of {all}");
}

/// In ninety-eight of a hundred, such an answer is not accused of anything.
fn is_left_alone(what: &str, answer: impl FnMut(&Question) -> String) {
    let (held, all) = rate(what, answer, |report| report.guards.is_empty());
    assert!(held * 100 >= all * 98, "{what}: {held} of {all}");
}

fn shuffled(text: &str, seed: &str) -> String {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    words.shuffle(&mut seed::generator([seed]));
    words.join(" ")
}

fn cues(question: &Question) -> String {
    let cues = question.key_points.iter().flat_map(|point| &point.cues);
    cues.cloned().collect::<Vec<_>>().join(" ")
}

fn points(question: &Question) -> String {
    let points = question.key_points.iter().map(|point| point.say.as_str());
    points.collect::<Vec<_>>().join(" ")
}

fn star(question: &Question) -> String {
    question.star.as_ref().map_or_else(String::new, |star| {
        [&star.situation, &star.task, &star.action, &star.result]
            .map(String::as_str)
            .join(" ")
    })
}

/// The same with a word changed now and then, as somebody does who tells it from memory.
fn reworded(text: &str, every: usize, word: &str) -> String {
    let words = text.split_whitespace().enumerate();
    let changed = words.map(|(place, own)| {
        if place % every == every - 1 {
            word
        } else {
            own
        }
    });
    changed.collect::<Vec<_>>().join(" ")
}

fn check(answer: &str, expected: &[Guard]) {
    let report = observe(&fixture::rollout(), answer, &[]);
    let got: Vec<Guard> = report.guards.iter().map(|seen| seen.guard).collect();
    assert_eq!(got, expected, "{answer}");
}

#[test]
fn an_answer_without_words_is_told_from_an_empty_one() {
    check(" \n ", &[Guard::Empty]);
    check("👍 !!", &[Guard::NoWords]);
    check("https://example.org/answer", &[Guard::NoWords]);
    check("I would add a probe.", &[Guard::TooShort]);
}

#[test]
fn the_question_said_again_is_an_echo_and_one_quoted_first_is_not() {
    let ask = fixture::rollout().ask;
    check(&ask, &[Guard::Echo]);
    let quoted = format!(
        "{ask} First I look at the readiness probe, since traffic reaches pods that are not \
         ready; then at the shutdown: the container must finish open requests before it exits."
    );
    check(&quoted, &[]);
}

#[test]
fn another_language_is_seen_by_its_small_words_or_its_script() {
    check(
        "Zuerst sehe ich mir die Probes an und dann das Ende der Container, denn mit dem \
         Signal ist nicht alles vorbei: wir warten auf die offenen Anfragen und beenden den \
         Prozess",
        &[Guard::OtherLanguage],
    );
    check(
        "Сначала я проверяю пробы готовности",
        &[Guard::TooShort, Guard::OtherLanguage],
    );
}

#[test]
fn terms_in_a_row_are_told_from_short_sentences() {
    check(
        "Readiness probes, preStop hook, connection draining, de facto standard surge, \
         la carte retries, pod disruption budgets, graceful termination, keep alive, load \
         balancer deregistration delay, canary, roll back",
        &[Guard::TermsOnly],
    );
    check(
        "- readiness probe so no traffic before it's ready\n- preStop hook, drain, then exit on \
         SIGTERM\n- maxSurge 1 and maxUnavailable 0\n- alert on error rate and roll back by itself",
        &[],
    );
}

#[test]
fn notes_and_dense_prose_are_no_bag_of_terms() {
    for answer in [
        "Readiness probes keep traffic away from pods that cannot serve yet. PreStop hooks delay \
         SIGTERM until load balancers stop sending requests. Surge settings keep capacity.",
        "Checked ingress logs for failing requests. Found old pods closing connections early. \
         Added preStop delay and graceful shutdown. Repeated rollout under load with k6. Error \
         rate stayed at zero.",
    ] {
        check(answer, &[]);
    }
}

#[test]
fn a_question_said_again_in_other_order_is_an_echo() {
    let ask = fixture::rollout().ask;
    let mut words: Vec<&str> = ask.split_whitespace().collect();
    words.reverse();
    check(
        &format!("So you are asking me: {}, right?", words.join(" ")),
        &[Guard::Echo],
    );
}

#[test]
fn an_echo_is_named_also_with_small_changes() {
    is_named(Guard::Echo, "echoed", |question| question.ask.clone());
    is_named(Guard::Echo, "echoed with its title", |question| {
        format!("{}. {}", question.title, question.ask)
    });
    is_named(Guard::Echo, "echoed with changes", |question| {
        reworded(&question.ask, 9, "really")
    });
    is_named(Guard::Echo, "echoed with an opening", |question| {
        format!("So the question is: {}", question.ask)
    });
    is_named(Guard::Echo, "echoed in part", |question| {
        let words: Vec<&str> = question.ask.split_whitespace().collect();
        words[..words.len() * 2 / 3].join(" ")
    });
}

#[test]
fn a_bag_of_terms_is_named() {
    is_named(Guard::TermsOnly, "cues shuffled", |question| {
        shuffled(&cues(question), question.id.as_str())
    });
    is_named(Guard::TermsOnly, "half of the cues shuffled", |question| {
        let all = shuffled(&cues(question), question.id.as_str());
        let words: Vec<&str> = all.split_whitespace().collect();
        words[..words.len() / 2].join(" ")
    });
    is_named(Guard::TermsOnly, "key points shuffled", |question| {
        shuffled(&points(question), question.id.as_str())
    });
    is_named(Guard::TermsOnly, "tags, terms and cues", |question| {
        let terms: Vec<&str> = question
            .terms
            .iter()
            .map(|term| term.term.as_str())
            .collect();
        let cues: Vec<String> = question
            .key_points
            .iter()
            .map(|point| point.cues[0].clone())
            .collect();
        format!(
            "{} {} {}",
            question.tags.join(", "),
            terms.join(", "),
            cues.join(", ")
        )
    });
}

#[test]
fn what_was_pasted_is_named() {
    is_named(Guard::Copied, "key points", points);
    is_named(Guard::Copied, "outline", |question| {
        question.outline.join("\n- ")
    });
    is_named(Guard::Copied, "STAR example", star);
    is_named(Guard::Copied, "mistakes", |question| {
        let mistakes = question.mistakes.iter();
        let texts: Vec<String> = mistakes.map(|m| format!("{} {}", m.say, m.why)).collect();
        texts.join("\n")
    });
    is_named(Guard::Copied, "framework", |question| {
        let framework = question
            .framework
            .as_ref()
            .expect("the bank's questions have one");
        let steps = framework
            .steps
            .iter()
            .map(|(step, apply)| format!("{step}: {apply}"));
        steps.collect::<Vec<_>>().join("\n")
    });
    is_named(
        Guard::Copied,
        "STAR example with words of one's own around it",
        |question| {
            format!(
                "Well, I would say the following about this question. {} And that is what I did back then.",
                star(question)
            )
        },
    );
    is_named(Guard::Copied, "STAR example touched up", |question| {
        reworded(&star(question), 15, "really")
    });
    is_named(
        Guard::Copied,
        "key points with every eighth word changed",
        |question| reworded(&points(question), 8, "really"),
    );
}

#[test]
fn somebody_elses_story_and_ones_own_words_are_left_alone() {
    let other: Vec<String> = OBSERVERS
        .iter()
        .map(|observer| star(observer.question()))
        .collect();
    let mut place = 0;
    is_left_alone("another question's STAR example", |_| {
        place += 1;
        other[place % other.len()].clone()
    });
    is_left_alone("the STAR example told from memory", |question| {
        reworded(&star(question), 6, "then")
    });
    let stories: Vec<&str> = include_str!("star/stories.txt").split("\n---\n").collect();
    let mut place = 0;
    is_left_alone("stories by others", |_| {
        place += 1;
        stories[place % stories.len()].to_owned()
    });
}

/// Ways of not knowing, with and without more words around.
const NOT_KNOWN: [&str; 42] = [
    "I don't think I really know how that is done.",
    "I do not believe I can help you there.",
    "I don't know.",
    "i dont know",
    "No idea, sorry.",
    "Honestly, I have no idea what the right answer is here.",
    "I'm not sure.",
    "I am not really sure how to answer this one.",
    "I don't know, I have never worked with this.",
    "I've never done this in practice.",
    "idk",
    "dunno tbh",
    "I can't answer that.",
    "Sorry, I can't remember.",
    "I forgot how this works.",
    "Not familiar with this topic, sorry!",
    "I'm unfamiliar with this area, I would need to read up on it first.",
    "I do not have any experience with this.",
    "I haven't had the chance to work on something like this yet.",
    "I would have to look that up.",
    "I'd have to google it.",
    "Pass.",
    "skip this one please",
    "My mind went blank.",
    "I'm drawing a blank here, can we take the next question please?",
    "That's beyond me.",
    "This is out of my depth, to be honest.",
    "I honestly couldn't tell you.",
    "Good question... I really don't know.",
    "Hmm, I've never heard of that before.",
    "no clue",
    "I haven't got a clue.",
    "I don't think I can answer this, I have no experience with it.",
    "I've not used it, so I can't say much about it.",
    "That's not something I know, I'm afraid.",
    "We never did that where I worked, so I don't know.",
    "I'm stumped.",
    "I give up.",
    "Beats me.",
    "Not my area. I'd ask someone who knows.",
    "I would be guessing. I don't know enough about it.",
    "Unfortunately I do not remember the details of this any more.",
];

#[test]
fn not_knowing_is_heard_in_many_ways() {
    let observers = &*OBSERVERS;
    let (mut all, mut heard) = (0, 0);
    for answer in NOT_KNOWN {
        let many = observers
            .iter()
            .filter(|observer| observer.observe(answer, &[]).has(Guard::NotKnowing))
            .count();
        if many < observers.len() {
            println!("{answer}: {many} of {}", observers.len());
        }
        heard += many;
        all += observers.len();
    }
    println!("not knowing: {heard} of {all}");
    assert!(heard * 10 >= all * 9, "{heard} of {all}");
}

#[test]
fn a_remark_of_doubt_in_an_answer_is_no_confession() {
    check(
        "I'm not sure about the exact name of the setting, but I would add a readiness probe, so \
         that a pod gets no traffic before it can serve, and drain it before it goes.",
        &[],
    );
    check(
        "I don't know your traffic, so I'd begin with the access logs: which requests fail, at \
         which second of the update, and on which pods. If they fail at the end of old pods, the \
         process exits too early and I'd make it wait for what is still open.",
        &[],
    );
}

#[test]
fn a_guard_quotes_what_it_rests_on() {
    let answer = "Hello. No idea, sorry.";
    let report = observe(&fixture::rollout(), answer, &[]);
    let quote = report.guards[0].evidence.as_ref().map(|e| e.quote.as_str());
    assert_eq!(quote, Some("No idea"));
}
