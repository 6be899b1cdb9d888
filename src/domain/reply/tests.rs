//! What people see, as text: a change of words or labels shows here.

use std::fmt::Write;
use std::sync::Arc;

use super::coaching::{Coached, answer_in_thread, coaching, further_points, which_covered};
use super::notices::{self, NoThread};
use super::{bank as bank_words, card as card_words, help, own, privacy, sections};
use crate::domain::action::{Action, Section};
use crate::domain::answer::NotAnAnswer;
use crate::domain::bank::{Bank, Named, Vocabulary};
use crate::domain::feedback::observe;
use crate::domain::fixture::rollout;
use crate::domain::id::{
    AttemptId, CardId, ChannelId, GuildId, MessageId, OwnQuestionId, SessionId, SuggestionId,
    UserId,
};
use crate::domain::language::Language::English;
use crate::domain::permission::Permission;
use crate::domain::proposal::Proposal;
use crate::domain::question::{Mistake, Question, Star};
use crate::domain::select::Filter;
use crate::domain::session::{Attempt, Card, Message, Place, Session, SessionKind, Source};
use crate::domain::view::{Author, Row, Style, Target, View};

/// A view as text: words, embeds, then rows with labels and what they do.
pub(super) fn shown(view: &View) -> String {
    let mut text = String::new();
    let mut line = |line: &str| writeln!(text, "{line}").expect("writing to a string");
    if !view.text.is_empty() {
        line(&view.text);
    }
    for embed in &view.embeds {
        if let Some(author) = &embed.author {
            line(&format!("| by {}", author.name));
        }
        line(&format!("| # {}", embed.title));
        for part in embed.description.lines() {
            line(&format!("| {part}"));
        }
        for field in &embed.fields {
            line(&format!(
                "| {}: {}",
                field.name,
                field.value.replace('\n', " / ")
            ));
        }
        if !embed.footer.is_empty() {
            line(&format!("| -- {}", embed.footer));
        }
    }
    for row in &view.rows {
        line(&match row {
            Row::Buttons(buttons) => {
                let labels = buttons.iter().map(|button| match &button.target {
                    Target::Action(_) if button.style == Style::Primary => {
                        format!("[**{}**]", button.label)
                    }
                    Target::Action(_) => format!("[{}]", button.label),
                    Target::Link(url) => format!("[{}]({url})", button.label),
                });
                labels.collect::<Vec<_>>().join(" ")
            }
            Row::Select(select) => {
                let labels: Vec<_> = select
                    .choices
                    .iter()
                    .map(|choice| choice.label.as_str())
                    .collect();
                format!("<{}: {}>", select.placeholder, labels.join(", "))
            }
        });
    }
    if let Some(file) = &view.file {
        line(&format!("file {}, {} bytes", file.name, file.bytes.len()));
    }
    text
}

pub(super) fn question() -> Question {
    Question {
        rounds: vec!["technical-screen".to_owned()],
        star: Some(Star {
            situation: "A shop of 40 people lost orders at each release.".to_owned(),
            task: "I was to end that.".to_owned(),
            action: "I added a readiness probe and let pods drain.".to_owned(),
            result: "Errors fell from 2% to none.".to_owned(),
        }),
        mistakes: vec![Mistake {
            say: "Talking about tools only.".to_owned(),
            why: "The interviewer asks for the order of events.".to_owned(),
        }],
        outline: vec!["Say what happens to a request.".to_owned()],
        ..rollout()
    }
}

pub(super) fn card(place: Place) -> Card {
    Card {
        id: CardId::new(7).expect("positive"),
        session: Session {
            id: SessionId::new(6).expect("positive"),
            kind: SessionKind::Drill,
            guild: GuildId::new(1),
            channel: ChannelId::new(2).expect("not zero"),
            thread: ChannelId::new(3),
            place,
            starter: UserId::new(4),
            filter: Filter::default(),
            created: jiff::Timestamp::UNIX_EPOCH,
        },
        position: 0,
        question: Arc::new(question()),
        message: None,
        opening: None,
        created: jiff::Timestamp::UNIX_EPOCH,
    }
}

