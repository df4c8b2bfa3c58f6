//! Why a pack cannot be opened or made.

use std::io;

use crate::error::{Error, ErrorKind, Message};
use crate::repository::carrier::CarrierError;
use crate::repository::format::FormatError;
use crate::repository::objects::LoadError;
use crate::store::StoreError;

/// What is wrong with a pack, or with what it is made of.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// The file cannot be read or written.
    #[error("the pack's file")]
    File(#[source] io::Error),
    /// No pack: not a tar of the strict form, or with something in it that no repository has.
    #[error("no pack: {rule} (byte {at})")]
    NotAPack {
        /// What is wrong.
        rule: &'static str,
        /// Where in the file.
        at: u64,
    },
    /// A file is missing that the others lead to.
    #[error("the pack lacks {0}")]
    Lacks(String),
    /// The repository was published anew while the pack was made: begin again.
    #[error("the repository changed meanwhile")]
    Changed,
    /// A collection was chosen that the release does not have.
    #[error("no collection {0}")]
    NoCollection(String),
    /// Metadata, catalog or index that cannot be read.
    #[error(transparent)]
    Format(#[from] FormatError),
    /// A file that could not be brought, or has other bytes.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// Metadata that could not be brought.
    #[error(transparent)]
    Carrier(#[from] CarrierError),
}

impl From<PackError> for Error {
    fn from(error: PackError) -> Self {
        let with = |kind, key| (kind, Message::new(key));
        let (kind, message) = match error {
            PackError::File(error) => return StoreError::from(error).into(),
            PackError::Format(error) => return error.into(),
            PackError::Load(error) => return error.into(),
            PackError::Carrier(error) => return error.into(),
            PackError::NotAPack { .. } => with(ErrorKind::InvalidInput, "error.pack.not_a_pack"),
            PackError::Lacks(_) => with(ErrorKind::InvalidInput, "error.pack.lacks"),
            PackError::Changed => with(ErrorKind::ServerUnavailable, "error.pack.changed"),
            PackError::NoCollection(ref name) => {
                (ErrorKind::InvalidInput, Message::new("error.pack.no_collection").with("name", name.clone()))
            }
        };
        Self::caused_by(kind, message, error)
    }
}
