//! Whole reports over kinds and qualities of answers, to be read as a nervous person would.

use insta::assert_snapshot;

use super::{next_step, what_changed, what_i_saw};
use crate::domain::feedback::{Report, observe};
use crate::domain::fixture::{conflict, design, hunt, outage, rollout};
use crate::domain::language::Language::English;
use crate::domain::question::Question;

fn said(question: &Question, report: &Report) -> String {
    let mut lines = what_i_saw(English, question, report);
    assert!(lines.len() <= 10, "{lines:#?}");
    lines.push(format!("Next: {}", next_step(English, question, report)));
    let suggested = report.suggested.map_or("nothing", |rating| rating.name());
    lines.push(format!("({suggested})"));
    lines.join("\n")
}

fn report(question: &Question, answer: &str) -> String {
    said(question, &observe(question, answer, &[]))
}

fn second(question: &Question, before: &str, now: &str) -> String {
    let (before, now) = (observe(question, before, &[]), observe(question, now, &[]));
    format!(
        "{}\nChanged:\n{}",
        said(question, &now),
        what_changed(English, question, &before, &now).join("\n")
    )
}

const GOOD_STORY: &str = "At my last company a senior colleague refused to give up his deployment \
    scripts, and two of us were blocked by that. I was asked to get him on board. I first asked \
    him why over a coffee, and I listened: nobody had ever shown him the new tool. So I set up a \
    pilot with his smallest service, we paired for an afternoon, and I left the decision to him. \
    In the end he moved all nine services himself, and releases went from two hours to 15 minutes.";

