//! Threads that were deleted, whether we heard it or not.

use super::{FIRST, SECOND, attempts, new_session, read_gaps};
use crate::domain::action::Action;
use crate::domain::id::{CardId, ChannelId};
use crate::domain::view::Response;
use crate::features::Request;
use crate::features::request::MessageEvent;
use crate::features::tests::setting::{Setting, channel, person};

const UNKNOWN_CHANNEL: u32 = 10003;
const MISSING_ACCESS: u32 = 50001;

/// A drill with an answer that 1 typed, one that 2 gave in the modal, and a draft of 3's.
async fn answered(setting: &mut Setting) -> (CardId, ChannelId) {
    let (card, thread) = setting.drill(1).await;
    setting.says(1, thread, &format!("{FIRST} {SECOND}")).await;
    assert_eq!(setting.wait(46).await, 1);
    let words = "A readiness probe, and draining of the old pod.";
    setting.answers(2, card, false, words).await;
    setting.run_jobs().await;
    setting.says(3, thread, &format!("{FIRST} {SECOND}")).await;
    assert_eq!(kept(setting, card).await, (1, 1, 1));
    (card, thread)
}

/// How much is kept of 1's typed answer, of 2's from the modal, and of 3's draft.
async fn kept(setting: &Setting, card: CardId) -> (usize, usize, usize) {
    let draft = setting.services.store.draft(card, person(3)).await;
    (
        attempts(setting, card, 1).await.len(),
        attempts(setting, card, 2).await.len(),
        draft.expect("a read").len(),
    )
}

#[tokio::test]
async fn what_was_typed_goes_with_its_thread_or_the_channel_above() {
    for above in [false, true] {
        let mut setting = Setting::new().await;
        let (card, thread) = answered(&mut setting).await;
        setting.outbox.refuse(thread, UNKNOWN_CHANNEL);
        let gone = if above { channel() } else { thread };
        setting.notice(MessageEvent::Gone(gone)).await;
        assert_eq!(kept(&setting, card).await, (0, 1, 0), "above: {above}");
        setting.run_jobs().await;
        assert_eq!(setting.wait(60).await, 0, "nothing comes of it");
        // What came from the modal is its author's to change and to delete.
        let modal = attempts(&setting, card, 2).await[0].id;
        let delete = Request::Press(Action::Delete(modal));
        let told = setting.ask(2, delete).await.expect("deleted");
        assert!(matches!(told, Response::Update(_)), "{told:?}");
        assert_eq!(kept(&setting, card).await, (0, 0, 0));
    }
}

#[tokio::test]
async fn another_threads_words_stay() {
    let mut setting = Setting::new().await;
    let (card, _) = answered(&mut setting).await;
    let other = ChannelId::new(77).expect("not zero");
    setting.notice(MessageEvent::Gone(other)).await;
    assert_eq!(kept(&setting, card).await, (1, 1, 1));
}

#[tokio::test]
async fn a_thread_deleted_while_nobody_listened_is_found_gone() {
    for (code, typed) in [(UNKNOWN_CHANNEL, 0), (MISSING_ACCESS, 1)] {
        let mut setting = Setting::new().await;
        let (card, thread) = answered(&mut setting).await;
        new_session(&setting);
        setting.outbox.refuse(thread, code);
        setting.services.reading.want(thread, false);
        assert_eq!(read_gaps(&setting).await, 1);
        // A thread that is closed to us is not gone.
        assert_eq!(kept(&setting, card).await, (typed, 1, typed), "{code}");
    }
}

#[tokio::test]
async fn a_lost_event_is_made_good_for_a_thread_and_for_a_channel() {
    for above in [false, true] {
        let mut setting = Setting::new().await;
        let (card, thread) = answered(&mut setting).await;
        let gone = if above { channel() } else { thread };
        setting.services.reading.missed(&MessageEvent::Gone(gone));
        assert_eq!(read_gaps(&setting).await, 1);
        assert_eq!(kept(&setting, card).await, (0, 1, 0), "above: {above}");
    }
}

#[tokio::test]
async fn an_answer_that_is_heard_behind_the_end_of_its_thread_goes_when_it_is_coached() {
    let mut setting = Setting::new().await;
    let (card, thread) = setting.drill(1).await;
    setting.notice(MessageEvent::Gone(thread)).await;
    setting.outbox.refuse(thread, UNKNOWN_CHANNEL);
    setting.says(1, thread, &format!("{FIRST} {SECOND}")).await;
    assert_eq!(setting.wait(46).await, 1);
    setting.run_jobs().await;
    assert_eq!(attempts(&setting, card, 1).await, []);
}
