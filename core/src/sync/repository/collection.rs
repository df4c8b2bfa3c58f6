//! One collection: the load that was begun to its end, then deltas or segments to what the catalog names.

use std::sync::Arc;

use super::apply::{self, Applied, Target};
use super::pinned::Pinned;
use super::prepare::{self, Known, Preparer};
use super::route::{Here, Route, bytes_of, is_current, route, surely_deltas};
use super::segments::segments;
use super::{Load, blocking};
use crate::cancel::Cancelled;
use crate::error::Error;
use crate::repository::format::{self, Collection, Delta, DeltaEntry, Index, Object};
use crate::repository::objects::LoadError;
use crate::store::content::collection::{self, CollectionState};
use crate::store::content::{doubt, record, record_digest};
use crate::sync::budget::Exhausted;
use crate::sync::error::SyncError;
use crate::sync::progress::CollectionOutcome;

/// Why a collection is not where it should be.
#[derive(Debug)]
pub(in crate::sync) enum Stop {
    /// The profile, the format, a cancelled run.
    Sync(SyncError),
    /// An object could not be loaded.
    Load(LoadError),
    /// A limit forbids it.
    Exhausted(Exhausted),
}

impl<E: Into<SyncError>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Sync(error.into())
    }
}

impl From<Stop> for Error {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Sync(error) => error.into(),
            Stop::Load(error) => error.into(),
            // Told as what was left out; see `bring`.
            Stop::Exhausted(_) => Cancelled.into(),
        }
    }
}

/// Brings the collection to what the catalog names.
pub(super) async fn bring(load: &Load<'_>, name: &str, entry: &Collection) -> Result<CollectionOutcome, Stop> {
    let known = load.store.content().read(|conn| collection::get(conn, name))?;
    if known.as_ref().is_some_and(|known| is_current(entry, known.version, known.set_hash)) {
        return Ok(CollectionOutcome::Unchanged);
    }
    let began_with = name.to_owned();
    let state = write(load, move |tx| Ok(collection::begin(tx, &began_with)?)).await?;
    let mut applied = Applied::default();
    if let Some(pinned) = state.pinned.as_deref().and_then(Pinned::read) {
        match finish_pinned(load, &state, &pinned, &mut applied).await {
            Err(Stop::Load(LoadError::Missing)) => unpin(load, state.key).await?,
            ended => ended?,
        }
    }
    // As it is after that load.
    let state = load.store.content().read(|conn| collection::get(conn, name))?.unwrap_or(state);
    if !is_current(entry, state.version, state.set_hash) {
        let index = index(load, name, entry).await?;
        forward(load, state, entry, index, &mut applied).await?;
    }
    let Applied { new, changed, dropped } = applied;
    Ok(CollectionOutcome::Updated { new, changed, dropped })
}

/// Bytes that a load of the collection which was begun would still take; 0 if none was.
pub(super) async fn left(load: &Load<'_>, name: &str) -> u64 {
    let state = load.store.content().read(|conn| collection::get(conn, name)).ok().flatten();
    let Some(state) = state else { return 0 };
    let Some(pinned) = state.pinned.as_deref().and_then(Pinned::read) else { return 0 };
    let Ok(here) = here(load, &state) else { return 0 };
    bytes_of(&route(&pinned.index, &Here { version: 0, ..here }))
}

async fn forward(
    load: &Load<'_>,
    state: CollectionState,
    entry: &Collection,
    index: Index,
    applied: &mut Applied,
) -> Result<(), Stop> {
    let way = match surely_deltas(&index, state.version, state.refused) {
        Some(chain) => Route::Deltas(chain),
        None => route(&index, &here(load, &state)?),
    };
    if let Route::Deltas(chain) = way {
        match deltas(load, &state, entry, &chain, applied).await {
            // Whoever cannot read it needs another version of the program, not other bytes.
            newer @ Err(Stop::Sync(SyncError::Format(format::FormatError::TooNew(_)))) => return newer,
            // Once for each collection and version; the segments are the second and last try. A delta that breaks a rule is as
            // good as none: whoever waited for a better one would wait as long as every chain begins with it.
            Err(Stop::Sync(SyncError::SetMismatch | SyncError::Format(_)) | Stop::Load(LoadError::Missing)) => {
                let (key, version) = (state.key, entry.version);
                write(load, move |tx| Ok(collection::refuse(tx, key, version)?)).await?;
            }
            ended => return ended,
        }
    }
    let pinned = Pinned::new(*entry, index)?;
    let (key, bytes) = (state.key, pinned.to_bytes()?);
    write(load, move |tx| Ok(collection::pin(tx, key, Some(&bytes))?)).await?;
    finish_pinned(load, &state, &pinned, applied).await
}

