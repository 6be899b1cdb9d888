//! The database of a world: embedded, or a schema on a PostgreSQL server.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::{AnyConnection, AssertSqlSafe, Connection, Row};

/// Names the PostgreSQL server for tests.
const POSTGRES: &str = "GREENROOM_TEST_POSTGRES";

/// A database that exists for one test.
pub enum Database {
    /// A file, which the bot makes.
    Embedded { file: PathBuf, url: String },
    /// A schema of its own.
    Schema {
        server: String,
        name: String,
        url: String,
    },
}

impl Database {
    pub(super) async fn new(folder: &Path, embedded: bool) -> Self {
        sqlx::any::install_default_drivers();
        match std::env::var(POSTGRES) {
            Ok(server) if !embedded => Self::schema(server).await,
            _ => {
                let file = folder.join("greenroom.db");
                let url = format!("sqlite://{}", file.display());
                Self::Embedded { file, url }
            }
        }
    }

    async fn schema(server: String) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("greenroom_it_{}_{number}", std::process::id());
        let sign = if server.contains('?') { '&' } else { '?' };
        let url = format!("{server}{sign}options=-csearch_path%3D{name}");
        run(&server, &format!("DROP SCHEMA IF EXISTS {name} CASCADE")).await;
        run(&server, &format!("CREATE SCHEMA {name}")).await;
        Self::Schema { server, name, url }
    }

    /// What the bot is configured with.
    pub fn url(&self) -> &str {
        match self {
            Self::Embedded { url, .. } | Self::Schema { url, .. } => url,
        }
    }

    /// A number that a query gives.
    pub async fn number(&self, query: &str) -> i64 {
        let mut connection = AnyConnection::connect(self.url())
            .await
            .expect("a database");
        let row = sqlx::query(AssertSqlSafe(query.to_owned()))
            .fetch_one(&mut connection)
            .await
            .expect("a row");
        connection.close().await.expect("an open connection");
        row.get(0)
    }

    /// Which of these words stand anywhere in the database. The embedded one is searched byte by
    /// byte, with its journal; so nothing may run on it.
    pub async fn holds<'a>(&self, words: &[&'a str]) -> Vec<&'a str> {
        let everything = match self {
            Self::Embedded { file, .. } => bytes(file),
            Self::Schema { name, .. } => self.rows_of(name).await.into_bytes(),
        };
        let found = words.iter().filter(|word| {
            everything
                .windows(word.len())
                .any(|window| window == word.as_bytes())
        });
        found.copied().collect()
    }

    async fn rows_of(&self, schema: &str) -> String {
        let mut connection = AnyConnection::connect(self.url())
            .await
            .expect("a database");
        let tables = format!(
            "SELECT CAST(table_name AS TEXT) FROM information_schema.tables
             WHERE table_schema = '{schema}'"
        );
        let tables = sqlx::query(AssertSqlSafe(tables))
            .fetch_all(&mut connection)
            .await
            .expect("tables");
        let mut all = String::new();
        for table in tables {
            let table: String = table.get(0);
            let query = format!("SELECT CAST(x AS TEXT) FROM {schema}.{table} x");
            let rows = sqlx::query(AssertSqlSafe(query))
                .fetch_all(&mut connection)
                .await
                .expect("rows");
            for row in rows {
                all.push_str(&row.get::<String, _>(0));
                all.push('\n');
            }
        }
        connection.close().await.expect("an open connection");
        all
    }

    pub(super) async fn drop(&self) {
        if let Self::Schema { server, name, .. } = self {
            run(server, &format!("DROP SCHEMA {name} CASCADE")).await;
        }
    }
}

/// The bytes of an embedded database and of the files beside it.
fn bytes(file: &Path) -> Vec<u8> {
    let mut all = std::fs::read(file).expect("a database");
    for end in ["-wal", "-shm"] {
        let mut beside = file.as_os_str().to_owned();
        beside.push(end);
        all.extend(std::fs::read(beside).unwrap_or_default());
    }
    all
}

async fn run(server: &str, statement: &str) {
    let mut connection = AnyConnection::connect(server)
        .await
        .expect("the server that GREENROOM_TEST_POSTGRES names");
    sqlx::raw_sql(AssertSqlSafe(statement.to_owned()))
        .execute(&mut connection)
        .await
        .expect("rights to make schemas");
    connection.close().await.expect("an open connection");
}
