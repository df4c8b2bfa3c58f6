//! The index: what is on disk, how documents come in and go out.
//!
//! Reading order: [`key`] (what a term is called) → [`numbers`] (what a document's number is called) → [`lexicon`], [`run`]
//! (documents to sorted postings, in memory) → [`bits`], [`block`], [`list`], [`leaf`], [`rows`] (their form on disk) →
//! [`segment`], [`directory`] (one immutable piece, and which leaf of it has a key) → [`snapshot`] (all pieces at one moment, with their statistics) → [`change`] (add, remove,
//! erase), [`draft`] (sort first, number later) → [`merge`] (fewer, larger pieces in idle time).
//!
//! Everything takes the connection or transaction of its caller; nothing here begins or commits one.

#[cfg(any(test, fuzzing))]
pub mod any_bytes;
pub(super) mod bits;
mod block;
pub(crate) mod change;
mod directory;
mod draft;
pub(crate) mod key;
mod leaf;
pub(crate) mod lengths;
mod lexicon;
mod list;
pub mod merge;
pub(crate) mod numbers;
mod radix;
pub(super) mod rows;
mod run;
mod segment;
pub(crate) mod snapshot;

pub use change::{Bulk, add, clear, erase, is_outdated, remove};
pub use draft::{Draft, Drafting, add_draft};
pub use merge::{Budget, Progress};
pub use run::{IndexDoc, Run};

pub(crate) use block::Posting;
pub(crate) use key::Term;
pub(crate) use leaf::Entry;
pub(crate) use list::{List, Skip};
pub(crate) use segment::{DocEntry, Terms, shortest};
pub(crate) use snapshot::{Segment, Snapshot};
