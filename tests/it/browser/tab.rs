//! A window in which one person uses the page, by its hooks for tests (`playground/assets`).
//!
//! Whatever a person does is done with keys and presses of the browser; scripts only read. Every
//! step waits for what it needs, since the page draws anew what changed.

use std::path::Path;
use std::time::Duration;

use serde::de::DeserializeOwned;
use thirtyfour::error::WebDriverErrorInner;
use thirtyfour::prelude::*;
use thirtyfour::{TypingData, WindowHandle};
use tokio::time::Instant;

use crate::world::Person;

/// Names a folder for pictures of what the flows show.
const PICTURES: &str = "GREENROOM_TEST_SCREENSHOTS";
const PATIENCE: Duration = Duration::from_secs(60);
const POLL: Duration = Duration::from_millis(40);

/// A window.
pub struct Tab<'a> {
    session: &'a WebDriver,
    window: WindowHandle,
    name: String,
}

impl<'a> Tab<'a> {
    pub(super) async fn open(
        session: &'a WebDriver,
        person: &Person,
        (width, height): (u32, u32),
        address: &str,
    ) -> Self {
        let window = session.new_window().await.expect("a new window");
        let tab = Self {
            session,
            window,
            name: person.name.clone(),
        };
        tab.show().await;
        session
            .set_window_rect(0, 0, width, height)
            .await
            .expect("a window of this size");
        session.goto(address).await.expect("the page");
        tab.until("the page of this person", async || {
            let me = tab.find(&format!("person-{}", person.id)).await?;
            let ready = tab.find("composer").await?.is_enabled().await?;
            Ok((me.attr("aria-current").await?.is_some() && ready).then_some(()))
        })
        .await;
        tab
    }

    /// Brings the window to the front: what follows happens in it.
    async fn show(&self) {
        let switched = self.session.switch_to_window(self.window.clone()).await;
        switched.expect("a window that is open");
    }

    /// Tries until there is a result. An error of the browser may mean that something is not there
    /// yet or was drawn anew meanwhile; it is told only when patience ends.
    pub async fn until<T>(
        &self,
        what: &str,
        mut attempt: impl AsyncFnMut() -> WebDriverResult<Option<T>>,
    ) -> T {
        self.show().await;
        let deadline = Instant::now() + PATIENCE;
        loop {
            let outcome = attempt().await;
            if let Ok(Some(found)) = outcome {
                return found;
            }
            if Instant::now() >= deadline {
                self.picture("in-vain").await;
                let (who, seen) = (&self.name, self.messages().await);
                let seen: Vec<_> = seen.iter().map(|one| one.words.as_str()).collect();
                let error = outcome.err().map(|error| brief(&error));
                panic!("{who} waited in vain for {what} ({error:?}), seeing: {seen:#?}");
            }
            tokio::time::sleep(POLL).await;
        }
    }

    pub(super) async fn find(&self, testid: &str) -> WebDriverResult<WebElement> {
        self.session.find(By::Testid(testid)).await
    }

    pub(super) async fn find_all(&self, testid: &str) -> WebDriverResult<Vec<WebElement>> {
        self.session.find_all(By::Testid(testid)).await
    }

    pub(super) async fn find_by(&self, place: By) -> WebDriverResult<WebElement> {
        self.session.find(place).await
    }

    pub(super) async fn press_on(&self, what: &str, place: By) {
        self.until(what, async || {
            self.find_by(place.clone()).await?.click().await.map(Some)
        })
        .await;
    }

    /// Presses something by its hook.
    pub async fn press_hook(&self, testid: &str) {
        self.press_on(testid, By::Testid(testid)).await;
    }

    /// Types into something by its hook.
    pub(super) async fn type_into(&self, testid: &str, keys: impl Into<TypingData> + Clone) {
        self.until(testid, async || {
            self.find(testid)
                .await?
                .send_keys(keys.clone())
                .await
                .map(Some)
        })
        .await;
    }

    /// Puts other words in the place of those in a field.
    pub async fn rewrite_hook(&self, testid: &str, words: &str) {
        self.until(testid, async || {
            let field = self.find(testid).await?;
            field.clear().await?;
            field.send_keys(words).await.map(Some)
        })
        .await;
    }

    /// Chooses from a select of the page's own.
    pub async fn select(&self, testid: &str, entry: &str) {
        let place =
            format!("//select[@data-testid='{testid}']/option[normalize-space()='{entry}']");
        self.press_on(entry, By::XPath(place)).await;
    }

    /// The channel or thread that is open.
    pub async fn channel(&self) -> String {
        self.read("return new URLSearchParams(location.search).get('channel')")
            .await
    }

    /// What a script reads on the page.
    pub async fn read<T: DeserializeOwned>(&self, script: &str) -> T {
        self.show().await;
        let read = self.session.execute(script, Vec::new()).await;
        let read = read.expect("a script that runs");
        read.convert().expect("a value of this type")
    }

    /// How much wider the page is than the window, in CSS pixels, and what reaches furthest out.
    pub async fn overflow(&self) -> (i64, String) {
        self.read(
            r#"
            const wide = (node) => Math.ceil(node.getBoundingClientRect().right) - innerWidth;
            const shown = [...document.querySelectorAll("body *")].filter((node) =>
                node.checkVisibility({ visibilityProperty: true }) && node.closest("nav.channels, pre") === null);
            const widest = shown.reduce((most, node) => (wide(node) > wide(most) ? node : most), document.body);
            const scrolls = document.scrollingElement.scrollWidth - innerWidth;
            return [Math.max(wide(widest), scrolls, 0), widest.outerHTML.slice(0, 200)];"#,
        )
        .await
    }

    /// Keeps a picture of the window, where somebody asked for pictures.
    pub async fn picture(&self, name: &str) {
        let Some(folder) = std::env::var_os(PICTURES) else {
            return;
        };
        self.show().await;
        let file = Path::new(&folder).join(format!("{name}-{}.png", self.name));
        self.session.screenshot(&file).await.expect("a picture");
    }
}

/// An error of the browser without the trace that it comes with.
fn brief(error: &WebDriverError) -> String {
    let whole = match &**error {
        WebDriverErrorInner::NoSuchElement(_) => "it is not on the page".to_owned(),
        _ => error.to_string(),
    };
    whole.lines().next().unwrap_or_default().to_owned()
}
