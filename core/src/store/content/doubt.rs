//! Doubt in what is kept of a collection: after its segments did not add up to the signed set hash (decision 26), and after
//! `recovery` saved records without knowing who holds them.
//!
//! A damaged row of `record_digest` leaves every count as it was, so that no segment would ever be loaded again. A record
//! proves itself by its line; a segment with one that cannot counts as not loaded.
//!
//! Invariant: once for each collection and version, or a publisher's mistake would cost everybody the segments at every sync.

use std::collections::BTreeSet;

use rusqlite::Connection;
use sha2::{Digest as _, Sha256};

use super::record_digest::BY_DELTA;
use crate::store::codec;
use crate::store::error::StoreError;

const MARK: &str = "UPDATE collection SET doubted = ?2 WHERE key = ?1 AND doubted <> ?2";
const KEPT: &str = "\
    SELECT d.segment, d.digest, r.doc, r.dictionary, r.line \
    FROM record_digest d LEFT JOIN record r ON r.id = d.id WHERE d.collection = ?1 AND d.segment <> ?2";
const FORGET: &str = "UPDATE record_digest SET segment = ?3 WHERE collection = ?1 AND segment = ?2";
const ASK_AFTER: &str = "INSERT OR IGNORE INTO orphan (id) VALUES (?1)";

/// A record whose collections are not known any more: the next sync that brings all of them removes it if none holds it.
///
/// # Errors
/// As any write.
pub fn ask_after(conn: &Connection, id: &str) -> Result<(), StoreError> {
    conn.prepare_cached(ASK_AFTER)?.execute([id])?;
    Ok(())
}

/// Forgets that segments are here of which not every record can be proved. `false` if all can, or if this was done for the
/// version before.
///
/// # Errors
/// As any write.
pub fn once(conn: &Connection, collection: i64, version: u64) -> Result<bool, StoreError> {
    if conn.prepare_cached(MARK)?.execute((collection, version))? == 0 {
        return Ok(false);
    }
    let doubted = doubted(conn, collection)?;
    let mut forget = conn.prepare_cached(FORGET)?;
    for segment in &doubted {
        forget.execute((collection, segment, BY_DELTA))?;
    }
    Ok(!doubted.is_empty())
}

/// Segments with a record whose line is not here, damaged, or another one.
fn doubted(conn: &Connection, collection: i64) -> Result<BTreeSet<i64>, StoreError> {
    let mut doubted = BTreeSet::new();
    let mut statement = conn.prepare_cached(KEPT)?;
    let mut rows = statement.query((collection, BY_DELTA))?;
    while let Some(row) = rows.next()? {
        let segment = row.get(0)?;
        if doubted.contains(&segment) {
            continue;
        }
        let digest: Vec<u8> = row.get(1)?;
        let line = match row.get::<_, Option<i64>>(2)? {
            Some(doc) => codec::unpack(conn, row.get(3)?, &row.get::<_, Vec<u8>>(4)?, doc).ok(),
            None => None,
        };
        if line.is_none_or(|line| Sha256::digest(line.as_bytes()).as_slice() != digest) {
            doubted.insert(segment);
        }
    }
    Ok(doubted)
}
