//! The end of a sync: old articles are put away, the index is merged, both in small steps that can be stopped.

use std::sync::Arc;

use rusqlite::Transaction;

use crate::cancel::CancelToken;
use crate::clock::{Clock, Timestamp};
use crate::search::facet;
use crate::search::index::merge;
use crate::store::ContentWriter;
use crate::store::content::tombstone;
use crate::store::retention::{self, Rules};

use super::blocking::blocking;
use super::engine::Run;
use super::error::SyncError;
use super::feed_job;
use super::progress::Progress;

/// Merge steps in one sync, each well under a tenth of a second; what is left waits for the next.
const MERGE_STEPS: usize = 40;

/// Seconds of merging in one sync: on a slow phone these are over before the steps are.
const MERGE_SECONDS: i64 = 3;

/// Puts old articles away and merges the index. Returns how many articles went.
pub(super) async fn run(run: &Run<'_>) -> Result<usize, SyncError> {
    (run.watcher)(Progress::Tidying);
    let (store, writer, cancel) = (run.store.clone(), Arc::clone(&run.writer), run.cancel.clone());
    let (clock, deadline) = (Arc::clone(&run.clock), run.budget().deadline());
    let rules = Rules { days: run.settings.keep_days, max_bytes: run.settings.content_cap, ..Rules::default() };
    let now = run.clock.now();
    blocking(move || {
        let forget = |tx: &Transaction<'_>, docs: &[i64]| feed_job::forget(tx, docs);
        let retired = retention::run(&store, &writer, rules, &[], now, &cancel, forget)?;
        // Docs that went without the index being told (a crash between two versions, an import that was stopped).
        writer.write(|tx| {
            let gone = tombstone::all(tx)?;
            if !gone.is_empty() {
                feed_job::forget(tx, &gone)?;
                tombstone::clear(tx, &gone)?;
                facet::sweep::run(tx)?;
            }
            Ok::<_, SyncError>(())
        })?;
        let until = clock.now().plus(MERGE_SECONDS);
        merge(&writer, clock.as_ref(), deadline.map_or(until, |deadline| deadline.min(until)), &cancel)?;
        Ok(usize::try_from(retired.articles).unwrap_or(usize::MAX))
    })
    .await
}

/// Merges step by step until nothing is left to merge, [`MERGE_STEPS`] are done, it is `until`, or it is cancelled. One step is
/// done in any case, for a sync that has never time would never merge.
fn merge(writer: &ContentWriter, clock: &dyn Clock, until: Timestamp, cancel: &CancelToken) -> Result<(), SyncError> {
    for _ in 0..MERGE_STEPS {
        let token = cancel.clone();
        let step = writer.write(move |tx| Ok::<_, SyncError>(merge::step(tx, merge::Budget::default(), &token)?))?;
        if step == merge::Progress::Idle || cancel.is_cancelled() || clock.now() >= until {
            break;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
