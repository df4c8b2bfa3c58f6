//! Documents come in and go out, inside the caller's transaction.
//!
//! Invariant: after `add` then `remove` of the same documents every search answers as if they had never been there, in the
//! same order and with the same scores: totals are subtracted, removed documents are left out of document counts, and merging
//! drops them.

use std::collections::BTreeMap;

use rusqlite::{Connection, Transaction};

use super::merge;
use super::run::{IndexDoc, Pushed, Run, RunBuilder};
use super::segment::{self, SegmentWriter, State, read_docs, totals};
use crate::cancel::CancelToken;
use crate::search::SearchError;

/// Newest format of the index that is read and written.
pub(super) const FORMAT: i64 = 1;

/// Adds documents. One that is in the index already is replaced. Documents may come in any order; of two with the same
/// number the later one counts.
///
/// # Errors
/// [`SearchError::DocNumber`] for a number that no row can have, [`SearchError::TooNew`], [`SearchError::Database`]. The
/// caller rolls its transaction back, record and index together (decision 5).
pub fn add(tx: &Transaction<'_>, docs: &[IndexDoc<'_>]) -> Result<(), SearchError> {
    check_format(tx)?;
    let mut last_of_each = BTreeMap::new();
    for doc in docs {
        last_of_each.insert(number(doc.doc)?, doc);
    }
    let mut bulk = Bulk::new();
    for doc in last_of_each.into_values() {
        bulk.push(tx, doc)?;
    }
    bulk.finish(tx)
}

/// Documents on their way into the index, one at a time, so that their texts need not be in memory together.
///
/// What was pushed and not finished is found by nobody. Push and finish in one transaction; the next one can go on with the
/// same value, which keeps its memory and what it learnt of spelling.
pub struct Bulk {
    builder: RunBuilder,
    last: u32,
}

impl Default for Bulk {
    fn default() -> Self {
        Self::new()
    }
}

impl Bulk {
    /// Nothing pushed.
    pub fn new() -> Self {
        Self { builder: RunBuilder::new(), last: 0 }
    }

    /// Takes a document whose number is larger than all before; writes those before it if they are enough for a segment.
    ///
    /// # Errors
    /// As for [`add`]; [`SearchError::DocNumber`] also for a number that is not larger.
    pub fn push(&mut self, tx: &Transaction<'_>, doc: &IndexDoc<'_>) -> Result<(), SearchError> {
        let number = number(doc.doc)?;
        if number <= self.last {
            return Err(SearchError::DocNumber(doc.doc));
        }
        if self.builder.push(number, doc) == Pushed::Full {
            self.write(tx)?;
            self.builder.push(number, doc);
        }
        self.last = number;
        Ok(())
    }

    /// Writes what was pushed. A document that is in the index already is replaced.
    ///
    /// # Errors
    /// As for [`add`].
    pub fn finish(&mut self, tx: &Transaction<'_>) -> Result<(), SearchError> {
        self.write(tx)?;
        raise_generation(tx)
    }

    fn write(&mut self, tx: &Transaction<'_>) -> Result<(), SearchError> {
        let Some(run) = self.builder.finish() else { return check_format(tx) };
        write_run(tx, &run)?;
        self.builder.reuse(run);
        Ok(())
    }
}

/// Writes a run as one segment; its documents are removed wherever they were.
pub(super) fn write_run(tx: &Transaction<'_>, run: &Run) -> Result<(), SearchError> {
    check_format(tx)?;
    let numbers: Vec<u32> = run.docs().iter().map(|doc| doc.doc).collect();
    bury(tx, &numbers)?;
    let segment = segment::create(tx, State::Live, run.docs())?;
    let mut writer = SegmentWriter::new(tx, segment, run.docs(), 0, 0);
    run.each_list(|key, postings| writer.push(key, postings))?;
    writer.close()?;
    Ok(())
}

/// Takes documents out of every search; numbers that are not in the index are ignored. Their postings stay on disk until a
/// merge rewrites the segment; [`erase`] does so at once.
///
/// # Errors
/// [`SearchError::TooNew`], [`SearchError::Database`], [`SearchError::Damaged`] if a document table cannot be read.
pub fn remove(tx: &Transaction<'_>, docs: &[i64]) -> Result<(), SearchError> {
    check_format(tx)?;
    let mut numbers: Vec<u32> = docs.iter().filter_map(|doc| u32::try_from(*doc).ok()).collect();
    numbers.sort_unstable();
    bury(tx, &numbers)?;
    raise_generation(tx)
}

