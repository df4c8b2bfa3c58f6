//! Table `source_key`: a small number for each source id, and how many headlines it has.

use rusqlite::{Connection, OptionalExtension};

use crate::model::SourceId;
use crate::store::error::StoreError;

const FIND: &str = "SELECT key FROM source_key WHERE id = ?1";
const ADD: &str = "INSERT INTO source_key (id) VALUES (?1) RETURNING key";
const COUNT: &str = "UPDATE source_key SET articles = articles + ?2 WHERE key = ?1";
const COUNTS: &str = "SELECT id, articles FROM source_key WHERE articles > 0 ORDER BY id";

/// The number of a source, if content of it was ever stored.
pub(in crate::store) fn find(conn: &Connection, source: &SourceId) -> Result<Option<i64>, StoreError> {
    Ok(conn.prepare_cached(FIND)?.query_row([source.as_str()], |row| row.get(0)).optional()?)
}

/// The number of a source, given now if it has none.
pub(in crate::store) fn find_or_add(conn: &Connection, source: &SourceId) -> Result<i64, StoreError> {
    match find(conn, source)? {
        Some(key) => Ok(key),
        None => Ok(conn.prepare_cached(ADD)?.query_row([source.as_str()], |row| row.get(0))?),
    }
}

/// Keeps the count in step with the headlines of a source.
pub(super) fn count(conn: &Connection, key: i64, difference: i64) -> Result<(), StoreError> {
    conn.prepare_cached(COUNT)?.execute((key, difference))?;
    Ok(())
}

/// How many articles each source shows, by id; sources without any are left out.
///
/// # Errors
/// As any read.
pub fn counts(conn: &Connection) -> Result<Vec<(SourceId, u64)>, StoreError> {
    let mut statement = conn.prepare_cached(COUNTS)?;
    let rows = statement.query_map([], |row| {
        let articles: i64 = row.get(1)?;
        Ok((SourceId::new(row.get::<_, String>(0)?), u64::try_from(articles).unwrap_or(0)))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
