//! How a collection gets from what is here to what the catalog names: deltas or segments, whichever is fewer bytes (decision 24).
//!
//! Bytes are those of the objects and of the questions for them. Segments must be fewer by [`SCAN`], for they cost a look at every
//! record of the collection. Most releases lead so surely by deltas that [`surely_deltas`] says so without that look.
//!
//! Pure. `collection` asks for the [`Route`] and goes it; a load that was begun is gone to its end first (decision 26).

use std::collections::HashMap;

use crate::repository::format::{Collection, DeltaEntry, Index, SegmentEntry};

/// Bytes that segments must win: of 50,000 records one look takes longer than these on a 3G network (`docs/measurements.md`).
const SCAN: u64 = 4 << 10;

/// Bytes of a question for an object and of the head of its answer, as measured with nginx over HTTP/1.1.
const QUESTION: u64 = 500;

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

/// The deltas to `index`, if they are the cheaper way whatever segments are here: another version has one new segment at least.
pub(super) fn surely_deltas(index: &Index, version: u64, refused: u64) -> Option<Vec<DeltaEntry>> {
    let least = index.segments.iter().map(|segment| segment.object.bytes).min()?;
    deltas(index, version, refused).filter(|chain| cost(chain) <= least + QUESTION + SCAN)
}

/// The cheaper way from `here` to `index`.
pub(super) fn route(index: &Index, here: &Here) -> Route {
    let missing: Vec<SegmentEntry> = index.segments.iter().filter(|segment| !is_here(segment, here)).copied().collect();
    let whole: u64 = missing.iter().map(|segment| segment.object.bytes + QUESTION).sum();
    match deltas(index, here.version, here.refused).filter(|chain| cost(chain) <= whole + SCAN) {
        Some(chain) => Route::Deltas(chain),
        None => Route::Segments(missing),
    }
}

/// The deltas that lead from `version`, if any do and they fit.
fn deltas(index: &Index, version: u64, refused: u64) -> Option<Vec<DeltaEntry>> {
    // A version that is here already and is not the catalog's has other records: no delta leads there.
    let leads = (1..index.version).contains(&version) && refused != index.version;
    Some(leads.then(|| index.chain(version))??.into_iter().copied().collect())
}

fn cost(chain: &[DeltaEntry]) -> u64 {
    // What costs more than its object has an edit object beside it.
    let questions = |delta: &DeltaEntry| 1 + u64::from(delta.cost > delta.object.bytes);
    chain.iter().map(|delta| delta.cost + QUESTION * questions(delta)).sum()
}

/// Whether the records of a segment are all here, so that it need not be loaded.
fn is_here(segment: &SegmentEntry, here: &Here) -> bool {
    here.by_segment.get(&segment.object.sha256.0) == Some(&segment.count)
}

/// Bytes that a route will load.
pub(super) fn bytes_of(route: &Route) -> u64 {
    match route {
        Route::Deltas(chain) => chain.iter().map(|delta| delta.cost).sum(),
        Route::Segments(segments) => segments.iter().map(|segment| segment.object.bytes).sum(),
    }
}

/// Whether what is here is what the catalog names.
pub(super) fn is_current(entry: &Collection, version: u64, set_hash: Option<[u8; 32]>) -> bool {
    version == entry.version && set_hash == Some(entry.set_hash.0)
}

#[cfg(test)]
mod tests;
