//! The checks of `greenroom doctor`: each ends in a finding with its fix; none ends the others.

use jiff::SignedDuration;
use jiff::fmt::rfc2822;

use crate::clock::Clock;
use crate::config::{Config, Token, TokenError};
use crate::content;
use crate::discord::preflight::{self, Preflight, PreflightError};
use crate::discord::rest::{Rest, TIME_OUT};
use crate::discord::rights::{self, ServerRights};
use crate::domain::permission::Permission;
use crate::store::{self, Examined};

/// How a check came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// As it should be.
    Fine,
    /// Works, but worth knowing.
    Note,
    /// Has to be mended.
    Fault,
    /// The token or its rights have to be mended.
    Rights,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What was looked at.
    pub what: &'static str,
    /// How it came out.
    pub outcome: Outcome,
    /// In words.
    pub say: String,
    /// What to do.
    pub fix: Option<String>,
}

impl Finding {
    fn new(what: &'static str, outcome: Outcome, say: impl Into<String>) -> Self {
        Self {
            what,
            outcome,
            say: say.into(),
            fix: None,
        }
    }

    fn fix(mut self, fix: impl Into<String>) -> Self {
        self.fix = Some(fix.into());
        self
    }
}

/// Examines everything.
pub async fn examine(config: &Config, token: Result<Token, TokenError>) -> Vec<Finding> {
    let mut findings = vec![content(config), database(config).await];
    match token {
        Ok(token) => findings.extend(discord(config, &token).await),
        Err(error) => {
            findings.push(Finding::new("token", Outcome::Rights, error.to_string()));
        }
    }
    findings
}

fn content(config: &Config) -> Finding {
    match content::load(&config.content) {
        Ok(loaded) => {
            let say = format!(
                "{} questions in {}, {} warnings",
                loaded.bank.questions().len(),
                config.content.display(),
                loaded.warnings.len()
            );
            Finding::new("content", Outcome::Fine, say)
        }
        Err(faults) => Finding::new("content", Outcome::Fault, faults.to_string())
            .fix("run `greenroom check` and mend what it lists"),
    }
}

async fn database(config: &Config) -> Finding {
    let say = match store::examine(config.database.expose()).await {
        Ok(Examined::Ready) => format!("{} answers and is up to date", config.database),
        Ok(Examined::Older) => {
            format!(
                "{} answers; the next start brings it up to date",
                config.database
            )
        }
        Ok(Examined::NotThereYet) => {
            format!(
                "{} is not there yet; the first start makes it",
                config.database
            )
        }
        Err(error) => {
            return Finding::new("database", Outcome::Fault, error.to_string()).fix(
                "check database.url (or GREENROOM_DATABASE_URL), and that this user may write there",
            );
        }
    };
    Finding::new("database", Outcome::Fine, say)
}

async fn discord(config: &Config, token: &Token) -> Vec<Finding> {
    let rest = match Rest::new(token.expose(), config.discord.api.as_str()) {
        Ok(rest) => rest,
        Err(error) => return vec![Finding::new("token", Outcome::Rights, error.to_string())],
    };
    let shards = config.discord.shards.map_or(1, |shards| shards.count);
    let mut findings = match preflight::preflight(&rest, shards).await {
        Ok(found) => about_us(&found),
        Err(error @ PreflightError::WrongToken) => {
            return vec![Finding::new("token", Outcome::Rights, error.to_string())];
        }
        Err(error) => return vec![Finding::new("Discord", Outcome::Fault, error.to_string())],
    };
    findings.push(clock(&rest).await);
    findings.extend(permissions(&rest).await);
    findings
}

fn about_us(found: &Preflight) -> Vec<Finding> {
    let intent = if found.message_content {
        Finding::new(
            "intents",
            Outcome::Fine,
            "the application may read messages",
        )
    } else {
        Finding::new(
            "intents",
            Outcome::Note,
            "the application may not read messages: people answer by `Answer`, `Submit as \
             answer`, a mention or a direct message",
        )
        .fix("Developer Portal, your application, Bot, Message Content Intent, if you want typed answers to be read")
    };
    vec![
        Finding::new(
            "token",
            Outcome::Fine,
            format!("Discord knows us as {}", found.name),
        ),
        intent,
        Finding::new(
            "sessions",
            Outcome::Fine,
            format!(
                "{} more connections may be begun today",
                found.sessions_left
            ),
        ),
        Finding::new(
            "invite link",
            Outcome::Fine,
            rights::invite_link(found.application),
        ),
    ]
}

/// Discord's clock is the one that matters: schedules and the ids of messages follow it.
async fn clock(rest: &Rest) -> Finding {
    const TOLERATED: SignedDuration = SignedDuration::from_secs(5);
    let there = match rest.get("/gateway", TIME_OUT).await {
        Ok(answer) => answer
            .date
            .as_deref()
            .and_then(|date| rfc2822::parse(date).ok()),
        Err(error) => return Finding::new("clock", Outcome::Fault, error.to_string()),
    };
    let Some(there) = there else {
        return Finding::new(
            "clock",
            Outcome::Note,
            "Discord did not say what time it is",
        );
    };
    let apart = Clock::system().now().duration_since(there.timestamp());
    if apart.abs() <= TOLERATED {
        Finding::new("clock", Outcome::Fine, "agrees with Discord's")
    } else {
        let say = format!("is {} s away from Discord's", apart.as_secs());
        Finding::new("clock", Outcome::Fault, say)
            .fix("have the system's clock set over the network (timedatectl set-ntp true)")
    }
}

/// How many servers are named one by one.
const NAMED: usize = 20;

async fn permissions(rest: &Rest) -> Vec<Finding> {
    let servers = match rights::servers(rest).await {
        Ok(servers) => servers,
        Err(error) => return vec![Finding::new("permissions", Outcome::Fault, error)],
    };
    let lacking: Vec<Finding> = servers.iter().filter_map(lacking).take(NAMED).collect();
    if lacking.is_empty() {
        let say = format!("all that is needed on {} servers", servers.len());
        return vec![Finding::new("permissions", Outcome::Fine, say)];
    }
    lacking
}

fn lacking(server: &ServerRights) -> Option<Finding> {
    let missing = server.permissions.missing(&Permission::INVITED_WITH);
    let names: Vec<&str> = missing.iter().map(|permission| permission.name()).collect();
    (!names.is_empty()).then(|| {
        let say = format!("on {}, I lack {}", server.name, names.join(", "));
        Finding::new("permissions", Outcome::Rights, say)
            .fix("grant them to my role (Server Settings, Roles), or invite me again with the link above")
    })
}
