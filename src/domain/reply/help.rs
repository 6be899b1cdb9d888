//! `/help`: what the bot does here, in one screen; and frameworks explained.

use crate::domain::framework::Framework;
use crate::domain::language::Language;
use crate::domain::schedule::Schedule;
use crate::domain::view::{Embed, Field, Tone, View};

use super::daily::status::days;
use super::{and, bullets};

/// How many schedules are named; more would not fit one screen.
const NAMED: usize = 3;

/// The reply to `/help`. `schedules`: those of the server; `None` in direct messages.
pub fn help(
    language: Language,
    questions: usize,
    reads_messages: bool,
    schedules: Option<&[Schedule]>,
) -> View {
    let answering = if reads_messages {
        "press `Answer`, or type in the thread and pause"
    } else {
        "press `Answer`, or type in the thread, hold your message and choose Apps, \
         `Submit as answer`"
    };
    let daily = schedules.map_or(String::new(), |schedules| daily(language, schedules));
    let description = format!(
        "I ask interview questions, you answer as you would say it, and I tell you what I saw, \
         one next step, a framework, a worked example and the mistakes to avoid.\n\n\
         **Practise**: `/drill` opens a thread with a question for you; `private: True` keeps \
         it all to yourself. To answer, {answering}.\n\
         {daily}\
         **Look up**: `/bank search`, `/bank show`, `/bank stats` ({questions} questions), \
         `/framework`. `/bank suggest` proposes a question for this server.\n\
         **Your data**: `/privacy show` says what is kept, `/privacy export` gives it to you, \
         `/privacy forget` erases it.\n\n\
         Nothing here is a verdict on you, and nobody else sees what you do in private."
    );
    View::embed(Embed {
        title: "Greenroom, your interview coach".to_owned(),
        description,
        tone: Tone::Question,
        ..Embed::default()
    })
}

/// What there is of the question of the day here.
fn daily(_language: Language, schedules: &[Schedule]) -> String {
    if schedules.is_empty() {
        return "**Question of the day**: none here yet; organisers start it with `/daily setup`.\n"
            .to_owned();
    }
    let mut all: Vec<String> = schedules
        .iter()
        .take(NAMED)
        .map(|one| {
            let (days, time, zone) = (days(one.days), one.time, &one.zone);
            format!("<#{}> {days} at {time} ({zone})", one.channel)
        })
        .collect();
    if schedules.len() > NAMED {
        all.push(format!("{} more", schedules.len() - NAMED));
    }
    format!(
        "**Question of the day**: {}. Answer in its thread, in public or privately; `My feedback` \
         there is for you alone.\n",
        and(&all)
    )
}

/// The reply to `/framework`.
pub fn framework(_language: Language, framework: &Framework) -> View {
    let steps: Vec<String> = framework
        .steps
        .iter()
        .enumerate()
        .map(|(place, step)| format!("{}. **{}**: {}", place + 1, step.name, step.explain))
        .collect();
    let example: Vec<String> = framework
        .example
        .steps
        .iter()
        .map(|(name, text)| format!("**{name}.** {text}"))
        .collect();
    let pitfalls = framework
        .pitfalls
        .iter()
        .map(|pitfall| format!("**{}** {}", pitfall.say, pitfall.fix));
    let about = Embed {
        title: framework.title.clone(),
        description: format!("{}\n\n{}", framework.summary, steps.join("\n")),
        fields: vec![Field {
            name: "When it fits".to_owned(),
            value: bullets(&framework.when),
            inline: false,
        }],
        tone: Tone::Reference,
        ..Embed::default()
    };
    let filled_in = Embed {
        title: "Filled in".to_owned(),
        description: format!("*{}*\n{}", framework.example.question, example.join("\n")),
        tone: Tone::Reference,
        ..Embed::default()
    };
    let wrong = Embed {
        title: "How it goes wrong".to_owned(),
        description: bullets(pitfalls),
        tone: Tone::Reference,
        ..Embed::default()
    };
    View {
        embeds: vec![about, filled_in, wrong],
        ..View::default()
    }
}
