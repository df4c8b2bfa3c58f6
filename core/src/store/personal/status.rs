//! Table `status`: read, star and reading position; outlives the article it belongs to.
//!
//! Callers: shells through `store.personal().write`, import, recovery. An article that returns without a date is still
//! read, because its status never left.

use rusqlite::{Connection, OptionalExtension};

use super::{alias, later};
use crate::clock::Timestamp;
use crate::model::ArticleId;
use crate::store::error::StoreError;

const GET: &str = "\
    SELECT is_read, read_changed, is_starred, star_changed, position, position_changed FROM status WHERE id = ?1";
const SET: &str = "\
    INSERT OR REPLACE INTO status (id, is_read, read_changed, is_starred, star_changed, position, position_changed) \
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
const ALL: &str = "\
    SELECT is_read, read_changed, is_starred, star_changed, position, position_changed, id FROM status ORDER BY id";
const REMOVE: &str = "DELETE FROM status WHERE id = ?1";

/// What the person did with one article. Each `*_changed` is the moment of that change, 0 if never.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Status {
    /// Opened or marked as read.
    pub is_read: bool,
    /// Unix seconds.
    pub read_changed: i64,
    /// Kept for ever.
    pub is_starred: bool,
    /// Unix seconds.
    pub star_changed: i64,
    /// Where reading stopped: `reader::position`'s paragraph hash and what it adds.
    pub position: Option<String>,
    /// Unix seconds.
    pub position_changed: i64,
}

/// Whether an article counts as read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Read.
    Read,
    /// Unread again.
    Unread,
}

/// Whether an article is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Star {
    /// Kept.
    Set,
    /// No longer kept.
    Cleared,
}

/// The status of an article; the default one if the person never touched it.
///
/// # Errors
/// As any read.
pub fn get(conn: &Connection, id: &ArticleId) -> Result<Status, StoreError> {
    let id = alias::resolve(conn, id)?;
    Ok(find(conn, id.as_str())?.unwrap_or_default())
}

pub(super) fn find(conn: &Connection, id: &str) -> Result<Option<Status>, StoreError> {
    Ok(conn.prepare_cached(GET)?.query_row([id], read).optional()?)
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Status> {
    Ok(Status {
        is_read: row.get(0)?,
        read_changed: row.get(1)?,
        is_starred: row.get(2)?,
        star_changed: row.get(3)?,
        position: row.get(4)?,
        position_changed: row.get(5)?,
    })
}

/// Marks an article as read or unread.
///
/// # Errors
/// As any write.
pub fn mark(conn: &Connection, id: &ArticleId, mark: Mark, now: Timestamp) -> Result<(), StoreError> {
    change(conn, id, |status| {
        status.is_read = mark == Mark::Read;
        status.read_changed = later(status.read_changed, now);
    })
}

/// Sets or clears the star alone; [`crate::store::star`] also keeps the copy.
pub(in crate::store) fn star(conn: &Connection, id: &ArticleId, star: Star, now: Timestamp) -> Result<(), StoreError> {
    change(conn, id, |status| {
        status.is_starred = star == Star::Set;
        status.star_changed = later(status.star_changed, now);
    })
}

/// Remembers where reading stopped; `None` forgets it.
///
/// # Errors
/// As any write.
pub fn set_position(
    conn: &Connection,
    id: &ArticleId,
    position: Option<&str>,
    now: Timestamp,
) -> Result<(), StoreError> {
    change(conn, id, |status| {
        status.position = position.map(str::to_owned);
        status.position_changed = later(status.position_changed, now);
    })
}

fn change(conn: &Connection, id: &ArticleId, edit: impl FnOnce(&mut Status)) -> Result<(), StoreError> {
    let id = alias::resolve(conn, id)?;
    let mut status = find(conn, id.as_str())?.unwrap_or_default();
    edit(&mut status);
    set(conn, id.as_str(), &status)
}

pub(super) fn set(conn: &Connection, id: &str, status: &Status) -> Result<(), StoreError> {
    conn.prepare_cached(SET)?.execute((
        id,
        status.is_read,
        status.read_changed,
        status.is_starred,
        status.star_changed,
        &status.position,
        status.position_changed,
    ))?;
    Ok(())
}

pub(super) fn remove(conn: &Connection, id: &str) -> Result<(), StoreError> {
    conn.prepare_cached(REMOVE)?.execute([id])?;
    Ok(())
}

impl Status {
    /// Field by field, the later change wins; of two changes in one second, the one that keeps more.
    #[must_use]
    pub fn merged(self, other: Self) -> Self {
        let (is_read, read_changed) = (self.read_changed, self.is_read).max((other.read_changed, other.is_read)).swap();
        let (is_starred, star_changed) =
            (self.star_changed, self.is_starred).max((other.star_changed, other.is_starred)).swap();
        let (position, position_changed) =
            (self.position_changed, self.position).max((other.position_changed, other.position)).swap();
        Self { is_read, read_changed, is_starred, star_changed, position, position_changed }
    }
}

trait Swap<A, B> {
    fn swap(self) -> (B, A);
}

impl<A, B> Swap<A, B> for (A, B) {
    fn swap(self) -> (B, A) {
        (self.1, self.0)
    }
}

/// Merges a status that comes from elsewhere (an import, a copy) into the stored one.
///
/// # Errors
/// As any write.
pub fn merge(conn: &Connection, id: &ArticleId, other: Status) -> Result<(), StoreError> {
    let id = alias::resolve(conn, id)?;
    let merged = match find(conn, id.as_str())? {
        Some(mine) => mine.merged(other),
        None => other,
    };
    set(conn, id.as_str(), &merged)
}

/// Every status, by id.
///
/// # Errors
/// As any read.
pub fn all(conn: &Connection) -> Result<Vec<(ArticleId, Status)>, StoreError> {
    let mut statement = conn.prepare_cached(ALL)?;
    let rows = statement.query_map([], |row| Ok((ArticleId::new(row.get::<_, String>(6)?), read(row)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests;
