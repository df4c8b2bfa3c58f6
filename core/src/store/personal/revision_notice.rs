//! Table `revision_notice`: corrections and withdrawals of what the person had read or kept (R6: one quiet notice).
//!
//! `store::revisions` adds them from the change log; shells show those that nobody looked at and say when one was seen.
//!
//! Invariant: one notice for a revision, however often the log is replayed.

use rusqlite::{Connection, params};

use crate::clock::Timestamp;
use crate::store::error::StoreError;

const ADD: &str = "\
    INSERT OR IGNORE INTO revision_notice (id, rev, at, seen_at, change, title, note) VALUES (?1, ?2, ?3, NULL, ?4, ?5, ?6)";
const UNSEEN: &str =
    "SELECT id, rev, at, change, title, note FROM revision_notice WHERE seen_at IS NULL ORDER BY at DESC, id LIMIT ?1";
const SEE: &str = "UPDATE revision_notice SET seen_at = ?2 WHERE id = ?1 AND seen_at IS NULL";

/// One notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevisionNotice {
    /// Which record.
    pub id: String,
    /// Its revision that the notice is about.
    pub rev: u32,
    /// When it arrived here.
    pub at: Timestamp,
    /// `correct` or `withdraw`.
    pub change: String,
    /// The record's title.
    pub title: String,
    /// The publisher's public note.
    pub note: String,
}

/// Adds a notice; `false` if this revision had one.
pub(in crate::store) fn add(conn: &Connection, notice: &RevisionNotice) -> Result<bool, StoreError> {
    let RevisionNotice { id, rev, at, change, title, note } = notice;
    Ok(conn.prepare_cached(ADD)?.execute(params![id, rev, at.unix(), change, title, note])? == 1)
}

/// At most `limit` notices that were not looked at, newest first.
///
/// # Errors
/// As any read.
pub fn unseen(conn: &Connection, limit: u32) -> Result<Vec<RevisionNotice>, StoreError> {
    let mut statement = conn.prepare_cached(UNSEEN)?;
    let rows = statement.query_map([limit], |row| {
        Ok(RevisionNotice {
            id: row.get(0)?,
            rev: row.get(1)?,
            at: Timestamp::from_unix(row.get(2)?),
            change: row.get(3)?,
            title: row.get(4)?,
            note: row.get(5)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The person looked at the notices of this record. Returns how many.
///
/// # Errors
/// As any write.
pub fn see(conn: &Connection, id: &str, now: Timestamp) -> Result<usize, StoreError> {
    Ok(conn.prepare_cached(SEE)?.execute((id, now.unix()))?)
}

#[cfg(test)]
mod tests;
