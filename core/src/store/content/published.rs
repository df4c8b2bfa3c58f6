//! Records of the signed repository, of any kind: prepared off the writer, put in one batch (decisions 4, 5 and 26).
//!
//! Articles go the way of all articles ([`super::article`]), so that a feed's and the repository's are one; other kinds have a
//! row in `record` and one in `record_title`. A line of an unknown kind, or one whose data this version cannot read, is kept
//! and shown nowhere.
//!
//! Invariants: the line is stored byte for byte; of two revs the higher stands; what a withdrawal for error or privacy takes
//! away leaves no copy in these tables.

use rusqlite::Connection;
use sha2::{Digest as _, Sha256};

use super::article::{self, Prepared, Put, Seen};
use super::change_log::{self, What};
use super::prepared::{self, Origin};
use super::record::{self, Existing};
use super::record_title::{self, NewTitle};
use super::{doubt, headline, image, sighting, source_key, tombstone};
use crate::clock::Timestamp;
use crate::model::kinds;
use crate::model::line::open_line;
use crate::model::{Article, ChangeKind, Envelope, Kind, Record, SourceId};
use crate::store::codec;
use crate::store::error::StoreError;

/// Who shows records that name no unit.
const NO_UNIT: &str = "repository";

/// A published line, ready to be written.
#[derive(Clone, Debug)]
pub struct Published {
    envelope: Envelope<String>,
    digest: [u8; 32],
    shown: Shown,
}

#[derive(Clone, Debug)]
enum Shown {
    Article(Box<Prepared>),
    /// Packed line and title; without one it is shown nowhere.
    Other(Vec<u8>, Option<String>),
}

