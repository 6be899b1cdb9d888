//! What organisers read when they set up, change and stop the question of the day.

use jiff::civil::Date;

use super::status::sentence;
use super::{from_now, moment};
use crate::domain::bank::Vocabulary;
use crate::domain::language::Language;
use crate::domain::reply::{bullets, capitalised};
use crate::domain::schedule::{Occurrence, RevealAfter, Schedule};
use crate::domain::settings::Settings;
use crate::domain::view::{Embed, Tone, View};

/// The reply to `/daily setup`: the next posts, and the check of the channel.
pub fn scheduled(
    language: Language,
    schedule: &Schedule,
    names: &Vocabulary,
    changed: bool,
    upcoming: &[Occurrence],
    checks: &[String],
) -> View {
    let title = if changed { "Changed" } else { "Scheduled" };
    let posts = bullets(upcoming.iter().map(|next| moment(next.at)));
    View::embed(Embed {
        title: title.to_owned(),
        description: format!(
            "{}.\n\n**Next posts**\n{posts}\n\n{}\n-# `/daily preview` shows you the next \
             question, `/daily post-now` posts it at once.",
            sentence(language, schedule, names),
            checks.join("\n")
        ),
        tone: if checks.iter().any(|line| line.starts_with('⚠')) {
            Tone::Trouble
        } else {
            Tone::Reference
        },
        ..Embed::default()
    })
}

/// A value that can't be used, with what is allowed.
pub fn invalid(_language: Language, why: &str) -> View {
    View::text(format!("{}. Nothing was changed.", capitalised(why)))
}

/// Hours before the reveal that are too few or too many.
pub fn out_of_range(_language: Language, hours: i64) -> String {
    format!(
        "`reveal-after` is {hours}, but must be 1 to {} hours",
        RevealAfter::MOST
    )
}

/// A zone that nobody knows.
pub fn unknown_zone(_language: Language, typed: &str) -> View {
    let typed = crate::domain::markdown::quote_safe(typed);
    View::text(format!(
        "I know no time zone called “{typed}”. Type a city and pick from the suggestions, such as \
         `Europe/Paris` or `America/New_York`. Nothing was changed."
    ))
}

/// Another schedule of the channel has some of the days.
pub fn overlaps(language: Language, other: &Schedule, names: &Vocabulary) -> View {
    View::text(format!(
        "There is one on some of these days already: {}.\nChoose other days; or type exactly its days to change \
         it; or stop it with `/daily off` first. Nothing was changed.",
        sentence(language, other, names)
    ))
}

/// As many schedules as a server may have.
pub fn too_many(_language: Language) -> View {
    View::text(
        "This server has as many schedules as I keep. Stop one with `/daily off` first. Nothing \
         was changed.",
    )
}

/// Everybody can't be notified.
pub fn not_everyone(_language: Language) -> View {
    View::text(
        "I don't notify @everyone. Choose a role that people take if they want to be notified. \
         Nothing was changed.",
    )
}

/// Several schedules, and none named.
pub fn which(language: Language, schedules: &[Schedule], names: &Vocabulary) -> View {
    let list = bullets(schedules.iter().map(|one| sentence(language, one, names)));
    View::text(format!(
        "Which one? Pick it in the option `schedule`:\n{list}"
    ))
}

/// No schedule at all.
pub fn nothing_scheduled(_language: Language) -> View {
    View::text("Nothing is scheduled here. `/daily setup` starts it.")
}

/// Nothing is due that could be previewed, skipped or chosen.
pub fn nothing_due(_language: Language) -> View {
    View::text("It is paused, so nothing is due. `/daily resume` goes on.")
}

/// Paused.
pub fn paused(_language: Language, next: Option<Occurrence>) -> View {
    View::text(match next {
        Some(next) => format!(
            "Paused. The next question comes {} ({}); `/daily resume` ends the pause before. \
             Threads stay open.",
            moment(next.at),
            from_now(next.at)
        ),
        None => "Paused until you use `/daily resume`. Threads stay open.".to_owned(),
    })
}

/// A date that is not in the future.
pub fn not_in_future(_language: Language, date: Date, today: Date) -> View {
    View::text(format!(
        "`until` is the day to start again, so {date} is too soon: today is {today} there. Choose \
         a later day. Nothing was changed."
    ))
}

/// A text that is no date.
pub fn no_date(_language: Language, typed: &str) -> View {
    let typed = crate::domain::markdown::quote_safe(typed);
    View::text(format!(
        "“{typed}” is no date: write year, month and day, such as 2026-12-27. Nothing was changed."
    ))
}

/// Resumed.
pub fn resumed(_language: Language, next: Option<Occurrence>) -> View {
    View::text(next.map_or_else(
        || "On again.".to_owned(),
        |next| {
            format!(
                "On again. Next: {} ({}).",
                moment(next.at),
                from_now(next.at)
            )
        },
    ))
}

/// Was not paused.
pub fn not_paused(_language: Language, next: Option<Occurrence>) -> View {
    View::text(next.map_or_else(
        || "It was not paused.".to_owned(),
        |next| {
            format!(
                "It was not paused. Next: {} ({}).",
                moment(next.at),
                from_now(next.at)
            )
        },
    ))
}

/// Stopped.
pub fn stopped(_language: Language, schedule: &Schedule) -> View {
    View::text(format!(
        "Stopped: this schedule posts no more in <#{}>. Threads stay, and get their reference on \
         time. `/daily setup` starts again.",
        schedule.channel
    ))
}

/// No question passes the filter.
pub fn no_question(_language: Language) -> View {
    View::text(
        "I have no question on these topics with this difficulty. Choose more topics, or any \
         difficulty; `/bank stats` shows what there is. Nothing was changed.",
    )
}

/// `/settings show`, and the reply to `/settings set`.
pub fn settings(_language: Language, settings: &Settings, changed: bool) -> View {
    let role = settings.organiser_role.map_or_else(
        || "for people with Manage Server".to_owned(),
        |role| format!("for people with <@&{role}> or Manage Server"),
    );
    let notices = settings.notices_channel.map_or_else(
        || "to the server's owner, by direct message".to_owned(),
        |channel| format!("in <#{channel}>"),
    );
    let drills = settings.drill_channel.map_or_else(
        || "in any channel".to_owned(),
        |channel| format!("in <#{channel}>"),
    );
    let Language::English = settings.language;
    let lines = [
        ("Organisers' buttons", role),
        ("I tell you about trouble", notices),
        ("Drills open threads", drills),
        ("Language", "English".to_owned()),
    ];
    View::embed(Embed {
        title: if changed {
            "Settings changed"
        } else {
            "Settings"
        }
        .to_owned(),
        description: lines
            .iter()
            .map(|(name, value)| format!("**{name}:** {value}"))
            .collect::<Vec<_>>()
            .join("\n"),
        footer:
            "Change them with /settings set. Who may use commands: Server Settings, Integrations."
                .to_owned(),
        tone: Tone::Reference,
        ..Embed::default()
    })
}

/// `/settings set` without an option.
pub fn nothing_to_set(_language: Language) -> View {
    View::text("Choose at least one option to change; `/settings show` shows what is set.")
}

/// A language that there is not.
pub fn unknown_language(_language: Language, typed: &str) -> View {
    let typed = crate::domain::markdown::quote_safe(typed);
    View::text(format!(
        "I don't speak “{typed}” yet, only English (`en`). Nothing was changed."
    ))
}
