//! What keeps a question of the day from being posted, with the fix.

use super::minute;
use super::status::days;
use crate::domain::action::Action;
use crate::domain::language::Language;
use crate::domain::permission::Permission;
use crate::domain::reply::and;
use crate::domain::schedule::{Cause, Schedule, Trouble};
use crate::domain::view::{Button, Embed, Row, Tone, View};

/// What is wrong, and what to do about it, in two sentences. `missing`: the permissions that the
/// bot lacks, where that is known.
pub fn explained(
    _language: Language,
    schedule: &Schedule,
    cause: Cause,
    missing: &[Permission],
) -> String {
    let channel = schedule.channel;
    match cause {
        Cause::ChannelGone => "Its channel is gone. Stop it with `/daily off`, and start one in \
                               another channel with `/daily setup`."
            .to_owned(),
        Cause::MayNot => format!(
            "I may not post in <#{channel}>. Open its settings, Permissions, add me and switch on \
             {}.",
            permissions(if missing.is_empty() {
                &Permission::FOR_DAILY
            } else {
                missing
            })
        ),
        Cause::ThreadClosed => format!(
            "I can't write in its thread in <#{channel}>: it was locked. Unlock it, or \
             leave it: the next question gets a thread of its own."
        ),
        Cause::TooManyThreads => "This server has as many open threads as Discord allows, so the \
                                  question stands without one and takes private answers only. \
                                  Close old threads."
            .to_owned(),
        Cause::RoleGone => "The role to notify is gone, so I post without it. Choose another \
                            with `/daily setup`, on the same channel and days."
            .to_owned(),
        Cause::NoQuestion => "No question is left on its topics with its difficulty. Choose more \
                              with `/daily setup`, on the same channel and days."
            .to_owned(),
        Cause::Refused => format!(
            "Discord refuses the post in <#{channel}>. Look at my permissions there; `/daily \
             status` shows what Discord says."
        ),
    }
}

/// Tells the organisers, once. With a button where it stands in the server. `missing` as in
/// [`explained`].
pub fn notice(
    language: Language,
    schedule: &Schedule,
    trouble: &Trouble,
    missing: &[Permission],
    in_server: bool,
) -> View {
    let holds = trouble.cause.holds();
    let title = if holds {
        "The question of the day is on hold"
    } else {
        "The question of the day needs a look"
    };
    let after = if holds {
        "\nIt goes on by itself once that is mended. I say this once; `/daily status` shows how it \
         stands."
    } else {
        "\nIt goes on meanwhile. I say this once; `/daily status` shows how it stands."
    };
    let view = View::embed(Embed {
        title: title.to_owned(),
        description: format!(
            "In <#{}>, {} at {} ({}), since {}.\n{}{after}",
            schedule.channel,
            days(schedule.days),
            schedule.time,
            schedule.zone,
            minute(trouble.since),
            explained(language, schedule, trouble.cause, missing),
        ),
        tone: Tone::Trouble,
        ..Embed::default()
    });
    if in_server && holds {
        view.row(Row::Buttons(vec![Button::plain(
            "Post now",
            Action::PostNow(schedule.id),
        )]))
    } else {
        view
    }
}

/// The lines of a permission check.
pub fn checked(_language: Language, missing: &[Permission], threads: bool) -> String {
    if !threads {
        return "⚠️ Threads don't work in this kind of channel: choose a text channel.".to_owned();
    }
    if missing.is_empty() {
        return "✅ I have every permission that I need there.".to_owned();
    }
    format!(
        "⚠️ I still need {} there: open the channel's settings, Permissions, add me and switch \
         them on.",
        permissions(missing)
    )
}

/// A role that can't be notified.
pub fn role_not_notified(_language: Language, role: crate::domain::id::RoleId) -> String {
    format!(
        "⚠️ <@&{role}> would be named but not notified: in Server Settings, Roles, switch on “Allow \
         anyone to @mention this role”, or give me {}.",
        permissions(&[Permission::MentionEveryone])
    )
}

/// The channel could not be looked at.
pub fn not_examined(_language: Language, why: &str) -> String {
    format!("⚠️ I could not look at my permissions there (“{why}”). `/daily status` looks again.")
}

fn permissions(permissions: &[Permission]) -> String {
    let names: Vec<String> = permissions
        .iter()
        .map(|permission| format!("**{}**", permission.name()))
        .collect();
    and(&names)
}
