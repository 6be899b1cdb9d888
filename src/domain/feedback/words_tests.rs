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
         max surge to one.", &[]), @r"
    - **“I would give each service a readiness probe”** covers this: a readiness probe keeps traffic away until the new pod can serve.
    - **“Then I'd add a preStop hook”** covers this: the old pod finishes open requests before it exits.
    - **“and I would set max surge to one”** covers this: Kubernetes goes on removing pods only as surge and unavailable counts allow.
    - I found no words about this: go back automatically when the error rate rises.
    -# 40 words, under a minute aloud; there is room for more, 1 to 3 minutes is usual here.
    Next: Work in one more point: *And if the version is bad?*
    ");
}

#[test]
fn an_answer_with_no_point() {
    assert_snapshot!(said(&fixture::rollout(),
        "I would look at the graphs with the team and think about it for a while, then talk to \
         the customers and see what they say about all of it in the end.", &[]), @r"
    - I found no words about this: a readiness probe keeps traffic away until the new pod can serve.
    - I found no words about this: the old pod finishes open requests before it exits.
    -# 33 words, under a minute aloud; there is room for more, 1 to 3 minutes is usual here.
    Next: Work in one more point: *When may a new pod get requests?*
    ");
}

#[test]
fn an_answer_whose_author_knows_better() {
    assert_snapshot!(said(&fixture::rollout(),
        "I would look at the graphs with the team and think about it for a while, then talk to \
         the customers and see what they say about all of it in the end.", &[0, 1, 2]), @r"
    - I found no words about this: go back automatically when the error rate rises.
    -# 33 words, under a minute aloud; there is room for more, 1 to 3 minutes is usual here.
    Next: Work in one more point: *And if the version is bad?*
    ");
}

#[test]
fn a_whole_answer() {
    assert_snapshot!(said(&fixture::rollout(),
        "We start with the readiness check of each service, since traffic comes too early \
         otherwise. Graceful shutdown is next: the process waits for open requests. Surge is one, \
         and nothing may be unavailable. If the error rate rises, our alert rolls it back by \
         itself. All of that took a week and customers noticed nothing from then on, which the \
         support team confirmed with a count of tickets before and after the change.", &[]), @r"
    - **“We start with the readiness check of each service”** covers this: a readiness probe keeps traffic away until the new pod can serve.
    - **“Graceful shutdown is next\: the process waits for open requests”** covers this: the old pod finishes open requests before it exits.
    - **“Surge is one, and nothing may be unavailable”** covers this: Kubernetes goes on removing pods only as surge and unavailable counts allow.
    - “If the error rate rises, our alert rolls it …” covers a further point.
    -# 73 words, under a minute aloud; 1 to 3 minutes is usual here.
    Next: Take the follow-up that often comes next: What changes for long-lived connections?
    ");
}

#[test]
fn a_very_long_answer() {
    let answer = "We use a readiness probe, we drain, we surge and we roll back. ".repeat(60);
    assert_snapshot!(said(&fixture::rollout(), &answer, &[]), @r"
    - **“We use a readiness probe”** covers this: a readiness probe keeps traffic away until the new pod can serve.
    - **“we drain, we surge and we roll back”** covers this: the old pod finishes open requests before it exits.
    - **“we surge and we roll back”** covers this: Kubernetes goes on removing pods only as surge and unavailable counts allow.
    - “we surge and we roll back” covers a further point.
    -# 780 words, about 6 minutes aloud; that is long, 1 to 3 minutes is usual here.
    Next: Tell it again in 1 to 3 minutes: keep your own decisions and cut the background.
    ");
}

#[test]
fn a_beginning() {
    let said_aloud = said(
        &fixture::rollout(),
        "Add readiness probes and *drain* @everyone",
        &[],
    );
    assert_snapshot!(said_aloud.replace('\u{200b}', "{zero-width space}"), @r#"
    That is a beginning: 6 words.
    - **“Add readiness probes and \*drain\* \@{zero-width space}everyone”** covers this: a readiness probe keeps traffic away until the new pod can serve.
    - **“Add readiness probes and \*drain\* \@{zero-width space}everyone”** covers this: the old pod finishes open requests before it exits.
    - I found no words about this: Kubernetes goes on removing pods only as surge and unavailable counts allow.
    - I found no words about this: go back automatically when the error rate rises.
    Next: Say more, step by step. Begin with *Requirements*: Ask how many errors are too many.
    "#);
    assert_snapshot!(said(&fixture::conflict(), "I showed a demo.", &[]), @r"
    That is a beginning: 4 words.
    - I found no words about this: listen for the reason behind the resistance.
    - I found no words about this: show it on something small.
    Next: Say more: what you would do, in which order, and why.
    ");
}

#[test]
fn no_answer() {
    assert_snapshot!(said(&fixture::rollout(), "", &[]), @r"
    There is nothing to read here yet.
    Next: Answer in a few sentences, the way you would say it aloud. Where would you begin?
    ");
    assert_snapshot!(said(&fixture::rollout(), "👍👍👍", &[]), @r"
    I found no words in this answer that I could read.
    Next: Answer in a few sentences, the way you would say it aloud. Where would you begin?
    ");
}

#[test]
fn the_question_said_again() {
    let question = fixture::rollout();
    assert_snapshot!(said(&question, &question.ask, &[]), @r#"
    Most of these words are the question's own, so I looked for yours and found few.
    Next: Tell it once in your own words, without looking: what you would do first, and why.
    "#);
}

#[test]
fn another_language() {
    assert_snapshot!(said(&fixture::rollout(),
        "Zuerst sehe ich mir die Probes an und dann das Ende der Container, denn mit dem Signal \
         ist nicht alles vorbei: wir warten auf die offenen Anfragen.", &[]), @r"
    This seems to be in another language than the question, so I can't tell what it covers.
    Next: Try it once in the question's language; that is practice for the interview, too.
    ");
}

#[test]
fn a_story_without_a_figure() {
    assert_snapshot!(said(&fixture::conflict(),
        "A colleague did not want to give up the old scripts. I asked why, and he said that \
         nobody had explained the new tool to him. So I set up a *pilot* on his own service, and \
         <@42> helped. Afterwards he moved the rest himself.", &[]), @r"
    - **“I asked why, and he said that nobody had explained the new”** covers this: listen for the reason behind the resistance.
    - **“So I set up a \*pilot\* on his own service”** covers this: show it on something small.
    - It goes from the situation over what you did to the result.
    -# 44 words, under a minute aloud; there is room for more, 1 to 3 minutes is usual here.
    Next: Close with the result in a figure: how much, how many or how fast, against before.
    ");
}