pub(super) fn attempt(number: u32, private: bool, text: &str) -> Attempt {
    Attempt {
        id: AttemptId::new(8).expect("positive"),
        card: CardId::new(7).expect("positive"),
        person: UserId::new(4).expect("not zero"),
        number,
        source: Source::Modal,
        private,
        text: text.to_owned(),
        author: None,
        shown: None,
        coached: None,
        created: jiff::Timestamp::UNIX_EPOCH,
    }
}

pub(super) fn bank() -> Bank {
    let named = |id: &str, name: &str| Named {
        id: id.to_owned(),
        name: name.to_owned(),
    };
    let vocabulary = Vocabulary {
        topics: vec![named("kubernetes", "Kubernetes")],
        competencies: Vec::new(),
        rounds: vec![named("technical-screen", "Technical screen")],
    };
    Bank::new(vocabulary, vec![question()], Vec::new())
}

pub(super) const ANSWER: &str = "I would add a readiness probe so that no traffic comes too early, and I \
                      would let the old pod drain before it exits. Then we watch it.";

#[test]
fn the_card_and_its_thread() {
    let card = card(Place::OwnThread);
    insta::assert_snapshot!(shown(&card_words::card(English, &card, bank().vocabulary())), @r"
    | # errors at every rollout
    | Customers get errors whenever we release a new version on Kubernetes. How do you get to a rolling update without errors?
    | Topic: Kubernetes
    | Kind: Technical
    | Difficulty: Medium
    | Time: 1-3 min
    | Round: Technical screen
    [**Answer**] [Answer privately] [Hint] [Skip]
    [Framework] [STAR example] [Mistakes]
    <More...: Key points, How to answer, What interviewers look for, Terms, Follow-ups>
    ");
    insta::assert_snapshot!(card_words::thread_name(English, &card.question), @"Drill · errors at every rollout");
    insta::assert_snapshot!(shown(&card_words::opening(English, &card, true)), @r"
    **How to answer here:** press `Answer`, or type your answer in this thread, in as many messages as you like. I reply when you pause.
    Aim for about 1-3 min as if you spoke it. Prefer nobody to see it? `Answer privately`.
    [**Answer**] [Answer privately] [Hint] [Skip]
    [Framework] [STAR example] [Mistakes]
    <More...: Key points, How to answer, What interviewers look for, Terms, Follow-ups>
    ");
    insta::assert_snapshot!(shown(&card_words::opening(English, &card, false)).lines().next().unwrap_or_default(), @"**How to answer here:** press `Answer`. Or type your answer, then hold the message and choose Apps, `Submit as answer`. Mentioning me in it works too.");
}

#[test]
fn a_card_for_one_person() {
    let card = card(Place::Private);
    let reasons = [
        NoThread::Missing(vec![
            Permission::CreatePublicThreads,
            Permission::EmbedLinks,
        ]),
        NoThread::KindOfChannel,
        NoThread::TooManyThreads,
        NoThread::Refused("Nope".to_owned()),
    ];
    let reasons: Vec<String> = reasons
        .iter()
        .map(|why| notices::no_thread(English, why))
        .collect();
    insta::assert_snapshot!(reasons.join("\n"), @r#"
    I can't open a thread in this channel. Ask the organisers to give me **Create Public Threads** and **Embed Links** here (channel settings, Permissions).
    Threads don't work in this kind of channel. Ask the organisers for a text channel for drills.
    This server has as many active threads as Discord allows. Ask the organisers to close old ones.
    Discord did not let me open a thread here ("Nope"). Ask the organisers to look at my permissions in this channel.
    "#);
    let view = card_words::private_card(English, &card, bank().vocabulary(), Some("A reason."));
    insta::assert_snapshot!(view.text, @r"
    A reason.
    -# Only you see this drill.
    ");
    let view = card_words::private_card(English, &card, bank().vocabulary(), None);
    insta::assert_snapshot!(view.text, @"-# Only you see this drill: the card, your answer and my reply.");
}

#[test]
fn the_coaching_reply_to_a_first_answer() {
    let (card, attempt) = (card(Place::OwnThread), attempt(1, false, ANSWER));
    let report = observe(&card.question, ANSWER, &[]);
    let about = Coached {
        card: &card,
        attempt: &attempt,
        report: &report,
        before: None,
    };
    insta::assert_snapshot!(shown(&coaching(English, about, &bank())), @r"
    <@4>
    | # What I saw
    | - **“I would add a readiness probe so that no traffic comes too”** covers this: a readiness probe keeps traffic away until the new pod can serve.
    | - **“and I would let the old pod drain before it exits”** covers this: the old pod finishes open requests before it exits.
    | - I found no words about this: Kubernetes goes on removing pods only as surge and unavailable counts allow.
    | - I found no words about this: go back automatically when the error rate rises.
    | -# 28 words, under a minute aloud; there is room for more, 1 to 3 minutes is usual here.
    | # Next step
    | Work in one more point: *How many may be gone at once?*
    | # Framework
    | **trade-off**, for this question:
    | - **Requirements**: Ask how many errors are too many.
    | # STAR example
    | **Situation.** A shop of 40 people lost orders at each release.
    | **Task.** I was to end that.
    | **Action.** I added a readiness probe and let pods drain.
    | **Result.** Errors fell from 2% to none.
    | # Mistakes to avoid
    | - **Talking about tools only.** The interviewer asks for the order of events.
    | -- How did it feel? The coloured button is my guess; the choice is yours.
    [Again] [Hard] [**Good**] [Easy]
    [Try again] [Next question] [I did cover this]
    ");
}

#[test]
fn the_coaching_reply_to_a_second_answer() {
    let (card, attempt) = (card(Place::OwnThread), attempt(2, true, ANSWER));
    let before = observe(
        &card.question,
        "I would roll back by hand if it fails.",
        &[],
    );
    let report = observe(&card.question, ANSWER, &[3]);
    let about = Coached {
        card: &card,
        attempt: &attempt,
        report: &report,
        before: Some(&before),
    };
    insta::assert_snapshot!(shown(&coaching(English, about, &bank())), @r"
    | # What I saw
    | - **“I would add a readiness probe so that no traffic comes too”** covers this: a readiness probe keeps traffic away until the new pod can serve.
    | - **“and I would let the old pod drain before it exits”** covers this: the old pod finishes open requests before it exits.
    | - I found no words about this: Kubernetes goes on removing pods only as surge and unavailable counts allow.
    | -# 28 words, under a minute aloud; there is room for more, 1 to 3 minutes is usual here.
    | # What changed
    | New this time: a readiness probe keeps traffic away until the new pod can serve.
    | New this time: the old pod finishes open requests before it exits.
    | Longer: 28 words, 9 before.
    | # Next step
    | Work in one more point: *How many may be gone at once?*
    | -- How did it feel? The coloured button is my guess; the choice is yours.
    [Again] [Hard] [**Good**] [Easy]
    [Try again] [Next question] [I did cover this]
    [Framework] [STAR example] [Mistakes]
    ");
    let which = which_covered(English, &card.question, attempt.id, &[1, 2]);
    insta::assert_snapshot!(shown(&which), @r#"
    Which one did you cover?
    [the old pod finishes open requests before it exits] [Kubernetes goes on removing pods only as surge and unavailable counts allow]
    "#);
}

#[test]
fn further_points_have_a_button_each() {
    let (card, attempt) = (
        card(Place::OwnThread),
        attempt(1, false, "I would think about it."),
    );
    let report = observe(&card.question, &attempt.text, &[]);
    let about = Coached {
        card: &card,
        attempt: &attempt,
        report: &report,
        before: None,
    };
    let rows = coaching(English, about, &bank()).rows;
    let rows = View {
        rows,
        ..View::default()
    };
    insta::assert_snapshot!(shown(&rows), @r"
    [**Again**] [Hard] [Good] [Easy]
    [Try again] [Next question] [I did cover this] [More]
    ");
    let further = report.further_points();
    let view = further_points(English, &card.question, attempt.id, &further);
    insta::assert_snapshot!(shown(&view), @r"
    These could come up as well; I found no words about them yet:
    1. Kubernetes goes on removing pods only as surge and unavailable counts allow
    2. go back automatically when the error rate rises
    [1: I did cover this] [2: I did cover this]
    ");
    let many: Vec<u8> = [0, 1, 2, 3].repeat(2);
    let view = further_points(English, &card.question, attempt.id, &many);
    let in_rows: Vec<usize> = view
        .rows
        .iter()
        .map(|row| match row {
            Row::Buttons(buttons) => buttons.len(),
            Row::Select(_) => 0,
        })
        .collect();
    assert_eq!(in_rows, [5, 3]);
}

#[test]
fn a_long_reply_moves_behind_buttons() {
    let mut long = question();
    let step = (
        "Step".to_owned(),
        "It takes a while to say what this step is for. ".repeat(5),
    );
    long.framework.as_mut().expect("a framework").steps = vec![step; 8];
    let card = Card {
        question: Arc::new(long),
        ..card(Place::OwnThread)
    };
    let attempt = attempt(1, false, ANSWER);
    let report = observe(&card.question, ANSWER, &[]);
    let about = Coached {
        card: &card,
        attempt: &attempt,
        report: &report,
        before: None,
    };
    let view = coaching(English, about, &bank());
    let length: usize = view
        .embeds
        .iter()
        .map(|embed| embed.description.chars().count())
        .sum();
    assert!(length <= 3100, "{length}");
    let last = shown(&View {
        rows: view.rows.last().cloned().into_iter().collect(),
        ..View::default()
    });
    insta::assert_snapshot!(last, @"[Framework] [STAR example] [Mistakes]");
}

#[test]
fn an_answer_in_the_thread() {
    let author = Author {
        name: "Somebody".to_owned(),
        picture: None,
    };
    let view = answer_in_thread(English, &attempt(2, false, ANSWER), author);
    insta::assert_snapshot!(shown(&view), @r"
    | by Somebody
    | # 
    | I would add a readiness probe so that no traffic comes too early, and I would let the old pod drain before it exits. Then we watch it.
    | -- Attempt 2
    [Edit] [Delete]
    ");
}

#[test]
fn reference_material() {
    let (question, bank) = (question(), bank());
    let nudge = sections::nudge(
        English,
        CardId::new(7).expect("positive"),
        Section::StarExample,
    );
    insta::assert_snapshot!(shown(&nudge), @r"
    Try first, even in two sentences: *STAR example* helps more once you have your own answer. Nobody else sees `Answer privately`.
    [**Answer privately**] [Show it anyway]
    ");
    let all: Vec<String> = Section::ALL
        .into_iter()
        .map(|section| shown(&sections::section(English, &question, &bank, section)))
        .collect();
    insta::assert_snapshot!(all.join("\n"), @r"
    | # Framework
    | **trade-off**, for this question:
    | - **Requirements**: Ask how many errors are too many.
    | -- errors at every rollout

    | # STAR example
    | **Situation.** A shop of 40 people lost orders at each release.
    | **Task.** I was to end that.
    | **Action.** I added a readiness probe and let pods drain.
    | **Result.** Errors fell from 2% to none.
    | -- errors at every rollout

    | # Mistakes to avoid
    | - **Talking about tools only.** The interviewer asks for the order of events.
    | -- errors at every rollout

    | # Key points
    | - A readiness probe keeps traffic away until the new pod can serve.
    | - The old pod finishes open requests before it exits, with a preStop hook and a handler for SIGTERM.
    | - Kubernetes goes on removing pods only as surge and unavailable counts allow.
    | - Go back automatically when the error rate rises.
    | -- errors at every rollout

    | # How to answer
    | 1. Say what happens to a request.
    | -- errors at every rollout

    This question has no *What interviewers look for* yet. The other sections may help.

    This question has no *Terms* yet. The other sections may help.

    | # Follow-up questions
    | - What changes for long-lived connections?
    | -- errors at every rollout
    ");
}

#[test]
fn short_words() {
    let message = Message {
        channel: ChannelId::new(3).expect("not zero"),
        id: MessageId::new(9).expect("not zero"),
    };
    let (thread, guild) = (message.channel, GuildId::new(1));
    let near = ["STAR".to_owned(), "MECE".to_owned()];
    let said = [
        notices::thread_ready(English, thread),
        notices::card_is_here(English, guild, message),
        notices::answer_is_in_thread(English, thread),
        notices::taken_as_answer(English),
        notices::is_an_answer_already(English, guild, Some(message)),
        notices::not_your_message(English),
        notices::no_question_here(English),
        notices::not_an_answer(English, NotAnAnswer::Empty),
        notices::not_an_answer(English, NotAnAnswer::NoWords),
        notices::how_to_submit(English, "Greenroom"),
        notices::hint(English, "Look up.", 1),
        notices::hints_again(English, "Look up."),
        notices::no_hints(English),
        notices::starter_only(English, UserId::new(4)),
        notices::starter_only(English, None),
        notices::answer_first(English),
        notices::rate_your_own(English),
        notices::rated(English, "Good"),
        notices::believed(English, "drain the pod"),
        notices::nothing_missing(English),
        notices::not_your_answer(English),
        notices::answer_changed(English),
        notices::answer_deleted(English),
        notices::gone(English),
        notices::next_is_below(English, None, message),
        notices::no_question(English, "on AWS"),
        notices::unknown_name(English, "framework", "*stra*", &near),
        notices::unknown_name(English, "topic", "x", &[]),
        notices::busy(English),
        notices::failed(English, "2a"),
        notices::unknown_button(English),
        View::text(notices::thread_closed(English)),
    ];
    insta::assert_snapshot!(said.iter().map(shown).collect::<String>(), @r"
    Your drill is ready: <#3>
    Your question: https://discord.com/channels/1/3/9
    Your answer is in <#3>. My reply follows there.
    Taken as your answer. My reply follows in this thread.
    That message is part of your answer already. My reply: https://discord.com/channels/1/3/9
    Only its author can submit a message as an answer. Pick one of your own.
    There is no question in this place to answer. Start one with `/drill`.
    I found no text to take as an answer. Write a few sentences as you would say them, then submit again.
    I found no words in it, only symbols or emoji. Write a few sentences as you would say them, then submit again.
    I can't read messages here, so I don't see your answer yet; nothing is lost. Hold your message and choose Apps, `Submit as answer`. Or mention @Greenroom in it, or press `Answer` above. (I say this once.)
    **Hint 1.** Look up.
    You have seen every hint. Once more: Look up.
    This question has no hints. `Framework` shows how to order an answer.
    This drill belongs to <@4>, who started it. Start your own with `/drill`.
    This drill belongs to the person who started it. Start your own with `/drill`.
    Answer this one first, or start your own drill with `/drill`.
    How it went is for its author to say. Rate your own answers.
    Noted: **Good**. It helps me choose when to ask you this again.
    Noted, I believe you: you covered “drain the pod”. I won't bring it up again.
    All settled: there is no point left that I found no words about.
    Only its author can do that with an answer.
    Changed. For a fresh look at it, press `Try again`.
    Deleted: the answer and my reply to it.
    I don't have that any more. Start a new question with `/drill`.
    The next question is there already: https://discord.com/channels/@me/3/9
    I have no question on AWS. Try fewer options; `/bank stats` shows what there is.
    I know no framework called “\*stra\*”. Did you mean `STAR` or `MECE`?
    I know no topic called “x”. Pick one from the suggestions while you type.
    Many people are starting drills right now. Please try again in a minute.
    Something went wrong on my side. Please try again; if it stays, tell the organisers this reference: `2a`
    I don't know that button any more. Start fresh with `/drill`.
    I couldn't post in the thread (deleted, locked or closed to me). Your answer is kept; this is my reply, for you alone.
    ");
}

#[test]
fn the_bank_and_help() {
    let (question, bank) = (question(), bank());
    insta::assert_snapshot!(shown(&bank_words::found(English, "pods", &[&question], &bank)), @r"
    | # Questions about “pods”
    | **errors at every rollout**
    | -# Kubernetes · Technical · Medium · `/bank show` opens it
    ");
    insta::assert_snapshot!(shown(&bank_words::found(English, "`x`", &[], &bank)), @r"I found no question about “\`x\`”. Try a shorter word, or `/bank stats` for the topics.");
    insta::assert_snapshot!(shown(&bank_words::shown(English, &question, &bank)), @r"
    | # errors at every rollout
    | Customers get errors whenever we release a new version on Kubernetes. How do you get to a rolling update without errors?
    | -- Kubernetes · Technical · Medium · 1-3 min
    ");
    let here = bank_words::Here { own: 2, hidden: 1 };
    insta::assert_snapshot!(shown(&bank_words::stats(English, &bank, here)), @r#"
    | # The question bank
    | 1 question and 0 frameworks. In this server's own bank: 2. Hidden here: 1.
    | By topic: Kubernetes: 1
    | By kind: Behavioral: 0 / Technical: 1 / Situational: 0 / Design: 0
    | By difficulty: Easy: 0 / Medium: 1 / Hard: 0
    "#);
    insta::assert_snapshot!(shown(&help::help(English, 150, true, None)), @r#"
    | # Greenroom, your interview coach
    | I ask interview questions, you answer as you would say it, and I tell you what I saw, one next step, a framework, a worked example and the mistakes to avoid.
    | 
    | **Practise**: `/drill` opens a thread with a question for you; `private: True` keeps it all to yourself. To answer, press `Answer`, or type in the thread and pause.
    | **Look up**: `/bank search`, `/bank show`, `/bank stats` (150 questions), `/framework`. `/bank suggest` proposes a question for this server.
    | **Your data**: `/privacy show` says what is kept, `/privacy export` gives it to you, `/privacy forget` erases it.
    | 
    | Nothing here is a verdict on you, and nobody else sees what you do in private.
    "#);
}

#[test]
fn privacy_words() {
    let kept = privacy::Kept {
        answers: 3,
        reports: 3,
        ratings: 1,
        drills: 2,
        suggestions: 1,
        since: Some(jiff::Timestamp::UNIX_EPOCH),
    };
    insta::assert_snapshot!(shown(&privacy::show(English, kept)), @r#"
    | # Your data
    | **Kept of you now**: 3 answers, 3 observations on them, 1 self-rating, 2 drills started, 1 question suggested, since <t:0:D>.
    | 
    | **What**: the text of your answers, what I observed, your self-ratings, which hints and references you opened, questions you suggested, and your Discord id; with an answer that the others see later, your name and your picture's address. Nothing else you write.
    | **How long**: until you erase it. Data of a server that removes me goes after 30 days.
    | **Who can read it**: you. Members see what you post in a thread. Whoever hosts this bot can read its database. I don't send your answers to anybody.
    | 
    | `/privacy export` gives you all of it as a file; `/privacy forget` erases it.
    "#);
    insta::assert_snapshot!(shown(&privacy::confirm(English, kept)), @r#"
    This erases 3 answers of yours with everything observed about them and 1 self-rating, on every server, and deletes my messages that repeat your words. Questions you suggested go too; one that organisers approved stays in their bank, without your name. It can't be undone. `/privacy export` first, if you want a copy.
    [Erase everything] [Keep it]
    "#);
    insta::assert_snapshot!(shown(&privacy::export(English, "{}".to_owned())), @r"
    Everything that I keep of you is in this file.
    file greenroom-data.json, 2 bytes
    ");
    insta::assert_snapshot!(shown(&privacy::kept(English)), @"Nothing was erased.");
    let message = Message {
        channel: ChannelId::new(3).expect("not zero"),
        id: MessageId::new(9).expect("not zero"),
    };
    insta::assert_snapshot!(shown(&privacy::forgotten(English, &[(GuildId::new(1), message)])), @r"
    Done: I erased your answers, observations and ratings, and I am deleting my messages that repeat your words.

    These messages are your own; only you can delete them:
    - https://discord.com/channels/1/3/9
    ");
    let many = vec![(None, message); 20];
    insta::assert_snapshot!(shown(&privacy::forgotten(English, &many)).lines().rev().take(3).collect::<Vec<_>>().join("\n"), @r"
    file your-messages.txt, 739 bytes
    - and the others in the file.
    - https://discord.com/channels/@me/3/9
    ");
}

#[test]
fn words_about_a_servers_own_questions() {
    let names = Vocabulary::default();
    let id = SuggestionId::new(36).expect("positive");
    let author = UserId::new(7).expect("not zero");
    let proposal = Proposal {
        title: "A *failover* at night".to_owned(),
        ask: "What do you do first?".to_owned(),
        points: "- says who is awake".to_owned(),
        topic: "data bases".to_owned(),
        facts: "situational".to_owned(),
    };
    let question = proposal.question("guild-1/a".parse().expect("an id"), &names);
    let waiting = |count| own::waiting(English, id, author, &question, &names, count, "Said.");
    insta::assert_snapshot!(shown(&waiting(2)), @r#"
    Said.
    | # A *failover* at night
    | What do you do first?
    | 
    | Suggested by <@7>
    | Topic: Data bases (new)
    | Kind: Situational
    | Difficulty: Medium
    | # Key points
    | - says who is awake
    | -- 2 are waiting
    [**Approve**] [Edit] [Reject] [Next]
    "#);
    insta::assert_snapshot!(shown(&own::none_waiting(English, "")), @r#"No suggestion is waiting. Anybody can make one with `/bank suggest`."#);
    insta::assert_snapshot!(own::approved(English, &proposal.title), @r#"Approved: “A \*failover\* at night” is in your server's bank now. I tell its author."#);
    insta::assert_snapshot!(shown(&own::your_suggestion_is_in(English, &proposal.title)), @r#"Your question “A \*failover\* at night” was approved: it is in your server's question bank now. Thank you! `/bank show` opens it there."#);
    let not_in = |reason| own::your_suggestion_is_not_in(English, "A title", reason);
    insta::assert_snapshot!(shown(&not_in("Too long.\nSorry!")), @r#"
    Your question “A title” did not join your server's bank this time.
    > Too long.
    > Sorry!
    You may suggest it again, changed, with `/bank suggest`.
    "#);
    insta::assert_snapshot!(shown(&not_in(" ")), @r#"
    Your question “A title” did not join your server's bank this time. They gave no reason; ask them what would make it fit.
    You may suggest it again, changed, with `/bank suggest`.
    "#);
    insta::assert_snapshot!(own::proposal_text(&proposal), @r#"
    A *failover* at night

    What do you do first?

    - says who is awake

    data bases

    situational
    "#);
    let counts = own::ImportCounts {
        added: 20,
        replaced: 1,
        without_text: 2,
        left_over: 1,
        ..own::ImportCounts::default()
    };
    insta::assert_snapshot!(shown(&own::imported(English, counts, "Report".to_owned())), @r#"
    20 questions joined your server's bank and can be asked at once.
    - 1 question took the place of an older one.
    - 2 questions came without the question itself and stayed out.
    - 1 line had no place in a question.
    The report says what was found, what is missing and what is left over.
    file import-report.txt, 6 bytes
    "#);
    insta::assert_snapshot!(shown(&own::exported(English, 2, "[]".to_owned())), @r#"
    Your server's own bank: 2 questions. Change the file as you like; `/bank-admin import` with the format `json` takes it back, and a question that keeps its `slug` is replaced.
    file questions.json, 2 bytes
    "#);
    let remove = OwnQuestionId::new(5).map(Action::RemoveOwn);
    insta::assert_snapshot!(shown(&own::hidden(English, &question, true, remove)), @r#"
    “A \*failover\* at night” is hidden: nobody is asked it here any more. Cards that stand go on; `/bank-admin unhide` brings it back.
    [Remove it for good]
    "#);
    insta::assert_snapshot!(shown(&own::bank_is_full(English, 500)), @r#"Your server's own bank is full: it holds 500 questions at most, and 4 MB. `/bank-admin hide` an own question and press `Remove it for good` to make room."#);
}
