//! Table `pruned`: articles that retention took away. Unchanged they stay away, changed they come back.
//!
//! Without it a feed that still lists an old article would bring it back at every poll, as new.

use rusqlite::{Connection, OptionalExtension};

use crate::clock::Timestamp;
use crate::store::error::StoreError;

const FIND: &str = "SELECT digest FROM pruned WHERE id = ?1";
const ADD: &str = "INSERT OR REPLACE INTO pruned (id, digest, at) VALUES (?1, ?2, ?3)";
const REMOVE: &str = "DELETE FROM pruned WHERE id = ?1";
const FORGET: &str = "DELETE FROM pruned WHERE at < ?1";

/// The digest of the content that was taken away, if any was.
pub(super) fn digest(conn: &Connection, id: &str) -> Result<Option<i64>, StoreError> {
    Ok(conn.prepare_cached(FIND)?.query_row([id], |row| row.get(0)).optional()?)
}

pub(in crate::store) fn add(conn: &Connection, id: &str, digest: i64, now: Timestamp) -> Result<(), StoreError> {
    conn.prepare_cached(ADD)?.execute((id, digest, now.unix()))?;
    Ok(())
}

pub(super) fn remove(conn: &Connection, id: &str) -> Result<(), StoreError> {
    conn.prepare_cached(REMOVE)?.execute([id])?;
    Ok(())
}

/// Forgets what was pruned before `before`: no feed lists it any more.
pub(in crate::store) fn forget(conn: &Connection, before: Timestamp) -> Result<usize, StoreError> {
    Ok(conn.prepare_cached(FORGET)?.execute([before.unix()])?)
}
