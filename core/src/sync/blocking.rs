//! Work that blocks (SQLite, parsing) runs on the runtime's blocking threads, never on the one that drives the sockets.

use super::error::SyncError;

/// Runs `work` where it may block.
///
/// # Errors
/// What `work` returns; [`SyncError::TaskLost`] if it panicked or the runtime is shutting down.
pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, SyncError> + Send + 'static,
) -> Result<T, SyncError> {
    tokio::task::spawn_blocking(work).await.unwrap_or(Err(SyncError::TaskLost))
}
