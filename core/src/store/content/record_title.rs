//! Table `record_title`: what a list row draws of records that are no articles, in list order.
//!
//! `published` keeps it in step with `record`; lists of one kind are one range of neighbouring rows and unpack no line.

use rusqlite::{Connection, OptionalExtension, params};

use crate::clock::Timestamp;
use crate::store::error::StoreError;

const ADD: &str = "\
    INSERT INTO record_title (kind, published, doc, id, sample, valid_until, title) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
const REMOVE: &str = "DELETE FROM record_title WHERE kind = ?1 AND published = ?2 AND doc = ?3";
const TITLE: &str = "SELECT title FROM record_title WHERE kind = ?1 AND published = ?2 AND doc = ?3";
const TITLES: &str = "SELECT doc, title FROM record_title";
const ENDS: &str = "SELECT doc, valid_until FROM record_title WHERE kind = ?1";
const PAGE: &str = "\
    SELECT doc, published, id, sample, valid_until, title FROM record_title \
    WHERE kind = ?1 AND (published, doc) < (?2, ?3) AND (valid_until IS NULL OR valid_until >= ?4) \
    ORDER BY published DESC, doc DESC LIMIT ?5";

/// One list row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordTitle {
    /// Position among rows of the same second; with `published` the key of paging.
    pub doc: i64,
    /// The author's date.
    pub published: Timestamp,
    /// Which record.
    pub id: String,
    /// Invented text, drawn as «dữ liệu mẫu».
    pub sample: bool,
    /// End of validity, where the kind has one.
    pub valid_until: Option<Timestamp>,
    /// Plain text.
    pub title: String,
}

/// What is written for one record.
pub(super) struct NewTitle<'a> {
    pub(super) kind: &'a str,
    pub(super) published: i64,
    pub(super) doc: i64,
    pub(super) id: &'a str,
    pub(super) sample: bool,
    pub(super) valid_until: Option<i64>,
    pub(super) title: &'a str,
}

pub(super) fn add(conn: &Connection, row: &NewTitle<'_>) -> Result<(), StoreError> {
    let NewTitle { kind, published, doc, id, sample, valid_until, title } = row;
    conn.prepare_cached(ADD)?.execute(params![kind, published, doc, id, sample, valid_until, title])?;
    Ok(())
}

pub(super) fn remove(conn: &Connection, kind: &str, published: i64, doc: i64) -> Result<(), StoreError> {
    conn.prepare_cached(REMOVE)?.execute((kind, published, doc))?;
    Ok(())
}

/// The title of the record `doc`, if it has a row.
pub(super) fn title(conn: &Connection, kind: &str, published: i64, doc: i64) -> Result<Option<String>, StoreError> {
    Ok(conn.prepare_cached(TITLE)?.query_row((kind, published, doc), |row| row.get(0)).optional()?)
}

/// Shows `see` doc and title of every record that is no article, in any order.
///
/// # Errors
/// As any read, or what `see` returns.
pub fn titles<E: From<rusqlite::Error>>(
    conn: &Connection,
    see: &mut dyn FnMut(i64, &str) -> Result<(), E>,
) -> Result<(), E> {
    let mut statement = conn.prepare_cached(TITLES)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        see(row.get(0)?, row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?)?;
    }
    Ok(())
}

/// Docs of a kind, which is none of articles, with the end of their validity; in no order.
///
/// # Errors
/// As any read.
pub fn ends(conn: &Connection, kind: &str) -> Result<Vec<(i64, Option<Timestamp>)>, StoreError> {
    let mut statement = conn.prepare_cached(ENDS)?;
    let rows = statement
        .query_map([kind], |row| Ok((row.get(0)?, row.get::<_, Option<i64>>(1)?.map(Timestamp::from_unix))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// At most `limit` records of a kind that are valid at `valid_at`, newest first, after `(published, doc)` (`None`: from the
/// newest).
///
/// # Errors
/// As any read.
pub fn page(
    conn: &Connection,
    kind: &str,
    after: Option<(Timestamp, i64)>,
    valid_at: Timestamp,
    limit: u32,
) -> Result<Vec<RecordTitle>, StoreError> {
    let (published, doc) = after.map_or((i64::MAX, i64::MAX), |(published, doc)| (published.unix(), doc));
    let mut statement = conn.prepare_cached(PAGE)?;
    let rows = statement.query_map((kind, published, doc, valid_at.unix(), limit), |row| {
        Ok(RecordTitle {
            doc: row.get(0)?,
            published: Timestamp::from_unix(row.get(1)?),
            id: row.get(2)?,
            sample: row.get(3)?,
            valid_until: row.get::<_, Option<i64>>(4)?.map(Timestamp::from_unix),
            title: row.get(5)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests;
