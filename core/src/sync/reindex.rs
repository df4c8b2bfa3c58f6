//! Building index and facets again from what is stored (decision 5): after content.db was salvaged, when the index is damaged,
//! or, for facets alone, when a field was declared that the profile does not have yet.
//!
//! In batches, each one transaction; how far it came is a cursor in personal.db, so a kill loses one batch and the next
//! opening goes on. `app` asks at every opening, which costs one read of one row when nothing is to be done.
//!
//! Invariant: while a cursor is set index or facets may lack articles, but never hold one that is not stored.

use rusqlite::Connection;

use crate::cancel::CancelToken;
use crate::search::facet;
use crate::search::index::{self, Bulk, IndexDoc};
use crate::search::stored::text_of_line;
use crate::store::content::{envelope, record};
use crate::store::personal::cursor;
use crate::store::{ContentWriter, Store, StoreError};

use super::error::SyncError;
use super::feed_job::{forget, index_texts};

/// Records in one transaction: about what fills a segment of the index, for larger ones are fewer to merge.
const STEP: u32 = 4_000;

/// Records whose numbers are read at a time.
const PORTION: u32 = 500;

/// Records in one transaction when only facets are built: few lines are unpacked.
const FACETS_STEP: u32 = 4_096;

/// Notes that the index must be built again from its beginning.
///
/// # Errors
/// As any write of personal.db.
pub fn order(store: &Store) -> Result<(), SyncError> {
    Ok(store.personal().write(|tx| cursor::set(tx, cursor::REINDEX, 1))?)
}

/// Notes that the facets must be built again from their beginning.
///
/// # Errors
/// As any write of personal.db.
pub fn order_facets(store: &Store) -> Result<(), SyncError> {
    Ok(store.personal().write(|tx| cursor::set(tx, facet::filed::CURSOR, 1))?)
}

/// Whether the index is being built again. Call with a reader of content.db, which has personal.db attached.
///
/// # Errors
/// As any read.
pub fn is_ordered(conn: &Connection) -> Result<bool, StoreError> {
    Ok(cursor::get(conn, cursor::REINDEX)? > 0)
}

/// Whether there are articles and no index at all, which is what a repaired content.db looks like, or an index of an older
/// version. Three reads of one row.
///
/// # Errors
/// As any read.
pub fn is_missing(conn: &Connection) -> Result<bool, SyncError> {
    let missing = "SELECT EXISTS (SELECT 1 FROM record) AND NOT EXISTS (SELECT 1 FROM search_segment)";
    let missing: bool = conn.query_row(missing, [], |row| row.get(0)).map_err(StoreError::from)?;
    Ok(missing || index::is_outdated(conn)?)
}

/// Builds what is missing; blocking. Returns how many articles were indexed.
///
/// # Errors
/// `Busy` while another process writes; [`SyncError::Cancelled`] between two batches; as any write.
pub fn run(store: &Store, cancel: &CancelToken) -> Result<usize, SyncError> {
    let next = |name| store.content().read(|conn| cursor::get(conn, name));
    let (index, facets) = (next(cursor::REINDEX)?, next(facet::filed::CURSOR)?);
    if index == 0 && facets == 0 {
        return Ok(0);
    }
    let writer = store.writer()?;
    let built = (|| {
        if facets > 0 {
            facet_batches(store, &writer, cancel)?;
        }
        if index > 0 { batches(store, &writer, cancel) } else { Ok(0) }
    })();
    writer.close();
    built
}

fn facet_batches(store: &Store, writer: &ContentWriter, cancel: &CancelToken) -> Result<(), SyncError> {
    let mut next = store.personal().read(|conn| cursor::get(conn, facet::filed::CURSOR))?;
    if next == 1 {
        writer.write(clear_facets)?;
    }
    while next > 0 {
        cancel.check()?;
        let last = writer.write(move |tx| {
            let docs = envelope::docs_after(tx, next - 1, FACETS_STEP)?;
            facet::filed::file(tx, &docs)?;
            Ok::<_, SyncError>(docs.last().copied())
        })?;
        next = last.map_or(0, |last| last + 1);
        store.personal().write(|tx| cursor::set(tx, facet::filed::CURSOR, next))?;
    }
    Ok(())
}

fn clear_facets(tx: &rusqlite::Transaction<'_>) -> Result<(), SyncError> {
    facet::clear(tx)?;
    Ok(facet::filed::declare(tx)?)
}

fn batches(store: &Store, writer: &ContentWriter, cancel: &CancelToken) -> Result<usize, SyncError> {
    let mut indexed = 0;
    let mut next = store.personal().read(|conn| cursor::get(conn, cursor::REINDEX))?;
    if next == 1 {
        writer.write(|tx| {
            index::clear(tx)?;
            clear_facets(tx)
        })?;
    }
    let mut bulk = Bulk::new();
    loop {
        cancel.check()?;
        let token = cancel.clone();
        let (back, last, count) = writer.write(move |tx| {
            let (last, count) = batch(tx, &mut bulk, next - 1, &token)?;
            Ok::<_, SyncError>((bulk, last, count))
        })?;
        bulk = back;
        indexed += count;
        next = last.map_or(0, |last| last + 1);
        store.personal().write(|tx| cursor::set(tx, cursor::REINDEX, next))?;
        if next == 0 {
            return Ok(indexed);
        }
    }
}

/// Indexes up to [`STEP`] records after `after`, fewer if it is cancelled. Returns the last one and how many had a text.
fn batch(
    tx: &rusqlite::Transaction<'_>,
    bulk: &mut Bulk,
    after: i64,
    cancel: &CancelToken,
) -> Result<(Option<i64>, usize), SyncError> {
    let (mut last, mut count) = (None, 0);
    for _ in 0..STEP / PORTION {
        let docs = envelope::docs_after(tx, last.unwrap_or(after), PORTION)?;
        // Taken out first: the last batch may have been written and its cursor not.
        forget(tx, &docs)?;
        let mut filed = Vec::with_capacity(docs.len());
        let mut terms = Vec::new();
        for doc in &docs {
            match record::get_by_doc(tx, *doc) {
                Ok(Some(stored)) => {
                    let Some(text) = text_of_line(&stored) else {
                        terms.push(*doc);
                        continue;
                    };
                    bulk.push(tx, &IndexDoc { doc: *doc, title: &text.title, body: &text.body })?;
                    filed.push(*doc);
                }
                // Recovery sees to a damaged line; it has no text to be found by.
                Ok(None) | Err(StoreError::Damaged(_)) => {}
                Err(error) => return Err(SyncError::from(error)),
            }
        }
        facet::filed::file(tx, &filed)?;
        facet::filed::grow(tx, &terms)?;
        count += filed.len();
        let Some(end) = docs.last() else { break };
        last = Some(*end);
        if cancel.is_cancelled() {
            break;
        }
    }
    bulk.finish(tx)?;
    Ok((last, count))
}

/// Takes docs out of the index and puts others in, in the running transaction: what `Store::import` asks for.
///
/// # Errors
/// As any write.
pub fn change(tx: &rusqlite::Transaction<'_>, gone: &[i64], come: &[i64]) -> Result<(), SyncError> {
    let mut texts = Vec::with_capacity(come.len());
    for doc in come {
        let text = record::get_by_doc(tx, *doc)?.as_ref().and_then(text_of_line);
        texts.extend(text.map(|text| (*doc, text)));
    }
    index_texts(tx, gone, &texts)
}

#[cfg(test)]
mod tests;