/// Removes documents and rewrites every segment that held them, so that no posting of theirs is left in any live row
/// (decision 31; the connection's `secure_delete` overwrites the freed pages).
///
/// # Errors
/// As for [`remove`]; [`SearchError::Cancelled`] when `cancel` fires, and the caller rolls back.
pub fn erase(tx: &Transaction<'_>, docs: &[i64], cancel: &CancelToken) -> Result<(), SearchError> {
    remove(tx, docs)?;
    merge::purge(tx, cancel)
}

/// Empties the index: the first step of a rebuild from the stored lines.
///
/// # Errors
/// [`SearchError::Database`].
pub fn clear(tx: &Transaction<'_>) -> Result<(), SearchError> {
    for table in ["search_segment", "search_leaf", "search_row", "search_dead"] {
        tx.execute(&format!("DELETE FROM {table}"), ())?;
    }
    tx.execute("UPDATE search_state SET format = ?1", [FORMAT])?;
    raise_generation(tx)
}

/// Whether an older version wrote the index: nothing is found in it, and it is to be built again from the stored lines.
///
/// # Errors
/// [`SearchError::Database`].
pub fn is_outdated(conn: &Connection) -> Result<bool, SearchError> {
    Ok(format(conn)? < FORMAT)
}

pub(super) fn number(doc: i64) -> Result<u32, SearchError> {
    match u32::try_from(doc) {
        Ok(number) if number > 0 && number < u32::MAX => Ok(number),
        _ => Err(SearchError::DocNumber(doc)),
    }
}

/// Marks documents (ascending) as removed wherever they are alive.
fn bury(tx: &Transaction<'_>, numbers: &[u32]) -> Result<(), SearchError> {
    let (Some(first), Some(last)) = (numbers.first(), numbers.last()) else {
        return Ok(());
    };
    let mut statement = tx.prepare_cached(
        "SELECT segment, docs FROM search_segment WHERE state = 0 AND first_doc <= ?2 AND last_doc >= ?1",
    )?;
    let segments: Vec<(i64, u32)> =
        statement.query_map((first, last), |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    for (segment, count) in segments {
        let docs = read_docs(tx, segment, count)?;
        let mut buried = Vec::new();
        let mut insert = tx.prepare_cached("INSERT OR IGNORE INTO search_dead (segment, ordinal) VALUES (?1, ?2)")?;
        for number in numbers {
            let Ok(ordinal) = docs.binary_search_by_key(number, |doc| doc.doc) else { continue };
            if insert.execute((segment, ordinal as u32))? == 1 {
                buried.extend(docs.get(ordinal));
            }
        }
        subtract(tx, segment, totals(buried.into_iter()))?;
    }
    Ok(())
}

/// Subtracts removed documents from the totals of their segment.
pub(super) fn subtract(
    conn: &Connection,
    segment: i64,
    (docs, title_words, body_words): (i64, i64, i64),
) -> Result<(), SearchError> {
    conn.prepare_cached(
        "UPDATE search_segment SET live = live - ?2, title_words = title_words - ?3, body_words = body_words - ?4
         WHERE segment = ?1",
    )?
    .execute((segment, docs, title_words, body_words))?;
    Ok(())
}

/// Refuses an index that a newer version wrote, empties one of an older: segments of two formats never stand side by side.
pub(super) fn check_format(tx: &Transaction<'_>) -> Result<(), SearchError> {
    match format(tx)? {
        found if found > FORMAT => Err(SearchError::TooNew { found, known: FORMAT }),
        found if found < FORMAT => clear(tx),
        _ => Ok(()),
    }
}

fn format(conn: &Connection) -> Result<i64, SearchError> {
    Ok(conn.query_row("SELECT format FROM search_state", (), |row| row.get(0))?)
}

/// Another number after every change. Not a counter: after a transaction that was rolled back, another would reach its number,
/// and a snapshot read within the first would pass for one of the second.
pub(super) fn raise_generation(conn: &Connection) -> Result<(), SearchError> {
    conn.execute("UPDATE search_state SET generation = random()", ())?;
    Ok(())
}

/// Ordinals of a segment that were removed, ascending.
pub(super) fn dead(conn: &Connection, segment: i64) -> Result<Vec<u32>, SearchError> {
    let mut statement = conn.prepare_cached("SELECT ordinal FROM search_dead WHERE segment = ?1 ORDER BY ordinal")?;
    let ordinals = statement.query_map([segment], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(ordinals)
}

#[cfg(test)]
pub(in crate::search) mod tests;
