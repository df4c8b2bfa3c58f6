//! Table `change_log`: what changed, in commit order (decision 9).
//!
//! Alerts and marks are replayed from it by a cursor kept in personal.db, because no transaction writes both files.

use rusqlite::Connection;

use crate::store::error::StoreError;

const ADD: &str = "INSERT INTO change_log (doc, what, replaced) VALUES (?1, ?2, ?3)";
const SINCE: &str = "SELECT seq, doc, what, replaced FROM change_log WHERE seq > ?1 ORDER BY seq LIMIT ?2";
const TRIM: &str = "DELETE FROM change_log WHERE seq <= (SELECT max(seq) FROM change_log) - ?1";

/// What happened to a doc.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// First stored.
    Added,
    /// Stands in place of an earlier doc of the same article.
    Edited {
        /// The earlier doc.
        replaced: i64,
    },
    /// Gone.
    Removed,
}

/// One entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Position; the cursor is the last one dealt with.
    pub seq: i64,
    /// Which doc.
    pub doc: i64,
    /// What happened to it.
    pub what: What,
}

pub(super) fn add(conn: &Connection, doc: i64, what: What) -> Result<(), StoreError> {
    let (code, replaced) = match what {
        What::Added => (0, None),
        What::Edited { replaced } => (1, Some(replaced)),
        What::Removed => (2, None),
    };
    conn.prepare_cached(ADD)?.execute((doc, code, replaced))?;
    Ok(())
}

/// At most `limit` entries after `cursor`, oldest first.
///
/// # Errors
/// As any read.
pub fn since(conn: &Connection, cursor: i64, limit: u32) -> Result<Vec<Change>, StoreError> {
    let mut statement = conn.prepare_cached(SINCE)?;
    let rows = statement.query_map((cursor, limit), |row| {
        let what = match (row.get::<_, i64>(2)?, row.get::<_, Option<i64>>(3)?) {
            (0, _) => What::Added,
            (1, Some(replaced)) => What::Edited { replaced },
            _ => What::Removed,
        };
        Ok(Change { seq: row.get(0)?, doc: row.get(1)?, what })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Keeps the newest `keep` entries.
///
/// # Errors
/// As any write.
pub fn trim(conn: &Connection, keep: u32) -> Result<usize, StoreError> {
    Ok(conn.prepare_cached(TRIM)?.execute([keep])?)
}
