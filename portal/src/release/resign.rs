//! `timestamp.json` is signed again: every day, so that phones know that nothing was withheld (decision 27).

use app4g_core::Timestamp;

use super::{ReleaseError, roles};
use crate::reading::{self, TIMESTAMP};
use crate::signing::{Signers, sign_timestamp};
use crate::storage::{Storage, Written};

/// Signs it again; its new version. `known` is the highest version that the ledger knows of: a machine that only does this has
/// neither ledger nor content, and says 0. A new root goes before it, if targets and snapshot are signed by keys of that root.
///
/// # Errors
/// [`ReleaseError::Empty`], [`ReleaseError::Overtaken`], [`ReleaseError::NewRoot`], and as any release.
pub async fn timestamp(
    storage: &dyn Storage,
    roots: &[(u64, Vec<u8>)],
    signers: &Signers,
    known: u64,
    now: Timestamp,
) -> Result<u64, ReleaseError> {
    let root = roles::newest(roots, now)?;
    let current = reading::current(storage).await?.ok_or(ReleaseError::Empty)?;
    roles::check_ours(roots, &current)?;
    let files = storage.list("metadata").await?;
    let names: Vec<&str> = files.iter().filter_map(|file| file.path.strip_prefix("metadata/")).collect();
    roles::check_roots(roots, &names)?;
    if !roles::is_sent(storage, roots).await? {
        if !roles::accepts(root, &current)? {
            return Err(ReleaseError::NewRoot(roots.last().map_or(0, |(version, _)| *version)));
        }
        roles::send_roots(storage, roots, &names).await?;
    }
    let version = current.timestamp.version.max(known) + 1;
    let (snapshot, sequence) = (&current.snapshot.bytes, current.snapshot.version);
    let bytes = sign_timestamp(root, signers, snapshot, sequence, version, now).await?;
    match storage.swap(TIMESTAMP, bytes, Some(&current.etag)).await? {
        Written::Yes => Ok(version),
        Written::TooLate => Err(ReleaseError::Overtaken),
    }
}
