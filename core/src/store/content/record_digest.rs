//! Table `record_digest`: every record of every collection, with the hash of its line (decision 26).
//!
//! It says what is in a collection, also of records whose line is not here any more, so that a set hash can be checked and a
//! delta knows what is new. `orphan` remembers what left a collection until the sync ends.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, params};

use crate::store::error::StoreError;

const GET: &str = "SELECT rev, segment, body_state, digest FROM record_digest WHERE collection = ?1 AND id = ?2";
const PUT: &str = "\
    INSERT INTO record_digest (collection, id, rev, segment, body_state, digest) VALUES (?1, ?2, ?3, ?4, 0, ?5) \
    ON CONFLICT (collection, id) DO UPDATE SET rev = ?3, segment = ?4, body_state = 0, digest = ?5 WHERE digest <> ?5";
const MOVE: &str = "UPDATE record_digest SET segment = ?3 WHERE collection = ?1 AND id = ?2";
const MARK: &str = "\
    UPDATE record_digest SET body_state = 1 WHERE collection IN (SELECT key FROM collection) AND id = ?1";
const REMOVE: &str = "DELETE FROM record_digest WHERE collection = ?1 AND id = ?2";
const IDS: &str = "SELECT id, segment FROM record_digest WHERE collection = ?1";
const HELD: &str = "\
    SELECT EXISTS (SELECT 1 FROM record_digest WHERE collection IN (SELECT key FROM collection) AND id = ?1)";
const SEGMENTS: &str = "SELECT segment FROM record_digest WHERE collection = ?1";
const DIGESTS: &str = "SELECT digest FROM record_digest WHERE collection = ?1";
const ID_DIGESTS: &str = "SELECT digest, id FROM record_digest WHERE collection = ?1";
const ORPHAN: &str = "INSERT OR IGNORE INTO orphan (id) VALUES (?1)";
const ORPHANS: &str = "SELECT id FROM orphan ORDER BY id LIMIT ?1";
const ADOPT: &str = "DELETE FROM orphan WHERE id = ?1";

/// The segment number of records that came with a delta.
pub const BY_DELTA: i64 = 0;

/// One record of a collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordDigest {
    /// Its revision.
    pub rev: u32,
    /// The segment it came with, or [`BY_DELTA`].
    pub segment: i64,
    /// Whether retention took its line away.
    pub pruned: bool,
    /// SHA-256 of its line.
    pub digest: [u8; 32],
}

/// The record `id` of a collection.
///
/// # Errors
/// As any read.
pub fn get(conn: &Connection, collection: i64, id: &str) -> Result<Option<RecordDigest>, StoreError> {
    let found = conn.prepare_cached(GET)?.query_row((collection, id), |row| {
        Ok(RecordDigest {
            rev: row.get(0)?,
            segment: row.get(1)?,
            pruned: row.get::<_, i64>(2)? != 0,
            digest: row.get(3)?,
        })
    });
    Ok(found.optional()?)
}

/// The collection holds this line now; its record is not put away. `false` if it held the same line before: then nothing is
/// changed.
///
/// # Errors
/// As any write.
pub fn put(
    conn: &Connection,
    collection: i64,
    id: &str,
    rev: u32,
    segment: i64,
    digest: &[u8; 32],
) -> Result<bool, StoreError> {
    Ok(conn.prepare_cached(PUT)?.execute(params![collection, id, rev, segment, digest])? == 1)
}

/// The same line came with another segment.
///
/// # Errors
/// As any write.
pub fn move_to(conn: &Connection, collection: i64, id: &str, segment: i64) -> Result<(), StoreError> {
    conn.prepare_cached(MOVE)?.execute((collection, id, segment))?;
    Ok(())
}

/// Retention took the record away, in whatever collection it is.
///
/// # Errors
/// As any write.
pub fn mark_pruned(conn: &Connection, id: &str) -> Result<(), StoreError> {
    conn.prepare_cached(MARK)?.execute([id])?;
    Ok(())
}

/// The record left the collection; its line goes at the end of the sync, if no other collection holds it. `false` if it was
/// not there.
///
/// # Errors
/// As any write.
pub fn remove(conn: &Connection, collection: i64, id: &str) -> Result<bool, StoreError> {
    let was_there = conn.prepare_cached(REMOVE)?.execute((collection, id))? == 1;
    if was_there {
        conn.prepare_cached(ORPHAN)?.execute([id])?;
    }
    Ok(was_there)
}

/// Removes, as [`remove`] does, every record that came with none of `listed`. Returns how many.
///
/// # Errors
/// As any write.
pub fn remove_unlisted(conn: &Connection, collection: i64, listed: &[i64]) -> Result<usize, StoreError> {
    let gone: Vec<String> = {
        let mut statement = conn.prepare_cached(IDS)?;
        let rows = statement.query_map([collection], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)))?;
        let rows = rows.filter(|row| row.as_ref().map_or(true, |(_, segment)| !listed.contains(segment)));
        rows.map(|row| row.map(|(id, _)| id)).collect::<Result<_, _>>()?
    };
    for id in &gone {
        remove(conn, collection, id)?;
    }
    Ok(gone.len())
}

/// How many records of a collection came with each segment, by the segment's hash.
///
/// # Errors
/// As any read.
pub fn counts_by_segment(conn: &Connection, collection: i64) -> Result<HashMap<[u8; 32], u64>, StoreError> {
    // Counted here: SQLite would sort the rows first.
    let mut counts: HashMap<i64, u64> = HashMap::new();
    let mut statement = conn.prepare_cached(SEGMENTS)?;
    let mut rows = statement.query([collection])?;
    while let Some(row) = rows.next()? {
        *counts.entry(row.get(0)?).or_default() += 1;
    }
    let mut by_hash = HashMap::with_capacity(counts.len());
    for (segment, count) in counts {
        if let Some(sha256) = super::collection::sha256_of(conn, segment)? {
            by_hash.insert(sha256, count);
        }
    }
    Ok(by_hash)
}

/// The id of every record of a collection, by the digest of its line.
///
/// # Errors
/// As any read.
pub fn ids_by_digest(conn: &Connection, collection: i64) -> Result<HashMap<[u8; 32], String>, StoreError> {
    let mut statement = conn.prepare_cached(ID_DIGESTS)?;
    let rows = statement.query_map([collection], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Shows the digest of every record of a collection, in any order.
///
/// # Errors
/// As any read.
pub fn each(conn: &Connection, collection: i64, mut see: impl FnMut([u8; 32])) -> Result<(), StoreError> {
    let mut statement = conn.prepare_cached(DIGESTS)?;
    let mut rows = statement.query([collection])?;
    while let Some(row) = rows.next()? {
        see(row.get(0)?);
    }
    Ok(())
}

/// Whether any collection holds the record.
///
/// # Errors
/// As any read.
pub fn is_held(conn: &Connection, id: &str) -> Result<bool, StoreError> {
    Ok(conn.prepare_cached(HELD)?.query_row([id], |row| row.get(0))?)
}

/// At most `limit` ids that left a collection and were not dealt with.
///
/// # Errors
/// As any read.
pub fn orphans(conn: &Connection, limit: u32) -> Result<Vec<String>, StoreError> {
    let mut statement = conn.prepare_cached(ORPHANS)?;
    let ids = statement.query_map([limit], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(ids)
}

/// The id was dealt with.
///
/// # Errors
/// As any write.
pub fn settle_orphan(conn: &Connection, id: &str) -> Result<(), StoreError> {
    conn.prepare_cached(ADOPT)?.execute([id])?;
    Ok(())
}

#[cfg(test)]
mod tests;
