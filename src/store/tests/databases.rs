//! Databases for tests: each test has one of its own, on SQLite always and on PostgreSQL where
//! `GREENROOM_TEST_POSTGRES` names a server.

use std::future::Future;
use std::io::Write;
use std::sync::Once;
use std::sync::atomic::{AtomicU32, Ordering};

use jiff::Timestamp;
use sqlx::{AnyConnection, AssertSqlSafe, Connection};

use crate::store::Store;

const POSTGRES: &str = "GREENROOM_TEST_POSTGRES";

/// The instant at which tests begin.
pub(super) fn start() -> Timestamp {
    "2026-11-04T10:15:00Z".parse().expect("a literal instant")
}

/// Runs a test on a new SQLite database.
pub(super) async fn on_sqlite<F: Future<Output = ()>>(test: impl FnOnce(Store) -> F) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let url = format!("sqlite://{}/data/greenroom.db", folder.path().display());
    let store = Store::open(&url, start()).await.expect("a new database");
    test(store.clone()).await;
    store.close().await;
}

/// Runs a test in a new schema on PostgreSQL, which is dropped at the end.
pub(super) async fn on_postgres<F>(test: impl FnOnce(Store) -> F + Send + 'static)
where
    F: Future<Output = ()> + Send + 'static,
{
    let Some(schema) = Schema::create().await else {
        return;
    };
    let url = schema.url();
    // A task, so that the schema is dropped also where the test panics.
    let outcome = tokio::spawn(async move {
        let store = Store::open(&url, start()).await.expect("a new schema");
        test(store.clone()).await;
        store.close().await;
    })
    .await;
    schema.drop().await;
    if let Err(error) = outcome {
        std::panic::resume_unwind(error.into_panic());
    }
}

/// A schema of its own on the PostgreSQL server for tests.
pub(super) struct Schema {
    server: String,
    name: String,
}

impl Schema {
    /// `None`, and a line that says so, where no server is named.
    pub(super) async fn create() -> Option<Self> {
        let Ok(server) = std::env::var(POSTGRES) else {
            say_that_postgres_is_left_out();
            return None;
        };
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("greenroom_test_{}_{number}", std::process::id());
        let schema = Self { server, name };
        schema.run("DROP SCHEMA IF EXISTS {} CASCADE").await;
        schema.run("CREATE SCHEMA {}").await;
        Some(schema)
    }

    pub(super) fn url(&self) -> String {
        let sign = if self.server.contains('?') { '&' } else { '?' };
        format!("{}{sign}options=-csearch_path%3D{}", self.server, self.name)
    }

    pub(super) async fn drop(self) {
        self.run("DROP SCHEMA {} CASCADE").await;
    }

    async fn run(&self, statement: &str) {
        sqlx::any::install_default_drivers();
        let mut connection = AnyConnection::connect(&self.server)
            .await
            .expect("the server that GREENROOM_TEST_POSTGRES names");
        sqlx::raw_sql(AssertSqlSafe(statement.replace("{}", &self.name)))
            .execute(&mut connection)
            .await
            .expect("rights to make schemas");
        connection.close().await.expect("an open connection");
    }
}

fn say_that_postgres_is_left_out() {
    static SAID: Once = Once::new();
    SAID.call_once(|| {
        // Written past the test harness, which would keep it to itself.
        let line = format!(
            "store tests on PostgreSQL are left out: {POSTGRES} is not set \
             (e.g. postgres://postgres@127.0.0.1:5432/test)\n"
        );
        std::io::stderr()
            .write_all(line.as_bytes())
            .expect("an open stderr");
    });
}

/// Makes two tests of each function: on SQLite and on PostgreSQL.
macro_rules! on_both {
    ($($name:ident),* $(,)?) => {
        $(mod $name {
            #[tokio::test]
            async fn sqlite() {
                $crate::store::tests::databases::on_sqlite(super::$name).await;
            }

            #[tokio::test]
            async fn postgres() {
                $crate::store::tests::databases::on_postgres(super::$name).await;
            }
        })*
    };
}
pub(super) use on_both;
