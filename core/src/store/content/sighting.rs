//! Table `article_source`: which source shows which article under which guid, and since when (decision 1).
//!
//! Callers: `article` (every put), sync (finds an item whose URL moved by its guid).

use rusqlite::{Connection, OptionalExtension};

use super::source_key;
use crate::clock::Timestamp;
use crate::model::{ArticleId, SourceId};
use crate::store::codec;
use crate::store::error::StoreError;

const ADD: &str =
    "INSERT OR IGNORE INTO article_source (doc, source, guid_hash, first_seen, guid) VALUES (?1, ?2, ?3, ?4, ?5)";
const MOVE: &str = "UPDATE article_source SET doc = ?2 WHERE doc = ?1";
const REMOVE: &str = "DELETE FROM article_source WHERE doc = ?1";
const OF_DOC: &str = "\
    SELECT k.id, a.guid, a.first_seen, k.key FROM article_source a JOIN source_key k ON k.key = a.source WHERE a.doc = ?1 \
    ORDER BY a.source";
const SOURCES_OF: &str = "SELECT source FROM article_source WHERE doc = ?1";
const BY_GUID: &str = "\
    SELECT r.id FROM article_source a JOIN record r ON r.doc = a.doc WHERE a.source = ?1 AND a.guid_hash = ?2 LIMIT 1";

/// One source that shows an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sighting {
    /// Who shows it.
    pub source: SourceId,
    /// Its guid there, where it is not simply the article's URL.
    pub guid: Option<String>,
    /// When it was first seen there.
    pub first_seen: Timestamp,
    pub(super) source_key: i64,
}

/// Adds a sighting; `false` if it was known.
pub(super) fn add(
    conn: &Connection,
    doc: i64,
    source: i64,
    guid: &str,
    url: Option<&str>,
    seen: Timestamp,
) -> Result<bool, StoreError> {
    let stored = (Some(guid) != url).then_some(guid);
    let added =
        conn.prepare_cached(ADD)?.execute((doc, source, codec::digest(guid.as_bytes()), seen.unix(), stored))?;
    Ok(added == 1)
}

/// An edit gave the article a new doc.
pub(super) fn move_to(conn: &Connection, old: i64, new: i64) -> Result<(), StoreError> {
    conn.prepare_cached(MOVE)?.execute((old, new))?;
    Ok(())
}

pub(super) fn remove(conn: &Connection, doc: i64) -> Result<(), StoreError> {
    conn.prepare_cached(REMOVE)?.execute([doc])?;
    Ok(())
}

/// Every source that shows the article stored as `doc`.
///
/// # Errors
/// As any read.
pub fn of_doc(conn: &Connection, doc: i64) -> Result<Vec<Sighting>, StoreError> {
    let mut statement = conn.prepare_cached(OF_DOC)?;
    let rows = statement.query_map([doc], |row| {
        Ok(Sighting {
            source: SourceId::new(row.get::<_, String>(0)?),
            guid: row.get(1)?,
            first_seen: Timestamp::from_unix(row.get(2)?),
            source_key: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Numbers of the sources that show the article stored as `doc`.
pub(in crate::store) fn sources_of(conn: &Connection, doc: i64) -> Result<Vec<i64>, StoreError> {
    let mut statement = conn.prepare_cached(SOURCES_OF)?;
    let sources = statement.query_map([doc], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(sources)
}

/// The article that `source` shows under `guid`, if it is stored.
///
/// # Errors
/// As any read.
pub fn by_guid(conn: &Connection, source: &SourceId, guid: &str) -> Result<Option<ArticleId>, StoreError> {
    let Some(key) = source_key::find(conn, source)? else {
        return Ok(None);
    };
    let id: Option<String> =
        conn.prepare_cached(BY_GUID)?.query_row((key, codec::digest(guid.as_bytes())), |row| row.get(0)).optional()?;
    Ok(id.map(ArticleId::new))
}
