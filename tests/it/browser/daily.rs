//! A day in the life of a group: an organiser sets the question of the day up, looks at it and
//! posts it; three people answer, each in their own way, and read what they may; the reveal.

use jiff::SignedDuration;

use super::phone::assert_fits;
use super::{Browser, Shown, Tab, wanted};
use crate::world::{ANSWER, BETTER, Person, QUESTION, TITLE, World};

/// The private answer in these tests.
const PRIVATE: &str = "I would keep spare pods ready and scale ahead of the rush by a schedule.";

/// Whether a message is the first one in a daily thread.
fn is_daily_opening(message: &Shown) -> bool {
    message.has_button("My feedback") && message.says("How to answer here")
}

/// Whether a message is the card of a question of the day.
fn is_daily_card(message: &Shown) -> bool {
    message.has_button("My feedback") && message.says("Difficulty")
}

/// Whether a message is feedback for its reader alone.
fn is_feedback(message: &Shown) -> bool {
    message.marked && message.headings == ["What I saw", "Next step"]
}

/// Whether a message opens the reference to everybody.
fn is_reveal(message: &Shown) -> bool {
    message.has_button("Show reference")
}

/// Runs a subcommand of `/daily` that has nothing to fill in.
async fn daily(tab: &Tab<'_>, subcommand: &str) {
    let name = format!("daily {subcommand}");
    tab.command(&format!("/{name}"), &name).await;
    tab.run().await;
}

/// An organiser schedules it for some hours from now, so that nothing is due meanwhile.
async fn set_up(tab: &Tab<'_>, world: &World, channel: &str) -> Shown {
    let later = world.now() + SignedDuration::from_hours(6);
    let time = later.strftime("%H:%M").to_string();
    tab.command("/daily se", "daily setup").await;
    tab.option("channel", "prep", channel).await;
    tab.type_into("command-option-time", time.as_str()).await;
    tab.option("timezone", "paris", "Europe/Paris").await;
    tab.option("answers", "after", "after-own").await;
    tab.run().await;
    let scheduled = tab.see_words("Next posts").await;
    assert!(scheduled.marked, "{scheduled:?}");
    assert!(scheduled.says("I have every permission"), "{scheduled:?}");
    scheduled
}

/// An organiser looks at the next question, takes another one, chooses the usual one.
async fn look(tab: &Tab<'_>) -> Shown {
    daily(tab, "preview").await;
    let preview = tab
        .see("the preview", |one| one.has_button("Another question"))
        .await;
    assert!(preview.marked, "{preview:?}");
    let first = preview.headings.clone();
    tab.press(&preview, "Another question").await;
    let other = tab
        .see("another question in its place", |one| {
            one.id == preview.id && one.headings != first
        })
        .await;
    assert!(other.says("Skipped."), "{other:?}");
    tab.command("/daily next", "daily next").await;
    tab.option("question", "autoscaling that", QUESTION).await;
    tab.run().await;
    let chosen = tab
        .see("the chosen question", |one| {
            one.headings == [TITLE] && one.says("Chosen for ")
        })
        .await;
    assert!(chosen.marked, "{chosen:?}");
    chosen
}

/// Goes from the card in the channel to its thread; the opening message.
async fn enter(tab: &Tab<'_>) -> Shown {
    let card = tab.see("the card", is_daily_card).await;
    let chip = format!("thread-chip-{}", card.id);
    tab.press_hook(&chip).await;
    tab.see("the opening message", is_daily_opening).await
}

