//! The binary with a bot: tokens, signals, the log, backup and restore.

use std::path::Path;
use std::process::Command;

use sqlx::{AnyConnection, Connection};

use crate::cli::{Ended, assert_ends, run};
use crate::world::{ANSWER, BETTER, PLAIN, QUESTION, Setup, World, binary, environment};

fn with_environment(world: &World) -> Command {
    let mut command = binary();
    for (name, value) in environment(world) {
        command.env(name, value);
    }
    command
}

async fn without_bot(process: bool) -> World {
    World::with(Setup {
        start: false,
        embedded: true,
        process,
        ..Setup::default()
    })
    .await
}

/// Runs a command beside the playground, which needs this thread to go on.
async fn beside(mut command: Command) -> Ended {
    tokio::task::spawn_blocking(move || run(&mut command, ""))
        .await
        .expect("a command that ends")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_token_ends_with_3() {
    let world = without_bot(true).await;
    let wrong = "MTIz.wrong.token-of-nobody";
    for name in ["run", "doctor"] {
        let mut command = with_environment(&world);
        command.arg(name).env("DISCORD_TOKEN", wrong);
        let ended = beside(command).await;
        assert_eq!(ended.code, Some(3), "{}{}", ended.out, ended.err);
        assert!(!ended.err.contains(wrong), "a token is never printed");
        assert!(!ended.out.contains(wrong), "a token is never printed");
        let told = format!("{}{}", ended.out, ended.err);
        assert!(told.contains("DISCORD_TOKEN"), "{told}");
    }
    let file = world.path("token");
    std::fs::write(&file, format!("{}\n", world.token())).expect("a file");
    let mut command = with_environment(&world);
    command
        .arg("doctor")
        .env_remove("DISCORD_TOKEN")
        .env("DISCORD_TOKEN_FILE", &file);
    let ended = beside(command).await;
    assert_eq!(ended.code, Some(0), "{}{}", ended.out, ended.err);
    assert!(
        ended.out.contains("permissions="),
        "an invite link: {}",
        ended.out
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_does_not_answer_ends_with_1() {
    let world = without_bot(true).await;
    let mut command = with_environment(&world);
    // A port where nobody listens: taken and given back.
    let port = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = port.local_addr().expect("an address");
    drop(port);
    command
        .arg("run")
        .env("GREENROOM_DISCORD_API", format!("http://{address}"));
    let ended = beside(command).await;
    assert_eq!(ended.code, Some(1), "{}{}", ended.out, ended.err);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sigterm_drains_and_ends_with_0() {
    let mut world = World::with(Setup {
        process: true,
        ..Setup::default()
    })
    .await;
    let newcomer = world.person("newcomer");
    let channel = world.channel("interview-prep").await;
    let asked = newcomer
        .slash(&channel, "drill", &[("question", QUESTION)])
        .await;
    // Asserts the exit code.
    world.stop_bot().await;
    let reply = newcomer.reply(&asked).await;
    newcomer.drill_behind(&channel, reply).await;
    let log = std::fs::read_to_string(world.path("greenroom.log")).expect("a log");
    assert!(log.contains("stopping"), "{log}");
    assert!(!log.contains("panicked"), "{log}");
    assert!(!log.contains(world.token()), "a token is never logged");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn answers_never_enter_the_log() {
    let mut world = World::with(Setup {
        process: true,
        ..Setup::default()
    })
    .await;
    let newcomer = world.person("newcomer");
    let channel = world.channel("interview-prep").await;
    let drill = newcomer.drill(&channel).await;
    newcomer.answer(&drill.opening, "Answer", ANSWER).await;
    newcomer.coaching(&drill.thread).await;
    newcomer.say(&drill.thread, ANSWER).await;
    world.stop_bot().await;
    let log = std::fs::read_to_string(world.path("greenroom.log")).expect("a log");
    assert!(!log.contains("placeholder pods"), "{log}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_is_made_while_the_bot_runs_and_put_back() {
    let mut world = without_bot(true).await;
    world.start_bot().await;
    let newcomer = world.person("newcomer");
    let channel = world.channel("interview-prep").await;
    let drill = newcomer.drill(&channel).await;
    newcomer.answer(&drill.opening, "Answer", ANSWER).await;
    newcomer.coaching(&drill.thread).await;

    let copy = world.path("copy.db");
    let backup = |file: &Path| {
        let mut command = with_environment(&world);
        command.arg("backup").arg(file);
        command
    };
    assert_ends(&beside(backup(&copy)).await, 0, &["copy.db"]);
    let twice = beside(backup(&copy)).await;
    assert_ends(&twice, 1, &["copy.db"]);

    newcomer.answer(&drill.opening, "Answer", BETTER).await;
    newcomer
        .wait_for(&drill.thread, "a second reply", |message| {
            message.headings().contains(&"What changed")
        })
        .await;
    world.stop_bot().await;
    let mut restore = with_environment(&world);
    restore.arg("restore").arg(&copy);
    assert_ends(&beside(restore).await, 0, &["Restored"]);
    world.start_bot().await;
    let kept = newcomer.ask(&channel, "privacy show", PLAIN).await;
    assert!(kept.says("1 answer"), "{kept}");
    let mut restore = with_environment(&world);
    let nonsense = world.path("nonsense.db");
    std::fs::write(&nonsense, "this is no database").expect("a file");
    restore.arg("restore").arg(&nonsense);
    assert_ends(&beside(restore).await, 1, &["nonsense.db"]);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_newer_database_is_refused_in_one_sentence() {
    let mut world = without_bot(true).await;
    world.start_bot().await;
    world.stop_bot().await;
    let mut connection = AnyConnection::connect(world.database.url())
        .await
        .expect("a database");
    let newer = "INSERT INTO _sqlx_migrations
        (version, description, installed_on, success, checksum, execution_time)
        VALUES (9999, 'of tomorrow', CURRENT_TIMESTAMP, 1, x'00', 0)";
    sqlx::query(newer)
        .execute(&mut connection)
        .await
        .expect("the table of migrations");
    connection.close().await.expect("an open connection");
    let mut command = with_environment(&world);
    command.arg("run");
    let ended = beside(command).await;
    assert_ends(&ended, 1, &["newer Greenroom"]);
    let told = ended
        .err
        .lines()
        .filter(|line| line.starts_with("greenroom:"));
    assert_eq!(told.count(), 1, "{}", ended.err);
    world.end().await;
}
