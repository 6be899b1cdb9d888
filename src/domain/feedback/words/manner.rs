//! How an answer is built and told, in two lines at most: only what is worth saying.

use std::ops::Range;

use super::quoted_briefly;
use crate::domain::feedback::delivery::{Delivery, Length, length};
use crate::domain::feedback::evidence::Evidence;
use crate::domain::feedback::plan::Plan;
use crate::domain::feedback::reasoning::{Aspect, Reasoning};
use crate::domain::feedback::report::Report;
use crate::domain::feedback::star::{Part, Story};

use super::listed;

/// So many lines at most.
const LINES: usize = 2;
/// Hedges and fillers are worth saying from this many on, ...
const SMALL_WORDS: usize = 4;
/// ... and where they are at least one of so many words.
const ONE_OF: usize = 30;
/// A sentence of more words than this is hard to follow by ear.
const LONG_SENTENCE: u32 = 55;
/// The action should be most of a story; with a smaller share, in hundredths, it gets lost.
const SMALL_ACTION: u32 = 35;
/// Where "we" comes so many times as often as "I", it is worth saying.
const TIMES_WE: u32 = 2;
/// Fewer than this are not.
const FEW_WE: u32 = 4;
/// Terms of the field are named from this many on, ...
const TERMS: usize = 2;
/// ... and no more than this.
const MOST_TERMS: usize = 3;

/// What is worth saying about how an answer is built and told.
///
/// `said` are the places of words that were quoted already: what rests on them is not news.
pub(super) fn manner(report: &Report, said: &[Range<usize>]) -> Vec<String> {
    let story = report.story.iter().flat_map(of_story);
    let plan = report.plan.iter().filter_map(of_plan);
    let order = order_of_the_hunt(&report.reasoning).into_iter();
    let hunt = [
        Aspect::MitigationFirst,
        Aspect::EvidenceFirst,
        Aspect::CauseFirst,
    ];
    let of_hunt = hunt
        .into_iter()
        .filter_map(|aspect| report.reasoning.seen(aspect));
    let of_hunt: Vec<_> = of_hunt.map(|evidence| evidence.range.clone()).collect();
    let is_news = |evidence: &Evidence| {
        let own = &evidence.range;
        let mut said = said.iter().chain(&of_hunt);
        !said.any(|range| range.start < own.end && own.start < range.end)
    };
    let reasoning = of_reasoning(&report.reasoning, is_news).into_iter();
    let delivery = of_delivery(report).into_iter();
    let lines = story
        .chain(order)
        .chain(reasoning)
        .chain(plan)
        .chain(delivery);
    lines.take(LINES).collect()
}

fn quote(evidence: &Evidence) -> String {
    format!("“{}”", quoted_briefly(&evidence.quote))
}

fn of_story(story: &Story) -> Vec<String> {
    let mut lines = Vec::new();
    lines.extend(of_parts(story));
    if story.says_we >= FEW_WE && story.says_we > TIMES_WE * story.says_i {
        lines.push(match &story.we {
            Some(we) => format!(
                "It is mostly told as “we”, as in {}: which part was yours?",
                quote(we)
            ),
            None => "It is mostly told as “we”: which part was yours?".to_owned(),
        });
    } else if let Some(lesson) = &story.lesson {
        lines.push(format!(
            "You also say what you took from it: {}.",
            quote(lesson)
        ));
    }
    lines
}

fn of_parts(story: &Story) -> Option<String> {
    let has = |part| story.part(part).is_some();
    let is_whole = Part::ALL.into_iter().all(has);
    let action = story.share(Part::Action);
    let largest = story.parts.iter().max_by_key(|seen| seen.words)?;
    if has(Part::Action) && largest.part != Part::Action && action < SMALL_ACTION {
        return Some(format!(
            "Most of the words tell {}; what you did yourself is what people want to hear most.",
            told(largest.part)
        ));
    }
    let figure = match &story.figure {
        Some(figure) => format!(", with a figure at the end: {}", quote(figure)),
        None => String::new(),
    };
    if is_whole {
        Some(format!(
            "Situation, task, action and result are all there{figure}."
        ))
    } else if has(Part::Situation) && has(Part::Action) && has(Part::Result) {
        Some(format!(
            "It goes from the situation over what you did to the result{figure}."
        ))
    } else {
        None
    }
}

