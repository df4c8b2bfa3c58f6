//! Upkeep in steps a shell can time and stop between: pause, close, optimise, give room back.

use super::content::ContentWriter;
use super::error::StoreError;
use super::open::Store;
use super::recovery;
use crate::cancel::CancelToken;

/// Pages given back by one step: about 1 MiB of content.db, a few milliseconds.
const VACUUM_PAGES: u32 = 64;

impl Store {
    /// Copies personal.db if it is due, writes the logs into the files and closes every connection; a system that suspends the app finds no lock held.
    ///
    /// Idempotent. A sync under way keeps its own connection: cancel it first. Reads answer [`StoreError::Closed`] until
    /// [`Store::resume`].
    ///
    /// # Errors
    /// Why a log could not be written back; everything is closed all the same and nothing is lost.
    pub fn pause(&self) -> Result<(), StoreError> {
        self.content().interrupt();
        self.content().close();
        let copied = self.copy_personal(self.clock().now());
        let written = self.personal().outside_transaction(|conn| checkpoint(conn));
        self.personal().close();
        match copied.and(written) {
            Err(StoreError::Closed) => Ok(()),
            other => other,
        }
    }

    /// The same as [`Store::pause`], for good: whoever still holds a clone gets [`StoreError::Closed`].
    ///
    /// # Errors
    /// As [`Store::pause`].
    pub fn close(self) -> Result<(), StoreError> {
        self.pause()
    }

    /// Reads both files through and says whether they are sound; for `doctor`, not for start-up: it takes seconds.
    ///
    /// What is not sound is marked, and the next open repairs it.
    ///
    /// # Errors
    /// [`StoreError::Cancelled`]; any error that is no damage.
    pub fn check(&self, cancel: &CancelToken) -> Result<Soundness, StoreError> {
        let content = self.content().read_cancellable(cancel, |conn| {
            verdict(conn, "main")?;
            recovery::check_lines(conn)
        });
        let personal = self.content().read_cancellable(cancel, |conn| verdict(conn, "personal"));
        Ok(Soundness { content: is_sound(content)?, personal: is_sound(personal)? })
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

/// What [`Store::check`] found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Soundness {
    /// `content.db` is as it was written, every line included.
    pub content: bool,
    /// `personal.db` is as it was written.
    pub personal: bool,
}

fn is_sound(checked: Result<(), StoreError>) -> Result<bool, StoreError> {
    match checked {
        Ok(()) => Ok(true),
        Err(StoreError::Damaged(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

fn verdict(conn: &rusqlite::Connection, database: &str) -> Result<(), StoreError> {
    let verdict: String = conn.pragma_query_value(Some(database), "integrity_check", |row| row.get(0))?;
    if verdict == "ok" { Ok(()) } else { Err(StoreError::contradiction("integrity", 0)) }
}

fn checkpoint(conn: &rusqlite::Connection) -> Result<(), StoreError> {
    // Answers a row (busy, pages, written); a reader in the way only leaves the log a little longer.
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(())
}
