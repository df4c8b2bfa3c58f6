//! Table `feed_state`: what a feed's server wants to be asked with next time, beside what it validates (decision 8).

use rusqlite::{Connection, OptionalExtension, params};

use super::source_key;
use crate::clock::Timestamp;
use crate::model::SourceId;
use crate::store::error::StoreError;

const GET: &str =
    "SELECT url, etag, last_modified, content_hash, url_not_unique, changed FROM feed_state WHERE source = ?1";
const SET: &str = "\
    INSERT OR REPLACE INTO feed_state (source, url, etag, last_modified, content_hash, url_not_unique, changed) \
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
const REMOVE: &str = "DELETE FROM feed_state WHERE source = ?1";

/// Validators of the feed as it was last taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedState {
    /// The address they belong to: validators of another address are worth nothing.
    pub url: String,
    /// `ETag`, exactly as it came.
    pub etag: Option<String>,
    /// `Last-Modified`, exactly as it came.
    pub last_modified: Option<String>,
    /// SHA-256 of the body, for servers that never answer 304.
    pub content_hash: Option<[u8; 32]>,
    /// The source shares one URL between items or gives the site's own page: ids come from guids (decision 1).
    pub url_not_unique: bool,
    /// When the content last changed.
    pub changed: Timestamp,
}

/// The state of a source's feed, if it was ever taken over.
///
/// # Errors
/// As any read.
pub fn get(conn: &Connection, source: &SourceId) -> Result<Option<FeedState>, StoreError> {
    let Some(key) = source_key::find(conn, source)? else {
        return Ok(None);
    };
    let state = conn.prepare_cached(GET)?.query_row([key], |row| {
        Ok(FeedState {
            url: row.get(0)?,
            etag: row.get(1)?,
            last_modified: row.get(2)?,
            content_hash: row.get(3)?,
            url_not_unique: row.get(4)?,
            changed: Timestamp::from_unix(row.get(5)?),
        })
    });
    Ok(state.optional()?)
}

/// Records the state, in the batch that stored the feed's articles.
///
/// # Errors
/// As any write.
pub fn set(conn: &Connection, source: &SourceId, state: &FeedState) -> Result<(), StoreError> {
    let key = source_key::find_or_add(conn, source)?;
    conn.prepare_cached(SET)?.execute(params![
        key,
        state.url,
        state.etag,
        state.last_modified,
        state.content_hash,
        state.url_not_unique,
        state.changed.unix(),
    ])?;
    Ok(())
}

/// Forgets the state: the next poll fetches everything.
///
/// # Errors
/// As any write.
pub fn remove(conn: &Connection, source: &SourceId) -> Result<(), StoreError> {
    if let Some(key) = source_key::find(conn, source)? {
        conn.prepare_cached(REMOVE)?.execute([key])?;
    }
    Ok(())
}
