//! Table `source_check`: when each source was asked and how it went.
//!
//! Here and not in content.db, so that a sync whose sources all answer 304 writes nothing there.

use rusqlite::{Connection, OptionalExtension, params};

use crate::clock::Timestamp;
use crate::model::SourceId;
use crate::store::error::StoreError;

const GET: &str = "SELECT checked, succeeded, failures, problem FROM source_check WHERE source = ?1";
const ALL: &str = "SELECT checked, succeeded, failures, problem, source FROM source_check ORDER BY source";
const PUT: &str = "\
    INSERT OR REPLACE INTO source_check (source, checked, succeeded, failures, problem) VALUES (?1, ?2, ?3, ?4, ?5)";
const REMOVE: &str = "DELETE FROM source_check WHERE source = ?1";
const LAST_SUCCESS: &str = "SELECT max(succeeded) FROM source_check";

/// How asking one source went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// When it was last asked.
    pub checked: Timestamp,
    /// When it last answered with a feed or "not modified".
    pub succeeded: Option<Timestamp>,
    /// Failures in a row.
    pub failures: u32,
    /// Catalogue key of the present problem.
    pub problem: Option<String>,
}

/// How asking `source` last went.
///
/// # Errors
/// As any read.
pub fn get(conn: &Connection, source: &SourceId) -> Result<Option<Check>, StoreError> {
    Ok(conn.prepare_cached(GET)?.query_row([source.as_str()], read).optional()?)
}

/// Every source that was ever asked, by id.
///
/// # Errors
/// As any read.
pub fn all(conn: &Connection) -> Result<Vec<(SourceId, Check)>, StoreError> {
    let mut statement = conn.prepare_cached(ALL)?;
    let rows = statement.query_map([], |row| Ok((SourceId::new(row.get::<_, String>(4)?), read(row)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Records how it went.
///
/// # Errors
/// As any write.
pub fn put(conn: &Connection, source: &SourceId, check: &Check) -> Result<(), StoreError> {
    conn.prepare_cached(PUT)?.execute(params![
        source.as_str(),
        check.checked.unix(),
        check.succeeded.map(Timestamp::unix),
        check.failures,
        check.problem,
    ])?;
    Ok(())
}

/// Forgets a source that was removed.
///
/// # Errors
/// As any write.
pub fn remove(conn: &Connection, source: &SourceId) -> Result<(), StoreError> {
    conn.prepare_cached(REMOVE)?.execute([source.as_str()])?;
    Ok(())
}

/// When any source last answered: the age that Home shows.
///
/// # Errors
/// As any read.
pub fn last_success(conn: &Connection) -> Result<Option<Timestamp>, StoreError> {
    let seconds: Option<i64> = conn.prepare_cached(LAST_SUCCESS)?.query_row([], |row| row.get(0))?;
    Ok(seconds.map(Timestamp::from_unix))
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Check> {
    Ok(Check {
        checked: Timestamp::from_unix(row.get(0)?),
        succeeded: row.get::<_, Option<i64>>(1)?.map(Timestamp::from_unix),
        failures: row.get(2)?,
        problem: row.get(3)?,
    })
}
