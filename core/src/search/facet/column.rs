//! Columns in memory: what a search reads of the store, kept until the store changes.
//!
//! A column is held as it lies on disk, 1 to 2 bytes a document for most fields. [`Shelf`] belongs to a searcher.

use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;

use super::chunk::{Chunk, SLOTS};
use super::dictionary::{self, Names};
use super::field::Field;
use super::rows;
use crate::search::SearchError;

/// One field over all documents.
#[derive(Debug, Default)]
pub(super) struct Column {
    /// By number, ascending.
    chunks: Vec<(u32, Chunk)>,
    /// Its dictionary, if it has codes.
    pub(super) names: Names,
}

impl Column {
    /// Reads a field; one that was never written is empty.
    fn read(conn: &Connection, field: &Field) -> Result<Self, SearchError> {
        let Some(number) = dictionary::find(conn, field)? else {
            return Ok(Self::default());
        };
        let names = if field.has_codes() { Names::read(conn, number)? } else { Names::default() };
        Ok(Self { chunks: rows::read_all(conn, number)?, names })
    }

    /// Place of the chunk with this number.
    pub(super) fn place(&self, chunk: u32) -> Option<usize> {
        self.chunks.binary_search_by_key(&chunk, |(number, _)| *number).ok()
    }

    /// The chunk at this place.
    pub(super) fn chunk(&self, place: usize) -> Option<&Chunk> {
        self.chunks.get(place).map(|(_, chunk)| chunk)
    }

    /// The documents that have a value.
    pub(super) fn docs_with(&self, value: i64) -> impl Iterator<Item = u32> + '_ {
        let having = self.chunks.iter().filter(move |(_, chunk)| chunk.values().binary_search(&value).is_ok());
        having.flat_map(move |(number, chunk)| {
            let code = chunk.values().binary_search(&value).ok();
            let slots = (0..SLOTS).filter(move |slot| chunk.codes(*slot).any(|own| Some(own) == code));
            slots.map(|slot| number.saturating_mul(SLOTS).saturating_add(slot))
        })
    }

    /// How many chunks there are.
    pub(super) fn len(&self) -> usize {
        self.chunks.len()
    }
}

/// Columns of one state of the store.
struct Kept {
    generation: i64,
    /// By key of the field: there are few.
    columns: Vec<(&'static str, Arc<Column>)>,
}

/// The columns that a searcher has read.
pub(in crate::search) struct Shelf {
    kept: Mutex<Kept>,
}

impl Shelf {
    /// One that nothing was read into yet.
    pub(in crate::search) const fn new() -> Self {
        Self { kept: Mutex::new(Kept { generation: 0, columns: Vec::new() }) }
    }

    /// The column of a field. Call inside a read transaction, together with the search it is for.
    ///
    /// # Errors
    /// [`SearchError::Damaged`] if a chunk is not what was written, [`SearchError::TooNew`], [`SearchError::Database`].
    pub(super) fn column(&self, conn: &Connection, field: &'static Field) -> Result<Arc<Column>, SearchError> {
        let generation = rows::state(conn)?.generation;
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.generation != generation {
            *kept = Kept { generation, columns: Vec::new() };
        }
        if let Some((_, column)) = kept.columns.iter().find(|(key, _)| *key == field.key) {
            return Ok(Arc::clone(column));
        }
        let column = Arc::new(Column::read(conn, field)?);
        kept.columns.push((field.key, Arc::clone(&column)));
        Ok(column)
    }
}
