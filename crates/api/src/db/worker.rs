//! The threads that hold connections: readers, and one or more writers.

use super::{Conn, Engine, OnCommit, Signal, Url, conn::open_writer, open};
use crate::error::ApiError;
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Mutex,
    thread::JoinHandle,
};

/// Work on a reader; answers whether the connection was lost.
pub(super) type ReadJob = Box<dyn FnOnce(&mut Conn) -> bool + Send>;
/// Work in a transaction.
pub(super) type WriteJob = Box<dyn FnOnce(&mut Conn) -> Wrote + Send>;

/// What a write left behind.
pub(super) struct Wrote {
    /// Keep its changes.
    pub keep: bool,
    /// The connection was lost.
    pub lost: bool,
    /// What to tell once it is committed.
    pub signals: Vec<Signal>,
    /// Answers the caller; called after the commit, or with why it failed.
    pub answer: Box<dyn FnOnce(Result<(), ApiError>) + Send>,
}

/// Most work that may wait; past it callers are told to come back.
const QUEUE: usize = 2_000;
/// Most writes that one commit takes.
const GROUP: usize = 64;

pub(super) struct Workers {
    reads: Mutex<Option<flume::Sender<ReadJob>>>,
    writes: Mutex<Option<flume::Sender<WriteJob>>>,
    threads: Mutex<Vec<JoinHandle<()>>>,
}

impl Workers {
    pub(super) fn start(url: &Url, on_commit: &OnCommit) -> Result<Self, ApiError> {
        let (reads, read_queue) = flume::bounded::<ReadJob>(QUEUE);
        let (writes, write_queue) = flume::bounded::<WriteJob>(QUEUE);
        let (readers, writers) = if url.engine() == Engine::Sqlite { (4, 1) } else { (6, 8) };
        let mut threads = Vec::new();
        for n in 0..readers {
            let (conn, url, queue) = (open(url)?, url.clone(), read_queue.clone());
            threads.push(spawn(format!("reader-{n}"), move || read_loop(conn, &url, &queue))?);
        }
        for n in 0..writers {
            let (conn, url, queue, on_commit) =
                (open_writer(url)?, url.clone(), write_queue.clone(), on_commit.clone());
            threads.push(spawn(format!("writer-{n}"), move || match url.engine() {
                Engine::Sqlite => group_loop(conn, &url, &queue, &on_commit),
                Engine::Postgres => write_loop(conn, &url, &queue),
            })?);
        }
        Ok(Self { reads: Mutex::new(Some(reads)), writes: Mutex::new(Some(writes)), threads: Mutex::new(threads) })
    }

    pub(super) async fn read(&self, job: ReadJob) -> Result<(), ApiError> {
        let queue = lock(&self.reads).clone();
        enqueue(queue, job).await
    }

    pub(super) async fn write(&self, job: WriteJob) -> Result<(), ApiError> {
        let queue = lock(&self.writes).clone();
        enqueue(queue, job).await
    }

