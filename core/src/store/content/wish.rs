//! What a sync could still load for stored articles: pages of those without their full text, images of those with it.
//!
//! Looks at the newest rows of the given sources only, by the index that lists them; what has left the front of a source is
//! no longer worth a stranger's bandwidth.

use rusqlite::Connection;

use super::{article, offline_code, sighting, source_key};
use crate::clock::Timestamp;
use crate::model::offline::FailReason;
use crate::model::{ArticleId, Fulltext, Offline, SourceId};
use crate::store::error::StoreError;

/// Newest rows of a source.
pub(in crate::store) const NEWEST: &str = "\
    SELECT h.id, h.body_state, h.body_at FROM headline_by_source b \
    CROSS JOIN headline h ON h.published = b.published AND h.doc = b.doc \
    WHERE b.source = ?1 ORDER BY b.published DESC, b.doc DESC LIMIT ?2";

/// An article whose page may hold more than the feed said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FullTextWish {
    /// The article.
    pub article: ArticleId,
    /// Who shows it.
    pub source: SourceId,
    /// Its page.
    pub url: String,
    /// The last try, if it failed.
    pub failed: Option<(FailReason, Timestamp)>,
}

/// Articles without their full text among the newest `limit` of each source, newest first within a source.
///
/// # Errors
/// As any read; a damaged article is passed over, recovery sees to it.
pub fn full_text(conn: &Connection, sources: &[SourceId], limit: u32) -> Result<Vec<FullTextWish>, StoreError> {
    let mut wishes = Vec::new();
    for source in sources {
        for (id, offline, at) in newest(conn, source, limit)? {
            let failed = match offline {
                Offline::Full { .. } | Offline::FullWithImages { .. } => continue,
                Offline::None | Offline::Summary => None,
                Offline::Failed(reason) => Some((reason, at)),
            };
            let stored = match article::get(conn, &id) {
                Ok(stored) => stored,
                Err(StoreError::Damaged(_)) => None,
                Err(error) => return Err(error),
            };
            let url = stored
                .filter(|stored| stored.record.data.fulltext == Fulltext::None)
                .and_then(|stored| stored.record.envelope.source_url);
            if let Some(url) = url {
                wishes.push(FullTextWish { article: id, source: source.clone(), url, failed });
            }
        }
    }
    Ok(wishes)
}

/// The same for one article however old it is, once for each source that shows it; none if it has its text or no page. A person asks
/// for it: when it last failed does not matter.
///
/// # Errors
/// As any read.
pub fn full_text_of(conn: &Connection, article: &ArticleId) -> Result<Vec<FullTextWish>, StoreError> {
    let Some(stored) = article::get(conn, article)? else { return Ok(Vec::new()) };
    let is_whole = stored.offline.is_whole();
    let Some(url) = stored.record.envelope.source_url.filter(|_| !is_whole) else { return Ok(Vec::new()) };
    let wish = |source| FullTextWish { article: article.clone(), source, url: url.clone(), failed: None };
    Ok(sighting::of_doc(conn, stored.doc)?.into_iter().map(|seen| wish(seen.source)).collect())
}

/// Articles with their text and not yet all images, among the newest `limit` of each source.
///
/// # Errors
/// As any read.
pub fn images(conn: &Connection, sources: &[SourceId], limit: u32) -> Result<Vec<ArticleId>, StoreError> {
    let mut wishes = Vec::new();
    for source in sources {
        let rows = newest(conn, source, limit)?;
        wishes
            .extend(rows.into_iter().filter(|(_, state, _)| matches!(state, Offline::Full { .. })).map(|(id, ..)| id));
    }
    Ok(wishes)
}

fn newest(
    conn: &Connection,
    source: &SourceId,
    limit: u32,
) -> Result<Vec<(ArticleId, Offline, Timestamp)>, StoreError> {
    let Some(key) = source_key::find(conn, source)? else {
        return Ok(Vec::new());
    };
    let mut statement = conn.prepare_cached(NEWEST)?;
    let rows = statement.query_map((key, limit), |row| {
        let at: i64 = row.get(2)?;
        Ok((ArticleId::new(row.get::<_, String>(0)?), offline_code::decode(row.get(1)?, at), Timestamp::from_unix(at)))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