/// The data of a record that is being prepared.
#[derive(Clone, Copy, Debug)]
pub enum Data<'a> {
    /// An article, read.
    Article(&'a Article),
    /// The text of another kind's.
    Other(Kind, &'a str),
}

/// Reads and packs a line that a verified object holds. `digest` is its SHA-256; `see` is shown the data of what is listed and
/// gives the title that rows of other kinds than article show.
///
/// # Errors
/// [`StoreError::Line`] if it is no record at all; [`StoreError::Io`] if zstd has no memory.
pub fn prepare(
    line: &str,
    digest: [u8; 32],
    at: Timestamp,
    see: impl FnOnce(Data<'_>) -> Option<String>,
) -> Result<Published, StoreError> {
    let (envelope, data) = open_line(line)?;
    let kind = Kind::parse(&envelope.kind);
    // What is taken away for good stands in no list; by its id it still says why.
    if kind == Some(Kind::Article)
        && !erases(&envelope)
        && let Ok(data) = serde_json::from_str::<Article>(data)
    {
        // An article has its title itself.
        let _ = see(Data::Article(&data));
        let source = SourceId::new(envelope.unit.as_deref().unwrap_or(NO_UNIT));
        let guid = envelope.source_url.clone().unwrap_or_else(|| envelope.id.clone());
        let seen = Seen { source, guid, at, origin: Origin::Repository };
        let record = Record { envelope: envelope.clone().with_kind(Kind::Article), data };
        let article = prepared::prepare_line(record, seen, line, short(&digest))?;
        return Ok(Published { envelope, digest, shown: Shown::Article(Box::new(article)) });
    }
    let title = kind.filter(|_| !erases(&envelope)).and_then(|kind| see(Data::Other(kind, data)));
    Ok(Published { shown: Shown::Other(codec::pack(line)?, title), envelope, digest })
}

/// What stands for the line in column `digest`: its first 8 bytes, big-endian.
pub(in crate::store) fn short(digest: &[u8; 32]) -> i64 {
    digest.first_chunk().map_or(0, |head| i64::from_be_bytes(*head))
}

impl Published {
    /// What all records have in common.
    pub const fn envelope(&self) -> &Envelope<String> {
        &self.envelope
    }

    /// SHA-256 of the line.
    pub const fn digest(&self) -> &[u8; 32] {
        &self.digest
    }

    /// Whether it takes away what stood before, everywhere: withdrawn for error or privacy (decision 4).
    pub fn erases(&self) -> bool {
        erases(&self.envelope)
    }
}

/// Whether a revision takes away what stood before it, everywhere: withdrawn for error or privacy.
pub fn erases<K>(envelope: &Envelope<K>) -> bool {
    envelope.change.kind == ChangeKind::Withdraw
        && !matches!(envelope.change.reason.as_deref(), Some("outdated" | "replaced"))
}

/// Stores a record; call inside `writer.write`.
///
/// # Errors
/// As any write.
pub fn put(conn: &Connection, published: &Published) -> Result<Put, StoreError> {
    let old = record::existing(conn, &published.envelope.id)?;
    let put = match (&published.shown, old) {
        (Shown::Article(article), old) => {
            // Kinds of one id do not change; should one, nothing of the old form may stay.
            match old.filter(|old| old.kind != Kind::Article.as_str()) {
                Some(old) => {
                    remove_existing(conn, &old)?;
                    article::put(conn, article)?
                }
                None => article::put(conn, article)?,
            }
        }
        (Shown::Other(packed, title), None) => {
            let doc = add(conn, published, packed, title.as_deref())?;
            change_log::add(conn, doc, What::Added)?;
            Put::Added { doc }
        }
        (Shown::Other(packed, title), Some(old)) => {
            let is_newer = old.origin == Origin::Feed || published.envelope.rev > old.rev;
            if !is_newer || old.digest == short(&published.digest) {
                return Ok(Put::Unchanged { doc: old.doc });
            }
            let replaced = old.doc;
            unlist(conn, &old)?;
            let doc = add(conn, published, packed, title.as_deref())?;
            change_log::add(conn, doc, What::Edited { replaced })?;
            Put::Edited { doc, replaced }
        }
    };
    if published.erases() {
        image::remove_unused(conn)?;
    }
    Ok(put)
}

/// Stores a published line that recovery found, byte for byte, and in doubt until a collection holds it. `sightings`: who
/// else showed it, when it is an article.
///
/// # Errors
/// As [`prepare`] and [`put`].
pub(in crate::store) fn restore(
    conn: &Connection,
    line: &str,
    digest: [u8; 32],
    now: Timestamp,
    sightings: impl Iterator<Item = (SourceId, Option<String>, Timestamp)>,
) -> Result<Option<i64>, StoreError> {
    let mut is_article = false;
    let published = prepare(line, digest, now, |data| match data {
        Data::Article(_) => {
            is_article = true;
            None
        }
        Data::Other(kind, data) => kinds::text_in(kind, data).map(|text| text.title),
    })?;
    let Put::Added { doc } = put(conn, &published)? else { return Ok(None) };
    let envelope = published.envelope();
    doubt::ask_after(conn, &envelope.id)?;
    if is_article {
        let (date, url) = (envelope.published.unix(), envelope.source_url.as_deref());
        for (source, guid, at) in sightings {
            let guid = guid.or_else(|| url.map(str::to_owned)).unwrap_or_default();
            let key = source_key::find_or_add(conn, &source)?;
            article::see(conn, doc, date, url, key, &Seen { source, guid, at, origin: Origin::Repository })?;
        }
    }
    Ok(Some(doc))
}

/// Lists the record `doc` as this version reads it: after its kind became known, or is read in another way. Returns the doc
/// that it has now; `None` if it was shown as it should be, or is still shown nowhere.
///
/// # Errors
/// [`StoreError::Damaged`] if its bytes are not what was written; as any write.
pub fn relist(conn: &Connection, doc: i64, now: Timestamp) -> Result<Option<i64>, StoreError> {
    let Some(stored) = record::get_by_doc(conn, doc)? else { return Ok(None) };
    let (envelope, data) = open_line(&stored.line).map_err(|_| StoreError::contradiction("line", doc))?;
    let Some(kind) = Kind::parse(&envelope.kind).filter(|_| stored.origin == Origin::Repository) else {
        return Ok(None);
    };
    let published_at = envelope.published.unix();
    if kind == Kind::Article {
        let is_listed = headline::state_of(conn, published_at, doc)?.is_some();
        let can_be = !erases(&envelope) && serde_json::from_str::<Article>(data).is_ok();
        let Some(old) = record::existing(conn, &envelope.id)?.filter(|_| can_be && !is_listed) else {
            return Ok(None);
        };
        remove_existing(conn, &old)?;
        let digest = Sha256::digest(stored.line.as_bytes()).into();
        let put = put(conn, &prepare(&stored.line, digest, now, |_| None)?)?;
        return Ok(if let Put::Added { doc } = put { Some(doc) } else { None });
    }
    record_title::remove(conn, &envelope.kind, published_at, doc)?;
    let title = kinds::text_in(kind, data).map(|text| text.title).filter(|_| !erases(&envelope));
    if let Some(title) = title {
        list(conn, &envelope, doc, &title)?;
    }
    Ok(Some(doc))
}

fn list(conn: &Connection, envelope: &Envelope<String>, doc: i64, title: &str) -> Result<(), StoreError> {
    let row = NewTitle {
        kind: &envelope.kind,
        published: envelope.published.unix(),
        doc,
        id: &envelope.id,
        sample: envelope.sample,
        valid_until: envelope.valid_until.map(Timestamp::unix),
        title,
    };
    record_title::add(conn, &row)
}

fn add(conn: &Connection, published: &Published, packed: &[u8], title: Option<&str>) -> Result<i64, StoreError> {
    let envelope = &published.envelope;
    let (doc, _) = record::add(conn, envelope, Origin::Repository, short(&published.digest), packed)?;
    if let Some(title) = title {
        list(conn, envelope, doc, title)?;
    }
    Ok(doc)
}

/// Takes a record out of every list and its row away; the caller says in the log what became of it.
fn unlist(conn: &Connection, old: &Existing) -> Result<(), StoreError> {
    let sightings = sighting::of_doc(conn, old.doc)?;
    headline::remove(conn, old.published, old.doc, sightings.iter().map(|sighting| sighting.source_key))?;
    sighting::remove(conn, old.doc)?;
    image::release(conn, old.doc)?;
    record_title::remove(conn, &old.kind, old.published, old.doc)?;
    record::remove(conn, old.doc)?;
    tombstone::add(conn, old.doc)
}

fn remove_existing(conn: &Connection, old: &Existing) -> Result<(), StoreError> {
    unlist(conn, old)?;
    change_log::add(conn, old.doc, What::Removed)
}

/// Removes the record `id` if the repository brought it; what a feed shows stays. Returns its doc.
///
/// # Errors
/// As any write.
pub fn remove(conn: &Connection, id: &str) -> Result<Option<i64>, StoreError> {
    let Some(old) = record::existing(conn, id)?.filter(|old| old.origin == Origin::Repository) else {
        return Ok(None);
    };
    remove_existing(conn, &old)?;
    Ok(Some(old.doc))
}

/// The title that rows show of the record `doc`; `None` if it is not stored or shown nowhere.
///
/// # Errors
/// As any read.
pub fn title_of(conn: &Connection, id: &str) -> Result<Option<String>, StoreError> {
    let Some(old) = record::existing(conn, id)? else { return Ok(None) };
    record_title::title(conn, &old.kind, old.published, old.doc)
}

#[cfg(test)]
mod tests;
