//! One sync: ask the sources that are due, store and index what is new, fetch full texts and images by the rules.
//!
//! Reading order: [`plan`] (pure: what to do next) → [`budget`] (what it may cost) → [`ingest`] (feed to records) →
//! [`moves`] (permanent redirects) → [`engine`] (does it) → [`progress`] (what it tells).
//!
//! Invariants: one broken source never stops the others; one writer; no connection is held across an await; nothing is
//! written to content.db when nothing changed.

pub mod budget;
pub mod ingest;
pub mod moves;
pub mod plan;
pub mod progress;

pub use budget::{Budget, Exhausted, Limits};
pub use plan::{Scope, Skip};
pub use progress::{FeedOutcome, FeedReport, Progress, Stopped, SyncReport, Tally, Watcher};
