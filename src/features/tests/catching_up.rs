//! What happened while we did not hear it is made good, and nothing passes over a gap.

use async_trait::async_trait;
use jiff::SignedDuration;

use super::double::Fault;
use super::setting::{Setting, person};
use crate::domain::id::{CardId, ChannelId, MessageId};
use crate::domain::session::{Attempt, Message, Source};
use crate::features::Services;
use crate::features::answer::catch_up::{self, Page, Progress, TakesPages};
use crate::features::reading::Shard;
use crate::features::request::{MessageEvent, TypedMessage};

const FIRST: &str = "I would begin with a readiness probe so that traffic";
const SECOND: &str = "only reaches pods that can really serve it";
const LATER: &str = "I would also drain the old pod with a preStop hook";

/// Takes pages at once, as the queue of a channel does.
struct AtOnce<'a>(&'a Services);

#[async_trait]
impl TakesPages for AtOnce<'_> {
    async fn take(&self, page: Page) -> bool {
        catch_up::take_page(self.0, &page).await.is_ok()
    }
}

/// A session is lost, and another one begins without the events in between.
fn new_session(setting: &Setting) {
    setting
        .services
        .reading
        .session_began(Shard { id: 0, total: 1 });
}

/// Reads every channel that waits for it; gives how many did.
async fn read_gaps(setting: &Setting) -> usize {
    let (services, mut read) = (&setting.services, 0);
    while let Some((channel, gap)) = services.reading.due_gap() {
        read += 1;
        let progress = catch_up::read_channel(services, &AtOnce(services), channel, &gap).await;
        match progress {
            Ok(Progress::Done(session)) => services.reading.finished(channel, session),
            Ok(Progress::More) => {
                services.reading.finished(channel, None);
                services.reading.want(channel, false);
            }
            Err(_) => services.reading.failed(channel, &gap),
        }
    }
    read
}

async fn attempts(setting: &Setting, card: CardId, who: u64) -> Vec<Attempt> {
    let attempts = setting.services.store.attempts(card, person(who)).await;
    attempts.expect("a read")
}

async fn mark(setting: &Setting, thread: ChannelId) -> Option<MessageId> {
    let mark = setting.services.store.read_mark(thread).await;
    mark.expect("a read")
}

/// A person writes while nobody listens.
fn unheard(setting: &Setting, who: u64, thread: ChannelId, text: &str) -> TypedMessage {
    let message = setting.typed(who, thread, text);
    setting.outbox.stands(&message);
    message
}

/// A drill whose thread was read till now, an hour before a new session.
async fn drilled(setting: &mut Setting) -> (CardId, ChannelId, Message) {
    let (card, thread) = setting.drill(1).await;
    let heard = setting.says(3, thread, "good luck!").await;
    assert_eq!(mark(setting, thread).await, Some(heard.id));
    setting.hand.advance(SignedDuration::from_hours(1));
    (card, thread, heard)
}

#[tokio::test]
async fn a_live_message_does_not_pass_over_a_gap() {
    let mut setting = Setting::new().await;
    let (card, thread, heard) = drilled(&mut setting).await;
    unheard(&setting, 1, thread, &format!("{FIRST} {SECOND}"));
    setting.hand.advance(SignedDuration::from_secs(60));
    new_session(&setting);
    let live = setting.says(2, thread, "how is it going?").await;
    assert_eq!(mark(&setting, thread).await, Some(heard.id), "it stands");
    assert_eq!(read_gaps(&setting).await, 1, "asked for by the message");
    assert!(mark(&setting, thread).await >= Some(live.id));
    assert_eq!(setting.wait(46).await, 1);
    assert_eq!(attempts(&setting, card, 1).await.len(), 1);
    let next = setting.says(2, thread, "nice").await;
    assert_eq!(mark(&setting, thread).await, Some(next.id), "it moves");
}

#[tokio::test]
async fn a_thread_of_this_session_needs_no_reading() {
    let mut setting = Setting::new().await;
    let (card, thread) = setting.drill(1).await;
    setting.says(1, thread, &format!("{FIRST} {SECOND}")).await;
    let before = setting.outbox.requests();
    assert_eq!(setting.wait(46).await, 1);
    assert_eq!(setting.outbox.requests(), before);
    assert_eq!(attempts(&setting, card, 1).await.len(), 1);
}

