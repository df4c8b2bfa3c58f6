//! All live segments at one moment: document tables, removals, totals.
//!
//! Read once for each generation of the index and kept by the searcher; 8 bytes a document. `generation` is raised by
//! every change, so a reader sees with one small query whether its snapshot still holds (decision 12: cached vocabulary goes
//! when the database changes; a status written elsewhere in the file costs nothing).

use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::{Connection, OptionalExtension as _};

use super::change::{FORMAT, dead, is_outdated};
use super::directory::Directory;
use super::segment::{DocEntry, Terms, read_docs};
use crate::search::SearchError;

/// One live segment.
#[derive(Debug)]
pub(crate) struct Segment {
    /// Its number.
    pub(crate) id: i64,
    /// Its documents by ordinal.
    pub(crate) docs: Vec<DocEntry>,
    /// Ordinals that were removed, ascending.
    pub(crate) dead: Vec<u32>,
    directory: OnceLock<Directory>,
}

impl Segment {
    /// The terms whose keys lie in `range`.
    ///
    /// # Errors
    /// [`SearchError::Database`].
    pub(crate) fn terms<'c>(&'c self, conn: &'c Connection, range: Range<Vec<u8>>) -> Result<Terms<'c>, SearchError> {
        let directory = match self.directory.get() {
            Some(directory) => directory,
            None => {
                let read = Directory::read(conn, self.id)?;
                self.directory.get_or_init(|| read)
            }
        };
        Ok(Terms::within(conn, self.id, directory, range))
    }
}

/// The index at one moment.
#[derive(Debug)]
pub(crate) struct Snapshot {
    /// Which state of the index this is.
    pub(crate) generation: i64,
    /// Its live segments, in order of their numbers.
    pub(crate) segments: Vec<Segment>,
    /// Documents that can be found.
    pub(crate) docs: u32,
    /// Mean length of their titles in words, at least 1.
    pub(crate) mean_title: f32,
    /// Mean length of their bodies in words, at least 1.
    pub(crate) mean_body: f32,
    /// Whether a part of it turned out not to be what was written.
    damaged: AtomicBool,
}

impl Snapshot {
    /// Reads the index. Call inside a read transaction, together with the search it is for.
    ///
    /// # Errors
    /// [`SearchError::TooNew`], [`SearchError::Damaged`], [`SearchError::Database`].
    pub(crate) fn read(conn: &Connection) -> Result<Self, SearchError> {
        let generation = generation(conn)?;
        let mut statement = conn.prepare_cached(
            "SELECT segment, docs, live, title_words, body_words FROM search_segment WHERE state = 0 ORDER BY segment",
        )?;
        let mut rows = statement.query(())?;
        // Of another format nothing can be read; like damage, it has the index built again.
        let outdated = is_outdated(conn)?;
        let (mut segments, mut totals, mut damaged) = (Vec::new(), [0_i64; 3], outdated);
        while let Some(row) = if outdated { None } else { rows.next()? } {
            let (id, count): (i64, u32) = (row.get(0)?, row.get(1)?);
            for (total, column) in totals.iter_mut().zip(2..) {
                *total += row.get::<_, i64>(column)?;
            }
            match read_docs(conn, id, count) {
                Ok(docs) => segments.push(Segment { id, docs, dead: dead(conn, id)?, directory: OnceLock::new() }),
                Err(SearchError::Damaged(_)) => damaged = true,
                Err(error) => return Err(error),
            }
        }
        let [docs, title, body] = totals;
        let mean = |words: i64| if docs > 0 { (words as f64 / docs as f64).max(1.0) as f32 } else { 1.0 };
        let docs_count = u32::try_from(docs).map_err(|_| SearchError::Damaged("negative number of documents"))?;
        let damaged = AtomicBool::new(damaged);
        Ok(Self { generation, segments, docs: docs_count, mean_title: mean(title), mean_body: mean(body), damaged })
    }

    /// Passes `read` on; what is damaged is `None`, so that a search goes on with what is healthy.
    ///
    /// # Errors
    /// All but [`SearchError::Damaged`].
    pub(crate) fn healthy<T>(&self, read: Result<T, SearchError>) -> Result<Option<T>, SearchError> {
        match read {
            Ok(value) => Ok(Some(value)),
            Err(SearchError::Damaged(_)) => {
                self.damaged.store(true, Ordering::Relaxed);
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// Whether damage was met so far.
    pub(crate) fn is_damaged(&self) -> bool {
        self.damaged.load(Ordering::Relaxed)
    }
}

/// The present generation of the index.
///
/// # Errors
/// [`SearchError::TooNew`] and [`SearchError::Database`].
pub(crate) fn generation(conn: &Connection) -> Result<i64, SearchError> {
    let state: Option<(i64, i64)> = conn
        .prepare_cached("SELECT format, generation FROM search_state WHERE only = 1")?
        .query_row((), |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    match state {
        Some((format, generation)) if format <= FORMAT => Ok(generation),
        Some((found, _)) => Err(SearchError::TooNew { found, known: FORMAT }),
        None => Err(SearchError::Damaged("no state row")),
    }
}
