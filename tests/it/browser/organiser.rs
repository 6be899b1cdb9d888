//! An organiser fills in the longest command; others are not offered it.

use serde_json::json;

use super::{Browser, Tab, wanted};
use crate::world::World;

/// The last option of the form, which a small screen has to scroll to.
const LAST: &str = "command-option-answers";

/// Fills in every option of `/daily setup`, with the keyboard alone.
async fn fill_in(tab: &Tab<'_>, channel: &str, role: &str) {
    tab.command("/daily se", "daily setup").await;
    tab.option("channel", "prep", channel).await;
    tab.type_into("command-option-time", "09:00").await;
    tab.option("timezone", "paris", "Europe/Paris").await;
    tab.type_into("command-option-days", "weekdays").await;
    tab.option("topic", "kuber", "kubernetes").await;
    // What was chosen stands there by its name, and goes on after a comma.
    tab.option("topic", ", netw", "kubernetes,networking").await;
    tab.option("difficulty", "med", "medium").await;
    tab.option("role", "dai", role).await;
    tab.type_into("command-option-reveal-after", "12").await;
    tab.option("answers", "after", "after-own").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_organiser_fills_in_every_option() {
    if !wanted() {
        return;
    }
    let world = World::start().await;
    let organiser = world.person("organiser");
    let channel = world.channel("interview-prep").await;
    let role = world.role("Study hall", "Daily").await;
    let browser = Browser::start(&world).await;
    let tab = browser.open(&organiser, &channel).await;
    fill_in(&tab, &channel, &role).await;
    tab.picture("setup-filled").await;
    tab.run().await;
    let reply = tab.see_words("Europe/Paris").await;
    assert!(reply.ephemeral, "{reply:?}");
    tab.picture("setup-done").await;
    browser.end().await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_phone_has_room_for_every_option() {
    if !wanted() {
        return;
    }
    let world = World::start().await;
    let organiser = world.person("organiser");
    let channel = world.channel("interview-prep").await;
    let role = world.role("Study hall", "Daily").await;
    let browser = Browser::phone(&world).await;
    let tab = browser.open(&organiser, &channel).await;
    fill_in(&tab, &channel, &role).await;
    tab.picture("phone-setup").await;
    let (pixels, widest) = tab.overflow().await;
    assert_eq!(pixels, 0, "too wide by this many pixels: {widest}");
    tab.press_hook(LAST).await;
    tab.run().await;
    let reply = tab.see_words("Europe/Paris").await;
    assert!(reply.ephemeral, "{reply:?}");
    tab.picture("phone-setup-done").await;
    browser.end().await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_may_organise_is_offered_it_and_nobody_else() {
    if !wanted() {
        return;
    }
    let world = World::start().await;
    let (newcomer, organiser) = (world.person("newcomer"), world.person("organiser"));
    let channel = world.channel("interview-prep").await;
    let browser = Browser::start(&world).await;
    let tab = browser.open(&newcomer, &channel).await;
    assert!(offered(&tab, "/daily").await.is_empty());
    assert!(offered(&tab, "/settings").await.is_empty());
    let desk = browser.open(&organiser, &channel).await;
    assert_eq!(offered(&desk, "/settings").await.len(), 2);

    // A role with Manage Server is enough, and the drawer gives it.
    let (guild, name) = (world.guild("Study hall").await, "Guides");
    let role =
        json!({"do": "add_role", "guild": guild, "name": name, "permissions": ["MANAGE_GUILD"]});
    world.control.shape(role).await;
    desk.press_hook("drawer-toggle").await;
    desk.press_hook("tab-world").await;
    desk.select("role", name).await;
    desk.select("role-person", "Newcomer").await;
    desk.press_hook("role-give").await;
    desk.until("the role to be given", async || {
        let words = desk.find("role-give").await?.text().await?;
        Ok((words == "Take it from them").then_some(()))
    })
    .await;
    desk.picture("roles").await;
    tab.until("the command for the newcomer", async || {
        Ok((!offered(&tab, "/daily").await.is_empty()).then_some(()))
    })
    .await;
    browser.end().await;
    world.end().await;
}

/// The commands that are offered for what is typed.
async fn offered(tab: &Tab<'_>, typed: &str) -> Vec<String> {
    tab.rewrite_hook("composer", typed).await;
    tab.read(
        "return [...document.querySelectorAll('.composer > .suggestions [role=option]')]
            .map((entry) => entry.dataset.value)",
    )
    .await
}
