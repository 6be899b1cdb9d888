//! The bot of a world: in this process on a runtime of its own, or as the real binary.

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use greenroom::config::{Config, Environment, Token};
use tokio::runtime::Runtime;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::{World, root};

/// How a bot ended.
#[derive(Debug, PartialEq, Eq)]
pub enum Stopped {
    /// As it should.
    Well,
    /// With this error, or this output.
    Badly(String),
}

/// A bot that runs.
pub enum Running {
    /// In this process. A runtime of its own, so that everything of it can end at once.
    Here {
        runtime: Own,
        stop: CancellationToken,
        task: JoinHandle<Result<(), String>>,
    },
    /// The binary.
    Process { child: Reaped, log: PathBuf },
}

/// A runtime that may be dropped among asynchronous work: what runs on it ends where it stands.
pub struct Own(Option<Runtime>);

impl Drop for Own {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

/// A child that does not outlive its test.
pub struct Reaped(Child);

impl Drop for Reaped {
    fn drop(&mut self) {
        // Both fail where it has ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Running {
    pub(super) fn start(world: &World, process: bool) -> Self {
        if process {
            Self::process(world)
        } else {
            Self::here(world)
        }
    }

    fn here(world: &World) -> Self {
        let config = config(world);
        let token = Token::new(world.token());
        let clock = world.clock.0.clone();
        let stop = CancellationToken::new();
        let stopping = stop.clone();
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .expect("a runtime");
        let task = runtime.spawn(async move {
            let run = greenroom::app::run_with_clock(&config, &token, clock, stopping).await;
            run.map_err(|error| error.to_string())
        });
        Self::Here {
            runtime: Own(Some(runtime)),
            stop,
            task,
        }
    }

    /// One of several processes with a shard each, which share the world's database.
    pub fn shard(world: &World, shard: u32, of: u32) -> Self {
        let file = world.path(&format!("shard-{shard}.toml"));
        let config = format!(
            "[answers]\nquiet_seconds = 1\n[discord]\nshard_first = {shard}\nshard_count = 1\n\
             shard_total = {of}\nprocesses = {of}\n"
        );
        std::fs::write(&file, config).expect("a file");
        let file = ("GREENROOM_CONFIG", file.display().to_string());
        let log = world.path(&format!("shard-{shard}.log"));
        Self::spawn(environment(world).into_iter().chain([file]), log)
    }

    fn process(world: &World) -> Self {
        Self::spawn(environment(world), world.path("greenroom.log"))
    }

    /// The binary, in this environment.
    fn spawn(environment: impl IntoIterator<Item = (&'static str, String)>, log: PathBuf) -> Self {
        let file = std::fs::File::options()
            .create(true)
            .append(true)
            .open(&log)
            .expect("a log file");
        let mut command = binary();
        command.envs(environment);
        let child = command
            .arg("run")
            .stdin(Stdio::null())
            .stdout(file.try_clone().expect("a second handle"))
            .stderr(file)
            .spawn()
            .expect("the binary");
        Self::Process {
            child: Reaped(child),
            log,
        }
    }

    /// Why it ended by itself, if it did.
    pub fn failure(&mut self) -> Option<String> {
        match self {
            Self::Here { task, .. } => task.is_finished().then(|| "it ended".to_owned()),
            Self::Process { child, log } => {
                let ended = child.0.try_wait().expect("a child of ours")?;
                Some(format!("{ended}: {}", read(log)))
            }
        }
    }

    /// Asks it to end and waits.
    pub async fn stop(self) -> Stopped {
        match self {
            Self::Here {
                runtime,
                stop,
                task,
            } => {
                stop.cancel();
                let ended = task.await;
                drop(runtime);
                match ended {
                    Ok(Ok(())) => Stopped::Well,
                    Ok(Err(error)) => Stopped::Badly(error),
                    Err(error) => Stopped::Badly(error.to_string()),
                }
            }
            Self::Process { child, log } => {
                terminate(&child.0);
                let ended = wait(child).await;
                if ended.success() {
                    Stopped::Well
                } else {
                    Stopped::Badly(read(&log))
                }
            }
        }
    }

    /// Sends a signal to the binary.
    pub(super) fn signal(&self, name: &str) {
        let Self::Process { child, .. } = self else {
            panic!("only a process of its own takes signals");
        };
        signal(&child.0, name);
    }

    /// Ends it without warning: SIGKILL, or every task dropped where it stands.
    pub async fn kill(self) {
        match self {
            Self::Here { runtime, .. } => drop(runtime),
            Self::Process { mut child, .. } => {
                child.0.kill().expect("a child of ours");
                wait(child).await;
            }
        }
    }
}

async fn wait(mut child: Reaped) -> std::process::ExitStatus {
    tokio::task::spawn_blocking(move || child.0.wait())
        .await
        .expect("a thread")
        .expect("a child of ours")
}

/// Sends SIGTERM to a child of ours.
pub fn terminate(child: &Child) {
    signal(child, "-TERM");
}

fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill")
        .args([name, &child.id().to_string()])
        .status();
    assert!(sent.expect("the command kill").success());
}

/// The binary, in the repository, with an environment that names nothing of Greenroom's.
pub fn binary() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_greenroom"));
    command.current_dir(root());
    for name in [
        "DISCORD_TOKEN",
        "DISCORD_TOKEN_FILE",
        "GREENROOM_CONFIG",
        "GREENROOM_CONTENT",
        "GREENROOM_DATABASE_URL",
        "GREENROOM_DISCORD_API",
        "GREENROOM_HTTP_ADDR",
        "RUST_BACKTRACE",
        "RUST_LOG",
    ] {
        command.env_remove(name);
    }
    command
}

fn config(world: &World) -> Config {
    let environment = environment(world);
    let environment = Environment::from(|name| {
        let found = environment.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| value.clone())
    });
    Config::load(None, &environment).expect("a good configuration")
}

/// The environment that a bot of this world runs in.
pub fn environment(world: &World) -> Vec<(&'static str, String)> {
    let file = world.path("greenroom.toml");
    std::fs::write(&file, "[answers]\nquiet_seconds = 1\n").expect("a file");
    let content = world
        .content
        .clone()
        .unwrap_or_else(|| root().join("content"));
    vec![
        ("GREENROOM_CONFIG", file.display().to_string()),
        ("GREENROOM_CONTENT", content.display().to_string()),
        ("GREENROOM_DATABASE_URL", world.database.url().to_owned()),
        ("GREENROOM_DISCORD_API", world.api()),
        ("DISCORD_TOKEN", world.token().to_owned()),
    ]
}

fn read(log: &std::path::Path) -> String {
    std::fs::read_to_string(log).unwrap_or_default()
}
