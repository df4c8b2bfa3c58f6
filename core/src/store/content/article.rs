//! Articles: put, get, edit, remove; table `record`, headlines, sightings, change log and tombstones kept in step.
//!
//! [`prepare`] does what costs time (JSON, compression) on the caller's thread; [`put`] inside a batch only inserts.
//!
//! Invariants: an edit gets a new doc and the old one becomes a tombstone (decision 5); `published` is fixed at the first
//! sight; equal content leaves the row untouched; "full" is said only after the stored bytes were read back.

use std::borrow::Cow;

use rusqlite::{Connection, OptionalExtension};

use super::change_log::{self, What};
use super::headline::{self, NewHeadline};
use super::prepared::prepare_with_digest;
use super::record::Existing;
use super::{pruned, record, sighting, source_key, tombstone};
use crate::clock::Timestamp;
use crate::model::line::from_line;
use crate::model::offline::FailReason;
use crate::model::{Article, ArticleId, CanonicalUrl, Fulltext, Offline, Record, SourceId};
use crate::store::codec;
use crate::store::error::StoreError;

pub use super::prepared::{Origin, Prepared, Seen, prepare};

const GET: &str = "SELECT doc, origin, published, dictionary, line FROM record WHERE id = ?1 AND kind = 'article'";
const GET_BY_DOC: &str =
    "SELECT doc, origin, published, dictionary, line FROM record WHERE doc = ?1 AND kind = 'article'";
const DOCS_AFTER: &str = "SELECT doc FROM record WHERE doc > ?1 AND kind = 'article' ORDER BY doc LIMIT ?2";

/// What [`put`] did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    /// Stored for the first time (or again after its content changed since it was pruned).
    Added {
        /// Its doc: index it.
        doc: i64,
    },
    /// Stored in place of an earlier form.
    Edited {
        /// Its doc: index it.
        doc: i64,
        /// The earlier doc: forget its postings.
        replaced: i64,
    },
    /// Equal to what is stored; at most a sighting was added.
    Unchanged {
        /// Its doc.
        doc: i64,
    },
    /// Retention took exactly this away before.
    Pruned,
}

/// A stored article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Its number in tables and postings.
    pub doc: i64,
    /// The record.
    pub record: Record<Article>,
    /// Who says so.
    pub origin: Origin,
    /// Who showed it first.
    pub source: SourceId,
    /// How much of it is on the device.
    pub offline: Offline,
}

/// Stores an article; call inside `writer.write`.
///
/// # Errors
/// As any write.
pub fn put(conn: &Connection, article: &Prepared) -> Result<Put, StoreError> {
    let envelope = &article.envelope;
    let Some(old) = record::existing(conn, &envelope.id)? else {
        match pruned::digest(conn, &envelope.id)? {
            Some(digest) if digest == article.digest => return Ok(Put::Pruned),
            Some(_) => pruned::remove(conn, &envelope.id)?,
            None => {}
        }
        let source = source_key::find_or_add(conn, &article.seen.source)?;
        let doc = add(conn, article, source)?;
        see(conn, doc, envelope.published.unix(), envelope.source_url.as_deref(), source, &article.seen)?;
        change_log::add(conn, doc, What::Added)?;
        return Ok(Put::Added { doc });
    };
    if old.digest == article.digest || !stands_above(article, &old) || is_anothers(conn, article, &old)? {
        let source = source_key::find_or_add(conn, &article.seen.source)?;
        see(conn, old.doc, old.published, envelope.source_url.as_deref(), source, &article.seen)?;
        return Ok(Put::Unchanged { doc: old.doc });
    }
    let merged = merge(conn, article, &old)?;
    let source = source_key::find_or_add(conn, &merged.seen.source)?;
    let put = replace(conn, &merged, &old)?;
    if let Put::Edited { doc, .. } = put {
        see(conn, doc, merged.envelope.published.unix(), envelope.source_url.as_deref(), source, &merged.seen)?;
    }
    Ok(put)
}

/// A signed record stands above a feed's; of two signed ones the higher rev; of two feed items the newly fetched.
fn stands_above(article: &Prepared, old: &Existing) -> bool {
    match (article.seen.origin, old.origin) {
        (Origin::Repository, Origin::Feed) | (Origin::Feed, Origin::Feed) => true,
        (Origin::Feed, Origin::Repository) => false,
        (Origin::Repository, Origin::Repository) => article.envelope.rev > old.rev,
    }
}

