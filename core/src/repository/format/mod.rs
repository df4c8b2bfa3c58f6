//! Repository format 1: catalog, index, segments, deltas (`docs/repository-format.md`, decisions 22 to 26).
//!
//! Reading order: [`digest`] (SHA-256, the set hash) → [`object`] (a named, compressed, bounded file) → [`catalog`] → [`index`] →
//! [`delta`]. Pure: bytes in, values or a [`FormatError`] out. Callers: the phone's client, packs, the portal's publisher.
//!
//! Invariants: what is written is canonical JSON; what is read may have unknown fields, never a wrong bound.

pub mod catalog;
pub mod delta;
pub mod digest;
mod error;
pub mod index;
mod json;
pub mod object;

pub use catalog::{Catalog, Collection};
pub use delta::{Delta, Manifest};
pub use digest::{SetHash, Sha256};
pub use error::FormatError;
pub use index::{DeltaEntry, Index, SegmentEntry};
pub use object::{Object, decode, encode};

/// The version of the format that is read and written.
pub const FORMAT: u32 = 1;

/// No published line is longer, in bytes without LF (decision 6).
pub const MAX_LINE: usize = 2 << 20;

/// Records in a segment at most (decision 24).
pub const MAX_SEGMENT_RECORDS: u64 = 1_000;

/// Raw bytes after which a segment takes no more records (decision 24).
pub const SEGMENT_FULL: u64 = 4 << 20;

/// Raw bytes of any object at most: a full segment and one more line, its LF included.
pub const MAX_RAW: u64 = SEGMENT_FULL + MAX_LINE as u64 + 1;

/// Records in a delta at most; a release that changes more offers none (decision 25).
pub const MAX_DELTA_RECORDS: usize = 2_000;

/// Bytes of all base lines of an edit object at most (decision 26).
pub const MAX_PREFIX: usize = 8 << 20;

/// Versions whose deltas an index keeps (decision 24).
pub const DELTA_WINDOW: u64 = 128;

/// Lengths of the steps of deltas: to version v leads one of length s if s divides v (decision 24).
pub const STEPS: [u64; 4] = [1, 4, 16, 64];

/// log2 of the largest zstd window (decision 26).
pub const WINDOW_LOG: u32 = 23;
