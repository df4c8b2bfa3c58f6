//! Why nothing was published. What the publisher can do differs for each, so each is a variant.

use app4g_core::Timestamp;
use app4g_core::repository::format::FormatError;

use crate::ledger::LedgerError;
use crate::ledger::catch_up::CatchUpError;
use crate::plan::PlanError;
use crate::reading::ReadingError;
use crate::signing::SigningError;
use crate::storage::StorageError;

/// A release that was not made; the repository is as it was.
#[derive(Debug, thiserror::Error)]
pub enum ReleaseError {
    /// Content or clock stand in the way.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// Somebody else published between start and end of this release.
    #[error("another release was published meanwhile")]
    Overtaken,
    /// Somebody claims one number after the other.
    #[error("no free number after {0}")]
    Crowded(u64),
    /// The repository is signed with none of the roots at hand: another one's, or not genuine.
    #[error("the repository is signed with none of the roots at hand")]
    Foreign,
    /// There is no finished root.
    #[error("there is no finished root")]
    NoRoot,
    /// The root at hand ended: what it signs would be refused.
    #[error("the root expired at {0}")]
    RootExpired(Timestamp),
    /// The key folder lacks a root that the repository has: an old copy of it.
    #[error("the repository has root {0}, which the key folder lacks")]
    OldRoots(u64),
    /// A new root takes away the keys of what is published: a timestamp alone would lock phones out.
    #[error("root {0} does not accept what is published")]
    NewRoot(u64),
    /// There is nothing to sign again.
    #[error("nothing was published yet")]
    Empty,
    /// No signature.
    #[error(transparent)]
    Signing(#[from] SigningError),
    /// The repository cannot be read.
    #[error(transparent)]
    Reading(#[from] ReadingError),
    /// The repository cannot be read back into the ledger.
    #[error(transparent)]
    CatchUp(#[from] CatchUpError),
    /// The storage says no.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The ledger says no.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// Something could not be written in the form of the format.
    #[error(transparent)]
    Format(#[from] FormatError),
    /// A thread that compressed died.
    #[error("compression stopped: {0}")]
    Stopped(#[from] tokio::task::JoinError),
}