/// Of two feeds that show one article the text of the first stands, unless only the other has it whole: else each poll of
/// either would be an edit.
fn is_anothers(conn: &Connection, article: &Prepared, old: &Existing) -> Result<bool, StoreError> {
    if (article.seen.origin, old.origin) != (Origin::Feed, Origin::Feed) {
        return Ok(false);
    }
    let Some((offline, source)) = headline::state_of(conn, old.published, old.doc)? else {
        return Ok(false);
    };
    let is_whole = offline.is_whole();
    let is_short = article.said.as_ref().is_some_and(|said| said.fulltext == Fulltext::None);
    Ok(source != article.seen.source && (is_whole || is_short))
}

/// An edit in the feed keeps the date of the first sight, and the full text that was fetched for it.
fn merge<'a>(conn: &Connection, article: &'a Prepared, old: &Existing) -> Result<Cow<'a, Prepared>, StoreError> {
    let Some(said) = &article.said else { return Ok(Cow::Borrowed(article)) };
    let mut record = Record { envelope: article.envelope.clone(), data: Article::clone(said) };
    record.envelope.published = Timestamp::from_unix(old.published);
    if record.data.fulltext == Fulltext::None
        && let Ok(Some(stored)) = get_by_doc(conn, old.doc)
        && stored.record.data.fulltext == Fulltext::Full
    {
        record.data.body = stored.record.data.body;
        record.data.base_url = stored.record.data.base_url;
        record.data.fulltext = Fulltext::Full;
    }
    Ok(Cow::Owned(prepare_with_digest(record, article.seen.clone(), article.digest)?))
}

fn replace(conn: &Connection, article: &Prepared, old: &Existing) -> Result<Put, StoreError> {
    let sightings = sighting::of_doc(conn, old.doc)?;
    headline::remove(conn, old.published, old.doc, sightings.iter().map(|sighting| sighting.source_key))?;
    record::remove(conn, old.doc)?;
    tombstone::add(conn, old.doc)?;
    let doc = add(conn, article, source_key::find_or_add(conn, &article.seen.source)?)?;
    sighting::move_to(conn, old.doc, doc)?;
    let published = article.envelope.published.unix();
    for sighting in &sightings {
        headline::add_source(conn, sighting.source_key, published, doc)?;
    }
    super::image::move_to(conn, old.doc, doc)?;
    change_log::add(conn, doc, What::Edited { replaced: old.doc })?;
    Ok(Put::Edited { doc, replaced: old.doc })
}

/// Inserts record and headline, reads the line back and only then says how much is offline.
fn add(conn: &Connection, article: &Prepared, source: i64) -> Result<i64, StoreError> {
    let envelope = &article.envelope;
    let (doc, is_there) = record::add(conn, envelope, article.seen.origin, article.digest, &article.packed)?;
    let offline = if is_there { article.offline } else { Offline::Failed(FailReason::Damaged) };
    headline::add(
        conn,
        &NewHeadline {
            published: envelope.published.unix(),
            doc,
            id: &envelope.id,
            source,
            sample: envelope.sample,
            offline,
            title: &article.title,
        },
    )?;
    Ok(doc)
}

pub(super) fn see(
    conn: &Connection,
    doc: i64,
    published: i64,
    url: Option<&str>,
    source: i64,
    seen: &Seen,
) -> Result<(), StoreError> {
    if sighting::add(conn, doc, source, &seen.guid, url, seen.at)? {
        headline::add_source(conn, source, published, doc)?;
    }
    Ok(())
}

/// Puts the text of the article's page in place of the summary; a new doc, like any edit.
///
/// # Errors
/// [`StoreError::NotFound`] if the article is not stored; as any write.
pub fn set_full_text(
    conn: &Connection,
    id: &ArticleId,
    body: String,
    base_url: Option<String>,
    at: Timestamp,
) -> Result<Put, StoreError> {
    let not_found = || StoreError::NotFound(id.to_string());
    let old = record::existing(conn, id.as_str())?.ok_or_else(not_found)?;
    let mut stored = get_by_doc(conn, old.doc)?.ok_or_else(not_found)?;
    stored.record.data.body = Some(body);
    stored.record.data.base_url = base_url;
    stored.record.data.fulltext = Fulltext::Full;
    let guid = stored.record.envelope.source_url.clone().unwrap_or_default();
    let seen = Seen { source: stored.source, guid, at, origin: stored.origin };
    // The digest stays that of what the source said: the next poll must find it unchanged.
    replace(conn, &prepare_with_digest(stored.record, seen, old.digest)?, &old)
}

/// An article that recovery or import brings back.
pub(in crate::store) struct Restored {
    pub(in crate::store) record: Record<Article>,
    pub(in crate::store) digest: i64,
    pub(in crate::store) origin: Origin,
    /// Source, guid where it is not the URL, first seen.
    pub(in crate::store) sightings: Vec<(SourceId, Option<String>, Timestamp)>,
    pub(in crate::store) now: Timestamp,
}

