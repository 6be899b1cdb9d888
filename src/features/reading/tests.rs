//! Sessions, gaps, and the bounds of what is remembered.

use jiff::SignedDuration;

use super::*;
use crate::clock::ManualClock;
use crate::domain::id::UserId;
use crate::domain::session::Message;
use crate::features::request::TypedMessage;

const SHARD: Shard = Shard { id: 0, total: 1 };

fn reading() -> (Reading, ManualClock) {
    let (clock, hand) = Clock::manual("2026-11-02T10:00:00Z".parse().expect("an instant"));
    (Reading::new(clock), hand)
}

fn channel(id: u64) -> ChannelId {
    ChannelId::new(id).expect("not zero")
}

fn message(id: u64) -> MessageId {
    MessageId::new(id).expect("not zero")
}

fn written(id: u64) -> MessageEvent {
    MessageEvent::Written(TypedMessage {
        at: Message {
            channel: channel(5),
            id: message(id),
        },
        author: UserId::new(7).expect("not zero"),
        by_bot: false,
        guild: None,
        text: String::new(),
        mentions_us: false,
        replies_to: None,
        has_other_content: false,
    })
}

#[test]
fn shards_share_servers_and_the_first_has_direct_messages() {
    let guild = GuildId::new(3 << 22);
    let of_four = |id| Shard { id, total: 4 };
    assert!(of_four(3).tells_of(guild) && !of_four(0).tells_of(guild));
    assert!(of_four(0).tells_of(None) && !of_four(3).tells_of(None));
}

#[test]
fn a_new_session_leaves_its_own_shards_channels_behind() {
    let (reading, _) = reading();
    let shard = |id| Shard { id, total: 2 };
    let first = reading.session_began(shard(0));
    let second = reading.session_began(shard(1));
    assert!(reading.has_no_gap(channel(1), first));
    assert!(reading.has_no_gap(channel(2), second));
    let again = reading.session_began(shard(0));
    assert!(!reading.is_caught_up(channel(1)));
    assert!(reading.is_caught_up(channel(2)));
    assert!(!reading.has_no_gap(channel(1), first), "read too early");
    assert!(reading.has_no_gap(channel(1), again));
}

#[test]
fn nothing_is_caught_up_while_a_gap_waits_or_is_being_read() {
    let (reading, _) = reading();
    let ticket = reading.session_began(SHARD);
    assert!(reading.has_no_gap(channel(5), ticket));
    reading.missed(&written(11));
    assert!(!reading.is_caught_up(channel(5)));
    assert!(!reading.has_no_gap(channel(5), ticket));
    let (taken, gap) = reading.due_gap().expect("a gap");
    assert_eq!((taken, gap.hear_after), (channel(5), Some(message(10))));
    assert!(!reading.has_no_gap(channel(5), ticket));
    reading.missed(&written(9));
    reading.finished(channel(5), Some(ticket));
    assert!(!reading.is_caught_up(channel(5)), "a second gap was left");
    let (_, gap) = reading.due_gap().expect("the second gap");
    assert_eq!(gap.hear_after, Some(message(8)));
    reading.finished(channel(5), Some(ticket));
    assert!(reading.is_caught_up(channel(5)));
    assert_eq!(reading.due_gap(), None);
}

#[test]
fn who_waits_for_a_channel_that_is_being_read_has_it_read_once() {
    let (reading, _) = reading();
    let ticket = reading.session_began(SHARD);
    reading.want(channel(4), false);
    reading.want(channel(5), true);
    let (taken, _) = reading.due_gap().expect("a gap");
    assert_eq!(taken, channel(5), "somebody waits for it");
    reading.want(channel(5), true);
    reading.finished(channel(5), Some(ticket));
    assert!(reading.is_caught_up(channel(5)));
}

#[test]
fn what_fails_is_tried_again_later_each_time() {
    let (reading, hand) = reading();
    let ticket = reading.session_began(SHARD);
    reading.missed(&written(11));
    for wait in [2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600, 600] {
        let (_, gap) = reading.due_gap().expect("due");
        assert_eq!(gap.hear_after, Some(message(10)));
        reading.failed(channel(5), &gap);
        // Another want does not hurry what fails.
        reading.want(channel(5), true);
        hand.advance(SignedDuration::from_secs(wait - 1));
        assert_eq!(reading.due_gap(), None, "{wait}");
        hand.advance(SignedDuration::from_secs(1));
    }
    assert!(!reading.has_no_gap(channel(5), ticket));
}

#[test]
fn lost_changes_are_compared_from_the_oldest_on() {
    let (reading, _) = reading();
    let at = Message {
        channel: channel(5),
        id: message(30),
    };
    let text = "words".to_owned();
    reading.missed(&MessageEvent::Edited { at, text });
    reading.missed(&MessageEvent::Deleted {
        channel: channel(5),
        ids: vec![message(40), message(20)],
    });
    let (_, gap) = reading.due_gap().expect("a gap");
    assert_eq!(
        (gap.hear_after, gap.compare_from),
        (None, Some(message(20)))
    );
}

#[test]
fn a_live_change_is_remembered_for_minutes_and_a_deletion_is_the_last_word() {
    let (reading, hand) = reading();
    let edit = |text: &str| Change::Edited(text.to_owned());
    reading.changed(message(1), edit("one"));
    reading.changed(message(1), edit("two"));
    assert_eq!(reading.change_of(message(1)), Some(edit("two")));
    reading.changed(message(1), Change::Deleted);
    reading.changed(message(1), edit("three"));
    assert_eq!(reading.change_of(message(1)), Some(Change::Deleted));
    hand.advance(SignedDuration::from_mins(3));
    assert_eq!(reading.change_of(message(1)), None);
    reading.changed(message(2), edit("two"));
    reading.session_began(SHARD);
    assert_eq!(reading.change_of(message(2)), None, "it may be outdated");
}

#[test]
fn memory_is_bounded() {
    let (reading, _) = reading();
    let ticket = reading.session_began(SHARD);
    for id in 1..=40_000 {
        reading.has_no_gap(channel(id), ticket);
    }
    for id in 100_000..170_000 {
        reading.want(channel(id), false);
        reading.changed(message(id), Change::Deleted);
    }
    for _ in 0..3 {
        reading.has_no_gap(channel(1), ticket);
        reading.changed(message(1), Change::Edited(String::new()));
    }
    let state = reading.state();
    assert_eq!(state.caught_up.len(), CaughtUp::REMEMBERED);
    assert_eq!(state.gaps.len(), Gaps::WAITING);
    assert_eq!(state.changes.len(), Changes::REMEMBERED);
}