    pub(super) fn stop(&self) {
        lock(&self.reads).take();
        lock(&self.writes).take();
        for thread in lock(&self.threads).drain(..) {
            if thread.join().is_err() {
                tracing::error!("a store thread had panicked");
            }
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn spawn(name: String, f: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>, ApiError> {
    std::thread::Builder::new().name(name).stack_size(2 << 20).spawn(f).map_err(ApiError::internal)
}

async fn enqueue<T>(queue: Option<flume::Sender<T>>, job: T) -> Result<(), ApiError> {
    let queue = queue.ok_or_else(|| ApiError::unavailable("the store is closed"))?;
    let waited = tokio::time::timeout(std::time::Duration::from_secs(5), queue.send_async(job)).await;
    match waited {
        Ok(Ok(())) => Ok(()),
        Ok(Err(_)) => Err(ApiError::unavailable("the store is closed")),
        Err(_) => Err(ApiError::unavailable("too much work is waiting")),
    }
}

/// A fresh connection in place of a lost one, as soon as the store is there again.
fn reconnect(conn: &mut Conn, opened: Result<Conn, ApiError>) {
    match opened {
        Ok(fresh) => *conn = fresh,
        Err(error) => {
            tracing::error!(?error, "the store cannot be reached");
            std::thread::sleep(std::time::Duration::from_millis(200));
        }
    }
}

fn read_loop(mut conn: Conn, url: &Url, queue: &flume::Receiver<ReadJob>) {
    while let Ok(job) = queue.recv() {
        let lost = catch_unwind(AssertUnwindSafe(|| job(&mut conn))).unwrap_or(true);
        if lost {
            reconnect(&mut conn, open(url));
        }
    }
}

/// A write whose code panicked: nothing of it is kept. Its caller is answered by the dropped channel.
fn run(conn: &mut Conn, job: WriteJob) -> Wrote {
    catch_unwind(AssertUnwindSafe(|| job(conn))).unwrap_or_else(|_| Wrote {
        keep: false,
        lost: false,
        signals: Vec::new(),
        answer: Box::new(|_| {}),
    })
}

fn write_loop(mut conn: Conn, url: &Url, queue: &flume::Receiver<WriteJob>) {
    while let Ok(job) = queue.recv() {
        let mut begun = conn.batch("BEGIN");
        if begun.is_err() {
            reconnect(&mut conn, open_writer(url));
            begun = conn.batch("BEGIN");
        }
        if let Err(error) = begun {
            tracing::error!(?error, "no transaction could begin");
            continue;
        }
        let wrote = run(&mut conn, job);
        let ended = conn.batch(if wrote.keep { "COMMIT" } else { "ROLLBACK" });
        if ended.is_err() || wrote.lost {
            reconnect(&mut conn, open_writer(url));
        }
        (wrote.answer)(if wrote.keep { ended } else { Ok(()) });
    }
}

fn group_loop(mut conn: Conn, url: &Url, queue: &flume::Receiver<WriteJob>, on_commit: &OnCommit) {
    while let Ok(first) = queue.recv() {
        if let Err(error) = conn.batch("BEGIN IMMEDIATE") {
            // The dropped job closes its channel, which answers the caller.
            tracing::error!(?error, "no transaction could begin");
            drop(first);
            reconnect(&mut conn, open_writer(url));
            continue;
        }
        let mut group = Vec::new();
        let mut next = Some(first);
        while let Some(job) = next {
            let (wrote, is_whole) = in_savepoint(&mut conn, job);
            group.extend(wrote);
            next = if is_whole && group.len() < GROUP { queue.try_recv().ok() } else { None };
        }
        let committed = conn.batch("COMMIT");
        if let Err(error) = &committed {
            tracing::error!(?error, "a commit failed");
            if conn.batch("ROLLBACK").is_err() {
                reconnect(&mut conn, open_writer(url));
            }
        }
        for wrote in group {
            if committed.is_ok() && !wrote.signals.is_empty() {
                on_commit(&wrote.signals);
            }
            let outcome = committed.as_ref().copied().map_err(ApiError::same);
            (wrote.answer)(if wrote.keep { outcome } else { Ok(()) });
        }
    }
}

/// Nothing when it could not begin: the dropped job then answers its caller. And whether the transaction around still stands: some errors of the disk end it,
/// and then nothing more may be written in it.
fn in_savepoint(conn: &mut Conn, job: WriteJob) -> (Option<Wrote>, bool) {
    if let Err(error) = conn.batch("SAVEPOINT w") {
        tracing::error!(?error, "no savepoint could begin");
        return (None, false);
    }
    let mut wrote = run(conn, job);
    let ended = conn.batch(if wrote.keep { "RELEASE w" } else { "ROLLBACK TO w; RELEASE w" });
    let is_whole = ended.is_ok();
    if let Err(error) = ended
        && wrote.keep
    {
        wrote.keep = false;
        let answer = wrote.answer;
        wrote.answer = Box::new(move |_| answer(Err(error)));
    }
    wrote.signals.retain(|_| wrote.keep);
    (Some(wrote), is_whole)
}
