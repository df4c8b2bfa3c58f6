//! Bringing collections of the signed repository to what a verified catalog names, from servers and packs alike.
//!
//! Reading order: [`bring`] (all collections) → `collection` (one) → `route` (deltas or segments) → `segments` (all of
//! them, three at a time in three stages) → `source`, `prepare`, `preparing` (objects to lines) → `apply` (lines to tables) →
//! `settle` (what no collection holds any more) → `unfinished` (what is still to come, between two syncs).
//!
//! Invariants: the catalog is verified before this is called; every segment and every delta is one transaction; whatever
//! stops a load, the next one goes on where it stopped.

mod apply;
mod collection;
mod pinned;
mod prepare;
mod preparing;
mod route;
mod segments;
mod settle;
mod source;
mod unfinished;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::cancel::CancelToken;
use crate::clock::Timestamp;
use crate::error::Error;
use crate::repository::format::{Catalog, Collection};
use crate::store::content::collection as stored;
use crate::store::{ContentWriter, Store};

use super::blocking::blocking;
use super::budget::Exhausted;
use super::progress::{CollectionOutcome, CollectionReport, Progress, Watcher};

pub(super) use source::{FromCarrier, FromServers, Source};
pub use unfinished::{Parts, Unfinished, unfinished};

use collection::Stop;

/// Collections that every phone holds, in the order they are loaded: what is small and urgent first (decision 22).
const ALWAYS: [&str; 7] = ["base", "notices", "news", "listings", "documents", "procedures", "answers"];

/// What a load of collections works with.
pub(super) struct Load<'a> {
    pub(super) store: &'a Store,
    pub(super) writer: Arc<ContentWriter>,
    pub(super) source: &'a dyn Source,
    /// When: said of what arrives.
    pub(super) at: Timestamp,
    /// Whether so many bytes more may be loaded.
    pub(super) allows: &'a (dyn Fn(u64) -> Result<(), Exhausted> + Sync),
    pub(super) watcher: &'a Watcher<'a>,
    pub(super) cancel: &'a CancelToken,
    /// Names of the collections that the source has; `None`: all.
    pub(super) only: Option<&'a BTreeSet<String>>,
}

/// Brings every collection of `catalog` that is wanted here and that the source has to the version it names: those that every
/// phone holds, and those in `chosen`. Records that no collection holds go in the end, if every wanted one is there. A collection
/// that fails stops no other; a profile that cannot be written, and a cancelled run, stop all.
///
/// # Errors
/// Storage errors.
pub(super) async fn bring(
    load: &Load<'_>,
    catalog: &Catalog,
    chosen: &[String],
) -> Result<Vec<CollectionReport>, Error> {
    let mut reports = Vec::new();
    let mut whole = true;
    for (name, entry) in wanted(catalog, chosen) {
        if load.only.is_some_and(|only| !only.contains(name)) {
            whole &= is_here(load.store, name, entry)?;
            continue;
        }
        let outcome = match collection::bring(load, name, entry).await {
            Ok(outcome) => outcome,
            Err(Stop::Exhausted(limit)) => {
                CollectionOutcome::LeftOut { limit, bytes: collection::left(load, name).await }
            }
            Err(stop) => {
                let error = Error::from(stop);
                if error.kind.is_storage() {
                    return Err(error);
                }
                CollectionOutcome::Failed(error)
            }
        };
        whole &= matches!(outcome, CollectionOutcome::Unchanged | CollectionOutcome::Updated { .. });
        reports.push(CollectionReport { name: name.to_owned(), version: entry.version, outcome });
        if load.cancel.is_cancelled() {
            return Ok(reports);
        }
    }
    // A record that moves to a collection that failed, or that a pack lacks, must not go with the one it left.
    if whole && load.store.content().read(settle::is_needed)? {
        (load.watcher)(Progress::Tidying);
        let (writer, cancel) = (Arc::clone(&load.writer), load.cancel.clone());
        blocking(move || settle::run(&writer, &cancel)).await?;
    }
    Ok(reports)
}

/// Whether a collection that the source lacks has been where the catalog says all along.
fn is_here(store: &Store, name: &str, entry: &Collection) -> Result<bool, Error> {
    let known = store.content().read(|conn| stored::get(conn, name))?;
    Ok(known.is_some_and(|known| route::is_current(entry, known.version, known.set_hash)))
}

/// The collections to bring, in order.
fn wanted<'a>(catalog: &'a Catalog, chosen: &'a [String]) -> impl Iterator<Item = (&'a str, &'a Collection)> {
    let names = ALWAYS.into_iter().chain(chosen.iter().map(String::as_str));
    names.filter_map(|name| catalog.collections.get_key_value(name)).map(|(name, entry)| (name.as_str(), entry))
}

/// What rows and notices call a record of any kind.
pub(crate) fn title_of(kind: &str, data: &str) -> Option<String> {
    use crate::model::Kind;
    let kind = Kind::parse(kind)?;
    if kind == Kind::Article {
        return serde_json::from_str::<crate::model::Article>(data).ok().map(|article| article.title);
    }
    crate::search::stored::text_of_kind(kind, data).map(|text| text.title)
}

#[cfg(test)]
mod tests;
