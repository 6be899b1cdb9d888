//! A question bank that changes while the bot runs.

use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::world::{ANSWER, Person, QUESTION, Seen, Setup, TITLE, World, copy_folder, eventually};

/// A bot as a process of its own, which reads its own copy of the bank.
async fn world() -> (World, PathBuf) {
    let mut world = World::with(Setup {
        start: false,
        process: true,
        ..Setup::default()
    })
    .await;
    let content = world.own_content();
    (world, content)
}

/// The file of the usual question.
fn file(content: &Path) -> PathBuf {
    let slug = QUESTION.strip_prefix("core/").expect("of the core");
    let folders = std::fs::read_dir(content.join("questions")).expect("topics");
    let files = folders.map(|topic| topic.expect("a topic").path().join(format!("{slug}.toml")));
    let mut files = files.filter(|file| file.exists());
    files.next().expect("the question's file")
}

fn change(file: &Path, from: &str, to: &str) {
    let text = std::fs::read_to_string(file).expect("a file");
    assert!(text.contains(from), "{from}");
    std::fs::write(file, text.replace(from, to)).expect("written");
}

async fn show(person: &Person, channel: &str) -> Seen {
    let options = [("question", QUESTION)];
    person.ask(channel, "bank show", &options).await
}

/// Waits until the question is shown like this, and tells how long that took.
async fn until_shown(person: &Person, channel: &str, words: &str) {
    let begun = Instant::now();
    eventually(words, async || {
        show(person, channel).await.says(words).then_some(())
    })
    .await;
    println!("live after {:.2} s: {words}", begun.elapsed().as_secs_f64());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_is_live_and_a_broken_one_is_refused() {
    let (mut world, content) = world().await;
    world.start_bot().await;
    let newcomer = world.person("newcomer");
    let channel = world.channel("general").await;
    let file = file(&content);
    change(&file, TITLE, "A title that was changed");
    until_shown(&newcomer, &channel, "A title that was changed").await;

    change(&file, "title = ", "titel = ");
    let log = world.path("greenroom.log");
    eventually("the fault in the log", async || {
        let log = std::fs::read_to_string(&log).expect("the log");
        (log.contains("is refused") && log.contains("`titel`")).then_some(())
    })
    .await;
    let kept = show(&newcomer, &channel).await;
    assert!(kept.says("A title that was changed"), "{kept}");

    change(&file, "titel = ", "title = ");
    change(&file, "A title that was changed", "A title that was mended");
    until_shown(&newcomer, &channel, "A title that was mended").await;

    // A folder that somebody is about to fill is not taken for an empty bank.
    std::fs::rename(content.join("questions"), content.join("aside")).expect("moved");
    std::fs::create_dir(content.join("questions")).expect("made");
    eventually("the refusal in the log", async || {
        let log = std::fs::read_to_string(&log).expect("the log");
        log.contains("the old question bank stays in use")
            .then_some(())
    })
    .await;
    let kept = show(&newcomer, &channel).await;
    assert!(kept.says("A title that was mended"), "{kept}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn cards_of_a_removed_question_go_on_and_a_renamed_one_is_found() {
    let (mut world, content) = world().await;
    world.start_bot().await;
    let newcomer = world.person("newcomer");
    let channel = world.channel("general").await;
    let drill = newcomer.drill(&channel).await;
    let file = file(&content);
    let renamed = file.with_file_name("another-name.toml");
    let text = std::fs::read_to_string(&file).expect("a file");
    std::fs::remove_file(&file).expect("removed");
    until_shown(&newcomer, &channel, "I know no question").await;
    newcomer.answer(&drill.opening, "Answer", ANSWER).await;
    newcomer.coaching(&drill.thread).await;
    let shown = newcomer.pressing(&drill.card, "Framework").await;
    assert_eq!(shown.headings(), ["Framework"]);

    let slug = QUESTION.strip_prefix("core/").expect("of the core");
    assert!(text.contains("was = []"), "the question has no former name");
    let was = text.replace("was = []", &format!("was = [\"{slug}\"]"));
    std::fs::write(&renamed, was).expect("written");
    until_shown(&newcomer, &channel, TITLE).await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_that_was_swapped_is_noticed_and_sighup_looks_at_once() {
    let (mut world, content) = world().await;
    let [first, second, link] = ["first", "second", "link"].map(|name| world.path(name));
    std::fs::rename(&content, &first).expect("moved");
    copy_folder(&first, &second);
    change(&file(&second), TITLE, "A title of the second");
    std::os::unix::fs::symlink(&first, &content).expect("a link");
    world.start_bot().await;
    let newcomer = world.person("newcomer");
    let channel = world.channel("general").await;
    until_shown(&newcomer, &channel, TITLE).await;
    std::os::unix::fs::symlink(&second, &link).expect("a link");
    std::fs::rename(&link, &content).expect("swapped");
    until_shown(&newcomer, &channel, "A title of the second").await;
    world.signal_bot("-HUP");
    let log = world.path("greenroom.log");
    eventually("the look that was asked for", async || {
        let log = std::fs::read_to_string(&log).expect("the log");
        log.contains("SIGHUP: looking").then_some(())
    })
    .await;
    // What is behind the link now is looked at.
    change(
        &file(&second),
        "A title of the second",
        "A title of the third",
    );
    until_shown(&newcomer, &channel, "A title of the third").await;
    world.end().await;
}
