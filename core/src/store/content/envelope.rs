//! What of a record stands in columns of its row: enough for facets without unpacking a line.

use rusqlite::{Connection, OptionalExtension};

use crate::clock::Timestamp;
use crate::store::error::StoreError;

const OF_DOC: &str = "SELECT kind, published, unit, valid_until FROM record WHERE doc = ?1";
const DOCS_AFTER: &str = "SELECT doc FROM record WHERE doc > ?1 ORDER BY doc LIMIT ?2";

/// The columns of one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnvelopeRow {
    /// The name of its kind, also of one this version does not know.
    pub kind: String,
    /// The author's or source's date.
    pub published: Timestamp,
    /// Responsible unit.
    pub unit: Option<String>,
    /// End of validity, where the kind has one.
    pub valid_until: Option<Timestamp>,
}

/// The columns of the record stored as `doc`.
///
/// # Errors
/// As any read.
pub fn of_doc(conn: &Connection, doc: i64) -> Result<Option<EnvelopeRow>, StoreError> {
    let row = conn.prepare_cached(OF_DOC)?.query_row([doc], |row| {
        Ok(EnvelopeRow {
            kind: row.get(0)?,
            published: Timestamp::from_unix(row.get(1)?),
            unit: row.get(2)?,
            valid_until: row.get::<_, Option<i64>>(3)?.map(Timestamp::from_unix),
        })
    });
    Ok(row.optional()?)
}

/// At most `limit` docs of any kind after `doc`, ascending: to go through all records.
///
/// # Errors
/// As any read.
pub fn docs_after(conn: &Connection, doc: i64, limit: u32) -> Result<Vec<i64>, StoreError> {
    let mut statement = conn.prepare_cached(DOCS_AFTER)?;
    let docs = statement.query_map((doc, limit), |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(docs)
}
