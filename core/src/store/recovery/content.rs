//! `content.db` from the rows that are left: records, sightings, images. The index and the validators are made again.
//!
//! What the collections of the repository hold is not carried over: the next sync loads their segments and settles it. Until
//! then published records are shown as they were, each with a line that was checked.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use rusqlite::Connection;
use rusqlite::types::Value::{Blob, Integer, Null, Text};
use sha2::{Digest as _, Sha256};

use super::cells::{self, Row};
use super::pages::Pages;
use super::{ContentLoss, finish};
use crate::clock::Timestamp;
use crate::model::line::{from_line, open_line};
use crate::model::{Article, Kind, SourceId};
use crate::store::codec;
use crate::store::connection::{self, CONTENT_PAGE, Role};
use crate::store::content::article::{self, Origin, Restored};
use crate::store::content::image::{self, StoredImage};
use crate::store::content::{self, doubt, published};
use crate::store::error::StoreError;
use crate::store::migration::CONTENT;

/// Fails with [`StoreError::Damaged`] at the first line that is not what was written.
pub(in crate::store) fn check_lines(conn: &Connection) -> Result<(), StoreError> {
    let mut statement = conn.prepare("SELECT doc, dictionary, line FROM record")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let packed: Vec<u8> = row.get(2)?;
        codec::unpack(conn, row.get(1)?, &packed, row.get(0)?)?;
    }
    Ok(())
}

/// A row of `record` whose line is sound and names the id beside it.
struct Found {
    doc: i64,
    id: String,
    kind: String,
    origin: Origin,
    digest: i64,
    line: String,
}

/// What the first pass over the pages finds; lines and images stay on disk until they are copied.
#[derive(Default)]
struct Legible {
    /// Records with a sound line → the doc of their newest form.
    records: HashMap<String, i64>,
    /// What should be there, by rows of lists and by lines that are not sound.
    expected: HashSet<String>,
    sources: HashMap<i64, SourceId>,
    sightings: HashMap<i64, Vec<(i64, Option<String>, Timestamp)>>,
    /// Image → docs that use it.
    image_uses: HashMap<[u8; 32], Vec<i64>>,
}

/// Builds `new` from what is legible in `damaged`.
pub(super) fn rebuild(damaged: &Path, new: &Path, now: Timestamp) -> Result<ContentLoss, StoreError> {
    let mut pages = Pages::open(damaged, CONTENT_PAGE)?;
    let mut legible = Legible::default();
    for_each_row(&mut pages, |row| {
        legible.take(&row);
        Ok(())
    })?;
    let mut conn = connection::create(new, Role::ContentWriter)?;
    CONTENT.upgrade(&mut conn, content::seed)?;
    let tx = conn.transaction()?;
    let mut new_docs = HashMap::new();
    let mut loss = ContentLoss::default();
    for_each_row(&mut pages, |row| {
        if let Some(found) = found_in(&row)
            && legible.records.get(&found.id) == Some(&found.doc)
            && !new_docs.contains_key(&found.doc)
        {
            let is_article = found.kind == Kind::Article.as_str();
            let old = found.doc;
            if let Some(doc) = legible.restore(&tx, found, now)? {
                new_docs.insert(old, doc);
                if is_article { loss.saved += 1 } else { loss.records += 1 }
            }
        }
        Ok(())
    })?;
    let mut images = 0;
    for_each_row(&mut pages, |row| {
        if let Some(image) = image_in(&row) {
            let docs = legible.image_uses.get(&image.url_hash).into_iter().flatten();
            let docs: Vec<i64> = docs.filter_map(|doc| new_docs.get(doc).copied()).collect();
            for doc in &docs {
                image::put(&tx, *doc, &image, u64::MAX, now)?;
            }
            images += u64::from(!docs.is_empty());
        }
        Ok(())
    })?;
    tx.commit()?;
    finish(conn)?;
    let lost = legible.expected.iter().filter(|id| !legible.records.contains_key(*id)).count();
    Ok(ContentLoss { lost: lost as u64, images, ..loss })
}

fn for_each_row(
    pages: &mut Option<Pages>,
    mut visit: impl FnMut(Row) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let Some(pages) = pages else { return Ok(()) };
    (1..=pages.count()).try_for_each(|number| cells::rows(pages, number).into_iter().try_for_each(&mut visit))
}