/// Stores an article as it was, with all its sightings; its doc is new.
pub(in crate::store) fn restore(conn: &Connection, restored: Restored) -> Result<i64, StoreError> {
    let Restored { record, digest, origin, sightings, now } = restored;
    let published = record.envelope.published.unix();
    let url = record.envelope.source_url.clone();
    let guid_of = |guid: Option<String>| guid.or_else(|| url.clone()).unwrap_or_default();
    let mut sightings =
        sightings.into_iter().map(|(source, guid, at)| Seen { source, guid: guid_of(guid), at, origin });
    let first = sightings.next().unwrap_or_else(|| {
        // Who showed it is lost; the host of its page is the nearest that is known.
        let page = url.as_deref().and_then(CanonicalUrl::parse);
        let host = page.as_ref().and_then(|page| page.as_str().split('/').next()).unwrap_or("unknown");
        Seen { source: SourceId::new(host.replace([':', '.'], "-")), guid: guid_of(None), at: now, origin }
    });
    let source = source_key::find_or_add(conn, &first.source)?;
    let doc = add(conn, &prepare_with_digest(record, Seen { at: now, ..first.clone() }, digest)?, source)?;
    for seen in std::iter::once(first).chain(sightings) {
        let source = source_key::find_or_add(conn, &seen.source)?;
        see(conn, doc, published, url.as_deref(), source, &seen)?;
    }
    change_log::add(conn, doc, What::Added)?;
    Ok(doc)
}

/// Says how much of the article is on the device: after its images came, or why its text did not.
///
/// # Errors
/// [`StoreError::NotFound`] if the article is not stored; as any write.
pub fn set_offline(conn: &Connection, id: &ArticleId, offline: Offline, now: Timestamp) -> Result<(), StoreError> {
    let old = record::existing(conn, id.as_str())?.ok_or_else(|| StoreError::NotFound(id.to_string()))?;
    headline::set_offline(conn, old.published, old.doc, offline, now)
}

/// Removes an article from every table of `content.db` but the log; what the person did with it stays.
///
/// `false` if it is not stored.
///
/// # Errors
/// As any write.
pub fn remove(conn: &Connection, id: &ArticleId) -> Result<bool, StoreError> {
    let Some(old) = record::existing(conn, id.as_str())? else {
        return Ok(false);
    };
    let sightings = sighting::of_doc(conn, old.doc)?;
    headline::remove(conn, old.published, old.doc, sightings.iter().map(|sighting| sighting.source_key))?;
    sighting::remove(conn, old.doc)?;
    super::image::release(conn, old.doc)?;
    record::remove(conn, old.doc)?;
    tombstone::add(conn, old.doc)?;
    change_log::add(conn, old.doc, What::Removed)?;
    Ok(true)
}

/// The article with this id.
///
/// # Errors
/// [`StoreError::Damaged`] if its bytes are not what was written; as any read.
pub fn get(conn: &Connection, id: &ArticleId) -> Result<Option<Stored>, StoreError> {
    stored(conn, GET, id.as_str())
}

/// The article stored as `doc`.
///
/// # Errors
/// As [`get`].
pub fn get_by_doc(conn: &Connection, doc: i64) -> Result<Option<Stored>, StoreError> {
    stored(conn, GET_BY_DOC, doc)
}

/// At most `limit` docs of articles after `doc`, ascending: to go through all of them.
///
/// # Errors
/// As any read.
pub fn docs_after(conn: &Connection, doc: i64, limit: u32) -> Result<Vec<i64>, StoreError> {
    let mut statement = conn.prepare_cached(DOCS_AFTER)?;
    let docs = statement.query_map((doc, limit), |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(docs)
}

fn stored(conn: &Connection, sql: &str, key: impl rusqlite::ToSql) -> Result<Option<Stored>, StoreError> {
    let row = conn.prepare_cached(sql)?.query_row([key], |row| {
        Ok((
            row.get::<_, i64>(0)?,
            row.get::<_, i64>(1)?,
            row.get::<_, i64>(2)?,
            row.get::<_, i64>(3)?,
            row.get::<_, Vec<u8>>(4)?,
        ))
    });
    let Some((doc, origin, published, dictionary, packed)) = row.optional()? else {
        return Ok(None);
    };
    let line = codec::unpack(conn, dictionary, &packed, doc)?;
    let record: Record<Article> = from_line(line.as_bytes()).map_err(|_| StoreError::contradiction("line", doc))?;
    // Withdrawn for good: it stands in no list any more.
    let withdrawn = || (Offline::None, SourceId::new(record.envelope.unit.as_deref().unwrap_or_default()));
    let (offline, source) = headline::state_of(conn, published, doc)?.unwrap_or_else(withdrawn);
    Ok(Some(Stored { doc, record, origin: Origin::from_code(origin), source, offline }))
}

#[cfg(test)]
mod tests;
