//! Where the database is, and how every connection to it is set up: the one place for both.
//!
//! SQLite has one writer at a time by nature, so its writers share a pool of one connection and
//! queue there fairly, instead of meeting in busy time-outs; readers have a pool of their own and
//! never wait for them (WAL). `synchronous=NORMAL` is made up for in [`super::durable`].
//! `secure_delete` overwrites what is erased.

use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::{AnyConnection, AnyPool, ConnectOptions, Connection};

use super::error::StoreError;

/// The databases that we speak to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Embedded, one process.
    Sqlite,
    /// A server, any number of processes.
    Postgres,
}

const SQLITE_READERS: u32 = 4;
const POSTGRES_CONNECTIONS: u32 = 10;
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(10);

const SQLITE_SETTINGS: [&str; 5] = [
    "PRAGMA busy_timeout = 5000",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
];

/// A database's address, taken apart.
#[derive(Clone)]
pub(super) enum Address {
    Sqlite(PathBuf),
    /// May hold a password: never shown.
    Postgres(String),
}

impl FromStr for Address {
    type Err = StoreError;

    fn from_str(url: &str) -> Result<Self, StoreError> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Self::Postgres(url.to_owned()));
        }
        let Some(path) = url.strip_prefix("sqlite:") else {
            return Err(StoreError::Address("has an unknown beginning"));
        };
        let path = path.strip_prefix("//").unwrap_or(path);
        if path.is_empty() || path.ends_with('/') {
            return Err(StoreError::Address("names no file"));
        }
        if path.starts_with(":memory:") {
            return Err(StoreError::Address(
                "asks for a database in memory, where nothing would last",
            ));
        }
        if path.contains('?') {
            return Err(StoreError::Address(
                "has options after `?`, which Greenroom sets by itself",
            ));
        }
        Ok(Self::Sqlite(PathBuf::from(path)))
    }
}

impl Address {
    pub(super) fn kind(&self) -> Kind {
        match self {
            Self::Sqlite(_) => Kind::Sqlite,
            Self::Postgres(_) => Kind::Postgres,
        }
    }

    /// What sqlx needs; makes the folder of an embedded database.
    pub(super) fn options(&self) -> Result<AnyConnectOptions, StoreError> {
        sqlx::any::install_default_drivers();
        let url = match self {
            Self::Sqlite(path) => sqlite_url(&with_folder(path)?, "rwc")?,
            Self::Postgres(url) => url.clone(),
        };
        quiet(&url)
    }
}

/// One connection of its own, for migrations and for work on whole files.
pub(super) async fn connect(
    kind: Kind,
    options: &AnyConnectOptions,
) -> Result<AnyConnection, StoreError> {
    let mut connection = AnyConnection::connect_with(options).await?;
    if kind == Kind::Sqlite {
        set_up(&mut connection).await?;
    }
    Ok(connection)
}

/// A connection to a database file that only reads.
pub(super) async fn connect_read_only(path: &Path) -> Result<AnyConnection, StoreError> {
    sqlx::any::install_default_drivers();
    let options = quiet(&sqlite_url(path, "ro")?)?;
    Ok(AnyConnection::connect_with(&options).await?)
}

/// A connection to a database file that leaves its settings alone and does not wait for others.
pub(super) async fn connect_plainly(path: &Path) -> Result<AnyConnection, StoreError> {
    sqlx::any::install_default_drivers();
    let options = quiet(&sqlite_url(path, "rw")?)?;
    let mut connection = AnyConnection::connect_with(&options).await?;
    sqlx::query("PRAGMA busy_timeout = 500")
        .execute(&mut connection)
        .await?;
    Ok(connection)
}

/// (readers, writer); the same pool for both on PostgreSQL.
pub(super) async fn pools(
    kind: Kind,
    options: &AnyConnectOptions,
) -> Result<(AnyPool, AnyPool), StoreError> {
    match kind {
        Kind::Sqlite => {
            let writer = sqlite_pool(1).connect_with(options.clone()).await?;
            let readers = sqlite_pool(SQLITE_READERS)
                .connect_with(options.clone())
                .await?;
            Ok((readers, writer))
        }
        Kind::Postgres => {
            let pool = AnyPoolOptions::new()
                .max_connections(POSTGRES_CONNECTIONS)
                .acquire_timeout(ACQUIRE_TIMEOUT)
                .connect_with(options.clone())
                .await?;
            Ok((pool.clone(), pool))
        }
    }
}

fn sqlite_pool(connections: u32) -> AnyPoolOptions {
    AnyPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .after_connect(|connection, _| Box::pin(set_up(connection)))
}

async fn set_up(connection: &mut AnyConnection) -> Result<(), sqlx::Error> {
    for setting in SQLITE_SETTINGS {
        sqlx::query(setting).execute(&mut *connection).await?;
    }
    Ok(())
}

/// Statements may hold people's words: sqlx must not log them, not even slow ones.
fn quiet(url: &str) -> Result<AnyConnectOptions, StoreError> {
    let options = AnyConnectOptions::from_str(url)
        .map_err(|_| StoreError::Address("is not a well-formed URL"))?;
    Ok(options.disable_statement_logging())
}

fn with_folder(path: &Path) -> Result<PathBuf, StoreError> {
    let name = path
        .file_name()
        .ok_or(StoreError::Address("names no file"))?;
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    std::fs::create_dir_all(folder).map_err(StoreError::file("make the folder", folder))?;
    let folder = folder
        .canonicalize()
        .map_err(StoreError::file("find the folder", folder))?;
    Ok(folder.join(name))
}

fn sqlite_url(path: &Path, mode: &str) -> Result<String, StoreError> {
    let path = std::path::absolute(path).map_err(StoreError::file("find", path))?;
    let text = path
        .to_str()
        .ok_or(StoreError::Address("is not valid UTF-8"))?;
    let mut url = String::from("sqlite://");
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte) {
            url.push(char::from(byte));
        } else {
            url.push_str(&format!("%{byte:02X}"));
        }
    }
    url.push_str("?mode=");
    url.push_str(mode);
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_taken_apart() {
        for (url, path) in [
            ("sqlite://data/greenroom.db", "data/greenroom.db"),
            ("sqlite:///var/lib/g.db", "/var/lib/g.db"),
            ("sqlite:g.db", "g.db"),
        ] {
            match url.parse() {
                Ok(Address::Sqlite(found)) => assert_eq!(found, Path::new(path)),
                _ => panic!("{url} is an address of a file"),
            }
        }
        for url in ["postgres://a@b/c", "postgresql://a@b/c"] {
            assert!(matches!(url.parse(), Ok(Address::Postgres(_))), "{url}");
        }
        for url in [
            "",
            "mysql://a/b",
            "sqlite://",
            "sqlite://:memory:",
            "sqlite://a?mode=ro",
            "sqlite://a/",
        ] {
            assert!(
                matches!(url.parse::<Address>(), Err(StoreError::Address(_))),
                "{url}"
            );
        }
    }

    #[test]
    fn a_path_survives_its_url() {
        let url = sqlite_url(Path::new("/a b/50% #1?.db"), "rw").expect("a path of UTF-8");
        assert_eq!(url, "sqlite:///a%20b/50%25%20%231%3F.db?mode=rw");
    }
}