#[tokio::test]
async fn a_lost_event_leaves_a_gap_that_a_later_one_does_not_close() {
    let mut setting = Setting::new().await;
    let (card, thread, heard) = drilled(&mut setting).await;
    let lost = unheard(&setting, 1, thread, &format!("{FIRST} {SECOND}"));
    setting
        .services
        .reading
        .missed(&MessageEvent::Written(lost));
    setting.says(2, thread, "how is it going?").await;
    assert_eq!(mark(&setting, thread).await, Some(heard.id));
    assert_eq!(read_gaps(&setting).await, 1);
    assert_eq!(setting.wait(46).await, 1);
    assert_eq!(attempts(&setting, card, 1).await.len(), 1);
}

#[tokio::test]
async fn an_event_that_failed_is_read_again() {
    let mut setting = Setting::new().await;
    let (_, thread) = setting.drill(1).await;
    setting.services.set_reads_messages(false);
    let message = unheard(&setting, 2, thread, "");
    setting.outbox.fail(0, Fault::Before);
    let event = MessageEvent::Written(message);
    let failed = crate::features::answer::typed::notice(&setting.services, &event).await;
    assert!(failed.is_err());
    assert_eq!(setting.outbox.channel(thread).len(), 1, "not told");
    read_gaps(&setting).await;
    assert_eq!(setting.outbox.channel(thread).len(), 2, "told in the end");
    setting.notice(event).await;
    setting.says(2, thread, "").await;
    assert_eq!(setting.outbox.channel(thread).len(), 2, "told once");
}

#[tokio::test]
async fn a_draft_waits_until_its_channel_is_read_and_deleted_words_are_not_coached() {
    let mut setting = Setting::new().await;
    let (card, thread) = setting.drill(1).await;
    let secret = setting
        .says(1, thread, "At Quuxbank I did all of this alone")
        .await;
    setting.says(1, thread, &format!("{FIRST} {SECOND}")).await;
    setting.hand.advance(SignedDuration::from_secs(1));
    setting.outbox.remove(secret);
    new_session(&setting);
    assert_eq!(setting.wait(60).await, 0, "not before it was read");
    assert_eq!(read_gaps(&setting).await, 1, "asked for by the draft");
    assert_eq!(setting.wait(1).await, 1);
    let attempts = attempts(&setting, card, 1).await;
    assert_eq!(attempts[0].text, format!("{FIRST} {SECOND}"));
}

#[tokio::test]
async fn a_draft_that_was_edited_meanwhile_is_coached_as_it_stands() {
    let mut setting = Setting::new().await;
    let (card, thread) = setting.drill(1).await;
    let at = setting.says(1, thread, &format!("{FIRST} {SECOND}")).await;
    setting.hand.advance(SignedDuration::from_secs(1));
    setting.outbox.rewrite(at, &format!("{LATER} {SECOND}"));
    new_session(&setting);
    setting.wait(60).await;
    read_gaps(&setting).await;
    assert_eq!(setting.wait(1).await, 1);
    let attempts = attempts(&setting, card, 1).await;
    assert_eq!(attempts[0].text, format!("{LATER} {SECOND}"));
}

#[tokio::test]
async fn answers_deleted_or_edited_meanwhile_are_brought_in_line() {
    let mut setting = Setting::new().await;
    let (card, thread) = setting.drill(1).await;
    let mut answers = Vec::new();
    for who in 1..=3 {
        let text = format!("{FIRST} {SECOND}, says number {who}");
        answers.push(setting.says(who, thread, &text).await);
    }
    assert_eq!(setting.wait(46).await, 3);
    setting.run_jobs().await;
    assert_eq!(setting.outbox.channel(thread).len(), 4);
    // Much talk since, so that the answers lie before the mark and on other pages.
    for number in 0..10 {
        setting
            .says(4, thread, &format!("number {number} is out"))
            .await;
    }
    setting.hand.advance(SignedDuration::from_hours(30));
    setting.outbox.small_pages(2);
    setting.outbox.remove(answers[0]);
    setting.outbox.rewrite(answers[1], LATER);
    new_session(&setting);
    setting.services.reading.want(thread, false);
    read_gaps(&setting).await;
    setting.run_jobs().await;
    assert_eq!(attempts(&setting, card, 1).await, [], "erased");
    assert_eq!(attempts(&setting, card, 2).await[0].text, LATER);
    assert!(
        attempts(&setting, card, 3).await[0]
            .text
            .ends_with("number 3")
    );
    assert_eq!(
        setting.outbox.channel(thread).len(),
        3,
        "its reply went too"
    );
}

