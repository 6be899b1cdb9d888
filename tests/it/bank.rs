//! `/bank`, `/framework` and `/help`.

use crate::world::{PLAIN, QUESTION, TITLE, World};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn questions_are_found_by_words_with_typing_errors() {
    let world = World::start().await;
    let newcomer = world.person("newcomer");
    let channel = world.channel("general").await;
    for query in ["autoscaling", "autoscalling rush", "hpa"] {
        let found = newcomer
            .ask(&channel, "bank search", &[("query", query)])
            .await;
        assert!(found.is_ephemeral());
        assert!(found.says(TITLE), "{query}: {found}");
    }
    let options = [("query", "autoscaling"), ("topic", "leadership")];
    let found = newcomer.ask(&channel, "bank search", &options).await;
    assert!(!found.says(TITLE), "{found}");
    let nothing = newcomer
        .ask(&channel, "bank search", &[("query", "zzqqxxvv")])
        .await;
    assert!(nothing.is_ephemeral());
    assert!(!nothing.words().is_empty());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_question_is_shown_with_all_its_reference_material() {
    let world = World::start().await;
    let newcomer = world.person("newcomer");
    let channel = world.channel("general").await;
    let outcome = newcomer
        .slash(&channel, "bank show", &[("question", QUESTION)])
        .await;
    newcomer.reply(&outcome).await;
    let mut pages = newcomer.messages(&channel).await;
    crate::world::eventually("every page", async || {
        pages = newcomer.messages(&channel).await;
        let headings: Vec<_> = pages.iter().flat_map(|page| page.headings()).collect();
        let all = [
            TITLE,
            "Framework",
            "STAR example",
            "Mistakes to avoid",
            "Key points",
            "How to answer",
            "What interviewers look for",
            "Terms",
            "Follow-up questions",
        ];
        all.iter().all(|one| headings.contains(one)).then_some(())
    })
    .await;
    assert!(pages.iter().all(|page| page.is_ephemeral()));
    assert!(world.person("regular").messages(&channel).await.is_empty());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_bank_is_counted() {
    let world = World::start().await;
    let newcomer = world.person("newcomer");
    let channel = world.channel("general").await;
    let stats = newcomer.ask(&channel, "bank stats", PLAIN).await;
    assert!(stats.is_ephemeral());
    let files = questions_in(&crate::world::root().join("content/questions"));
    assert!(stats.says(&files.to_string()), "{files} questions: {stats}");
    world.end().await;
}

fn questions_in(folder: &std::path::Path) -> usize {
    let entries = std::fs::read_dir(folder).expect("a folder");
    entries
        .map(|entry| entry.expect("an entry").path())
        .map(|path| {
            if path.is_dir() {
                questions_in(&path)
            } else {
                1
            }
        })
        .sum()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_framework_is_explained() {
    let world = World::start().await;
    let newcomer = world.person("newcomer");
    let channel = world.channel("general").await;
    for name in ["star", "STAR", " Star "] {
        let shown = newcomer.ask(&channel, "framework", &[("name", name)]).await;
        assert!(shown.is_ephemeral());
        for word in ["Situation", "Task", "Action", "Result"] {
            assert!(shown.says(word), "{name}: {shown}");
        }
    }
    let unknown = newcomer
        .ask(&channel, "framework", &[("name", "stra")])
        .await;
    assert!(unknown.says("no framework called “stra”"), "{unknown}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn help_fits_one_screen() {
    let world = World::start().await;
    let newcomer = world.person("newcomer");
    for channel in [world.channel("general").await, newcomer.direct().await] {
        let help = newcomer.ask(&channel, "help", PLAIN).await;
        assert!(help.says("/drill"), "{help}");
        assert!(help.says("/privacy"), "{help}");
        let length = help.words().chars().count();
        assert!(length < 2_000, "{length} characters");
    }
    world.end().await;
}
