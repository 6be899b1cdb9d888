//! A world for one test: a stand-in of Discord, a database, a bot, and people who use it.

mod bot;
mod control;
mod database;
mod manners;
mod outcome;
mod person;
mod seen;
mod time;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use greenroom::clock::{Clock, ManualClock};
use playground::Playground;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::time::Instant;

pub use bot::{Running, Stopped, binary, environment};
pub use control::Control;
pub use database::Database;
pub use outcome::Outcome;
pub use person::{Drill, PLAIN, Person};
pub use seen::Seen;

/// The question that most tests ask.
pub const QUESTION: &str = "core/autoscaling-six-minutes-late";
/// Its title.
pub const TITLE: &str = "Autoscaling that arrives after the rush is over";
/// An answer to it that leaves most of its key points out.
pub const ANSWER: &str = "Last spring our shop had the same problem, so I measured each link of the \
    delay: the metrics server waits for its scrape interval, and the nodes took three minutes. \
    I added placeholder pods of low priority as headroom, and the errors went from 30% to 1%.";
/// Another answer, better than the first.
pub const BETTER: &str = "Last spring our shop had the same problem, so I measured each link of the \
    delay: the metrics server waits for its scrape interval, and the nodes took three minutes. \
    I added placeholder pods of low priority as headroom, raised the minimum ahead of time with a \
    cron job, scaled on requests per second in place of CPU, and checked the database connections \
    behind the service. As a result the errors went from 30% to 1% within two weeks.";

/// How long something may take before the test fails: long, since machines are shared and a wait
/// for a rate limit is part of some.
const PATIENCE: Duration = Duration::from_secs(60);
const POLL: Duration = Duration::from_millis(40);

/// Waits until `attempt` gives something, and fails the test if it never does.
pub async fn eventually<T>(what: &str, mut attempt: impl AsyncFnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(found) = attempt().await {
            return found;
        }
        assert!(Instant::now() < deadline, "waited in vain for: {what}");
        tokio::time::sleep(POLL).await;
    }
}

/// Long enough for the bot to have said something, if it were going to: more than the quiet time
/// of the test configuration and a turn of every loop.
pub async fn silence() {
    tokio::time::sleep(Duration::from_millis(3500)).await;
}

/// What a world is made of.
pub struct Setup {
    /// Whether the application has the Message Content intent.
    pub message_content: bool,
    /// Whether the stand-in limits rates as Discord does.
    pub rate_limits: bool,
    /// Whether the database is the embedded one, whatever the environment says.
    pub embedded: bool,
    /// Whether the bot starts with the world.
    pub start: bool,
    /// Whether the bot is a process of its own, which can be killed for real.
    pub process: bool,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            message_content: true,
            rate_limits: false,
            embedded: false,
            start: true,
            process: false,
        }
    }
}

/// One test's world.
pub struct World {
    /// What tests ask of the stand-in.
    pub control: Control,
    /// The bot's database.
    pub database: Database,
    /// A copy of the question bank, for tests that change it.
    content: Option<PathBuf>,
    folder: TempDir,
    playground: Playground,
    bot: Option<Running>,
    process: bool,
    clock: (Clock, ManualClock),
    people: HashMap<String, String>,
    /// The one role that the bot was told to notify.
    notified_role: Option<String>,
}

impl World {
    /// The usual world: two servers, three people (organiser, newcomer, regular), a running bot
    /// that may read messages.
    pub async fn start() -> Self {
        Self::with(Setup::default()).await
    }

