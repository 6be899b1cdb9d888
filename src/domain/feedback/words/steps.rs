//! The one thing to do next, as people read it.

use super::minutes;
use crate::domain::feedback::report::{NextStep, Report};
use crate::domain::language::Language;
use crate::domain::question::Question;

use super::brief::brief;

/// The one thing to do next, in a sentence or two of Discord's Markdown.
pub fn next_step(language: Language, question: &Question, report: &Report) -> String {
    let Language::English = language;
    match report.next_step {
        NextStep::Answer => {
            "Answer in a few sentences, the way you would say it aloud. Where would you begin?"
                .to_owned()
        }
        NextStep::QuestionLanguage => {
            "Try it once in the question's language; that is practice for the interview, too."
                .to_owned()
        }
        NextStep::OwnWords => {
            "Tell it once in your own words, without looking: what you would do first, and why."
                .to_owned()
        }
        NextStep::Sentences => {
            "Take two of these terms and say in a sentence each what they do here, and why that \
             matters."
                .to_owned()
        }
        NextStep::FindOut => find_out(question),
        NextStep::SayMore => say_more(question),
        NextStep::TellResult => {
            "Finish the story: what was different afterwards, and how could people tell?".to_owned()
        }
        NextStep::TellOwnPart => {
            "Tell it once more with “I” for what you decided and did yourself; the team can have \
             the rest."
                .to_owned()
        }
        NextStep::LookFirst => {
            "Begin with what you would look at, and let the cause follow from what you see."
                .to_owned()
        }
        NextStep::StopHarm => {
            "Begin with what helps the people affected right now; the search for the cause comes \
             after that."
                .to_owned()
        }
        NextStep::Weigh => {
            "Take your main choice and name one thing that you decided against, and why.".to_owned()
        }
        NextStep::CoverPoint(index) => cover_point(question, index),
        NextStep::AddFigure => {
            "Close with the result in a figure: how much, how many or how fast, against before."
                .to_owned()
        }
        NextStep::Lengthen => format!(
            "The points are there. Tell it at more length, with a case of your own: there is \
             room for {}.",
            minutes(report.minutes)
        ),
        NextStep::Shorten => format!(
            "Tell it again in {}: keep your own decisions and cut the background.",
            minutes(report.minutes)
        ),
        NextStep::FollowUp(index) => match question.follow_ups.get(usize::from(index)) {
            Some(follow_up) => format!("Take the follow-up that often comes next: {follow_up}"),
            None => say_aloud(report),
        },
        NextStep::SayAloud => say_aloud(report),
    }
}

fn find_out(question: &Question) -> String {
    let hint = question
        .key_points
        .iter()
        .map(|point| &point.hint)
        .find(|hint| !hint.is_empty());
    match hint {
        Some(hint) => format!("Say what you do know about it, and then try this: *{hint}*"),
        None => "Say what you do know about it, and how you would find out the rest.".to_owned(),
    }
}

fn say_more(question: &Question) -> String {
    let first = question
        .framework
        .as_ref()
        .and_then(|framework| framework.steps.first());
    match first {
        Some((step, apply)) => {
            format!("Say more, step by step. Begin with *{step}*: {apply}")
        }
        None => "Say more: what you would do, in which order, and why.".to_owned(),
    }
}

fn cover_point(question: &Question, index: u8) -> String {
    match question.key_points.get(usize::from(index)) {
        Some(point) if !point.hint.is_empty() => {
            format!("Work in one more point: *{}*", point.hint)
        }
        Some(point) => format!("Add a sentence on this: {}", brief(question, &point.say)),
        None => "Read the key points and work one more in.".to_owned(),
    }
}

fn say_aloud(report: &Report) -> String {
    format!(
        "Say it aloud once, without looking, in {}.",
        minutes(report.minutes)
    )
}
