//! What goes wrong between a person and the bot, and what must not come of what people write.

use super::{Browser, drill, is_card, is_coaching, wanted};
use crate::world::{ANSWER, World};

/// How often the bot may be refused before it gives a press up, and more than that.
const MANY: &str = "40";
const MARKUP: &str = "<img src=x onerror=\"document.title='harmed'\"> \
    <script>document.title = 'harmed'</script> <b id=harmed>I would scale ahead</b> of the rush \
    and measure each link of the delay before that";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_typed_outlives_a_failed_submit() {
    if !wanted() {
        return;
    }
    let world = World::start().await;
    let (newcomer, organiser) = (world.person("newcomer"), world.person("organiser"));
    let channel = world.channel("interview-prep").await;
    let browser = Browser::start(&world).await;
    let tab = browser.open(&newcomer, &channel).await;
    let drawer = browser.open(&organiser, &channel).await;
    let opening = drill(&tab).await;
    tab.press(&opening, "Answer").await;
    tab.rewrite(ANSWER).await;

    drawer.press_hook("drawer-toggle").await;
    drawer.press_hook("tab-faults").await;
    drawer
        .select("fault-route", "Acknowledge an interaction")
        .await;
    drawer.select("fault-what", "Answer 500").await;
    drawer.rewrite_hook("fault-times", MANY).await;
    drawer.press_hook("fault-add").await;
    drawer
        .until("the fault", async || {
            let list = drawer.find("fault-list").await?.text().await?;
            Ok(list.contains("Answer 500").then_some(()))
        })
        .await;
    drawer.picture("faults").await;

    let problem = tab.submit_in_vain().await;
    assert!(problem.contains("did not respond"), "{problem}");
    assert_eq!(tab.modal().await, ANSWER, "nothing typed is lost");
    tab.picture("modal-failed").await;

    drawer.press_hook("fault-clear").await;
    tab.submit().await;
    let coaching = tab.see("the coaching", is_coaching).await;
    // It comes after whatever the second submit might have posted.
    tab.press(&coaching, "Next question").await;
    tab.see("the next card", |one| is_card(one) && one.id > coaching.id)
        .await;
    let seen = tab.messages().await;
    let mut answers = seen.iter().filter(|one| one.has_button("Edit"));
    assert!(
        answers.next().is_some_and(|one| one.says(ANSWER)),
        "{seen:#?}"
    );
    assert!(
        answers.next().is_none(),
        "sent twice, taken once: {seen:#?}"
    );
    assert_eq!(seen.iter().filter(|one| is_coaching(one)).count(), 1);
    browser.end().await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn markup_in_what_people_write_stays_text() {
    if !wanted() {
        return;
    }
    let world = World::start().await;
    let (newcomer, regular) = (world.person("newcomer"), world.person("regular"));
    let channel = world.channel("interview-prep").await;
    let browser = Browser::start(&world).await;
    let tab = browser.open(&newcomer, &channel).await;
    let opening = drill(&tab).await;
    let other = browser.open(&regular, &tab.channel().await).await;

    other.say(MARKUP).await;
    tab.press(&opening, "Answer").await;
    tab.rewrite(MARKUP).await;
    tab.submit().await;
    for tab in [&tab, &other] {
        let answer = tab.see("the answer", |one| one.has_button("Edit")).await;
        assert!(
            answer.says("<b id=harmed>I would scale ahead</b>"),
            "{answer:?}"
        );
        let typed = tab.see("the message", |one| one.author == regular.id).await;
        assert!(
            typed.says("<script>document.title = 'harmed'</script>"),
            "{typed:?}"
        );
        let coached = tab.until("both replies", async || {
            let messages = tab.messages().await;
            Ok((messages.iter().filter(|one| is_coaching(one)).count() == 2).then_some(()))
        });
        coached.await;
        let harm: usize = tab
            .read(
                "return document.querySelectorAll(
                    '#harmed, img[src=\"x\"], body script, [onerror]').length",
            )
            .await;
        assert_eq!(harm, 0);
        let title: String = tab.read("return document.title").await;
        assert!(!title.contains("harmed"), "{title}");
        tab.picture("markup").await;
    }
    browser.end().await;
    world.end().await;
}
