//! Which collections are here in part only: a load of segments was begun and has not ended (docs/repository-format.md, 13.1).
//!
//! Called by shells for `status`. Read from what is stored alone; where nothing is unfinished, from one small table.

use super::pinned::Pinned;
use super::route::{Here, Route, bytes_of, route};
use crate::error::Error;
use crate::store::content::collection::{self, CollectionState};
use crate::store::content::record_digest;
use crate::store::{Store, StoreError};

/// A collection of which more is to come; what is there may be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfinished {
    /// Its name.
    pub name: String,
    /// How far it is; `None` while not even its parts are known.
    pub parts: Option<Parts>,
}

/// How far a load of segments is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// Segments that are here.
    pub done: usize,
    /// Segments that it has.
    pub total: usize,
    /// Bytes still to be loaded.
    pub left: u64,
}

/// The collections that are here in part only, by name.
///
/// # Errors
/// As any read.
pub fn unfinished(store: &Store) -> Result<Vec<Unfinished>, Error> {
    let read = |conn: &rusqlite::Connection| {
        let states = collection::all(conn)?.into_iter().filter(|state| state.pinned.is_some() || state.version == 0);
        let found = states.map(|state| Ok(Unfinished { parts: parts(conn, &state)?, name: state.name }));
        found.collect::<Result<_, StoreError>>()
    };
    Ok(store.content().read(read)?)
}

fn parts(conn: &rusqlite::Connection, state: &CollectionState) -> Result<Option<Parts>, StoreError> {
    let Some(pinned) = state.pinned.as_deref().and_then(Pinned::read) else { return Ok(None) };
    let by_segment = record_digest::counts_by_segment(conn, state.key)?;
    // No delta leads from version 0: what is missing is named as segments.
    let missing = route(&pinned.index, &Here { version: 0, refused: 0, by_segment });
    let total = pinned.index.segments.len();
    let waiting = if let Route::Segments(segments) = &missing { segments.len() } else { total };
    Ok(Some(Parts { done: total - waiting, total, left: bytes_of(&missing) }))
}