/// Sends the modal that a button opens; the feedback on it.
async fn answer(tab: &Tab<'_>, message: &Shown, label: &str, words: &str) -> Shown {
    tab.press(message, label).await;
    tab.rewrite(words).await;
    tab.submit().await;
    tab.see("feedback", |one| is_feedback(one) && one.id > message.id)
        .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_day_in_the_life_of_a_group() {
    if !wanted() {
        return;
    }
    let world = World::start().await;
    let [organiser, newcomer, regular] =
        ["organiser", "newcomer", "regular"].map(|name| world.person(name));
    let channel = world.channel("interview-prep").await;
    let browser = Browser::start(&world).await;
    let desk = browser.open(&organiser, &channel).await;
    set_up(&desk, &world, &channel).await;
    desk.picture("daily-1-setup").await;
    let chosen = look(&desk).await;
    desk.picture("daily-2-chosen").await;
    desk.press(&chosen, "Post now").await;
    let posted = desk.see_words("Posted:").await;
    assert!(posted.marked, "{posted:?}");
    desk.see("the card", is_daily_card).await;
    desk.picture("daily-3-posted").await;
    daily(&desk, "status").await;
    desk.see("the status", |one| one.says("posted") && one.says("Next:"))
        .await;
    desk.picture("daily-4-status").await;

    let tabs = [
        browser.open(&newcomer, &channel).await,
        browser.open(&regular, &channel).await,
    ];
    everybody_answers(&desk, &tabs).await;
    assert_reveal(&world, &tabs, &newcomer).await;
    browser.end().await;
    world.end().await;
}

/// By the modal, in private, and by typing.
async fn everybody_answers(organiser: &Tab<'_>, [newcomer, regular]: &[Tab<'_>; 2]) {
    let opening = enter(newcomer).await;
    newcomer.picture("daily-5-thread").await;
    newcomer.press(&opening, "STAR example").await;
    let closed = newcomer.see_words("as soon as you have answered").await;
    assert!(closed.marked, "{closed:?}");
    newcomer.press(&opening, "My feedback").await;
    let none = newcomer.see_words("no answer of yours").await;
    assert!(none.marked, "{none:?}");
    newcomer.picture("daily-6-not-yet").await;
    let kept = answer(newcomer, &opening, "Answer", ANSWER).await;
    assert!(kept.says("Kept. The others see it"), "{kept:?}");
    newcomer.picture("daily-7-kept").await;

    let opening = enter(regular).await;
    regular.press(&opening, "Read answers").await;
    let first = regular.see_words("Answer first").await;
    assert!(first.marked, "{first:?}");
    regular.picture("daily-8-answer-first").await;
    answer(regular, &first, "Answer privately", PRIVATE).await;
    regular.press(&opening, "Read answers").await;
    let read = regular.see_words("1 answer so far").await;
    assert!(read.marked && read.says(ANSWER), "{read:?}");
    assert!(read.says("Newcomer"), "whose it is: {read:?}");
    regular.picture("daily-9-read").await;

    let opening = enter(organiser).await;
    organiser.say(BETTER).await;
    let typed = organiser.see_words(BETTER).await;
    organiser
        .see("the mark", |one| one.id == typed.id && one.says("✅"))
        .await;
    organiser.press(&opening, "My feedback").await;
    let feedback = organiser.see("my feedback", is_feedback).await;
    organiser.picture("daily-10-typed").await;
    organiser.press(&feedback, "STAR example").await;
    organiser
        .see("the example", |one| one.headings == ["STAR example"])
        .await;
    // Nobody else saw any of that.
    let seen = newcomer.messages().await;
    let feedbacks = seen.iter().filter(|one| is_feedback(one)).count();
    assert_eq!(feedbacks, 1, "their own: {seen:#?}");
    assert!(!seen.iter().any(|one| one.says(PRIVATE)), "{seen:#?}");
}

/// An answer that everybody sees; its author's feedback may have the same buttons.
fn is_shown_answer(one: &Shown) -> bool {
    !one.marked && one.has_button("Edit")
}

async fn assert_reveal(world: &World, [newcomer, regular]: &[Tab<'_>; 2], first: &Person) {
    world.pass(SignedDuration::from_hours(22)).await;
    let reveal = regular.see("the reveal", is_reveal).await;
    assert!(!reveal.marked, "everybody sees it: {reveal:?}");
    assert!(reveal.says("and 1 in private"), "{reveal:?}");
    assert!(!reveal.says("Regular"), "{reveal:?}");
    let shown = regular.see("the held answer", is_shown_answer).await;
    assert!(shown.says(ANSWER) && shown.says("Newcomer"), "{shown:?}");
    regular.picture("daily-11-reveal").await;
    let reveal = newcomer.see("the reveal", is_reveal).await;
    newcomer.press(&reveal, "Show reference").await;
    let reference = newcomer
        .see("the reference", |one| {
            one.id > reveal.id && one.headings.iter().any(|one| one == "STAR example")
        })
        .await;
    assert!(reference.marked, "{} alone: {reference:?}", first.name);
    newcomer.picture("daily-12-reference").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_day_fits_a_phone() {
    if !wanted() {
        return;
    }
    let world = World::start().await;
    let (organiser, newcomer) = (world.person("organiser"), world.person("newcomer"));
    let channel = world.channel("interview-prep").await;
    let browser = Browser::phone(&world).await;
    let tab = browser.open(&organiser, &channel).await;
    set_up(&tab, &world, &channel).await;
    assert_fits(&tab, "phone-daily-1-setup").await;
    let chosen = look(&tab).await;
    assert_fits(&tab, "phone-daily-2-chosen").await;
    tab.press(&chosen, "Post now").await;
    tab.see_words("Posted:").await;
    daily(&tab, "status").await;
    tab.see("the status", |one| one.says("posted") && one.says("Next:"))
        .await;
    assert_fits(&tab, "phone-daily-3-status").await;

    let tab = browser.open(&newcomer, &channel).await;
    tab.see("the card", is_daily_card).await;
    assert_fits(&tab, "phone-daily-4-card").await;
    let opening = enter(&tab).await;
    assert_fits(&tab, "phone-daily-5-thread").await;
    tab.press(&opening, "Read answers").await;
    tab.see_words("Answer first").await;
    tab.press(&opening, "Framework").await;
    tab.see_words("as soon as you have answered").await;
    assert_fits(&tab, "phone-daily-6-closed").await;
    answer(&tab, &opening, "Answer", ANSWER).await;
    assert_fits(&tab, "phone-daily-7-kept").await;
    world.pass(SignedDuration::from_hours(22)).await;
    tab.see("the reveal", is_reveal).await;
    tab.see("the held answer", is_shown_answer).await;
    assert_fits(&tab, "phone-daily-8-reveal").await;
    browser.end().await;
    world.end().await;
}
