//! What people read about their answers.

use insta::assert_snapshot;

use super::*;
use crate::domain::feedback::observe;
use crate::domain::fixture;

fn said(question: &Question, answer: &str, disputes: &[u8]) -> String {
    let report = observe(question, answer, disputes);
    let mut lines = what_i_saw(Language::English, question, &report);
    lines.push(format!(
        "Next: {}",
        next_step(Language::English, question, &report)
    ));
    lines.join("\n")
}

#[test]
fn an_answer_with_most_points() {
    assert_snapshot!(said(&fixture::rollout(),
        "I would give each service a readiness probe, so that a new pod gets traffic only once it \
         is warm. Then I'd add a preStop hook, so that open requests end well, and I would set \
         max surge to one.", &[]), @"");
}

#[test]
fn an_answer_with_no_point() {
    assert_snapshot!(said(&fixture::rollout(),
        "I would look at the graphs with the team and think about it for a while, then talk to \
         the customers and see what they say about all of it in the end.", &[]), @"");
}

#[test]
fn an_answer_whose_author_knows_better() {
    assert_snapshot!(said(&fixture::rollout(),
        "I would look at the graphs with the team and think about it for a while, then talk to \
         the customers and see what they say about all of it in the end.", &[0, 1, 2]), @"");
}

#[test]
fn a_whole_answer() {
    assert_snapshot!(said(&fixture::rollout(),
        "We start with the readiness check of each service, since traffic comes too early \
         otherwise. Graceful shutdown is next: the process waits for open requests. Surge is one, \
         and nothing may be unavailable. If the error rate rises, our alert rolls it back by \
         itself. All of that took a week and customers noticed nothing from then on, which the \
         support team confirmed with a count of tickets before and after the change.", &[]), @"");
}

#[test]
fn a_very_long_answer() {
    let answer = "We use a readiness probe, we drain, we surge and we roll back. ".repeat(60);
    assert_snapshot!(said(&fixture::rollout(), &answer, &[]), @"");
}

#[test]
fn a_beginning() {
    assert_snapshot!(said(&fixture::rollout(), "Add readiness probes and *drain* @everyone", &[]), @"");
    assert_snapshot!(said(&fixture::conflict(), "I showed a demo.", &[]), @"");
}

#[test]
fn no_answer() {
    assert_snapshot!(said(&fixture::rollout(), "", &[]), @"");
    assert_snapshot!(said(&fixture::rollout(), "👍👍👍", &[]), @"");
}

#[test]
fn the_question_said_again() {
    let question = fixture::rollout();
    assert_snapshot!(said(&question, &question.ask, &[]), @"");
}

#[test]
fn another_language() {
    assert_snapshot!(said(&fixture::rollout(),
        "Zuerst sehe ich mir die Probes an und dann das Ende der Container, denn mit dem Signal \
         ist nicht alles vorbei: wir warten auf die offenen Anfragen.", &[]), @"");
}

#[test]
fn a_story_without_a_figure() {
    assert_snapshot!(said(&fixture::conflict(),
        "A colleague did not want to give up the old scripts. I asked why, and he said that \
         nobody had explained the new tool to him. So I set up a *pilot* on his own service, and \
         <@42> helped. Afterwards he moved the rest himself.", &[]), @"");
}
