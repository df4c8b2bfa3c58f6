//! `content.db`: two readers here, the one writer in [`writer`], one file per table.
//!
//! Reading order: [`writer`] → [`record`] (the lines) → `prepared`, [`article`] (put, get, edit) → [`headline`], [`sighting`],
//! [`source_key`] (what it keeps in step) → [`feed_state`], [`image`], [`change_log`], [`envelope`], [`tombstone`], `pruned` →
//! [`published`] (records of the repository) with [`record_title`], [`record_digest`], [`collection`],
//! [`doubt`], [`release`], [`known_kind`] → [`latest`] (which record a code means).
//!
//! Invariant: a reader sees whole batches only; a connection is used by one thread at a time, under its own mutex.

pub mod article;
pub mod change_log;
pub mod collection;
pub mod doubt;
pub mod envelope;
pub mod feed_state;
pub mod headline;
pub mod image;
pub mod known_kind;
pub mod latest;
pub mod offline_code;
pub mod place;
mod prepared;
pub(super) mod pruned;
pub mod published;
pub mod record;
pub mod record_digest;
pub mod record_title;
pub mod release;
pub mod sighting;
pub mod source_key;
pub mod tombstone;
pub mod wish;
pub mod writer;

use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};

use rusqlite::{Connection, InterruptHandle};

use super::codec;
use super::connection::{self, Role};
use super::damage;
use super::error::StoreError;
use super::lock::WriteLock;
use super::paths::ProfilePaths;
use crate::cancel::{CancelGuard, CancelToken};

pub use writer::ContentWriter;

/// One reading connection. The interrupt handle lies outside the mutex: else a cancel would wait for what it cancels.
struct Reader {
    conn: Mutex<Slot>,
    interrupt: Mutex<Option<InterruptHandle>>,
}

enum Slot {
    Unopened,
    Open(Box<Connection>),
    Closed,
}

/// The readers of `content.db`; each has `personal.db` attached for reading as `personal`.
pub struct Content {
    paths: ProfilePaths,
    readers: [Reader; 2],
}

impl Content {
    pub(super) fn new(paths: ProfilePaths, first: Connection) -> Self {
        let interrupt = first.get_interrupt_handle();
        Self {
            paths,
            readers: [
                Reader { conn: Mutex::new(Slot::Open(Box::new(first))), interrupt: Mutex::new(Some(interrupt)) },
                Reader { conn: Mutex::new(Slot::Unopened), interrupt: Mutex::new(None) },
            ],
        }
    }

    /// Runs `read` on a reader that is free, or waits for one.
    ///
    /// # Errors
    /// What `read` returns, [`StoreError::Closed`] after `close` or `pause`, or why a reader could not be opened.
    pub fn read<T, E>(&self, read: impl FnOnce(&Connection) -> Result<T, E>) -> Result<T, E>
    where
        E: From<StoreError> + std::error::Error + 'static,
    {
        self.read_cancellable(&CancelToken::new(), read)
    }

