//! Tables `collection` and `segment_key`: how far each collection of the repository is here (decision 26).
//!
//! Invariant: a recorded version is always complete; a load that is under way is pinned to what it began with.

use rusqlite::{Connection, OptionalExtension, params};

use crate::store::error::StoreError;

const ALL: &str = "SELECT key, version, count, refused, name, set_hash, pinned FROM collection ORDER BY name";
const GET: &str = "SELECT key, version, count, refused, name, set_hash, pinned FROM collection WHERE name = ?1";
const BEGIN: &str = "INSERT OR IGNORE INTO collection (name) VALUES (?1)";
const PIN: &str = "UPDATE collection SET pinned = ?2, set_hash = NULL WHERE key = ?1";
const COMPLETE: &str = "UPDATE collection SET version = ?2, count = ?3, set_hash = ?4, pinned = NULL WHERE key = ?1";
const PASS: &str = "UPDATE collection SET version = ?2, set_hash = NULL WHERE key = ?1";
const REFUSE: &str = "UPDATE collection SET refused = ?2 WHERE key = ?1";
const SEGMENT: &str = "SELECT key FROM segment_key WHERE sha256 = ?1";
const SHA256: &str = "SELECT sha256 FROM segment_key WHERE key = ?1";
const ADD_SEGMENT: &str = "INSERT INTO segment_key (sha256) VALUES (?1) RETURNING key";
const FORGET_SEGMENTS: &str = "\
    DELETE FROM segment_key WHERE key NOT IN (SELECT segment FROM record_digest)";

/// One collection as it is here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CollectionState {
    /// Stands for the name in `record_digest`.
    pub key: i64,
    /// The version that is complete; 0 if none is.
    pub version: u64,
    /// Records of that version.
    pub count: u64,
    /// The version whose deltas did not fit; 0 if none.
    pub refused: u64,
    /// `base`, `news`, …
    pub name: String,
    /// Of the complete version; `None` once a load of segments began to change it.
    pub set_hash: Option<[u8; 32]>,
    /// Catalog entry and index of the load that is under way, as its owner wrote it.
    pub pinned: Option<Vec<u8>>,
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<CollectionState> {
    Ok(CollectionState {
        key: row.get(0)?,
        version: row.get(1)?,
        count: row.get(2)?,
        refused: row.get(3)?,
        name: row.get(4)?,
        set_hash: row.get(5)?,
        pinned: row.get(6)?,
    })
}

/// Every collection that was ever begun, by name.
///
/// # Errors
/// As any read.
pub fn all(conn: &Connection) -> Result<Vec<CollectionState>, StoreError> {
    let mut statement = conn.prepare_cached(ALL)?;
    let rows = statement.query_map([], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The collection of this name, if it was ever begun.
///
/// # Errors
/// As any read.
pub fn get(conn: &Connection, name: &str) -> Result<Option<CollectionState>, StoreError> {
    Ok(conn.prepare_cached(GET)?.query_row([name], read).optional()?)
}

/// The collection of this name, begun now if it was not.
///
/// # Errors
/// As any write.
pub fn begin(conn: &Connection, name: &str) -> Result<CollectionState, StoreError> {
    conn.prepare_cached(BEGIN)?.execute([name])?;
    Ok(conn.prepare_cached(GET)?.query_row([name], read)?)
}

/// Pins a load to what it began with; `None` lets it go. Its segments change records of the complete version, so that nobody
/// knows the set hash until a load is complete.
///
/// # Errors
/// As any write.
pub fn pin(conn: &Connection, key: i64, pinned: Option<&[u8]>) -> Result<(), StoreError> {
    conn.prepare_cached(PIN)?.execute((key, pinned))?;
    Ok(())
}

/// Records that `version` is complete.
///
/// # Errors
/// As any write.
pub fn complete(conn: &Connection, key: i64, version: u64, count: u64, set_hash: [u8; 32]) -> Result<(), StoreError> {
    conn.prepare_cached(COMPLETE)?.execute(params![key, version, count, set_hash])?;
    Ok(())
}

/// Records a version on the way to the one the catalog names: whole, but nobody knows its set hash.
///
/// # Errors
/// As any write.
pub fn pass(conn: &Connection, key: i64, version: u64) -> Result<(), StoreError> {
    conn.prepare_cached(PASS)?.execute((key, version))?;
    Ok(())
}

/// Remembers that the deltas to `version` do not fit, also after a restart.
///
/// # Errors
/// As any write.
pub fn refuse(conn: &Connection, key: i64, version: u64) -> Result<(), StoreError> {
    conn.prepare_cached(REFUSE)?.execute((key, version))?;
    Ok(())
}

/// The number of a segment, if any record came with it.
///
/// # Errors
/// As any read.
pub fn segment(conn: &Connection, sha256: &[u8; 32]) -> Result<Option<i64>, StoreError> {
    Ok(conn.prepare_cached(SEGMENT)?.query_row([sha256], |row| row.get(0)).optional()?)
}

/// The hash of a segment that has a number.
///
/// # Errors
/// As any read.
pub fn sha256_of(conn: &Connection, segment: i64) -> Result<Option<[u8; 32]>, StoreError> {
    Ok(conn.prepare_cached(SHA256)?.query_row([segment], |row| row.get(0)).optional()?)
}

/// The number of a segment, given now if it has none.
///
/// # Errors
/// As any write.
pub fn segment_or_add(conn: &Connection, sha256: &[u8; 32]) -> Result<i64, StoreError> {
    match segment(conn, sha256)? {
        Some(key) => Ok(key),
        None => Ok(conn.prepare_cached(ADD_SEGMENT)?.query_row([sha256], |row| row.get(0))?),
    }
}

/// Forgets segments that no record came with.
///
/// # Errors
/// As any write.
pub fn forget_segments(conn: &Connection) -> Result<(), StoreError> {
    conn.prepare_cached(FORGET_SEGMENTS)?.execute([])?;
    Ok(())
}

#[cfg(test)]
mod tests;
