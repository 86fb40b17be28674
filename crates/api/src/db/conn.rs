//! One connection to either engine, opened the right way.
#![expect(clippy::disallowed_methods, reason = "the one place that opens connections, each engine by its own name")]

use crate::error::ApiError;
use diesel::{Connection as _, PgConnection, SqliteConnection, connection::SimpleConnection};
use std::path::{Path, PathBuf};

/// A connection to either engine. Never opened by the derived `establish`, which would try one engine after the other.
#[derive(diesel::MultiConnection)]
pub enum Conn {
    /// PostgreSQL.
    Pg(PgConnection),
    /// SQLite.
    Sqlite(SqliteConnection),
}

/// Which engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Embedded; one process.
    Sqlite,
    /// A server; many replicas.
    Postgres,
}

/// Where the store is.
#[derive(Clone, PartialEq, Eq)]
pub enum Url {
    /// A SQLite file.
    Sqlite(PathBuf),
    /// A PostgreSQL server, with credentials: never printed.
    Postgres(String),
}

impl std::fmt::Debug for Url {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            Self::Postgres(_) => f.write_str("postgres:(hidden)"),
        }
    }
}

impl Url {
    /// From a setting: `postgres://…`, `sqlite:PATH`; empty for the file `tandem.db` in the data folder.
    ///
    /// # Errors
    /// One sentence when the scheme is another.
    pub fn parse(text: &str, data_dir: &Path) -> Result<Self, String> {
        if text.is_empty() {
            Ok(Self::Sqlite(data_dir.join("tandem.db")))
        } else if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            Ok(Self::Postgres(text.to_owned()))
        } else if let Some(path) = text.strip_prefix("sqlite:") {
            Ok(Self::Sqlite(PathBuf::from(path.strip_prefix("//").unwrap_or(path))))
        } else {
            Err("must begin with postgres:// or sqlite:".to_owned())
        }
    }

    /// Which engine it is.
    #[must_use]
    pub const fn engine(&self) -> Engine {
        match self {
            Self::Sqlite(_) => Engine::Sqlite,
            Self::Postgres(_) => Engine::Postgres,
        }
    }
}

/// `synchronous=FULL` makes every commit wait for the fsync: with NORMAL an acknowledged write is lost at a power cut.
const SQLITE_SETTINGS: &str = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000; PRAGMA foreign_keys=ON; \
     PRAGMA cache_size=-6000; PRAGMA temp_store=MEMORY; PRAGMA journal_size_limit=67108864;";

/// What the writer of SQLite has besides: every write touches the same few indexes, wherever in them; read from the file each time they cost as much as
/// the rest of it.
const SQLITE_WRITER: &str = "PRAGMA cache_size=-16000;";

/// Opens a connection for writes.
///
/// # Errors
/// When the store cannot be reached.
pub(super) fn open_writer(url: &Url) -> Result<Conn, ApiError> {
    let mut conn = open(url)?;
    if url.engine() == Engine::Sqlite {
        conn.batch(SQLITE_WRITER)?;
    }
    Ok(conn)
}

/// Opens a connection.
///
/// # Errors
/// When the store cannot be reached.
pub fn open(url: &Url) -> Result<Conn, ApiError> {
    let conn = match url {
        Url::Sqlite(path) => {
            let mut conn = SqliteConnection::establish(&path.to_string_lossy()).map_err(ApiError::unavailable)?;
            conn.batch_execute(SQLITE_SETTINGS).map_err(ApiError::from)?;
            Conn::Sqlite(conn)
        }
        Url::Postgres(url) => Conn::Pg(PgConnection::establish(url).map_err(ApiError::unavailable)?),
    };
    Ok(conn)
}

impl Conn {
    /// Which engine it is.
    #[must_use]
    pub const fn engine(&self) -> Engine {
        match self {
            Self::Pg(_) => Engine::Postgres,
            Self::Sqlite(_) => Engine::Sqlite,
        }
    }

    /// Runs `f` so that everything it reads is of one moment, whatever is written meanwhile.
    ///
    /// # Errors
    /// Those of `f`; when the store fails.
    pub fn snapshot<T>(&mut self, f: impl FnOnce(&mut Self) -> Result<T, ApiError>) -> Result<T, ApiError> {
        self.batch(match self {
            Self::Sqlite(_) => "BEGIN",
            Self::Pg(_) => "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY",
        })?;
        let result = f(self);
        // A connection that cannot end a transaction is of no use any more.
        self.batch("ROLLBACK").map_err(ApiError::unavailable)?;
        result
    }

    /// Runs statements without parameters.
    pub(super) fn batch(&mut self, sql: &str) -> Result<(), ApiError> {
        self.batch_execute(sql).map_err(ApiError::from)
    }
}
