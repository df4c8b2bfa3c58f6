//! The thread that prepares one segment after the other while the writer writes.
//!
//! One thread for a whole load: what zstd and the index keep between two segments stays where it is, and memory is given back
//! to the heap that it came from. Only the first segment has a second one, for the writer has nothing to do yet and somebody
//! waits for something to read. The thread ends when [`Preparing`] is dropped.

use std::sync::mpsc;

use tokio::sync::oneshot;

use super::prepare::{Batch, Preparer};
use crate::repository::format::{self, SegmentEntry};
use crate::sync::error::SyncError;

/// A segment as it was loaded, and where its batch is waited for.
struct Order {
    segment: SegmentEntry,
    packed: Vec<u8>,
    batches: oneshot::Sender<Result<Vec<Batch>, SyncError>>,
}

/// The way to the thread.
pub(super) struct Preparing(mpsc::Sender<Order>);

impl Preparing {
    /// Begins it, on one of the runtime's blocking threads.
    pub(super) fn begin(mut preparer: Preparer) -> Self {
        let (orders, ordered) = mpsc::channel::<Order>();
        // Its answers go through the orders; one that is lost with it is noticed there.
        drop(tokio::task::spawn_blocking(move || {
            for (number, order) in ordered.into_iter().enumerate() {
                let Order { segment, packed, batches } = order;
                // Nobody waits any more: the load was given up.
                let _ = batches.send(prepare(&mut preparer, &segment, packed, number == 0));
            }
        }));
        Self(orders)
    }

    /// Decompresses and reads a segment; its batches belong in one transaction.
    ///
    /// # Errors
    /// As [`Preparer::segment_by_two`]; [`SyncError::TaskLost`] if the thread panicked or the runtime is shutting down.
    pub(super) async fn segment(&self, segment: SegmentEntry, packed: Vec<u8>) -> Result<Vec<Batch>, SyncError> {
        let (batches, answer) = oneshot::channel();
        self.0.send(Order { segment, packed, batches }).map_err(|_| SyncError::TaskLost)?;
        answer.await.unwrap_or(Err(SyncError::TaskLost))
    }
}

fn prepare(
    preparer: &mut Preparer,
    segment: &SegmentEntry,
    packed: Vec<u8>,
    by_two: bool,
) -> Result<Vec<Batch>, SyncError> {
    let raw = format::decode(&segment.object, &packed, None)?;
    drop(packed);
    Ok(match by_two {
        true => preparer.segment_by_two(&raw, segment.count)?,
        false => vec![preparer.segment(&raw, segment.count)?],
    })
}
