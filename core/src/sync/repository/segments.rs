//! The segments of a collection, newest first: loaded, prepared and written at the same time, each on its own thread.
//!
//! Three stages hand on one segment each. At most two segments are in memory: one is written while the next is prepared. A stage
//! that fails ends; what was handed on before is still written, so that the next load goes on there.

use futures_util::{StreamExt, stream};
use tokio::sync::mpsc;

use super::apply::{self, Applied};
use super::collection::{Stop, here, object, write};
use super::pinned::Pinned;
use super::prepare::{Batch, Preparer};
use super::preparing::Preparing;
use super::route::{Here, Route, route};
use super::{Load, blocking};
use crate::repository::format::{SegmentEntry, Sha256};
use crate::store::content::collection::CollectionState;
use crate::store::content::record_digest;
use crate::sync::error::SyncError;
use crate::sync::progress::Progress;

/// Objects on their way while one is being prepared.
const AHEAD: usize = 2;

/// Loads the segments of a pinned index that are not here, newest first, and completes the collection.
pub(super) async fn segments(
    load: &Load<'_>,
    state: &CollectionState,
    pinned: &Pinned,
    applied: &mut Applied,
) -> Result<(), Stop> {
    let missing = match route(&pinned.index, &Here { version: 0, ..here(load, state)? }) {
        Route::Segments(missing) => missing,
        Route::Deltas(_) => Vec::new(),
    };
    let known = load.store.content().read(|conn| record_digest::ids_by_digest(conn, state.key))?;
    let preparing = Preparing::begin(Preparer::new(known, load.at));
    let total = missing.len();
    let (loaded, to_prepare) = mpsc::channel(1);
    let (prepared, to_write) = mpsc::channel(1);
    let (loads, prepares, writes) = tokio::join!(
        load_each(load, missing, loaded),
        prepare_each(&preparing, to_prepare, prepared),
        write_each(load, state, total, to_write, applied),
    );
    // What stopped a later stage stopped the earlier ones.
    writes?;
    prepares?;
    loads?;
    let listed: Vec<Sha256> = pinned.index.segments.iter().map(|segment| segment.object.sha256).collect();
    let (key, entry) = (state.key, pinned.entry);
    applied.add(write(load, move |tx| apply::finish_segments(tx, key, &listed, &entry)).await?);
    Ok(())
}

/// A segment as it was loaded.
type Loaded = (SegmentEntry, Vec<u8>);

async fn load_each(load: &Load<'_>, missing: Vec<SegmentEntry>, next: mpsc::Sender<Loaded>) -> Result<(), Stop> {
    let mut loads = stream::iter(missing).map(|segment| async move {
        let packed = object(load, &segment.object).await?;
        Ok::<_, Stop>((segment, packed))
    });
    let mut loads = std::pin::pin!(loads.by_ref().buffered(AHEAD));
    loop {
        let loaded = tokio::select! {
            loaded = loads.next() => loaded,
            // The next stage has failed; nobody wants what is on its way.
            () = next.closed() => return Ok(()),
        };
        let Some(loaded) = loaded else { return Ok(()) };
        if next.send(loaded?).await.is_err() {
            return Ok(());
        }
    }
}

async fn prepare_each(
    preparing: &Preparing,
    mut loaded: mpsc::Receiver<Loaded>,
    next: mpsc::Sender<(Sha256, Vec<Batch>)>,
) -> Result<(), SyncError> {
    while let Some((segment, packed)) = loaded.recv().await {
        // First a place, then the batches: else one more would be in memory.
        let Ok(place) = next.reserve().await else { return Ok(()) };
        place.send((segment.object.sha256, preparing.segment(segment, packed).await?));
    }
    Ok(())
}

async fn write_each(
    load: &Load<'_>,
    state: &CollectionState,
    total: usize,
    mut prepared: mpsc::Receiver<(Sha256, Vec<Batch>)>,
    applied: &mut Applied,
) -> Result<(), SyncError> {
    let mut done = 0;
    while let Some((sha256, batches)) = prepared.recv().await {
        let (key, cancel) = (state.key, load.cancel.clone());
        let pending = load.writer.submit(load.cancel, move |tx| apply::segment(tx, key, &sha256, batches, &cancel))?;
        applied.add(blocking(move || pending.wait()).await?);
        done += 1;
        (load.watcher)(Progress::Collection { name: &state.name, done, total });
    }
    Ok(())
}
