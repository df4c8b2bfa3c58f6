//! Table `revision_notice`: corrections and withdrawals of what the person had read or kept (R6: one quiet notice).
//!
//! `store::revisions` adds them from the change log; shells show those that nobody looked at and say when one was seen.
//!
//! Invariant: one notice for a revision, however often the log is replayed. A corrected revision that was read when nobody had
//! announced it has a row too, already seen: it needs no notice when its record leaves and returns.

use rusqlite::{Connection, params};

use crate::clock::Timestamp;
use crate::model::{ChangeKind, Envelope};
use crate::store::error::StoreError;

const ADD: &str = "\
    INSERT OR IGNORE INTO revision_notice (id, rev, at, seen_at, change, title, note) VALUES (?1, ?2, ?3, NULL, ?4, ?5, ?6)";
const UNSEEN: &str =
    "SELECT id, rev, at, change, title, note FROM revision_notice WHERE seen_at IS NULL ORDER BY at DESC, id LIMIT ?1";
const SEE: &str = "UPDATE revision_notice SET seen_at = ?2 WHERE id = ?1 AND seen_at IS NULL";
const KNOWN: &str = "\
    INSERT OR IGNORE INTO revision_notice (id, rev, at, seen_at, change, title, note) VALUES (?1, ?2, ?3, ?3, ?4, '', '')";
const ALL: &str = "SELECT id, rev, at, change, title, note, seen_at FROM revision_notice ORDER BY id, rev";
const MERGE: &str = "\
    INSERT INTO revision_notice (id, rev, at, change, title, note, seen_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) \
    ON CONFLICT (id, rev) DO UPDATE SET seen_at = coalesce(seen_at, excluded.seen_at)";

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
    let rows = statement.query_map([limit], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<RevisionNotice> {
    Ok(RevisionNotice {
        id: row.get(0)?,
        rev: row.get(1)?,
        at: Timestamp::from_unix(row.get(2)?),
        change: row.get(3)?,
        title: row.get(4)?,
        note: row.get(5)?,
    })
}

/// The person looked at this revision of a record. Returns how many notices that settles.
///
/// # Errors
/// As any write.
pub fn see<K>(conn: &Connection, envelope: &Envelope<K>, now: Timestamp) -> Result<usize, StoreError> {
    let Envelope { id, rev, change, .. } = envelope;
    let seen = conn.prepare_cached(SEE)?.execute((id, now.unix()))?;
    if let Some(change) = told(change.kind) {
        conn.prepare_cached(KNOWN)?.execute(params![id, rev, now.unix(), change])?;
    }
    Ok(seen)
}

/// What a notice says of a change, if there is one for it.
pub(in crate::store) const fn told(change: ChangeKind) -> Option<&'static str> {
    match change {
        ChangeKind::Correct => Some("correct"),
        ChangeKind::Withdraw => Some("withdraw"),
        ChangeKind::New | ChangeKind::Update | ChangeKind::Unknown => None,
    }
}

/// Every notice with the moment when it was looked at, by id and revision.
///
/// # Errors
/// As any read.
pub fn all(conn: &Connection) -> Result<Vec<(RevisionNotice, Option<Timestamp>)>, StoreError> {
    let mut statement = conn.prepare_cached(ALL)?;
    let rows = statement.query_map([], |row| {
        let seen: Option<i64> = row.get(6)?;
        Ok((read(row)?, seen.map(Timestamp::from_unix)))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Takes over a notice of another profile; whoever looked at it in one of the two has looked at it.
///
/// # Errors
/// As any write.
pub fn merge(conn: &Connection, notice: &RevisionNotice, seen: Option<Timestamp>) -> Result<(), StoreError> {
    let RevisionNotice { id, rev, at, change, title, note } = notice;
    let seen = seen.map(Timestamp::unix);
    conn.prepare_cached(MERGE)?.execute(params![id, rev, at.unix(), change, title, note, seen])?;
    Ok(())
}

#[cfg(test)]
mod tests;
