//! Fewer, larger segments, a little at a time.
//!
//! `step` does one bounded piece of work inside the caller's transaction and says whether more is left: first it deletes rows
//! of replaced segments, then it goes on with a merge under way, then it looks whether one is worth beginning. A merge
//! writes an invisible segment over many steps; its place is kept in the segment's row, so it survives anything. The last
//! step makes it visible and retires its sources at once.
//!
//! Documents removed before a merge began are left out; those removed while it ran are alive in the source's table copy and
//! marked dead in the result.

mod copy;
mod cursor;
mod numbering;
mod plan;
mod tournament;

use rusqlite::{Connection, OptionalExtension as _, Transaction};

use super::change::{check_format, dead, raise_generation, subtract};
use super::rows::ids_of;
use super::segment::{self, DocEntry, State, read_docs, totals};
use crate::cancel::CancelToken;
use crate::search::SearchError;

/// How much one step may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// Terms to merge, at least 1. 20,000 are about 20 ms on a desktop, 60 ms on a phone.
    pub terms: u32,
    /// Rows of about 4 kB to delete, at least 1.
    pub rows: u32,
}

impl Default for Budget {
    /// A step that a phone does in well under a tenth of a second.
    fn default() -> Self {
        Self { terms: 20_000, rows: 2_000 }
    }
}

/// Whether there is more to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Something was done and more is left: commit and call again while there is time.
    More,
    /// Nothing is left to do.
    Idle,
}

/// Does one bounded piece of merging. The caller commits after each step.
///
/// # Errors
/// [`SearchError::Cancelled`] when `cancel` fires (the caller rolls back and loses this step only), else as for `add`.
pub fn step(tx: &Transaction<'_>, budget: Budget, cancel: &CancelToken) -> Result<Progress, SearchError> {
    check_format(tx)?;
    if delete_some(tx, budget.rows.max(1))? {
        return Ok(Progress::More);
    }
    if let Some(output) = under_way(tx)? {
        if copy::some(tx, output, budget.terms.max(1), cancel)? {
            finish(tx, output)?;
        }
        return Ok(Progress::More);
    }
    match plan::next(tx)? {
        Some(sources) => begin(tx, &sources).map(|_| Progress::More),
        None => Ok(Progress::Idle),
    }
}

/// Merges everything into one segment, however long it takes: for benches and after a rebuild.
///
/// # Errors
/// As for [`step`].
pub fn all(tx: &Transaction<'_>, cancel: &CancelToken) -> Result<(), SearchError> {
    finish_under_way(tx, cancel)?;
    let sources = plan::live(tx)?;
    let dead: i64 = tx.query_row("SELECT count(*) FROM search_dead", (), |row| row.get(0))?;
    if sources.len() > 1 || dead > 0 {
        rewrite(tx, &sources, cancel)?;
    }
    Ok(())
}

/// Rewrites every segment that holds a removed document, and deletes what is replaced, now.
pub(super) fn purge(tx: &Transaction<'_>, cancel: &CancelToken) -> Result<(), SearchError> {
    finish_under_way(tx, cancel)?;
    for source in plan::with_dead(tx)? {
        rewrite(tx, &[source], cancel)?;
    }
    while delete_some(tx, u32::MAX)? {}
    Ok(())
}

fn finish_under_way(tx: &Transaction<'_>, cancel: &CancelToken) -> Result<(), SearchError> {
    while let Some(output) = under_way(tx)? {
        if copy::some(tx, output, u32::MAX, cancel)? {
            finish(tx, output)?;
        }
    }
    while delete_some(tx, u32::MAX)? {}
    Ok(())
}

fn rewrite(tx: &Transaction<'_>, sources: &[i64], cancel: &CancelToken) -> Result<(), SearchError> {
    let output = begin(tx, sources)?;
    while !copy::some(tx, output, u32::MAX, cancel)? {}
    finish(tx, output)?;
    while delete_some(tx, u32::MAX)? {}
    Ok(())
}

fn under_way(conn: &Connection) -> Result<Option<i64>, SearchError> {
    Ok(conn.query_row("SELECT segment FROM search_segment WHERE state = 1", (), |row| row.get(0)).optional()?)
}

