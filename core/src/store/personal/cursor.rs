//! Table `cursor`: how far each follower of `content.change_log` came (decision 9).

use rusqlite::{Connection, OptionalExtension};

use crate::store::error::StoreError;

/// The cursor of re-indexing: 0 when nothing is to be done, else the next doc. `search` sets it to 1 when it meets damage,
/// `sync::reindex` follows it.
pub const REINDEX: &str = "reindex";

const GET: &str = "SELECT seq FROM cursor WHERE name = ?1";
const SET: &str = "INSERT OR REPLACE INTO cursor (name, seq) VALUES (?1, ?2)";

/// The last entry that `name` dealt with; 0 if none.
///
/// # Errors
/// As any read.
pub fn get(conn: &Connection, name: &str) -> Result<i64, StoreError> {
    Ok(conn.prepare_cached(GET)?.query_row([name], |row| row.get(0)).optional()?.unwrap_or(0))
}

/// `name` has dealt with everything up to `seq`.
///
/// # Errors
/// As any write.
pub fn set(conn: &Connection, name: &str, seq: i64) -> Result<(), StoreError> {
    conn.prepare_cached(SET)?.execute((name, seq))?;
    Ok(())
}
