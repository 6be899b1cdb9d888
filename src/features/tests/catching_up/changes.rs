//! Messages that were deleted or edited while we did not hear it.

use jiff::SignedDuration;

use super::{AtOnce, FIRST, LATER, SECOND, attempts, new_session, read_gaps};
use crate::features::answer::catch_up::{Page, TakesPages};
use crate::features::request::{MessageEvent, TypedMessage};
use crate::features::tests::setting::Setting;

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