#[tokio::test]
async fn without_read_message_history_nothing_is_taken_for_deleted() {
    let mut setting = Setting::new().await;
    let (card, thread) = setting.drill(1).await;
    setting.says(1, thread, &format!("{FIRST} {SECOND}")).await;
    setting.wait(46).await;
    setting.run_jobs().await;
    setting.outbox.hide_history();
    new_session(&setting);
    setting.services.reading.want(thread, false);
    read_gaps(&setting).await;
    assert_eq!(attempts(&setting, card, 1).await.len(), 1);
}

#[tokio::test]
async fn a_lost_deletion_is_seen_when_its_channel_is_read() {
    let mut setting = Setting::new().await;
    let (card, thread) = setting.drill(1).await;
    let at = setting.says(1, thread, &format!("{FIRST} {SECOND}")).await;
    setting.wait(46).await;
    setting.run_jobs().await;
    setting.hand.advance(SignedDuration::from_hours(24 * 9));
    setting.outbox.remove(at);
    setting.services.reading.missed(&MessageEvent::Deleted {
        channel: thread,
        ids: vec![at.id],
    });
    read_gaps(&setting).await;
    assert_eq!(attempts(&setting, card, 1).await, [], "of any age");
}

#[tokio::test]
async fn a_page_never_undoes_a_live_change() {
    let mut setting = Setting::new().await;
    let (card, thread) = setting.drill(1).await;
    let edited = setting.says(1, thread, &format!("{FIRST} {SECOND}")).await;
    let old = setting.typed(2, thread, &format!("{FIRST} {SECOND}"));
    let text = format!("{LATER} {SECOND}");
    setting
        .notice(MessageEvent::Edited {
            at: edited,
            text: text.clone(),
        })
        .await;
    setting
        .notice(MessageEvent::Deleted {
            channel: thread,
            ids: vec![old.at.id],
        })
        .await;
    // The page was read before both.
    let page = Page {
        channel: thread,
        messages: vec![
            TypedMessage {
                at: edited,
                ..setting.typed(1, thread, &format!("{FIRST} {SECOND}"))
            },
            old.clone(),
        ],
        stored: vec![edited.id],
        heard_up_to: edited.id.before(),
        last: Some(old.at.id),
    };
    assert!(AtOnce(&setting.services).take(page).await);
    assert_eq!(setting.wait(46).await, 1);
    assert_eq!(attempts(&setting, card, 1).await[0].text, text);
    assert_eq!(attempts(&setting, card, 2).await, []);
}

#[tokio::test]
async fn changes_that_overtake_their_message_count() {
    let mut setting = Setting::new().await;
    let (card, thread) = setting.drill(1).await;
    let (one, two) = (
        setting.typed(1, thread, FIRST),
        setting.typed(2, thread, FIRST),
    );
    let text = format!("{LATER} {SECOND}");
    setting
        .notice(MessageEvent::Edited {
            at: one.at,
            text: text.clone(),
        })
        .await;
    setting
        .notice(MessageEvent::Deleted {
            channel: thread,
            ids: vec![two.at.id],
        })
        .await;
    for message in [one, two] {
        setting.notice(MessageEvent::Written(message)).await;
    }
    assert_eq!(setting.wait(46).await, 1);
    assert_eq!(attempts(&setting, card, 1).await[0].text, text);
    assert_eq!(attempts(&setting, card, 2).await, []);
}

