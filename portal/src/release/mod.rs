//! A release: from a plan to a repository that phones can load (decisions 23, 24 and 28).
//!
//! Reading order: [`start`] (what is there; ledger and repository made level) → [`pack`] (objects compressed and sent) →
//! [`collection`] (segments, deltas and index of one collection) → [`steps`] (which deltas) → [`finish`] (claim, snapshot,
//! timestamp) → [`roles`] (what must be signed again) → [`resign`] (timestamp alone).
//!
//! Invariants: a phone sees the old release or the new one, never a part; what a killed release leaves behind burns a number
//! and nothing else; objects that are there are not sent again.

pub mod collection;
mod error;
pub mod finish;
pub mod pack;
pub mod resign;
pub mod roles;
pub mod start;
pub mod steps;

pub use error::ReleaseError;
pub use finish::Outcome;
pub use start::{Level, Order, Started};
