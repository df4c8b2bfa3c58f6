//! Writing what a collection brought: one transaction for each segment or delta, records and index together (decisions 5, 25
//! and 26).
//!
//! Invariants: a recorded version is always complete and has the catalog's set hash; what does not fit is rolled back whole.

use rusqlite::Transaction;

use super::prepare::{Batch, Line, NewLine};
use crate::cancel::CancelToken;
use crate::model::Kind;
use crate::repository::format::{Collection, SetHash, Sha256};
use crate::search::facet;
use crate::search::index::{self, add_draft};
use crate::store::content::article::Put;
use crate::store::content::record_digest::BY_DELTA;
use crate::store::content::{collection, published, record_digest};
use crate::sync::error::SyncError;
use crate::sync::feed_job::forget;
use crate::sync::reindex;

/// What a transaction did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Applied {
    /// Records nobody had seen.
    pub(super) new: usize,
    /// Records that stand in place of an earlier form.
    pub(super) changed: usize,
    /// Records that left the collection.
    pub(super) dropped: usize,
}

impl Applied {
    pub(super) fn add(&mut self, other: Self) {
        self.new += other.new;
        self.changed += other.changed;
        self.dropped += other.dropped;
    }
}

/// Where a step leads.
#[derive(Clone, Copy, Debug)]
pub(super) enum Target<'a> {
    /// The version the catalog names: the set hash is checked.
    Catalog(&'a Collection),
    /// A version on the way there, whose set hash nobody knows.
    Between(u64),
}

/// Writes the lines of one segment; they are shown at once.
pub(super) fn segment(
    tx: &Transaction<'_>,
    key: i64,
    sha256: &Sha256,
    batches: Vec<Batch>,
    cancel: &CancelToken,
) -> Result<Applied, SyncError> {
    let segment = collection::segment_or_add(tx, &sha256.0)?;
    put_all(tx, key, segment, batches, cancel)
}

/// The end of a load of segments: what is in none of them leaves, the whole is checked, the version recorded.
pub(super) fn finish_segments(
    tx: &Transaction<'_>,
    key: i64,
    listed: &[Sha256],
    entry: &Collection,
) -> Result<Applied, SyncError> {
    let mut keys = Vec::with_capacity(listed.len());
    for sha256 in listed {
        keys.extend(collection::segment(tx, &sha256.0)?);
    }
    let dropped = record_digest::remove_unlisted(tx, key, &keys)?;
    complete(tx, key, Target::Catalog(entry))?;
    collection::forget_segments(tx)?;
    Ok(Applied { dropped, ..Applied::default() })
}

/// Writes one delta: drops, then lines.
pub(super) fn delta(
    tx: &Transaction<'_>,
    key: i64,
    drop: &[String],
    batches: Vec<Batch>,
    target: Target<'_>,
    cancel: &CancelToken,
) -> Result<Applied, SyncError> {
    let mut applied = Applied::default();
    for id in drop {
        applied.dropped += usize::from(record_digest::remove(tx, key, id)?);
    }
    applied.add(put_all(tx, key, BY_DELTA, batches, cancel)?);
    complete(tx, key, target)?;
    Ok(applied)
}

fn complete(tx: &Transaction<'_>, key: i64, target: Target<'_>) -> Result<(), SyncError> {
    match target {
        Target::Between(version) => Ok(collection::pass(tx, key, version)?),
        Target::Catalog(entry) => {
            let mut set = SetHash::with_capacity(usize::try_from(entry.count).unwrap_or(0).min(1 << 20));
            let mut count = 0;
            record_digest::each(tx, key, |digest| {
                count += 1;
                set.add(Sha256(digest));
            })?;
            if count != entry.count || set.finish() != entry.set_hash {
                return Err(SyncError::SetMismatch);
            }
            Ok(collection::complete(tx, key, entry.version, entry.count, entry.set_hash.0)?)
        }
    }
}

fn put_all(
    tx: &Transaction<'_>,
    key: i64,
    segment: i64,
    batches: Vec<Batch>,
    cancel: &CancelToken,
) -> Result<Applied, SyncError> {
    let mut applied = Applied::default();
    for batch in batches {
        applied.add(put(tx, key, segment, batch, cancel)?);
    }
    Ok(applied)
}

fn put(tx: &Transaction<'_>, key: i64, segment: i64, batch: Batch, cancel: &CancelToken) -> Result<Applied, SyncError> {
    let mut changes = Changes::default();
    for line in batch.lines {
        match line {
            Line::Known(id) => record_digest::move_to(tx, key, &id, segment)?,
            Line::New(line) => changes.put(tx, key, segment, &line)?,
        }
    }
    let docs = &changes.found;
    let is_whole = docs.len() == batch.draft.len() && changes.gone().all(|gone| !docs.contains(gone));
    if is_whole {
        if !changes.replaced.is_empty() {
            forget(tx, &changes.replaced)?;
        }
        add_draft(tx, batch.draft, docs)?;
        facet::filed::file(tx, docs)?;
    } else {
        // Some were here already, stay away, or were replaced by the next: the draft has texts that belong to no row.
        reindex::change(tx, &changes.replaced, docs)?;
    }
    facet::filed::grow(tx, &changes.terms)?;
    if !changes.erased.is_empty() {
        index::erase(tx, &changes.erased, cancel)?;
    }
    Ok(changes.applied)
}

/// What the lines of one transaction changed.
#[derive(Default)]
struct Changes {
    applied: Applied,
    /// Written now, and found by words.
    found: Vec<i64>,
    /// Written now; lists group by them.
    terms: Vec<i64>,
    replaced: Vec<i64>,
    /// Replaced, and no posting of theirs may stay (decision 31).
    erased: Vec<i64>,
}

impl Changes {
    fn gone(&self) -> impl Iterator<Item = &i64> {
        self.replaced.iter().chain(&self.erased)
    }

    fn put(&mut self, tx: &Transaction<'_>, key: i64, segment: i64, line: &NewLine) -> Result<(), SyncError> {
        let NewLine { published, is_looked_for } = line;
        let envelope = published.envelope();
        if !record_digest::put(tx, key, &envelope.id, envelope.rev, segment, published.digest())? {
            // Equal: also what retention took away stays away.
            return Ok(record_digest::move_to(tx, key, &envelope.id, segment)?);
        }
        let doc = match published::put(tx, published)? {
            Put::Added { doc } => {
                self.applied.new += 1;
                doc
            }
            Put::Edited { doc, replaced } => {
                self.applied.changed += 1;
                let gone = if published.erases() { &mut self.erased } else { &mut self.replaced };
                gone.push(replaced);
                doc
            }
            Put::Unchanged { .. } => return Ok(()),
            Put::Pruned => return Ok(record_digest::mark_pruned(tx, &envelope.id)?),
        };
        if *is_looked_for {
            self.found.push(doc);
        }
        if envelope.kind == Kind::Taxonomy.as_str() {
            self.terms.push(doc);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
