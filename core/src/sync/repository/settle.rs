//! The end of a sync of the repository: records that no collection holds any more go (decision 4).
//!
//! Only after every collection that changed is complete: a record that moves is dropped here and put there.

use crate::cancel::CancelToken;
use crate::store::content::{published, record_digest};
use crate::store::{ContentWriter, StoreError};
use crate::sync::error::SyncError;
use crate::sync::feed_job::forget;

/// Ids of one transaction.
const STEP: u32 = 500;

/// Removes them; blocking. Returns how many went.
pub(super) fn run(writer: &ContentWriter, cancel: &CancelToken) -> Result<usize, SyncError> {
    let mut gone = 0;
    loop {
        cancel.check()?;
        let (seen, removed) = writer.write(|tx| {
            let orphans = record_digest::orphans(tx, STEP)?;
            let mut docs = Vec::new();
            for id in &orphans {
                if !record_digest::is_held(tx, id)? {
                    docs.extend(published::remove(tx, id)?);
                }
                record_digest::settle_orphan(tx, id)?;
            }
            if !docs.is_empty() {
                forget(tx, &docs)?;
            }
            Ok::<_, SyncError>((orphans.len(), docs.len()))
        })?;
        gone += removed;
        if seen == 0 {
            return Ok(gone);
        }
    }
}

/// Whether anything waits to be settled: asked before the writer is troubled.
pub(super) fn is_needed(conn: &rusqlite::Connection) -> Result<bool, StoreError> {
    Ok(!record_digest::orphans(conn, 1)?.is_empty())
}
