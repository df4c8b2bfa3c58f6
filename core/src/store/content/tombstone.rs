//! Table `tombstone`: docs that are gone and whose postings may still be in the index.
//!
//! `article` writes it in the transaction that removes the record; search clears it when it has forgotten them.

use rusqlite::Connection;

use crate::store::error::StoreError;

const ADD: &str = "INSERT OR IGNORE INTO tombstone (doc) VALUES (?1)";
const ALL: &str = "SELECT doc FROM tombstone ORDER BY doc";
const CLEAR: &str = "DELETE FROM tombstone WHERE doc = ?1";

pub(super) fn add(conn: &Connection, doc: i64) -> Result<(), StoreError> {
    conn.prepare_cached(ADD)?.execute([doc])?;
    Ok(())
}

/// Docs that are gone, ascending.
///
/// # Errors
/// As any read.
pub fn all(conn: &Connection) -> Result<Vec<i64>, StoreError> {
    let mut statement = conn.prepare_cached(ALL)?;
    let docs = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(docs)
}

/// Forgets docs that the index no longer holds.
///
/// # Errors
/// As any write.
pub fn clear(conn: &Connection, docs: &[i64]) -> Result<(), StoreError> {
    let mut statement = conn.prepare_cached(CLEAR)?;
    for doc in docs {
        statement.execute([doc])?;
    }
    Ok(())
}
