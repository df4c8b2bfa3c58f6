//! Table `source`: feeds the person added. A removed one stays as a mark, so that a merge does not bring it back.

use rusqlite::{Connection, OptionalExtension};

use super::later;
use crate::clock::Timestamp;
use crate::model::{Source, SourceId};
use crate::store::error::StoreError;

const GET: &str = "SELECT json, changed FROM source WHERE id = ?1";
const ALL: &str = "SELECT json, changed, id FROM source ORDER BY id";
const PUT: &str = "INSERT OR REPLACE INTO source (id, json, changed) VALUES (?1, ?2, ?3)";

/// A source, or the mark of a removed one, with the moment of its last change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceEntry {
    /// Slug.
    pub id: SourceId,
    /// `None`: removed.
    pub source: Option<Source>,
    /// Unix seconds.
    pub changed: i64,
}

/// The source with this id, if the person has it.
///
/// # Errors
/// As any read.
pub fn get(conn: &Connection, id: &SourceId) -> Result<Option<Source>, StoreError> {
    Ok(entry(conn, id)?.and_then(|entry| entry.source))
}

/// The person's sources, by id.
///
/// # Errors
/// As any read.
pub fn all(conn: &Connection) -> Result<Vec<Source>, StoreError> {
    Ok(entries(conn)?.into_iter().filter_map(|entry| entry.source).collect())
}

/// Adds or changes a source.
///
/// # Errors
/// As any write.
pub fn put(conn: &Connection, source: &Source, now: Timestamp) -> Result<(), StoreError> {
    let previous = entry(conn, &source.id)?.map_or(0, |entry| entry.changed);
    put_entry(conn, &SourceEntry { id: source.id.clone(), source: Some(source.clone()), changed: later(previous, now) })
}

/// Removes a source; `false` if the person does not have it.
///
/// # Errors
/// As any write.
pub fn remove(conn: &Connection, id: &SourceId, now: Timestamp) -> Result<bool, StoreError> {
    let Some(SourceEntry { source: Some(_), changed, .. }) = entry(conn, id)? else {
        return Ok(false);
    };
    put_entry(conn, &SourceEntry { id: id.clone(), source: None, changed: later(changed, now) })?;
    Ok(true)
}

/// Takes over an entry from elsewhere if it is the later one.
///
/// # Errors
/// As any write.
pub fn merge(conn: &Connection, other: &SourceEntry) -> Result<(), StoreError> {
    match entry(conn, &other.id)? {
        Some(mine) if mine.changed >= other.changed => Ok(()),
        _ => put_entry(conn, other),
    }
}

/// Every entry, marks of removed ones included, by id.
///
/// # Errors
/// [`StoreError::Damaged`] if an entry is no source; as any read.
pub fn entries(conn: &Connection) -> Result<Vec<SourceEntry>, StoreError> {
    let mut statement = conn.prepare_cached(ALL)?;
    let rows = statement.query_map([], |row| Ok((row.get(2)?, row.get(0)?, row.get(1)?)))?;
    rows.map(|row| row.map_err(StoreError::from).and_then(|(id, json, changed)| parse(id, json, changed))).collect()
}

fn entry(conn: &Connection, id: &SourceId) -> Result<Option<SourceEntry>, StoreError> {
    let row: Option<(Option<String>, i64)> =
        conn.prepare_cached(GET)?.query_row([id.as_str()], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    row.map(|(json, changed)| parse(id.to_string(), json, changed)).transpose()
}

fn parse(id: String, json: Option<String>, changed: i64) -> Result<SourceEntry, StoreError> {
    let source = match json {
        Some(json) => Some(serde_json::from_str(&json).map_err(|_| StoreError::contradiction("source", changed))?),
        None => None,
    };
    Ok(SourceEntry { id: SourceId::new(id), source, changed })
}

fn put_entry(conn: &Connection, entry: &SourceEntry) -> Result<(), StoreError> {
    let json = match &entry.source {
        Some(source) => Some(serde_json::to_string(source).map_err(crate::model::line::LineError::from)?),
        None => None,
    };
    conn.prepare_cached(PUT)?.execute((entry.id.as_str(), json, entry.changed))?;
    Ok(())
}