    /// A world made to measure.
    pub async fn with(setup: Setup) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let playground = Playground::start(playground::Options {
            message_content: setup.message_content,
            rate_limits: setup.rate_limits,
            // Bodies are held against Discord's own description where it is at hand.
            openapi: std::env::var_os("DISCORD_OPENAPI").map(PathBuf::from),
            ..playground::Options::default()
        })
        .await
        .expect("a free port");
        let control = Control::new(&playground.base_url());
        let state = control.get("/playground/state").await;
        let people = state["people"].as_array().expect("people").iter();
        let people = people
            .map(|one| {
                (
                    text(&one["display_name"]).to_lowercase(),
                    text(&one["id"]).to_owned(),
                )
            })
            .collect();
        let mut world = Self {
            database: Database::new(folder.path(), setup.embedded).await,
            control,
            content: None,
            folder,
            playground,
            bot: None,
            process: setup.process,
            clock: Clock::ahead_of(Clock::system()),
            people,
            notified_role: None,
        };
        if setup.start {
            world.start_bot().await;
        }
        world
    }

    /// A file or folder of this world.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The address that stands in the place of `https://discord.com`.
    pub fn api(&self) -> String {
        self.playground.base_url()
    }

    /// The bot token that is accepted there.
    pub fn token(&self) -> &str {
        self.playground.token()
    }

    /// One of the people, by name in lower case.
    pub fn person(&self, name: &str) -> Person {
        let id = self.people.get(name).expect("a person of this world");
        Person::new(self.control.clone(), id, name)
    }

    /// Somebody new, in the first server.
    pub async fn newcomer(&mut self, name: &str) -> Person {
        let made = self
            .control
            .shape(json!({"do": "add_person", "name": name}))
            .await;
        let id = text(&made["id"]).to_owned();
        let guild = self.guild("Study hall").await;
        self.control
            .shape(json!({"do": "join", "person": id, "guild": guild}))
            .await;
        self.adopt(name, &id)
    }

    /// Takes note of somebody whom a test made.
    pub fn adopt(&mut self, name: &str, id: &str) -> Person {
        let name = name.to_lowercase();
        self.people.insert(name.clone(), id.to_owned());
        self.person(&name)
    }

    /// The id of a server, by its name.
    pub async fn guild(&self, name: &str) -> String {
        let state = self.control.get("/playground/state").await;
        let guilds = state["guilds"].as_array().expect("servers");
        let guild = guilds.iter().find(|guild| guild["name"] == name);
        text(&guild.expect("a server of this name")["id"]).to_owned()
    }

    /// The id of a channel in the first server.
    pub async fn channel(&self, name: &str) -> String {
        self.channel_of("Study hall", name).await
    }

    /// The id of a channel, by its server's name and its own.
    pub async fn channel_of(&self, guild: &str, name: &str) -> String {
        let state = self.control.get("/playground/state").await;
        let guilds = state["guilds"].as_array().expect("servers");
        let guild = guilds.iter().find(|one| one["name"] == guild);
        let channels = guild.expect("a server of this name")["channels"].as_array();
        let channel = channels
            .expect("channels")
            .iter()
            .find(|one| one["name"] == name);
        text(&channel.expect("a channel of this name")["id"]).to_owned()
    }

    /// The id of a role, by its server's name and its own.
    pub async fn role(&self, guild: &str, name: &str) -> String {
        let state = self.control.get("/playground/state").await;
        let guilds = state["guilds"].as_array().expect("servers");
        let guild = guilds.iter().find(|one| one["name"] == guild);
        let roles = guild.expect("a server of this name")["roles"].as_array();
        let role = roles.expect("roles").iter().find(|one| one["name"] == name);
        text(&role.expect("a role of this name")["id"]).to_owned()
    }

    /// Lets the bot notify this role, which it may not do otherwise.
    pub fn may_be_notified(&mut self, role: &str) {
        self.notified_role = Some(role.to_owned());
    }

    /// The bot's own id.
    pub async fn bot_id(&self) -> String {
        let state = self.control.get("/playground/state").await;
        text(&state["bot"]["id"]).to_owned()
    }

    /// A copy of the question bank, which the bot reads from its next start on.
    pub fn own_content(&mut self) -> PathBuf {
        let copy = self.path("content");
        copy_folder(&root().join("content"), &copy);
        self.content = Some(copy.clone());
        copy
    }

    /// Starts the bot and waits until it hears what happens.
    pub async fn start_bot(&mut self) {
        assert!(self.bot.is_none(), "one bot at a time");
        let before = self.identifies().await;
        self.bot = Some(Running::start(self, self.process));
        eventually("the bot to connect", async || {
            if let Some(failure) = self.bot.as_mut().and_then(Running::failure) {
                panic!("the bot did not start: {failure}");
            }
            let counters = self.control.get("/playground/counters").await;
            let identified = counters["gateway"]["identifies"].as_u64() > Some(before);
            (identified && counters["gateway"]["connected"] == 1).then_some(())
        })
        .await;
    }

    /// Starts the bot and does not wait for it.
    pub fn launch_bot(&mut self) {
        assert!(self.bot.is_none(), "one bot at a time");
        self.bot = Some(Running::start(self, self.process));
    }

    /// Whether a bot was started and not stopped.
    pub fn has_bot(&self) -> bool {
        self.bot.is_some()
    }

    async fn identifies(&self) -> u64 {
        let counters = self.control.get("/playground/counters").await;
        counters["gateway"]["identifies"]
            .as_u64()
            .expect("a number")
    }

    /// Stops the bot as a signal would: work in flight is finished.
    pub async fn stop_bot(&mut self) {
        let running = self.bot.take().expect("a running bot");
        let stopped = running.stop().await;
        assert_eq!(stopped, Stopped::Well, "the bot stops without an error");
        self.disconnected().await;
    }

    /// Sends a signal to the bot, which is a process of its own.
    pub fn signal_bot(&self, signal: &str) {
        self.bot.as_ref().expect("a running bot").signal(signal);
    }

    /// Ends the bot in the middle of whatever it does.
    pub async fn kill_bot(&mut self) {
        self.bot.take().expect("a running bot").kill().await;
        self.disconnected().await;
    }

    /// Waits until the bot hears what happens, after it lost its connection.
    pub async fn connected(&self) {
        eventually("the bot to connect again", async || {
            let counters = self.control.get("/playground/counters").await;
            (counters["gateway"]["connected"] == 1).then_some(())
        })
        .await;
    }

    /// Waits until the stand-in knows that the bot is gone.
    async fn disconnected(&self) {
        eventually("the connection to end", async || {
            let counters = self.control.get("/playground/counters").await;
            (counters["gateway"]["connected"] == 0).then_some(())
        })
        .await;
    }

    /// Stops and starts.
    pub async fn restart_bot(&mut self) {
        self.stop_bot().await;
        self.start_bot().await;
    }

    /// Makes a REST route or the gateway misbehave.
    pub async fn fault(&self, route: &str, what: &str, times: u32) {
        let fault = json!({"route": route, "what": what, "times": times});
        self.control.post("/playground/faults", &fault).await;
    }
}

/// The text of a JSON string.
fn text(value: &Value) -> &str {
    value.as_str().expect("a string")
}

/// The repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Copies a folder with all that is in it.
pub fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a new folder");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("a copy");
        }
    }
}
