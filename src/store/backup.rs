//! Copies of the embedded database, and the commands that copy a PostgreSQL one.
//!
//! A copy is a consistent picture of one moment, made while others write. It appears under its
//! name only when it is complete and on the disk; nothing is ever overwritten.

use std::ffi::OsString;
use std::fs::File;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use sqlx::{AnyConnection, Connection};

use super::Store;
use super::connection::{Address, connect_plainly};
use super::error::StoreError;

impl Store {
    /// Copies the embedded database to `path`, while it is in use.
    ///
    /// # Errors
    /// [`StoreError::Exists`] rather than overwriting; [`StoreError::OnlyEmbedded`] on PostgreSQL,
    /// for which there is [`backup_command`].
    pub async fn backup_to(&self, path: &Path) -> Result<(), StoreError> {
        copy_file(self.file().ok_or(StoreError::OnlyEmbedded)?, path).await
    }
}

/// Copies the embedded database at `url` to `path`, while another process may use it, and without
/// migrating it: a newer program may so copy what an older one is working on.
///
/// # Errors
/// As [`Store::backup_to`]; [`StoreError::File`] where there is no database.
pub async fn back_up(url: &str, path: &Path) -> Result<(), StoreError> {
    match url.parse()? {
        Address::Sqlite(file) => copy_file(&file, path).await,
        Address::Postgres(_) => Err(StoreError::OnlyEmbedded),
    }
}

async fn copy_file(file: &Path, path: &Path) -> Result<(), StoreError> {
    File::open(file).map_err(StoreError::file("read", file))?;
    let mut connection = connect_plainly(file).await?;
    let copied = copy_to(&mut connection, path).await;
    connection.close().await?;
    copied
}

/// The command that copies a PostgreSQL database to `file`, without the password, which the tool
/// asks for or takes from its usual places.
///
/// # Errors
/// [`StoreError::Address`] where `url` is not PostgreSQL's.
pub fn backup_command(url: &str, file: &Path) -> Result<String, StoreError> {
    let (url, file) = (
        quoted(&without_secrets(url)?),
        quoted(&file.to_string_lossy()),
    );
    Ok(format!("pg_dump --format=custom --file={file} {url}"))
}

/// The command that brings such a copy back.
///
/// # Errors
/// [`StoreError::Address`] where `url` is not PostgreSQL's.
pub fn restore_command(url: &str, file: &Path) -> Result<String, StoreError> {
    let (url, file) = (
        quoted(&without_secrets(url)?),
        quoted(&file.to_string_lossy()),
    );
    Ok(format!(
        "pg_restore --clean --if-exists --single-transaction --dbname={url} {file}"
    ))
}

/// A name beside a file: `greenroom.db.before-2-20261104T101500Z`.
pub(super) fn beside(file: &Path, what: &str, now: Timestamp) -> PathBuf {
    with_ending(file, &format!(".{what}-{}", now.strftime("%Y%m%dT%H%M%SZ")))
}

/// The path with this at its end.
pub(super) fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    PathBuf::from(name)
}

/// Copies the connection's database to `path`.
pub(super) async fn copy_to(connection: &mut AnyConnection, path: &Path) -> Result<(), StoreError> {
    if path.exists() {
        return Err(StoreError::Exists(path.to_owned()));
    }
    let partial = with_ending(path, ".partial");
    remove_if_there(&partial)?;
    let target = partial
        .to_str()
        .ok_or(StoreError::Address("is not valid UTF-8"))?;
    let copied = sqlx::query("VACUUM INTO $1")
        .bind(target)
        .execute(connection)
        .await;
    if let Err(error) = copied {
        remove_if_there(&partial)?;
        return Err(error.into());
    }
    put_in_place(&partial, path)
}

