//! Messages that were not heard, or heard late, twice or in vain.

use jiff::SignedDuration;

use super::{FIRST, LATER, SECOND, attempts, drilled, mark, new_session, read_gaps, unheard};
use crate::domain::id::MessageId;
use crate::domain::session::{Message, Source};
use crate::features::reading::Shard;
use crate::features::request::{MessageEvent, TypedMessage};
use crate::features::tests::double::Fault;
use crate::features::tests::setting::Setting;

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
