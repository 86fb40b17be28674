//! The only place that knows diesel, and the one door to the store: [`Db::read`] and [`Db::write`]. A connection never crosses an await.
//!
//! On SQLite one writer thread takes many waiting writes into one transaction, with a savepoint each, and answers after the fsync of the commit; four
//! readers work beside it. On PostgreSQL each worker runs one transaction per write.

/// Runs a query on the engine's own connection: the one of either engine writes the text of the statement anew several times a run. For what every request
/// asks.
macro_rules! on_its_engine {
    ($conn:expr, |$own:ident| $run:expr) => {
        match $conn {
            $crate::db::Conn::Pg($own) => $run,
            $crate::db::Conn::Sqlite($own) => $run,
        }
    };
}

mod conn;
mod copy;
mod failure;
mod hidden;
mod migrate;
pub mod schema;
mod signal;
mod worker;

pub mod access_codes;
pub mod actions;
pub mod assignees;
pub mod calendar_feeds;
pub mod callers;
pub mod checkpoints;
pub mod constraints;
pub mod deals;
pub mod events;
pub mod grants;
pub mod guests;
pub mod health_scores;
pub mod history;
pub mod idempotency;
pub mod invitations;
pub mod jobs;
pub mod links;
pub mod milestones;
pub mod one_time_secrets;
pub mod organizations;
pub mod outbox;
pub mod plans;
pub mod progress;
pub mod proposals;
pub mod reviews;
pub mod risks;
pub mod sessions;
pub mod sign_offs;
pub mod stages;
pub mod stakeholders;
pub mod status_updates;
pub mod users;
pub mod versions;
pub mod waivers;

pub use conn::{Conn, Engine, Url, open};
pub use copy::{check_integrity, copy_into, settle};
pub use migrate::{migrate, pending};
pub use signal::{Signal, listen};

use crate::error::ApiError;
use std::sync::Arc;
use tokio::sync::oneshot;
use worker::{ReadJob, Workers, WriteJob, Wrote};

/// Asks the store for nothing, to see that it answers.
///
/// # Errors
/// When it does not.
pub fn ping(conn: &mut Conn) -> Result<(), ApiError> {
    conn.batch("SELECT 1")
}

/// Called with what a committed write has to tell open screens.
pub type OnCommit = Arc<dyn Fn(&[Signal]) + Send + Sync>;

/// The store. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    workers: Arc<Workers>,
    url: Url,
}

/// A write under way: the connection inside its transaction, and what to tell open screens once it is committed.
pub struct Tx<'a> {
    /// The connection, inside the transaction.
    pub conn: &'a mut Conn,
    signals: Vec<Signal>,
}

impl Tx<'_> {
    /// Tells open screens, here and at other replicas, once this write is committed.
    ///
    /// # Errors
    /// When the store fails.
    pub fn tell(&mut self, signal: Signal) -> Result<(), ApiError> {
        signal.notify(self.conn)?;
        self.signals.push(signal);
        Ok(())
    }

    /// Runs `f`, then takes back everything it did: what would follow, without doing it.
    ///
    /// # Errors
    /// Those of `f`; when the store fails.
    pub fn tried<T>(&mut self, f: impl FnOnce(&mut Self) -> Result<T, ApiError>) -> Result<T, ApiError> {
        let told = self.signals.len();
        self.conn.batch("SAVEPOINT tried")?;
        let result = f(self);
        self.conn.batch("ROLLBACK TO SAVEPOINT tried")?;
        self.conn.batch("RELEASE SAVEPOINT tried")?;
        self.signals.truncate(told);
        result
    }
}

impl Db {
    /// Opens the store, which must be migrated, and starts its threads.
    ///
    /// # Errors
    /// When it cannot be reached.
    pub fn start(url: &Url, on_commit: OnCommit) -> Result<Self, ApiError> {
        // On PostgreSQL every replica, this one too, hears of commits through LISTEN.
        let on_commit: OnCommit = if url.engine() == Engine::Postgres { Arc::new(|_| {}) } else { on_commit };
        Ok(Self { workers: Arc::new(Workers::start(url, &on_commit)?), url: url.clone() })
    }

    /// Where the store is.
    #[must_use]
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// Runs `f` on a reader.
    ///
    /// # Errors
    /// Those of `f`; `Unavailable` when too much is waiting.
    pub async fn read<T: Send + 'static>(
        &self,
        f: impl FnOnce(&mut Conn) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let (send, receive) = oneshot::channel();
        let job: ReadJob = Box::new(move |conn| {
            let result = f(conn);
            let lost = result.as_ref().err().is_some_and(ApiError::is_store_failure);
            // The caller may have gone away; then nobody waits for the answer.
            drop(send.send(result));
            lost
        });
        self.workers.read(job).await?;
        receive.await.map_err(|_| ApiError::unavailable("the read could not be carried out"))?
    }

    /// Runs `f` in a transaction of its own and answers after it is durable; nothing of it stays when `f` fails.
    ///
    /// # Errors
    /// Those of `f` and of the commit; `Unavailable` when too much is waiting.
    pub async fn write<T: Send + 'static>(
        &self,
        f: impl FnOnce(&mut Tx<'_>) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let (send, receive) = oneshot::channel();
        let job: WriteJob = Box::new(move |conn| {
            let mut tx = Tx { conn, signals: Vec::new() };
            let result = f(&mut tx);
            Wrote {
                keep: result.is_ok(),
                lost: result.as_ref().err().is_some_and(ApiError::is_store_failure),
                signals: tx.signals,
                answer: Box::new(move |committed| drop(send.send(committed.and(result)))),
            }
        });
        self.workers.write(job).await?;
        receive.await.map_err(|_| ApiError::unavailable("the write could not be carried out"))?
    }

    /// Ends the threads after the work that waits.
    pub fn stop(&self) {
        self.workers.stop();
    }
}