fn found_in(row: &Row) -> Option<Found> {
    let Columns { id, kind, origin, digest, dictionary, line } = record_columns(row)?;
    let line = codec::unpack_current(line).filter(|_| dictionary == codec::CURRENT)?;
    let (envelope, _) = open_line(&line).ok().filter(|(envelope, _)| envelope.id == id && envelope.kind == kind)?;
    let (id, kind) = (envelope.id, envelope.kind);
    Some(Found { doc: row.rowid?, id, kind, origin: Origin::from_code(origin), digest, line })
}

/// Columns of a row of `record`.
struct Columns<'r> {
    id: &'r str,
    kind: &'r str,
    origin: i64,
    digest: i64,
    dictionary: i64,
    line: &'r [u8],
}

fn record_columns(row: &Row) -> Option<Columns<'_>> {
    match row.values.as_slice() {
        [
            Null,
            Text(id),
            Text(kind),
            Integer(_),
            Integer(origin),
            ..,
            Integer(digest),
            Integer(dictionary),
            Blob(line),
        ] if row.rowid.is_some() && row.values.len() == 14 => {
            Some(Columns { id, kind, origin: *origin, digest: *digest, dictionary: *dictionary, line })
        }
        _ => None,
    }
}

/// A row of `image` whose bytes are sound.
fn image_in(row: &Row) -> Option<StoredImage> {
    let [Null, Blob(url), Integer(_), Integer(_), Integer(width), Integer(height), Text(mime), Blob(sum), Blob(bytes)] =
        row.values.as_slice()
    else {
        return None;
    };
    let sound = Sha256::digest(bytes).as_slice() == sum.as_slice();
    let image = StoredImage {
        url_hash: url.as_slice().try_into().ok()?,
        width: u32::try_from(*width).ok()?,
        height: u32::try_from(*height).ok()?,
        mime: mime.clone(),
        bytes: bytes.clone(),
    };
    sound.then_some(image)
}

impl Legible {
    /// Recognises a row by its columns; what is none of ours is left.
    fn take(&mut self, row: &Row) {
        if let Some(found) = found_in(row) {
            let newest = self.records.entry(found.id).or_insert(found.doc);
            *newest = found.doc.max(*newest);
            return;
        }
        if let Some(Columns { id, .. }) = record_columns(row) {
            self.expected.insert(id.to_owned());
            return;
        }
        match (row.rowid, row.values.as_slice()) {
            // headline
            (None, [Integer(_), Integer(_), Text(id), Integer(_), Integer(_), Integer(_), Integer(_), Text(_)]) => {
                self.expected.insert(id.clone());
            }
            // record_title
            (None, [Text(_), Integer(_), Integer(_), Text(id), Integer(_), Integer(_) | Null, Text(_)]) => {
                self.expected.insert(id.clone());
            }
            // source_key
            (Some(key), [Null, Text(id), Integer(_)]) => {
                self.sources.insert(key, SourceId::new(id.clone()));
            }
            // article_source
            (None, [Integer(doc), Integer(source), Integer(_), Integer(seen), guid @ (Text(_) | Null)]) => {
                let guid = if let Text(guid) = guid { Some(guid.clone()) } else { None };
                self.sightings.entry(*doc).or_default().push((*source, guid, Timestamp::from_unix(*seen)));
            }
            // image_use
            (None, [Integer(doc), Blob(url)]) => {
                if let Ok(url_hash) = url.as_slice().try_into() {
                    self.image_uses.entry(url_hash).or_default().push(*doc);
                }
            }
            _ => {}
        }
    }

    /// Puts a record into the new file; `None` if it is there, or nothing can be made of it.
    fn restore(&self, tx: &Connection, found: Found, now: Timestamp) -> Result<Option<i64>, StoreError> {
        let sightings = self
            .sightings
            .get(&found.doc)
            .into_iter()
            .flatten()
            .filter_map(|(source, guid, seen)| Some((self.sources.get(source)?.clone(), guid.clone(), *seen)));
        let Found { id, origin, digest, line, .. } = found;
        let whole: [u8; 32] = Sha256::digest(line.as_bytes()).into();
        if origin == Origin::Repository && published::short(&whole) == digest {
            return published::restore(tx, &line, whole, now, sightings);
        }
        // A feed's, or one whose full text was loaded here.
        let Ok(record) = from_line::<Article>(line.as_bytes()) else { return Ok(None) };
        let restored = Restored { record, digest, origin, sightings: sightings.collect(), now };
        if origin == Origin::Repository {
            doubt::ask_after(tx, &id)?;
        }
        article::restore(tx, restored).map(Some)
    }
}
