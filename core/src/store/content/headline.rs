//! Tables `headline` and `headline_by_source`: what a list row draws, in list order.
//!
//! `article` keeps them in step with `record`; `news` reads them. A page of Home is one range of neighbouring rows and
//! unpacks no line.

use rusqlite::{Connection, OptionalExtension as _};

use super::{offline_code, source_key};
use crate::clock::Timestamp;
use crate::model::{ArticleId, Offline, SourceId};
use crate::store::error::StoreError;

const ADD: &str = "\
    INSERT INTO headline (published, doc, id, source, sample, body_state, body_at, title) \
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
const ADD_BY_SOURCE: &str = "INSERT OR IGNORE INTO headline_by_source (source, published, doc) VALUES (?1, ?2, ?3)";
const REMOVE: &str = "DELETE FROM headline WHERE published = ?1 AND doc = ?2";
const REMOVE_BY_SOURCE: &str = "DELETE FROM headline_by_source WHERE source = ?1 AND published = ?2 AND doc = ?3";
const SET_OFFLINE: &str = "UPDATE headline SET body_state = ?3, body_at = ?4 WHERE published = ?1 AND doc = ?2";
const OF_DOC: &str = "SELECT body_state, body_at, k.id FROM headline h JOIN source_key k ON k.key = h.source \
    WHERE h.published = ?1 AND h.doc = ?2";

const NEWEST: &str = "SELECT published FROM headline ORDER BY published DESC LIMIT 1 OFFSET 9";
const TITLES: &str = "SELECT doc, title FROM headline";

/// One list row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headline {
    /// Position among rows of the same second; with `published` the key of paging.
    pub row: i64,
    /// Which article.
    pub id: ArticleId,
    /// Who shows it (the first source that did).
    pub source: SourceId,
    /// Plain text.
    pub title: String,
    /// The source's date.
    pub published: Timestamp,
    /// Invented text, drawn as «dữ liệu mẫu».
    pub sample: bool,
    /// How much of it is on the device.
    pub offline: Offline,
    /// Whether the person opened or marked it.
    pub is_read: bool,
    /// Whether the person keeps it.
    pub is_starred: bool,
}

/// What is written for one article.
pub(super) struct NewHeadline<'a> {
    pub(super) published: i64,
    pub(super) doc: i64,
    pub(super) id: &'a str,
    pub(super) source: i64,
    pub(super) sample: bool,
    pub(super) offline: Offline,
    pub(super) title: &'a str,
}

/// Adds the row; its sources are added by [`add_source`].
pub(super) fn add(conn: &Connection, row: &NewHeadline<'_>) -> Result<(), StoreError> {
    let (state, at) = offline_code::encode(row.offline);
    conn.prepare_cached(ADD)?.execute((
        row.published,
        row.doc,
        row.id,
        row.source,
        row.sample,
        state,
        at,
        row.title,
    ))?;
    Ok(())
}

/// Lists the article under one more source.
pub(super) fn add_source(conn: &Connection, source: i64, published: i64, doc: i64) -> Result<(), StoreError> {
    if conn.prepare_cached(ADD_BY_SOURCE)?.execute((source, published, doc))? == 1 {
        source_key::count(conn, source, 1)?;
    }
    Ok(())
}

/// Takes the article out of every list.
pub(super) fn remove(
    conn: &Connection,
    published: i64,
    doc: i64,
    sources: impl IntoIterator<Item = i64>,
) -> Result<(), StoreError> {
    conn.prepare_cached(REMOVE)?.execute((published, doc))?;
    for source in sources {
        if conn.prepare_cached(REMOVE_BY_SOURCE)?.execute((source, published, doc))? == 1 {
            source_key::count(conn, source, -1)?;
        }
    }
    Ok(())
}

pub(super) fn set_offline(
    conn: &Connection,
    published: i64,
    doc: i64,
    offline: Offline,
    now: Timestamp,
) -> Result<(), StoreError> {
    let (state, at) = match offline {
        // A failure keeps its moment too: `wish` says when it is worth another try.
        Offline::Failed(_) => (offline_code::encode(offline).0, now.unix()),
        _ => offline_code::encode(offline),
    };
    conn.prepare_cached(SET_OFFLINE)?.execute((published, doc, state, at))?;
    Ok(())
}

/// When the tenth newest article was published: a wrong date or two in a feed do not move it. `None` with fewer than ten.
///
/// # Errors
/// As any read.
pub fn newest(conn: &Connection) -> Result<Option<Timestamp>, StoreError> {
    let published: Option<i64> = conn.prepare_cached(NEWEST)?.query_row([], |row| row.get(0)).optional()?;
    Ok(published.map(Timestamp::from_unix))
}

/// Shows `see` doc and title of every article, in any order: for orders that no table keeps. One pass over some 160 bytes an
/// article.
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

/// Offline state and source of the row `(published, doc)`; `None` for what stands in no list.
pub(super) fn state_of(conn: &Connection, published: i64, doc: i64) -> Result<Option<(Offline, SourceId)>, StoreError> {
    let found = conn.prepare_cached(OF_DOC)?.query_row((published, doc), |row| {
        Ok((offline_code::decode(row.get(0)?, row.get(1)?), SourceId::new(row.get::<_, String>(2)?)))
    });
    Ok(found.optional()?)
}
