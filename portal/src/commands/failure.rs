//! Why a command did not do what it should, and with which exit code its process ends.

use std::error::Error;
use std::io;
use std::path::PathBuf;

use app4g_core::repository::pack::PackError;

use crate::content::ContentError;
use crate::keys::KeysError;
use crate::ledger::LedgerError;
use crate::mirror::MirrorError;
use crate::reading::ReadingError;
use crate::release::ReleaseError;
use crate::signing::SigningError;
use crate::storage::StorageError;

/// Exit codes; 2 is clap's, for a command line that cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// Done.
    Ok = 0,
    /// Content or repository is not as it should be: somebody has to look.
    Wrong = 1,
    /// Somebody else published meanwhile: run again.
    Again = 3,
    /// A file, the network or the storage.
    Outside = 4,
    /// Keys or roots.
    Keys = 5,
}

/// A command that failed; `texts::publishing::failure` says it to a person.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// What authors wrote cannot be published.
    #[error("the content folder is not sound")]
    Content(ContentError),
    /// No release.
    #[error(transparent)]
    Release(#[from] ReleaseError),
    /// A repository that cannot be read.
    #[error(transparent)]
    Reading(#[from] ReadingError),
    /// No copy.
    #[error(transparent)]
    Mirror(#[from] MirrorError),
    /// The place of the repository.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The ledger.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// Keys.
    #[error(transparent)]
    Keys(#[from] KeysError),
    /// Signatures.
    #[error(transparent)]
    Signing(#[from] SigningError),
    /// No pack.
    #[error(transparent)]
    Pack(#[from] PackError),
    /// A file of this machine.
    #[error("{path}: {cause}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why not.
        #[source]
        cause: io::Error,
    },
    /// There is no such object, collection or catalog.
    #[error("nothing is called {0}")]
    Unknown(String),
}

impl Failure {
    /// Whether a disk is full, that of the repository or that of the ledger.
    pub fn is_full(&self) -> bool {
        let mut next: Option<&dyn Error> = Some(self);
        let mut causes = std::iter::from_fn(|| {
            let cause = next?;
            next = cause.source();
            Some(cause)
        });
        causes.any(|cause| {
            let file = cause.downcast_ref::<io::Error>().map(io::Error::kind);
            let ledger = cause.downcast_ref::<rusqlite::Error>().and_then(rusqlite::Error::sqlite_error_code);
            matches!(file, Some(io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded))
                || ledger == Some(rusqlite::ErrorCode::DiskFull)
        })
    }

    /// The exit code.
    pub fn exit(&self) -> Exit {
        match self {
            _ if self.is_full() => Exit::Outside,
            Self::Release(ReleaseError::Overtaken | ReleaseError::Crowded(_))
            | Self::Mirror(MirrorError::Overtaken)
            | Self::Ledger(LedgerError::Busy(_))
            | Self::Pack(PackError::Changed) => Exit::Again,
            Self::Release(ReleaseError::Storage(_) | ReleaseError::Reading(ReadingError::Storage(_)))
            | Self::Reading(ReadingError::Storage(_))
            | Self::Mirror(MirrorError::Storage(_) | MirrorError::Reading(ReadingError::Storage(_)))
            | Self::Storage(_)
            | Self::File { .. } => Exit::Outside,
            Self::Keys(_)
            | Self::Signing(_)
            | Self::Release(
                ReleaseError::Signing(_)
                | ReleaseError::NoRoot
                | ReleaseError::RootExpired(_)
                | ReleaseError::OldRoots(_)
                | ReleaseError::NewRoot(_)
                | ReleaseError::Foreign,
            ) => Exit::Keys,
            _ => Exit::Wrong,
        }
    }
}
