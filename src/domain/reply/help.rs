//! `/help`: what the bot does here, in one screen; and frameworks explained.

use crate::domain::framework::Framework;
use crate::domain::language::Language;
use crate::domain::view::{Embed, Field, Tone, View};

use super::bullets;

/// The reply to `/help`.
pub fn help(_language: Language, questions: usize, reads_messages: bool) -> View {
    let answering = if reads_messages {
        "press `Answer`, or type in the thread and pause"
    } else {
        "press `Answer`, or type in the thread, hold your message and choose Apps, \
         `Submit as answer`"
    };
    let description = format!(
        "I ask interview questions, you answer as you would say it, and I tell you what I saw, \
         one next step, a framework, a worked example and the mistakes to avoid.\n\n\
         **Practise**: `/drill` opens a thread with a question for you; `private: True` keeps \
         it all to yourself. To answer, {answering}.\n\
         **Look up**: `/bank search`, `/bank show`, `/bank stats` ({questions} questions), \
         `/framework`.\n\
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
