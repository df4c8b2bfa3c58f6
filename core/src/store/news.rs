//! List pages: Home, a source's articles, the starred ones. One indexed join each, no line unpacked.
//!
//! Newest first, paged by key (`published`, `row`), so that a page stays right while articles arrive above it. Call with
//! a connection of `content().read`, which has personal.db attached.

use rusqlite::{Connection, named_params};

use super::content::headline::Headline;
use super::content::{offline_code, source_key};
use super::error::StoreError;
use crate::clock::Timestamp;
use crate::model::{ArticleId, SourceId};

/// Rows of a page unless the caller wants fewer.
pub const PAGE: u32 = 50;

pub(super) const ALL: &str = "\
    SELECT h.doc, h.id, k.id, h.title, h.published, h.sample, h.body_state, h.body_at, \
           coalesce(s.is_read, 0), coalesce(s.is_starred, 0) \
    FROM headline h \
    JOIN source_key k ON k.key = h.source \
    LEFT JOIN personal.status s ON s.id = h.id \
    WHERE (h.published, h.doc) < (:published, :row) AND h.published >= :since \
      AND (NOT :unread OR s.is_read IS NOT 1) \
    ORDER BY h.published DESC, h.doc DESC LIMIT :limit";

pub(super) const OF_SOURCE: &str = "\
    SELECT h.doc, h.id, k.id, h.title, h.published, h.sample, h.body_state, h.body_at, \
           coalesce(s.is_read, 0), coalesce(s.is_starred, 0) \
    FROM headline_by_source b \
    CROSS JOIN headline h ON h.published = b.published AND h.doc = b.doc \
    JOIN source_key k ON k.key = h.source \
    LEFT JOIN personal.status s ON s.id = h.id \
    WHERE b.source = :source AND (b.published, b.doc) < (:published, :row) AND b.published >= :since \
      AND (NOT :unread OR s.is_read IS NOT 1) \
    ORDER BY b.published DESC, b.doc DESC LIMIT :limit";

pub(super) const STARRED: &str = "\
    SELECT a.saved, a.id, a.source, a.title, a.published, a.sample, a.body_state, a.body_at, \
           coalesce(s.is_read, 0), 1 \
    FROM personal.saved_article a \
    LEFT JOIN personal.status s ON s.id = a.id \
    WHERE (a.published, a.saved) < (:published, :row) AND a.published >= :since \
      AND (NOT :unread OR s.is_read IS NOT 1) AND (:source IS NULL OR a.source = :source) \
    ORDER BY a.published DESC, a.saved DESC LIMIT :limit";

const DOCS: &str = "\
    SELECT h.doc FROM headline h LEFT JOIN personal.status s ON s.id = h.id \
    WHERE h.published >= :since AND (NOT :unread OR s.is_read IS NOT 1) AND (NOT :starred OR s.is_starred = 1)";

const DOCS_OF_SOURCE: &str = "\
    SELECT h.doc FROM headline_by_source b \
    CROSS JOIN headline h ON h.published = b.published AND h.doc = b.doc \
    LEFT JOIN personal.status s ON s.id = h.id \
    WHERE b.source = :source AND b.published >= :since \
      AND (NOT :unread OR s.is_read IS NOT 1) AND (NOT :starred OR s.is_starred = 1)";

/// Which articles a list shows. Read and unread alike, of all sources and times, by default.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Filter {
    /// Which by what the person did with them.
    pub state: StateFilter,
    /// Only of this source.
    pub source: Option<SourceId>,
    /// Only published at or after this moment.
    pub since: Option<Timestamp>,
}

/// Which articles by their state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum StateFilter {
    /// All.
    #[default]
    Any,
    /// Not yet read.
    Unread,
    /// Kept; also those that are no longer in content.db.
    Starred,
    /// Kept and not yet read.
    StarredUnread,
}

/// Where a page ends and the next begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// Date of the last row.
    pub published: Timestamp,
    /// Its `row`.
    pub row: i64,
}

/// Rows and where the next page begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Newest first.
    pub rows: Vec<Headline>,
    /// `None`: nothing follows.
    pub next: Option<Cursor>,
}

/// One page of at most `limit` rows after `after` (`None`: from the newest).
///
/// # Errors
/// As any read.
pub fn page(conn: &Connection, filter: &Filter, after: Option<Cursor>, limit: u32) -> Result<Page, StoreError> {
    let (published, row) = after.map_or((i64::MAX, i64::MAX), |cursor| (cursor.published.unix(), cursor.row));
    let since = filter.since.map_or(i64::MIN, Timestamp::unix);
    let unread = matches!(filter.state, StateFilter::Unread | StateFilter::StarredUnread);
    let starred = matches!(filter.state, StateFilter::Starred | StateFilter::StarredUnread);
    // One more than asked for tells whether anything follows.
    let limit = i64::from(limit);
    let base = named_params! {
        ":published": published, ":row": row, ":since": since, ":unread": unread, ":limit": limit + 1,
    };
    let mut rows = match (&filter.source, starred) {
        (source, true) => {
            let source = source.as_ref().map(SourceId::as_str);
            rows(conn, STARRED, &[base, &[(":source", &source)]].concat())?
        }
        (Some(source), false) => match source_key::find(conn, source)? {
            Some(key) => rows(conn, OF_SOURCE, &[base, &[(":source", &key)]].concat())?,
            None => Vec::new(),
        },
        (None, false) => rows(conn, ALL, base)?,
    };
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().filter(|_| more).map(|last| Cursor { published: last.published, row: last.row });
    Ok(Page { rows, next })
}

/// Articles of content.db that `filter` lets through, as docs in no order: what a search is limited to (decision 9).
///
/// # Errors
/// As any read.
pub fn docs(conn: &Connection, filter: &Filter) -> Result<Vec<i64>, StoreError> {
    let since = filter.since.map_or(i64::MIN, Timestamp::unix);
    let unread = matches!(filter.state, StateFilter::Unread | StateFilter::StarredUnread);
    let starred = matches!(filter.state, StateFilter::Starred | StateFilter::StarredUnread);
    let base = named_params! {":since": since, ":unread": unread, ":starred": starred};
    let key = match &filter.source {
        Some(source) => match source_key::find(conn, source)? {
            Some(key) => Some(key),
            None => return Ok(Vec::new()),
        },
        None => None,
    };
    let mut statement = conn.prepare_cached(if key.is_some() { DOCS_OF_SOURCE } else { DOCS })?;
    let read = |row: &rusqlite::Row<'_>| row.get::<_, i64>(0);
    let docs = match key {
        Some(key) => statement.query_map(&[base, &[(":source", &key)]].concat()[..], read)?,
        None => statement.query_map(base, read)?,
    };
    Ok(docs.collect::<Result<_, _>>()?)
}

fn rows(conn: &Connection, sql: &str, params: &[(&str, &dyn rusqlite::ToSql)]) -> Result<Vec<Headline>, StoreError> {
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map(params, |row| {
        Ok(Headline {
            row: row.get(0)?,
            id: ArticleId::new(row.get::<_, String>(1)?),
            source: SourceId::new(row.get::<_, String>(2)?),
            title: row.get(3)?,
            published: Timestamp::from_unix(row.get(4)?),
            sample: row.get(5)?,
            offline: offline_code::decode(row.get(6)?, row.get(7)?),
            is_read: row.get(8)?,
            is_starred: row.get(9)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests;
