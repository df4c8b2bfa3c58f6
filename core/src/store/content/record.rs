//! Table `record`: one row for each record of any kind, with its line.
//!
//! [`super::article`] and [`super::published`] decide what is put and keep the tables beside it in step; nothing here knows a
//! kind.
//!
//! Invariant: an edit is a new row under a new doc, and the old doc becomes a tombstone (decision 5).

use rusqlite::{Connection, OptionalExtension, params};

use super::prepared::Origin;
use crate::model::{Change, ChangeKind, Envelope};
use crate::store::codec;
use crate::store::error::StoreError;

const FIND: &str = "SELECT doc, rev, origin, published, digest, kind FROM record WHERE id = ?1";
const ADD: &str = "\
    INSERT INTO record (id, kind, rev, origin, published, updated, valid_until, unit, sample, change, digest, dictionary, \
    line) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";
const REMOVE: &str = "DELETE FROM record WHERE doc = ?1";
const LINE: &str = "SELECT line FROM record WHERE doc = ?1";
const GET: &str = "SELECT doc, kind, origin, dictionary, line FROM record WHERE id = ?1";
const GET_BY_DOC: &str = "SELECT doc, kind, origin, dictionary, line FROM record WHERE doc = ?1";
const DIGEST: &str = "SELECT digest FROM record WHERE doc = ?1";
const ID_OF_DOC: &str = "SELECT id FROM record WHERE doc = ?1";
const IDS_BEGINNING: &str = "SELECT id FROM record WHERE id >= ?1 AND id < ?2 ORDER BY id LIMIT ?3";
const FIRST_ID: &str = "SELECT id FROM record WHERE id >= ?1 AND id < ?2 ORDER BY id LIMIT 1";
const COUNTS: &str = "SELECT kind, count(*) FROM record GROUP BY kind ORDER BY kind";

/// What is known of a stored record without unpacking its line.
pub(super) struct Existing {
    pub(super) doc: i64,
    pub(super) rev: u32,
    pub(super) origin: Origin,
    pub(super) published: i64,
    pub(super) digest: i64,
    pub(super) kind: String,
}

/// A stored record of any kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredLine {
    /// Its number in tables and postings.
    pub doc: i64,
    /// The name of its kind, also of one this version does not know.
    pub kind: String,
    /// Who says so.
    pub origin: Origin,
    /// The line, without LF.
    pub line: String,
}

pub(super) fn existing(conn: &Connection, id: &str) -> Result<Option<Existing>, StoreError> {
    let found = conn.prepare_cached(FIND)?.query_row([id], |row| {
        Ok(Existing {
            doc: row.get(0)?,
            rev: row.get(1)?,
            origin: Origin::from_code(row.get(2)?),
            published: row.get(3)?,
            digest: row.get(4)?,
            kind: row.get(5)?,
        })
    });
    Ok(found.optional()?)
}

/// Inserts a row; returns its doc and whether the packed line reads back as it was given, so that "it is here" is said of what
/// is there.
pub(super) fn add<K: AsRef<str>>(
    conn: &Connection,
    envelope: &Envelope<K>,
    origin: Origin,
    digest: i64,
    packed: &[u8],
) -> Result<(i64, bool), StoreError> {
    conn.prepare_cached(ADD)?.execute(params![
        envelope.id,
        envelope.kind.as_ref(),
        envelope.rev,
        origin.code(),
        envelope.published.unix(),
        envelope.updated.unix(),
        envelope.valid_until.map(crate::clock::Timestamp::unix),
        envelope.unit,
        envelope.sample,
        change_name(&envelope.change),
        digest,
        codec::CURRENT,
        packed,
    ])?;
    let doc = conn.last_insert_rowid();
    let is_there = conn
        .prepare_cached(LINE)?
        .query_row([doc], |row| Ok(row.get_ref(0)?.as_blob().is_ok_and(|line| line == packed)))?;
    Ok((doc, is_there))
}

pub(super) fn remove(conn: &Connection, doc: i64) -> Result<(), StoreError> {
    conn.prepare_cached(REMOVE)?.execute([doc])?;
    Ok(())
}

const fn change_name(change: &Change) -> &'static str {
    match change.kind {
        ChangeKind::New => "new",
        ChangeKind::Update => "update",
        ChangeKind::Correct => "correct",
        ChangeKind::Withdraw => "withdraw",
        ChangeKind::Unknown => "unknown",
    }
}

/// The record with this id.
///
/// # Errors
/// [`StoreError::Damaged`] if its bytes are not what was written; as any read.
pub fn get(conn: &Connection, id: &str) -> Result<Option<StoredLine>, StoreError> {
    stored(conn, GET, id)
}

/// The record stored as `doc`.
///
/// # Errors
/// As [`get`].
pub fn get_by_doc(conn: &Connection, doc: i64) -> Result<Option<StoredLine>, StoreError> {
    stored(conn, GET_BY_DOC, doc)
}

fn stored(conn: &Connection, sql: &str, key: impl rusqlite::ToSql) -> Result<Option<StoredLine>, StoreError> {
    let row = conn.prepare_cached(sql)?.query_row([key], |row| {
        Ok((
            row.get::<_, i64>(0)?,
            row.get(1)?,
            row.get::<_, i64>(2)?,
            row.get::<_, i64>(3)?,
            row.get::<_, Vec<u8>>(4)?,
        ))
    });
    let Some((doc, kind, origin, dictionary, packed)) = row.optional()? else {
        return Ok(None);
    };
    let line = codec::unpack(conn, dictionary, &packed, doc)?;
    Ok(Some(StoredLine { doc, kind, origin: Origin::from_code(origin), line }))
}

/// The digest of what the source said.
pub(in crate::store) fn digest_of(conn: &Connection, doc: i64) -> Result<i64, StoreError> {
    Ok(conn.prepare_cached(DIGEST)?.query_row([doc], |row| row.get(0))?)
}

/// The id of the record stored as `doc`.
///
/// # Errors
/// As any read.
pub fn id_of(conn: &Connection, doc: i64) -> Result<Option<String>, StoreError> {
    Ok(conn.prepare_cached(ID_OF_DOC)?.query_row([doc], |row| row.get(0)).optional()?)
}

/// At most `limit` ids of records that begin with `beginning`, for people who type ids.
///
/// # Errors
/// As any read.
pub fn ids_beginning_with(conn: &Connection, beginning: &str, limit: u32) -> Result<Vec<String>, StoreError> {
    let mut statement = conn.prepare_cached(IDS_BEGINNING)?;
    // U+10FFFF sorts behind whatever may follow the beginning.
    let rows = statement.query_map((beginning, format!("{beginning}\u{10ffff}"), limit), |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The first id from `from` on that begins with `beginning`.
///
/// # Errors
/// As any read.
pub fn first_id(conn: &Connection, from: &str, beginning: &str) -> Result<Option<String>, StoreError> {
    let mut statement = conn.prepare_cached(FIRST_ID)?;
    Ok(statement.query_row((from, format!("{beginning}\u{10ffff}")), |row| row.get(0)).optional()?)
}

/// How many records of each kind are stored, by the kind's name.
///
/// # Errors
/// As any read.
pub fn counts(conn: &Connection) -> Result<Vec<(String, u64)>, StoreError> {
    let mut statement = conn.prepare_cached(COUNTS)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