    /// The same, interrupted when `cancel` is cancelled.
    ///
    /// # Errors
    /// As [`Content::read`], and [`StoreError::Cancelled`].
    pub fn read_cancellable<T, E>(
        &self,
        cancel: &CancelToken,
        read: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E>
    where
        E: From<StoreError> + std::error::Error + 'static,
    {
        let (reader, mut slot) = self.free_reader();
        let (_guard, conn) = self.opened(reader, &mut slot, cancel)?;
        damage::noted(&self.paths, read(conn))
    }

    /// Does something with every reader in turn, waiting for each.
    ///
    /// # Errors
    /// What `act` returns, [`StoreError::Closed`] after `close` or `pause`, or why a reader could not be opened.
    pub(crate) fn on_every_reader(
        &self,
        act: impl Fn(&mut Connection) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.readers.iter().try_for_each(|reader| {
            let mut slot = reader.conn.lock().unwrap_or_else(PoisonError::into_inner);
            let (_guard, conn) = self.opened(reader, &mut slot, &CancelToken::new())?;
            damage::noted(&self.paths, act(conn))
        })
    }

    /// Whether a reader is at work at this moment.
    pub fn is_read(&self) -> bool {
        self.readers.iter().any(|reader| matches!(reader.conn.try_lock(), Err(TryLockError::WouldBlock)))
    }

    /// Stops what the readers are doing now.
    pub fn interrupt(&self) {
        for reader in &self.readers {
            if let Some(handle) = &*reader.interrupt.lock().unwrap_or_else(PoisonError::into_inner) {
                handle.interrupt();
            }
        }
    }

    /// Becomes the writer; see [`super::Store::writer`].
    pub(super) fn writer(&self) -> Result<ContentWriter, StoreError> {
        let lock = WriteLock::take(&self.paths.lock())?;
        ContentWriter::start(&self.paths, lock)
    }

    /// Closes both readers; later reads answer [`StoreError::Closed`].
    ///
    /// The last one writes the log back: closing a `query_only` connection leaves it.
    pub(super) fn close(&self) {
        for reader in &self.readers {
            let mut slot = reader.conn.lock().unwrap_or_else(PoisonError::into_inner);
            if let Slot::Open(conn) = &*slot {
                let written = conn.execute_batch("PRAGMA query_only = OFF; PRAGMA main.wal_checkpoint(TRUNCATE)");
                if let Err(error) = written {
                    tracing::debug!(code = ?error.sqlite_error_code(), "log of content.db not written back");
                }
            }
            *slot = Slot::Closed;
            *reader.interrupt.lock().unwrap_or_else(PoisonError::into_inner) = None;
        }
    }

    /// Lets closed readers open again.
    pub(super) fn reopen(&self) {
        for reader in &self.readers {
            let mut slot = reader.conn.lock().unwrap_or_else(PoisonError::into_inner);
            if matches!(*slot, Slot::Closed) {
                *slot = Slot::Unopened;
            }
        }
    }

    fn free_reader(&self) -> (&Reader, MutexGuard<'_, Slot>) {
        let [first, second] = &self.readers;
        for reader in [first, second] {
            match reader.conn.try_lock() {
                Ok(slot) => return (reader, slot),
                Err(TryLockError::Poisoned(poisoned)) => return (reader, poisoned.into_inner()),
                Err(TryLockError::WouldBlock) => {}
            }
        }
        (first, first.conn.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The connection in `slot`, which `cancel` interrupts until the guard is dropped.
    fn opened<'slot>(
        &self,
        reader: &Reader,
        slot: &'slot mut Slot,
        cancel: &CancelToken,
    ) -> Result<(CancelGuard, &'slot mut Connection), StoreError> {
        if matches!(slot, Slot::Unopened) {
            let conn = connection::open(&self.paths, Role::ContentReader)?;
            *reader.interrupt.lock().unwrap_or_else(PoisonError::into_inner) = Some(conn.get_interrupt_handle());
            *slot = Slot::Open(Box::new(conn));
        }
        let Slot::Open(conn) = slot else { return Err(StoreError::Closed) };
        let interrupt = conn.get_interrupt_handle();
        let guard = cancel.on_cancel(move || interrupt.interrupt());
        cancel.check()?;
        Ok((guard, conn))
    }
}

/// Fills what a new `content.db` begins with, in the transaction that makes its tables.
pub(super) fn seed(conn: &Connection) -> Result<(), StoreError> {
    codec::seed(conn)?;
    known_kind::seed(conn)
}

/// Changes whenever another connection committed to `content.db`: what a reader derived before may be stale.
///
/// Compare only values of one connection. Caches of the vocabulary and bitmaps of docs are keyed by it (decision 12).
///
/// # Errors
/// As any read.
pub fn data_version(conn: &Connection) -> Result<i64, StoreError> {
    Ok(conn.pragma_query_value(Some("main"), "data_version", |row| row.get(0))?)
}

#[cfg(test)]
mod tests;
