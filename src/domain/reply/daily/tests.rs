//! What people read about the question of the day.

use jiff::Timestamp;
use jiff::civil::Date;

use super::status::Standing;
use super::thread::Below;
use super::{organising, status, thread, trouble};
use crate::domain::action::Section;
use crate::domain::feedback::observe;
use crate::domain::id::{
    CardId, ChannelId, GuildId, MessageId, PostId, RoleId, ScheduleId, UserId,
};
use crate::domain::language::Language::English;
use crate::domain::permission::Permission;
use crate::domain::reply::coaching::Coached;
use crate::domain::reply::tests::{ANSWER, attempt, bank, card, question, shown};
use crate::domain::reply::{help, organiser};
use crate::domain::schedule::{
    Answers, Cause, Days, LocalTime, Occurrence, Pause, Post, RevealAfter, Schedule, Trouble,
};
use crate::domain::select::Filter;
use crate::domain::session::{Attempt, Card, Place, SessionKind};
use crate::domain::settings::Settings;
use crate::domain::view::View;

fn instant(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

/// Nine in Paris.
fn due() -> Timestamp {
    instant("2026-11-20T08:00:00Z")
}

fn date(day: i8) -> Date {
    Date::new(2026, 11, day).expect("a date")
}

fn next() -> Occurrence {
    Occurrence {
        date: date(20),
        at: due(),
    }
}

fn person(number: u64) -> UserId {
    UserId::new(number).expect("not zero")
}

fn schedule() -> Schedule {
    Schedule {
        id: ScheduleId::new(12).expect("positive"),
        guild: GuildId::new(1).expect("not zero"),
        channel: ChannelId::new(2).expect("not zero"),
        days: Days::WEEKDAYS,
        time: LocalTime::parse("09:00").expect("a time"),
        zone: "Europe/Paris".to_owned(),
        filter: Filter::default(),
        role: None,
        reveal_after: RevealAfter::USUAL,
        answers: Answers::Open,
        effective: due(),
        ended: false,
        paused: None,
        next: Some(next()),
        trouble: None,
    }
}

/// A schedule with every option.
fn choosy() -> Schedule {
    Schedule {
        days: Days::parse("mon,wed,fri").expect("days"),
        filter: Filter {
            topics: vec!["kubernetes".to_owned(), "aws".to_owned()],
            difficulty: Some(crate::domain::question::Difficulty::Hard),
            ..Filter::default()
        },
        role: RoleId::new(30),
        reveal_after: RevealAfter::hours(4).expect("in range"),
        answers: Answers::AfterOwn,
        ..schedule()
    }
}

fn in_trouble(cause: Cause) -> Schedule {
    Schedule {
        trouble: Some(Trouble {
            cause,
            since: due(),
            told: None,
        }),
        ..schedule()
    }
}

fn post(day: i8) -> Post {
    Post {
        id: PostId::new(20).expect("positive"),
        schedule: ScheduleId::new(12).expect("positive"),
        date: date(day),
        due: due(),
        card: CardId::new(7),
        late: false,
        answers: Answers::Open,
        reveal_at: due(),
        revealed: None,
        tries: 0,
        error: String::new(),
    }
}

fn daily_card() -> Card {
    let drill = card(Place::OwnThread);
    Card {
        session: crate::domain::session::Session {
            kind: SessionKind::Daily,
            starter: None,
            ..drill.session
        },
        message: MessageId::new(9),
        ..drill
    }
}

fn all(views: impl IntoIterator<Item = View>) -> String {
    let texts: Vec<String> = views.into_iter().map(|view| shown(&view)).collect();
    texts.join("\n")
}

#[test]
fn the_reply_to_a_setup() {
    let bank = bank();
    let upcoming = [19, 20, 23].map(|day| Occurrence {
        date: date(day),
        at: due() + jiff::SignedDuration::from_hours(24 * i64::from(day - 20)),
    });
    let checks = [trouble::checked(English, &[], true)];
    let view = organising::scheduled(
        English,
        &schedule(),
        bank.vocabulary(),
        false,
        &upcoming,
        &checks,
    );
    insta::assert_snapshot!(shown(&view), @r#"
    | # Scheduled
    | <#2>, on weekdays at 09:00 (Europe/Paris); reference after 22 h.
    | 
    | **Next posts**
    | - <t:1795075200:F>
    | - <t:1795161600:F>
    | - <t:1795420800:F>
    | 
    | ✅ I have every permission that I need there.
    | -# `/daily preview` shows you the next question, `/daily post-now` posts it at once.
    "#);
    let missing = [Permission::SendMessages, Permission::CreatePublicThreads];
    let role = RoleId::new(30).expect("not zero");
    let checks = [
        trouble::checked(English, &missing, true),
        trouble::role_not_notified(English, role),
    ];
    let view = organising::scheduled(
        English,
        &choosy(),
        bank.vocabulary(),
        true,
        &upcoming[..1],
        &checks,
    );
    insta::assert_snapshot!(shown(&view), @r#"
    | # Changed
    | <#2>, on Mon, Wed and Fri at 09:00 (Europe/Paris); Kubernetes, aws, hard; for <@&30>; reference after 4 h, answers hidden until then.
    | 
    | **Next posts**
    | - <t:1795075200:F>
    | 
    | ⚠️ I still need **Send Messages** and **Create Public Threads** there: open the channel's settings, Permissions, add me and switch them on.
    | ⚠️ <@&30> would be named but not notified: in Server Settings, Roles, switch on “Allow anyone to @mention this role”, or give me **Mention @everyone, @here and All Roles**.
    | -# `/daily preview` shows you the next question, `/daily post-now` posts it at once.
    "#);
    let other = [
        trouble::checked(English, &[], false),
        trouble::not_examined(English, "Missing Access"),
    ];
    insta::assert_snapshot!(other.join("\n"), @r#"
    ⚠️ Threads don't work in this kind of channel: choose a text channel.
    ⚠️ I could not look at my permissions there (“Missing Access”). `/daily status` looks again.
    "#);
}

#[test]
fn what_cannot_be_scheduled() {
    let bank = bank();
    let names = bank.vocabulary();
    let wrong_time = LocalTime::parse("9am").expect_err("not a time").to_string();
    let wrong_days = Days::parse("someday").expect_err("no days").to_string();
    let said = [
        organising::invalid(English, &wrong_time),
        organising::invalid(English, &wrong_days),
        organising::invalid(English, &organising::out_of_range(English, 99)),
        organising::unknown_zone(English, "*Pariss*"),
        organising::not_everyone(English),
        organising::no_question(English),
        organising::overlaps(English, &schedule(), names),
        organising::too_many(English),
        organiser::organisers_only(English, None),
        organiser::organisers_only(English, RoleId::new(30)),
        organiser::only_in_servers(English),
    ];
    insta::assert_snapshot!(all(said), @r#"
    `9am` is no time of day: write hours and minutes on the 24-hour clock, such as 09:00 or 18:30. Nothing was changed.

    `someday` names no days: use every-day, weekdays, weekends, or a list such as mon,wed,fri. Nothing was changed.

    `reveal-after` is 99, but must be 1 to 72 hours. Nothing was changed.

    I know no time zone called “\*Pariss\*”. Type a city and pick from the suggestions, such as `Europe/Paris` or `America/New_York`. Nothing was changed.

    I don't notify @everyone. Choose a role that people take if they want to be notified. Nothing was changed.

    I have no question on these topics with this difficulty. Choose more topics, or any difficulty; `/bank stats` shows what there is. Nothing was changed.

    There is one on some of these days already: <#2>, on weekdays at 09:00 (Europe/Paris); reference after 22 h.
    Choose other days; or type exactly its days to change it; or stop it with `/daily off` first. Nothing was changed.

    This server has as many schedules as I keep. Stop one with `/daily off` first. Nothing was changed.

    This is for organisers: people with Manage Server. Ask one of them to press it, or to name an organiser role with `/settings set`.

    This is for organisers: people with Manage Server or the role <@&30>. Ask one of them to press it.

    This works in a server only. Use it there, in the channel it is about.
    "#);
}

#[test]
fn which_schedule_and_pauses() {
    let bank = bank();
    let names = bank.vocabulary();
    let said = [
        organising::which(English, &[schedule(), choosy()], names),
        organising::nothing_scheduled(English),
        organising::nothing_due(English),
        organising::paused(English, None),
        organising::paused(English, Some(next())),
        organising::not_in_future(English, date(19), date(20)),
        organising::no_date(English, "to*morrow"),
        organising::resumed(English, Some(next())),
        organising::resumed(English, None),
        organising::not_paused(English, Some(next())),
        organising::not_paused(English, None),
        organising::stopped(English, &schedule()),
    ];
    let labels = [schedule(), choosy()].map(|one| status::label(English, &one, names));
    assert_eq!(
        labels,
        [
            "weekdays 09:00 Europe/Paris",
            "mon,wed,fri 09:00 Europe/Paris, Kubernetes, aws, hard"
        ]
    );
    insta::assert_snapshot!(all(said), @r#"
    Which one? Pick it in the option `schedule`:
    - <#2>, on weekdays at 09:00 (Europe/Paris); reference after 22 h
    - <#2>, on Mon, Wed and Fri at 09:00 (Europe/Paris); Kubernetes, aws, hard; for <@&30>; reference after 4 h, answers hidden until then

    Nothing is scheduled here. `/daily setup` starts it.

    It is paused, so nothing is due. `/daily resume` goes on.

    Paused until you use `/daily resume`. Threads stay open.

    Paused. The next question comes <t:1795161600:F> (<t:1795161600:R>); `/daily resume` ends the pause before. Threads stay open.

    `until` is the day to start again, so 2026-11-19 is too soon: today is 2026-11-20 there. Choose a later day. Nothing was changed.

    “to\*morrow” is no date: write year, month and day, such as 2026-12-27. Nothing was changed.

    On again. Next: <t:1795161600:F> (<t:1795161600:R>).

    On again.

    It was not paused. Next: <t:1795161600:F> (<t:1795161600:R>).

    It was not paused.

    Stopped: this schedule posts no more in <#2>. Threads stay, and get their reference on time. `/daily setup` starts again.
    "#);
}

#[test]
fn what_help_says_of_it() {
    let said = |schedules: &[Schedule]| {
        let view = help::help(English, 150, true, Some(schedules));
        let text = &view.embeds[0].description;
        let mut lines = text.lines();
        let line = lines.find(|line| line.starts_with("**Question of the day**"));
        line.expect("a line about it").to_owned()
    };
    let many = vec![schedule(); 5];
    let lines = [
        said(&[]),
        said(&[schedule()]),
        said(&[schedule(), choosy()]),
        said(&many),
    ];
    insta::assert_snapshot!(lines.join("\n"), @r#"
    **Question of the day**: none here yet; organisers start it with `/daily setup`.
    **Question of the day**: <#2> on weekdays at 09:00 (Europe/Paris). Answer in its thread, in public or privately; `My feedback` there is for you alone.
    **Question of the day**: <#2> on weekdays at 09:00 (Europe/Paris) and <#2> on Mon, Wed and Fri at 09:00 (Europe/Paris). Answer in its thread, in public or privately; `My feedback` there is for you alone.
    **Question of the day**: <#2> on weekdays at 09:00 (Europe/Paris), <#2> on weekdays at 09:00 (Europe/Paris), <#2> on weekdays at 09:00 (Europe/Paris) and 2 more. Answer in its thread, in public or privately; `My feedback` there is for you alone.
    "#);
}

#[test]
fn the_settings() {
    let set = Settings {
        organiser_role: RoleId::new(30),
        notices_channel: ChannelId::new(5),
        drill_channel: ChannelId::new(6),
        ..Settings::default()
    };
    let said = [
        organising::settings(English, &Settings::default(), false),
        organising::settings(English, &set, true),
        organising::nothing_to_set(English),
        organising::unknown_language(English, "`fr`"),
    ];
    insta::assert_snapshot!(all(said), @r#"
    | # Settings
    | **Organisers' buttons:** for people with Manage Server
    | **I tell you about trouble:** to the server's owner, by direct message
    | **Drills open threads:** in any channel
    | **Language:** English
    | -- Change them with /settings set. Who may use commands: Server Settings, Integrations.

    | # Settings changed
    | **Organisers' buttons:** for people with <@&30> or Manage Server
    | **I tell you about trouble:** in <#5>
    | **Drills open threads:** in <#6>
    | **Language:** English
    | -- Change them with /settings set. Who may use commands: Server Settings, Integrations.

    Choose at least one option to change; `/settings show` shows what is set.

    I don't speak “\`fr\`” yet, only English (`en`). Nothing was changed.
    "#);
}

#[test]
fn the_status() {
    let bank = bank();
    let names = bank.vocabulary();
    insta::assert_snapshot!(shown(&status::status(English, &[], names)), @r#"Nothing is scheduled here. `/daily setup` starts it."#);
    let message = MessageId::new(9);
    let missed = Post {
        card: None,
        error: "I was away".to_owned(),
        ..post(18)
    };
    let waits = Post {
        error: "Discord refused it: Missing Access (HTTP 403, code 50001)".to_owned(),
        ..post(20)
    };
    let late = Post {
        late: true,
        ..post(19)
    };
    let (well, held) = (choosy(), in_trouble(Cause::MayNot));
    let standings = [
        Standing {
            schedule: &well,
            posts: vec![(post(20), message), (late, message), (missed, None)],
            checks: vec![trouble::checked(English, &[], true)],
        },
        Standing {
            schedule: &held,
            posts: vec![(waits, None)],
            checks: vec![trouble::checked(English, &[Permission::SendMessages], true)],
        },
    ];
    insta::assert_snapshot!(shown(&status::status(English, &standings, names)), @r#"
    | # 
    | <#2>, on Mon, Wed and Fri at 09:00 (Europe/Paris); Kubernetes, aws, hard; for <@&30>; reference after 4 h, answers hidden until then
    | Next: <t:1795161600:F> (<t:1795161600:R>)
    | ✅ I have every permission that I need there.
    | -# 2026-11-20: [posted](https://discord.com/channels/1/2/9)
    | -# 2026-11-19: [posted, late](https://discord.com/channels/1/2/9)
    | -# 2026-11-18: missed: I was away
    | # 
    | <#2>, on weekdays at 09:00 (Europe/Paris); reference after 22 h
    | Next: <t:1795161600:F> (<t:1795161600:R>)
    | ⚠️ On hold since <t:1795161600:f>: I may not post there.
    | ⚠️ I still need **Send Messages** there: open the channel's settings, Permissions, add me and switch them on.
    | -# 2026-11-20: not out yet: Discord refused it\: Missing Access \(HTTP 403, code 50001\)
    "#);
    let rests = [Pause::UntilResumed, Pause::Until(date(27))].map(|pause| Schedule {
        paused: Some(pause),
        next: matches!(pause, Pause::Until(_)).then(next),
        ..schedule()
    });
    let standings = rests.each_ref().map(|schedule| Standing {
        schedule,
        posts: Vec::new(),
        checks: Vec::new(),
    });
    insta::assert_snapshot!(shown(&status::status(English, &standings, names)), @r#"
    | # 
    | <#2>, on weekdays at 09:00 (Europe/Paris); reference after 22 h
    | Paused until you use `/daily resume`.
    | # 
    | <#2>, on weekdays at 09:00 (Europe/Paris); reference after 22 h
    | Paused until 2026-11-27. Next: <t:1795161600:F>
    "#);
}

#[test]
fn a_preview_and_todays_post() {
    let bank = bank();
    let preview = |note: Option<&str>| {
        let names = bank.vocabulary();
        status::preview(English, &schedule(), next(), &question(), names, note)
    };
    insta::assert_snapshot!(shown(&preview(None)), @r#"
    Next in <#2>: <t:1795161600:F> (<t:1795161600:R>).
    | # errors at every rollout
    | Customers get errors whenever we release a new version on Kubernetes. How do you get to a rolling update without errors?
    | 
    | -# Kubernetes · Technical · Medium
    [Another question] [Post now]
    "#);
    let notes = [
        status::skipped(English).to_owned(),
        status::only_one(English).to_owned(),
        status::chosen(English, date(20)),
    ];
    let noted = notes.map(|note| {
        preview(Some(&note))
            .text
            .lines()
            .next()
            .expect("a line")
            .to_owned()
    });
    insta::assert_snapshot!(noted.join("\n"), @r#"
    Skipped.
    It is the only one on these topics with this difficulty, so it stays.
    Chosen for 2026-11-20.
    "#);
    let waits = Card {
        message: None,
        ..daily_card()
    };
    let said = [
        status::posted_now(English, &daily_card()),
        status::posted_already(English, &daily_card()),
        status::posted_already(English, &waits),
        status::still_held(English, &schedule(), Cause::ChannelGone),
    ];
    insta::assert_snapshot!(all(said), @r#"
    Posted: https://discord.com/channels/1/2/9

    Today's question is out already: https://discord.com/channels/1/2/9
    Want one more? `/drill` opens a thread of its own.

    Today's question is on its way, no need to ask again. `/daily status` shows what holds it up.

    I tried again just now, in vain. Its channel is gone. Stop it with `/daily off`, and start one in another channel with `/daily setup`. I go on trying by myself.
    "#);
}

#[test]
fn the_card_and_its_thread() {
    let bank = bank();
    let names = bank.vocabulary();
    let card = daily_card();
    insta::assert_snapshot!(shown(&thread::card(English, &card, names, None, None)), @r#"
    | # errors at every rollout
    | Customers get errors whenever we release a new version on Kubernetes. How do you get to a rolling update without errors?
    | Topic: Kubernetes
    | Kind: Technical
    | Difficulty: Medium
    | Time: 1-3 min
    | Round: Technical screen
    [**Answer**] [Answer privately] [Hint] [My feedback]
    [Framework] [STAR example] [Mistakes]
    <More...: Key points, How to answer, What interviewers look for, Terms, Follow-ups>
    "#);
    let role = RoleId::new(30);
    let held = Some((thread::Late::Held, due()));
    let held = thread::card(English, &card, names, None, held);
    insta::assert_snapshot!(held.text, @r#"-# This was due <t:1795161600:F>; it could not be posted then. Sorry for the delay."#);
    let away = Some((thread::Late::Away, due()));
    let view = thread::card(English, &card, names, role, away);
    insta::assert_snapshot!(view.text, @r#"
    <@&30>
    -# This was due <t:1795161600:F>; I was away then. Sorry for the delay.
    "#);
    assert_eq!(view.notifies, role);
    insta::assert_snapshot!(thread::thread_name(English, &card.question), @r#"Daily · errors at every rollout"#);
    let openings = [(true, Answers::Open), (false, Answers::AfterOwn)]
        .map(|(reads, answers)| thread::opening(English, &card, reads, answers, due()));
    insta::assert_snapshot!(all(openings), @r#"
    **How to answer here:** press `Answer`, or type in this thread: I mark what you typed with ✅ when you pause. Aim for about 1-3 min as if you spoke it.
    `My feedback` is for you alone. The reference opens once you have answered, for everybody <t:1795161600:R>.
    [**Answer**] [Answer privately] [Hint] [My feedback]
    [Framework] [STAR example] [Mistakes]
    <More...: Key points, How to answer, What interviewers look for, Terms, Follow-ups>

    **How to answer here:** press `Answer`. Or type here, then hold your message and choose Apps, `Submit as answer`; or mention me in it. Aim for about 1-3 min as if you spoke it.
    `My feedback` is for you alone. The reference opens once you have answered, for everybody <t:1795161600:R>.
    The others see what you send with `Answer` only then, what you type at once. `Read answers` opens once you have answered.
    [**Answer**] [Answer privately] [Hint] [My feedback] [Read answers]
    [Framework] [STAR example] [Mistakes]
    <More...: Key points, How to answer, What interviewers look for, Terms, Follow-ups>
    "#);
}

#[test]
fn feedback_for_its_author_alone() {
    let card = daily_card();
    let (first, second) = (attempt(1, false, ANSWER), attempt(2, false, ANSWER));
    let report = observe(&card.question, ANSWER, &[]);
    let before = observe(&card.question, "I would roll back by hand.", &[]);
    let held = thread::answer_went(English, ChannelId::new(3), true, Some(due()));
    let about = Coached {
        card: &card,
        attempt: &first,
        report: &report,
        before: None,
    };
    let view = thread::feedback(
        English,
        about,
        held.as_deref(),
        Below {
            changing: true,
            others: true,
        },
    );
    insta::assert_snapshot!(shown(&view), @r#"
    Kept. The others see it <t:1795161600:R>. You can read theirs now: `Read answers`.
    | # What I saw
    | - **“I would add a readiness probe so that no traffic comes too”** covers this: a readiness probe keeps traffic away until the new pod can serve.
    | - **“and I would let the old pod drain before it exits”** covers this: the old pod finishes open requests before it exits.
    | - I found no words about this: Kubernetes goes on removing pods only as surge and unavailable counts allow.
    | - I found no words about this: go back automatically when the error rate rises.
    | -# 28 words, under a minute aloud; there is room for more, 1 to 3 minutes is usual here.
    | # Next step
    | Work in one more point: *How many may be gone at once?*
    [Try again] [I did cover this] [Read answers]
    [Edit] [Delete]
    [Framework] [STAR example] [Mistakes]
    "#);
    let about = Coached {
        attempt: &second,
        before: Some(&before),
        ..about
    };
    let headings: Vec<_> = thread::feedback(English, about, None, Below::default()).embeds;
    let headings: Vec<_> = headings.into_iter().map(|embed| embed.title).collect();
    assert_eq!(headings, ["What I saw", "What changed", "Next step"]);
    let elsewhere = thread::answer_went(English, ChannelId::new(3), false, None);
    insta::assert_snapshot!(elsewhere.expect("a line"), @r#"Your answer is in <#3>."#);
    assert_eq!(
        thread::answer_went(English, ChannelId::new(3), true, None),
        None,
        "it stands right there"
    );
    insta::assert_snapshot!(thread::answer_changed(English, Some(due())), @"Changed. The others see it <t:1795161600:R>.");
    assert_eq!(thread::answer_changed(English, None), "Changed.");
}

#[test]
fn what_opens_later() {
    let card = CardId::new(7).expect("positive");
    let said = [
        thread::no_answer_yet(English, card),
        thread::opens_later(English, card, Some(Section::StarExample), due()),
        thread::opens_later(English, card, None, due()),
        thread::read_after_own(English, card),
        thread::no_answers_yet(English),
    ];
    insta::assert_snapshot!(all(said), @r#"
    I have no answer of yours to this question yet. Give one, in public or privately, and I tell you alone what I see. (Just typed one? I take it when you pause.)
    [**Answer**] [Answer privately]

    *STAR example* opens for you as soon as you have answered, for everybody <t:1795161600:R>. Two sentences will do, and nobody sees what you send with `Answer privately`.
    [**Answer privately**] [Answer]

    The reference material opens for you as soon as you have answered, for everybody <t:1795161600:R>. Two sentences will do, and nobody sees what you send with `Answer privately`.
    [**Answer privately**] [Answer]

    Answer first, then you can read the others'. Two sentences will do.
    [**Answer**] [Answer privately]

    Nobody has answered in public yet. Look in again later.
    "#);
}

#[test]
fn the_reveal_says_who_took_part_but_not_who_did_so_in_private() {
    let card = CardId::new(7).expect("positive");
    insta::assert_snapshot!(shown(&thread::reveal(English, card, &[person(4), person(5)], 3)), @r#"
    **The reference material is open to everybody now.** Took part: <@4>, <@5> and 3 in private.
    Late answers are welcome, and so are second ones.
    [**Show reference**] [Answer] [Answer privately] [My feedback]
    "#);
    let many: Vec<_> = (1..=25).map(person).collect();
    let first = |public: &[UserId], private| {
        let view = thread::reveal(English, card, public, private);
        view.text.lines().next().expect("a line").to_owned()
    };
    let lines = [
        first(&[], 0),
        first(&[], 1),
        first(&[], 2),
        first(&[person(4)], 0),
        first(&many, 0),
    ];
    insta::assert_snapshot!(lines.join("\n"), @r#"
    **The reference material is open to everybody now.** Nobody has answered yet: be the first.
    **The reference material is open to everybody now.** One person answered, in private.
    **The reference material is open to everybody now.** 2 people answered, all in private.
    **The reference material is open to everybody now.** Took part: <@4>.
    **The reference material is open to everybody now.** Took part: <@1>, <@2>, <@3>, <@4>, <@5>, <@6>, <@7>, <@8>, <@9>, <@10>, <@11>, <@12>, <@13>, <@14>, <@15>, <@16>, <@17>, <@18>, <@19>, <@20> and 5 more.
    "#);
}

#[test]
fn the_reference_in_one_reply() {
    let view = thread::reference(English, &daily_card(), &bank());
    insta::assert_snapshot!(shown(&view), @r#"
    **errors at every rollout**
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
    <More...: Key points, How to answer, What interviewers look for, Terms, Follow-ups>
    "#);
}

#[test]
fn others_answers() {
    let question = question();
    let attempts: Vec<Attempt> = (1..=12)
        .map(|number| Attempt {
            person: person(number),
            ..attempt(1, false, ANSWER)
        })
        .collect();
    let pages = thread::answers(English, &question, &attempts);
    let counts: Vec<_> = pages.iter().map(|page| page.embeds.len()).collect();
    assert_eq!(counts, [10, 2]);
    let first = thread::answers(English, &question, &attempts[..1]);
    insta::assert_snapshot!(all(first), @r#"
    **errors at every rollout**: 1 answer so far.
    | # 
    | <@1>
    | I would add a readiness probe so that no traffic comes too early, and I would let the old pod drain before it exits. Then we watch it.
    "#);
    assert_eq!(thread::answers(English, &question, &[]), []);
}

#[test]
fn notices_of_trouble() {
    let causes = Cause::ALL.map(|cause| trouble::explained(English, &schedule(), cause, &[]));
    insta::assert_snapshot!(causes.join("\n"), @r#"
    Its channel is gone. Stop it with `/daily off`, and start one in another channel with `/daily setup`.
    I may not post in <#2>. Open its settings, Permissions, add me and switch on **View Channel**, **Send Messages**, **Embed Links**, **Create Public Threads**, **Send Messages in Threads**, **Read Message History**, **Add Reactions** and **Attach Files**.
    I can't write in its thread in <#2>: it was locked. Unlock it, or leave it: the next question gets a thread of its own.
    This server has as many open threads as Discord allows, so the question stands without one and takes private answers only. Close old threads.
    The role to notify is gone, so I post without it. Choose another with `/daily setup`, on the same channel and days.
    No question is left on its topics with its difficulty. Choose more with `/daily setup`, on the same channel and days.
    Discord refuses the post in <#2>. Look at my permissions there; `/daily status` shows what Discord says.
    "#);
    let notice = |cause, missing: &[Permission], in_server| {
        let schedule = in_trouble(cause);
        let trouble = schedule.trouble.clone().expect("trouble");
        trouble::notice(English, &schedule, &trouble, missing, in_server)
    };
    let missing = [Permission::SendMessages, Permission::EmbedLinks];
    insta::assert_snapshot!(shown(&notice(Cause::MayNot, &missing, true)), @r#"
    | # The question of the day is on hold
    | In <#2>, on weekdays at 09:00 (Europe/Paris), since <t:1795161600:f>.
    | I may not post in <#2>. Open its settings, Permissions, add me and switch on **Send Messages** and **Embed Links**.
    | It goes on by itself once that is mended. I say this once; `/daily status` shows how it stands.
    [Post now]
    "#);
    insta::assert_snapshot!(shown(&notice(Cause::RoleGone, &[], false)), @r#"
    | # The question of the day needs a look
    | In <#2>, on weekdays at 09:00 (Europe/Paris), since <t:1795161600:f>.
    | The role to notify is gone, so I post without it. Choose another with `/daily setup`, on the same channel and days.
    | It goes on meanwhile. I say this once; `/daily status` shows how it stands.
    "#);
}