#[tokio::test]
async fn what_is_read_late_counts_from_when_it_was_written() {
    let mut setting = Setting::new().await;
    let (card, thread, _) = drilled(&mut setting).await;
    unheard(&setting, 1, thread, &format!("{FIRST} {SECOND}"));
    setting.hand.advance(SignedDuration::from_mins(5));
    unheard(&setting, 1, thread, LATER);
    setting.hand.advance(SignedDuration::from_mins(15));
    unheard(
        &setting,
        1,
        thread,
        "and then I would write a runbook about all of it",
    );
    setting.hand.advance(SignedDuration::from_mins(40));
    new_session(&setting);
    setting.services.reading.want(thread, false);
    read_gaps(&setting).await;
    setting.wait(46).await;
    let attempts = attempts(&setting, card, 1).await;
    assert_eq!(attempts.len(), 1);
    assert_eq!(
        attempts[0].text,
        format!("{FIRST} {SECOND}\n{LATER}"),
        "the addition within ten minutes joins, the later one is conversation"
    );
}

#[tokio::test]
async fn talk_that_is_heard_twice_does_not_add_up_to_an_answer() {
    let mut setting = Setting::new().await;
    let (card, thread) = setting.drill(1).await;
    setting
        .services
        .store
        .mark_read(thread, MessageId::new(1).expect("not zero"))
        .await
        .expect("noted");
    for text in [
        "good luck with that one, it is hard",
        "nobody has got it right so far",
    ] {
        setting.says(2, thread, text).await;
        assert_eq!(setting.wait(60).await, 0);
    }
    let first = setting.says(2, thread, &format!("{FIRST} {SECOND}")).await;
    assert_eq!(setting.wait(60).await, 1);
    let all = MessageEvent::Written(TypedMessage {
        at: Message {
            id: MessageId::new(2).expect("not zero"),
            ..first
        },
        ..setting.typed(3, thread, "")
    });
    setting.services.reading.missed(&all);
    read_gaps(&setting).await;
    setting.wait(60).await;
    let attempts = attempts(&setting, card, 2).await;
    assert_eq!(attempts.len(), 1);
    assert_eq!(attempts[0].text, format!("{FIRST} {SECOND}"));
    assert_eq!(attempts[0].source, Source::Message);
}

#[tokio::test]
async fn one_failing_message_keeps_the_mark_before_it_and_the_others_are_taken() {
    let mut setting = Setting::new().await;
    let (card, thread, _) = drilled(&mut setting).await;
    setting.services.set_reads_messages(false);
    let hidden = unheard(&setting, 2, thread, "");
    unheard(&setting, 1, thread, &format!("{FIRST} {SECOND}"));
    new_session(&setting);
    setting.services.reading.want(thread, false);
    // The first request reads the page, the second tells person 2 how to submit.
    setting.outbox.fail(1, Fault::Before);
    read_gaps(&setting).await;
    assert_eq!(mark(&setting, thread).await, Some(hidden.at.id.before()));
    assert_eq!(setting.wait(46).await, 0, "the channel has a gap still");
    read_gaps(&setting).await;
    assert_eq!(setting.wait(1).await, 1);
    assert_eq!(attempts(&setting, card, 1).await.len(), 1);
    assert_eq!(setting.outbox.channel(thread).len(), 2, "told once");
}

#[tokio::test]
async fn channels_of_other_shards_are_left_to_their_processes() {
    let mut setting = Setting::new().await;
    let (_, thread) = setting.drill(1).await;
    // The server is on shard 0 of 2; this process runs the other one from now on.
    let elsewhere = crate::features::reading::Reading::new(setting.services.clock.clone());
    setting.services.reading = std::sync::Arc::new(elsewhere);
    setting
        .services
        .reading
        .session_began(Shard { id: 1, total: 2 });
    setting.says(1, thread, &format!("{FIRST} {SECOND}")).await;
    let before = setting.outbox.requests();
    assert_eq!(setting.wait(60).await, 0);
    assert_eq!(read_gaps(&setting).await, 0);
    setting.services.reading.want(thread, true);
    read_gaps(&setting).await;
    assert_eq!(setting.outbox.requests(), before);
}
