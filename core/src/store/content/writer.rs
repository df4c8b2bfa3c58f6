//! The one writer of `content.db`: a thread with a bounded queue of batches, each one transaction.
//!
//! Whoever holds a [`ContentWriter`] holds the lock of the profile; the lock is released when the thread has ended, so a
//! batch still in the queue is written under it. Callers: sync, retention, recovery, import.
//!
//! Invariant: a batch is committed whole or not at all, also when it panics or is cancelled.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread::{Builder, JoinHandle};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::answer::Answer;
use crate::cancel::{CancelGuard, CancelToken};
use crate::store::connection::{self, Role};
use crate::store::damage;
use crate::store::error::StoreError;
use crate::store::lock::WriteLock;
use crate::store::paths::ProfilePaths;

/// Batches that may wait. Fetching goes on while one is written; more would only fill memory.
const QUEUE: usize = 8;

type Job = Box<dyn FnOnce(&mut Connection) + Send>;

/// The right and the means to write `content.db`.
///
/// Dropping it never blocks: the thread finishes what is queued, then releases the lock. [`ContentWriter::close`] waits.
#[derive(Debug)]
pub struct ContentWriter {
    jobs: SyncSender<Job>,
    thread: JoinHandle<()>,
    paths: ProfilePaths,
}

/// A batch on its way; the answer can be waited for.
#[must_use = "a failed batch is known to nobody else"]
#[derive(Debug)]
pub struct Pending<T, E> {
    answer: Answer<Result<T, E>>,
    /// Closed when the batch has ended.
    ended: Receiver<()>,
}

impl<T, E: From<StoreError>> Pending<T, E> {
    /// Waits until the batch is committed or has failed.
    ///
    /// # Errors
    /// What the batch returned, or [`StoreError::Lost`] if it panicked.
    pub fn wait(self) -> Result<T, E> {
        // Nobody sends: the batch drops its end when it has ended, also by a panic.
        let _ = self.ended.recv();
        self.answer.take().unwrap_or_else(|| Err(StoreError::Lost.into()))
    }
}

impl ContentWriter {
    pub(super) fn start(paths: &ProfilePaths, lock: WriteLock) -> Result<Self, StoreError> {
        let conn = connection::open(paths, Role::ContentWriter)?;
        let (jobs, queue) = mpsc::sync_channel::<Job>(QUEUE);
        let thread = Builder::new()
            .name("content-writer".into())
            .spawn(move || serve(conn, &queue, lock))
            .map_err(StoreError::from)?;
        Ok(Self { jobs, thread, paths: paths.clone() })
    }

    /// Writes one batch and waits for it: one IMMEDIATE transaction, committed if `batch` returns `Ok`.
    ///
    /// # Errors
    /// What `batch` returned (nothing is changed then), or why it could not be committed.
    pub fn write<T, E>(&self, batch: impl FnOnce(&Transaction<'_>) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + std::error::Error + Send + 'static,
    {
        self.submit(&CancelToken::new(), batch)?.wait()
    }

    /// Queues one batch; blocks only while the queue is full. A cancelled batch is rolled back.
    ///
    /// # Errors
    /// [`StoreError::Closed`] if the thread has ended.
    pub fn submit<T, E>(
        &self,
        cancel: &CancelToken,
        batch: impl FnOnce(&Transaction<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<Pending<T, E>, StoreError>
    where
        T: Send + 'static,
        E: From<StoreError> + std::error::Error + Send + 'static,
    {
        let (cancel, paths) = (cancel.clone(), self.paths.clone());
        self.queue(move |conn| damage::noted(&paths, run(conn, &cancel, batch)))
    }

    fn queue<T, E>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T, E> + Send + 'static,
    ) -> Result<Pending<T, E>, StoreError>
    where
        T: Send + 'static,
        E: Send + 'static,
    {
        let (ending, ended) = mpsc::sync_channel(0);
        let answer = Answer::new();
        let place = answer.clone();
        let job: Job = Box::new(move |conn| {
            let _ending: SyncSender<()> = ending;
            place.leave(work(conn));
        });
        self.jobs.send(job).map_err(|_| StoreError::Closed)?;
        Ok(Pending { answer, ended })
    }

    /// Runs `work` on the writing connection outside a transaction: checkpoints, vacuum.
    pub(in crate::store) fn outside_transaction<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.queue(work)?.wait()
    }

    /// Finishes what is queued, closes the connection and releases the lock.
    pub fn close(self) {
        drop(self.jobs);
        // A panic of a batch is caught inside the thread; there is nothing to pass on.
        let _ = self.thread.join();
    }
}

/// The thread: ends when every sender is gone.
fn serve(mut conn: Connection, queue: &Receiver<Job>, lock: WriteLock) {
    for job in queue {
        // A panic rolls its transaction back while unwinding; the next batch finds a clean connection.
        if catch_unwind(AssertUnwindSafe(|| job(&mut conn))).is_err() {
            tracing::error!("a write batch panicked");
        }
    }
    drop(conn);
    drop(lock);
}

fn run<T, E: From<StoreError>>(
    conn: &mut Connection,
    cancel: &CancelToken,
    batch: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
) -> Result<T, E> {
    let (_guard, tx) = begin(conn, cancel)?;
    let value = batch(&tx)?;
    commit(tx, cancel)?;
    Ok(value)
}

/// Begins a transaction that `cancel` interrupts until the guard is dropped.
fn begin<'conn>(
    conn: &'conn mut Connection,
    cancel: &CancelToken,
) -> Result<(CancelGuard, Transaction<'conn>), StoreError> {
    let interrupt = conn.get_interrupt_handle();
    let guard = cancel.on_cancel(move || interrupt.interrupt());
    cancel.check()?;
    Ok((guard, conn.transaction_with_behavior(TransactionBehavior::Immediate)?))
}

fn commit(tx: Transaction<'_>, cancel: &CancelToken) -> Result<(), StoreError> {
    cancel.check()?;
    Ok(tx.commit()?)
}

#[cfg(test)]
mod tests;
