//! From where the files of a repository come: a server, a folder, a pack.
//!
//! Callers: `trust` (metadata and catalog), `sync` (indexes, objects, media). The implementations differ in nothing a caller
//! sees but speed, so that a USB stick is as good as a server.
//!
//! Invariants: nothing that a carrier brings is trusted; no more than `limit` bytes are ever held; a file that is cut off is
//! an error, never a short file.

pub mod folder;
pub mod http;

use futures_util::future::BoxFuture;

use crate::cancel::CancelToken;
use crate::error::{Error, ErrorKind, Message};

pub use folder::Folder;
pub use http::Server;

/// A place with the files of one repository.
pub trait Carrier: Send + Sync {
    /// The file at `path` below the repository's root (`metadata/timestamp.json`), at most `limit` bytes.
    ///
    /// `etag` says what is had already, as [`Carried::Bytes`] gave it; a carrier that knows no such marks ignores it.
    ///
    /// # Errors
    /// [`CarrierError`]; nothing is retried here.
    fn load<'a>(
        &'a self,
        path: &'a str,
        limit: u64,
        etag: Option<&'a str>,
        cancel: &'a CancelToken,
    ) -> BoxFuture<'a, Result<Carried, CarrierError>>;
}

/// What a carrier brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Carried {
    /// The whole file.
    Bytes {
        /// Its bytes, not verified.
        bytes: Vec<u8>,
        /// The mark to ask with next time, exactly as it came.
        etag: Option<String>,
    },
    /// Still what the `etag` in the question stands for.
    Unchanged,
}

/// Why a carrier brought nothing.
#[derive(Debug, thiserror::Error)]
pub enum CarrierError {
    /// The carrier works and has no such file: not found, gone, or forbidden, which is how some object stores say it.
    #[error("no such file")]
    Missing,
    /// The file is, or announces itself as, larger than was allowed.
    #[error("more than {limit} bytes")]
    TooLarge {
        /// What was allowed, in bytes.
        limit: u64,
    },
    /// No network, a broken server, a cancelled run, a disk that does not read.
    #[error("{0}")]
    Failed(#[source] Error),
}

impl From<CarrierError> for Error {
    fn from(error: CarrierError) -> Self {
        match error {
            CarrierError::Failed(error) => error,
            CarrierError::Missing => {
                Self::caused_by(ErrorKind::ServerUnavailable, Message::new("error.repository.missing"), error)
            }
            CarrierError::TooLarge { .. } => {
                Self::caused_by(ErrorKind::NotGenuine, Message::new("error.repository.too_large"), error)
            }
        }
    }
}
