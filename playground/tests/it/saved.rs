//! State that outlives a run.

use playground::{Options, Playground, StartError};
use serde_json::json;

use crate::bench::Bench;

#[tokio::test]
async fn the_world_is_as_it_was_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let options = Options {
        state_file: Some(folder.path().join("state.json")),
        ..Options::default()
    };
    let bench = Bench::with(options.clone()).await;
    bench
        .register(json!([{"name": "ask", "description": "Asks"}]))
        .await;
    let message = bench.say(&bench.text, "kept").await;
    let (text, member) = (bench.text.clone(), bench.member.clone());
    bench.playground.stop().await;

    let bench = Bench::with(options).await;
    let seen = bench.seen(&member, &text).await;
    assert_eq!(seen[0]["id"], message.as_str());
    let state = bench.state(None).await;
    assert_eq!(state["commands"][&bench.guild][0]["name"], "ask");
    let next = bench.say(&text, "later").await;
    assert!(next.parse::<u64>().unwrap() > message.parse::<u64>().unwrap());
}

#[tokio::test]
async fn a_broken_state_file_is_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state.json");
    std::fs::write(&path, "{").unwrap();
    let options = Options {
        state_file: Some(path.clone()),
        ..Options::default()
    };
    match Playground::start(options).await {
        Err(StartError::State { path: named, .. }) => assert_eq!(named, path),
        other => panic!("{:?}", other.map(|one| one.address())),
    }
}
