//! A store of its own for each test: a SQLite file, or a database of the PostgreSQL server in `TANDEM_TEST_DATABASE_URL`.

use diesel::{Connection, PgConnection, RunQueryDsl};
use std::path::Path;
use tandem_api::db::Url;

/// An empty store.
#[expect(clippy::disallowed_methods, reason = "the tests' own way to a server that makes databases")]
pub(super) fn fresh(folder: &Path) -> Url {
    let Ok(server) = std::env::var("TANDEM_TEST_DATABASE_URL") else {
        return Url::Sqlite(folder.join("tandem.db"));
    };
    let name = tandem_api::ids::internal("test");
    let mut conn = PgConnection::establish(&server).unwrap();
    diesel::sql_query(format!("CREATE DATABASE {name}")).execute(&mut conn).unwrap();
    let mut url = url::Url::parse(&server).unwrap();
    url.set_path(&name);
    Url::Postgres(url.to_string())
}
