//! Table `known_kind`: by which kinds the stored lines were read.
//!
//! A line of a kind that is not known is kept and shown nowhere (docs/repository-format.md, 1). A later version of the app that
//! knows it finds here that it must look at those lines again; `sync::reread` does, in batches that end with [`reach`].

use rusqlite::{Connection, OptionalExtension};

use crate::model::kinds::forms;
use crate::store::error::StoreError;

const SEED: &str = "\
    INSERT OR IGNORE INTO known_kind (only, kinds) SELECT 1, ?1 WHERE NOT EXISTS (SELECT 1 FROM record)";
const GET: &str = "SELECT kinds, target, after FROM known_kind";
const REACH: &str = "\
    INSERT INTO known_kind (only, kinds, target, after) VALUES (1, '', ?1, ?2) \
    ON CONFLICT (only) DO UPDATE SET target = ?1, after = ?2";
const FINISH: &str = "INSERT OR REPLACE INTO known_kind (only, kinds) VALUES (1, ?1)";
const DOCS: &str = "SELECT doc, kind FROM record WHERE doc > ?1 ORDER BY doc LIMIT ?2";

/// How far reading again has come.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Known {
    /// Kinds and their forms by which every line was read, as [`forms`] gives them.
    pub kinds: String,
    /// Those by which lines are being read again, if they are.
    pub target: Option<String>,
    /// The last doc that was.
    pub after: i64,
}

/// A profile without records has nothing to read again.
///
/// # Errors
/// As any write.
pub(in crate::store) fn seed(conn: &Connection) -> Result<(), StoreError> {
    conn.prepare_cached(SEED)?.execute([forms()])?;
    Ok(())
}

/// What stands there.
///
/// # Errors
/// As any read.
pub fn get(conn: &Connection) -> Result<Known, StoreError> {
    let read = |row: &rusqlite::Row<'_>| Ok(Known { kinds: row.get(0)?, target: row.get(1)?, after: row.get(2)? });
    Ok(conn.prepare_cached(GET)?.query_row([], read).optional()?.unwrap_or_default())
}

/// Lines up to `doc` were read by `target`.
///
/// # Errors
/// As any write.
pub fn reach(conn: &Connection, target: &str, doc: i64) -> Result<(), StoreError> {
    conn.prepare_cached(REACH)?.execute((target, doc))?;
    Ok(())
}

/// Every line was read by `kinds`.
///
/// # Errors
/// As any write.
pub fn finish(conn: &Connection, kinds: &str) -> Result<(), StoreError> {
    conn.prepare_cached(FINISH)?.execute([kinds])?;
    Ok(())
}

/// At most `limit` docs after `doc`, ascending, with the names of their kinds.
///
/// # Errors
/// As any read.
pub fn docs_after(conn: &Connection, doc: i64, limit: u32) -> Result<Vec<(i64, String)>, StoreError> {
    let mut statement = conn.prepare_cached(DOCS)?;
    let rows = statement.query_map((doc, limit), |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
