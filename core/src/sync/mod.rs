//! One sync: ask the sources that are due, store and index what is new, fetch full texts and images by the rules.
//!
//! Reading order: `request` (what is asked) → [`plan`] (pure: what to do next) → [`budget`] (what it may cost) → [`ingest`] (feed to records) → `briefing`
//! (what is known before) → [`engine`] (does it) with `feed_job` (and `flip`), `full_text`, `pictures`, `tidy` → `account` (what personal.db
//! learns) and `widget` → [`progress`] (what it tells). Beside them: [`subscribe`] (adding a source), [`checkup`] (the feed
//! doctor), [`reindex`] (the index from the stored lines), [`reread`] (lines of kinds that were not known), `forecast` (what the next
//! sync would cost).
//!
//! Invariants: one broken source never stops the others; one writer; no connection is held across an await; nothing is
//! written to content.db when nothing changed.

mod account;
mod blocking;
mod briefing;
pub mod budget;
pub mod checkup;
pub mod engine;
mod error;
mod feed_job;
mod flip;
mod forecast;
mod full_text;
mod import;
pub mod ingest;
mod newer_format;
mod pictures;
pub mod plan;
pub mod progress;
pub mod reindex;
mod release;
mod repository;
mod request;
pub mod reread;
mod servers;
pub mod standing;
pub mod subscribe;
mod tidy;
mod widget;

pub use budget::{Budget, Exhausted, Limits};
pub use engine::Engine;
pub use error::SyncError;
pub use forecast::Forecast;
pub use full_text::can_be_asked_for;
pub use import::PackFrom;
pub use plan::{Scope, Skip};
pub use progress::{
    CollectionOutcome, CollectionReport, FeedOutcome, FeedReport, Progress, RepositoryOutcome, RepositoryReport,
    Stopped, SyncReport, Tally, Watcher,
};
pub(crate) use repository::title_of;
pub use repository::{Parts, Unfinished, unfinished};
pub use request::SyncRequest;
