//! The ledger: what the portal remembers of everything it ever published (decision 4).
//!
//! `ledger.db` in the state folder, one SQLite file that any tool can look into. A release is entered in one transaction after
//! `timestamp.json` was exchanged; a portal killed between the two finds the repository ahead and [`catch_up`]s from it.
//!
//! Reading order: [`holding`] (what is in the collections) → [`record`] (the newest revisions) → [`lines`] (all lines) →
//! [`history`] (what changed since a version) → [`entry`](mod@entry) (a release is entered) → [`catch_up`] (read from a
//! repository) → [`compare`].
//!
//! Invariants: one process at a time, by a lock; neither a revision nor a version nor a sequence ever falls.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use app4g_core::Timestamp;
use app4g_core::repository::format::{Object, Sha256};
use rusqlite::{Connection, OptionalExtension as _, Row};

pub mod catch_up;
pub mod compare;
pub mod entry;
pub mod history;
pub mod holding;
pub mod lines;
pub mod record;

const SCHEMA: &str = include_str!("schema.sql");

/// The ledger in its folder.
const FILE: &str = "ledger.db";

/// `user_version` of [`SCHEMA`].
const VERSION: u32 = 1;

/// Why the ledger cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// Another process publishes from it.
    #[error("{0} is in use by another process")]
    Busy(PathBuf),
    /// Written by a later version of the portal.
    #[error("{path} has version {found}")]
    TooNew {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: u32,
    },
    /// The folder cannot be used.
    #[error("{path}: {cause}")]
    Folder {
        /// Which.
        path: PathBuf,
        /// Why not.
        #[source]
        cause: std::io::Error,
    },
    /// SQLite says no.
    #[error("ledger: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// A row that cannot be: edited by hand, or a disk gone bad.
    #[error("ledger: {0}")]
    Damaged(String),
}

/// The newest release that a ledger knows of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Release {
    /// Its number.
    pub sequence: u64,
    /// Hash of its catalog.
    pub catalog: Sha256,
    /// When it was made.
    pub published_at: Timestamp,
    /// The highest version of `timestamp.json` so far.
    pub timestamp_version: u64,
    /// Until then time alone moves no record from one collection to another.
    pub quiet_until: Timestamp,
    /// Hash of the content it was made from, if it was made here.
    pub input: Option<Sha256>,
}

/// An open ledger; its process is the only one that has it.
#[derive(Debug)]
pub struct Ledger {
    conn: Connection,
    _lock: Option<File>,
}

impl Ledger {
    /// Opens the ledger in `folder` for a dry run: if there is none, an empty one that is forgotten again.
    ///
    /// # Errors
    /// As [`Ledger::open`].
    pub fn open_or_pretend(folder: &Path) -> Result<Self, LedgerError> {
        if folder.join(FILE).exists() {
            return Self::open(folder);
        }
        let conn = Connection::open_in_memory()?;
        conn.execute_batch(SCHEMA)?;
        Ok(Self { conn, _lock: None })
    }

    /// Opens the ledger in `folder`, or begins one; the folder hides itself from git.
    ///
    /// # Errors
    /// [`LedgerError::Busy`], [`LedgerError::TooNew`], [`LedgerError::Folder`], [`LedgerError::Sqlite`].
    pub fn open(folder: &Path) -> Result<Self, LedgerError> {
        let io = |cause| LedgerError::Folder { path: folder.to_owned(), cause };
        fs::create_dir_all(folder).map_err(io)?;
        let lock = OpenOptions::new().create(true).truncate(false).write(true).open(folder.join("lock")).map_err(io)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(LedgerError::Busy(folder.to_owned())),
            Err(TryLockError::Error(cause)) => return Err(io(cause)),
        }
        let ignore = folder.join(".gitignore");
        if !ignore.exists() {
            fs::write(&ignore, "*\n").map_err(io)?;
        }
        let path = folder.join(FILE);
        let mut conn = Connection::open(&path)?;
        conn.pragma_update(None, "synchronous", "FULL")?;
        let found: u32 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
        match found {
            0 => {
                let tx = conn.transaction()?;
                tx.execute_batch(SCHEMA)?;
                tx.pragma_update(None, "user_version", VERSION)?;
                tx.commit()?;
            }
            VERSION => {}
            _ => return Err(LedgerError::TooNew { path, found }),
        }
        Ok(Self { conn, _lock: Some(lock) })
    }

    /// The newest release; `None` in a new ledger.
    ///
    /// # Errors
    /// [`LedgerError::Sqlite`], [`LedgerError::Damaged`].
    pub fn release(&self) -> Result<Option<Release>, LedgerError> {
        const GET: &str = "SELECT sequence, catalog, published_at, timestamp_version, quiet_until, input FROM release";
        let read = |row: &Row<'_>| {
            Ok(Release {
                sequence: row.get(0)?,
                catalog: digest(row, 1)?,
                published_at: Timestamp::from_unix(row.get(2)?),
                timestamp_version: row.get(3)?,
                quiet_until: Timestamp::from_unix(row.get(4)?),
                input: row.get::<_, Option<[u8; 32]>>(5)?.map(Sha256),
            })
        };
        Ok(self.conn.query_row(GET, [], read).optional()?)
    }

    /// Notes that `timestamp.json` was signed again with `version`.
    ///
    /// # Errors
    /// [`LedgerError::Sqlite`].
    pub fn note_timestamp(&self, version: u64) -> Result<(), LedgerError> {
        const SET: &str = "UPDATE release SET timestamp_version = max(timestamp_version, ?1)";
        self.conn.execute(SET, [version])?;
        Ok(())
    }

    /// Notes that content with this hash would change nothing, `until` then.
    ///
    /// # Errors
    /// [`LedgerError::Sqlite`].
    pub fn note_input(&self, input: &Sha256, until: Timestamp) -> Result<(), LedgerError> {
        self.conn.execute("UPDATE release SET input = ?1, quiet_until = ?2", (input.0, until.unix()))?;
        Ok(())
    }

    /// The object of an attempt before this one that holds what hashes to `raw`.
    ///
    /// # Errors
    /// [`LedgerError::Sqlite`].
    pub fn packed(&self, raw: &Sha256) -> Result<Option<Object>, LedgerError> {
        const GET: &str = "SELECT sha256, bytes, raw_bytes FROM packed WHERE raw = ?1";
        Ok(self.conn.prepare_cached(GET)?.query_row([raw.0], |row| object(row, 0)).optional()?)
    }

    /// Remembers that `object` holds what hashes to `raw`, until the release is entered.
    ///
    /// # Errors
    /// [`LedgerError::Sqlite`].
    pub fn note_packed(&self, raw: &Sha256, object: &Object) -> Result<(), LedgerError> {
        const PUT: &str = "INSERT OR REPLACE INTO packed (raw, sha256, bytes, raw_bytes) VALUES (?1, ?2, ?3, ?4)";
        self.conn.prepare_cached(PUT)?.execute((raw.0, object.sha256.0, object.bytes, object.raw_bytes))?;
        Ok(())
    }
}

fn digest(row: &Row<'_>, at: usize) -> rusqlite::Result<Sha256> {
    Ok(Sha256(row.get(at)?))
}

/// Three columns from `at`: hash, bytes, raw bytes.
fn object(row: &Row<'_>, at: usize) -> rusqlite::Result<Object> {
    Ok(Object { sha256: digest(row, at)?, bytes: row.get(at + 1)?, raw_bytes: row.get(at + 2)? })
}

#[cfg(test)]
mod tests;
