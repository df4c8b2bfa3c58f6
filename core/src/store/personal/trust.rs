//! Tables `trust`, `repository_check` and `mirror_health`: what protects against old releases, and how asking went.
//!
//! In personal.db, because it must survive a rebuilt content.db (decision 8). The bytes of `trust` are the business of
//! `repository::trust`; all of them change in one transaction.

use rusqlite::{Connection, OptionalExtension, params};

use crate::clock::Timestamp;
use crate::store::error::StoreError;

const FILES: &str = "SELECT name, bytes FROM trust ORDER BY name";
const PUT_FILE: &str = "INSERT OR REPLACE INTO trust (name, bytes) VALUES (?1, ?2)";
const CLEAR_FILES: &str = "DELETE FROM trust";
const CHECK: &str = "\
    SELECT checked, succeeded, root_asked, failures, sequence, published_at, timestamp_etag, problem, expires, carrier, \
    needs_format FROM repository_check";
const PUT_CHECK: &str = "\
    INSERT OR REPLACE INTO repository_check (only, checked, succeeded, root_asked, failures, sequence, published_at, \
    timestamp_etag, problem, expires, carrier, needs_format) VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
const NEED: &str = "UPDATE repository_check SET needs_format = ?1";
const MIRRORS: &str = "SELECT url, failures, not_before, lied_at, last_ok FROM mirror_health ORDER BY url";
const PUT_MIRROR: &str = "\
    INSERT OR REPLACE INTO mirror_health (url, failures, not_before, lied_at, last_ok) VALUES (?1, ?2, ?3, ?4, ?5)";

/// How asking the repository went.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct RepositoryCheck {
    /// When it was last asked.
    pub checked: Timestamp,
    /// When its newest release was last verified.
    pub succeeded: Option<Timestamp>,
    /// When the next root was last asked for.
    pub root_asked: Option<Timestamp>,
    /// Failures in a row.
    pub failures: u32,
    /// Of the newest release that was verified; 0 if none was.
    pub sequence: u64,
    /// When that release was made.
    pub published_at: Option<Timestamp>,
    /// When the first of its roles expires.
    pub expires: Option<Timestamp>,
    /// Who brought it: `server`, `pack` or `starter`.
    pub carrier: Option<String>,
    /// ETag of timestamp.json, exactly as it came.
    pub timestamp_etag: Option<String>,
    /// Catalogue key of the present problem.
    pub problem: Option<String>,
    /// The format that the newest release needs and this version does not know, as the person was told; 0 if none.
    pub needs_format: u32,
}

/// How one server of the repository fares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MirrorRow {
    /// Its address.
    pub url: String,
    /// Failures in a row.
    pub failures: u32,
    /// When it may be asked again.
    pub not_before: Timestamp,
    /// When it last gave bytes that were not signed.
    pub lied_at: Option<Timestamp>,
    /// When it last gave what was asked for.
    pub last_ok: Option<Timestamp>,
}

/// The metadata that was verified last, by name.
///
/// # Errors
/// As any read.
pub fn files(conn: &Connection) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
    let mut statement = conn.prepare_cached(FILES)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Puts `files` in place of all that is there; call in one transaction.
///
/// # Errors
/// As any write.
pub fn replace_files<'a>(
    conn: &Connection,
    files: impl IntoIterator<Item = (&'a str, &'a [u8])>,
) -> Result<(), StoreError> {
    conn.prepare_cached(CLEAR_FILES)?.execute([])?;
    for (name, bytes) in files {
        conn.prepare_cached(PUT_FILE)?.execute((name, bytes))?;
    }
    Ok(())
}

/// How asking went; `None` if nobody ever asked.
///
/// # Errors
/// As any read.
pub fn check(conn: &Connection) -> Result<Option<RepositoryCheck>, StoreError> {
    let found = conn.prepare_cached(CHECK)?.query_row([], |row| {
        let moment = |column| Ok::<_, rusqlite::Error>(row.get::<_, Option<i64>>(column)?.map(Timestamp::from_unix));
        Ok(RepositoryCheck {
            checked: Timestamp::from_unix(row.get(0)?),
            succeeded: moment(1)?,
            root_asked: moment(2)?,
            failures: row.get(3)?,
            sequence: row.get(4)?,
            published_at: moment(5)?,
            timestamp_etag: row.get(6)?,
            problem: row.get(7)?,
            expires: moment(8)?,
            carrier: row.get(9)?,
            needs_format: row.get(10)?,
        })
    });
    Ok(found.optional()?)
}

/// Records how asking went.
///
/// # Errors
/// As any write.
pub fn put_check(conn: &Connection, check: &RepositoryCheck) -> Result<(), StoreError> {
    conn.prepare_cached(PUT_CHECK)?.execute(params![
        check.checked.unix(),
        check.succeeded.map(Timestamp::unix),
        check.root_asked.map(Timestamp::unix),
        check.failures,
        check.sequence,
        check.published_at.map(Timestamp::unix),
        check.timestamp_etag,
        check.problem,
        check.expires.map(Timestamp::unix),
        check.carrier,
        check.needs_format,
    ])?;
    Ok(())
}

/// Records that the newest release needs `format`; 0: one that this version knows. Call after [`put_check`].
///
/// # Errors
/// As any write.
pub fn put_needed_format(conn: &Connection, format: u32) -> Result<(), StoreError> {
    conn.prepare_cached(NEED)?.execute([format])?;
    Ok(())
}

/// Servers that something is known of, by address.
///
/// # Errors
/// As any read.
pub fn mirrors(conn: &Connection) -> Result<Vec<MirrorRow>, StoreError> {
    let mut statement = conn.prepare_cached(MIRRORS)?;
    let rows = statement.query_map([], |row| {
        Ok(MirrorRow {
            url: row.get(0)?,
            failures: row.get(1)?,
            not_before: Timestamp::from_unix(row.get(2)?),
            lied_at: row.get::<_, Option<i64>>(3)?.map(Timestamp::from_unix),
            last_ok: row.get::<_, Option<i64>>(4)?.map(Timestamp::from_unix),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Records how a server fares.
///
/// # Errors
/// As any write.
pub fn put_mirror(conn: &Connection, mirror: &MirrorRow) -> Result<(), StoreError> {
    conn.prepare_cached(PUT_MIRROR)?.execute(params![
        mirror.url,
        mirror.failures,
        mirror.not_before.unix(),
        mirror.lied_at.map(Timestamp::unix),
        mirror.last_ok.map(Timestamp::unix),
    ])?;
    Ok(())
}

#[cfg(test)]
mod tests;
