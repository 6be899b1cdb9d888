//! What members read in a daily thread.

use jiff::Timestamp;

use super::{from_now, moment};
use crate::domain::action::{Action, Section};
use crate::domain::bank::{Bank, Vocabulary};
use crate::domain::id::{ChannelId, RoleId, UserId};
use crate::domain::language::Language;
use crate::domain::question::Question;
use crate::domain::reply::card::{daily_card, daily_rows, minutes, more_row, reference_row};
use crate::domain::reply::coaching::{
    Coached, changing_row, main_reference, objection_buttons, observations,
};
use crate::domain::reply::sections::section_label;
use crate::domain::reply::{and, counted};
use crate::domain::schedule::Answers;
use crate::domain::session::{Attempt, Card};
use crate::domain::view::{Button, Embed, Row, Tone, View};

/// How many people are named in a reveal; more would be a wall of names.
const NAMED: usize = 20;
/// How many answers one page holds, so that it stays below Discord's 6,000 characters even where
/// each is long.
const ANSWER_ROOM: usize = 5000;

/// Why a question comes after its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Late {
    /// The bot was away.
    Away,
    /// Something kept it from being posted.
    Held,
}

/// The message in the channel. `late`: why, and when it was due, where that is worth saying.
pub fn card(
    language: Language,
    card: &Card,
    names: &Vocabulary,
    role: Option<RoleId>,
    late: Option<(Late, Timestamp)>,
) -> View {
    let mut lines = Vec::new();
    lines.extend(role.map(|role| format!("<@&{role}>")));
    lines.extend(late.map(|(why, due)| {
        let why = match why {
            Late::Away => "I was away then",
            Late::Held => "it could not be posted then",
        };
        format!(
            "-# This was due {}; {why}. Sorry for the delay.",
            moment(due)
        )
    }));
    View {
        text: lines.join("\n"),
        notifies: role,
        ..daily_card(language, card, names)
    }
}

/// The name of a daily thread.
pub fn thread_name(_language: Language, question: &Question) -> String {
    format!("Daily · {}", question.title)
}

/// The first message in the thread: how to answer here, when the reference opens, the buttons.
pub fn opening(
    _language: Language,
    card: &Card,
    reads_messages: bool,
    answers: Answers,
    reveal_at: Timestamp,
) -> View {
    let how = if reads_messages {
        "press `Answer`, or type in this thread: I mark what you typed with ✅ when you pause."
    } else {
        "press `Answer`. Or type here, then hold your message and choose Apps, `Submit as answer`; \
         or mention me in it."
    };
    let minutes = minutes(card.question.minutes);
    let mut text = format!(
        "**How to answer here:** {how} Aim for about {minutes} as if you spoke it.\n`My feedback` \
         is for you alone. The reference opens once you have answered, for everybody {}.",
        from_now(reveal_at)
    );
    let mut rows = daily_rows(card.id);
    if answers == Answers::AfterOwn {
        text.push_str(
            "\nThe others see what you send with `Answer` only then, what you type at once. \
             `Read answers` opens once you have answered.",
        );
        if let Some(Row::Buttons(buttons)) = rows.first_mut() {
            buttons.push(Button::plain("Read answers", Action::ReadAnswers(card.id)));
        }
    }
    View {
        text,
        rows,
        ..View::default()
    }
}

/// What goes below the feedback on an answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Below {
    /// `Edit` and `Delete`: no message in the thread shows the answer, which could carry them.
    pub changing: bool,
    /// `Read answers`: the others' are read by a button.
    pub others: bool,
}

/// What was seen in an answer, for its author alone, with the way to what is open to them now.
pub fn feedback(language: Language, about: Coached<'_>, note: Option<&str>, below: Below) -> View {
    let mut buttons = vec![Button::plain(
        "Try again",
        Action::TryAgain(about.attempt.id),
    )];
    buttons.extend(objection_buttons(about.attempt.id, about.report));
    if below.others {
        buttons.push(Button::plain(
            "Read answers",
            Action::ReadAnswers(about.card.id),
        ));
    }
    let mut rows = vec![Row::Buttons(buttons)];
    if below.changing {
        rows.push(changing_row(about.attempt.id));
    }
    rows.push(reference_row(about.card.id));
    View {
        text: note.unwrap_or_default().to_owned(),
        embeds: observations(language, about),
        rows,
        ..View::default()
    }
}

/// The line above the feedback on a modal answer: where the answer went.
pub fn answer_went(
    _language: Language,
    thread: Option<ChannelId>,
    here: bool,
    held_until: Option<Timestamp>,
) -> Option<String> {
    match (held_until, thread) {
        (Some(until), _) => Some(format!(
            "Kept. The others see it {}. You can read theirs now: `Read answers`.",
            from_now(until)
        )),
        (None, Some(thread)) if !here => Some(format!("Your answer is in <#{thread}>.")),
        _ => None,
    }
}

