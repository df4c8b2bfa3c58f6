//! How a collection gets from what is here to what the catalog names: deltas or segments, whichever is fewer bytes (decision 24).
//!
//! Pure. `collection` asks for the [`Route`] and goes it; a load that was begun is gone to its end first (decision 26).

use std::collections::HashMap;

use crate::repository::format::{Collection, DeltaEntry, Index, SegmentEntry};

/// The way to the version of an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Route {
    /// These deltas, in order.
    Deltas(Vec<DeltaEntry>),
    /// These segments; the others of the index are here whole.
    Segments(Vec<SegmentEntry>),
}

/// What is here of a collection.
#[derive(Clone, Debug, Default)]
pub(super) struct Here {
    /// The complete version; 0 if none is.
    pub(super) version: u64,
    /// The version whose deltas did not fit.
    pub(super) refused: u64,
    /// Records that came with each segment.
    pub(super) by_segment: HashMap<[u8; 32], u64>,
}

/// The cheaper way from `here` to `index`.
pub(super) fn route(index: &Index, here: &Here) -> Route {
    let missing: Vec<SegmentEntry> = index.segments.iter().filter(|segment| !is_here(segment, here)).copied().collect();
    let whole: u64 = missing.iter().map(|segment| segment.object.bytes).sum();
    let deltas = (here.version > 0 && here.refused != index.version).then(|| index.chain(here.version)).flatten();
    match deltas {
        Some(chain) if chain.iter().map(|delta| delta.cost).sum::<u64>() <= whole => {
            Route::Deltas(chain.into_iter().copied().collect())
        }
        _ => Route::Segments(missing),
    }
}

/// Whether the records of a segment are all here, so that it need not be loaded.
fn is_here(segment: &SegmentEntry, here: &Here) -> bool {
    here.by_segment.get(&segment.object.sha256.0) == Some(&segment.count)
}

/// Bytes that a route will load.
pub(super) fn bytes_of(route: &Route) -> u64 {
    match route {
        Route::Deltas(deltas) => deltas.iter().map(|delta| delta.cost).sum(),
        Route::Segments(segments) => segments.iter().map(|segment| segment.object.bytes).sum(),
    }
}

/// Whether what is here is what the catalog names.
pub(super) fn is_current(entry: &Collection, version: u64, set_hash: Option<[u8; 32]>) -> bool {
    version == entry.version && set_hash == Some(entry.set_hash.0)
}

#[cfg(test)]
mod tests;
