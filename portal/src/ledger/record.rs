//! The newest revision of every record that was ever published.

use std::collections::HashMap;

use app4g_core::Timestamp;
use app4g_core::model::Kind;
use rusqlite::{Connection, Row};

use super::{Ledger, LedgerError, digest};
use crate::revision::Known;

const ALL: &str = "SELECT id, rev, kind, digest, content, published, updated, valid_until, change FROM record";
const PUT: &str = "INSERT OR REPLACE INTO record
    (id, rev, kind, digest, content, published, updated, valid_until, change)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";

impl Ledger {
    /// All of them by id.
    ///
    /// # Errors
    /// [`LedgerError::Sqlite`]; [`LedgerError::Damaged`] for a kind or change that cannot be.
    pub fn records(&self) -> Result<HashMap<String, Known>, LedgerError> {
        let mut statement = self.conn.prepare(ALL)?;
        let mut rows = statement.query([])?;
        let mut records = HashMap::new();
        while let Some(row) = rows.next()? {
            let id: String = row.get(0)?;
            let known = known(row)?.ok_or_else(|| LedgerError::Damaged(format!("record {id}")))?;
            records.insert(id, known);
        }
        Ok(records)
    }
}

fn known(row: &Row<'_>) -> rusqlite::Result<Option<Known>> {
    let kind: String = row.get(2)?;
    let change: String = row.get(8)?;
    let (Some(kind), Ok(change)) = (Kind::parse(&kind), serde_json::from_str(&change)) else { return Ok(None) };
    Ok(Some(Known {
        rev: row.get(1)?,
        kind,
        digest: digest(row, 3)?,
        content: digest(row, 4)?,
        published: Timestamp::from_unix(row.get(5)?),
        updated: Timestamp::from_unix(row.get(6)?),
        valid_until: row.get::<_, Option<i64>>(7)?.map(Timestamp::from_unix),
        change,
    }))
}

/// Enters a newest revision.
pub(super) fn put(conn: &Connection, id: &str, known: &Known) -> Result<(), LedgerError> {
    let change = serde_json::to_string(&known.change)
        .map_err(|error| LedgerError::Damaged(format!("change of {id}: {error}")))?;
    conn.prepare_cached(PUT)?.execute((
        id,
        known.rev,
        known.kind.as_str(),
        known.digest.0,
        known.content.0,
        known.published.unix(),
        known.updated.unix(),
        known.valid_until.map(Timestamp::unix),
        change,
    ))?;
    Ok(())
}
