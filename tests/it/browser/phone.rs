//! The normal screen: a phone of 360 pixels, with touch in the place of a pointer.

use super::{Browser, Tab, is_card, is_coaching, is_opening, wanted};
use crate::world::{ANSWER, QUESTION, World};

/// Nothing is cut off at the right and the page does not scroll sideways.
pub(super) async fn assert_fits(tab: &Tab<'_>, where_: &str) {
    tab.picture(where_).await;
    let (pixels, widest) = tab.overflow().await;
    assert_eq!(
        pixels, 0,
        "{where_}: too wide by this many pixels: {widest}"
    );
}

/// The colour behind everything.
async fn ground(tab: &Tab<'_>) -> String {
    tab.read("return getComputedStyle(document.body).backgroundColor")
        .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_drill_fits_a_phone() {
    if !wanted() {
        return;
    }
    let world = World::start().await;
    let newcomer = world.person("newcomer");
    let general = world.channel("general").await;
    let channel = world.channel("interview-prep").await;
    let browser = Browser::phone(&world).await;
    let tab = browser.open(&newcomer, &general).await;
    let width: u32 = tab.read("return innerWidth").await;
    assert_eq!(width, 360);

    tab.press_hook("channels-toggle").await;
    tab.press_hook(&format!("channel-{channel}")).await;
    tab.command("/drill", "drill").await;
    assert_fits(&tab, "phone-command").await;
    tab.tap_option("question", "autoscaling that", QUESTION)
        .await;
    tab.run().await;
    let reply = tab.see_words("Your drill is ready").await;
    tab.see("the card", is_card).await;
    assert_fits(&tab, "phone-channel").await;
    tab.follow(&reply).await;
    let opening = tab.see("the opening message", is_opening).await;
    assert_fits(&tab, "phone-thread").await;
    let light = ground(&tab).await;
    tab.press_hook("theme-toggle").await;
    assert_ne!(ground(&tab).await, light, "dark on request");
    tab.press(&opening, "Hint").await;
    tab.see_words("Hint 1.").await;
    tab.press(&opening, "Answer").await;
    tab.rewrite(ANSWER).await;
    assert_fits(&tab, "phone-modal").await;
    tab.submit().await;
    let coaching = tab.see("the coaching", is_coaching).await;
    assert_fits(&tab, "phone-coaching").await;
    tab.press(&coaching, "Next question").await;
    tab.see("the next card", |one| is_card(one) && one.id > coaching.id)
        .await;
    assert_fits(&tab, "phone-next").await;
    browser.end().await;
    world.end().await;
}