#[test]
fn a_good_story() {
    assert_snapshot!(report(&conflict(), GOOD_STORY), @r"
    - **“I first asked him why over a coffee”** covers this: listen for the reason behind the resistance.
    - **“So I set up a pilot with his smallest service”** covers this: show it on something small.
    - Situation, task, action and result are all there, with a figure at the end: “and releases went from two hours to 15 minutes”.
    -# 89 words, under a minute aloud; 1 to 3 minutes is usual here.
    Next: Say it aloud once, without looking, in 1 to 3 minutes.
    (easy)
    ");
}

#[test]
fn a_thin_story() {
    assert_snapshot!(report(&conflict(), "There was this guy in my team who didn't like Terraform. \
        I talked to him a couple of times and I explained the advantages, and then he was okay \
        with it more or less."), @r"
    - I found no words about this: listen for the reason behind the resistance.
    - I found no words about this: show it on something small.
    - It goes from the situation over what you did to the result.
    -# 34 words, under a minute aloud; there is room for more, 1 to 3 minutes is usual here.
    Next: Work in one more point: *What came before your arguments?*
    (hard)
    ");
}

#[test]
fn a_story_of_we() {
    assert_snapshot!(report(&conflict(), "Last year our team had a colleague who didn't want the new \
        pipeline. We had to convince him. We listened to his worries, we ran a pilot on our test \
        service and we showed him our numbers. In the end we moved everything and our builds got \
        twice as fast."), @r"
    - **“We listened to his worries”** covers this: listen for the reason behind the resistance.
    - **“we ran a pilot on our test service and we showed him”** covers this: show it on something small.
    - Situation, task, action and result are all there, with a figure at the end: “moved everything and our builds got twice as fast”.
    - It is mostly told as “we”, as in “We listened to his worries”: which part was yours?
    -# 50 words, under a minute aloud; there is room for more, 1 to 3 minutes is usual here.
    Next: Tell it once more with “I” for what you decided and did yourself; the team can have the rest.
    (good)
    ");
}

#[test]
fn a_story_without_its_end() {
    assert_snapshot!(report(&conflict(), "In my previous job an architect wanted to write our own \
        message broker. I was the one who had to operate it, so I asked why the existing one was \
        not enough, and I wrote a small experiment with three of his cases. I showed him what it \
        would mean at night, and I put the costs beside it."), @r"
    - **“so I asked why the existing one was not enough”** covers this: listen for the reason behind the resistance.
    - **“and I wrote a small experiment with three of his cases”** covers this: show it on something small.
    - I found no words about how it ended.
    -# 59 words, under a minute aloud; there is room for more, 1 to 3 minutes is usual here.
    Next: Finish the story: what was different afterwards, and how could people tell?
    (hard)
    ");
}

#[test]
fn a_story_that_is_mostly_background() {
    assert_snapshot!(report(&conflict(), "At my previous company we had a platform that had grown \
        for ten years, with four databases and a message bus that nobody understood any more, and \
        the teams were split over two continents, which made every meeting hard. There was also a \
        freeze each quarter, and the old tool was still used by most of the people in the other \
        office, since they had built it. I was asked to unify that. I ran a pilot. As a result \
        both offices used one tool after 6 months."), @r"
    - **“I ran a pilot”** covers this: show it on something small.
    - I found no words about this: listen for the reason behind the resistance.
    - Most of the words tell the situation; what you did yourself is what people want to hear most.
    -# 88 words, under a minute aloud; 1 to 3 minutes is usual here.
    Next: Work in one more point: *What came before your arguments?*
    (good)
    ");
}

#[test]
fn a_story_with_a_lesson() {
    assert_snapshot!(report(&conflict(), "When I was new in a team I told everybody that their tests \
        were bad, and nobody listened to me. I wanted to repair that. I asked why they wrote them \
        that way, I fixed the slowest ten myself as a trial, and then I showed the difference. \
        Afterwards they adopted it for all 40 services. I learned to begin with a question."), @r"
    - **“I asked why they wrote them that way”** covers this: listen for the reason behind the resistance.
    - **“I fixed the slowest ten myself as a trial”** covers this: show it on something small.
    - Situation, task, action and result are all there, with a figure at the end: “Afterwards they adopted it for all 40 services”.
    - You also say what you took from it: “I learned to begin with a question”.
    -# 63 words, under a minute aloud; there is room for more, 1 to 3 minutes is usual here.
    Next: The points are there. Tell it at more length, with a case of your own: there is room for 1 to 3 minutes.
    (good)
    ");
}

#[test]
fn a_named_story() {
    assert_snapshot!(report(&conflict(), "**Situation:** The database team did not allow automated \
        migrations.\n**Task:** I needed their yes within a month.\n**Action:** I asked why, learned \
        about an outage in 2019, and set up a pilot with a manual gate.\n**Result:** They dropped \
        the gate after 20 releases without an incident."), @r"
    - **“I asked why, learned about an outage in 2019, and set up”** covers this: listen for the reason behind the resistance.
    - **“and set up a pilot with a manual gate”** covers this: show it on something small.
    - Situation, task, action and result are all there, with a figure at the end: “dropped the gate after 20 releases without an incident”.
    -# 47 words, under a minute aloud; there is room for more, 1 to 3 minutes is usual here.
    Next: The points are there. Tell it at more length, with a case of your own: there is room for 1 to 3 minutes.
    (good)
    ");
}

#[test]
fn a_strong_technical_answer() {
    assert_snapshot!(report(&rollout(), "First I'd ask when the errors come, at the start of new pods \
        or at the end of old ones. New pods need a readiness probe, so that traffic comes only when \
        they can serve. For the old ones I add a preStop hook and handle SIGTERM, so that open \
        requests are finished. I'd set max surge to one and zero unavailable: that is slower, but \
        capacity never falls. And an alert on the error rate starts an automatic rollback."), @r"
    - **“New pods need a readiness probe”** covers this: a readiness probe keeps traffic away until the new pod can serve.
    - **“For the old ones I add a preStop hook and handle SIGTERM”** covers this: the old pod finishes open requests before it exits.
    - **“I'd set max surge to one and zero unavailable”** covers this: Kubernetes goes on removing pods only as surge and unavailable counts allow.
    - “And an alert on the error rate starts an …” covers a further point.
    - You weigh a choice (“that is slower, but capacity never falls”) and you ask or say what you assume (“First I'd ask when the errors come”).
    -# 80 words, under a minute aloud; 1 to 3 minutes is usual here.
    Next: Take the follow-up that often comes next: What changes for long-lived connections?
    (easy)
    ");
}

#[test]
fn a_partial_technical_answer() {
    assert_snapshot!(report(&rollout(), "I think the problem is that Kubernetes sends traffic to pods \
        that are not there yet, so I would add a readiness probe to the deployment and maybe also \
        increase the number of replicas a bit."), @r"
    - **“so I would add a readiness probe to the deployment and maybe”** covers this: a readiness probe keeps traffic away until the new pod can serve.
    - I found no words about this: the old pod finishes open requests before it exits.
    - I found no words about this: Kubernetes goes on removing pods only as surge and unavailable counts allow.
    -# 36 words, under a minute aloud; there is room for more, 1 to 3 minutes is usual here.
    Next: Work in one more point: *What happens to requests that are still open?*
    (hard)
    ");
}

#[test]
fn a_technical_answer_beside_the_point() {
    assert_snapshot!(report(&rollout(), "Kubernetes is a container orchestrator that was made by \
        Google. It has a control plane and worker nodes, and one can describe everything in YAML \
        files, which are then applied by kubectl or by a pipeline."), @r"
    - I found no words about this: a readiness probe keeps traffic away until the new pod can serve.
    - I found no words about this: the old pod finishes open requests before it exits.
    -# 36 words, under a minute aloud; there is room for more, 1 to 3 minutes is usual here.
    Next: Work in one more point: *When may a new pod get requests?*
    (again)
    ");
}

#[test]
fn an_answer_full_of_small_words() {
    assert_snapshot!(report(&rollout(), "Um, I think I would maybe add a readiness probe, you know, \
        and I guess we should sort of drain the pods, and then basically we would probably roll \
        back if it, um, kind of fails or something."), @r"
    - **“I think I would maybe add a readiness probe”** covers this: a readiness probe keeps traffic away until the new pod can serve.
    - **“and I guess we should sort of drain the pods”** covers this: the old pod finishes open requests before it exits.
    - **“and then basically we would probably roll back if it”** covers this: go back automatically when the error rate rises.
    - I found no words about this: Kubernetes goes on removing pods only as surge and unavailable counts allow.
    - Small words such as “I think”, “maybe” and “I guess” come often; what you say stands without them.
    -# 38 words, under a minute aloud; there is room for more, 1 to 3 minutes is usual here.
    Next: Work in one more point: *How many may be gone at once?*
    (good)
    ");
}

#[test]
fn one_endless_sentence() {
    assert_snapshot!(report(&rollout(), "I begin with the probe. Then I would go through all the \
        services one after the other and look at how they end because in most of them nobody \
        thought of that and they just die in the middle of a request which the customer sees as an \
        error and so we have to catch the signal and wait for what is open and only then go away \
        and that has to be done in every service since each of them is written in another \
        language."), @r"
    - I found no words about this: a readiness probe keeps traffic away until the new pod can serve.
    - I found no words about this: the old pod finishes open requests before it exits.
    - Your longest sentence has 81 words; a pause in it would help whoever listens.
    -# 86 words, under a minute aloud; 1 to 3 minutes is usual here.
    Next: Work in one more point: *When may a new pod get requests?*
    (again)
    ");
}

#[test]
fn a_design_with_its_trade_off() {
    assert_snapshot!(report(&design(), "I'd ask how many uploads there are and which sizes the pages \
        need. I'd resize on demand and cache the result rather than making all sizes at upload, \
        since most pictures are never looked at; the price is a slow first visitor. In front of it \
        stands a CDN. Only a fixed set of sizes is allowed, by signed URLs."), @r"
    - **“I'd resize on demand and cache the result rather than making all”** covers this: resize once and keep the result, or resize on demand and cache it.
    - **“In front of it stands a CDN”** covers this: a content delivery network answers most requests.
    - **“Only a fixed set of sizes is allowed”** covers this: limit sizes, so that nobody can ask for a million variants.
    - You ask or say what you assume (“I'd ask how many uploads there are and which”) and you think of the cost (“the price is a slow first visitor”).
    -# 60 words, under a minute aloud; there is room for more, 1 to 3 minutes is usual here.
    Next: The points are there. Tell it at more length, with a case of your own: there is room for 1 to 3 minutes.
    (good)
    ");
}

#[test]
fn a_design_without_a_trade_off() {
    assert_snapshot!(report(&design(), "There is a bucket for the originals and a worker that makes \
        five sizes at upload. A CDN is in front of the bucket with a long lifetime, and the pages \
        use a fixed set of names for the sizes, so that everything is found again."), @r"
    - **“for the originals and a worker that makes five sizes at upload”** covers this: resize once and keep the result, or resize on demand and cache it.
    - **“A CDN is in front of the bucket with a long lifetime”** covers this: a content delivery network answers most requests.
    - **“and the pages use a fixed set of names for the sizes”** covers this: limit sizes, so that nobody can ask for a million variants.
    - I found no words about what else you could have chosen, or what your choice costs.
    -# 46 words, under a minute aloud; there is room for more, 1 to 3 minutes is usual here.
    Next: Take your main choice and name one thing that you decided against, and why.
    (good)
    ");
}

#[test]
fn an_outage_with_the_harm_stopped_first() {
    assert_snapshot!(report(&outage(), "First I declare an incident and open a channel. I'd look at what \
        changed: if there was a deploy at that time we roll back at once, without knowing more. \
        Then I put a note on the status page. I'd watch the failure rate to see whether it falls, \
        and after that we find out why."), @r"
    - **“First I declare an incident and open a channel”** covers this: say who leads, and open a channel.
    - **“I'd look at what changed”** covers this: look at what changed.
    - **“Then I put a note on the status page”** covers this: tell customers and support.
    - You stop the harm before you look for its cause: “deploy at that time we roll back at once”.
    - A plan that can be followed: a first step, what comes then, and how you'd know: “watch the failure rate to see whether it falls”.
    -# 56 words, under a minute aloud; there is room for more, 1 to 3 minutes is usual here.
    Next: The points are there. Tell it at more length, with a case of your own: there is room for 1 to 3 minutes.
    (good)
    ");
}

#[test]
fn an_outage_with_the_cause_first() {
    assert_snapshot!(report(&outage(), "I would investigate the root cause in the code of the checkout \
        and go through the recent commits one by one with the developers until we have understood \
        exactly which one of them it was."), @r"
    - I found no words about stopping the harm before the search for its cause.
    - I found no words about this: say who leads, and open a channel.
    -# 35 words, under a minute aloud; there is room for more, 1 to 3 minutes is usual here.
    Next: Begin with what helps the people affected right now; the search for the cause comes after that.
    (again)
    ");
}

#[test]
fn an_outage_told_as_a_story() {
    assert_snapshot!(report(&outage(), "We had just that in March. I was on call and declared an \
        incident. I looked at the last deploy, rolled it back and told support. Then I wrote the \
        timeline. Checkout was fine again after 9 minutes."), @r"
    - **“I was on call and declared an incident”** covers this: say who leads, and open a channel.
    - **“I looked at the last deploy”** covers this: look at what changed.
    - **“rolled it back and told support”** covers this: tell customers and support.
    - Situation, task, action and result are all there, with a figure at the end: “Checkout was fine again after 9 minutes”.
    -# 38 words, under a minute aloud; there is room for more, 1 to 3 minutes is usual here.
    Next: The points are there. Tell it at more length, with a case of your own: there is room for 1 to 3 minutes.
    (good)
    ");
}

#[test]
fn a_hunt_that_begins_with_its_cause() {
    assert_snapshot!(report(&hunt(), "That is most likely the garbage collector of the JVM, so I would \
        give the service more memory and change the collector, and if it still happens I would \
        increase the number of pods until it is gone."), @r"
    - I found no words about this: find what the slow requests have in common.
    - I found no words about this: five seconds is the resolver's time-out.
    - A cause, “That is most likely the garbage collector of the”, comes before anything that you looked at.
    -# 38 words, under a minute aloud; there is room for more, 1 to 3 minutes is usual here.
    Next: Begin with what you would look at, and let the cause follow from what you see.
    (again)
    ");
}

#[test]
fn a_hunt_that_looks_first() {
    assert_snapshot!(report(&hunt(), "I'd take the traces of ten slow requests and look for what they \
        have in common: same host, same time, same call. Five seconds sharp smells of a time-out, \
        so I would check name resolution with tcpdump before I believe it."), @r"
    - **“of ten slow requests and look for what they have in common”** covers this: find what the slow requests have in common.
    - **“so I would check name resolution with tcpdump before I believe it”** covers this: five seconds is the resolver's time-out.
    - You look before you name a cause: “I'd take the traces of ten slow requests and”.
    -# 42 words, under a minute aloud; there is room for more, 1 to 3 minutes is usual here.
    Next: The points are there. Tell it at more length, with a case of your own: there is room for 1 to 3 minutes.
    (good)
    ");
}

#[test]
fn terms_without_sentences() {
    assert_snapshot!(report(&rollout(), "readiness probe liveness preStop SIGTERM drain surge canary \
        rollback alert Prometheus Istio Argo blue green GitOps Helm"), @r"
    These are good words to have. I find hardly a sentence that joins them, so I can't tell yet what you would do with them.
    Next: Take two of these terms and say in a sentence each what they do here, and why that matters.
    (again)
    ");
}

#[test]
fn a_pasted_answer() {
    let question = rollout();
    let points: Vec<_> = question
        .key_points
        .iter()
        .map(|point| point.say.as_str())
        .collect();
    assert_snapshot!(report(&question, &points.join(" ")), @r"
    Much of this stands in the reference material word for word, so I can't tell which part is yours.
    Next: Tell it once in your own words, without looking: what you would do first, and why.
    (again)
    ");
}

#[test]
fn the_question_said_again() {
    assert_snapshot!(report(&rollout(), &rollout().ask), @r"
    Most of these words are the question's own, so I looked for yours and found few.
    Next: Tell it once in your own words, without looking: what you would do first, and why.
    (again)
    ");
}

#[test]
fn not_knowing() {
    assert_snapshot!(report(&rollout(), "Honestly I don't know, I have never worked with it."), @r"
    Thank you for saying that this one is new to you. Nobody knows all of them, and in an interview an honest “I don't know” is a fair beginning.
    Next: Say what you do know about it, and then try this: *When may a new pod get requests?*
    (again)
    ");
}

#[test]
fn another_language() {
    assert_snapshot!(report(&rollout(), "Ich würde zuerst die Probes ansehen und dann das Ende der \
        Container, denn wir verlieren sonst die offenen Anfragen und das ist nicht gut."), @r"
    This seems to be in another language than the question, so I can't tell what it covers.
    Next: Try it once in the question's language; that is practice for the interview, too.
    (nothing)
    ");
}

#[test]
fn an_answer_with_code() {
    assert_snapshot!(report(&rollout(), "I add a probe and let the rest finish, so that nobody is cut \
        off in the middle of something, and I keep the numbers tight so that we never lose \
        capacity while it runs:\n```yaml\nreadinessProbe: {}\nmaxSurge: 1\n```"), @r"
    - **“readinessProbe\: {} maxSurge\: 1”** covers this: a readiness probe keeps traffic away until the new pod can serve.
    - **“readinessProbe\: {} maxSurge\: 1”** covers this: Kubernetes goes on removing pods only as surge and unavailable counts allow.
    - I found no words about this: the old pod finishes open requests before it exits.
    - I found no words about this: go back automatically when the error rate rises.
    -# 35 words, under a minute aloud; there is room for more, 1 to 3 minutes is usual here.
    Next: Work in one more point: *What happens to requests that are still open?*
    (good)
    ");
}

#[test]
fn an_answer_with_emoji_and_addresses() {
    assert_snapshot!(report(&rollout(), "🚀 I'd use a readiness probe 🙂, see \
        https://example.org/probes, and drain the pods 🎉 before they exit <:party:12345>, so that \
        nobody is thrown out in the middle of a request."), @r"
    - **“I'd use a readiness probe”** covers this: a readiness probe keeps traffic away until the new pod can serve.
    - **“and drain the pods 🎉 before they exit”** covers this: the old pod finishes open requests before it exits.
    - I found no words about this: Kubernetes goes on removing pods only as surge and unavailable counts allow.
    - I found no words about this: go back automatically when the error rate rises.
    -# 25 words, under a minute aloud; there is room for more, 1 to 3 minutes is usual here.
    Next: Work in one more point: *How many may be gone at once?*
    (good)
    ");
}

#[test]
fn a_very_long_answer() {
    let answer = "We use a readiness probe for each service, since traffic must wait. ".repeat(60);
    assert_snapshot!(report(&rollout(), &answer), @r"
    - **“We use a readiness probe for each service”** covers this: a readiness probe keeps traffic away until the new pod can serve.
    - I found no words about this: the old pod finishes open requests before it exits.
    - I found no words about this: Kubernetes goes on removing pods only as surge and unavailable counts allow.
    -# 720 words, about 5 minutes aloud; that is long, 1 to 3 minutes is usual here.
    Next: Work in one more point: *What happens to requests that are still open?*
    (hard)
    ");
}

#[test]
fn a_beginning() {
    assert_snapshot!(report(&rollout(), "Readiness probes and rollback."), @r"
    That is a beginning: 4 words.
    - **“Readiness probes and rollback”** covers this: a readiness probe keeps traffic away until the new pod can serve.
    - **“Readiness probes and rollback”** covers this: go back automatically when the error rate rises.
    - I found no words about this: the old pod finishes open requests before it exits.
    - I found no words about this: Kubernetes goes on removing pods only as surge and unavailable counts allow.
    Next: Say more, step by step. Begin with *Requirements*: Ask how many errors are too many.
    (again)
    ");
}

#[test]
fn a_better_second_attempt() {
    assert_snapshot!(second(&rollout(), "I would add a readiness probe so that a new pod gets no \
        traffic before it is able to serve all of it, and then look at the result for some time.",
        "I would add a readiness probe so that a new pod gets no traffic before it is able to serve \
        it. Old pods drain before they exit. If the error rate rises, we roll back by ourselves, \
        rather than waiting for somebody to wake up."), @r"
    - **“I would add a readiness probe so that a new pod gets”** covers this: a readiness probe keeps traffic away until the new pod can serve.
    - **“Old pods drain before they exit”** covers this: the old pod finishes open requests before it exits.
    - **“we roll back by ourselves”** covers this: go back automatically when the error rate rises.
    - I found no words about this: Kubernetes goes on removing pods only as surge and unavailable counts allow.
    - You weigh a choice (“rather than waiting for somebody to wake up”).
    -# 45 words, under a minute aloud; there is room for more, 1 to 3 minutes is usual here.
    Next: Work in one more point: *How many may be gone at once?*
    (good)
    Changed:
    New this time: the old pod finishes open requests before it exits.
    New this time: go back automatically when the error rate rises.
    ");
}

#[test]
fn a_worse_second_attempt() {
    assert_snapshot!(second(&rollout(), "I would add a readiness probe so that a new pod gets no \
        traffic before it is able to serve it. Old pods drain before they exit. If the error rate \
        rises, we roll back by ourselves.",
        "I would add a readiness probe so that a new pod gets no traffic before it is able to serve \
        it, and that is mostly all that is needed for it to work in practice."), @r"
    - **“I would add a readiness probe so that a new pod gets”** covers this: a readiness probe keeps traffic away until the new pod can serve.
    - I found no words about this: the old pod finishes open requests before it exits.
    - I found no words about this: Kubernetes goes on removing pods only as surge and unavailable counts allow.
    -# 35 words, under a minute aloud; there is room for more, 1 to 3 minutes is usual here.
    Next: Work in one more point: *What happens to requests that are still open?*
    (hard)
    Changed:
    Worth keeping from the last one: the old pod finishes open requests before it exits.
    ");
}

#[test]
fn a_story_that_got_its_end() {
    assert_snapshot!(second(&conflict(), "In my previous job an architect wanted to write our own \
        message broker. I asked why the existing one was not enough, and I wrote a small experiment \
        with three of his cases, which I showed him.", GOOD_STORY), @r"
    - **“I first asked him why over a coffee”** covers this: listen for the reason behind the resistance.
    - **“So I set up a pilot with his smallest service”** covers this: show it on something small.
    - Situation, task, action and result are all there, with a figure at the end: “and releases went from two hours to 15 minutes”.
    -# 89 words, under a minute aloud; 1 to 3 minutes is usual here.
    Next: Say it aloud once, without looking, in 1 to 3 minutes.
    (easy)
    Changed:
    New this time: how it ended.
    Longer: 89 words, 37 before.
    ");
}

#[test]
fn a_disputed_point() {
    let question = rollout();
    let answer = "I would look at the graphs with the team and think about it for a while, then talk \
        to the customers and see what they say about all of it in the end.";
    assert_snapshot!(said(&question, &observe(&question, answer, &[0, 1, 2])), @r"
    - I found no words about this: go back automatically when the error rate rises.
    -# 33 words, under a minute aloud; there is room for more, 1 to 3 minutes is usual here.
    Next: Work in one more point: *And if the version is bad?*
    (good)
    ");
}