/// The line above the feedback on an answer that its author changed before the thread showed it.
pub fn answer_changed(_language: Language, held_until: Option<Timestamp>) -> String {
    held_until.map_or_else(
        || "Changed.".to_owned(),
        |until| format!("Changed. The others see it {}.", from_now(until)),
    )
}

/// `My feedback` before there is an answer.
pub fn no_answer_yet(_language: Language, card: crate::domain::id::CardId) -> View {
    View::text(
        "I have no answer of yours to this question yet. Give one, in public or privately, and \
         I tell you alone what I see. (Just typed one? I take it when you pause.)",
    )
    .row(Row::Buttons(vec![
        Button::primary("Answer", Action::Answer(card)),
        Button::plain("Answer privately", Action::AnswerPrivately(card)),
    ]))
}

/// Reference material asked for before an answer and before the reveal.
pub fn opens_later(
    _language: Language,
    card: crate::domain::id::CardId,
    wanted: Option<Section>,
    reveal_at: Timestamp,
) -> View {
    let what = wanted.map_or_else(
        || "The reference material".to_owned(),
        |section| format!("*{}*", section_label(section)),
    );
    View::text(format!(
        "{what} opens for you as soon as you have answered, for everybody {}. Two sentences will \
         do, and nobody sees what you send with `Answer privately`.",
        from_now(reveal_at)
    ))
    .row(Row::Buttons(vec![
        Button::primary("Answer privately", Action::AnswerPrivately(card)),
        Button::plain("Answer", Action::Answer(card)),
    ]))
}

/// `Read answers` before one's own.
pub fn read_after_own(_language: Language, card: crate::domain::id::CardId) -> View {
    View::text("Answer first, then you can read the others'. Two sentences will do.").row(
        Row::Buttons(vec![
            Button::primary("Answer", Action::Answer(card)),
            Button::plain("Answer privately", Action::AnswerPrivately(card)),
        ]),
    )
}

/// The message that opens the reference to everybody, with who took part.
pub fn reveal(
    _language: Language,
    card: crate::domain::id::CardId,
    public: &[UserId],
    private: u32,
) -> View {
    let text = format!(
        "**The reference material is open to everybody now.** {}\nLate answers are welcome, and so \
         are second ones.",
        took_part(public, private)
    );
    View::text(text).row(Row::Buttons(vec![
        Button::primary("Show reference", Action::ShowReference(card)),
        Button::plain("Answer", Action::Answer(card)),
        Button::plain("Answer privately", Action::AnswerPrivately(card)),
        Button::plain("My feedback", Action::MyFeedback(card)),
    ]))
}

fn took_part(public: &[UserId], private: u32) -> String {
    if public.is_empty() {
        return match private {
            0 => "Nobody has answered yet: be the first.".to_owned(),
            1 => "One person answered, in private.".to_owned(),
            count => format!("{count} people answered, all in private."),
        };
    }
    let mut names: Vec<String> = public
        .iter()
        .take(NAMED)
        .map(|person| format!("<@{person}>"))
        .collect();
    if public.len() > NAMED {
        names.push(format!("{} more", public.len() - NAMED));
    }
    if private > 0 {
        names.push(format!("{private} in private"));
    }
    format!("Took part: {}.", and(&names))
}

/// `Show reference`: what most people want of it in one reply, the rest one choice away.
pub fn reference(_language: Language, card: &Card, bank: &Bank) -> View {
    let (embeds, whole) = main_reference(card, bank);
    let mut rows = vec![more_row(card.id)];
    if !whole {
        rows.insert(0, reference_row(card.id));
    }
    View {
        text: format!("**{}**", card.question.title),
        embeds,
        rows,
        ..View::default()
    }
}

/// Others' answers, a few to a page. Empty where there is none.
pub fn answers(_language: Language, question: &Question, attempts: &[Attempt]) -> Vec<View> {
    let mut pages: Vec<View> = Vec::new();
    let mut used = ANSWER_ROOM;
    for attempt in attempts {
        let author = attempt.author.clone();
        let description = match author {
            Some(_) => attempt.text.clone(),
            None => format!("<@{}>\n{}", attempt.person, attempt.text),
        };
        let name = author
            .as_ref()
            .map_or(0, |author| author.name.chars().count());
        let length = description.chars().count() + name;
        if used + length > ANSWER_ROOM || pages.last().is_some_and(|page| page.embeds.len() == 10) {
            pages.push(View::default());
            used = 0;
        }
        used += length;
        if let Some(page) = pages.last_mut() {
            page.embeds.push(Embed {
                author,
                description,
                tone: Tone::Answer,
                ..Embed::default()
            });
        }
    }
    if let Some(first) = pages.first_mut() {
        let count = counted(attempts.len() as u64, "answer");
        first.text = format!("**{}**: {count} so far.", question.title);
    }
    pages
}

/// `Read answers` where nobody else has answered in public.
pub fn no_answers_yet(_language: Language) -> View {
    View::text("Nobody has answered in public yet. Look in again later.")
}
