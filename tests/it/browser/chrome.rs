//! A headless Chromium of one test, behind a ChromeDriver of its own.

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use serde_json::json;
use tempfile::TempDir;
use thirtyfour::common::capabilities::chrome::ChromeCapabilities;
use thirtyfour::prelude::*;
use thirtyfour::{BrowserLogEntry, LoggingPrefsLogLevel};

use super::tab::Tab;
use crate::world::{Person, World};

const MISSING: &str = "these tests use a real browser: install ChromeDriver and Chromium \
    (on Debian `apt-get install chromium chromium-driver`) so that `chromedriver` is \
    on the PATH";
/// Whether there is a browser to test with. Nobody needs one to run the tests; the gate sets
/// `GREENROOM_TEST_BROWSER`, and then one must be there.
pub fn wanted() -> bool {
    let found = Command::new("chromedriver")
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    assert!(
        found || std::env::var_os("GREENROOM_TEST_BROWSER").is_none(),
        "{MISSING}"
    );
    if !found {
        eprintln!("left out, as there is no chromedriver on the PATH: {MISSING}");
    }
    found
}

/// How long ChromeDriver may take to listen.
const START: Duration = Duration::from_secs(30);
const FLAGS: [&str; 10] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=en",
    // ChromeDriver holds the other end: the browser ends with it, however that one ends.
    "--remote-debugging-pipe",
];
/// Width and height of a phone that is small today, in CSS pixels.
const PHONE: (u32, u32) = (360, 740);
/// Width and height of a window on a desk, in CSS pixels.
const DESK: (u32, u32) = (1280, 900);

/// A ChromeDriver that does not outlive its test.
struct Driver {
    child: Child,
    address: String,
    /// Kept open: what it still has to say must not end it.
    _output: BufReader<ChildStdout>,
}

impl Driver {
    async fn start() -> Self {
        let started = tokio::task::spawn_blocking(Self::start_and_listen);
        let started = tokio::time::timeout(START, started).await;
        started
            .expect("ChromeDriver says where it listens")
            .expect("no panic")
            .unwrap_or_else(|problem| panic!("{MISSING} ({problem})"))
    }

    fn start_and_listen() -> Result<Self, String> {
        let mut child = Command::new("chromedriver")
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("chromedriver: {error}"))?;
        let output = child.stdout.take().expect("it is piped");
        let mut driver = Self {
            child,
            address: String::new(),
            _output: BufReader::new(output),
        };
        let mut said = String::new();
        while driver
            ._output
            .read_line(&mut said)
            .is_ok_and(|read| read > 0)
        {
            if let Some((_, port)) = said.split_once("started successfully on port ") {
                let port = port.trim().trim_end_matches('.');
                driver.address = format!("http://127.0.0.1:{port}");
                return Ok(driver);
            }
        }
        Err(format!("chromedriver ended at once, saying: {said}"))
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Both fail where it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A browser. Fields are dropped in this order: the session finds its driver gone and does not
/// wait for it, and the profile goes when nobody writes to it.
pub struct Browser {
    _driver: Driver,
    session: WebDriver,
    _profile: TempDir,
    size: (u32, u32),
    base: String,
}

impl Browser {
    /// With windows as on a desk.
    pub async fn start(world: &World) -> Self {
        Self::with(world, capabilities(), DESK).await
    }

    /// With the screen and the touch of a phone.
    pub async fn phone(world: &World) -> Self {
        let mut phone = capabilities();
        let (width, height) = PHONE;
        let metrics = json!({"width": width, "height": height, "pixelRatio": 2.0, "touch": true});
        phone
            .add_experimental_option("mobileEmulation", json!({"deviceMetrics": metrics}))
            .expect("a value that is JSON");
        Self::with(world, phone, PHONE).await
    }

    async fn with(world: &World, mut wanted: ChromeCapabilities, size: (u32, u32)) -> Self {
        let driver = Driver::start().await;
        let profile = tempfile::tempdir().expect("a temporary folder");
        wanted
            .add_arg(&format!("--user-data-dir={}", profile.path().display()))
            .expect("a value that is JSON");
        let session = WebDriver::new(&driver.address, wanted).await;
        let session = session.unwrap_or_else(|error| panic!("{MISSING} ({error})"));
        Self {
            _driver: driver,
            session,
            _profile: profile,
            size,
            base: world.api(),
        }
    }

    /// A window in which somebody looks at a channel.
    pub async fn open(&self, person: &Person, channel: &str) -> Tab<'_> {
        let address = format!("{}/?as={}&channel={channel}", self.base, person.id);
        Tab::open(&self.session, person, self.size, &address).await
    }

    /// Closes the browser; fails the test if the page ran into an error anywhere.
    pub async fn end(self) {
        let errors = self.errors().await;
        assert!(errors.is_empty(), "the page ran into errors: {errors:#?}");
        self.session.quit().await.expect("a session to end");
    }

    async fn errors(&self) -> Vec<BrowserLogEntry> {
        let mut errors = Vec::new();
        for window in self.session.windows().await.expect("windows") {
            let switched = self.session.switch_to_window(window).await;
            switched.expect("a window that is open");
            errors.extend(self.session.browser_log().await.expect("a log"));
        }
        errors
    }
}

fn capabilities() -> ChromeCapabilities {
    let mut wanted = DesiredCapabilities::chrome();
    for flag in FLAGS {
        wanted.add_arg(flag).expect("a value that is JSON");
    }
    wanted
        .set_browser_log_level(LoggingPrefsLogLevel::Severe)
        .expect("a value that is JSON");
    wanted
}
