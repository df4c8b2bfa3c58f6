//! Upkeep in steps a shell can time and stop between: pause, close, optimise, give room back.

use super::content::ContentWriter;
use super::error::StoreError;
use super::open::Store;

/// Pages given back by one step: about 1 MiB of content.db, a few milliseconds.
const VACUUM_PAGES: u32 = 64;

impl Store {
    /// Writes the logs into the files and closes every connection; a system that suspends the app finds no lock held.
    ///
    /// Idempotent. A sync under way keeps its own connection: cancel it first. Reads answer [`StoreError::Closed`] until
    /// [`Store::resume`].
    ///
    /// # Errors
    /// Why a log could not be written back; everything is closed all the same and nothing is lost.
    pub fn pause(&self) -> Result<(), StoreError> {
        self.content().interrupt();
        self.content().close();
        let written = self.personal().outside_transaction(|conn| checkpoint(conn));
        self.personal().close();
        match written {
            Err(StoreError::Closed) => Ok(()),
            other => other,
        }
    }

    /// Lets a paused store be used again; connections are made when first needed.
    pub fn resume(&self) {
        self.content().reopen();
        self.personal().reopen();
    }
}

impl ContentWriter {
    /// Writes the log of content.db back and cuts it to nothing, as far as readers allow.
    ///
    /// # Errors
    /// As any write.
    pub fn checkpoint(&self) -> Result<(), StoreError> {
        self.outside_transaction(|conn| checkpoint(conn))
    }

    /// Lets SQLite renew the statistics of its planner where they are stale; bounded by SQLite itself.
    ///
    /// # Errors
    /// As any write.
    pub fn optimise(&self) -> Result<(), StoreError> {
        self.outside_transaction(|conn| Ok(conn.execute_batch("PRAGMA optimize = 0x10002")?))
    }

    /// One step of giving free pages back to the system; `false` when none are left.
    ///
    /// # Errors
    /// As any write.
    pub fn vacuum_step(&self) -> Result<bool, StoreError> {
        self.outside_transaction(|conn| {
            let free: u32 = conn.pragma_query_value(None, "freelist_count", |row| row.get(0))?;
            if free == 0 {
                return Ok(false);
            }
            conn.execute_batch(&format!("PRAGMA incremental_vacuum({VACUUM_PAGES})"))?;
            Ok(free > VACUUM_PAGES)
        })
    }
}

fn checkpoint(conn: &rusqlite::Connection) -> Result<(), StoreError> {
    // Answers a row (busy, pages, written); a reader in the way only leaves the log a little longer.
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(())
}
