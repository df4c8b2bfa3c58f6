//! Rows of the index that never end: whoever searches meets them before those that are there, so that anybody can see a query stopped
//! inside SQLite and not only behind it.
//!
//! Called by the self test of the exported interface and by tests; nothing a person touches leads here. Invariants: no file is
//! written; once it is dropped the readers are as they were.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use rusqlite::Connection;

use crate::cancel::CancelToken;
use crate::store::{Store, StoreError};

/// Steps of SQLite's machine between two looks; a row takes about a dozen.
const STEPS: std::ffi::c_int = 1_000;

/// In front of the rows of the index: rows without end, none of which is one that is sought.
const BEGIN: &str = "PRAGMA query_only = OFF;
    CREATE TEMP VIEW IF NOT EXISTS search_row AS
        WITH RECURSIVE n(i) AS (SELECT -1 UNION ALL SELECT -1 FROM n)
        SELECT i AS id, x'' AS data FROM n UNION ALL SELECT id, data FROM main.search_row;
    PRAGMA query_only = ON;";

const END: &str = "PRAGMA query_only = OFF; DROP VIEW IF EXISTS temp.search_row; PRAGMA query_only = ON;";

/// Rows without end before those of the index, for all readers of a store.
pub struct EndlessRows {
    store: Store,
    seen: Arc<AtomicU64>,
    over: Arc<AtomicBool>,
}

impl EndlessRows {
    /// Puts them before those that are there; waits for readers that are at work.
    ///
    /// # Errors
    /// As any read.
    pub fn begin(store: &Store) -> Result<Self, StoreError> {
        let rows = Self { store: store.clone(), seen: Arc::default(), over: Arc::default() };
        store.content().on_every_reader(|conn| {
            let (seen, over) = (Arc::clone(&rows.seen), Arc::clone(&rows.over));
            let look = move || {
                seen.fetch_add(1, Ordering::Relaxed);
                over.load(Ordering::Relaxed)
            };
            conn.progress_handler(STEPS, Some(look))?;
            Ok(conn.execute_batch(BEGIN)?)
        })?;
        Ok(rows)
    }

    /// How often a reader was seen at work: grows with the rows that are read.
    pub fn seen(&self) -> u64 {
        self.seen.load(Ordering::Relaxed)
    }

    /// Whether anybody reads at this moment.
    pub fn is_read(&self) -> bool {
        self.store.content().is_read()
    }

    /// Reads them until `cancel` is cancelled or they are [ended](Self::end).
    ///
    /// # Errors
    /// [`StoreError::Cancelled`], for no other end is possible; as any read.
    pub fn read(&self, cancel: &CancelToken) -> Result<u64, StoreError> {
        let count = |conn: &Connection| conn.query_row("SELECT count(*) FROM search_row", (), |row| row.get(0));
        self.store.content().read_cancellable(cancel, |conn| Ok(count(conn)?))
    }

    /// Takes them away; a query that still reads them is stopped.
    ///
    /// # Errors
    /// As any read.
    pub fn end(&self) -> Result<(), StoreError> {
        self.over.store(true, Ordering::Relaxed);
        self.store.content().on_every_reader(|conn| {
            conn.progress_handler(0, None::<fn() -> bool>)?;
            Ok(conn.execute_batch(END)?)
        })
    }
}

impl Drop for EndlessRows {
    /// A store that was closed meanwhile has let go of its connections, and so of the rows.
    fn drop(&mut self) {
        if let Err(error) = self.end() {
            tracing::debug!(%error, "rows without end not taken away");
        }
    }
}

#[cfg(test)]
mod tests;
