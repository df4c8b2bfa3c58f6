//! What can stop a sync as a whole. What stops one source is in its report.

use crate::cancel::Cancelled;
use crate::error::{Error, ErrorKind, Message};
use crate::search::SearchError;
use crate::store::StoreError;

/// Why a sync could not go on.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// The profile cannot be read or written.
    #[error("the profile")]
    Store(#[from] StoreError),
    /// The index cannot be written.
    #[error("the index")]
    Search(#[from] SearchError),
    /// Somebody asked for it.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// A task ended without an answer: the runtime is shutting down, or it panicked.
    #[error("a task was lost")]
    TaskLost,
}

impl From<SyncError> for Error {
    fn from(error: SyncError) -> Self {
        match error {
            SyncError::Store(error) => error.into(),
            SyncError::Search(error) => error.into(),
            SyncError::Cancelled(error) => error.into(),
            SyncError::TaskLost => {
                Self::caused_by(ErrorKind::Internal, Message::new("error.internal").with("detail", "sync task"), error)
            }
        }
    }
}