/// A segment that is being merged: its documents, and which of them go into the output.
pub(super) struct Source {
    id: i64,
    docs: Vec<DocEntry>,
}

fn sources_of(conn: &Connection, output: i64) -> Result<Vec<Source>, SearchError> {
    let mut statement =
        conn.prepare_cached("SELECT segment, docs FROM search_segment WHERE merged_into = ?1 ORDER BY segment")?;
    let rows = statement.query_map([output], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let ids: Vec<(i64, u32)> = rows.collect::<Result<_, _>>()?;
    ids.into_iter().map(|(id, count)| Ok(Source { id, docs: read_docs(conn, id, count)? })).collect()
}

/// Creates the output with the documents that are alive now.
fn begin(conn: &Connection, sources: &[i64]) -> Result<i64, SearchError> {
    let mut docs = Vec::new();
    for id in sources {
        let count = conn.query_row("SELECT docs FROM search_segment WHERE segment = ?1", [id], |row| row.get(0))?;
        let dead = dead(conn, *id)?;
        let alive = (0_u32..).zip(read_docs(conn, *id, count)?).filter(|(at, _)| dead.binary_search(at).is_err());
        docs.extend(alive.map(|(_, doc)| doc));
    }
    // A number lives in one segment only, so the order is total.
    docs.sort_unstable_by_key(|doc| doc.doc);
    let output = segment::create(conn, State::Building, &docs)?;
    for id in sources {
        conn.execute("UPDATE search_segment SET merged_into = ?2 WHERE segment = ?1", (id, output))?;
    }
    Ok(output)
}

/// Makes the output visible instead of its sources, with the removals that came meanwhile.
fn finish(conn: &Connection, output: i64) -> Result<(), SearchError> {
    let count = conn.query_row("SELECT docs FROM search_segment WHERE segment = ?1", [output], |row| row.get(0))?;
    let docs = read_docs(conn, output, count)?;
    let mut removed = Vec::new();
    let sources = sources_of(conn, output)?;
    for (source, renumbered) in sources.iter().zip(numbering::renumbered(&sources, &docs)) {
        removed.extend(dead(conn, source.id)?.into_iter().filter_map(|at| renumbered.of(at)));
        conn.execute("DELETE FROM search_dead WHERE segment = ?1", [source.id])?;
        conn.execute("UPDATE search_segment SET state = 2, merged_into = NULL WHERE segment = ?1", [source.id])?;
    }
    for ordinal in &removed {
        conn.prepare_cached("INSERT INTO search_dead (segment, ordinal) VALUES (?1, ?2)")?
            .execute((output, ordinal))?;
    }
    let removed = removed.iter().filter_map(|ordinal| docs.get(*ordinal as usize));
    subtract(conn, output, totals(removed))?;
    let state = if docs.is_empty() { State::Replaced } else { State::Live };
    conn.execute("UPDATE search_segment SET state = ?2, last_key = NULL WHERE segment = ?1", (output, state as i64))?;
    raise_generation(conn)
}

/// Deletes up to `rows` rows of a replaced segment. `false` if there is none.
fn delete_some(conn: &Connection, rows: u32) -> Result<bool, SearchError> {
    let replaced: Option<i64> = conn
        .query_row("SELECT segment FROM search_segment WHERE state = 2 LIMIT 1", (), |row| row.get(0))
        .optional()?;
    let Some(segment) = replaced else {
        return Ok(false);
    };
    let (first, last) = ids_of(segment);
    // A range is deleted in one walk; numbers of a list would be looked for one by one.
    let end: Option<i64> = conn
        .prepare_cached("SELECT id FROM search_row WHERE id BETWEEN ?1 AND ?2 ORDER BY id LIMIT 1 OFFSET ?3")?
        .query_row((first, last, rows), |row| row.get(0))
        .optional()?;
    conn.prepare_cached("DELETE FROM search_row WHERE id >= ?1 AND id < ?2")?
        .execute((first, end.unwrap_or(last + 1)))?;
    if end.is_none() {
        conn.execute("DELETE FROM search_leaf WHERE segment = ?1", [segment])?;
        conn.execute("DELETE FROM search_segment WHERE segment = ?1", [segment])?;
    }
    Ok(true)
}

#[cfg(test)]
mod tests;