const fn told(part: Part) -> &'static str {
    match part {
        Part::Situation => "the situation",
        Part::Task => "the task",
        Part::Action => "the action",
        Part::Result => "the result",
    }
}

fn of_plan(plan: &Plan) -> Option<String> {
    match (&plan.first, &plan.then, &plan.check) {
        (Some(_), Some(_), Some(check)) => Some(format!(
            "A plan that can be followed: a first step, what comes then, and how you'd know: {}.",
            quote(check)
        )),
        (Some(first), Some(_), None) => Some(format!(
            "Your steps come in an order, from {} on.",
            quote(first)
        )),
        _ => None,
    }
}

fn order_of_the_hunt(reasoning: &Reasoning) -> Option<String> {
    if let Some(cause) = reasoning.seen(Aspect::CauseFirst) {
        return Some(format!(
            "A cause, {}, comes before anything that you looked at.",
            quote(cause)
        ));
    }
    if let Some(stopped) = reasoning.seen(Aspect::MitigationFirst) {
        return Some(format!(
            "You stop the harm before you look for its cause: {}.",
            quote(stopped)
        ));
    }
    let looked = reasoning.seen(Aspect::EvidenceFirst)?;
    Some(format!(
        "You look before you name a cause: {}.",
        quote(looked)
    ))
}

/// The two aspects that say most about how somebody thinks.
fn of_reasoning(reasoning: &Reasoning, is_news: impl Fn(&Evidence) -> bool) -> Option<String> {
    let said = [
        (Aspect::TradeOff, "you weigh a choice"),
        (Aspect::Failure, "you think of what can fail"),
        (Aspect::Clarifies, "you ask or say what you assume"),
        (Aspect::Measures, "you say how you'd measure it"),
        (Aspect::Cost, "you think of the cost"),
        (Aspect::Security, "you think of security"),
    ];
    let seen = said.into_iter().filter_map(|(aspect, said)| {
        let evidence = reasoning
            .seen(aspect)
            .filter(|evidence| is_news(evidence))?;
        Some(format!("{said} ({})", quote(evidence)))
    });
    let seen: Vec<String> = seen.take(2).collect();
    let all = listed(&seen)?;
    let mut letters = all.chars();
    let first = letters.next()?.to_uppercase();
    Some(format!("{first}{}.", letters.as_str()))
}

fn of_delivery(report: &Report) -> Option<String> {
    let delivery = &report.delivery;
    small_words(delivery, report.words)
        .or_else(|| long_sentence(delivery))
        .or_else(|| {
            terms(delivery)
                .filter(|_| length(report.speaking_seconds, report.minutes) != Length::Long)
        })
}

fn small_words(delivery: &Delivery, words: u32) -> Option<String> {
    let all = delivery.hedges.len() + delivery.fillers.len();
    let words = usize::try_from(words).unwrap_or(usize::MAX);
    if all < SMALL_WORDS || all * ONE_OF < words {
        return None;
    }
    let mut quotes: Vec<String> = Vec::new();
    for evidence in delivery.hedges.iter().chain(&delivery.fillers) {
        let word = quote(evidence);
        let is_new = quotes
            .iter()
            .all(|other| !other.eq_ignore_ascii_case(&word));
        if is_new && quotes.len() < 3 {
            quotes.push(word);
        }
    }
    let all = listed(&quotes)?;
    Some(format!(
        "Small words such as {all} come often; what you say stands without them."
    ))
}

fn long_sentence(delivery: &Delivery) -> Option<String> {
    let longest = delivery.longest.as_ref()?;
    (longest.words > LONG_SENTENCE).then(|| {
        format!(
            "Your longest sentence has {} words; a pause in it would help whoever listens.",
            longest.words
        )
    })
}

fn terms(delivery: &Delivery) -> Option<String> {
    if delivery.terms.len() < TERMS {
        return None;
    }
    let quotes: Vec<String> = delivery.terms.iter().take(MOST_TERMS).map(quote).collect();
    Some(format!(
        "You use the field's own terms: {}.",
        listed(&quotes)?
    ))
}
