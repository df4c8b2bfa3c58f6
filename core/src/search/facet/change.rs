//! Documents come and go, inside the transaction that writes their records and postings.
//!
//! A change rewrites just the chunks it touches. New documents have the highest numbers, so a batch touches the last chunk of
//! each field; measured against rows that a later step would merge in, this writes less and leaves nothing to merge
//! (docs/search-facets.md).
//!
//! Invariant: a damaged chunk never stops a sync. What it held is dropped, the store says that it must be built again.

use rusqlite::Transaction;

use super::chunk::{SLOTS, encode};
use super::dictionary::{self, Numbers};
use super::unpacked::{ByKey, Changes, Unpacked};
use super::value::{DocFacets, settle};
use super::{rows, sweep};
use crate::search::SearchError;

/// Changes by field and chunk.
type ByChunk = ByKey<(u32, u32), Changes>;

/// Files what documents have, in place of what they had.
///
/// # Errors
/// [`SearchError::TooNew`], [`SearchError::DocNumber`], [`SearchError::Database`]. The caller rolls back.
pub fn put(tx: &Transaction<'_>, docs: &[DocFacets]) -> Result<(), SearchError> {
    rows::state(tx)?;
    let mut numbers = Numbers::default();
    for one in docs {
        for given in one.values.iter().filter(|given| given.fits()) {
            numbers.field(tx, given.field)?;
        }
    }
    // Also those in which a document has nothing now: they may still say what it had.
    let fields = dictionary::fields(tx)?;
    let mut changes = ByChunk::default();
    for one in docs {
        let doc = u32::try_from(one.doc).map_err(|_| SearchError::DocNumber(one.doc))?;
        let (chunk, slot) = (doc / SLOTS, (doc % SLOTS) as u16);
        for field in &fields {
            changes.entry((*field, chunk)).entry(slot).clear();
        }
        for given in one.values.iter().filter(|given| given.fits()) {
            let field = numbers.field(tx, given.field)?;
            if let Some(number) = numbers.of(tx, field, &given.value)?
                && let Some(own) = changes.get_mut((field, chunk)).and_then(|changes| changes.get_mut(slot))
            {
                own.push(number);
                *own = settle(given.field.arity, std::mem::take(own));
            }
        }
    }
    apply(tx, changes)
}

/// Takes documents out of every column; numbers that have nothing are ignored.
///
/// # Errors
/// [`SearchError::TooNew`], [`SearchError::Database`].
pub fn remove(tx: &Transaction<'_>, docs: &[i64]) -> Result<(), SearchError> {
    rows::state(tx)?;
    let fields = dictionary::fields(tx)?;
    let mut gone = ByChunk::default();
    for doc in docs.iter().filter_map(|doc| u32::try_from(*doc).ok()) {
        for field in &fields {
            gone.entry((*field, doc / SLOTS)).entry((doc % SLOTS) as u16).clear();
        }
    }
    apply(tx, gone)
}

/// Takes documents out and forgets codes that nobody has any more (decision 31).
///
/// # Errors
/// As [`remove`].
pub fn erase(tx: &Transaction<'_>, docs: &[i64]) -> Result<(), SearchError> {
    remove(tx, docs)?;
    sweep::run(tx)
}

/// Empties the store: the first step of building it again.
///
/// # Errors
/// [`SearchError::Database`].
pub fn clear(tx: &Transaction<'_>) -> Result<(), SearchError> {
    for table in ["facet_chunk", "facet_value", "facet_field"] {
        tx.execute(&format!("DELETE FROM {table}"), ())?;
    }
    rows::set_built(tx)
}

fn apply(tx: &Transaction<'_>, changes: ByChunk) -> Result<(), SearchError> {
    let mut changed = false;
    for ((field, chunk), slots) in changes.iter() {
        changed |= rewrite(tx, *field, *chunk, slots)?;
    }
    if changed { rows::raise(tx) } else { Ok(()) }
}

/// Rewrites one chunk; `false` if nothing in it changes.
fn rewrite(tx: &Transaction<'_>, field: u32, chunk: u32, changes: &Changes) -> Result<bool, SearchError> {
    let stored: Option<Unpacked> = match rows::read(tx, field, chunk) {
        Ok(stored) => stored.map(|chunk| chunk.unpack()),
        Err(SearchError::Damaged(_)) => {
            rows::set_unbuilt(tx)?;
            None
        }
        Err(error) => return Err(error),
    };
    let before = stored.unwrap_or_default();
    let after = before.with(changes);
    if after == before {
        return Ok(false);
    }
    if after.is_empty() {
        rows::remove(tx, field, chunk)?;
    } else {
        rows::write(tx, field, chunk, &encode(&after))?;
    }
    Ok(true)
}

#[cfg(test)]
pub(in crate::search) mod tests;