/// Gives a complete file its name, once its bytes are on the disk.
pub(super) fn put_in_place(partial: &Path, path: &Path) -> Result<(), StoreError> {
    // VACUUM INTO leaves it to the system when the copy reaches the disk.
    File::open(partial)
        .and_then(|file| file.sync_all())
        .map_err(StoreError::file("write out", partial))?;
    keep_private(partial)?;
    std::fs::rename(partial, path).map_err(StoreError::file("name", path))?;
    sync_folder_of(path)
}

/// Lets nobody but its owner read a file: people's answers are in it. SQLite gives its log the same
/// rights.
pub(super) fn keep_private(file: &Path) -> Result<(), StoreError> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let owner_alone = std::fs::Permissions::from_mode(0o600);
        std::fs::set_permissions(file, owner_alone).map_err(StoreError::file("close", file))?;
    }
    #[cfg(not(unix))]
    let _ = file;
    Ok(())
}

/// Brings changed names in a file's folder to the disk.
pub(super) fn sync_folder_of(path: &Path) -> Result<(), StoreError> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    // Only Unix opens folders.
    if cfg!(unix) {
        File::open(folder)
            .and_then(|folder| folder.sync_all())
            .map_err(StoreError::file("write out", folder))?;
    }
    Ok(())
}

pub(super) fn remove_if_there(path: &Path) -> Result<(), StoreError> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(StoreError::file("remove", path)(error))
        }
        _ => Ok(()),
    }
}

/// The address without its password, and without options that are sqlx's alone.
fn without_secrets(url: &str) -> Result<String, StoreError> {
    let Address::Postgres(url) = url.parse()? else {
        return Err(StoreError::Address("is not PostgreSQL's"));
    };
    let (url, options) = url.split_once('?').unwrap_or((&url, ""));
    let (scheme, rest) = url
        .split_once("://")
        .ok_or(StoreError::Address("is not a well-formed URL"))?;
    // A password may hold `@` and `/`, so its end is the last `@`.
    let rest = match rest.rsplit_once('@') {
        Some((login, place)) => {
            let user = login.split_once(':').map_or(login, |(user, _)| user);
            format!("{user}@{place}")
        }
        None => rest.to_owned(),
    };
    let kept: Vec<_> = options
        .split('&')
        .filter(|option| {
            let name = option.split('=').next().unwrap_or_default();
            [
                "host",
                "port",
                "user",
                "dbname",
                "sslmode",
                "sslrootcert",
                "options",
            ]
            .contains(&name)
        })
        .collect();
    let question_mark = if kept.is_empty() { "" } else { "?" };
    Ok(format!(
        "{scheme}://{rest}{question_mark}{}",
        kept.join("&")
    ))
}

/// For a POSIX shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_leave_the_password_out() {
        for url in [
            "postgres://me:s3cret@db.example:5433/green",
            "postgres://me:s3cret@host@db.example:5433/green",
            "postgres://me:a/s3cret@db.example:5433/green",
            "postgres://me@db.example:5433/green?password=s3cret",
        ] {
            assert_eq!(
                backup_command(url, Path::new("a b.dump")).expect("an address of PostgreSQL"),
                "pg_dump --format=custom --file='a b.dump' 'postgres://me@db.example:5433/green'"
            );
        }
        assert_eq!(
            restore_command(
                "postgresql://db/green?sslmode=require&statement-cache-capacity=5",
                Path::new("it's.dump")
            )
            .expect("an address of PostgreSQL"),
            r"pg_restore --clean --if-exists --single-transaction --dbname='postgresql://db/green?sslmode=require' 'it'\''s.dump'"
        );
        assert!(backup_command("sqlite://a.db", Path::new("b")).is_err());
    }

    #[test]
    fn copies_say_why_and_when() {
        let now = "2026-11-04T10:15:00.5Z".parse().expect("an instant");
        assert_eq!(
            beside(Path::new("data/g.db"), "before-2", now),
            Path::new("data/g.db.before-2-20261104T101500Z")
        );
    }
}
