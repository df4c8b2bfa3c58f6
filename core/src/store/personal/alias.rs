//! Table `id_alias`: ids that became others (decision 1). Asked by every look-up of personal state.
//!
//! Written when a source's `url_not_unique` flips. The states move to the new id at once, so that lists join without
//! looking here; the alias answers for links and notes that still carry the old id.

use rusqlite::{Connection, OptionalExtension};

use super::{saved, status};
use crate::model::ArticleId;
use crate::store::error::StoreError;

const FIND: &str = "SELECT new FROM id_alias WHERE old = ?1";
const ADD: &str = "INSERT OR REPLACE INTO id_alias (old, new) VALUES (?1, ?2)";
const REMOVE: &str = "DELETE FROM id_alias WHERE old = ?1";
const REPOINT: &str = "UPDATE id_alias SET new = ?2 WHERE new = ?1";
const ALL: &str = "SELECT old, new FROM id_alias ORDER BY old";

/// The id that stands in place of `id`; `id` itself if none does.
///
/// # Errors
/// As any read.
pub fn resolve(conn: &Connection, id: &ArticleId) -> Result<ArticleId, StoreError> {
    let new: Option<String> = conn.prepare_cached(FIND)?.query_row([id.as_str()], |row| row.get(0)).optional()?;
    Ok(new.map_or_else(|| id.clone(), ArticleId::new))
}

/// From now on `old` is `new`; states of both are merged under `new`.
///
/// # Errors
/// As any write.
pub fn add(conn: &Connection, old: &ArticleId, new: &ArticleId) -> Result<(), StoreError> {
    if old == new {
        return Ok(());
    }
    // Chains are cut when written: one look-up always suffices, and a way back cannot make a circle.
    conn.prepare_cached(REMOVE)?.execute([new.as_str()])?;
    conn.prepare_cached(ADD)?.execute((old.as_str(), new.as_str()))?;
    conn.prepare_cached(REPOINT)?.execute((old.as_str(), new.as_str()))?;
    if let Some(status) = status::find(conn, old.as_str())? {
        status::remove(conn, old.as_str())?;
        status::merge(conn, new, status)?;
    }
    saved::rename(conn, old.as_str(), new.as_str())
}

/// Every alias, by old id.
///
/// # Errors
/// As any read.
pub fn all(conn: &Connection) -> Result<Vec<(ArticleId, ArticleId)>, StoreError> {
    let mut statement = conn.prepare_cached(ALL)?;
    let rows = statement.query_map([], |row| {
        Ok((ArticleId::new(row.get::<_, String>(0)?), ArticleId::new(row.get::<_, String>(1)?)))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
