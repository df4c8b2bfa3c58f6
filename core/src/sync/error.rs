//! What can stop a sync as a whole. What stops one source is in its report.

use crate::cancel::Cancelled;
use crate::error::{Error, ErrorKind, Message};
use crate::repository::format::FormatError;
use crate::repository::trust::TrustError;
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
    /// A known source redirects for good to another site, and what is there is not known as this source's.
    #[error("another feed behind a redirect to {host}")]
    Stranger {
        /// The source's name.
        name: String,
        /// Where it led.
        host: String,
    },
    /// A file of the repository is not what its publisher signed.
    #[error("the repository")]
    Format(#[from] FormatError),
    /// The state that protects against old releases, or the root the app was built with, cannot be used.
    #[error("trust in the repository")]
    Trust(#[from] TrustError),
    /// The records of a collection are not those that the catalog counts: a delta does not fit, or the publisher erred.
    #[error("the records are not those of the catalog")]
    SetMismatch,
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
            SyncError::Stranger { ref name, ref host } => {
                let message =
                    Message::new("error.sync.stranger").with("name", name.as_str()).with("host", host.as_str());
                Self::caused_by(ErrorKind::ServerUnavailable, message, error)
            }
            SyncError::Format(error) => error.into(),
            SyncError::Trust(error) => error.into(),
            SyncError::SetMismatch => {
                Self::caused_by(ErrorKind::NotGenuine, Message::new("error.repository.set_mismatch"), error)
            }
            SyncError::TaskLost => {
                Self::caused_by(ErrorKind::Internal, Message::new("error.internal").with("detail", "sync task"), error)
            }
        }
    }
}
