//! Why a file could not be had.

use crate::error::{Error, ErrorKind, Message};
use crate::net::Failure;
use crate::repository::carrier::CarrierError;
use crate::store::StoreError;

/// The most telling of what the mirrors said, or what ended the load at once.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The profile's disk: full, read-only, failing, or the same file is being loaded elsewhere.
    #[error(transparent)]
    Storage(#[from] StoreError),
    /// No network, cancelled, or servers that fail.
    #[error(transparent)]
    Net(Failure),
    /// Nobody has it (any more): the metadata are to be asked again.
    #[error("no mirror has the file")]
    Missing,
    /// Everybody who answered gave other bytes than were signed.
    #[error("other bytes than were signed")]
    NotGenuine,
    /// A folder or pack that cannot be read.
    #[error("{0}")]
    Carrier(#[source] Error),
}

impl LoadError {
    /// Whether the profile is the trouble.
    pub const fn is_storage(&self) -> bool {
        matches!(self, Self::Storage(_))
    }
}

impl From<LoadError> for Error {
    fn from(error: LoadError) -> Self {
        match error {
            LoadError::Storage(error) => error.into(),
            LoadError::Net(failure) => failure.into(),
            LoadError::Missing => CarrierError::Missing.into(),
            LoadError::NotGenuine => {
                Self::caused_by(ErrorKind::NotGenuine, Message::new("error.repository.damaged"), error)
            }
            LoadError::Carrier(error) => error,
        }
    }
}