/// Loads what is missing of a pinned version.
async fn finish_pinned(
    load: &Load<'_>,
    state: &CollectionState,
    pinned: &Pinned,
    applied: &mut Applied,
) -> Result<(), Stop> {
    let mut ended = segments(load, state, pinned, applied).await;
    if matches!(ended, Err(Stop::Sync(SyncError::SetMismatch))) && doubt(load, state, pinned).await? {
        ended = segments(load, state, pinned, applied).await;
    }
    match ended {
        // What was pinned cannot be reached: the next load must not try the same for ever.
        Err(stop @ Stop::Sync(SyncError::SetMismatch | SyncError::Format(_))) => {
            unpin(load, state.key).await?;
            Err(stop)
        }
        ended => ended,
    }
}

/// Segments of the right count do not add up: what is kept of them may be damaged. `true` if some of it is loaded anew.
async fn doubt(load: &Load<'_>, state: &CollectionState, pinned: &Pinned) -> Result<bool, SyncError> {
    let (key, version) = (state.key, pinned.entry.version);
    write(load, move |tx| Ok(doubt::once(tx, key, version)?)).await
}

pub(super) fn here(load: &Load<'_>, state: &CollectionState) -> Result<Here, SyncError> {
    let by_segment = load.store.content().read(|conn| record_digest::counts_by_segment(conn, state.key))?;
    Ok(Here { version: state.version, refused: state.refused, by_segment })
}

async fn index(load: &Load<'_>, name: &str, entry: &Collection) -> Result<Index, Stop> {
    let packed = object(load, &entry.index).await?;
    let raw = format::decode(&entry.index, &packed, None)?;
    Ok(Index::parse(&raw, name, entry)?)
}

/// Loads an object, if the budget allows it.
pub(super) async fn object(load: &Load<'_>, object: &Object) -> Result<Vec<u8>, Stop> {
    load.cancel.check().map_err(SyncError::from)?;
    (load.allows)(object.bytes).map_err(Stop::Exhausted)?;
    load.source.load(object, load.cancel).await.map_err(Stop::Load)
}

/// Goes a chain of deltas, each in one transaction.
async fn deltas(
    load: &Load<'_>,
    state: &CollectionState,
    entry: &Collection,
    chain: &[DeltaEntry],
    applied: &mut Applied,
) -> Result<(), Stop> {
    for step in chain {
        let packed = object(load, &step.object).await?;
        let (name, entered, at) = (state.name.clone(), *step, load.at);
        let prepared = blocking(move || {
            let raw = format::decode(&entered.object, &packed, None)?;
            let Delta { manifest, lines } = Delta::parse(&raw, &name, &entered)?;
            Ok((manifest, Preparer::new(Known::new(), at).by_two(&lines)?))
        });
        let (manifest, mut batches) = prepared.await?;
        if let (Some(edit), Some(twin)) = (&manifest.edit, &manifest.twin) {
            let (raw, base) = (edited(load, &manifest.base, edit, twin).await?, manifest.base);
            batches.push(blocking(move || Preparer::new(Known::new(), at).edit(&raw, &base)).await?);
        }
        let (key, drop, to, entry) = (state.key, manifest.drop, step.to, *entry);
        let cancel = load.cancel.clone();
        let done = write(load, move |tx| {
            let target = if to == entry.version { Target::Catalog(&entry) } else { Target::Between(to) };
            apply::delta(tx, key, &drop, batches, target, &cancel)
        });
        applied.add(done.await?);
    }
    Ok(())
}

/// The new lines of edited records: against their old lines, if all of those are here; else from the twin.
async fn edited(load: &Load<'_>, base: &[(String, String)], edit: &Object, twin: &Object) -> Result<Vec<u8>, Stop> {
    let line_of = |id: &str| {
        // A damaged line is none: the twin brings it anew.
        let stored = load.store.content().read(|conn| record::get(conn, id));
        Ok(stored.ok().flatten().map(|stored| stored.line))
    };
    Ok(match prepare::prefix(base, line_of)? {
        Some(prefix) => format::decode(edit, &object(load, edit).await?, Some(&prefix))?,
        None => format::decode(twin, &object(load, twin).await?, None)?,
    })
}

async fn unpin(load: &Load<'_>, key: i64) -> Result<(), SyncError> {
    write(load, move |tx| Ok(collection::pin(tx, key, None)?)).await
}

/// One batch of the writer, waited for where it may block.
pub(super) async fn write<T: Send + 'static>(
    load: &Load<'_>,
    batch: impl FnOnce(&rusqlite::Transaction<'_>) -> Result<T, SyncError> + Send + 'static,
) -> Result<T, SyncError> {
    let writer = Arc::clone(&load.writer);
    let cancel = load.cancel.clone();
    blocking(move || writer.submit(&cancel, batch)?.wait()).await
}
