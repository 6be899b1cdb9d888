//! Suggestions while an option is typed: one line each, plain text, without mentions.

use jiff::civil::Time;
use jiff::tz::Offset;

use super::daily::status::about;
use crate::domain::bank::Vocabulary;
use crate::domain::language::Language;
use crate::domain::schedule::Schedule;

/// As much as a suggestion shows.
const LINE: usize = 100;

/// A zone, with its clock: `Europe/Paris (UTC+01:00, 14:05 now)`.
pub fn zone(_language: Language, name: &str, offset: Offset, now: Time) -> String {
    format!(
        "{name} (UTC{}, {:02}:{:02} now)",
        from_utc(offset),
        now.hour(),
        now.minute()
    )
}

/// `+05:30`; of the few offsets with seconds these are left out.
pub fn from_utc(offset: Offset) -> String {
    let minutes = offset.seconds() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}

/// Several topics in one line, by their names, or by the shorter ids where these are too long.
pub fn topics(_language: Language, names: &[&str], ids: &[&str]) -> String {
    let line = names.join(", ");
    if line.chars().count() > LINE {
        return ids.join(", ");
    }
    line
}

/// A schedule: when it posts, what it asks, and whether it is here. Mentions of channels are not
/// shown in suggestions.
pub fn schedule(
    _language: Language,
    schedule: &Schedule,
    here: bool,
    names: &Vocabulary,
) -> String {
    let days = schedule.days.name().replace('-', " ");
    let about = about(&schedule.filter, names).map_or(String::new(), |about| format!(", {about}"));
    let here = if here { " · in this channel" } else { "" };
    let paused = schedule.paused.map_or("", |_| " · paused");
    format!(
        "{days} {} {}{about}{here}{paused}",
        schedule.time, schedule.zone
    )
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::domain::bank::Named;
    use crate::domain::id::{ChannelId, GuildId, ScheduleId};
    use crate::domain::question::Difficulty;
    use crate::domain::schedule::{Answers, Days, LocalTime, Pause, RevealAfter};
    use crate::domain::select::Filter;

    #[test]
    fn a_schedule_says_when_and_what() {
        let names = Vocabulary {
            topics: vec![Named {
                id: "aws".to_owned(),
                name: "AWS".to_owned(),
            }],
            ..Vocabulary::default()
        };
        let plain = Schedule {
            id: ScheduleId::new(1).expect("positive"),
            guild: GuildId::new(1).expect("not zero"),
            channel: ChannelId::new(5).expect("not zero"),
            days: Days::WEEKDAYS,
            time: LocalTime::parse("9:00").expect("a time"),
            zone: "Europe/Paris".to_owned(),
            filter: Filter::default(),
            role: None,
            reveal_after: RevealAfter::USUAL,
            answers: Answers::Open,
            effective: Timestamp::UNIX_EPOCH,
            ended: false,
            paused: None,
            next: None,
            trouble: None,
        };
        let english = Language::English;
        insta::assert_snapshot!(
            schedule(english, &plain, false, &names),
            @"weekdays 09:00 Europe/Paris"
        );
        let particular = Schedule {
            days: Days::parse("mon,wed").expect("days"),
            filter: Filter {
                topics: vec!["aws".to_owned(), "gone".to_owned()],
                difficulty: Some(Difficulty::Hard),
                ..Filter::default()
            },
            paused: Some(Pause::UntilResumed),
            ..plain
        };
        insta::assert_snapshot!(
            schedule(english, &particular, true, &names),
            @"mon,wed 09:00 Europe/Paris, AWS, gone, hard · in this channel · paused"
        );
    }

    #[test]
    fn many_topics_go_by_their_ids() {
        let names = ["Containers and Linux"; 6];
        let ids = ["containers"; 6];
        assert_eq!(
            topics(Language::English, &names[..2], &ids[..2]),
            "Containers and Linux, Containers and Linux"
        );
        assert_eq!(topics(Language::English, &names, &ids), ids.join(", "));
    }
}
