//! What every measurement needs: a playground, the bot as a process of its own, and people who act.

use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use playground::{Options, Playground, StartWorld};
use reqwest::Client;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::time::{Instant, sleep};

/// Longer than Discord's limit for one interaction's follow-up would make anybody wait.
const PATIENCE: Duration = Duration::from_secs(120);

/// A playground, and a database for a bot.
pub struct Scenery {
    playground: Playground,
    http: Client,
    database: TempDir,
}

/// The bot that plays on it.
pub struct Stage {
    pub scenery: Scenery,
    pub bot: Bot,
}

impl Scenery {
    /// A new one, with an empty database.
    pub async fn set(world: StartWorld, rate_limits: bool) -> Result<Self> {
        let options = Options {
            world,
            rate_limits,
            ..Options::default()
        };
        Ok(Self {
            playground: Playground::start(options).await?,
            http: Client::new(),
            database: tempfile::tempdir()?,
        })
    }

    /// Starts a bot on it.
    pub fn enter(self, pinned: bool) -> Result<Stage> {
        let bot = Bot::start(&self, pinned)?;
        Ok(Stage { scenery: self, bot })
    }

    /// The address of the bot's database.
    pub fn database(&self) -> String {
        let file = self.database.path().join("greenroom.db");
        format!("sqlite://{}", file.display())
    }

    /// Asks the playground's control interface.
    pub async fn get(&self, path: &str) -> Result<Value> {
        let url = format!("{}{path}", self.playground.base_url());
        let answer = self.http.get(url).send().await?.error_for_status()?;
        Ok(serde_json::from_str(&answer.text().await?)?)
    }
}

impl Stage {
    /// Ends the bot and takes everything down.
    pub async fn strike(self) {
        drop(self.bot);
        self.scenery.playground.stop().await;
    }

    /// Asks the playground's control interface.
    pub async fn get(&self, path: &str) -> Result<Value> {
        self.scenery.get(path).await
    }

    /// Has a person run `/drill` in a channel.
    pub fn drill(
        &self,
        channel: &str,
        person: &str,
    ) -> impl Future<Output = Result<()>> + Send + 'static {
        let act = json!({"as": person, "do": "slash", "channel": channel, "name": "drill",
            "options": []});
        let request = self
            .scenery
            .http
            .post(format!(
                "{}/playground/act",
                self.scenery.playground.base_url()
            ))
            .header("content-type", "application/json")
            .body(act.to_string());
        async move {
            request.send().await?.error_for_status()?;
            Ok(())
        }
    }

    /// Waits until the bot is connected, and for 4 s nothing goes to or fro and its memory
    /// stays the same.
    pub async fn until_quiet(&self) -> Result<()> {
        let begun = Instant::now();
        let mut same = 0;
        let mut before = Value::Null;
        while begun.elapsed() < PATIENCE {
            let counters = self.get("/playground/counters").await?;
            let now = json!([counters["requests"], counters["gateway"]["events_sent"]]);
            let connected = counters["gateway"]["events_sent"].as_u64() > Some(0);
            same = if connected && now == before {
                same + 1
            } else {
                0
            };
            if same == 4 {
                return Ok(());
            }
            before = now;
            sleep(Duration::from_secs(1)).await;
        }
        bail!("the bot did not come to rest in {} s", PATIENCE.as_secs())
    }
}

/// The bot's process; ends with this value.
pub struct Bot(Child);

impl Bot {
    fn start(scenery: &Scenery, pinned: bool) -> Result<Self> {
        let playground = &scenery.playground;
        let program = env!("CARGO_BIN_EXE_greenroom");
        // Pinned from its beginning, so that it starts as many threads as on such a machine.
        let mut command = if pinned {
            let mut command = Command::new("taskset");
            command.args(["--cpu-list", "0", program]);
            command
        } else {
            Command::new(program)
        };
        let bot = command
            .arg("run")
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .env("DISCORD_TOKEN", playground.token())
            .env_remove("DISCORD_TOKEN_FILE")
            .env("GREENROOM_DISCORD_API", playground.base_url())
            .env("GREENROOM_DATABASE_URL", scenery.database())
            .env("RUST_LOG", "error")
            .stdin(Stdio::null())
            .spawn()
            .with_context(|| format!("can't start {program}"))?;
        Ok(Self(bot))
    }

    /// A line of the process's status, in MB of 1,000,000 bytes.
    pub fn memory(&self, line: &str) -> Result<f64> {
        let path = format!("/proc/{}/status", self.0.id());
        let status =
            std::fs::read_to_string(&path).context("only Linux tells a process's memory")?;
        let kibibytes: f64 = status
            .lines()
            .find_map(|found| found.strip_prefix(line))
            .and_then(|rest| rest.split_whitespace().next())
            .context("the process has ended")?
            .parse()?;
        Ok(kibibytes * 1024.0 / 1e6)
    }
}

impl Drop for Bot {
    fn drop(&mut self) {
        // It may have ended by itself; either way nothing is left of it after this.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Leaves the first core to the bot.
pub fn pin_to_second_core() -> Result<()> {
    let pinned = Command::new("taskset")
        .args(["--cpu-list", "--pid", "1"])
        .arg(std::process::id().to_string())
        .stdout(Stdio::null())
        .status()
        .context("can't run taskset, which --pinned needs")?;
    ensure!(pinned.success(), "taskset could not pin this process");
    Ok(())
}
