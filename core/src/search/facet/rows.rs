//! Tables `facet_chunk` and `facet_state`: chunks with their checksums, and what a reader must know before it trusts them.
//!
//! A row is `checksum (4 bytes) | chunk`, as rows of the index are.

use rusqlite::{Connection, OptionalExtension as _, ToSql};

use super::chunk::Chunk;
use crate::search::SearchError;
use crate::search::index::rows::{checksum, open};

/// Newest format of the store that is read and written.
pub(super) const FORMAT: i64 = 1;

/// The format that says: to be built again.
const UNBUILT: i64 = 0;

const STATE: &str = "SELECT format, generation FROM facet_state WHERE only = 1";
const SET_FORMAT: &str = "UPDATE facet_state SET format = ?1, generation = random()";
/// Not a counter: see `index::change::raise_generation`.
const RAISE: &str = "UPDATE facet_state SET generation = random()";
const READ: &str = "SELECT data FROM facet_chunk WHERE id = ?1";
const READ_FIELD: &str = "SELECT id, data FROM facet_chunk WHERE id BETWEEN ?1 AND ?2 ORDER BY id";
const WRITE: &str =
    "INSERT INTO facet_chunk (id, data) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET data = excluded.data";
const REMOVE: &str = "DELETE FROM facet_chunk WHERE id = ?1";
const REMOVE_FIELD: &str = "DELETE FROM facet_chunk WHERE id BETWEEN ?1 AND ?2";

/// What `facet_state` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct State {
    /// Whether every column is what it should be.
    pub(super) is_built: bool,
    /// Raised by every change.
    pub(super) generation: i64,
}

/// Reads the state.
///
/// # Errors
/// [`SearchError::TooNew`], [`SearchError::Damaged`] if there is none, [`SearchError::Database`].
pub(super) fn state(conn: &Connection) -> Result<State, SearchError> {
    let row: Option<(i64, i64)> =
        conn.prepare_cached(STATE)?.query_row((), |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    match row {
        Some((found, _)) if found > FORMAT => Err(SearchError::TooNew { found, known: FORMAT }),
        Some((format, generation)) => Ok(State { is_built: format == FORMAT, generation }),
        None => Err(SearchError::Damaged("no facet state")),
    }
}

/// Says that the columns are what they should be.
pub(super) fn set_built(conn: &Connection) -> Result<(), SearchError> {
    run(conn, SET_FORMAT, &[&FORMAT])
}

/// Says that they must be built again.
pub(super) fn set_unbuilt(conn: &Connection) -> Result<(), SearchError> {
    run(conn, SET_FORMAT, &[&UNBUILT])
}

/// Tells readers that something changed.
pub(super) fn raise(conn: &Connection) -> Result<(), SearchError> {
    run(conn, RAISE, &[])
}

/// Runs a statement: one function for all parameters, which the compiler would else make anew for each.
///
/// # Errors
/// [`SearchError::Database`].
pub(super) fn run(conn: &Connection, sql: &str, parameters: &[&dyn ToSql]) -> Result<(), SearchError> {
    conn.prepare_cached(sql)?.execute(parameters)?;
    Ok(())
}

/// The first column of the first row, if there is one.
///
/// # Errors
/// [`SearchError::Database`].
pub(super) fn number(conn: &Connection, sql: &str, parameters: &[&dyn ToSql]) -> Result<Option<u32>, SearchError> {
    Ok(conn.prepare_cached(sql)?.query_row(parameters, |row| row.get(0)).optional()?)
}

const fn row_id(field: u32, chunk: u32) -> i64 {
    (field as i64) << 32 | chunk as i64
}

/// Reads one chunk. `None` if there is none.
///
/// # Errors
/// [`SearchError::Damaged`] if it is not what was written, [`SearchError::Database`].
pub(super) fn read(conn: &Connection, field: u32, chunk: u32) -> Result<Option<Chunk>, SearchError> {
    let data: Option<Vec<u8>> =
        conn.prepare_cached(READ)?.query_row([row_id(field, chunk)], |row| row.get(0)).optional()?;
    data.map(|data| sound(&data)).transpose()
}

/// Reads every chunk of a field with its number, ascending.
///
/// # Errors
/// As [`read`].
pub(super) fn read_all(conn: &Connection, field: u32) -> Result<Vec<(u32, Chunk)>, SearchError> {
    let mut statement = conn.prepare_cached(READ_FIELD)?;
    let mut rows = statement.query((row_id(field, 0), row_id(field, u32::MAX)))?;
    let mut chunks = Vec::new();
    while let Some(row) = rows.next()? {
        let number = (row.get::<_, i64>(0)? & 0xffff_ffff) as u32;
        chunks.push((number, sound(row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?)?));
    }
    Ok(chunks)
}

fn sound(data: &[u8]) -> Result<Chunk, SearchError> {
    match open(data) {
        Ok(payload) => Chunk::parse(payload.to_vec()),
        Err(_) => Err(SearchError::Damaged("facet chunk with a wrong checksum")),
    }
}

/// Writes one chunk in the place of what stands there.
pub(super) fn write(conn: &Connection, field: u32, chunk: u32, payload: &[u8]) -> Result<(), SearchError> {
    let data = [checksum(payload).as_slice(), payload].concat();
    run(conn, WRITE, &[&row_id(field, chunk), &data])
}

/// Removes one chunk.
pub(super) fn remove(conn: &Connection, field: u32, chunk: u32) -> Result<(), SearchError> {
    run(conn, REMOVE, &[&row_id(field, chunk)])
}

/// Removes every chunk of a field.
pub(super) fn remove_all(conn: &Connection, field: u32) -> Result<(), SearchError> {
    run(conn, REMOVE_FIELD, &[&row_id(field, 0), &row_id(field, u32::MAX)])
}

#[cfg(test)]
mod tests;
