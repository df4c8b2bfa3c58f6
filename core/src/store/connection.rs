//! How a connection is made: every pragma once, each with its reason.
//!
//! Invariant: nothing else in the core opens a database file, so no connection lacks a pragma.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::error::StoreError;
use super::paths::ProfilePaths;

/// Pages of content.db. Lines of about 1.2 kB leave less than a tenth of a page unused; at 4 kB it was a quarter
/// (`docs/measurements.md`).
pub(super) const CONTENT_PAGE: u32 = 16_384;

/// Pages of personal.db: many small changes, and each writes whole pages to the log.
pub(super) const PERSONAL_PAGE: u32 = 4_096;

/// Longer than any transaction of ours; a wait that long is a defect elsewhere and is reported as `Busy`.
const BUSY: Duration = Duration::from_secs(5);

/// What a connection is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Reads content.db, with personal.db attached.
    ContentReader,
    /// The writer thread of content.db.
    ContentWriter,
    /// Short transactions on personal.db.
    Personal,
}

/// For every connection.
const EVERY: &str = "\
PRAGMA temp_store = 2;          -- Android has no temp folder: sorting and materialising happen in memory
PRAGMA foreign_keys = ON;       -- forgotten per connection, off by default
PRAGMA cell_size_check = ON;    -- a damaged page is found when it is read, not when it has spread
PRAGMA trusted_schema = OFF;    -- a schema from a tampered file may not call functions
";

/// For readers of content.db.
const READER: &str = "\
PRAGMA cache_size = -4096;      -- 4 MiB: a page of Home and the postings of a query; two readers
PRAGMA query_only = ON;         -- a reader that writes is a defect
";

/// For the writer of content.db.
const WRITER: &str = "\
PRAGMA synchronous = NORMAL;    -- WAL stays consistent without a sync per commit; what a power cut takes is fetched again
PRAGMA cache_size = -8192;      -- 8 MiB: a batch of a sync fits without spilling
PRAGMA secure_delete = ON;      -- erased and withdrawn text is overwritten (decision 31), and salvage never meets old rows
PRAGMA wal_autocheckpoint = 256;    -- 4 MiB
PRAGMA journal_size_limit = 8388608;  -- a large sync does not leave a large log behind
";

/// For personal.db.
const PERSONAL: &str = "\
PRAGMA synchronous = FULL;      -- a star survives the battery falling out
PRAGMA cache_size = -1024;
PRAGMA secure_delete = ON;      -- what the person erases is overwritten (decision 31)
PRAGMA wal_autocheckpoint = 128;    -- 512 KiB
PRAGMA journal_size_limit = 1572864;
";

// Not set: mmap_size. A mapped file that cannot be read (card pulled out, disk error) kills the process by a signal
// instead of returning an error.

/// Opens an existing database; never creates one.
pub(super) fn open(paths: &ProfilePaths, role: Role) -> Result<Connection, StoreError> {
    let path = match role {
        Role::ContentReader | Role::ContentWriter => paths.content(),
        Role::Personal => paths.personal(),
    };
    // NO_MUTEX: each connection is behind our own mutex or owned by one thread.
    let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    prepare(&conn, role)?;
    if role == Role::ContentReader {
        // Also read-only for personal.db: `query_only` holds for the whole connection.
        conn.execute("ATTACH DATABASE ?1 AS personal", [paths.personal().to_string_lossy()])?;
    }
    Ok(conn)
}

/// Opens or creates a database file for its migration.
///
/// Page size and `auto_vacuum` have an effect on an empty file only, and the journal mode stays in the file.
pub(super) fn create(path: &Path, role: Role) -> Result<Connection, StoreError> {
    let page = if role == Role::Personal { PERSONAL_PAGE } else { CONTENT_PAGE };
    let conn = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    conn.busy_timeout(BUSY)?;
    conn.execute_batch(&format!(
        "PRAGMA page_size = {page};
         PRAGMA auto_vacuum = INCREMENTAL;  -- room given back in small steps after pruning
         PRAGMA journal_mode = WAL;         -- readers never wait for the writer"
    ))?;
    prepare(&conn, role)?;
    Ok(conn)
}

fn prepare(conn: &Connection, role: Role) -> Result<(), StoreError> {
    conn.busy_timeout(BUSY)?;
    conn.set_prepared_statement_cache_capacity(64);
    // A plan is made once: else SQLite looks at the values bound and prepares some statements anew at every call.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.execute_batch(EVERY)?;
    conn.execute_batch(match role {
        Role::ContentReader => READER,
        Role::ContentWriter => WRITER,
        Role::Personal => PERSONAL,
    })?;
    Ok(())
}

#[cfg(test)]
mod tests;
