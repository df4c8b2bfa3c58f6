//! The thread that prepares one segment after the other while the writer writes.
//!
//! One thread for a whole load: what zstd and the index keep between two segments stays where it is, and memory is given back
//! to the heap that it came from. It ends when [`Preparing`] is dropped.

use std::sync::mpsc;

use tokio::sync::oneshot;

use super::prepare::{Batch, Preparer};
use crate::repository::format::{self, SegmentEntry};
use crate::sync::error::SyncError;

/// A segment as it was loaded, and where its batch is waited for.
struct Order {
    segment: SegmentEntry,
    packed: Vec<u8>,
    batch: oneshot::Sender<Result<Batch, SyncError>>,
}

/// The way to the thread.
pub(super) struct Preparing(mpsc::Sender<Order>);

impl Preparing {
    /// Begins it, on one of the runtime's blocking threads.
    pub(super) fn begin(mut preparer: Preparer) -> Self {
        let (orders, ordered) = mpsc::channel::<Order>();
        // Its answers go through the orders; one that is lost with it is noticed there.
        drop(tokio::task::spawn_blocking(move || {
            for order in ordered {
                let Order { segment, packed, batch } = order;
                // Nobody waits any more: the load was given up.
                let _ = batch.send(prepare(&mut preparer, &segment, packed));
            }
        }));
        Self(orders)
    }

    /// Decompresses and reads a segment.
    ///
    /// # Errors
    /// As [`Preparer::segment`]; [`SyncError::TaskLost`] if the thread panicked or the runtime is shutting down.
    pub(super) async fn segment(&self, segment: SegmentEntry, packed: Vec<u8>) -> Result<Batch, SyncError> {
        let (batch, answer) = oneshot::channel();
        self.0.send(Order { segment, packed, batch }).map_err(|_| SyncError::TaskLost)?;
        answer.await.unwrap_or(Err(SyncError::TaskLost))
    }
}

fn prepare(preparer: &mut Preparer, segment: &SegmentEntry, packed: Vec<u8>) -> Result<Batch, SyncError> {
    let raw = format::decode(&segment.object, &packed, None)?;
    drop(packed);
    preparer.segment(&raw, segment.count)
}
